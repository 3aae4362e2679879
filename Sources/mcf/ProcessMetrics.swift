import Metrics
import ServiceKit

/// What this process counts, shown on its internal port.
enum ProcessMetrics {
  /// From its first use on, `Counter(label:)` and the like count here, wherever they are made.
  static let registry: PrometheusRegistry = {
    let registry = PrometheusRegistry()
    MetricsSystem.bootstrap(registry)
    Gauge(label: "mcf_build_info", dimensions: [("version", Version.current)]).record(1)
    return registry
  }()
}
