import Logging
import Postgres

/// Watches the outboxes of one database for their links: by LISTEN, and by one look a second, which
/// is all that is asked there while nothing happens.
struct OutboxWatch: Sendable {
  private let database: PostgresClient?
  private let outboxes: [String]
  private let links: [Link]
  private let pollInterval: Duration
  private let logger: Logger

  /// - Parameter sources: of one database.
  init(_ sources: [RelaySource], _ links: [Link], pollInterval: Duration, logger: Logger) {
    database = sources.first?.database
    outboxes = sources.map(\.name)
    self.links = links
    self.pollInterval = pollInterval
    self.logger = logger
  }

  /// Runs until the task is cancelled.
  func run() async {
    guard let database else { return }
    await withDiscardingTaskGroup { group in
      group.addTask { await look(into: database) }
      guard database.configuration.notifies else { return }
      for outbox in outboxes {
        group.addTask { await listen(to: outbox, in: database) }
      }
    }
  }

  private func listen(to outbox: String, in database: PostgresClient) async {
    let links = links.filter { $0.source.name == outbox }
    for await _ in database.listen(to: "outbox_\(outbox)") {
      for link in links { link.bell.ring(.doorbell) }
    }
  }

  private func look(into database: PostgresClient) async {
    var gauges = OutboxGauges(logger: logger)
    while !Task.isCancelled {
      for (outbox, glance) in await database.glances(at: outboxes) where !Task.isCancelled {
        gauges.update(glance, of: outbox, now: .now)
        for link in links where link.source.name == outbox { await link.see(try? glance.get()) }
      }
      try? await Task.sleep(for: pollInterval)
    }
  }
}
