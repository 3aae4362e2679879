import Contracts
import FoundationEssentials
import Outbox
import Postgres

extension Transaction {
  /// Tells the rest of MCF what these workers are now, in the transaction that changes them.
  func publish(_ workers: [Worker], at now: Date, traceparent: String) async throws {
    // TODO
  }
}
