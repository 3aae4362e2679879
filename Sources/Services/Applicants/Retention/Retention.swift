import FoundationEssentials
import Logging
import Metrics
import Postgres
import ServiceKit

/// Forgets what nobody needs any more of applicants. Any number of replicas may do so at once.
struct Retention: Sendable {
  let database: PostgresClient
  let configuration: ApplicantsConfiguration
  let clock: Clock
  let logger: Logger

  private static let answerDays = 30

  static let statements: [any Statement.Type] = [
    FindUnconfirmed.self, LockUnconfirmed.self, FindWanted.self, FindForgettable.self,
    TrimAnswers.self, SweepSubmissions.self,
    SweepTickets.self, SweepActs.self, SweepCounts.self, SweepBars.self, SweepRejections.self,
    SweepLinks.self, EraseApplication.self, CountErasure.self,
  ]

  /// Everything that is over by now. What cannot be done keeps nothing else from being forgotten.
  ///
  /// - Throws: what was thrown first.
  func round() async throws {
    let now = clock.now()
    let steps: [() async throws -> Void] = [
      { IntakeMetrics.expired().increment(by: try await sweep(SweepSubmissions.self, at: now)) },
      { try await dropUnconfirmed(at: now) },
      { try await eraseDecided(at: now) },
      { try await trimAnswers(at: now) },
      { try await sweep(SweepTickets.self, at: now) },
      { try await sweep(SweepActs.self, at: now) },
      { try await sweep(SweepCounts.self, at: now) },
      { try await sweep(SweepBars.self, at: now) },
      { try await sweep(SweepRejections.self, at: now) },
      { try await sweep(SweepLinks.self, at: now) },
    ]
    var failure: (any Error)?
    for step in steps {
      do { try await step() } catch { failure = failure ?? error }
    }
    if let failure { throw failure }
  }

  private func trimAnswers(at now: Date) async throws {
    try await untilNotFull(TrimAnswers.most) {
      try await database.execute(
        TrimAnswers(endedBefore: now.addingDays(-Self.answerDays), now: now)
      ).first ?? 0
    }
  }

  private func dropUnconfirmed(at now: Date) async throws {
    let limit = now.addingDays(-configuration.kept.unconfirmed)
    try await untilNotFull(FindUnconfirmed.most) {
      let old = try await database.read(FindUnconfirmed(begunBefore: limit))
      guard !old.isEmpty else { return 0 }
      return try await database.withTransaction(retries: 3) { try await $0.drop(unconfirmed: old) }
    }
  }

  private func eraseDecided(at now: Date) async throws {
    var find = FindForgettable(
      acceptedBefore: now.addingDays(-KeptDays.accepted),
      otherBefore: now.addingDays(-configuration.kept.decided))
    try await untilNotFull(FindForgettable.most) {
      let found = try await database.read(find)
      for (application, decidedAt) in found {
        // One that cannot be erased is left behind until the next round.
        find.after = (decidedAt, application)
        do {
          try await erase(application, unlessDecidedAfter: find, at: now)
        } catch {
          logger.warning(
            "an application is not erased",
            metadata: ["application": "\(application)", "cause": "\(error)"])
        }
      }
      return found.count
    }
  }

  private func erase(
    _ id: UUID, unlessDecidedAfter limits: FindForgettable, at now: Date
  ) async throws {
    try await database.withTransaction(retries: 3) { transaction in
      let application = try await transaction.lock(Application.self, id)
      // Another replica has erased it, or a manager has reopened it.
      guard application.erasedAt == nil, let decidedAt = application.decidedAt,
        decidedAt <= (application.status == .accepted ? limits.acceptedBefore : limits.otherBefore)
      else { return }
      _ = try await transaction.erase(application, by: .applicants, at: now)
    }
  }

  /// - Returns: how many rows there were.
  @discardableResult
  private func sweep<Rows: SweepRows>(_: Rows.Type, at now: Date) async throws -> Int {
    var count = 0
    try await untilNotFull(Rows.most) {
      let swept = try await database.execute(Rows(now: now)).count
      count += swept
      return swept
    }
    return count
  }
}
