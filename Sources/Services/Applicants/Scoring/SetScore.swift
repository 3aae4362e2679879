import Contracts

/// What a sitting of a whole set of tests has come to.
struct SetScore: Hashable, Sendable {
  let points: Int
  let maxPoints: Int
  /// 0…100 each, in the order of `CharacteristicsCode.names`.
  let characteristics: [Int]
  let isKnockedOut: Bool
  /// Whether each part has the points that it asks for.
  let reachesMinimum: Bool

  /// Of the most points, cut towards zero.
  var tenThousandths: Int { points * 10_000 / maxPoints }

  /// The characteristics code.
  var code: String {
    String(decoding: characteristics.map(CharacteristicsCode.letter), as: UTF8.self)
  }

  /// - Parameter parts: in the order of the set; the first says what characteristics start with.
  /// - Returns: nil if there is no part, or a text in one still waits for its mark.
  init?(_ parts: [Evaluation]) {
    guard let first = parts.first, parts.allSatisfy({ $0.unmarked.isEmpty }) else { return nil }
    points = parts.reduce(0) { $0 + $1.points }
    maxPoints = parts.reduce(0) { $0 + $1.scoring.greatest }
    // Bounded once, at the end: in between, the order of the answers would matter.
    characteristics = parts.reduce(.none) { $0 + $1.effects }.points.map {
      min(max(first.scoring.startValue + $0, 0), 100)
    }
    isKnockedOut = parts.contains(where: \.isKnockedOut)
    reachesMinimum = parts.allSatisfy(\.reachesMinimum)
  }
}
