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
  private let portal: PortalDoor?

  /// - Parameters:
  ///   - zone: of business time, by its IANA name.
  ///   - site: where our pages are; nil: mails lead to none.
  ///   - portal: where applicants' links lead; nil: mails with one are not written.
  /// - Throws: `PageDefect` for templates and texts that cannot be used.
  init(zone: String, site: String?, portal: PortalDoor? = nil) throws(PageDefect) {
    texts = try Self.texts()
    plain = try LoneTemplate(
      "plain", PackageResources.plain_mustache, as: .plain, example: Letter.example)
    html = try LoneTemplate(
      "html", PackageResources.html_mustache, as: .html, example: Letter.example)
    self.zone = zone
    self.site = site
    self.portal = portal
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

  /// - Throws: what the database says that is asked for local times; `LetterDefect` and
  ///   `LinkSeal.Broken`.
  func message(
    _ mail: QueuedMail, to address: MailAddress, from: Mailbox, at domain: MailDomain,
    in database: PostgresClient
  ) async throws -> MailMessage {
    let times = try await times(of: mail, in: database)
    return try message(mail, to: address, from: from, at: domain, times: times)
  }

  /// - Parameter times: what clocks show at the instants that it tells of.
  /// - Throws: `LetterDefect`; `LinkSeal.Broken` for a link that does not open.
  func message(
    _ mail: QueuedMail, to address: MailAddress, from: Mailbox, at domain: MailDomain,
    times: [Date: LocalTime]
  ) throws -> MailMessage {
    guard let id = MessageID(mail.messageID, at: domain) else { throw LetterDefect() }
    let letter = try letter(mail, times, leadingThrough: portal)
    return MailMessage(
      id: id, date: mail.occurredAt, from: from, to: Mailbox(name: mail.name ?? "", address),
      subject: letter.subject, text: plain.render(letter), html: html.render(letter),
      appointment: CalendarEntry(mail, from: from.address)?.appointment)
  }

  /// What a mail says, to be read elsewhere than in a mail: without whatever link it has to the
  /// portal, which is its receiver's alone.
  ///
  /// - Throws: what the database says that is asked for local times.
  func words(
    _ mail: QueuedMail, in database: PostgresClient
  ) async throws -> (title: String, text: String) {
    let letter = try letter(
      mail, try await times(of: mail, in: database), leadingThrough: .shut)
    return (letter.subject, plain.render(letter))
  }

  private func letter(
    _ mail: QueuedMail, _ times: [Date: LocalTime], leadingThrough door: PortalDoor?
  ) throws -> Letter {
    try LetterWriter(
      texts: texts[mail.language], times: times, zone: zone, site: site, portal: door
    ).letter(mail.template, mail.told)
  }

  private func times(
    of mail: QueuedMail, in database: PostgresClient
  ) async throws -> [Date: LocalTime] {
    try await BusinessTime(database, zone: zone).local(mail.told.instants)
  }
}

/// An id that no message can have, an address of ours that is none, or a link to a portal of which
/// nobody has said where it is.
struct LetterDefect: Error {}
