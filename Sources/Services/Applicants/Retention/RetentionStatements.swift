import FoundationEssentials
import Postgres

/// Applications that nobody has confirmed since then, unless their holder wants something just now.
struct FindUnconfirmed: Statement {
  static let most = 500

  static let sql = """
    select id
    from   applicants.application a
    where  status = 'unconfirmed'
    and    created_at <= $1
    and    not exists (select
                       from   applicants.portal_act
                       where  application_id = a.id
                       and    done_at is null)
    order  by created_at, id
    limit  \(most)
    """

  let begunBefore: Date
  var bindings: Bindings { [begunBefore] }
  static func decode(_ row: inout RowReader) throws -> UUID { try row.next() }
}

/// Of these, those that nobody wants anything of, locked: what is wanted from now on waits, and finds
/// them gone.
///
/// What was wanted just before they were locked is seen by the next statement alone.
struct LockUnconfirmed: Statement {
  static let sql = """
    select id
    from   applicants.application
    where  id = any ($1)
    and    status = 'unconfirmed'
    order  by id
    for    update skip locked
    """

  let applications: [UUID]
  var bindings: Bindings { [applications] }
  static func decode(_ row: inout RowReader) throws -> UUID { try row.next() }
}

/// Of these, those of which somebody wants something.
struct FindWanted: Statement {
  static let sql = """
    select distinct application_id
    from   applicants.portal_act
    where  application_id = any ($1)
    and    done_at is null
    """

  let applications: [UUID]
  var bindings: Bindings { [applications] }
  static func decode(_ row: inout RowReader) throws -> UUID { try row.next() }
}

extension Transaction {
  /// Drops those of them that nobody has confirmed, and nobody is about to.
  ///
  /// - Returns: how many that were.
  @discardableResult
  func drop(unconfirmed applications: [UUID]) async throws -> Int {
    let locked = try await execute(LockUnconfirmed(applications: applications))
    let wanted = Set(try await execute(FindWanted(applications: locked)))
    let idle = locked.filter { !wanted.contains($0) }
    return try await one(DropUnconfirmed(applications: idle)) ?? 0
  }
}

/// Decided applications of which nobody needs to know any more whose they were.
struct FindForgettable: Statement {
  static let most = 100

  static let sql = """
    select id, decided_at
    from   applicants.application
    where  erased_at is null
    and    decided_at <= greatest($1::timestamptz, $2)
    and    decided_at <= case status when 'accepted' then $1 else $2 end
    and    (decided_at, id) > (coalesce($3, '-infinity'::timestamptz),
                               coalesce($4, '00000000-0000-0000-0000-000000000000'::uuid))
    order  by decided_at, id
    limit  \(most)
    """

  let acceptedBefore: Date
  let otherBefore: Date
  /// The last one that was looked at.
  var after: (decidedAt: Date, id: UUID)?

  init(acceptedBefore: Date, otherBefore: Date) {
    self.acceptedBefore = acceptedBefore
    self.otherBefore = otherBefore
  }

  var bindings: Bindings { [acceptedBefore, otherBefore, after?.decidedAt, after?.id] }
  static func decode(_ row: inout RowReader) throws -> (id: UUID, decidedAt: Date) {
    (try row.next(), try row.next())
  }
}

/// Of answers to attempts that ended before, the last one to each question stays.
struct TrimAnswers: Statement {
  static let most = 500

  static let sql = "select applicants.trim_answers($1, $2, \(most)::int4)"
  let endedBefore: Date
  let now: Date
  var bindings: Bindings { [endedBefore, now] }
  static func decode(_ row: inout RowReader) throws -> Int { try row.next() }
}

/// Deletes rows that have had their time, a few at once.
protocol SweepRows: Statement where Row == Void {
  static var table: String { get }
  /// When a row has had its time, at the instant `$1`.
  static var condition: String { get }
  var now: Date { get }
  init(now: Date)
}

extension SweepRows {
  static var most: Int { 1_000 }

  static var sql: String {
    """
    delete from applicants.\(table)
    where  ctid in (select ctid
                    from   applicants.\(table)
                    where  \(condition)
                    limit  \(most))
    """
  }

  var bindings: Bindings { [now] }
}

/// Forms that were thanked for in vain.
struct SweepSubmissions: SweepRows {
  static let table = "submission"
  static let condition =
    "received_at <= $1::timestamptz - interval '\(Int(FiledSubmission.patience)) seconds'"
  let now: Date
}

/// Tickets that are refused by their own date.
struct SweepTickets: SweepRows {
  static let table = "spent_ticket"
  static let condition = "expires_at <= $1"
  let now: Date
}

/// Wishes that were decided a week ago, of which nobody asks any more.
struct SweepActs: SweepRows {
  static let table = "portal_act"
  static let condition = "done_at <= $1::timestamptz - interval '7 days'"
  let now: Date
}

/// Letters of days that are over.
struct SweepCounts: SweepRows {
  static let table = "mail_count"
  static let condition = "utc_day < ($1::timestamptz at time zone 'UTC')::date"
  let now: Date
}

struct SweepBars: SweepRows {
  static let table = "no_mail"
  static let condition = "until <= $1"
  let now: Date
}

struct SweepRejections: SweepRows {
  static let table = "rejected"
  static let condition = "until <= $1"
  let now: Date
}

struct SweepLinks: SweepRows {
  static let table = "link"
  static let condition = "expires_at <= $1"
  let now: Date
}
