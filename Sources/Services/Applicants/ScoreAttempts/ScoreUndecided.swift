import FoundationEssentials
import Postgres
import ServiceKit

// Another scoring for those about whom nothing is decided: their attempts are handed in once more,
// to be scored one by one as all others are. What they came to before stays in `attempt_points`, and
// how they stood in `standing`.

/// Locks the applications whose attempts at a version are to be scored anew, in the order of ids, so
/// that nothing is decided about them meanwhile.
struct LockUndecided: Statement {
  static let sql = """
    select p.id
    from   applicants.application p
    where  p.status = 'tested'
    and    exists (select
                   from   applicants.invitation      i
                   join   applicants.invitation_test t on t.invitation_id = i.id
                   where  i.application_id = p.id
                   and    i.revoked_at is null
                   and    (t.test_id, t.version) = ($1, $2))
    order  by p.id
    for    no key update of p
    """

  let place: PublishedPlace
  var bindings: Bindings { [place.test, place.number] }
  static func decode(_ row: inout RowReader) throws -> UUID { try row.next() }
}

enum AnewSQL {
  /// The key of the group that an attempt of group `g` goes to: the same but for one test's scoring.
  static let key = """
    regexp_replace(g.key, '(^|,)(' || $1::uuid || ':' || $2::int4 || '/)[0-9]+',
                   '\\1\\2' || $3::int4)
    """
  /// Finished attempts of locked applications, at a set with the version in it. Those that another
  /// invitation has taken the place of stay as they are.
  static let finished = """
    applicants.attempt a
           join applicants.invitation      i on i.id = a.id and i.revoked_at is null
           join applicants.invitation_test t on t.invitation_id = a.id
                                            and (t.test_id, t.version) = ($1::uuid, $2::int4)
           join applicants.sitting_group   g on g.id = a.group_id
    """
}

struct OpenGroupsAnew: Statement {
  static let sql = """
    insert into applicants.sitting_group (key, created_at)
    select distinct \(AnewSQL.key), $5::timestamptz
    from   \(AnewSQL.finished)
    where  a.application_id = any ($4)
    and    a.status = 'finished'
    on     conflict (key) do nothing
    """

  let anew: ScoreAnew
  var bindings: Bindings { anew.bindings }
}

struct ScoreAnew: Statement {
  static let sql = """
    with old as (
      select a.id, n.id as group_id,
             row_number() over (order by a.group_id desc, a.ordinal desc) as place
      from   \(AnewSQL.finished)
      join   applicants.sitting_group n on n.key = \(AnewSQL.key)
      where  a.application_id = any ($4)
      and    a.status = 'finished'
    )
    update applicants.attempt a
    set    group_id        = old.group_id,
           status          = 'handed_in',
           -- about in the order in which they finished: several are scored at once
           next_at         = $5::timestamptz - old.place * interval '1 microsecond',
           tries           = 0,
           points          = null,
           max_points      = null,
           characteristics = null,
           code            = null,
           knocked_out     = null,
           ordinal         = null,
           finished_at     = null,
           version         = a.version + 1
    from   old
    where  a.id = old.id
    """

  let place: PublishedPlace
  let scoring: Int32
  let applications: [UUID]
  let now: Date

  var bindings: Bindings { [place.test, place.number, scoring, applications, now] }
}

extension Transaction {
  /// Has the attempts at a version scored by another of its scorings, of all applications about
  /// which nothing is decided yet.
  ///
  /// - Returns: how many there are.
  func scoreUndecided(_ place: PublishedPlace, by scoring: Int, at now: Date) async throws -> Int {
    let applications = try await execute(LockUndecided(place: place))
    let anew = ScoreAnew(
      place: place, scoring: Int32(scoring), applications: applications, now: now)
    try await execute(OpenGroupsAnew(anew: anew))
    return try await execute(anew).count
  }
}
