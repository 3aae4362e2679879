import Contracts
import FoundationEssentials
import Metrics
import Postgres
import ServiceKit
import Synchronization

/// Makes applications of strangers' forms, each with the letter that asks to confirm it.
///
/// Any number of replicas may run at once, each at its own pace: what all of them send a minute is as
/// many times the setting.
final class Intake: Sendable {
  private let database: PostgresClient
  private let links: Links
  private let configuration: ApplicantsConfiguration
  private let clock: Clock
  private let elapsed: @Sendable () -> Nanoseconds
  private let pace: Rate
  /// When the next letter would be due if all kept to the pace.
  private let due = Mutex<Nanoseconds>(0)

  /// How many forms are gone through before something else has its turn.
  private static let most = 200

  /// How many letters may go at once.
  static let burst = 20

  /// - Parameter elapsed: the time that has passed since some instant, which never goes back.
  init(
    _ database: PostgresClient, links: Links, _ configuration: ApplicantsConfiguration,
    clock: Clock, elapsed: @escaping @Sendable () -> Nanoseconds = Intake.sinceStart()
  ) {
    self.database = database
    self.links = links
    self.configuration = configuration
    self.clock = clock
    self.elapsed = elapsed
    let perMinute = configuration.confirmationsPerMinute
    pace = Rate(perMinute, per: .seconds(60), burst: min(Self.burst, perMinute))
  }

  static func sinceStart() -> @Sendable () -> Nanoseconds {
    let start = ContinuousClock.now
    return { (ContinuousClock.now - start).nanoseconds }
  }

  /// As much as the pace allows, and not for ever, each form in its own transaction. Only letters count: what is refused
  /// costs nobody's mailbox anything.
  func round() async throws {
    for _ in 0..<Self.most {
      guard mayAsk, let outcome = try await takeNext() else { return }
      IntakeMetrics.confirmations([("outcome", outcome.rawValue)]).increment()
      if outcome == .asked { noteAsked() }
    }
  }

  private var mayAsk: Bool { due.withLock { pace.wait(due: $0, at: elapsed()) == 0 } }

  private func noteAsked() { due.withLock { $0 = pace.next(due: $0, at: elapsed()) } }

  /// - Returns: nil if no form waits.
  private func takeNext() async throws -> IntakeOutcome? {
    let now = clock.now()
    return try await database.withTransaction(retries: 3) { transaction in
      let oldest = now.addingTimeInterval(-FiledSubmission.patience)
      guard let submission = try await transaction.one(TakeSubmission(after: oldest)) else {
        return nil
      }
      transaction.enqueue(DropSubmission(id: submission.id))
      return try await receive(submission, in: transaction, at: now)
    }
  }

  private func receive(
    _ submission: FiledSubmission, in transaction: Transaction, at now: Date
  ) async throws -> IntakeOutcome {
    let mailbox = configuration.pepper.hash(of: Mailbox(submission.details.email))
    let (vacancies, bars) = try await transaction.execute(
      FindRow<Vacancy>(id: submission.vacancy), FindBarred(mailbox: mailbox, now: now))
    guard let vacancy = vacancies.first, vacancy.isOpen else { return .vacancyClosed }
    guard bars.isEmpty else { return .barred }
    let counted = CountLetter(mailbox: mailbox, most: configuration.mailboxPerDay, now: now)
    guard try await transaction.one(counted) != nil else { return .mailboxFull }
    let application = Application(submission, id: .v7(at: now), at: now)
    let link = try links.mint(of: application.id, at: now)
    try transaction.begin(application, for: vacancy, ApplicationNews(link: link.sealed))
    transaction.enqueue(link.insertion)
    return .asked
  }
}
