public import Contracts
import FoundationEssentials
public import Mail
public import ServiceKit

/// Each mail there is, as it would be sent, of what has never happened: without a database and without
/// a server.
public struct MailPreview: Sendable {
  /// What mails tell, as metrics call it.
  public static let templates = MailTemplate.allCases.map(\.rawValue)

  private let letters: Letters

  /// - Throws: `PageDefect` for templates and texts that cannot be used.
  public init() throws(PageDefect) {
    letters = try Letters(zone: Self.zone, site: Self.site, portal: HiringSamples.portal)
  }

  /// A mail, called by what it tells, with what it is a variant of.
  public typealias Sample = (name: String, template: String, mail: MailMessage)

  /// - Returns: in the order of ``templates``.
  public func mails(in language: Language) throws -> [Sample] {
    guard let address = MailAddress("post@mcf.example"), let domain = address.mailDomain else {
      throw LetterDefect()
    }
    let from = Mailbox(name: "Make Cats Free", address)
    let samples = Dictionary(grouping: try MailSample.all(), by: \.draft.template)
    return try MailTemplate.allCases.flatMap { template in
      try samples[template, default: []].map { sample in
        let mail = sample.mail(in: language)
        guard let to = mail.address.flatMap({ MailAddress($0) }) else { throw LetterDefect() }
        let times = Dictionary(mail.told.instants.map { ($0, Self.local($0)) }) { one, _ in one }
        return (
          sample.name, template.rawValue,
          try letters.message(mail, to: to, from: from, at: domain, times: times)
        )
      }
    }
  }

  /// Postgres knows zones by their names, and is not asked here: this one is three hours ahead of UTC
  /// all the year.
  private static let zone = "Europe/Moscow"
  private static let site = "https://mcf.example"
  private static let secondsAhead = 3 * 3_600

  private static func local(_ instant: Date) -> LocalTime {
    let shown = Timestamp.format(instant.addingTimeInterval(TimeInterval(secondsAhead)))
    let weekday = Calendar(identifier: .gregorian, in: secondsAhead)
      .component(.weekday, from: instant)
    return LocalTime(
      day: String(shown.prefix(10)), weekday: (weekday + 5) % 7 + 1,
      time: String(shown.dropFirst(11).prefix(5)))
  }
}

extension Calendar {
  fileprivate init(identifier: Identifier, in secondsAhead: Int) {
    self.init(identifier: identifier)
    timeZone = TimeZone(secondsFromGMT: secondsAhead) ?? .gmt
  }
}
