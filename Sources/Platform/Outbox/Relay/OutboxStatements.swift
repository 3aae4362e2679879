import FoundationEssentials
import Postgres

/// Which events: those that became visible after a stored snapshot, of some types.
struct Subscription: Sendable {
  var passed: PostgresSnapshot
  /// The types, without the number of their version.
  var stems: [String]

  /// How statements ask for it, with the first three parameters.
  static let condition = """
    (xid >= $1 or xid = any($2))
    and    rtrim(type, '0123456789') = any($3)
    """
  var bindings: Bindings { [passed.xmax, passed.running, stems] }
}

/// What an answer of a source says of the server and the database that gave it.
struct Incarnation: Sendable, Equatable {
  var isInRecovery: Bool
  /// Another one: a restart, a restored backup or a promoted standby may be behind it.
  var startedAt: Date
  /// Another one: a database has taken the place of another on the same server.
  var database: Int64
  /// The outbox's identity. Another one: it was made anew.
  var outbox: UUID

  /// - Parameter schema: quoted.
  static func columns(of schema: String = "{schema}") -> String {
    """
    pg_is_in_recovery(), pg_postmaster_start_time(),
           (select oid::int8 from pg_database where datname = current_database()),
           (select id from \(schema).outbox_identity)
    """
  }
  static let columnCount = 4

  init(row: inout RowReader) throws {
    (isInRecovery, startedAt) = (try row.next(), try row.next())
    (database, outbox) = (try row.next(), try row.next())
  }

  /// - Parameter column: the first of them.
  init(_ columns: Columns, column: Int) throws {
    isInRecovery = try columns.value(row: 0, column: column)
    startedAt = try columns.value(row: 0, column: column + 1)
    database = try columns.value(row: 0, column: column + 2)
    outbox = try columns.value(row: 0, column: column + 3)
  }

  init(isInRecovery: Bool, startedAt: Date, database: Int64, outbox: UUID) {
    (self.isInRecovery, self.startedAt) = (isInRecovery, startedAt)
    (self.database, self.outbox) = (database, outbox)
  }
}

/// The events that became visible since, as many as go into one batch, and the snapshot that says
/// until when: all of one statement, hence of one snapshot. And how many there would be, were it not
/// for their bytes.
struct ReadOutbox: Statement {
  static let sql = """
    with fresh as (
      select \(EventColumns.columns), \(EventBytes.size) as size
      from   {schema}.outbox
      where  \(Subscription.condition)
      -- Ids of a key follow its commits, those of a window are all there.
      order  by id
      limit  $4
    ),
    weighed as (
      select *, count(*) over () as found, \(EventBytes.before(by: "id")) as before
      from   fresh
    )
    select \(EventColumns.columns), \(Incarnation.columns()), pg_current_snapshot(),
           -- Of all types: what the snapshot is clamped to.
           (select xid from {schema}.outbox order by xid desc limit 1),
           coalesce(found, 0)
    from   (values (true)) as always
    left   join weighed on before < \(EventBytes.batch)
    order  by weighed.id
    """

  let schema: String?
  let subscription: Subscription
  let limit: Int

  var bindings: Bindings {
    var bindings = subscription.bindings
    bindings.append(limit)
    return bindings
  }
}

/// How many events wait, as far as it is worth counting.
struct CountOutbox: Statement {
  static let sql = """
    select count(*)
    from   (select from {schema}.outbox
            where  \(Subscription.condition)
            limit  100000) as waiting
    """

  let schema: String?
  let subscription: Subscription
  var bindings: Bindings { subscription.bindings }
  static func decode(_ row: inout RowReader) throws -> Int { try row.next() }
}

/// What is left of a window: what became visible until a snapshot, behind the event with an id.
struct WindowRest: Sendable {
  var subscription: Subscription
  var target: PostgresSnapshot
  var id: Int64

  /// How statements ask for it, with the first five parameters.
  static let condition = """
    \(Subscription.condition)
    and    pg_visible_in_snapshot(xid, $4)
    and    id > $5
    """
  var bindings: Bindings {
    var bindings = subscription.bindings
    bindings.append(target)
    bindings.append(id)
    return bindings
  }
}

/// Weighs the first events of a window: how many make each batch, and the last one's id.
struct WeighWindow: Statement {
  static let sql = weighing(
    """
    where  \(WindowRest.condition)
    order  by id
    limit  $6
    """)

  /// - Parameter events: which ones of the outbox, in SQL.
  static func weighing(_ events: String) -> String {
    """
    select count(*), max(id)
    from   (select id, row_number() over (order by id) - 1 as n,
                   \(EventBytes.before(by: "id")) as before
            from   (select id, \(EventBytes.size) as size
                    from   {schema}.outbox
                    \(events)) as light) as weighed
    group  by n / \(EventColumns.limit), floor(before / \(EventBytes.batch))
    order  by max(id)
    """
  }

  let schema: String?
  let rest: WindowRest
  let limit: Int

  var bindings: Bindings {
    var bindings = rest.bindings
    bindings.append(limit)
    return bindings
  }
  static func decode(_ row: inout RowReader) throws -> (count: Int, last: Int64) {
    (try row.next(), try row.next())
  }
}

/// Opens the cursor by which a window is read, up to the event with an id.
struct DeclareWindow: Statement {
  static let sql = """
    declare outbox_window no scroll cursor for
    select \(EventColumns.columns)
    from   {schema}.outbox
    where  \(WindowRest.condition)
    and    id <= $6
    order  by id
    """

  let schema: String?
  let rest: WindowRest
  let last: Int64

  var bindings: Bindings {
    var bindings = rest.bindings
    bindings.append(last)
    return bindings
  }
}

/// What is sorted to weigh a window fits.
struct TakeMemory: Statement {
  static let sql = "set local work_mem = '32MB'"
}

extension Transaction {
  /// The next events of the cursor `outbox_window`.
  func fetchWindow(_ count: Int) async throws -> EventColumns {
    let fetch = PostgresQuery(unescaped: "fetch \(count) from outbox_window")
    return try EventColumns.read(await columns(of: fetch))
  }
}

/// Who answers.
struct AskIncarnation: Statement {
  static let sql = "select \(Incarnation.columns())"
  let schema: String?
  static func decode(_ row: inout RowReader) throws -> Incarnation { try Incarnation(row: &row) }
}

/// Makes a destination known to rotation before it first reads.
struct RegisterDestination: Statement {
  static let sql = """
    insert into {schema}.outbox_destination (name, passed, reported_at)
    values ($1, $2, now())
    on conflict do nothing
    """

  let schema: String?
  let destination: String
  var bindings: Bindings { [destination, PostgresSnapshot.beginning] }
}

/// Says what a destination has for good, if it is still the same outbox. Losing this in a crash does
/// no harm.
struct ReportPassed: Statement {
  static let sql = """
    update {schema}.outbox_destination
    set    passed = $2, reported_at = now()
    where  name = $1
    and    exists (select from {schema}.outbox_identity where id = $3)
    and    set_config('synchronous_commit', 'off', true) is not null
    """

  let schema: String?
  let destination: String
  let passed: PostgresSnapshot
  let outbox: UUID?
  var bindings: Bindings { [destination, passed, outbox] }
}

/// Notes a new bond, with whom, and what the destination has for good, if the last bond is as it was
/// found, and nothing was emptied since that the destination may lack.
///
/// Rotation locks the same row, so it sees either this or nothing to empty. Only the server's own log
/// is waited for: a promoted standby that lost this is looked at more closely anyway.
struct NoteBond: Statement {
  static let sql = """
    with held as (
      select emptied
      from   {schema}.outbox_identity
      for    share
    )
    update {schema}.outbox_destination
    set    bonds = ($3::int8 || bonds)[:100], inbox = $4, passed = $5, reported_at = now()
    from   held
    where  name         = $1
    and    bonds[1]     = $2
    and    held.emptied = $6
    and    set_config('synchronous_commit', 'local', true) is not null
    returning true
    """

  let schema: String?
  let destination: String
  let found: SourceIdentity
  let agreed: InboxCursor
  let inbox: UUID

  var bindings: Bindings {
    [
      destination, found.bond.rawValue, (agreed.bonds.first ?? .none).rawValue, inbox,
      agreed.passed, found.emptied,
    ]
  }

  static func decode(_ row: inout RowReader) throws -> Bool { try row.next() }
}
