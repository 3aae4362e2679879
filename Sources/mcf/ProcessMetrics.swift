import Metrics
import ServiceKit

/// What this process counts, shown on its internal port.
enum ProcessMetrics {
  /// From its first use on, `Counter(label:)` and the like count here, wherever they are made.
  static let registry: PrometheusRegistry = {
    let registry = PrometheusRegistry()
    MetricsSystem.bootstrap(registry)
    return registry
  }()
}
