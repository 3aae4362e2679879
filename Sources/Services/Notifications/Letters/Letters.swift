import Contracts
import FoundationEssentials
import Mail
import Postgres
import ServiceKit

/// What mails are made of: their words in each language, and how they look.
struct Letters: Sendable {
  private let texts: Texts
  private let plain: LoneTemplate
  private let html: LoneTemplate
  private let zone: String
  private let site: String?

  /// - Parameters:
  ///   - zone: of business time, by its IANA name.
  ///   - site: where our pages are; nil: mails lead to none.
  /// - Throws: `PageDefect` for templates and texts that cannot be used.
  init(zone: String, site: String?) throws(PageDefect) {
    texts = try Self.texts()
    plain = try LoneTemplate(
      "plain", PackageResources.plain_mustache, as: .plain, example: Letter.example)
    html = try LoneTemplate(
      "html", PackageResources.html_mustache, as: .html, example: Letter.example)
    self.zone = zone
    self.site = site
  }

  /// - Throws: `PageDefect` for texts that cannot be used, and for words that are missing.
  static func texts() throws(PageDefect) -> Texts {
    let texts = try Texts([
      .english: PackageResources.en_txt, .russian: PackageResources.ru_txt,
    ]).withShared()
    let keys =
      MailTemplate.allCases.flatMap { [$0.key("subject"), $0.key("lead")] }
      + LetterFact.allCases.map(\.label)
    let missing = keys.filter { texts[.english].find($0) == nil }
    guard missing.isEmpty else { throw PageDefect("no text for \(missing)") }
    return texts
  }

  /// - Throws: what the database says that is asked for local times.
  func message(
    _ mail: QueuedMail, to address: MailAddress, from: Mailbox, at domain: MailDomain,
    in database: PostgresClient
  ) async throws -> MailMessage {
    let times = try await times(of: mail, in: database)
    return try message(mail, to: address, from: from, at: domain, times: times)
  }

  /// - Parameter times: what clocks show at the instants that it tells of.
  /// - Throws: `LetterDefect`.
  func message(
    _ mail: QueuedMail, to address: MailAddress, from: Mailbox, at domain: MailDomain,
    times: [Date: LocalTime]
  ) throws -> MailMessage {
    guard let id = MessageID(mail.messageID, at: domain) else { throw LetterDefect() }
    let letter = letter(mail, times)
    return MailMessage(
      id: id, date: mail.occurredAt, from: from, to: Mailbox(name: mail.name ?? "", address),
      subject: letter.subject, text: plain.render(letter), html: html.render(letter),
      appointment: CalendarEntry(mail, from: from.address)?.appointment)
  }

  /// What a mail says, to be read elsewhere than in a mail.
  ///
  /// - Throws: what the database says that is asked for local times.
  func words(
    _ mail: QueuedMail, in database: PostgresClient
  ) async throws -> (title: String, text: String) {
    let letter = letter(mail, try await times(of: mail, in: database))
    return (letter.subject, plain.render(letter))
  }

  private func letter(_ mail: QueuedMail, _ times: [Date: LocalTime]) -> Letter {
    LetterWriter(texts: texts[mail.language], times: times, zone: zone, site: site)
      .letter(mail.template, mail.told)
  }

  private func times(
    of mail: QueuedMail, in database: PostgresClient
  ) async throws -> [Date: LocalTime] {
    try await BusinessTime(database, zone: zone).local(mail.told.instants)
  }
}

/// An id that no message can have, or an address of ours that is none.
struct LetterDefect: Error {}
