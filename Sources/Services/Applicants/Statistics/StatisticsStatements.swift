import Contracts
import FoundationEssentials
import Postgres

/// How many were given a version of a test, and what became of them.
struct CountSittings: Statement {
  static let sql = """
    select count(*),
           count(a.id),
           count(*) filter (where a.status = 'running'),
           count(*) filter (where a.handed_in_by = 'applicant'),
           count(*) filter (where a.handed_in_by = 'time'),
           count(*) filter (where a.status = 'finished'),
           count(*) filter (where a.status = 'void'),
           percentile_disc(0.5) within group (
             order by extract(epoch from a.handed_in_at - a.started_at)::int8)
    from   applicants.invitation_test t
    left   join applicants.attempt    a on a.id = t.invitation_id
    where  (t.test_id, t.version) = ($1, $2)
    """

  let place: PublishedPlace
  var bindings: Bindings { [place.test, place.number] }
  static func decode(_ row: inout RowReader) throws -> SittingCounts {
    SittingCounts(
      invited: try row.next(), started: try row.next(), running: try row.next(),
      byApplicant: try row.next(), byTime: try row.next(), finished: try row.next(),
      void: try row.next(), medianSeconds: try row.next())
  }
}

struct SittingCounts: Sendable {
  let invited: Int
  let started: Int
  let running: Int
  let byApplicant: Int
  let byTime: Int
  let finished: Int
  let void: Int
  /// From begin to hand-in; nil: nobody has handed in.
  let medianSeconds: Int?
}

/// What each question came to by one scoring, of the attempts at a version that finished last.
struct FindPointsOfVersion: Statement {
  static let sql = """
    select array_agg(substr(p.question, 3)), array_agg(p.points)
    from   (select a.id, t.position
            from   applicants.invitation_test t
            join   applicants.attempt         a on a.id = t.invitation_id
            where  (t.test_id, t.version) = ($1, $2)
            and    a.status = 'finished'
            and    exists (select
                           from   applicants.attempt_points p
                           where  p.attempt_id = a.id
                           and    p.scoring = $3
                           and    p.question like t.position || '.%')
            order  by a.finished_at desc, a.id
            limit  $4) last
    join   applicants.attempt_points p on p.attempt_id = last.id
                                      and p.scoring = $3
                                      and p.question like last.position || '.%'
    group  by last.id
    """

  let place: PublishedPlace
  let scoring: Int
  let most: Int

  var bindings: Bindings { [place.test, place.number, scoring, most] }
  static func decode(_ row: inout RowReader) throws -> [ExactText: Int] {
    let (questions, points) = (try row.next(as: [ExactText].self), try row.next(as: [Int].self))
    return Dictionary(zip(questions, points), uniquingKeysWith: { first, _ in first })
  }
}
