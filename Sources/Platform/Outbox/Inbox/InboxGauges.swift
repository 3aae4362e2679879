import FoundationEssentials
import Postgres

/// Shows an inbox's figures; each of the two kinds may be unknown without the other.
struct InboxGauges: Sendable {
  private let metrics: InboxMetrics
  private var sources: Set<String> = []
  private var unknownWaiting: UnknownFigures
  private var unknownParked: UnknownFigures

  init(_ observer: InboxObserver) {
    metrics = observer.metrics
    let service = [("service", metrics.service)]
    unknownWaiting = UnknownFigures("inbox", of: service, logger: observer.logger)
    unknownParked = UnknownFigures("parked", of: service, logger: observer.logger)
  }

  /// - Returns: whether there may be something to do.
  mutating func show(
    _ waiting: Result<[InboxFigures], any Error>, _ parked: Result<[ParkedFigures], any Error>,
    at now: Date
  ) -> Bool {
    switch waiting {
    case .success(let figures):
      unknownWaiting.cleared()
      for source in figures { metrics.show(source, at: now) }
      sources.formUnion(figures.map(\.source))
    case .failure(let error):
      unknownWaiting.found(error)
      for source in sources { metrics.hideWaiting(of: source) }
    }
    switch parked {
    case .success(let figures):
      unknownParked.cleared()
      for source in figures { metrics.show(source) }
      sources.formUnion(figures.map(\.source))
    case .failure(let error):
      unknownParked.found(error)
      for source in sources { metrics.hideParked(of: source) }
    }
    return (try? waiting.get().contains { $0.waiting > 0 }) ?? true
      || (try? parked.get().contains { $0.parked > 0 }) ?? true
  }
}
