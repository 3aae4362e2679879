import Contracts
import FoundationEssentials
import Outbox
import Postgres

extension Transaction {
  /// Tells the rest of MCF what these workers are now, in the transaction that changes them.
  func publish(_ workers: [Worker], at now: Date, traceparent: String) throws {
    try append(
      all: workers.map { OutboxEvent($0.changed, of: $0.id, version: $0.version) }, at: now,
      traceparent: traceparent)
  }
}
