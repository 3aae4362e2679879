import Metrics
import Postgres

/// What the cookie service counts.
struct CookieMetrics: Sendable {
  let ordered = Self.orders([("outcome", "ordered")])
  let failed = Self.orders([("outcome", "failed")])
  private let late = Self.settled(.late)
  private let missing = Self.settled(.missing)
  private let notOrdered = Self.settled(.notOrdered)

  /// Counts a cookie that did not come as it should.
  func count(settled status: CookieStatus) {
    switch status {
    case .late: late.increment()
    case .missing: missing.increment()
    case .notOrdered: notOrdered.increment()
    case .due, .ordered, .arrived: break
    }
  }

  private static func settled(_ status: CookieStatus) -> Counter {
    settlements([("status", status.rawValue)])
  }

  private static let orders = Metric<Counter>(
    "mcf_cookie_orders_total", by: "outcome",
    meaning: "tries to order a cookie, by outcome: ordered, failed")
  private static let settlements = Metric<Counter>(
    "mcf_cookies_settled_total", by: "status",
    meaning: "cookies that did not come as they should, by status: late, missing, not_ordered")

  static let all: [any DescribedMetric] = [orders, settlements]
}
