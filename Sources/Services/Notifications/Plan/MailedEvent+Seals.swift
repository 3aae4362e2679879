import Contracts
import FoundationEssentials

/// A seal is kept by whoever audits the books, outside of what we run.
protocol MailedSeal: MailedEvent, LedgerSealed {
  static var ledger: SealTold.Ledger { get }
}

extension MailedSeal {
  var occurredAt: Date? { seal.sealedAt }
  var templates: [MailTemplate] { [.seal] }
  func content(for reader: Recipient.Kind) -> any MailContent {
    SealTold(ledger: Self.ledger, seal: seal)
  }
  func id(of reader: Recipient.Kind) -> UUID? { nil }
  func mailbox(of reader: Recipient.Kind) -> (name: String?, address: String)? { nil }
}

extension ClientLedgerSealed: MailedSeal {
  static let ledger = SealTold.Ledger.clients
}

extension WorkerLedgerSealed: MailedSeal {
  static let ledger = SealTold.Ledger.workers
}
