import Contracts
public import FoundationEssentials
public import Mail
public import Postgres

/// Takes what servers report of mails after they have taken them.
///
/// A report only says which mail it is of. Whom that was for is known here, and nobody else is ever
/// suppressed. It counts once: the same one again changes nothing, so that what a manager has lifted
/// since stays so.
public struct Bounces: Sendable {
  private let database: PostgresClient

  /// - Parameter database: as the role `notifications_app`.
  public init(_ database: PostgresClient) { self.database = database }

  public enum Outcome: Hashable, Sendable {
    /// Nobody is there; nobody is written to there any more.
    case suppressed(ReportedMail)
    /// It has not arrived, which says nothing of the next one.
    case failed(ReportedMail)
    /// It is delayed or passed on.
    case noEnd(ReportedMail)
    /// It has ended as something else than sent, perhaps by the same report.
    case knownBefore(ReportedMail)
    /// The server has it, and whoever handed it over has not noted that so far.
    case underWay(ReportedMail)
    /// It is about no mail of ours, about several, or about one that is forgotten.
    case unknown
  }

  /// - Throws: what the database says.
  public func take(_ report: DeliveryReport, at now: Date) async throws -> Outcome {
    let turn = MailLife.Turn(report)
    let found = try await database.execute(
      NoteBounce(
        ids: report.ids.map(\.text), turn: turn,
        text: report.outcomes.lazy.compactMap(\.diagnostic).first, now: now))
    guard found.count == 1, let bounced = found.first, bounced.isKnown else { return .unknown }
    let mail = bounced.mail
    guard let turn else { return .noEnd(mail) }
    if bounced.isMoved { return turn.suppresses ? .suppressed(mail) : .failed(mail) }
    return bounced.state == .sending ? .underWay(mail) : .knownBefore(mail)
  }
}

/// A mail that a report is of.
public struct ReportedMail: Hashable, Sendable {
  public let id: UUID
  /// What it tells, as metrics call it.
  public let template: String
}
