import FoundationEssentials
public import Postgres

/// The next rows after an id, locked until the transaction ends: what is published of them does not
/// overtake a change that is being made.
public struct LockRows<Row: RegisterRow>: Statement {
  public static var sql: String {
    """
    select \(Row.columns)
    from   \(Row.table)
    where  id > $1
    order by id
    limit  $2
    for no key update
    """
  }

  let after: UUID
  let limit: Int
  public var bindings: Bindings { [after, limit] }
  public static func decode(_ row: inout RowReader) throws -> Row { try Row(row: &row) }
}
