import Contracts
import Logging

/// What a consumer tells the log and the metrics.
struct InboxObserver: Sendable {
  let metrics: InboxMetrics
  let logger: Logger

  init(service: String, logger: Logger) {
    metrics = InboxMetrics(service: service)
    self.logger = logger
  }

  func handled(_ batch: Batch, parked: Parking) {
    metrics.handled(batch.events.count - parked.count, from: batch.slot.source)
    if logger.logLevel <= .debug {
      for event in batch.events where !parked.has(event) {
        log(.debug, "event handled", event, in: batch.slot)
      }
    }
    guard parked.count > 0 else { return }
    logger.warning(
      "events parked",
      metadata: [
        "source": "\(batch.slot.source)", "events": "\(parked.count)",
        "causes": .array(parked.causes.map { "\($0)" }),
      ])
  }

  func retried(_ event: ParkedEvent, in slot: Slot) {
    metrics.handled(1, from: slot.source)
    log(.info, "parked event handled", event.envelope, in: slot, ["tries": tries(event)])
  }

  func kept(_ event: ParkedEvent, in slot: Slot, because cause: any Error, isDead: Bool) {
    log(
      isDead ? .error : .warning,
      isDead ? "event dead; see mcf outbox dead" : "parked event failed again",
      event.envelope, in: slot, ["tries": tries(event), "cause": "\(cause)"])
  }

  /// An alarm: nothing is wrong with the events, and nothing is handled.
  ///
  /// - Parameter slots: none: all of them.
  func stopped(_ slots: [Slot], because error: any Error, for pause: Duration) {
    metrics.stopped()
    logger.warning(
      "inbox stopped for a while",
      metadata: [
        "sources": .array(Set(slots.map(\.source)).map { "\($0)" }), "error": "\(error)",
        "pause": "\(pause)",
      ])
  }

  private func tries(_ event: ParkedEvent) -> Logger.MetadataValue { "\(event.tries + 1)" }

  /// In the event's trace.
  private func log(
    _ level: Logger.Level, _ message: Logger.Message, _ event: Envelope, in slot: Slot,
    _ more: Logger.Metadata = [:]
  ) {
    let metadata: Logger.Metadata = [
      "source": "\(slot.source)", "event": "\(event.id)", "type": "\(event.type)",
      "subject": "\(event.subject)",
    ]
    TraceContext.$current.withValue(event.trace) {
      logger.log(level: level, message, metadata: metadata.merging(more) { $1 })
    }
  }
}
