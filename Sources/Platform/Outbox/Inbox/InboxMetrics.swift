import FoundationEssentials
import Metrics

/// What is counted and shown of a service's inbox, each series labelled with service and source.
struct InboxMetrics: Sendable {
  let service: String
  private let stops: Counter

  init(service: String) {
    self.service = service
    stops = Counter(label: "mcf_inbox_stops_total", dimensions: [("service", service)])
  }

  /// The environment has held the inbox up.
  func stopped() { stops.increment() }

  func handled(_ events: Int, from source: String) {
    guard events > 0 else { return }
    Counter(label: "mcf_inbox_handled_total", dimensions: labels(source)).increment(by: events)
  }

  func show(_ figures: InboxFigures, at now: Date) {
    let seconds = figures.oldest.map { max(0, now.timeIntervalSince($0)) } ?? 0
    record("mcf_inbox_waiting", Double(figures.waiting), figures.source)
    record("mcf_inbox_waiting_seconds", seconds, figures.source)
  }

  func show(_ figures: ParkedFigures) {
    record("mcf_inbox_parked", Double(figures.parked), figures.source)
    record("mcf_inbox_dead", Double(figures.dead), figures.source)
  }

  /// What waits cannot be read.
  func hideWaiting(of source: String) {
    for name in ["mcf_inbox_waiting", "mcf_inbox_waiting_seconds"] { record(name, .nan, source) }
  }

  /// What is parked cannot be read.
  func hideParked(of source: String) {
    for name in ["mcf_inbox_parked", "mcf_inbox_dead"] { record(name, .nan, source) }
  }

  private func record(_ name: String, _ value: Double, _ source: String) {
    Gauge(label: name, dimensions: labels(source)).record(value)
  }

  private func labels(_ source: String) -> [(String, String)] {
    [("service", service), ("source", source)]
  }
}
