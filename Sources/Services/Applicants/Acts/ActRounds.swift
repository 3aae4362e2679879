import FoundationEssentials
import Logging
import Postgres
import ServiceKit

extension ApplicantsModule {
  /// What waits of an application comes before whoever decides about it: a withdrawal that was filed
  /// before wins.
  ///
  /// - Parameter application: whose row the transaction has locked.
  /// - Returns: the application as it is since; nil: it is no more.
  func settleActs(
    of application: Application, in transaction: Transaction, at now: Date
  ) async throws -> Application? {
    try await acts.desk.settle(application, application.id, in: transaction, at: now)
  }
}

/// Settles what holders of links want, application by application, each in its own transaction.
///
/// Of replicas that come to the same application the later one finds nothing left. What cannot be
/// settled holds up no other application.
struct ActRounds: Sendable {
  let database: PostgresClient
  let desk: ActDesk
  let clock: Clock
  let logger: Logger

  func round() async throws {
    var last: Int64 = 0
    try await untilNotFull(FindWanting.most) {
      let wanting = try await database.read(FindWanting(after: last))
      for (first, application) in wanting {
        last = first
        do {
          try await settle(application)
        } catch {
          logger.warning(
            "an applicant's wish waits",
            metadata: ["application": "\(application)", "cause": "\(error)"])
        }
      }
      return wanting.count
    }
  }

  func settle(_ application: UUID) async throws {
    do {
      try await settleOnce(application)
    } catch let error as PostgresError where error.meansAlreadyOpen {
      // Another one was confirmed at the same time: it is found now.
      try await settleOnce(application)
    }
  }

  private func settleOnce(_ application: UUID) async throws {
    try await database.withTransaction(retries: 3) { transaction in
      let present = try await transaction.one(LockRow<Application>(id: application))
      _ = try await desk.settle(present, application, in: transaction, at: clock.now())
    }
  }
}
