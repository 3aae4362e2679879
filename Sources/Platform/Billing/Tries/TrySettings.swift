public import Configuration
public import FoundationEssentials
public import ServiceKit

/// How tries are made and looked up, whatever they are for and whoever makes them.
public struct TrySettings: Sendable {
  /// How soon what did not succeed is tried again.
  public var pace = Setting.retryPace.default
  /// How long to rest between two looks at what is due.
  public var interval: TimeInterval = Setting.collectInterval.default
  /// How many are under way at once in a process.
  public var parallel = Setting.collectParallel.default
  /// When what nobody knows is looked up first.
  public var firstLook: TimeInterval = Setting.firstLook.default
  /// How long a provider may take to answer.
  public var timeout: TimeInterval = Setting.providerTimeout.default

  public init() {}

  /// - Throws: `SettingError` for a value that cannot be used.
  public init(_ configuration: ConfigReader) throws {
    pace = try configuration[.retryPace]
    interval = try configuration[.collectInterval]
    parallel = try configuration[.collectParallel]
    firstLook = try configuration[.firstLook]
    timeout = try configuration[.providerTimeout]
  }

  public static let settings: [any DescribedSetting] = [
    Setting.retryPace, Setting.collectInterval, Setting.collectParallel, Setting.firstLook,
    Setting.providerTimeout,
  ]
}

extension Setting<RetryPace> {
  fileprivate static var retryPace: Setting {
    Setting(
      "MCF_RETRY_EVERY", .pace, default: .day,
      "how soon a payment is tried again that did not succeed")
  }
}

extension Setting<TimeInterval> {
  fileprivate static var collectInterval: Setting {
    Setting(
      "MCF_COLLECT_INTERVAL_SECONDS", .seconds(0.01...3_600), default: 5,
      "how long billing rests between two looks for payments that are due")
  }
  fileprivate static var firstLook: Setting {
    Setting(
      "MCF_LOOK_SECONDS", .seconds(0.01...3_600), default: 10,
      """
      when a payment is looked up of which nobody knows what came of it; then after 6, 30 and 90 \
      times as long, and hourly
      """)
  }
}

extension Setting<Int> {
  fileprivate static var collectParallel: Setting {
    Setting(
      "MCF_COLLECT_PARALLEL", .number(1...1_000), default: 20,
      "how many payments a process has under way at once")
  }
}
