import FoundationEssentials
import Postgres

enum SittingGroupSQL {
  /// The scorings `s` of which a group's key speaks, each with its test's paper in `v`.
  static func scorings(of key: String) -> String {
    """
    unnest(string_to_array(\(key), ',')) part
           join applicants.test_scoring s
           on   s.test_id = split_part(part, ':', 1)::uuid
           and  s.version = split_part(split_part(part, ':', 2), '/', 1)::int4
           and  s.number  = split_part(part, '/', 2)::int4
    """
  }
}

/// How often each number of points is among the last ones of some groups: of the index alone.
struct FindGroupStandings: Statement {
  static let sql = """
    select g.id, g.finished, asked.percent, compared.points, compared.counts
    from   applicants.sitting_group g
    cross  join lateral (
      select min((s.document #>> '{pass,top_percent}')::int4) as percent
      from   \(SittingGroupSQL.scorings(of: "g.key"))
    ) asked
    cross  join lateral (
      select coalesce(array_agg(points), '{}') as points,
             coalesce(array_agg(count), '{}')  as counts
      from   (select a.points, count(*) as count
              from   applicants.attempt a
              where  a.group_id = g.id
              and    a.ordinal > g.finished - $2
              group  by a.points) each
    ) compared
    where  g.id = any ($1)
    """

  let groups: [Int64]
  let window: Int

  var bindings: Bindings { [groups, window] }
  static func decode(_ row: inout RowReader) throws -> GroupStanding {
    let (group, last) = (try row.next(as: Int64.self), try row.next(as: Int.self))
    let percent = try row.next(as: Int?.self)
    let (points, counts) = (try row.next(as: [Int].self), try row.next(as: [Int].self))
    return GroupStanding(
      group: group, last: last, topPercent: percent,
      counts: Dictionary(zip(points, counts), uniquingKeysWith: +))
  }
}

/// The groups in which somebody stands about whom nothing is decided.
struct FindOpenGroups: Statement {
  static let sql = """
    select distinct a.group_id
    from   applicants.application p
    join   applicants.attempt     a on a.application_id = p.id
    where  p.status = 'tested'
    and    a.status = 'finished'
    """

  static func decode(_ row: inout RowReader) throws -> Int64 { try row.next() }
}

/// What attempts that have finished came to.
struct FindScores: Statement {
  static let sql = """
    select a.id, a.group_id, a.ordinal, \(StoredScore.columns)
    from   applicants.attempt a
    where  a.id = any ($1)
    and    a.status = 'finished'
    """

  struct Found: Sendable {
    let id: UUID
    let group: Int64
    let ordinal: Int
    let score: SetScore
  }

  let attempts: [UUID]
  var bindings: Bindings { [attempts] }
  static func decode(_ row: inout RowReader) throws -> Found {
    Found(
      id: try row.next(), group: try row.next(), ordinal: try row.next(),
      score: try StoredScore.read(&row))
  }
}
