public import Contracts
public import FoundationEssentials
public import Postgres

/// How a register publishes its present state again, for consumers that start late.
///
/// ```swift
/// Backfill(ClientChanged.self) { transaction, after, limit in
///   try await transaction.execute(LockClients(after: after, limit: limit))
///     .map { OutboxEvent($0.changed, of: $0.id, version: $0.version) }
/// }
/// ```
public struct Backfill: Sendable {
  /// What is published again, under the unchanged version of each row: who has that already
  /// ignores it.
  public let type: any EventPayload.Type
  private let publish: @Sendable (Transaction, UUID, Int, Date) async throws -> [UUID]

  /// - Parameter rows: reads the next rows after an id, in the order of their ids, as many as told,
  ///   and locks them: the event must not overtake one of a change that is being made.
  public init<Payload: EventPayload>(
    _ type: Payload.Type,
    rows:
      @escaping @Sendable (
        _ transaction: Transaction, _ after: UUID, _ limit: Int
      ) async throws -> [OutboxEvent<Payload>]
  ) {
    self.type = type
    publish = { transaction, after, limit, now in
      let events = try await rows(transaction, after, limit)
      try transaction.append(all: events, at: now)
      return events.map(\.subject)
    }
  }

  /// Publishes every row, a transaction a batch. Broken off, it may begin anew: consumers ignore
  /// what they have.
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
    while true {
      let ids = try await database.withTransaction(retries: 3) {
        try await publish($0, after, batch, now())
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
