public import Configuration
public import Logging
public import Postgres

/// What a service is built from.
public struct ServiceParts: Sendable {
  /// As the service's application role.
  public let database: PostgresClient
  /// In which it finds its ``ServiceModule/settings``.
  public let configuration: ConfigReader
  public let clock: Clock
  public let logger: Logger
  /// Of all databases that the process knows of: nothing that somebody types may lead there.
  public let databaseHosts: [String]

  public init(
    database: PostgresClient, configuration: ConfigReader, clock: Clock = .system, logger: Logger,
    databaseHosts: [String] = []
  ) {
    self.database = database
    self.configuration = configuration
    self.clock = clock
    self.logger = logger
    self.databaseHosts = databaseHosts
  }
}
