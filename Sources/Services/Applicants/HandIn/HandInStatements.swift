import FoundationEssentials
import Postgres

/// Whether any attempt is to be handed in or to be scored by now.
struct FindSittingWork: Statement {
  static let sql = """
    select exists (select
                   from   applicants.attempt
                   where  status = 'running'
                   and    accept_until <= $1),
           exists (select
                   from   applicants.attempt
                   where  status = 'handed_in'
                   and    next_at <= $1)
    """

  struct Work: Sendable {
    let isToHandIn: Bool
    let isToScore: Bool
  }

  let now: Date
  var bindings: Bindings { [now] }
  static func decode(_ row: inout RowReader) throws -> Work {
    Work(isToHandIn: try row.next(), isToScore: try row.next())
  }
}

/// Hands in what is saved of attempts whose time is up. It reads no document, so that nothing in one
/// can keep the others waiting; what saves an answer or adds time just now is left to the next round.
struct HandInByTime: Statement {
  static let most = 500
  static let sql = """
    with over as (
      select id
      from   applicants.attempt
      where  status = 'running'
      and    accept_until <= $1
      order  by accept_until
      limit  \(most)
      for    no key update skip locked
    )
    update applicants.attempt a
    set    status       = 'handed_in',
           handed_in_at = a.deadline_at,
           handed_in_by = 'time',
           next_at      = $1,
           version      = a.version + 1
    from   over
    where  a.id = over.id
    """

  let now: Date
  var bindings: Bindings { [now] }
}

/// How it stands with attempts.
struct ReadSittingFigures: Statement {
  static let sql = """
    select count(*) filter (where status = 'running'),
           coalesce(extract(epoch from $1 - min(accept_until) filter (where status = 'running')),
                    0)::float8,
           count(*) filter (where status = 'handed_in' and next_at is null)
    from   applicants.attempt
    where  status in ('running', 'handed_in')
    """

  struct Figures: Sendable {
    let running: Int
    /// By how many seconds the first that is running is over; below 0: none is.
    let lateSeconds: Double
    let parked: Int
  }

  let now: Date
  var bindings: Bindings { [now] }
  static func decode(_ row: inout RowReader) throws -> Figures {
    Figures(running: try row.next(), lateSeconds: try row.next(), parked: try row.next())
  }
}
