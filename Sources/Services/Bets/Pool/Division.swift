import Contracts

/// a × b ÷ c of amounts that are not negative, exactly: the product has 128 bits.
struct Division: Sendable, Hashable {
  let quotient: Money
  let remainder: UInt64

  /// - Parameter c: where it is 0 nothing is left of anything.
  init(_ a: Money, times b: Money, by c: Money) {
    guard c > .zero else {
      (quotient, remainder) = (.zero, 0)
      return
    }
    let product = UInt128(a.hundredths.magnitude) * UInt128(b.hundredths.magnitude)
    let (whole, rest) = product.quotientAndRemainder(dividingBy: UInt128(c.hundredths.magnitude))
    quotient = Money(hundredths: Int64(clamping: whole))
    remainder = UInt64(truncatingIfNeeded: rest)
  }
}
