import Metrics
import Postgres
import Synchronization

final class PrometheusCounter: PrometheusSeries, CounterHandler {
  static let kind = MetricKind.counter
  private let count = Atomic<Int64>(0)

  func increment(by amount: Int64) { count.wrappingAdd(amount, ordering: .relaxed) }
  func reset() { count.store(0, ordering: .relaxed) }

  func write(name: String, labels: MetricLabels, to text: inout String) {
    text += labels.line(name, String(count.load(ordering: .relaxed)))
  }
}

final class PrometheusSum: PrometheusSeries, FloatingPointCounterHandler {
  static let kind = MetricKind.counter
  private let sum = Mutex<Double>(0)

  func increment(by amount: Double) { sum.withLock { $0 += max(amount, 0) } }
  func reset() { sum.withLock { $0 = 0 } }

  func write(name: String, labels: MetricLabels, to text: inout String) {
    text += labels.line(name, "\(sum.withLock { $0 })")
  }
}

final class PrometheusGauge: PrometheusSeries, MeterHandler, RecorderHandler {
  static let kind = MetricKind.gauge
  private let value = Mutex<Double>(0)

  func set(_ value: Int64) { set(Double(value)) }
  func set(_ value: Double) { self.value.withLock { $0 = value } }
  func increment(by amount: Double) { value.withLock { $0 += amount } }
  func decrement(by amount: Double) { value.withLock { $0 -= amount } }
  func record(_ value: Int64) { set(value) }
  func record(_ value: Double) { set(value) }

  func write(name: String, labels: MetricLabels, to text: inout String) {
    let value = value.withLock { $0 }
    text += labels.line(name, value.isNaN ? "NaN" : "\(value)")
  }
}

final class PrometheusHistogram: PrometheusSeries, TimerHandler, RecorderHandler {
  static let kind = MetricKind.histogram
  static let seconds = [
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
  ]
  static let counts: [Double] = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 10_000, 100_000]

  private struct State {
    var buckets: [Int64]
    var count: Int64 = 0
    var sum = 0.0
  }

  private let bounds: [Double]
  private let state: Mutex<State>

  init(bounds: [Double]) {
    self.bounds = bounds
    state = Mutex(State(buckets: Array(repeating: 0, count: bounds.count)))
  }

  func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }
  func record(_ value: Int64) { record(Double(value)) }

  func record(_ value: Double) {
    let bucket = bounds.firstIndex { value <= $0 }
    state.withLock { state in
      if let bucket { state.buckets[bucket] += 1 }
      state.count += 1
      state.sum += value
    }
  }

  func write(name: String, labels: MetricLabels, to text: inout String) {
    let state = state.withLock { $0 }
    var total: Int64 = 0
    for (bound, count) in zip(bounds, state.buckets) {
      total += count
      text += labels.line("\(name)_bucket", String(total), extra: "le=\"\(bound)\"")
    }
    text += labels.line("\(name)_bucket", String(state.count), extra: "le=\"+Inf\"")
    text += labels.line("\(name)_sum", "\(state.sum)")
    text += labels.line("\(name)_count", String(state.count))
  }
}
