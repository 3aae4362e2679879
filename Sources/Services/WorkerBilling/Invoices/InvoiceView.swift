import Billing
import Contracts
import ServiceKit

/// How it stands with a worker's money, as workers and managers are told.
enum PayStatus: String, CaseIterable, Sendable {
  /// It will be paid out.
  case due
  /// It is on its way (managers only: to workers it is due).
  case underWay = "under_way"
  /// The last try has failed; the next one comes (managers only).
  case failed
  /// The worker has not said where to.
  case noAccount = "no_account"
  /// The account has refused it for good: the worker has to name another one.
  case checkAccount = "check_account"
  case paid
  /// It came to less than nothing, and the next one begins with that.
  case carried
  /// There was nothing to pay.
  case settled

  /// - Parameter isForManager: whether it says what a worker need not know.
  init(_ status: InvoiceStatus, isForManager: Bool) {
    switch status {
    case .underWay where isForManager: self = .underWay
    case .failed where isForManager: self = .failed
    case .noMethod: self = .noAccount
    case .refused: self = .checkAccount
    case .paid: self = .paid
    case .carried: self = .carried
    case .settled: self = .settled
    case .waiting, .underWay, .overdue, .failed: self = .due
    }
  }

  /// As the table has it.
  func kept(isForManager: Bool) -> [InvoiceStatus] {
    InvoiceStatus.allCases.filter { PayStatus($0, isForManager: isForManager) == self }
  }
}

/// A worker's invoice: a payslip.
struct InvoiceView: JSONWritable {
  let listed: ListedInvoice
  let viewer: EarningsViewer

  var status: PayStatus { PayStatus(listed.status, isForManager: viewer.isManager) }

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
    writer.field("carried_in", invoice.carriedIn)
    writer.field("due", invoice.due)
    writer.field("carried_out", invoice.carriedOut)
    writer.field("status", status.rawValue)
    writer.field("issued_at", invoice.issuedAt)
    if viewer.isManager {
      writer.field("next_try_at", listed.nextAt)
      writer.field("worker_id", invoice.party)
      writer.field("worker_name", invoice.partyName)
    }
    writer.endObject()
  }
}

/// Invoices as a table, for managers' spreadsheets.
enum InvoiceTable {
  static let columns = [
    "id", "number", "worker_id", "worker_name", "period_from", "period_to", "lines",
    "late_lines", "total", "carried_in", "due", "carried_out", "status", "issued_at",
  ]

  static func cells(_ view: InvoiceView) -> [CSV.Cell] {
    let (listed, invoice) = (view.listed, view.listed.invoice)
    return [
      .text(invoice.id.wire), .text("\(invoice.number)"), .text(invoice.party.wire),
      .text(invoice.partyName), .text(Timestamp.format(listed.startsAt)),
      .text(Timestamp.format(listed.endsAt)), .number("\(invoice.lines)"),
      .number("\(invoice.lateLines)"), .number("\(invoice.total)"),
      .number("\(invoice.carriedIn)"), .number("\(invoice.due)"),
      .number("\(invoice.carriedOut)"), .text(view.status.rawValue),
      .text(Timestamp.format(invoice.issuedAt)),
    ]
  }
}
