import Contracts
import FoundationEssentials
import ServiceKit

/// What a mail says of a client's invoice that was issued.
struct InvoiceTold: MailContent {
  var invoiceID: UUID
  var number: String
  var clientFirstName: String
  /// With this instant.
  var from: Date
  /// Without this instant.
  var to: Date
  var lines: Int
  var total: Money
  var creditUsed: Money
  var due: Money
  /// By what it will be collected; nil: there is no way to pay.
  var method: String?
}

extension InvoiceTold {
  init(_ issued: ClientInvoiceIssued) {
    self.init(
      invoiceID: issued.id, number: issued.number,
      clientFirstName: issued.clientName.firstWord, from: issued.from, to: issued.to,
      lines: issued.lines, total: issued.total, creditUsed: issued.creditUsed, due: issued.due,
      method: issued.method)
  }

  var instants: [Date] { [from, to] }
}
