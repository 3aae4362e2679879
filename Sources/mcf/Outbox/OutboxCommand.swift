import ArgumentParser

/// What operators ask and do about events on their way.
struct OutboxCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "outbox",
    abstract: "See how events travel, and help those that are stuck.",
    discussion: """
      A service's events lie in its outbox until `mcf relay` has put them into the inboxes of \
      those who subscribed; there each service takes them out. An event whose handling fails is \
      parked, with what follows of its key, and tried again for a day; then it is dead and waits \
      for `retry` or `skip`.

      Databases are found by the settings of `mcf serve` (MCF_ORDERS_URL …) and `mcf relay` \
      (MCF_ORDERS_RELAY_URL …). Where none of these is set, by the `mcf up` that runs on this \
      machine.
      """,
    subcommands: [
      OutboxStatus.self, OutboxDead.self, OutboxRetry.self, OutboxSkip.self, OutboxReplay.self,
      OutboxBackfill.self, OutboxReanchor.self, OutboxDropDestination.self,
    ])
}
