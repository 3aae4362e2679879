public import Contracts
public import ServiceKit

/// Rows of whatever a desk shows: what each is called, what is told of it, and what can be done. The
/// partial `desk-table`.
public struct DeskTable: Sendable {
  let columns: [Head]
  let rows: [Row]
  let hasActs: Bool

  struct Head: Sendable {
    let heading: String
    /// The class of its cells; nil: they are text.
    let look: String?
  }

  /// By the key of its heading.
  public enum Column: Sendable {
    case text(String)
    /// Numbers of invoices, which are not broken.
    case number(String)
    case amount(String)
  }

  public struct Cell: Sendable {
    let text: String
    let path: String?
    let mark: StatusMark?
    let note: String?
    fileprivate(set) var label = ""
    fileprivate(set) var look: String?

    /// - Parameters:
    ///   - address: where it leads.
    ///   - note: below it, in small.
    public init(
      _ text: String = "", to address: String? = nil, mark: StatusMark? = nil, note: String? = nil
    ) {
      self.text = text
      path = address
      self.mark = mark
      self.note = note
    }
  }

  public struct Row: Sendable {
    var head: Cell
    var cells: [Cell]
    let acts: [DeskLink]
    /// Why something cannot be done there.
    let reason: String?

    public init(
      _ head: Cell, _ cells: [Cell], acts: [DeskLink] = [], unless reason: String? = nil
    ) {
      self.head = head
      self.cells = cells
      self.acts = acts
      self.reason = reason
    }
  }

  /// - Parameter columns: as many as each row has cells, its head among them.
  public init(_ columns: [Column], _ rows: [Row], _ texts: LocalTexts) {
    let heads = columns.map { column in
      switch column {
      case .text(let key): Head(heading: texts.text(key), look: nil)
      case .number(let key): Head(heading: texts.text(key), look: "number")
      case .amount(let key): Head(heading: texts.text(key), look: "amount")
      }
    }
    self.init(heads, rows)
  }

  private init(_ heads: [Head], _ rows: [Row]) {
    columns = heads
    self.rows = rows.map { row in
      var row = row
      row.head.look = heads.first?.look
      row.cells = zip(row.cells, heads.dropFirst()).map { cell, head in
        var cell = cell
        (cell.label, cell.look) = (head.heading, head.look)
        return cell
      }
      return row
    }
    hasActs = rows.contains { !$0.acts.isEmpty || $0.reason != nil }
  }

  var isEmpty: Bool { rows.isEmpty }

  static var example: DeskTable {
    let cell = Cell(
      "Barsik Paws", to: "/earnings/workers/x", mark: StatusMark(.failed, "failed"), note: "2 days")
    return DeskTable(
      [Head(heading: "Invoice", look: "number"), Head(heading: "Amount", look: "amount")],
      [Row(cell, [cell], acts: [.example], unless: "Another manager has to.")])
  }
}

/// A way to something that can be done.
public struct DeskLink: Sendable {
  let way: String
  let name: String

  public init(_ name: String, to address: Address) {
    self.name = name
    way = address.path
  }

  static var example: DeskLink { DeskLink("Send now", to: Address("/earnings/x/send")) }
}
