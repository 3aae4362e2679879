public import Configuration
public import Contracts

/// The discount's steps and rates as configured: the same for every service that shows or grants it.
extension Discount {
  public static let settings: [any DescribedSetting] = [
    Setting.discountStep, Setting.discountFirst, Setting.discountHighest,
  ]

  /// - Throws: `SettingError` for a value out of range.
  public init(_ configuration: ConfigReader) throws {
    self.init(
      step: Money(hundredths: Int64(try configuration[.discountStep]) * 100),
      firstPercent: try configuration[.discountFirst],
      highestPercent: try configuration[.discountHighest])
    guard firstPercent <= highestPercent else {
      throw SettingError(
        Setting.discountHighest.name,
        "must be at least \(firstPercent), which is \(Setting.discountFirst.name), "
          + "not \"\(highestPercent)\"")
    }
  }
}

extension Setting<Int> {
  fileprivate static var discountStep: Setting {
    Setting(
      "MCF_DISCOUNT_STEP", .number(1...1_000_000_000, of: "cat-units"),
      default: Int(Discount.standard.step.hundredths / 100),
      "money paid above which the discount starts and then rises")
  }
  fileprivate static var discountFirst: Setting {
    Setting(
      "MCF_DISCOUNT_FIRST_PERCENT", .number(0...100), default: Discount.standard.firstPercent,
      "the discount above the first step")
  }
  fileprivate static var discountHighest: Setting {
    Setting(
      "MCF_DISCOUNT_HIGHEST_PERCENT", .number(0...100), default: Discount.standard.highestPercent,
      "the discount that is never exceeded")
  }
}
