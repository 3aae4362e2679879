public import Contracts
public import FoundationEssentials
public import Postgres

/// How a service publishes again what it has, for consumers that start late.
public struct Backfill: Sendable {
  /// What is published again, under the version that it had: who has that already ignores it.
  public let type: any EventPayload.Type
  /// Whether it tells of what is over: whoever runs it says then how far back.
  public let isOfThePast: Bool
  private let source: Source

  private enum Source {
    /// The rows after an id, of which there are so many at most; their ids.
    case register(@Sendable (Transaction, UUID, Int, Date) async throws -> [UUID])
    /// What there is at the beginning, and what is published of some of it.
    case found(
      @Sendable (PostgresClient, Date?) async throws -> [UUID],
      @Sendable ([UUID], Transaction, Date) async throws -> Int)
  }

  /// The present state of every row.
  public init<Row: RegisterRow>(of _: Row.Type) {
    type = Row.Changed.self
    isOfThePast = false
    source = .register { transaction, after, limit, now in
      let rows = try await transaction.execute(LockRows<Row>(after: after, limit: limit))
      try transaction.publish(rows, at: now)
      return rows.map(\.id)
    }
  }

  /// What once happened.
  ///
  /// - Parameters:
  ///   - find: the ids of all that is published, in the order in which that is done; of what is over,
  ///     since when. They are held in memory.
  ///   - publish: locks some of them, publishes those of which it is still true, and says how many
  ///     that were.
  public init<Payload: EventPayload>(
    of _: Payload.Type, isOfThePast: Bool = false,
    find: @escaping @Sendable (PostgresClient, _ since: Date?) async throws -> [UUID],
    publish: @escaping @Sendable ([UUID], Transaction, _ now: Date) async throws -> Int
  ) {
    type = Payload.self
    self.isOfThePast = isOfThePast
    source = .found(find, publish)
  }

  /// Publishes everything in one trace, a transaction a batch. Broken off, it may begin anew: consumers
  /// ignore what they have.
  ///
  /// - Parameters:
  ///   - database: as the application role of the service.
  ///   - since: how far back, of what is over; nil: as far as there is something.
  ///   - onProgress: told how many have been published so far.
  /// - Returns: how many were published.
  @discardableResult
  public func run(
    in database: PostgresClient, since: Date? = nil, now: @Sendable () -> Date,
    batch: Int = 500, onProgress: (Int) -> Void = { _ in }
  ) async throws -> Int {
    let trace = TraceContext.root
    var count = 0
    switch source {
    case .register(let publish):
      var ids = [UUID.zero]
      while let after = ids.last {
        ids = try await transact(database, trace) { try await publish($0, after, batch, now()) }
        count += ids.count
        onProgress(count)
      }
    case .found(let find, let publish):
      let ids = try await find(database, since)
      for begin in stride(from: 0, to: ids.count, by: batch) {
        let some = Array(ids[begin..<min(begin + batch, ids.count)])
        count += try await transact(database, trace) { try await publish(some, $0, now()) }
        onProgress(count)
      }
    }
    return count
  }

  private func transact<T>(
    _ database: PostgresClient, _ trace: TraceContext,
    _ body: (Transaction) async throws -> T
  ) async throws -> T {
    try await TraceContext.$current.withValue(trace) {
      try await database.withTransaction(retries: 3) { try await body($0) }
    }
  }
}
