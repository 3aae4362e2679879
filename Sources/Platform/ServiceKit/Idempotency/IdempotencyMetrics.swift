import Metrics
import Postgres

/// What is counted of requests with an Idempotency-Key.
enum IdempotencyMetrics {
  static let replays = Metric<Counter>(
    "mcf_idempotency_replays_total",
    meaning: "requests answered with the answer kept for their Idempotency-Key")
  static let inFlight = Metric<Counter>(
    "mcf_idempotency_in_flight_total",
    meaning: "requests refused since the first sending was still being worked on")
}
