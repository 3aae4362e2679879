public import FoundationEssentials
public import ServiceKit

extension Setting<RetryPace> {
  /// How soon what did not succeed is tried again.
  public static var retryPace: Setting {
    Setting(
      "MCF_RETRY_EVERY", .pace, default: .day,
      "how soon a payment is tried again that did not succeed")
  }
}

extension Setting<TimeInterval> {
  /// How long to rest between two looks at what is due.
  public static var collectInterval: Setting {
    Setting(
      "MCF_COLLECT_INTERVAL_SECONDS", .seconds(0.01...3_600), default: 5,
      "how long billing rests between two looks for payments that are due")
  }
}
