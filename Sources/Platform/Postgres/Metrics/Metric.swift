public import Metrics

/// What a process counts, shows or times, as `mcf reference metrics` lists it.
public protocol DescribedMetric: Sendable {
  /// By Prometheus' rules: lower case, its unit last, counters with `_total` behind it.
  var name: String { get }
  var kind: MetricKind { get }
  /// The names of the labels that its series may have.
  var labels: [String] { get }
  var meaning: String { get }
}

/// A metric's declaration, and the only way to its series: none is without a meaning.
///
/// Here and not beside the registry that shows them, since connections count too, and nothing lies
/// below this module.
public struct Metric<Instrument: MetricInstrument>: DescribedMetric {
  public let name: String
  public let labels: [String]
  public let meaning: String
  public var kind: MetricKind { Instrument.kind }

  public init(_ name: String, by labels: String..., meaning: String) {
    self.name = name
    self.labels = labels
    self.meaning = meaning
  }

  /// Its series with these values of labels; making the same one twice counts in the same place.
  ///
  /// - Parameter factory: nil: the process's.
  public func callAsFunction(
    _ dimensions: [(String, String)] = [], factory: (any MetricsFactory)? = nil
  ) -> Instrument {
    assert(
      dimensions.allSatisfy { label, _ in labels.contains { $0 == label } },
      "\(name) has a label that is not declared")
    return Instrument(
      label: name, dimensions: dimensions, factory: factory ?? MetricsSystem.factory)
  }
}
