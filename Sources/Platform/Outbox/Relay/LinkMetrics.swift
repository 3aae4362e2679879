import Metrics
import Postgres

/// What a link tells the world.
struct LinkMetrics: Sendable {
  private let delivered: Counter
  private let lagSeconds: Gauge
  private let lagEvents: Gauge
  private let isFailing: Gauge
  private let isRefused: Gauge

  init(source: String, destination: String) {
    let link = [("source", source), ("destination", destination)]
    delivered = Self.delivered(link)
    lagSeconds = Self.lagSeconds(link)
    lagEvents = Self.lagEvents(link)
    isFailing = Self.failing(link)
    isRefused = Self.refused(link)
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

extension LinkMetrics {
  private static let delivered = Metric<Counter>(
    "mcf_relay_delivered_events_total", by: "source", "destination",
    meaning: "events the relay brought into inboxes")
  private static let lagSeconds = Metric<Gauge>(
    "mcf_relay_lag_seconds", by: "source", "destination",
    meaning: """
      for how long an event that the relay saw in a source is not in the destination's inbox; 0: none \
      is
      """)
  private static let lagEvents = Metric<Gauge>(
    "mcf_relay_lag_events", by: "source", "destination",
    meaning: """
      how many events that the relay saw in a source are not in the destination's inbox, at most \
      100 000
      """)
  private static let failing = Metric<Gauge>(
    "mcf_relay_link_failing", by: "source", "destination",
    meaning: "1 while the relay cannot carry events from a source to a destination, and tries again"
  )
  private static let refused = Metric<Gauge>(
    "mcf_relay_source_refused", by: "source", "destination",
    meaning: """
      1 while the relay will not carry events, since one of the two is not the database that the \
      other takes it for: a person has to look
      """)

  static let all: [any DescribedMetric] = [delivered, lagSeconds, lagEvents, failing, refused]
}
