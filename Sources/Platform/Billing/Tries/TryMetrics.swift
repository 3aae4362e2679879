import Metrics
public import Postgres

/// What is counted of tries and of providers' notices.
public enum TryMetrics {
  private static let tries = Metric<Counter>(
    "mcf_tries_total", by: "adapter", "purpose", "state",
    meaning: """
      tries to move money, by purpose (collection, refund, payout) and what they came to: pending, \
      unknown, succeeded, declined, never_made; and made: those that were begun
      """)
  private static let notices = Metric<Counter>(
    "mcf_notices_total", by: "adapter", "outcome",
    meaning: "providers' notices: taken, unknown (of nothing that was tried), refused, repeated")

  public static let all: [any DescribedMetric] = [tries, notices]

  public static func count(_ attempt: MoneyTry) {
    tries([
      ("adapter", attempt.adapter), ("purpose", attempt.purpose),
      ("state", attempt.state.rawValue),
    ]).increment()
  }

  /// What became of a notice.
  public enum NoticeOutcome: String, Sendable {
    case taken, unknown, refused, repeated
  }

  public static func count(notice outcome: NoticeOutcome, from adapter: String) {
    notices([("adapter", adapter), ("outcome", outcome.rawValue)]).increment()
  }
}
