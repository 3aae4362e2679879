import Configuration
import Hummingbird
import Logging
import Postgres
import ServiceKit

/// The composition root: what a process that runs these services consists of, in the order in
/// which it starts.
///
/// - Parameters:
///   - services: several, or one that strangers reach.
///   - metrics: what the internal port shows.
///   - onRunning: called with the port once requests are answered.
func compose(
  _ services: [ServiceEntry], configuration: ConfigReader, clock: Clock = .system,
  metrics: PrometheusRegistry, logger: Logger,
  onRunning: @escaping @Sendable (Int) async -> Void = { _ in }
) throws -> some ApplicationProtocol {
  let settings = try ServerSettings(configuration)
  try configuration.require(SettingList.all(of: services))
  let databases = try services.map {
    PostgresClient(try $0.databaseConfiguration(configuration), logger: logger)
  }
  if let database = databases.first, let type = services[0].type as? any PublicService.Type {
    return try buildApplication(
      public: try type.init(
        ServiceParts(
          database: database, configuration: configuration, clock: clock, logger: logger)),
      settings: settings, metrics: metrics, logger: logger, onRunning: onRunning)
  }
  let keySets = PostgresKeySetStore(databases)
  let verifier = try TokenVerifier(configuration, store: keySets, logger: logger)
  let sessions = try SessionVerifier(configuration, store: keySets, logger: logger)
  let databaseHosts = ServiceEntry.allCases.flatMap { $0.databaseHosts(configuration) }
  // The modules come last: some hold what only their own run gives back.
  let modules = try zip(services, databases).map { service, database in
    try service.type.init(
      ServiceParts(
        database: database, configuration: configuration, clock: clock, logger: logger,
        databaseHosts: databaseHosts))
  }
  return try buildApplication(
    modules: modules, authenticator: verifier, sessions: sessions, settings: settings,
    deployment: ServiceEntry.allCases.map { $0.type },
    services: [verifier] + [sessions].compactMap { $0 }, metrics: metrics, logger: logger,
    onRunning: onRunning)
}

extension ServiceEntry {
  /// How the service that runs asks its database.
  func databaseConfiguration(_ configuration: ConfigReader) throws -> PostgresConfiguration {
    var database = try PostgresConfiguration(
      url: configuration[databaseURL], publishing: configuration)
    database.schema = searchPath
    database.applicationName = "mcf \(name)"
    // Their roles' statements end after 5 s. Against a server that hangs nothing else helps; then
    // each host has 2 s, so that several can be tried while somebody waits for a connection.
    database.answerTimeout = .seconds(8)
    database.connectTimeout = .seconds(2)
    guard isPublic else { return database }
    // Whoever waits longer is better told to come again.
    (database.leasedConnections, database.acquireDeadline) = (4, .seconds(1))
    return database
  }
}
