import Postgres

/// How far the numbering has come, and whether there is anything left to number.
struct FindNewestChange: Statement {
  static let sql = """
    select coalesce((select max(change) from packing.package), 0),
           exists (select from packing.package where change is null)
    """

  static func decode(_ row: inout RowReader) throws -> (newest: Int64, isBehind: Bool) {
    (try row.next(), try row.next())
  }
}

/// The greatest number that any change was given: `max(change)` takes one back when its package
/// changes again.
struct FindLastNumber: Statement {
  static let sql = """
    select coalesce((select last_value
                     from   pg_sequences
                     where  schemaname = 'packing'
                     and    sequencename = 'package_change'), 0)
    """

  static func decode(_ row: inout RowReader) throws -> Int64 { try row.next() }
}

/// Lets one transaction at a time number changes, in whatever process.
struct LockNumbering: Statement {
  static let sql = "select pg_advisory_xact_lock(hashtextextended('packing.package_change', 0))"
}

/// Numbers what has changed and is committed; what is being changed right now comes next time.
struct NumberChanges: Statement {
  static let limit = 1000
  static let sql = """
    with next as (
      select id
      from   packing.package
      where  change is null
      order  by id
      limit  \(limit)
      for    no key update skip locked
    )
    update packing.package p
    set    change = nextval('packing.package_change')
    from   next
    where  p.id = next.id
    """
}

/// Packages that changed after a change, in the order of their changes.
struct ReadChanges: Statement {
  static let sql = """
    select \(Package.columns)
    from   packing.package p
    join   packing.cookie c on c.package_id = p.id
    where  p.change > $1
    order  by p.change
    limit  $2
    """

  let after: Int64
  let limit: Int

  var bindings: Bindings { [after, limit] }
  static func decode(_ row: inout RowReader) throws -> Package { try Package(row: &row) }
}
