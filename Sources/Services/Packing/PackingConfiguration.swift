public import Configuration
public import FoundationEssentials
public import ServiceKit

/// What can be set about packing from outside.
public struct PackingConfiguration: Sendable {
  /// How long a wrong step can be taken back, in seconds.
  public var takeBack: TimeInterval = Setting.takeBack.default
  /// How many may follow the list live at once, in one process.
  public var maxStreams = Setting.packageStreams.default
  /// How many packages the page shows at once.
  public var pageLimit = Setting.packagesPerPage.default
  /// The zone of business time, in which pages show times.
  public var timeZone = Setting.timeZone.default
  public var cookies = CookieConfiguration()

  public init() {}

  /// - Throws: `SettingError` for a value that cannot be used.
  public init(_ configuration: ConfigReader) throws {
    takeBack = try configuration[.takeBack]
    maxStreams = try configuration[.packageStreams]
    pageLimit = try configuration[.packagesPerPage]
    timeZone = try configuration[.timeZone]
    cookies = try CookieConfiguration(configuration)
  }

  public static let settings: [any DescribedSetting] =
    [Setting.takeBack, Setting.packageStreams, Setting.packagesPerPage, Setting.timeZone]
    + CookieConfiguration.settings
}

extension Setting<TimeInterval> {
  fileprivate static var takeBack: Setting {
    Setting(
      "MCF_TAKE_BACK_SECONDS", .seconds(0...86_400), default: 600,
      "how long a package's wrong \"ready\", \"issued\" or \"unpacked\" can be taken back (R-160)")
  }
}

extension Setting<Int> {
  fileprivate static var packageStreams: Setting {
    Setting(
      "MCF_PACKAGE_STREAMS", .number(1...100_000), default: 500,
      "how many may follow the packages' live list at once, in one process; beyond: 503")
  }
  fileprivate static var packagesPerPage: Setting {
    Setting(
      "MCF_PACKAGES_PER_PAGE", .number(1...1_000), default: 200,
      "how many packages the clerks' page shows at once")
  }
}
