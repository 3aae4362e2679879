import Configuration
import Logging
import Outbox
import Postgres
import ServiceKit
import ServiceLifecycle

/// What `mcf relay` reads.
enum RelaySettings {
  static let own = ServiceName.allCases.map(\.relayURL)
  static let all = SettingList.own + ServerSettings.internalSettings + own
}

/// What a process that only carries events consists of: the relay and the internal port.
func composeRelay(
  _ configuration: ConfigReader, metrics: PrometheusRegistry, logger: Logger
) throws -> [any Service] {
  let settings = try ServerSettings(configuration)
  var services = try relay(configuration, logger: logger)
  guard !services.isEmpty else {
    let names = RelaySettings.own.map(\.name).joined(separator: ", ")
    throw Failure(.configuration, "no database to carry events between; set some of \(names)")
  }
  if let port = settings.metricsPort {
    services.append(
      internalApplication(metrics, host: settings.host, port: port, logger: logger))
  }
  return services
}

/// The relay between those services whose databases are known, and its clients before it; nothing
/// if none are.
func relay(_ configuration: ConfigReader, logger: Logger) throws -> [any Service] {
  let notifies = try configuration.notifies()
  var clients: [String: PostgresClient] = [:]
  var databases: [(ServiceName, PostgresClient)] = []
  for name in ServiceName.allCases {
    guard let url = configuration.optionalString(name.relayURL), !url.isEmpty else { continue }
    // Services of one database share its connections.
    let client =
      clients[url] ?? PostgresClient(.relay(url: url, notifies: notifies), logger: logger)
    clients[url] = client
    databases.append((name, client))
  }
  guard !databases.isEmpty else { return [] }
  let relay = Relay(
    sources: databases.filter { !$0.0.type.publishes.isEmpty }.map {
      RelaySource(name: $0.0.rawValue, database: $0.1)
    },
    destinations: databases.filter { !$0.0.type.consumes.isEmpty }.map {
      RelayDestination(
        name: $0.0.rawValue, database: $0.1, subscriptions: $0.0.subscriptions)
    }, logger: logger)
  return Array(clients.values) + [relay]
}

extension ServiceName {
  /// By the source, what it takes of what that publishes.
  var subscriptions: [String: [String]] {
    var subscriptions: [String: [String]] = [:]
    for source in Self.allCases {
      let taken = Set(type.consumes.map { EventFamily($0) })
        .intersection(source.type.publishes.map { EventFamily($0) })
      if !taken.isEmpty { subscriptions[source.rawValue] = taken.map(\.stem) }
    }
    return subscriptions
  }
}
