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
      banner: "There is no way to pay.", week: [AmountRow(label: "So far", amount: "95.00")],
      expected: "190.00", owed: [AmountRow(label: "To be paid", amount: "0.00")], ways: .example,
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

  let mark: StatusMark
  /// When it is tried next; nil: not by itself.
  let next: String?
  /// The page that pays it; nil: it cannot be paid.
  let pay: String?
  /// Where we are, a line each.
  let address: [String]
  let name: String
  let email: String
  let period: String
  let issued: String
  let rows: [LineRow]
  let sums: [AmountRow]
  /// What was to be paid when it was issued.
  let due: String
  /// What came of that, down to what is left of it.
  let moves: [MoveRow]
  let hasMoves: Bool
  let left: String
  /// What was given back of its lines.
  let notes: [NoteRow]
  let hasNotes: Bool
  let back: String

  static var example: InvoicePageView {
    InvoicePageView(
      mark: StatusMark(.waiting, "to be paid"),
      next: "next try on Monday", pay: "/invoices/x/pay", address: ["1 Cat Street"],
      name: "Murka Mews", email: "murka@mcf.example", period: "28 February – 7 March",
      issued: "7 March, 20:02", rows: [.example],
      sums: [AmountRow(label: "Sum", amount: "190.00")], due: "190.00",
      moves: [MoveRow(when: "7 March, 20:03", what: "Paid by Card …42", amount: "−190.00")],
      hasMoves: true, left: "0.00",
      notes: [
        NoteRow(
          number: "K-2027-000001", when: "8 March, 10:00", what: "Tidying", why: "it was late",
          amount: "−30.00")
      ], hasNotes: true, back: "/invoices")
  }
}

/// What something comes to.
struct AmountRow {
  let label: String
  let amount: String
}

/// What came of what is due, one after the other.
struct MoveRow {
  let when: String
  let what: String
  /// By how much there is more to pay; empty: by nothing.
  let amount: String
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
