import Postgres

/// The finished attempts at the same tests that are compared now.
struct GroupStanding: Sendable {
  let group: Int64
  /// As many as have finished: the ordinal of the last one.
  let last: Int
  /// The share that the tests ask for themselves, the least of theirs.
  let topPercent: Int?
  /// How many of the last ones have which points.
  let counts: [Int: Int]

  func standings(by rule: TopRule) -> Standings {
    Standings(counts: counts, rule: rule.adopting(topPercent))
  }

  /// The same with one attempt more, the last one.
  func adding(points: Int) -> GroupStanding {
    GroupStanding(
      group: group, last: last, topPercent: topPercent,
      counts: counts.merging([points: 1], uniquingKeysWith: +))
  }
}

/// Who is proposed, group by group, as lists ask for it: one threshold a group instead of comparing
/// each attempt with all others.
///
/// A list joins `unnest($n::int8[], $n::int8[], $n::int8[]) t (group_id, points, first)` and asks
/// for ``isProposed``.
struct ProposalThresholds: Sendable {
  private(set) var groups: [Int64] = []
  /// The least points that are proposed.
  private(set) var points: [Int] = []
  /// The first ordinal that is compared.
  private(set) var first: [Int] = []

  /// Groups of which nobody is proposed are left out.
  init(_ standings: [GroupStanding], by rule: TopRule) {
    for standing in standings {
      guard let threshold = standing.standings(by: rule).threshold else { continue }
      groups.append(standing.group)
      points.append(threshold)
      first.append(standing.last - rule.window + 1)
    }
  }

  /// Of an attempt `a` that has finished and its group's threshold `t`.
  static let isProposed = """
    a.points >= t.points and a.ordinal >= t.first and not a.knocked_out
    and coalesce((a.standing ->> 'reaches_minimum')::bool, true)
    """
}
