public import FoundationEssentials
public import Postgres

/// A line by its id, and whether another one takes it back.
public struct FindLine: Statement {
  public static let sql = """
    select \(KeptLine.columns), exists (select from billing_line r where r.reverses = l.id)
    from   billing_line l
    where  l.id = $1
    """

  let id: UUID
  public init(id: UUID) { self.id = id }
  public var bindings: Bindings { [id] }

  public static func decode(_ row: inout RowReader) throws -> (line: BillingLine, isReversed: Bool)
  {
    (line: try KeptLine(row: &row).line, isReversed: try row.next())
  }
}
