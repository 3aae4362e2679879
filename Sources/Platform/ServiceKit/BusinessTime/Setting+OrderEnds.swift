public import FoundationEssentials

/// When orders end by themselves: those who wait for their ends read what orders go by.
extension Setting<TimeInterval> {
  /// How long after the scheduled time the worker is still awaited.
  public static var grace: Setting {
    Setting(
      "MCF_GRACE_SECONDS", .upToAMonth, default: 1_800,
      "how long after the scheduled time the worker is awaited (R-130)")
  }

  /// How long after the scheduled end an order fails without its report.
  public static var reportFail: Setting {
    Setting(
      "MCF_REPORT_FAIL_SECONDS", .upToAMonth, default: 86_400,
      "how long after the scheduled end an order fails without its report (R-185)")
  }
}

extension SettingForm<TimeInterval> {
  /// What may be awaited of an order.
  public static var upToAMonth: SettingForm { .seconds(0...2_678_400) }
}
