import Logging
import Postgres

/// What a link says of its failures: each once, not at each of the attempts that follow.
struct LinkTrouble {
  private let logger: Logger
  private let metrics: LinkMetrics
  private var last: String?

  init(_ logger: Logger, _ metrics: LinkMetrics) {
    self.logger = logger
    self.metrics = metrics
  }

  mutating func isOver() {
    metrics.succeeded()
    last = nil
  }

  mutating func note(_ error: any Error) {
    switch error {
    case is SourceChanged:
      noteOnce("the source was restarted, or another database took its place")
    case is DestinationChanged: noteOnce("another database took the destination's place")
    case is LostRace: logger.debug("another relay was faster")
    default: noteFailure(error)
    }
  }

  private mutating func noteOnce(_ message: String) {
    logger.log(level: message == last ? .debug : .info, "\(message)")
    last = message
  }

  private mutating func noteFailure(_ error: any Error) {
    let refusal = error as? LinkRefused
    metrics.failed(isRefused: refusal != nil)
    let reason = "\((error as? PostgresError)?.detail ?? "\(error)")"
    let level: Logger.Level = reason == last ? .debug : refusal == nil ? .warning : .error
    last = reason
    logger.log(
      level: level, "the relay cannot go on",
      metadata: ["error": "\(error)", "detail": "\(reason)"])
  }
}
