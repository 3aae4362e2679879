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
    logger.info("parked event handled", metadata: metadata(event, slot))
  }

  func kept(_ event: ParkedEvent, in slot: Slot, because cause: any Error, isDead: Bool) {
    var metadata = metadata(event, slot)
    metadata["cause"] = "\(cause)"
    if isDead {
      logger.error("event dead; see mcf outbox dead", metadata: metadata)
    } else {
      logger.warning("parked event failed again", metadata: metadata)
    }
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

  private func metadata(_ event: ParkedEvent, _ slot: Slot) -> Logger.Metadata {
    [
      "source": "\(slot.source)", "event": "\(event.envelope.id)",
      "type": "\(event.envelope.type)", "tries": "\(event.tries + 1)",
    ]
  }
}
