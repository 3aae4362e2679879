import Contracts
import FoundationEssentials
import Outbox
import Postgres

extension Transaction {
  /// Tells the rest of MCF what these clients are now, in the transaction that changes them.
  func publish(_ clients: [Client], at now: Date, traceparent: String) async throws {
    // TODO
  }
}
