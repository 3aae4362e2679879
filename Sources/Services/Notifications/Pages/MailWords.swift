import Contracts
import FoundationEssentials
import ServiceKit

/// Mails in words, with the clocks of business time.
struct MailWords: Sendable {
  let texts: LocalTexts
  let clocks: [Date: LocalTime]

  func text(_ key: String) -> String { texts.text(key) }

  /// With the year, since it may be long ago.
  func time(_ instant: Date) -> String {
    clocks[instant]?.fullTime(texts) ?? Timestamp.format(instant)
  }

  func what(_ mail: MailRecord) -> String { word("mail", mail.template.rawValue) }

  /// Whom it is for.
  func whose(_ mail: MailRecord) -> String {
    [mail.name, text("kind_\(mail.recipientKind.rawValue)")].compactMap(\.self)
      .joined(separator: ", ")
  }

  /// How it stands, and why it was not sent.
  func mark(_ mail: MailRecord) -> StatusMark {
    let kind: StatusMark.Kind =
      switch mail.state {
      case .waiting: .waiting
      case .queued: mail.tries == 0 ? .waiting : .late
      case .sending: .underWay
      case .sent: .done
      case .failed: .failed
      case .suppressed, .expired: .cancelled
      }
    let isPutOff = mail.state == .queued && mail.tries > 0
    let state = isPutOff ? "state_put_off" : "state_\(mail.state.rawValue)"
    let cause = mail.state.isSettled ? mail.cause : nil
    return StatusMark(
      kind,
      [text(state), cause.map { word("cause", $0.rawValue) }].compactMap(\.self)
        .joined(separator: ": "))
  }

  /// What the list tells besides.
  func note(_ mail: MailRecord) -> String? {
    let notes = [
      mail.resent == nil ? nil : text("sent_again"),
      mail.repeats == 0 ? nil : texts.text("repeated", ["count": "\(mail.repeats)"]),
    ].compactMap(\.self)
    return notes.isEmpty ? nil : notes.joined(separator: ", ")
  }

  /// Where and what it is.
  func address(_ mail: MailRecord, _ address: String?) -> [MailFact] {
    facts([
      ("fact_mail", what(mail)), ("fact_whose", whose(mail)), ("fact_address", address),
    ])
  }

  /// All that is known of it, but for the tries.
  func facts(_ mail: MailRecord) -> [MailFact] {
    address(mail, mail.address)
      + facts([
        ("fact_language", text("language_\(mail.language.rawValue)")),
        ("fact_about", mail.about.wire), ("fact_made", time(mail.createdAt)),
        ("fact_expires", mail.state.isSettled ? nil : mail.expiresAt.map(time)),
        ("fact_next", mail.nextTryAt.map(time)), ("fact_settled", mail.settledAt.map(time)),
        ("fact_repeats", mail.repeats == 0 ? nil : "\(mail.repeats)"),
        ("fact_resent_by", mail.resent?.whose), ("fact_resent_why", mail.resent?.why),
      ])
  }

  private func facts(_ told: [(String, String?)]) -> [MailFact] {
    told.compactMap { key, value in value.map { MailFact(label: text(key), value: $0) } }
  }

  func tried(_ attempt: MailDetail.Try) -> MailView.Try {
    let code = [attempt.code.map { "\($0)" }, attempt.enhanced].compactMap(\.self)
    return MailView.Try(
      n: attempt.n, time: time(attempt.at), phase: word("phase", attempt.phase),
      code: code.isEmpty ? nil : code.joined(separator: " "), said: attempt.text)
  }

  func row(_ address: SuppressedAddress) -> SuppressedView.Row {
    SuppressedView.Row(
      address: address.address, time: time(address.since),
      source: address.whose ?? text("source_\(address.source.rawValue)"), reason: address.reason)
  }

  /// A word that the tables have, as far as there are words for it.
  private func word(_ kind: String, _ word: String) -> String {
    texts.find("\(kind)_\(word)") ?? word
  }
}
