public import Contracts
public import ServiceKit

/// A part of a desk, or whom a search has found.
public struct DeskListView: PageData {
  public static let template = "desk"
  public static var example: DeskListView { DeskListView(table: .example, list: .example) }

  let table: DeskTable
  let list: ListView
}

/// Everything about a party's money: what it comes to now, the invoices, and each line.
public struct DeskPartyView: PageData {
  public static let template = "desk-party"

  let act: DeskLink?
  let sums: [DeskSums]
  let remarks: [String]
  let tables: [Titled]
  let heading: String
  let table: DeskTable
  let list: ListView

  struct Titled: Sendable {
    let caption: String
    let table: DeskTable
  }

  /// - Parameters:
  ///   - act: what one most often comes for.
  ///   - remarks: below the sums.
  ///   - tables: each with its heading; those without rows are left out.
  ///   - lines: what it all comes from, with its heading.
  public init(
    act: DeskLink? = nil, _ sums: [DeskSums], remarks: [String],
    _ tables: [(heading: String, table: DeskTable)], lines: (heading: String, table: DeskTable),
    list: ListView
  ) {
    self.act = act
    self.sums = sums
    self.remarks = remarks
    self.tables = tables.filter { !$0.table.isEmpty }
      .map { Titled(caption: $0.heading, table: $0.table) }
    heading = lines.heading
    table = lines.table
    self.list = list
  }

  public static var example: DeskPartyView {
    DeskPartyView(
      act: .example, [.example], remarks: ["Paid to …42."], [("Payslips", .example)],
      lines: ("Line by line", .example), list: .example)
  }
}

/// What something comes to, sum by sum, and what of it counts.
public struct DeskSums: Sendable {
  let caption: String
  let sums: [AmountRow]
  let total: AmountRow?

  public init(_ caption: String, _ sums: [AmountRow], total: AmountRow? = nil) {
    self.caption = caption
    self.sums = sums
    self.total = total
  }

  static var example: DeskSums {
    DeskSums(
      "This month", [AmountRow("Jobs", "60.00")], total: AmountRow("Will be paid", "60.00"))
  }
}

/// What somebody is about to do, what comes of it, and the form that does it.
public struct DeskActView: PageData {
  public static let template = "desk-act"

  let facts: [Fact]
  let consequences: [String]
  /// What stands in its way, or has to be thought of.
  let warning: String?
  let form: FormView

  public struct Fact: Sendable {
    let label: String
    let value: String
    let path: String?

    /// - Parameter address: where its value leads.
    public init(_ label: String, _ value: String, to address: Address? = nil) {
      self.label = label
      self.value = value
      path = address?.path
    }
  }

  public init(
    _ facts: [Fact], _ consequences: [String], warning: String? = nil, _ form: FormView
  ) {
    self.facts = facts
    self.consequences = consequences
    self.warning = warning
    self.form = form
  }

  public static var example: DeskActView {
    DeskActView(
      [Fact("Worker", "Barsik Paws", to: Address("/earnings/workers/x"))],
      ["Another manager has to approve it."],
      warning: "You proposed this yourself.", .example)
  }
}
