extension Setting<Int> {
  /// What orders tell a worker when it gives the job; who pays takes it for events that do not say.
  public static var earningPercent: Setting {
    Setting(
      "MCF_EARNING_PERCENT", .number(0...100), default: 60,
      "the worker's share of the price (R-240)")
  }
}
