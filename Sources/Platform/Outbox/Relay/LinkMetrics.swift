import Metrics

/// What a link tells the world.
struct LinkMetrics: Sendable {
  private let delivered: Counter
  private let lagSeconds: Gauge
  private let lagEvents: Gauge
  private let isFailing: Gauge
  private let isRefused: Gauge

  init(source: String, destination: String) {
    let link = [("source", source), ("destination", destination)]
    delivered = Counter(label: "mcf_relay_delivered_events_total", dimensions: link)
    lagSeconds = Gauge(label: "mcf_relay_lag_seconds", dimensions: link)
    lagEvents = Gauge(label: "mcf_relay_lag_events", dimensions: link)
    isFailing = Gauge(label: "mcf_relay_link_failing", dimensions: link)
    isRefused = Gauge(label: "mcf_relay_source_refused", dimensions: link)
  }

  func delivered(_ count: Int) { delivered.increment(by: count) }

  /// - Parameters:
  ///   - duration: nil: it cannot be told.
  ///   - events: the same.
  func lag(_ duration: Duration?, events: Int?) {
    lagSeconds.record(duration.map { Double($0.components.seconds) } ?? .nan)
    lagEvents.record(events.map(Double.init) ?? .nan)
  }

  func succeeded() {
    isFailing.record(0)
    isRefused.record(0)
  }

  /// - Parameter isRefused: a person has to look at it.
  func failed(isRefused: Bool) {
    isFailing.record(1)
    self.isRefused.record(isRefused ? 1 : 0)
  }
}
