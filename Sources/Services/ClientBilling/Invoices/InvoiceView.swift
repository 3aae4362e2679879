import Billing
import Contracts
import ServiceKit

/// How it stands with what a client owes for an invoice.
enum BillStatus: String, CaseIterable, Sendable {
  /// It will be collected.
  case waiting
  case underWay = "under_way"
  case paid
  /// It was tried for a week, and is not any more.
  case overdue
  /// There is nothing that it could be collected by.
  case noMethod = "no_method"
  /// There was nothing to pay, or credit has paid it.
  case settled

  init(_ status: InvoiceStatus) {
    switch status {
    case .waiting, .failed: self = .waiting
    case .underWay: self = .underWay
    case .paid: self = .paid
    case .overdue: self = .overdue
    case .noMethod, .refused: self = .noMethod
    case .settled, .carried: self = .settled
    }
  }

  /// As the table has it.
  var kept: [InvoiceStatus] { InvoiceStatus.allCases.filter { BillStatus($0) == self } }
}

/// A client's invoice.
struct InvoiceView: JSONWritable {
  let listed: ListedInvoice
  let money: InvoiceMoney
  let viewer: MoneyViewer

  var status: BillStatus { BillStatus(listed.status) }

  func write(to writer: inout JSONWriter) {
    let invoice = listed.invoice
    writer.beginObject()
    writer.field("id", invoice.id)
    writer.field("number", "\(invoice.number)")
    writer.key("period")
    writer.beginObject()
    writer.field("from", listed.startsAt)
    writer.field("to", listed.endsAt)
    writer.endObject()
    writer.field("lines", Int(invoice.lines))
    writer.field("late_lines", Int(invoice.lateLines))
    writer.field("total", invoice.total)
    writer.field("credit_used", invoice.creditUsed)
    writer.field("due", invoice.due)
    writer.field("left", listed.left)
    writer.field("status", status.rawValue)
    writer.field("next_try_at", listed.nextAt)
    writer.field("issued_at", invoice.issuedAt)
    writer.field("tries", money.tries)
    writer.field("payments", money.payments)
    writer.field("credits", money.credits)
    writer.field("credit_notes", money.notes)
    if viewer.isManager {
      writer.field("client_id", invoice.party)
      writer.field("client_name", invoice.partyName)
    }
    writer.endObject()
  }
}

extension PaidBy {
  /// What stands for it where there is one word only.
  var name: String { label ?? adapter }
}

extension PaymentTry: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("at", at)
    writer.field("state", state.rawValue)
    writer.field("code", code)
    writer.field("method", by.name)
    writer.endObject()
  }
}

extension Payment: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("id", id)
    writer.field("at", at)
    writer.field("amount", amount)
    writer.field("to_credit", excess)
    writer.field("method", by.name)
    writer.field("returned_at", returnedAt)
    writer.endObject()
  }
}

extension CreditPaid: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("at", at)
    writer.field("amount", amount)
    writer.endObject()
  }
}

extension NoteOnInvoice: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("id", id)
    writer.field("number", "\(number)")
    writer.field("at", at)
    writer.field("line_id", line)
    writer.field("amount", amount)
    writer.field("reason", why)
    writer.endObject()
  }
}

/// Invoices as a table, for managers' spreadsheets.
enum InvoiceTable {
  static let columns = [
    "id", "number", "client_id", "client_name", "period_from", "period_to", "lines", "late_lines",
    "total", "credit_used", "due", "left", "status", "issued_at",
  ]

  static func cells(_ view: InvoiceView) -> [CSV.Cell] {
    let (listed, invoice) = (view.listed, view.listed.invoice)
    return [
      .text(invoice.id.wire), .text("\(invoice.number)"), .text(invoice.party.wire),
      .text(invoice.partyName), .text(Timestamp.format(listed.startsAt)),
      .text(Timestamp.format(listed.endsAt)), .number("\(invoice.lines)"),
      .number("\(invoice.lateLines)"), .number("\(invoice.total)"),
      .number("\(invoice.creditUsed)"), .number("\(invoice.due)"), .number("\(listed.left)"),
      .text(view.status.rawValue), .text(Timestamp.format(invoice.issuedAt)),
    ]
  }
}
