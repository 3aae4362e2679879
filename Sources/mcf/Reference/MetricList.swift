import Metrics
import Outbox
import Postgres
import ServiceKit

/// Every metric there is.
enum MetricList {
  static let build = Metric<Gauge>(
    "mcf_build_info", by: "version", meaning: "always 1; its label says which mcf this is")

  static let all: [any DescribedMetric] =
    [build] + ServiceMetrics.all + PostgresClient.metrics + OutboxMetrics.all
    + ServiceEntry.allCases.flatMap { $0.type.metrics }

  static var text: String { Glossary.text(all.map { ($0.head, $0.meaning) }) }
}

extension DescribedMetric {
  fileprivate var head: String {
    let labels = labels.isEmpty ? "" : " by \(labels.joined(separator: ", "))"
    return "\(name)  \(kind.rawValue)\(labels)"
  }
}
