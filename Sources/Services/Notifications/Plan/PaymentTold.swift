import Contracts
import FoundationEssentials
import ServiceKit

/// What a mail says of money that came for a client's invoice, went back, or did not come.
struct PaymentTold: MailContent {
  var invoiceID: UUID
  var number: String
  var clientFirstName: String
  /// What came or went back; nil: nothing did.
  var amount: Money?
  /// The adapter that it came through.
  var how: String?
  /// Why nothing came, by the provider's code.
  var refusal: String?
  /// Why it went back.
  var cause: ClientInvoiceReversed.Cause?
  /// When it came or went back.
  var movedAt: Date?
  /// What is left to pay of the invoice.
  var left: Money
  /// When it is tried next; nil: not by itself.
  var nextTryAt: Date?
}

extension PaymentTold {
  init(_ paid: ClientInvoicePaid) {
    self.init(
      invoiceID: paid.id, number: paid.number, clientFirstName: paid.clientName.firstWord,
      amount: paid.amount, how: paid.how.text, movedAt: paid.paidAt, left: paid.left)
  }

  init(_ failed: ClientInvoiceFailed) {
    self.init(
      invoiceID: failed.id, number: failed.number, clientFirstName: failed.clientName.firstWord,
      refusal: failed.code.text, left: failed.left, nextTryAt: failed.nextTryAt)
  }

  init(_ reversed: ClientInvoiceReversed) {
    self.init(
      invoiceID: reversed.id, number: reversed.number,
      clientFirstName: reversed.clientName.firstWord, amount: reversed.amount,
      cause: reversed.cause, movedAt: reversed.reversedAt, left: reversed.left)
  }

  var instants: [Date] { [movedAt, nextTryAt].compactMap(\.self) }
}
