import FoundationEssentials
import Outbox
import Postgres

/// Where cats walk: each step is a row changed and an event appended, in one transaction.
struct Yard: Sendable {
  let database: PostgresClient
  let crossing: Bool
  let unflushed: Bool
  let isLater: Bool
  /// Of PgQ's, in place of the outbox.
  let queue: String?

  /// The cat's next step, once it is committed.
  func walk(_ cat: UUID) async throws -> Int64 {
    let step = try await database.withTransaction { transaction in
      if crossing { try await transaction.execute(TakeTransactionID()) }
      guard let step = try await transaction.one(TakeStep(cat: cat)) else {
        throw PostgresError(.decoding, statement: TakeStep.name, detail: "no such cat")
      }
      if let queue {
        transaction.enqueue(try InsertIntoQueue(CatStep(step: step), of: cat, queue: queue))
      } else if isLater {
        try transaction.append(LaterCatStep(step: step), of: cat, version: step, at: Date())
      } else {
        try transaction.append(CatStep(step: step), of: cat, version: step, at: Date())
      }
      return step
    }
    if unflushed { try await nap(cat) }
    return step
  }

  private func nap(_ cat: UUID) async throws {
    try await database.withTransaction { transaction in
      transaction.enqueue(DoNotWaitForTheLog())
      try await transaction.execute(TakeNap(cat: cat))
    }
  }
}

/// Written first and locked until the commit, so that the outbox's ids follow the commits.
private struct TakeStep: Statement {
  typealias Row = Int64
  static let sql = "update cat set steps = steps + 1 where id = $1 returning steps"
  let cat: UUID
  var bindings: Bindings { [cat] }
}

private struct TakeTransactionID: Statement {
  static let sql = "select pg_current_xact_id()"
}

private struct DoNotWaitForTheLog: Statement {
  static let sql = "set local synchronous_commit = off"
}

private struct TakeNap: Statement {
  static let sql = "update nap set naps = naps + 1 where cat = $1"
  let cat: UUID
  var bindings: Bindings { [cat] }
}
