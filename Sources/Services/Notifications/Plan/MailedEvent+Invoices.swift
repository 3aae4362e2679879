import Contracts
import FoundationEssentials

/// About one invoice of a client, who is written to where it was sent to.
protocol ClientInvoiceEvent: MailedEvent {
  var clientID: UUID { get }
  /// In full.
  var clientName: String { get }
  var email: String { get }
}

extension ClientInvoiceEvent {
  func id(of reader: Recipient.Kind) -> UUID? { clientID }
  func mailbox(of reader: Recipient.Kind) -> (name: String?, address: String)? {
    (clientName, email)
  }
}

extension ClientInvoiceIssued: ClientInvoiceEvent {
  var occurredAt: Date? { issuedAt }
  var templates: [MailTemplate] { [.invoiceIssued] }
  func content(for reader: Recipient.Kind) -> any MailContent { InvoiceTold(self) }
}

extension ClientInvoicePaid: ClientInvoiceEvent {
  var occurredAt: Date? { paidAt }
  var templates: [MailTemplate] {
    switch cause {
    case .refundReturned: [.refundReturned]
    case nil: [how == "credit" ? .creditUsed : .paymentReceived]
    }
  }
  func content(for reader: Recipient.Kind) -> any MailContent { PaymentTold(self) }
}

extension ClientInvoiceFailed: ClientInvoiceEvent {
  var occurredAt: Date? { nil }
  var templates: [MailTemplate] { isTold ? [.paymentFailed] : [] }
  func content(for reader: Recipient.Kind) -> any MailContent { PaymentTold(self) }
}

extension ClientInvoiceReversed: ClientInvoiceEvent {
  var occurredAt: Date? { reversedAt }
  var templates: [MailTemplate] { [cause == .refunded ? .refunded : .paymentReturned] }
  func content(for reader: Recipient.Kind) -> any MailContent { PaymentTold(self) }
}
