import Contracts
import FoundationEssentials
import Outbox
import Postgres
import ServiceKit

/// Orders once more, for consumers that start late: those that are open as they were accepted, those
/// that have ended as they ended. Each goes out under the version that its event had.
enum OrderBackfills {
  static let all = [
    Backfill(
      of: OrderAccepted.self, find: { database, _ in try await database.read(FindOpenOrders()) },
      publish: publishOpen),
    Backfill(
      of: OrderFinished.self, isOfThePast: true,
      find: { database, since in try await database.read(FindEndedOrders(since: since)) },
      publish: publishEnded),
  ]

  static let statements: [any Statement.Type] = [
    FindOpenOrders.self, FindEndedOrders.self, LockOrders.self, AppendEvents.self,
  ]

  /// One that has ended meanwhile has told so itself, and is passed over.
  @Sendable static func publishOpen(
    _ ids: [UUID], in transaction: Transaction, at now: Date
  ) async throws -> Int {
    let open = try await transaction.execute(LockOrders(ids)).map(\.order).filter(\.status.isOpen)
    try transaction.append(
      all: open.map { OutboxEvent($0.accepted, of: $0.id, version: Order.acceptedVersion) },
      at: now)
    return open.count
  }

  @Sendable private static func publishEnded(
    _ ids: [UUID], in transaction: Transaction, at now: Date
  ) async throws -> Int {
    let events = try await transaction.execute(LockOrders(ids)).compactMap { row in
      row.order.finished(by: row.subject).map {
        OutboxEvent($0, of: row.order.id, version: row.order.version)
      }
    }
    try transaction.append(all: events, at: now)
    return events.count
  }
}
