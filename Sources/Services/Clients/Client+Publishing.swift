import Contracts
import FoundationEssentials
import Outbox
import Postgres

extension Transaction {
  /// Tells the rest of MCF what these clients are now, in the transaction that changes them.
  func publish(_ clients: [Client], at now: Date, traceparent: String) throws {
    try append(
      all: clients.map { OutboxEvent($0.changed, of: $0.id, version: $0.version) }, at: now,
      traceparent: traceparent)
  }
}
