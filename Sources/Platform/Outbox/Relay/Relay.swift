public import Logging
import Metrics
import Postgres
public import ServiceLifecycle

/// Carries events from outboxes to inboxes, each exactly once, in the order of their key.
///
/// It keeps no state of its own: how far a destination has got with a source lies in the
/// destination. Any number of relays may run at once; they stand by for each other. A source or
/// destination that is away stops its own links only, which try again for ever.
///
/// Read by batches of what became visible between two snapshots, after PgQ
/// (https://github.com/pgq/pgq).
public struct Relay: Service {
  private let sources: [RelaySource]
  private let destinations: [RelayDestination]
  private let pollInterval: Duration
  private let logger: Logger

  /// - Parameters:
  ///   - sources: of which the destinations' subscriptions name some.
  ///   - pollInterval: how often to look into a quiet outbox for what no doorbell told.
  public init(
    sources: [RelaySource], destinations: [RelayDestination],
    pollInterval: Duration = .seconds(1), logger: Logger
  ) {
    self.sources = sources
    self.destinations = destinations
    self.pollInterval = pollInterval
    self.logger = logger
  }

  /// Runs until the graceful shutdown, or until the task is cancelled; both take it off at once,
  /// since whatever is broken off has happened in full or not at all.
  public func run() async throws {
    // It does little but statements.
    await cancelWhenGracefulShutdown { await onPostgresThread { await runUntilCancelled() } }
  }

  private func runUntilCancelled() async {
    var turns: [ObjectIdentifier: Turn] = [:]
    for database in sources.map(\.database) + destinations.map(\.database) {
      turns[ObjectIdentifier(database)] = Turn()
    }
    func turn(_ database: PostgresClient) -> Turn {
      turns[ObjectIdentifier(database)] ?? Turn()
    }
    let links = links(turn)
    await withDiscardingTaskGroup { group in
      for link in links { group.addTask { await link.run() } }
      for outboxes in sourcesByDatabase {
        let links = links.filter { link in outboxes.contains { $0.name == link.source.name } }
        let lookout = OutboxWatch(outboxes, links, pollInterval: pollInterval, logger: logger)
        group.addTask { await lookout.run() }
      }
      for rotation in rotations {
        let loop = RotationLoop(rotation, windows: turn(rotation.database), logger: logger)
        group.addTask { await loop.run() }
      }
    }
  }

  private func links(_ turn: (PostgresClient) -> Turn) -> [Link] {
    destinations.flatMap { destination in
      sources.compactMap { source in
        destination.subscriptions[source.name].map { stems in
          Link(
            source, destination, stems: stems, windows: turn(source.database), logger: logger)
        }
      }
    }
  }

  private var sourcesByDatabase: [[RelaySource]] {
    Array(Dictionary(grouping: sources) { ObjectIdentifier($0.database) }.values)
  }

  private var rotations: [Rotation] {
    sources.map { Rotation(kind: .outbox, schema: $0.name, database: $0.database) }
      + destinations.map { Rotation(kind: .inbox, schema: $0.name, database: $0.database) }
  }
}
