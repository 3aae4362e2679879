import Logging
import Metrics
import Postgres

/// Tells that figures cannot be read, and why: the log once, the metrics for as long as it is so.
/// The figures themselves are NaN meanwhile, so that none is taken for what it was before.
struct UnknownFigures: Sendable {
  static let unknown = Metric<Gauge>(
    "mcf_figures_unknown", by: "figures", "service", "source", "destination", "reason",
    meaning: """
      1 while figures cannot be read, which are NaN meanwhile; by which (outbox, lag, inbox, parked), \
      whose, and the reason, an SQLSTATE where there is one
      """)

  private let labels: [(String, String)]
  private let logger: Logger
  private var shown: (gauge: Gauge, reason: String)?

  /// - Parameters:
  ///   - figures: which they are, such as `outbox`.
  ///   - labels: whose they are.
  init(_ figures: String, of labels: [(String, String)], logger: Logger) {
    self.labels = [("figures", figures)] + labels
    self.logger = logger
  }

  /// They were read.
  mutating func cleared() {
    shown?.gauge.destroy()
    shown = nil
  }

  mutating func found(_ error: any Error) {
    let failure = error as? PostgresError
    let reason = failure?.sqlState?.rawValue ?? failure.map { "\($0.code)" } ?? "\(error)"
    guard reason != shown?.reason else { return }
    cleared()
    let labels = labels + [("reason", reason)]
    let gauge = Self.unknown(labels)
    gauge.record(1)
    shown = (gauge, reason)
    var metadata = Logger.Metadata(uniqueKeysWithValues: labels.map { ($0.0, "\($0.1)") })
    metadata["detail"] = "\(failure?.detail ?? "\(error)")"
    logger.warning("figures cannot be read", metadata: metadata)
  }
}
