import Contracts
import FoundationEssentials
import Outbox
import Postgres

extension Transaction {
  /// Appends an event of an order whose row this transaction has written: its version numbers the
  /// order's events.
  func publish(_ payload: some EventPayload, of order: Order, at now: Date) throws {
    try append(payload, of: order.id, version: order.version, at: now)
  }
}
