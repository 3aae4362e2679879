import FoundationEssentials
import Postgres

/// Adds an absence of a worker whose row is locked; returns nothing if there are too many ahead.
struct AddAbsence: Statement {
  static let sql = """
    insert into workers.absence (id, worker_id, period, reason, created_at)
    select $1, $2, tstzrange($3, $4), $5, $6
    where  (select count(*)
            from   workers.absence
            where  worker_id = $2
            and    upper(period) > $6) < \(Absence.maxAhead)
    returning \(Absence.columns)
    """

  let absence: Absence
  let now: Date

  var bindings: Bindings {
    [
      absence.id, absence.workerID, absence.period.lowerBound, absence.period.upperBound,
      absence.reason, now,
    ]
  }

  static func decode(_ row: inout RowReader) throws -> Absence { try Absence(row: &row) }
}

struct RemoveAbsence: Statement {
  static let sql = """
    delete from workers.absence
    where  id = $1
    and    worker_id = $2
    returning id
    """

  let id: UUID
  let workerID: UUID
  var bindings: Bindings { [id, workerID] }
  static func decode(_ row: inout RowReader) throws -> UUID { try row.next() }
}

/// Brings the union that the view shows up to date, without what is over, and raises the version.
/// The worker's row must be locked by an earlier statement, or absences committed meanwhile would
/// be missed.
struct RefreshAbsences: Statement {
  static let sql = """
    update workers.worker
    set    absences   = coalesce((select range_agg(period)
                                  from   workers.absence
                                  where  worker_id = $1
                                  and    upper(period) > $2), '{}'),
           version    = version + 1,
           changed_at = $2
    where  id = $1
    returning \(Worker.columns)
    """

  let workerID: UUID
  let now: Date
  var bindings: Bindings { [workerID, now] }
  static func decode(_ row: inout RowReader) throws -> Worker { try Worker(row: &row) }
}

struct FindAbsence: Statement {
  static let sql = """
    select \(Absence.columns)
    from   workers.absence
    where  id = $1
    and    worker_id = $2
    """

  let id: UUID
  let workerID: UUID
  var bindings: Bindings { [id, workerID] }
  static func decode(_ row: inout RowReader) throws -> Absence { try Absence(row: &row) }
}

/// A page of a worker's absences, the earliest first.
struct ListAbsences: Statement {
  static let sql = """
    select \(Absence.columns)
    from   workers.absence
    where  worker_id = $1
    and    ($2::timestamptz is null or upper(period) > $2)
    and    ($3::timestamptz is null or (lower(period), id) > ($3, $4))
    order  by lower(period), id
    limit  $5
    """

  let workerID: UUID
  /// Only absences that end later.
  let from: Date?
  let after: (Date, UUID)?
  let limit: Int

  var bindings: Bindings { [workerID, from, after?.0, after?.1, limit] }
  static func decode(_ row: inout RowReader) throws -> Absence { try Absence(row: &row) }
}
