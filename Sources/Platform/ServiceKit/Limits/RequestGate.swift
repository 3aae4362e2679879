import Metrics
import Postgres
import Synchronization

/// Counts the requests in flight and lets no more in than there is room for.
final class RequestGate: Sendable {
  private let count = Atomic<Int>(0)
  private let limit: Int
  private let refused: Counter

  init(limit: Int, factory: any MetricsFactory) {
    self.limit = limit
    refused = Self.refused(factory: factory)
  }

  static let refused = Metric<Counter>(
    "mcf_requests_refused_total",
    meaning: "requests beyond \(Setting.maxRequests.name), answered with 503")

  var inFlight: Int { count.load(ordering: .relaxed) }

  /// Counts the request; false: there are too many. `leave` must follow either way.
  func enter() -> Bool { count.add(1, ordering: .relaxed).newValue <= limit }

  func leave() { count.subtract(1, ordering: .relaxed) }

  func countRefusal() { refused.increment() }
}
