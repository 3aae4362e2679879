public import Postgres

/// Where events come from: the outbox in the schema `name` of a database.
public struct RelaySource: Sendable {
  /// The service's, and the schema's.
  public let name: String
  let database: PostgresClient

  /// - Parameter database: as the role `mcf_relay`, made with ``Postgres/PostgresConfiguration/relay(url:notifies:)``.
  ///   Sources and destinations of one database share a client.
  public init(name: String, database: PostgresClient) {
    self.name = name
    self.database = database
  }
}

/// Where events go: the inbox in the schema `name` of a database.
public struct RelayDestination: Sendable {
  /// The service's, and the schema's.
  public let name: String
  let database: PostgresClient
  /// By the source's name: the stems of the types that it takes from there.
  let subscriptions: [String: [String]]

  /// - Parameters:
  ///   - database: as for ``RelaySource``.
  ///   - subscriptions: by the source's name, the types that it takes from there. Their versions
  ///     do not count: one that nobody knows yet is delivered, and parked by the consumer.
  public init(name: String, database: PostgresClient, subscriptions: [String: [String]]) {
    self.name = name
    self.database = database
    self.subscriptions = subscriptions.mapValues { types in
      Set(types.map { EventFamily($0).stem }).sorted()
    }
  }
}

extension PostgresConfiguration {
  /// What a relay uses of a database: four connections, one for LISTEN, one for ringing and two at
  /// work, which stay open so that the first event after a silence does not wait for one.
  ///
  /// - Parameter notifies: whether it listens for producers and rings for consumers; without, both
  ///   sides look once a second, and everything works, a little later.
  public static func relay(url: String, notifies: Bool = true) -> PostgresConfiguration {
    var configuration = PostgresConfiguration(url: url)
    configuration.leasedConnections = 2
    // Opened to interrupt a statement when the relay is stopped in its midst, and at no other time.
    configuration.sharedConnections = 1
    configuration.idleTimeout = .seconds(24 * 3600)
    // Its role's statements end after 60 s.
    configuration.answerTimeout = .seconds(90)
    configuration.notifies = notifies
    configuration.applicationName = "mcf relay"
    return configuration
  }
}
