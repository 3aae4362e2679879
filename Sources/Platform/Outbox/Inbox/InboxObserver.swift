import Logging
import Metrics

/// What a consumer tells the log and the metrics.
struct InboxObserver: Sendable {
  let service: String
  let logger: Logger

  func handled(_ batch: Batch, parked: Parking) {
    let source = batch.slot.source
    count("mcf_inbox_handled_total", source, by: batch.events.count - parked.count)
    guard parked.count > 0 else { return }
    count("mcf_inbox_parked_total", source, by: parked.count)
    logger.warning(
      "events parked",
      metadata: [
        "source": "\(source)", "events": "\(parked.count)",
        "causes": .array(parked.causes.map { "\($0)" }),
      ])
  }

  func retried(_ event: ParkedEvent, in slot: Slot) {
    count("mcf_inbox_handled_total", slot.source, by: 1)
    logger.info("parked event handled", metadata: metadata(event, slot))
  }

  func kept(_ event: ParkedEvent, in slot: Slot, because cause: any Error, isDead: Bool) {
    var metadata = metadata(event, slot)
    metadata["cause"] = "\(cause)"
    if isDead {
      logger.error("event dead; see mcf outbox dead", metadata: metadata)
    } else {
      logger.warning("event failed again", metadata: metadata)
    }
  }

  /// An alarm: nothing is wrong with the events, and nothing is handled.
  func stopped(_ slot: Slot?, because error: any Error, for pause: Duration) {
    count("mcf_inbox_environment_errors_total", slot?.source ?? "", by: 1)
    logger.warning(
      "inbox stopped for a while",
      metadata: [
        "source": "\(slot?.source ?? "")", "error": "\(error)", "pause": "\(pause)",
      ])
  }

  private func metadata(_ event: ParkedEvent, _ slot: Slot) -> Logger.Metadata {
    [
      "source": "\(slot.source)", "event": "\(event.envelope.id)",
      "type": "\(event.envelope.type)", "tries": "\(event.tries + 1)",
    ]
  }

  private func count(_ label: String, _ source: String, by amount: Int) {
    guard amount > 0 else { return }
    Counter(label: label, dimensions: [("service", service), ("source", source)])
      .increment(by: amount)
  }
}
