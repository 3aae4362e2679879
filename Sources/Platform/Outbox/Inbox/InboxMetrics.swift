import FoundationEssentials
import Metrics

/// What is counted and shown of a service's inbox, each series labelled with service and source.
struct InboxMetrics: Sendable {
  private let service: String
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
    let labels = labels(figures.source)
    let seconds = figures.oldest.map { max(0, now.timeIntervalSince($0)) } ?? 0
    Gauge(label: "mcf_inbox_waiting", dimensions: labels).record(figures.waiting)
    Gauge(label: "mcf_inbox_waiting_seconds", dimensions: labels).record(seconds)
    Gauge(label: "mcf_inbox_parked", dimensions: labels).record(figures.parked)
    Gauge(label: "mcf_inbox_dead", dimensions: labels).record(figures.dead)
  }

  private func labels(_ source: String) -> [(String, String)] {
    [("service", service), ("source", source)]
  }
}
