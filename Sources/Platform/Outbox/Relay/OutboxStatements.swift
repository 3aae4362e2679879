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

/// What an answer of a source says of the server that gave it.
struct Incarnation: Sendable, Equatable {
  var isInRecovery: Bool
  /// Another one: a restart, a restored backup or a promoted standby may be behind it.
  var startedAt: Date

  static let columns = "pg_is_in_recovery(), pg_postmaster_start_time()"
}

/// The events that became visible since, as many as go into one batch, and the snapshot that says
/// until when: all of one statement, hence of one snapshot. And how many there would be, were it not
/// for their bytes.
struct ReadOutbox: Statement {
  static let sql = """
    with fresh as (
      select \(EventBatch.columns), \(EventBytes.size) as size
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
    select \(EventBatch.columns), \(Incarnation.columns), pg_current_snapshot(),
           -- Of all types: what the snapshot is clamped to.
           (select xid from {schema}.outbox order by xid desc limit 1),
           coalesce(found, 0)
    from   (values (true)) as always
    left   join weighed on before < \(EventBytes.batch)
    order  by id
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
  static let sql = """
    select count(*), max(id)
    from   (select id, row_number() over (order by id) - 1 as n,
                   \(EventBytes.before(by: "id")) as before
            from   (select id, \(EventBytes.size) as size
                    from   {schema}.outbox
                    where  \(WindowRest.condition)
                    order  by id
                    limit  $6) as light) as weighed
    group  by n / \(EventBatch.limit), floor(before / \(EventBytes.batch))
    order  by max(id)
    """

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
    select \(EventBatch.columns)
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

struct FetchWindow: Statement {
  static let sql = "fetch \(EventBatch.limit) from outbox_window"
}

/// Who answers.
struct AskIncarnation: Statement {
  static let sql = "select \(Incarnation.columns)"
  static func decode(_ row: inout RowReader) throws -> Incarnation {
    Incarnation(isInRecovery: try row.next(), startedAt: try row.next())
  }
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

/// Says what a destination has for good. Losing this in a crash does no harm.
struct ReportPassed: Statement {
  static let sql = """
    update {schema}.outbox_destination
    set    passed = $2, reported_at = now()
    where  name = $1
    and    set_config('synchronous_commit', 'off', true) is not null
    """

  let schema: String?
  let destination: String
  let passed: PostgresSnapshot
  var bindings: Bindings { [destination, passed] }
}
