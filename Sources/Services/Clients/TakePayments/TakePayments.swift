import Contracts
import FoundationEssentials
import Outbox
import Postgres

// each payment that came or went back tells all that its client has paid by then.
extension ClientsModule {
  func take(_ event: Event<ClientInvoicePaid>, in transaction: Transaction) async throws {
    let paid = event.payload
    try await keep(
      KeepPaid(client: paid.clientID, total: paid.paidTotal, version: paid.paidVersion),
      in: transaction)
  }

  func take(_ event: Event<ClientInvoiceReversed>, in transaction: Transaction) async throws {
    let reversed = event.payload
    try await keep(
      KeepPaid(
        client: reversed.clientID, total: reversed.paidTotal, version: reversed.paidVersion),
      in: transaction)
  }

  /// - Throws: ``UnknownClient``, so that the event waits for the client, and no discount is lost.
  private func keep(_ paid: KeepPaid, in transaction: Transaction) async throws {
    guard try await transaction.one(paid) == true else { throw UnknownClient(id: paid.client) }
  }
}

/// Who has paid is not in the register: it lacks what it had when billing heard of the client.
struct UnknownClient: Error, CustomStringConvertible {
  let id: UUID
  var description: String {
    "no client \(id.wire) is registered here; has the register been restored from a backup?"
  }
}
