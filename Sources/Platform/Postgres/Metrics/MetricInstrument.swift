public import Metrics

/// What Prometheus calls a metric's type.
public enum MetricKind: String, Sendable {
  case counter, gauge, histogram
}

/// What a metric's series are worked with.
public protocol MetricInstrument {
  static var kind: MetricKind { get }
  init(label: String, dimensions: [(String, String)], factory: any MetricsFactory)
}

extension Counter: MetricInstrument {
  public static var kind: MetricKind { .counter }
}

extension Gauge: MetricInstrument {
  public static var kind: MetricKind { .gauge }
}

/// A gauge to which several add.
extension Meter: MetricInstrument {
  public static var kind: MetricKind { .gauge }
}

extension Timer: MetricInstrument {
  public static var kind: MetricKind { .histogram }
}
