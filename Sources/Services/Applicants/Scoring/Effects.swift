import Contracts
import ServiceKit

/// What an answer adds to each of the twenty characteristics.
struct Effects: Hashable, Sendable {
  static let range = -100...100
  static let none = Effects(points: CharacteristicsCode.names.map { _ in 0 })

  /// In the order of `CharacteristicsCode.names`.
  let points: [Int]

  private init(points: [Int]) { self.points = points }

  /// Reads the field `effects`, which may be missing: names, and what is added to each.
  init(_ form: Form) {
    guard form.contains("effects") else {
      self = .none
      return
    }
    let read = form.numbers("effects", names: CharacteristicsCode.names, Self.range)
    points = CharacteristicsCode.names.map { read[$0] ?? 0 }
  }

  static func + (a: Self, b: Self) -> Self { Self(points: zip(a.points, b.points).map(+)) }

  /// The share that a mark is of the most, each cut towards zero.
  func share(_ mark: Int, of most: Int) -> Self {
    Self(points: points.map { $0 * mark / most })
  }

  /// nil if there are none.
  var json: JSONValue? {
    let moved = zip(CharacteristicsCode.names, points).filter { $0.1 != 0 }
    guard !moved.isEmpty else { return nil }
    return .object(moved.map { JSONValue.Member($0, .number("\($1)")) })
  }
}
