/// An amount in cat-units, kept as an integer number of hundredths (invariant 9).
///
/// On the wire it is a decimal string with two places, such as `"95.00"`.
public struct Money: Hashable, Sendable {
  /// The amount in hundredths of a cat-unit.
  public var hundredths: Int64

  public init(hundredths: Int64) {
    self.hundredths = hundredths
  }

  public static let zero = Money(hundredths: 0)
}

extension Money: CustomStringConvertible, LosslessStringConvertible {
  /// Reads `95`, `95.5`, `95.00` or `-95.00`; nothing else, and nothing out of range.
  public init?(_ text: String) {
    var digits = Substring(text)
    let isNegative = digits.first == "-"
    if isNegative { digits.removeFirst() }
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    let decimals = parts.count == 2 ? parts[1] : "00"
    guard
      parts.count <= 2, let whole = parts.first, 1...15 ~= whole.utf8.count,
      1...2 ~= decimals.utf8.count, (whole + decimals).utf8.allSatisfy({ 48...57 ~= $0 }),
      let units = Int64(whole), let fraction = Int64(decimals)
    else { return nil }
    let amount = units * 100 + (decimals.utf8.count == 1 ? fraction * 10 : fraction)
    self.init(hundredths: isNegative ? -amount : amount)
  }

  public var description: String {
    let amount = hundredths.magnitude
    let cents = amount % 100
    return "\(hundredths < 0 ? "-" : "")\(amount / 100).\(cents < 10 ? "0" : "")\(cents)"
  }
}

extension Money: Comparable, AdditiveArithmetic {
  public static func < (a: Money, b: Money) -> Bool { a.hundredths < b.hundredths }
  public static func + (a: Money, b: Money) -> Money {
    Money(hundredths: a.hundredths + b.hundredths)
  }
  public static func - (a: Money, b: Money) -> Money {
    Money(hundredths: a.hundredths - b.hundredths)
  }
}

extension Money: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let money = Money(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "not an amount such as \"95.00\"")
    }
    self = money
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

extension Money {
  /// The amount without its sign.
  public var magnitude: Money { Money(hundredths: Int64(clamping: hundredths.magnitude)) }

  /// A share, rounded half up to the hundredth; for amounts of zero and more.
  public func percent(_ rate: Int) -> Money {
    let (whole, rest) = hundredths.quotientAndRemainder(dividingBy: 100)
    return Money(hundredths: whole * Int64(rate) + (rest * Int64(rate) + 50) / 100)
  }
}
