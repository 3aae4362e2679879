import Configuration
import Contracts
import Logging
import Outbox
import Postgres
import ServiceKit
import ServiceLifecycle

/// What `mcf relay` reads.
enum RelaySettings {
  static let own = ServiceEntry.withSchema.map(\.relayURL)
  static let all: [any DescribedSetting] =
    SettingList.own + ServerSettings.internalSettings + own
}

/// What a process that only carries events consists of: the relay and the internal port.
func composeRelay(
  _ configuration: ConfigReader, metrics: PrometheusRegistry, logger: Logger
) throws -> [any Service] {
  let settings = try ServerSettings(configuration)
  let parts = try RelayParts(configuration, logger: logger)
  guard !parts.databases.isEmpty else {
    let names = RelaySettings.own.map(\.name).joined(separator: ", ")
    throw Failure(.configuration, "no database to carry events between; set some of \(names)")
  }
  guard let port = settings.metricsPort else { return parts.services }
  let door = internalApplication(
    metrics, readyWithAnyOf: parts.databases.map { ($0.schema, $1) }, host: settings.host,
    port: port, logger: logger)
  return parts.services + [door]
}

/// The relay between those services whose databases are known.
struct RelayParts {
  /// Services of one database share its client.
  let databases: [(ServiceEntry, PostgresClient)]
  /// The clients, and the relay after them; nothing if no database is known.
  let services: [any Service]

  /// - Parameter entries: all that are deployed, also those that are no part of this process; nil: see
  ///   ``ServiceEntry/deployed``.
  init(
    _ configuration: ConfigReader, among entries: [ServiceEntry]? = nil,
    logger: Logger
  ) throws {
    let entries = try entries ?? ServiceEntry.deployed
    let notifies = try configuration[.notifies]
    var clients: [String: PostgresClient] = [:]
    var databases: [(ServiceEntry, PostgresClient)] = []
    for service in entries.withSchema {
      guard let url = try configuration[service.relayURL] else { continue }
      let client =
        clients[url] ?? PostgresClient(.relay(url: url, notifies: notifies), logger: logger)
      clients[url] = client
      databases.append((service, client))
    }
    self.databases = databases
    let known = Set(databases.map(\.0))
    if !known.isEmpty { Self.warn(of: entries.withSchema.filter { !known.contains($0) }, logger) }
    let relay = Self.relay(between: databases, among: entries, logger: logger)
    services = databases.isEmpty ? [] : Array(clients.values) + [relay]
  }

  /// An outbox is emptied by a relay alone, also one whose events nobody takes.
  private static func warn(of missing: [ServiceEntry], _ logger: Logger) {
    guard !missing.isEmpty else { return }
    logger.warning(
      """
      some services are left out: unless another relay has their URLs, their events stay where they \
      are and their outboxes grow for ever
      """,
      metadata: [
        "services": "\(missing.map(\.name).joined(separator: ", "))",
        "settings": "\(missing.map(\.relayURL.name).joined(separator: ", "))",
      ])
  }

  private static func relay(
    between databases: [(ServiceEntry, PostgresClient)], among entries: [ServiceEntry],
    logger: Logger
  ) -> Relay {
    Relay(
      sources: databases.filter { entries.publishers.contains($0.0) }.map {
        RelaySource(name: $0.0.schema, database: $0.1)
      },
      destinations: databases.filter { entries.consumers.contains($0.0) }.map {
        RelayDestination(
          name: $0.0.schema, database: $0.1,
          subscriptions: entries.subscriptions(of: $0.0.schema))
      }, logger: logger)
  }
}
