/// How the last attempts at the same tests compare.
///
/// Made anew with each list of applicants, of how often each number of points is among them: no
/// attempt is compared with another.
struct Standings: Sendable {
  let rule: TopRule
  /// The greatest first.
  private let groups: [Group]
  /// How many attempts are compared.
  let count: Int
  let places: Int

  /// Attempts with the same points.
  struct Group: Hashable, Sendable {
    let points: Int
    let standing: Standing
  }

  /// - Parameter finished: the points of finished attempts, in the order in which they finished. No
  ///   more than the last `rule.window` of them count.
  init(finished: [Int], rule: TopRule = TopRule()) {
    let compared = finished.suffix(rule.window)
    self.init(counts: compared.reduce(into: [:]) { $0[$1, default: 0] += 1 }, rule: rule)
  }

  /// - Parameter counts: how many of the compared attempts have which points.
  init(counts: [Int: Int], rule: TopRule = TopRule()) {
    let all = counts.values.reduce(0, +)
    var before = 0
    self.rule = rule
    count = all
    places = rule.places(among: all)
    groups = counts.sorted { $0.key > $1.key }.map { points, count in
      defer { before += count }
      return Group(
        points: points, standing: Standing(best: before + 1, worst: before + count, of: all))
    }
  }

  /// The least points that are proposed: everybody who has as many is within the places.
  ///
  /// nil: nobody is.
  var threshold: Int? { groups.last { $0.standing.worst <= places }?.points }

  /// Those who tie across the edge of the places. The tests do not part them, so none of them is
  /// proposed, and managers are warned.
  var tieAtEdge: Group? {
    groups.first { $0.standing.best <= places && places < $0.standing.worst }
  }

  /// nil: nobody who is compared has these points.
  func standing(of points: Int) -> Standing? {
    groups.first { $0.points == points }?.standing
  }

  /// What keeps a finished attempt from being proposed; nothing: it is.
  ///
  /// - Parameters:
  ///   - ordinal: as which it finished, from 1.
  ///   - last: the ordinal of the last that finished.
  func obstacles(to score: SetScore, ordinal: Int, last: Int) -> [Obstacle] {
    let ranked: Obstacle? =
      if count < rule.minimum {
        .tooFew(count, of: rule.minimum)
      } else if last - ordinal >= rule.window {
        .older(than: rule.window)
      } else if let threshold, score.points >= threshold {
        nil
      } else {
        score.points == tieAtEdge?.points ? .tiedAtEdge : .notAmongTop(percent: rule.percent)
      }
    return [
      ranked, score.reachesMinimum ? nil : .belowMinimum,
      score.isKnockedOut ? .knockedOut : nil,
    ].compactMap(\.self)
  }
}

/// Places from `best` to `worst`, which all with the same points share: "12–14 of 1 000".
struct Standing: Hashable, Sendable {
  /// One more than have more points.
  let best: Int
  /// As many as have at least these points.
  let worst: Int
  let of: Int
}

/// Why an attempt is not proposed for acceptance.
enum Obstacle: Hashable, Sendable {
  /// Too few have finished so far: "37 of 100 attempts".
  case tooFew(Int, of: Int)
  /// So many have finished since.
  case older(than: Int)
  case notAmongTop(percent: Int)
  /// Within the places together with others beyond them.
  case tiedAtEdge
  case belowMinimum
  case knockedOut
}
