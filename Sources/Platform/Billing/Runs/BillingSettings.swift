public import Configuration
public import FoundationEssentials
public import ServiceKit

/// What can be set from outside about how a side is billed.
public struct BillingSettings: Sendable {
  /// When a period ends.
  public var cutoff: CutoffRule
  /// The zone of business time.
  public var timeZone = Setting.timeZone.default
  /// How long the batch waits after a cut-off for what is still on its way, in seconds.
  public var grace: TimeInterval = Setting.billingGrace.default
  /// Whether the service bills by itself.
  public var isScheduled = Setting.billingSchedule.default

  /// - Parameter cutoff: the side's.
  public init(cutoff: CutoffRule) { self.cutoff = cutoff }

  /// - Throws: `SettingError` for a value that cannot be used.
  public init(_ configuration: ConfigReader, cutoff: Setting<CutoffRule>) throws {
    self.cutoff = try configuration[cutoff]
    timeZone = try configuration[.timeZone]
    grace = try configuration[.billingGrace]
    isScheduled = try configuration[.billingSchedule]
  }

  public static let settings: [any DescribedSetting] = [
    Setting.timeZone, Setting.billingGrace, Setting.billingSchedule,
  ]
}

extension Setting<TimeInterval> {
  public static var billingGrace: Setting {
    Setting(
      "MCF_BILLING_GRACE_SECONDS", .seconds(0...3_600), default: 120,
      "how long the batch waits after a cut-off for events that are still on their way")
  }
}

extension Setting<Bool> {
  public static var billingSchedule: Setting {
    Setting(
      "MCF_BILLING_SCHEDULE", .onOrOff, default: false,
      "whether the service bills by itself at each cut-off; off: `mcf billing` has to be run")
  }
}
