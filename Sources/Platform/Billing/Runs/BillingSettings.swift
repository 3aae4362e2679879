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
  /// When providers' lists are held against the books each day, as `04:00` of business time.
  public var reconcileAt = Setting.reconcileAt.default

  /// - Parameter cutoff: the side's.
  public init(cutoff: CutoffRule) { self.cutoff = cutoff }

  /// - Throws: `SettingError` for a value that cannot be used.
  public init(_ configuration: ConfigReader, cutoff: Setting<CutoffRule>) throws {
    self.cutoff = try configuration[cutoff]
    timeZone = try configuration[.timeZone]
    grace = try configuration[.billingGrace]
    isScheduled = try configuration[.billingSchedule]
    reconcileAt = try configuration[.reconcileAt]
  }

  public static let settings: [any DescribedSetting] = [
    Setting.timeZone, Setting.billingGrace, Setting.billingSchedule, Setting.reconcileAt,
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

extension Setting<String> {
  fileprivate static var reconcileAt: Setting {
    Setting(
      "MCF_RECONCILE_AT", .timeOfDay, default: "04:00",
      "when providers' own lists are held against the books each day, in business time")
  }
}

extension SettingForm<String> {
  /// As Postgres reads it, too.
  fileprivate static var timeOfDay: SettingForm {
    SettingForm(
      "a time of day such as 04:00",
      read: { $0.wholeMatch(of: /([01][0-9]|2[0-3]):[0-5][0-9]/) == nil ? nil : $0 },
      spell: { $0 })
  }
}
