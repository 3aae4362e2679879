import Contracts
import FoundationEssentials

/// What a mail says of a ledger's seal, for it to be held against the ledger later.
struct SealTold: MailContent {
  var ledger: Ledger
  var seal: SealedLedger

  /// As `mcf ledger` names it.
  enum Ledger: String, Codable, Sendable {
    case clients, workers

    /// Where it lies.
    var schema: String {
      switch self {
      case .clients: "client_billing"
      case .workers: "worker_billing"
      }
    }
  }

  var instants: [Date] { [seal.sealedAt] }
}
