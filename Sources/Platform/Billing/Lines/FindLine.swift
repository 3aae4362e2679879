public import Contracts
public import FoundationEssentials
public import Postgres

/// A line, with what has become of it.
public struct FoundLine: Sendable {
  public let line: BillingLine
  /// What was taken back of it, with the opposite sign.
  public let taken: Money
  /// The invoice that it is on; nil: it is on none yet.
  public let invoice: UUID?

  public var isReversed: Bool { taken != .zero }
  /// What is left of it, with its own sign.
  public var left: Money { line.amount + taken }
}

/// A line by its id.
public struct FindLine: Statement {
  public static let sql = """
    select \(KeptLine.columns), taken_back(l.id), i.id
    from   billing_line l
    left   join invoice i on i.period = l.period and i.party = l.party
    where  l.id = $1
    """

  let id: UUID
  public init(id: UUID) { self.id = id }
  public var bindings: Bindings { [id] }

  public static func decode(_ row: inout RowReader) throws -> FoundLine {
    FoundLine(line: try KeptLine(row: &row).line, taken: try row.next(), invoice: try row.next())
  }
}
