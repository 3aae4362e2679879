public import Configuration
public import FoundationEssentials
public import ServiceKit

/// What can be set about packing from outside.
public struct PackingConfiguration: Sendable {
  /// How long a wrong step can be taken back, in seconds.
  public var takeBack: TimeInterval = 600
  /// How many may follow the list live at once, in one process.
  public var maxStreams = 500
  /// How many packages the page shows at once.
  public var pageLimit = 200
  /// The zone of business time, in which pages show times.
  public var timeZone = "Europe/Moscow"
  public var cookies = CookieConfiguration()

  public init() {}

  /// - Throws: `SettingError` for a value that cannot be used.
  public init(_ configuration: ConfigReader) throws {
    takeBack = try configuration.seconds(Self.takeBackSetting, in: 0...86_400)
    maxStreams = try configuration.int(Self.streamsSetting, in: 1...100_000)
    pageLimit = try configuration.int(Self.pageSetting, in: 1...1_000)
    timeZone = try configuration.string(BusinessTime.setting)
    cookies = try CookieConfiguration(configuration)
  }
}

extension PackingConfiguration {
  static let takeBackSetting = Setting(
    "MCF_TAKE_BACK_SECONDS", default: "600",
    "how long a package's wrong \"ready\", \"issued\" or \"unpacked\" can be taken back (R-160)")
  static let streamsSetting = Setting(
    "MCF_PACKAGE_STREAMS", default: "500",
    "how many may follow the packages' live list at once, in one process; beyond: 503")
  static let pageSetting = Setting(
    "MCF_PACKAGES_PER_PAGE", default: "200", "how many packages the clerks' page shows at once")

  public static let settings: [Setting] =
    [takeBackSetting, streamsSetting, pageSetting, BusinessTime.setting]
    + CookieConfiguration.settings
}
