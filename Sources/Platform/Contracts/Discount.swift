/// A client's discount by the money paid so far, in steps.
///
/// The rule belongs to orders, which fix the rate on each order; clients show it on the record.
public struct Discount: Hashable, Sendable {
  /// More than this gives the first rate; each further one, one point more.
  public var step: Money
  /// Percent at the first step.
  public var firstPercent: Int
  /// Percent that is never exceeded.
  public var highestPercent: Int

  public init(step: Money, firstPercent: Int, highestPercent: Int) {
    self.step = step
    self.firstPercent = firstPercent
    self.highestPercent = highestPercent
  }

  /// More than 10 000: 5 %, one point more for each further 10 000, never more than 12 %.
  public static let standard = Discount(
    step: Money(hundredths: 1_000_000), firstPercent: 5, highestPercent: 12)

  /// The rate in whole percent for somebody who has paid that much.
  ///
  /// A step counts once it is exceeded: exactly 10 000 is no discount.
  public func percent(paid: Money) -> Int {
    guard paid > step, step > .zero else { return 0 }
    let steps = (paid.hundredths - 1) / step.hundredths
    // Compared before it is added, so that no sum of money overflows the rate.
    guard steps - 1 < highestPercent - firstPercent else { return highestPercent }
    return firstPercent + Int(steps - 1)
  }

  /// How much is still to be paid until the rate rises; nil at the highest.
  public func missing(paid: Money) -> Money? {
    guard percent(paid: paid) < highestPercent, step > .zero else { return nil }
    let steps = max(0, paid.hundredths - 1) / step.hundredths
    return Money(hundredths: (steps + 1) * step.hundredths + 1 - paid.hundredths)
  }
}
