import Contracts
import ServiceKit

/// How a finished attempt stands at the moment at which it is looked at, as managers are told it;
/// that of the moment at which it finished is kept with it.
struct StandingNow: Codable, Hashable, Sendable {
  let points: Int
  let maxPoints: Int
  /// Its place, from the best to the worst of all with as many points; nil: so many have finished
  /// since that it is not compared any more.
  let best: Int?
  let worst: Int?
  /// How many are compared, itself among them.
  let of: Int
  /// With fewer nobody is proposed.
  let needed: Int
  /// How many of them are proposed, at most.
  let places: Int
  /// Whether each part has the points that it asks for.
  let reachesMinimum: Bool
  /// Words of what keeps it from being proposed; none: it is proposed.
  let obstacles: [String]

  var isProposed: Bool { obstacles.isEmpty }

  /// - Parameters:
  ///   - ordinal: as which of its group it finished, from 1.
  ///   - last: the ordinal of the last of the group.
  init(_ score: SetScore, ordinal: Int, last: Int, among standings: Standings) {
    let rule = standings.rule
    let standing = last - ordinal < rule.window ? standings.standing(of: score.points) : nil
    points = score.points
    maxPoints = score.maxPoints
    best = standing?.best
    worst = standing?.worst
    of = standings.count
    needed = rule.minimum
    places = standings.places
    reachesMinimum = score.reachesMinimum
    obstacles = standings.obstacles(to: score, ordinal: ordinal, last: last).map(\.word)
  }

  enum CodingKeys: String, CodingKey {
    case points, best, worst, of, needed, places, obstacles
    case maxPoints = "max_points"
    case reachesMinimum = "reaches_minimum"
  }
}

extension StandingNow: JSONWritable {
  func write(to writer: inout JSONWriter) { json.write(to: &writer) }

  /// Also what history says was shown.
  var json: JSONValue {
    func number(_ value: Int?) -> JSONValue { value.map { .number("\($0)") } ?? .null }
    return [
      "points": number(points), "max_points": number(maxPoints), "best": number(best),
      "worst": number(worst), "of": number(of), "needed": number(needed),
      "places": number(places), "reaches_minimum": .bool(reachesMinimum),
      "proposed": .bool(isProposed), "obstacles": .array(obstacles.map { .string($0) }),
    ]
  }
}

extension Obstacle {
  /// As the API names it; figures stand beside it.
  var word: String {
    switch self {
    case .tooFew: "too_few"
    case .older: "older"
    case .notAmongTop: "not_among_top"
    case .tiedAtEdge: "tied_at_edge"
    case .belowMinimum: "below_minimum"
    case .knockedOut: "knocked_out"
    }
  }
}
