public import Configuration
public import Contracts

/// The discount's steps and rates as configured: the same for every service that shows or grants it.
extension Discount {
  public static let settings: [Setting] = [step, firstPercent, highestPercent]

  private static let step = Setting(
    "MCF_DISCOUNT_STEP", default: "10000",
    "money paid, in whole cat-units, above which the discount starts and then rises")
  private static let firstPercent = Setting(
    "MCF_DISCOUNT_FIRST_PERCENT", default: "5", "the discount above the first step")
  private static let highestPercent = Setting(
    "MCF_DISCOUNT_HIGHEST_PERCENT", default: "12", "the discount that is never exceeded")

  /// - Throws: `SettingError` for a value out of range.
  public init(_ reader: ConfigReader) throws {
    let units = try reader.int(Self.step, in: 1...1_000_000_000)
    let first = try reader.int(Self.firstPercent, in: 0...100)
    self.init(
      step: Money(hundredths: Int64(units) * 100), firstPercent: first,
      highestPercent: try reader.int(Self.highestPercent, in: first...100))
  }
}
