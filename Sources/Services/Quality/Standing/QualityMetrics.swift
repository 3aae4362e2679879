import Metrics
import Postgres

/// What is counted of reviews, and shown of those that are not closed.
enum QualityMetrics {
  static let all: [any DescribedMetric] = [open, closed, oldestDue]

  static let open = Metric<Gauge>(
    "mcf_reviews_open", by: "origin",
    meaning: "reviews that are not closed, by origin: automatic, draw, named")
  static let closed = Metric<Counter>(
    "mcf_reviews_closed_total", by: "origin",
    meaning: "reviews that managers have closed, by origin: automatic, draw, named")
  static let oldestDue = Metric<Gauge>(
    "mcf_review_oldest_due_seconds",
    meaning: "for how long the review that was due first should have been closed; 0: none is late")
}
