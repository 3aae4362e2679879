import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// Among what a draw chooses: all that it may choose from, or those of each worker or service.
enum DrawGrouping: String, CaseIterable, Sendable, PostgresText {
  case all, worker
  case serviceType = "service_type"
}

/// How many of a group are drawn.
enum DrawShare: Hashable, Sendable {
  case count(Int)
  /// Rounded up, so that a small group is never passed over.
  case percent(Int)

  static let percents = 1...100

  func wanted(of size: Int) -> Int {
    switch self {
    case .count(let count): min(count, size)
    case .percent(let percent): (size * percent + 99) / 100
    }
  }
}

/// An order that may be drawn.
struct DrawCandidate: Sendable {
  let order: UUID
  /// Its worker or service; nil: all are one group.
  let group: UUID?
}

/// An order that was drawn from.
struct DrawMember: Hashable, Sendable {
  let order: UUID
  let digest: DrawDigest
  /// In its group, by the digest, from 1.
  let rank: Int
  let isDrawn: Bool
}

/// Which orders a seed draws. There is no modulo and no choice: whoever has the seed and the
/// ids gets the same.
enum DrawRule {
  /// So many reviews may come of one draw. A draw of more is refused before there is a seed: cut to
  /// this, it would pass over some of its groups, and nobody could tell from one of them why.
  static let most = 200

  /// How many a draw opens reviews for, which chance has no part in.
  static func wanted(of population: [DrawCandidate], _ share: DrawShare) -> Int {
    Dictionary(grouping: population, by: \.group).values
      .reduce(0) { $0 + share.wanted(of: $1.count) }
  }

  /// All that was drawn from, in the order of the ids.
  static func members(
    of population: [DrawCandidate], _ share: DrawShare, by seed: DrawSeed
  ) -> [DrawMember] {
    let beginning = seed.beginning
    return Dictionary(grouping: population, by: \.group).values.flatMap { group in
      let wanted = share.wanted(of: group.count)
      let places = group.map { candidate in
        (order: candidate.order, digest: DrawDigest(of: candidate.order, after: beginning))
      }.sorted { $0.digest < $1.digest }
      return zip(1..., places).map { rank, place in
        DrawMember(order: place.order, digest: place.digest, rank: rank, isDrawn: rank <= wanted)
      }
    }.sorted { $0.order < $1.order }
  }

  /// Ids as their file has them, and as their digest is made: sorted, a line each.
  static func list(_ orders: [UUID]) -> String {
    orders.map(\.wire).sorted().joined(separator: "\n")
  }

  /// Says which orders were drawn from, and that none was left out afterwards.
  static func digest(ofPopulation orders: [UUID]) -> String { Array(list(orders).utf8).sha256 }
}
