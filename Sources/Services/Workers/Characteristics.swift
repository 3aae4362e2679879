import Contracts

/// The twenty characteristics of a worker, 0 to 100 points each, and their code.
///
/// A letter stands for five points: A for 1–5, B for 6–10 … T for 96–100, and 0 joins A. The
/// register keeps the points exactly; the code sums them up, so it is derived from them. Read the
/// other way a letter means the most it can stand for: A = 5 … T = 100.
struct Characteristics: Hashable, Sendable {
  static let names = CharacteristicsCode.names
  static let range = 0...100

  /// By the fixed order, each within `range`.
  private(set) var points: [Int16]

  static let zero = Characteristics()

  private init() { points = Self.names.map { _ in 0 } }

  /// - Returns: nil unless there are exactly twenty values within 0…100.
  init?(points: [Int16]) {
    guard points.count == Self.names.count, points.allSatisfy({ Self.range ~= Int($0) }) else {
      return nil
    }
    self.points = points
  }

  /// - Returns: nil unless the code is exactly twenty letters A–T.
  init?(code: String) {
    let points = code.utf8.compactMap(CharacteristicsCode.points(of:))
    guard points.count == Self.names.count, code.utf8.count == points.count else { return nil }
    self.points = points.map(Int16.init)
  }

  var code: String {
    String(decoding: points.map { CharacteristicsCode.letter(of: Int($0)) }, as: UTF8.self)
  }

  /// The same with some values replaced; names that are none of the twenty change nothing.
  func replacing(_ changes: [String: Int]) -> Characteristics {
    var copy = self
    for (index, name) in Self.names.enumerated() {
      if let value = changes[name], Self.range ~= value { copy.points[index] = Int16(value) }
    }
    return copy
  }
}
