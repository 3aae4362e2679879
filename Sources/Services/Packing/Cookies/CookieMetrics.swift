import Metrics

/// What the cookie service counts.
struct CookieMetrics: Sendable {
  let ordered = Counter(label: "mcf_cookie_orders_total", dimensions: [("outcome", "ordered")])
  let failed = Counter(label: "mcf_cookie_orders_total", dimensions: [("outcome", "failed")])
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
    Counter(label: "mcf_cookies_settled_total", dimensions: [("status", status.rawValue)])
  }
}
