import ServiceKit

/// What a client will owe and owes, what that comes from, and the invoices.
struct InvoicesPageView: PageData {
  static let template = "invoices"

  let week: [AmountRow]
  /// What the week will come to.
  let expected: String
  let owed: [AmountRow]
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
    let total: String
    let left: String
  }

  static var example: InvoicesPageView {
    InvoicesPageView(
      week: [AmountRow(label: "So far", amount: "95.00")], expected: "190.00",
      owed: [AmountRow(label: "To be paid", amount: "0.00")], rows: [.example], hasRows: true,
      hasMore: true,
      invoices: [
        Entry(
          path: "/invoices/x", number: "C-2027-000001", week: "until Sunday, 7 March 2027",
          mark: StatusMark(.waiting, "to be paid"), next: "next try on Monday", total: "190.00",
          left: "190.00")
      ], list: .example)
  }
}

/// An invoice as it is printed.
struct InvoicePageView: PageData {
  static let template = "invoice"

  let number: String
  let mark: StatusMark
  let name: String
  let email: String
  let period: String
  let issued: String
  let rows: [LineRow]
  let sums: [AmountRow]
  let due: String
  let back: String

  static var example: InvoicePageView {
    InvoicePageView(
      number: "C-2027-000001", mark: StatusMark(.waiting, "to be paid"), name: "Murka Mews",
      email: "murka@mcf.example", period: "28 February – 7 March", issued: "7 March, 20:02",
      rows: [.example], sums: [AmountRow(label: "Sum", amount: "190.00")], due: "190.00",
      back: "/invoices")
  }
}

/// What something comes to.
struct AmountRow {
  let label: String
  let amount: String
}

/// A charge; the partial `lines`.
struct LineRow {
  let what: String
  let when: String
  /// How the order ended, and why.
  let why: String
  /// Said of what belongs to an earlier week and came too late for it, with when it came.
  let late: String?
  let price: String
  let discount: String
  let amount: String

  static var example: LineRow {
    LineRow(
      what: "Tidying", when: "Monday, 1 March, 10:00", why: "completed",
      late: "came too late for its own week: Sunday, 7 March, 20:03", price: "100.00",
      discount: "5 %", amount: "95.00")
  }
}
