public import Configuration
public import ServiceKit

/// What can be set about workers from outside.
public struct WorkersConfiguration: Sendable {
  /// Where the service `applicants` is; nil: the photos of those who were hired are not fetched.
  public var applicantsAddress = Setting.applicantsAddress.default
  /// The zone of business time.
  public var timeZone = Setting.timeZone.default
  /// How long fetching one may take.
  var photoTime = Duration.seconds(30)

  public init() {}

  /// - Throws: `SettingError` for a value that cannot be used.
  public init(_ configuration: ConfigReader) throws {
    applicantsAddress = try configuration[.applicantsAddress]
    timeZone = try configuration[.timeZone]
  }

  public static let settings: [any DescribedSetting] = [
    Setting.applicantsAddress, Setting.timeZone,
  ]
}

extension Setting<String?> {
  public static var applicantsAddress: Setting {
    Setting(
      "MCF_APPLICANTS_ADDRESS", .origin, default: nil,
      """
      where workers reaches the service applicants, to fetch the photos of those who were hired; \
      empty: they are not fetched
      """)
  }
}
