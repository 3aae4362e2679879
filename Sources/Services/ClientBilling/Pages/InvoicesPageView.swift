import Billing
import ServiceKit

/// What a client will owe and owes, what that comes from, and the invoices.
struct InvoicesPageView: PageData {
  static let template = "invoices"

  /// What the client has to see to before anything can be collected; nil: nothing.
  let banner: String?
  let week: [AmountRow]
  /// What the week will come to.
  let expected: String
  let owed: [AmountRow]
  let ways: WaysToPayView
  /// What is on no invoice yet.
  let rows: [LineRow]
  let hasRows: Bool
  /// There is more than is shown.
  let hasMore: Bool
  let invoices: [Entry]
  let list: ListView

  struct Entry {
    let path: String
    let number: String
    /// The day on which it ended.
    let week: String
    let mark: StatusMark
    /// When it is tried next; nil: not by itself.
    let next: String?
    /// The page that pays it; nil: it cannot be paid.
    let pay: String?
    let total: String
    let left: String
  }

  static var example: InvoicesPageView {
    InvoicesPageView(
      banner: "There is no way to pay.", week: [AmountRow("So far", "95.00")],
      expected: "190.00", owed: [AmountRow("To be paid", "0.00")], ways: .example,
      rows: [.example], hasRows: true, hasMore: true,
      invoices: [
        Entry(
          path: "/invoices/x", number: "C-2027-000001", week: "until Sunday, 7 March 2027",
          mark: StatusMark(.waiting, "to be paid"), next: "next try on Monday",
          pay: "/invoices/x/pay", total: "190.00", left: "190.00")
      ], list: .example)
  }
}

/// An invoice as it is printed.
struct InvoicePageView: PageData {
  static let template = "invoice"

  let sheet: SheetView
  /// The page that pays it; nil: it cannot be paid.
  let pay: String?
  /// Where a way to pay is added that it waits for; nil: it waits for none.
  let ways: String?
  let rows: [LineRow]
  /// What was given back of its lines.
  let notes: [NoteRow]
  let hasNotes: Bool

  static var example: InvoicePageView {
    InvoicePageView(
      sheet: .example, pay: "/invoices/x/pay", ways: "/invoices#ways", rows: [.example],
      notes: [
        NoteRow(
          number: "K-2027-000001", when: "8 March, 10:00", what: "Tidying", why: "it was late",
          amount: "−30.00")
      ], hasNotes: true)
  }
}

/// A credit note.
struct NoteRow {
  let number: String
  let when: String
  /// The line that it is for.
  let what: String
  let why: String
  /// Less than nothing.
  let amount: String
}

/// A charge, or what changes one; the partial `lines`.
struct LineRow {
  let what: String
  /// The order's, which tells it from others like it; nil: it is about no order.
  let reference: String?
  let when: String
  /// How the order ended, and why.
  let why: String
  /// Said of what belongs to an earlier week and came too late for it, with when it came.
  let late: String?
  /// Of what was ordered.
  let price: String
  let discount: String
  let amount: String

  static var example: LineRow {
    LineRow(
      what: "Tidying", reference: "order 3f2a1c", when: "1 March, 10:00", why: "completed",
      late: "came too late for its own week: Sunday, 7 March, 20:03", price: "100.00",
      discount: "5 %", amount: "95.00")
  }
}
