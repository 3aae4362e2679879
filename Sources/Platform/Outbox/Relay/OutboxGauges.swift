import Logging
import Metrics
import Postgres

/// What glances show of outboxes: how full each is, and for how long each destination that it knows
/// has not reported what is there, those that nobody serves any more included. One that was dropped
/// is shown no longer.
struct OutboxGauges {
  private let logger: Logger
  private var lags: [Reader: Lag] = [:]
  private var unknown: [String: UnknownFigures] = [:]

  init(logger: Logger) { self.logger = logger }

  private struct Reader: Hashable {
    let outbox: String
    let destination: String

    var gauge: Gauge {
      OutboxGauges.behind([("source", outbox), ("destination", destination)])
    }
  }

  mutating func update(
    _ glance: Result<OutboxGlance, any Error>, of outbox: String, now: ContinuousClock.Instant
  ) {
    var unknown =
      unknown[outbox] ?? UnknownFigures("outbox", of: [("source", outbox)], logger: logger)
    switch glance {
    case .success(let glance):
      unknown.cleared()
      show(glance, now: now)
    case .failure(let error):
      unknown.found(error)
      hide(outbox)
    }
    self.unknown[outbox] = unknown
  }

  private mutating func show(_ glance: OutboxGlance, now: ContinuousClock.Instant) {
    for (name, passed) in glance.destinations {
      let reader = Reader(outbox: glance.outbox, destination: name)
      let isBehind = passed.isBehind(glance.present, greatest: glance.greatest)
      var lag = lags[reader] ?? Lag()
      lag.update(isBehind ? glance.greatest : nil, passed: passed.xmax, now: now)
      lags[reader] = lag
      reader.gauge.record(Double(lag.duration(now: now).components.seconds))
    }
    forgetDropped(in: glance)
    record(Double(glance.children), Double(glance.bytes), of: glance.outbox)
  }

  private func hide(_ outbox: String) {
    for reader in lags.keys where reader.outbox == outbox { reader.gauge.record(Double.nan) }
    record(.nan, .nan, of: outbox)
  }

  private func record(_ children: Double, _ bytes: Double, of outbox: String) {
    let labels = [("source", outbox)]
    Self.children(labels).record(children)
    Self.bytes(labels).record(bytes)
  }

  /// A gauge keeps its last value for ever, and an alarm with it.
  private mutating func forgetDropped(in glance: OutboxGlance) {
    let known = Set(glance.destinations.map(\.name))
    for reader in lags.keys where reader.outbox == glance.outbox {
      guard !known.contains(reader.destination) else { continue }
      lags[reader] = nil
      reader.gauge.destroy()
    }
  }
}

extension OutboxGauges {
  private static let behind = Metric<Gauge>(
    "mcf_outbox_destination_behind_seconds", by: "source", "destination",
    meaning: """
      for how long a destination that an outbox keeps events for has not confirmed one; those nobody \
      serves any more too
      """)
  private static let children = Metric<Gauge>(
    "mcf_outbox_children_in_use", by: "source",
    meaning: "of an outbox's four tables, how many hold events")
  private static let bytes = Metric<Gauge>(
    "mcf_outbox_bytes", by: "source", meaning: "what an outbox takes on disk")

  static let all: [any DescribedMetric] = [behind, children, bytes]
}
