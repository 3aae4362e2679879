public import ServiceKit

/// An invoice or a payslip as it is kept and printed: who bills whom and for when, the lines, what they
/// come to, and what came of it. The parent `sheet`: a template of one begins with `{{<sheet}}`, has a
/// partial `lines` of its own, and shows this as `page.sheet`.
public struct SheetView: Sendable {
  let mark: StatusMark
  let next: String?
  let address: [String]
  let name: String
  let email: String
  let period: String
  let issued: String
  let sums: [AmountRow]
  let due: String
  let carried: AmountRow?
  let moves: [MoveRow]
  let hasMoves: Bool
  let left: String
  let back: String

  /// - Parameters:
  ///   - next: when it is tried next; nil: not by itself.
  ///   - address: where we are, its lines between semicolons; nil: it is not said.
  ///   - party: whom it is for.
  ///   - sums: below the lines, down to what is to be paid.
  ///   - due: what was to be paid when it was issued.
  ///   - carried: what of it goes over to the next one; nil: nothing.
  ///   - moves: what came of what was due, down to what is left of it.
  public init(
    _ mark: StatusMark, next: String? = nil, from address: String?,
    to party: (name: String, email: String), period: String, issued: String, sums: [AmountRow],
    due: String, carried: AmountRow? = nil, moves: [MoveRow], left: String, back: String
  ) {
    self.mark = mark
    self.next = next
    self.address = (address ?? "").split(separator: ";").map { line in
      String(line.drop { $0 == " " })
    }
    name = party.name
    email = party.email
    self.period = period
    self.issued = issued
    self.sums = sums
    self.due = due
    self.carried = carried
    self.moves = moves
    hasMoves = !moves.isEmpty
    self.left = left
    self.back = back
  }

  public static var example: SheetView {
    SheetView(
      StatusMark(.waiting, "to be paid"), next: "next try on Monday",
      from: "1 Cat Street; Moscow", to: (name: "Murka Mews", email: "murka@mcf.example"),
      period: "28 February – 7 March", issued: "7 March, 20:02",
      sums: [AmountRow("Sum", "190.00")], due: "190.00", carried: AmountRow("Carried", "−5.00"),
      moves: [MoveRow(when: "7 March, 20:03", what: "Paid by Card …42", amount: "−190.00")],
      left: "0.00", back: "/invoices")
  }
}

/// What something comes to.
public struct AmountRow: Sendable {
  let label: String
  let amount: String

  public init(_ label: String, _ amount: String) {
    self.label = label
    self.amount = amount
  }
}

/// What came of what is due, one after the other.
public struct MoveRow: Sendable {
  let when: String
  let what: String
  /// By how much there is more to pay; empty: by nothing.
  let amount: String

  public init(when: String, what: String, amount: String) {
    self.when = when
    self.what = what
    self.amount = amount
  }
}
