import Contracts
import FoundationEssentials

/// About one invoice of a worker, who is written to where it was sent to.
///
/// That a payout has failed is for managers: the worker gets no mail of it.
protocol WorkerInvoiceEvent: MailedEvent {
  var workerID: UUID { get }
  /// In full.
  var workerName: String { get }
  var email: String { get }
}

extension WorkerInvoiceEvent {
  func id(of reader: Recipient.Kind) -> UUID? { workerID }
  func mailbox(of reader: Recipient.Kind) -> (name: String?, address: String)? {
    (workerName, email)
  }
}

extension WorkerInvoiceIssued: WorkerInvoiceEvent {
  var occurredAt: Date? { issuedAt }
  var templates: [MailTemplate] { [.payslip] }
  func content(for reader: Recipient.Kind) -> any MailContent { PayslipTold(self) }
}

extension WorkerInvoicePaid: WorkerInvoiceEvent {
  var occurredAt: Date? { paidAt }
  var templates: [MailTemplate] { [.paidOut] }
  func content(for reader: Recipient.Kind) -> any MailContent { PayoutTold(self) }
}
