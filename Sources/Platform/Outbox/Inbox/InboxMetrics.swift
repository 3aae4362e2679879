import FoundationEssentials
import Metrics
import Postgres

/// What is counted and shown of a service's inbox, each series labelled with service and source.
struct InboxMetrics: Sendable {
  let service: String
  private let stops: Counter

  init(service: String) {
    self.service = service
    stops = Self.stops([("service", service)])
  }

  /// The environment has held the inbox up.
  func stopped() { stops.increment() }

  func handled(_ events: Int, from source: String) {
    guard events > 0 else { return }
    Self.handled(labels(source)).increment(by: events)
  }

  func show(_ figures: InboxFigures, at now: Date) {
    let seconds = figures.oldest.map { max(0, now.timeIntervalSince($0)) } ?? 0
    record(Self.waiting, Double(figures.waiting), figures.source)
    record(Self.waitingSeconds, seconds, figures.source)
  }

  func show(_ figures: ParkedFigures) {
    record(Self.parked, Double(figures.parked), figures.source)
    record(Self.dead, Double(figures.dead), figures.source)
  }

  /// What waits cannot be read.
  func hideWaiting(of source: String) {
    for metric in [Self.waiting, Self.waitingSeconds] { record(metric, .nan, source) }
  }

  /// What is parked cannot be read.
  func hideParked(of source: String) {
    for metric in [Self.parked, Self.dead] { record(metric, .nan, source) }
  }

  private func record(_ metric: Metric<Gauge>, _ value: Double, _ source: String) {
    metric(labels(source)).record(value)
  }

  private func labels(_ source: String) -> [(String, String)] {
    [("service", service), ("source", source)]
  }
}

extension InboxMetrics {
  private static let stops = Metric<Counter>(
    "mcf_inbox_stops_total", by: "service",
    meaning: "how often something that is not the events' fault held the inbox up")
  private static let handled = Metric<Counter>(
    "mcf_inbox_handled_total", by: "service", "source", meaning: "events handled")
  private static let waiting = Metric<Gauge>(
    "mcf_inbox_waiting", by: "service", "source",
    meaning: "events that the relay has brought and the service has not handled yet")
  private static let waitingSeconds = Metric<Gauge>(
    "mcf_inbox_waiting_seconds", by: "service", "source",
    meaning: "how long ago the oldest event happened that waits to be handled")
  private static let parked = Metric<Gauge>(
    "mcf_inbox_parked", by: "service", "source",
    meaning: "events that failed, and those of their key behind them")
  private static let dead = Metric<Gauge>(
    "mcf_inbox_dead", by: "service", "source",
    meaning: "failed events that are not tried any more")

  static let all: [any DescribedMetric] = [stops, handled, waiting, waitingSeconds, parked, dead]
}
