/// A number as tests ask for it: exact, with at most twelve digits, six of them after the point.
struct ExactNumber: Hashable, Sendable {
  static let maxDigits = 12
  static let maxPlaces = 6

  /// Less than 10¹⁸ either way, so that the difference of two fits as well.
  let millionths: Int64

  static let zero = ExactNumber(millionths: 0)

  private init(millionths: Int64) { self.millionths = millionths }

  /// - Parameters:
  ///   - whole: digits before the point, `fraction` those behind it; ASCII, not both empty.
  private init?(isNegative: Bool, whole: Substring.UTF8View, fraction: Substring.UTF8View) {
    let digits = Array(whole) + Array(fraction)
    guard (1...Self.maxDigits).contains(digits.count), fraction.count <= Self.maxPlaces,
      digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    else { return nil }
    let zeros = repeatElement(UInt8(ascii: "0"), count: Self.maxPlaces - fraction.count)
    let magnitude = (digits + zeros).reduce(Int64(0)) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
    millionths = isNegative ? -magnitude : magnitude
  }

  /// As a document writes it: `-0.5`, with a point between digits.
  init?(written text: String) {
    let unsigned = text.utf8.first == UInt8(ascii: "-") ? text.dropFirst() : text[...]
    let halves = unsigned.utf8.split(
      separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
    guard halves.allSatisfy({ !$0.isEmpty }), let whole = halves.first else { return nil }
    self.init(
      isNegative: unsigned.startIndex > text.startIndex, whole: whole,
      fraction: halves.count == 2 ? halves[1] : Substring().utf8)
  }

  /// As somebody types it: with a comma or a point, a hyphen or a minus, and blanks anywhere.
  ///
  /// Zeros that say nothing are not counted as digits.
  init?(typed text: String) {
    var typed = String(
      String.UnicodeScalarView(text.unicodeScalars.filter { !$0.properties.isWhitespace }))[...]
    let isNegative = typed.hasPrefix("-") || typed.hasPrefix("\u{2212}")
    if isNegative { typed.removeFirst() }
    let halves = typed.split(
      maxSplits: 1, omittingEmptySubsequences: false, whereSeparator: { $0 == "," || $0 == "." })
    var fraction = halves.count == 2 ? halves[1] : ""
    while fraction.hasSuffix("0") { fraction.removeLast() }
    let whole = halves[0].drop { $0 == "0" }
    // One zero is a number, as many as there are.
    let isZero = whole.isEmpty && fraction.isEmpty && typed.contains("0")
    self.init(
      isNegative: isNegative, whole: isZero ? "0".utf8[...] : whole.utf8, fraction: fraction.utf8)
  }

  /// Whether the other is as near as `tolerance`, which is not negative; its edge belongs to it.
  func isWithin(_ tolerance: ExactNumber, of other: ExactNumber) -> Bool {
    abs(millionths - other.millionths) <= tolerance.millionths
  }
}

extension ExactNumber: Comparable {
  static func < (a: Self, b: Self) -> Bool { a.millionths < b.millionths }
}

/// As a document writes it, in the shortest way.
extension ExactNumber: CustomStringConvertible {
  var description: String {
    let (whole, rest) = millionths.magnitude.quotientAndRemainder(dividingBy: 1_000_000)
    let sign = millionths < 0 ? "-" : ""
    guard rest > 0 else { return "\(sign)\(whole)" }
    var fraction = String(String(1_000_000 + rest).dropFirst())
    while fraction.hasSuffix("0") { fraction.removeLast() }
    return "\(sign)\(whole).\(fraction)"
  }
}
