import Contracts
import FoundationEssentials
public import Postgres

/// Up to where a provider's list was gone through.
struct FindReconciliation: Statement {
  static let sql = "select cursor, finished_at from reconciliation where adapter = $1"
  let adapter: String
  init(_ adapter: String) { self.adapter = adapter }
  var bindings: Bindings { [adapter] }
  static func decode(
    _ row: inout RowReader
  ) throws -> (cursor: ExactText?, finishedAt: Date?) {
    (cursor: try row.next(), finishedAt: try row.next())
  }
}

struct KeepListCursor: Statement {
  static let sql = """
    insert into reconciliation as r (adapter, cursor)
    values ($1, $2)
    on     conflict (adapter) do update set cursor = excluded.cursor
    """

  let adapter: String
  let cursor: ExactText
  var bindings: Bindings { [adapter, cursor] }
}

struct FinishReconciliation: Statement {
  static let sql = """
    insert into reconciliation as r (adapter, finished_at)
    values ($1, $2)
    on     conflict (adapter) do update set finished_at = excluded.finished_at
    """

  let adapter: String
  let at: Date
  var bindings: Bindings { [adapter, at] }
}

/// A notice names what is not known here: the provider's list is to be gone through soon.
struct ReconcileSoon: Statement {
  static let sql = """
    insert into reconciliation as r (adapter, asked_at)
    values ($1, $2)
    on     conflict (adapter) do update set asked_at = excluded.asked_at
    where  (r.asked_at > r.finished_at) is not true
    """

  let adapter: String
  let now: Date
  var bindings: Bindings { [adapter, now] }
}

/// Takes a provider's list for one replica, if it has not been gone through since the time of business
/// day that is set, or since a notice asked for it, five minutes after the last time at the earliest.
/// Whoever dies at it is followed by another one some minutes later. No row: it is not due.
struct ClaimReconciliation: Statement {
  static let sql = """
    with last as (
      select max(at) as at
      from   (select ((($2::timestamptz at time zone $4)::date - k) + $3::time) at time zone $4
                       as at
              from   generate_series(0, 1) k) days
      where  at <= $2::timestamptz
    )
    insert into reconciliation as r (adapter, begun_at)
    values ($1, $2)
    on     conflict (adapter) do update set begun_at = excluded.begun_at
    where  (coalesce(r.finished_at, '-infinity') < (select at from last)
              or r.asked_at > r.finished_at
                   and r.finished_at <= $2::timestamptz - interval '5 minutes')
    and    (r.begun_at is null or r.begun_at <= r.finished_at
              or r.begun_at <= $2::timestamptz - interval '15 minutes')
    returning r.adapter
    """

  let adapter: String
  let now: Date
  /// Of business day, as `04:00`.
  let time: String
  let zone: String
  var bindings: Bindings { [adapter, now, time, zone] }
  static func decode(_ row: inout RowReader) throws -> String { try row.next() }
}

/// What reconciliation runs, for lists of statements.
public enum ReconcileStatements {
  public static let all: [any Statement.Type] = [
    FindBookedPayments.self, KeepDifference.self, BookDifference.self, KeepLongPending.self,
    ListReceipts.self,
    ListDifferences.self, SettleDifference.self, FindDifference.self, FindUnexplained.self,
    FindGoneBack.self, FindReconciliation.self,
    KeepListCursor.self, FinishReconciliation.self, ReconcileSoon.self,
    ClaimReconciliation.self,
  ]
}
