import FoundationEssentials
import Postgres

extension Transaction {
  /// How attempts stand now, by their ids; those that have not finished are left out.
  func standings(
    of attempts: [UUID], by rule: TopRule
  ) async throws -> [UUID: StandingNow] {
    let scores = try await execute(FindScores(attempts: attempts))
    let groups = try await standings(ofGroups: Array(Set(scores.map(\.group))), by: rule)
    let standings = Dictionary(
      groups.map { ($0.group, (last: $0.last, all: $0.standings(by: rule))) },
      uniquingKeysWith: { first, _ in first })
    return scores.reduce(into: [:]) { all, found in
      guard let group = standings[found.group] else { return }
      all[found.id] = StandingNow(
        found.score, ordinal: found.ordinal, last: group.last, among: group.all)
    }
  }

  func standings(ofGroups groups: [Int64], by rule: TopRule) async throws -> [GroupStanding] {
    groups.isEmpty
      ? [] : try await execute(FindGroupStandings(groups: groups, window: rule.window))
  }

  /// From how many points on somebody is proposed, of all groups in which nothing is decided yet of
  /// somebody.
  func proposalThresholds(by rule: TopRule) async throws -> ProposalThresholds {
    let groups = try await execute(FindOpenGroups())
    return ProposalThresholds(try await standings(ofGroups: groups, by: rule), by: rule)
  }
}

extension ApplicantsModule {
  /// How attempts stand now, by their ids, all as of one moment; those that have not finished are
  /// left out.
  func standings(of attempts: [UUID]) async throws -> [UUID: StandingNow] {
    try await database.withTransaction(.repeatableReadOnly) {
      try await $0.standings(of: attempts, by: configuration.top)
    }
  }
}
