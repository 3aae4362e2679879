public import FoundationEssentials
import Postgres

/// A period that has ended and is not billed, or not for everybody.
public struct DuePeriod: Sendable {
  public let id: Int32
  public let startsAt: Date
  /// Its cut-off, which belongs to the next one.
  public let endsAt: Date
  /// Of business time, when it was made.
  public let zone: String
  public let isSealed: Bool
}

/// Makes all periods up to an instant, where they are not there yet.
struct MakePeriods: Statement {
  static let sql = """
    select period_at($1, coalesce($2, last.rule, $4), coalesce($3, last.zone, $5))
    from   (values (0)) one
    left   join (select rule, zone from period order by ends_at desc limit 1) last on true
    where  not exists (select from period where ends_at > $1)
    """

  let instant: Date
  /// nil: as the last period was made, or as set for the first one.
  let rule: CutoffRule?
  let settings: BillingSettings

  var bindings: Bindings { [instant] + settings.making(by: rule) }

  static func decode(_ row: inout RowReader) throws -> Int32 { try row.next() }
}

extension BillingSettings {
  /// By what the next period is made: a rule and a zone that hold whatever the last one was made by,
  /// or none; and those that hold where there is no last one.
  func making(by rule: CutoffRule?) -> Bindings {
    [rule?.text, rule.map { _ in timeZone }, cutoff.text, timeZone]
  }
}

/// Those that ended by then and are not billed, or have somebody left; the oldest first.
struct FindDuePeriods: Statement {
  static let sql = """
    select p.id, p.starts_at, p.ends_at, p.zone, p.sealed_at is not null
    from   period p
    left   join billing_run r on r.period = p.id
    where  p.ends_at <= $1
    and    (r.finished_at is null or exists (select from stuck s where s.period = p.id))
    order  by p.ends_at
    """

  let asOf: Date
  var bindings: Bindings { [asOf] }

  static func decode(_ row: inout RowReader) throws -> DuePeriod {
    DuePeriod(
      id: try row.next(), startsAt: try row.next(), endsAt: try row.next(),
      zone: try row.next(), isSealed: try row.next())
  }
}

/// Chooses a period for no more lines; those under way may still come.
struct ClosePeriod: Statement {
  static let sql = "update period set closing_at = $2 where id = $1 and closing_at is null"
  let id: Int32
  let now: Date
  var bindings: Bindings { [id, now] }
}

/// Waits for the lines that are under way; after it no line comes any more.
struct SealPeriod: Statement {
  static let sql = "update period set sealed_at = $2 where id = $1 and sealed_at is null"
  let id: Int32
  let now: Date
  var bindings: Bindings { [id, now] }
}

/// What has arrived and was not handled yet, of before an instant; and what is parked of it.
struct CountUnhandled: Statement {
  static let sql = """
    select (select count(*)
            from   inbox e
            join   inbox_slot s on s.source = e.source and s.slot = e.slot
            where  e.position > s.position
            and    e.time < $1),
           (select count(*) from inbox_parked where time < $1)
    """

  let before: Date
  var bindings: Bindings { [before] }

  static func decode(_ row: inout RowReader) throws -> (waiting: Int, parked: Int) {
    (waiting: try row.next(), parked: try row.next())
  }
}
