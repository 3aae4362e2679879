import Metrics
import Postgres

/// What glances show of outboxes: how full each is, and for how long each destination that it knows
/// has not reported what is there, those that nobody serves any more included. One that was dropped
/// is shown no longer.
struct OutboxGauges {
  private var lags: [Reader: Lag] = [:]

  private struct Reader: Hashable {
    let outbox: String
    let destination: String

    var gauge: Gauge {
      Gauge(
        label: "mcf_outbox_destination_behind_seconds",
        dimensions: [("source", outbox), ("destination", destination)])
    }
  }

  mutating func update(_ glance: Glance, now: ContinuousClock.Instant) {
    for (name, passed) in glance.destinations {
      let reader = Reader(outbox: glance.outbox, destination: name)
      let isBehind = passed.isBehind(glance.present, greatest: glance.greatest)
      var lag = lags[reader] ?? Lag()
      lag.update(isBehind ? glance.greatest : nil, passed: passed.xmax, now: now)
      lags[reader] = lag
      reader.gauge.record(Double(lag.duration(now: now).components.seconds))
    }
    forgetDropped(in: glance)
    let outbox = [("source", glance.outbox)]
    Gauge(label: "mcf_outbox_children_in_use", dimensions: outbox).record(glance.children)
    Gauge(label: "mcf_outbox_bytes", dimensions: outbox).record(glance.bytes)
  }

  /// A gauge keeps its last value for ever, and an alarm with it.
  private mutating func forgetDropped(in glance: Glance) {
    let known = Set(glance.destinations.map(\.name))
    for reader in lags.keys where reader.outbox == glance.outbox {
      guard !known.contains(reader.destination) else { continue }
      lags[reader] = nil
      reader.gauge.destroy()
    }
  }
}
