import Contracts
import FoundationEssentials

/// Who asks, as matching sees it.
struct ReferenceSample: Sendable {
  let id: UUID
}

/// Who could do it, as matching sees it.
struct NormalSample: Sendable {
  let id: UUID
  let rank: Double
  /// Hours since 1970; how far it lies ahead of the clock is the recent load.
  let load: Double
  let completed: Int32
  let failed: Int32
  let cancelled: Int32
  let name: String
  let characteristics: Characteristics

  /// Orders accepted lately, fading as time goes by.
  func recentLoad(at now: Date) -> Double {
    max(0, load - now.virtualHours) / StandingUpdate.orderHours
  }
}

/// The twenty characteristics of a sample, read from its code.
struct Characteristics: Sendable, Equatable {
  static let names = CharacteristicsCode.names
  static let strength = 70
  static let weakness = 30

  /// 0 to 100 each; five points a letter, A is 5 and T is 100.
  let points: ArraySlice<UInt8>

  /// - Parameter code: twenty letters; what is missing or unknown counts as 0.
  init(code: String) {
    self.init(Self.points(codes: code), sample: 0)
  }

  /// Those of one sample among the points of many, which all share one memory.
  init(_ points: [UInt8], sample: Int) {
    let start = sample * Self.names.count
    self.points = points[start..<start + Self.names.count]
  }

  /// The points of codes written one after the other, filled up to whole codes.
  static func points(codes: String) -> [UInt8] {
    var points = codes.utf8.map { CharacteristicsCode.points(of: $0) ?? 0 }
    let missing = max(names.count - points.count, 0)
    points.append(contentsOf: repeatElement(0, count: missing))
    return points
  }

  subscript(index: Int) -> Int { Int(points[points.startIndex + index]) }

  var strengths: [String] { names { $0 >= Self.strength } }
  var weaknesses: [String] { names { $0 <= Self.weakness } }

  private func names(where isMeant: (Int) -> Bool) -> [String] {
    zip(Self.names, points).filter { isMeant(Int($1)) }.map(\.0)
  }
}

/// What is to be done, as matching sees it.
struct MatchTask: Sendable {
  struct Weight: Sendable, Equatable {
    /// Into `Characteristics`.
    let index: Int
    let weight: Double
  }

  let serviceTypeID: UUID
  let serviceTypeName: String
  let description: String
  let place: String
  let scheduledAt: Date
  let endsAt: Date
  let askedAt: Date
  /// Only those that matter, in the order of the code.
  let weights: [Weight]

  init(_ request: MatchRequest) {
    serviceTypeID = request.serviceTypeID
    serviceTypeName = request.serviceTypeName
    description = request.description
    place = request.place
    scheduledAt = request.scheduledAt
    endsAt = request.endsAt
    askedAt = request.askedAt
    weights = Characteristics.names.enumerated().compactMap { index, name in
      guard let weight = request.characteristics[name], weight > 0 else { return nil }
      return Weight(index: index, weight: Double(weight))
    }
  }
}
