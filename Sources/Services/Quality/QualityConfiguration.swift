public import Configuration
public import ServiceKit

/// What can be set about quality control from outside.
public struct QualityConfiguration: Sendable {
  /// How many reviews a manager may have in hand.
  public var inHand = Setting.reviewsInHand.default
  /// After how many days phone and description of an ended order are forgotten.
  public var personalDays = Setting.qualityPersonalDays.default
  /// The zone of business time, in which pages show times.
  public var timeZone = Setting.timeZone.default

  /// From how many orders may be drawn at once: so many are digested and kept in two or three
  /// seconds, while whoever else draws waits. It is no setting; tests make it small.
  var drawnFrom = 50_000

  public init() {}

  /// - Throws: `SettingError` for a value that cannot be used.
  public init(_ configuration: ConfigReader) throws {
    inHand = try configuration[.reviewsInHand]
    personalDays = try configuration[.qualityPersonalDays]
    timeZone = try configuration[.timeZone]
  }

  public static let settings: [any DescribedSetting] = [
    Setting.reviewsInHand, Setting.qualityPersonalDays, Setting.timeZone,
  ]
}

extension Setting<Int> {
  fileprivate static var reviewsInHand: Setting {
    Setting(
      "MCF_QUALITY_IN_HAND", .number(1...1_000, of: "reviews"), default: 10,
      "how many reviews a manager may have in hand")
  }
  fileprivate static var qualityPersonalDays: Setting {
    Setting(
      "MCF_QUALITY_PERSONAL_DAYS", .number(1...3_650, of: "days"), default: 365,
      "after which quality control forgets phone and description of an order that has ended")
  }
}
