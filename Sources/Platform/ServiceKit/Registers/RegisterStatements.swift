import FoundationEssentials
import Outbox
public import Postgres

// The statements of every register.

/// The next rows after an id, locked until the transaction ends: what is published of them does not
/// overtake a change that is being made.
public struct LockRows<Row: RegisterRow>: Statement {
  public static var sql: String {
    """
    select \(Row.columns)
    from   \(Row.table)
    where  id > $1
    and    id <= (select id
                  from   (select id, \(EventBytes.before(by: "id")) as before
                          from   (select id, pg_column_size(r.*) as size
                                  from   \(Row.table) r
                                  where  id > $1
                                  order  by id
                                  limit  $2) as next) as weighed
                  where  before < \(EventBytes.batch)
                  order  by id desc
                  limit  1)
    order  by id
    for    no key update
    """
  }

  let after: UUID
  let limit: Int
  public var bindings: Bindings { [after, limit] }
  public static func decode(_ row: inout RowReader) throws -> Row { try Row(row: &row) }
}

/// A page in the order of ids, that is of registration.
public struct ListRows<Row: RegisterRow>: Statement {
  public static var sql: String { RegisterPage<Row>.sql(scope: "true") }

  let page: RegisterPage<Row>
  public var bindings: Bindings { page.bindings }
  public static func decode(_ row: inout RowReader) throws -> Row { try Row(row: &row) }
}

/// The same of those in whose texts something is found: a statement of its own, so that it is
/// planned for an index on them.
public struct SearchRows<Row: RegisterRow>: Statement {
  public static var sql: String {
    // An index has the database's collation; lower case is Unicode's.
    RegisterPage<Row>.sql(
      scope: #"search like (lower($5 collate "und-x-icu") collate "default")"#)
  }

  let page: RegisterPage<Row>
  let pattern: LikePattern
  public var bindings: Bindings {
    var bindings = page.bindings
    bindings.append(pattern.containing)
    return bindings
  }
  public static func decode(_ row: inout RowReader) throws -> Row { try Row(row: &row) }
}

extension RegisterRow {
  /// All of them, for the test that explains each as the application role.
  public static var statements: [any Statement.Type] {
    [
      FindRow<Self>.self, LockRow<Self>.self, LockRows<Self>.self, ListRows<Self>.self,
      SearchRows<Self>.self, AppendEvents.self,
    ]
  }
}
