public import Contracts
public import FoundationEssentials
public import Postgres

/// How a register publishes its present state again, for consumers that start late.
public struct Backfill: Sendable {
  /// What is published again, under the unchanged version of each row: who has that already
  /// ignores it.
  public let type: any EventPayload.Type
  private let publish: @Sendable (Transaction, UUID, Int, Date) async throws -> [UUID]

  public init<Row: RegisterRow>(of _: Row.Type) {
    type = Row.Changed.self
    publish = { transaction, after, limit, now in
      let rows = try await transaction.execute(LockRows<Row>(after: after, limit: limit))
      try transaction.publish(rows, at: now)
      return rows.map(\.id)
    }
  }

  /// Publishes every row in one trace, a transaction a batch. Broken off, it may begin anew: consumers
  /// ignore what they have.
  ///
  /// - Parameters:
  ///   - database: as the application role of the register.
  ///   - onProgress: told how many have been published so far.
  /// - Returns: how many were published.
  @discardableResult
  public func run(
    in database: PostgresClient, now: @Sendable () -> Date, batch: Int = 500,
    onProgress: (Int) -> Void = { _ in }
  ) async throws -> Int {
    var (after, count) = (UUID(uuid: nilUUID), 0)
    let trace = TraceContext.root
    while true {
      let ids = try await TraceContext.$current.withValue(trace) {
        try await database.withTransaction(retries: 3) {
          try await publish($0, after, batch, now())
        }
      }
      guard let last = ids.last else { return count }
      after = last
      count += ids.count
      onProgress(count)
    }
  }
}

/// Before all others.
private let nilUUID: uuid_t = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
