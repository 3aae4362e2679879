import Clients
import Configuration
import Contracts
import Hummingbird
import Logging
import Managers
import Orders
import Packing
import Postgres
import ServiceKit
import Workers

/// The composition root: what a process that runs these services consists of, in the order in
/// which it starts.
///
/// - Parameters:
///   - metrics: what the internal port shows.
///   - onRunning: called with the port once requests are answered.
func compose(
  _ names: [ServiceName], configuration: ConfigReader, clock: Clock = .system,
  metrics: PrometheusRegistry, logger: Logger,
  onRunning: @escaping @Sendable (Int) async -> Void = { _ in }
) throws -> some ApplicationProtocol {
  let settings = try ServerSettings(configuration)
  try configuration.require(SettingList.all(of: names))
  let databases = try names.map { name in
    var database = try PostgresConfiguration(
      url: configuration.connectionString(name.databaseURL), publishing: configuration)
    database.schema = name.rawValue
    database.applicationName = "mcf \(name)"
    // Their roles' statements end after 5 s. Against a server that hangs nothing else helps; then
    // each host has 2 s, so that several can be tried while somebody waits for a connection.
    database.answerTimeout = .seconds(8)
    database.connectTimeout = .seconds(2)
    return PostgresClient(database, logger: logger)
  }
  let verifier = try TokenVerifier(
    configuration, store: PostgresKeySetStore(databases), logger: logger)
  // The modules come last: some hold what only their own run gives back.
  let modules = try zip(names, databases).map { name, database in
    try name.module(database, configuration, clock, logger)
  }
  return try buildApplication(
    modules: modules, authenticator: verifier, settings: settings,
    navigation: try ServiceName.navigation(), services: [verifier], metrics: metrics,
    logger: logger, onRunning: onRunning)
}

extension ServiceName {
  /// The pages of all services, those of other processes too.
  static func navigation() throws -> [PageLink] {
    try allCases.flatMap { try $0.type.pageLinks() }
  }

  /// Of its database, as far as this process is told where that is.
  private func databaseHosts(_ configuration: ConfigReader) -> [String] {
    [databaseURL, relayURL].compactMap(configuration.optionalString)
      .flatMap { PostgresConfiguration(url: $0).hosts }
  }

  fileprivate func module(
    _ database: PostgresClient, _ configuration: ConfigReader, _ clock: Clock, _ logger: Logger
  ) throws -> any ServiceModule {
    let discount = try Discount(configuration)
    return switch self {
    case .clients:
      ClientsModule(database: database, clock: clock, discount: discount, logger: logger)
    case .workers: WorkersModule(database: database, clock: clock, logger: logger)
    case .orders:
      OrdersModule(
        database: database, clock: clock, configuration: try OrdersConfiguration(configuration),
        discount: discount,
        databaseHosts: Self.allCases.flatMap { $0.databaseHosts(configuration) }, logger: logger)
    case .managers:
      ManagersModule(
        database: database, clock: clock, configuration: try ManagersConfiguration(configuration))
    case .packing:
      PackingModule(
        database: database, clock: clock, configuration: try PackingConfiguration(configuration),
        logger: logger)
    }
  }
}
