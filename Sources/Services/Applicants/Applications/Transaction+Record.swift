import Contracts
import FoundationEssentials
import Outbox
import Postgres
import ServiceKit

extension Transaction {
  /// Begins an application: its first row of history, and the event that asks for the letter.
  func begin(
    _ application: Application, for vacancy: Vacancy, _ news: ApplicationNews
  ) throws {
    enqueue(InsertApplication(application: application))
    let asked = application.changed(
      .asked, from: nil, for: vacancy.texts, news, at: application.createdAt)
    try append(asked, of: application.id, version: application.version, at: application.createdAt)
  }

  /// Writes down what has happened to an application whose row this transaction has locked: its next
  /// version, with a row of its history and the event that tells it, if one does (6.2). This is the
  /// only way in which an application changes. With one that is withdrawn goes its test that is
  /// under way, or has no place so far: it is void, never scored and never ranked.
  ///
  /// - Parameters:
  ///   - application: as it is since, with the version that it had before.
  ///   - news: what the event says besides; nil: nobody is told, since the next step tells more.
  /// - Returns: the application with its new version.
  /// - Throws: 409 when it is not as it was read, which only happens without the lock; what the
  ///   table refuses.
  func record(
    _ application: Application, _ step: ApplicationStep,
    publishing news: ApplicationNews? = .plain, at now: Date
  ) async throws -> Application {
    let (recorded, before) = try await write(application, step, at: now)
    guard let news else { return recorded }
    if step.event == .rejected, let rejected = recorded.rejected(for: before.vacancy) {
      try append(rejected, of: recorded.id, version: recorded.version, at: now)
    } else if let cause = step.event.cause {
      let changed = recorded.changed(
        cause, from: before.previous, for: before.vacancy, news, at: now)
      try append(changed, of: recorded.id, version: recorded.version, at: now)
    }
    return recorded
  }

  /// The same of an acceptance, which tells all that the register of workers needs.
  func record(
    _ application: Application, _ step: ApplicationStep, hiring: Hiring, at now: Date
  ) async throws -> Application {
    let (recorded, before) = try await write(application, step, at: now)
    guard let accepted = recorded.accepted(hiring, for: before.vacancy) else {
      throw Problem.wrongState(recorded)
    }
    try append(accepted, of: recorded.id, version: recorded.version, at: now)
    return recorded
  }

  private func write(
    _ application: Application, _ step: ApplicationStep, at now: Date
  ) async throws -> (Application, RecordStep.Row) {
    if step.event == .withdrawn { enqueue(VoidAttempts(application: application.id)) }
    let statement = RecordStep(application: application, step: step, now: now)
    guard let row = try await one(statement) else { throw Problem.wrongState(application) }
    var recorded = application
    recorded.version = row.version
    return (recorded, row)
  }
}
