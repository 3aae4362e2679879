import Metrics
import Postgres
import ServiceKit

/// What this process counts, shown on its internal port.
enum ProcessMetrics {
  /// From its first use on, every series counts here, wherever it is made.
  static let registry: PrometheusRegistry = {
    let registry = PrometheusRegistry(MetricList.all)
    MetricsSystem.bootstrap(registry)
    MetricList.build([("version", Version.current)]).record(1)
    return registry
  }()
}
