import Accounts
import Applicants
import Billing
import Configuration
import LocalPostgres
import Logging
import Orders
import Postgres
import ServiceKit
import ServiceLifecycle
import Workers

/// What `mcf up` runs: Postgres, and on it all services; stopped the other way round.
struct Everything: Service {
  let folder: StateFolder
  /// As wished for; a port that is taken is replaced.
  let server: ServerSettings
  /// Whether the demo data has orders.
  let hasDemoOrders: Bool
  let logger: Logger
  /// How long Postgres may take to stop.
  var patience: Duration = .seconds(60)

  func run() async throws {
    do {
      try await runUntilShutdown()
    } catch let error as LocalPostgresError where error.leavesServer {
      // Whoever pressed ctrl-C would take everything for stopped.
      throw error
    } catch  where Task.isShuttingDownGracefully {
      // What ctrl-C broke off is no failure.
      logger.debug("broken off", metadata: ["error": "\(error)"])
    }
  }

  private func runUntilShutdown() async throws {
    try folder.make()
    Console.say("Starting Postgres in \(folder.postgres) …")
    let postgres = try await LocalPostgres.start(
      in: folder.postgres,
      options: ServerOptions(
        // Three are the superuser's.
        maxConnections: ConnectionLimits(replicas: Self.replicas, of: try layout).total + 3))
    let outcome: Result<Void, any Error>
    do {
      outcome = .success(try await serve(on: postgres))
    } catch {
      outcome = .failure(error)
    }
    try await postgres.stop(patience: patience)
    try outcome.get()
  }

  private func serve(on postgres: LocalPostgres) async throws {
    try await migrate(postgres)
    if Task.isShuttingDownGracefully { return }
    let port = try Port.keep(preferring: server.port)
    if port != server.port { Console.say("Port \(server.port) is taken; using \(port).") }
    let site = "http://\(Self.host):\(port)"
    let environment = try await ConfigReader.environment()
    let provider = try LocalProvider(
      folder.issuer(), host: Self.host, site: site, publicURL: environment[.publicURL] ?? site,
      roles: Navigation(of: ServiceEntry.allCases.map { $0.type }).roles,
      clock: .system, logger: logger)
    let sandbox = try LocalSandbox(
      environment, folder: folder, host: Self.host, service: site,
      logger: logger)
    let settings = try overrides(environment, postgres, provider, port: port)
      .merging(sandbox?.settings ?? [:]) { $1 }
    let configuration = try await ConfigReader.environment(overriding: settings)
    var beside = sandbox?.settings ?? [:]
    beside[Setting.billingGrace.name] = configuration.text(of: Setting.billingGrace)
    try folder.note(beside: beside)
    let services = try ServiceEntry.deployed
    let (ports, running) = AsyncStream.makeStream(of: Int.self)
    let application = try compose(
      services.filter { !$0.isPublic }, configuration: configuration,
      metrics: ProcessMetrics.registry, logger: logger
    ) { port in
      running.yield(port)
      running.finish()
    }
    let welcome = Welcome(
      ports: ports, folder: folder, postgres: postgres, configuration: configuration,
      hasDemoOrders: hasDemoOrders, outside: sandbox?.lists ?? [],
      waysToPay: sandbox?.waysToPay ?? [], post: sandbox?.post, design: provider.designURL)
    // Their figures are shown with those of the others.
    let alone = try await ConfigReader.environment(
      overriding: settings.merging(["MCF_METRICS_PORT": "0"]) { $1 })
    let open = try services.filter(\.isPublic).map { service -> any Service in
      try compose(
        [service], configuration: alone, metrics: ProcessMetrics.registry, logger: logger)
    }
    let outside: [any Service] = [provider] + [sandbox].compactMap { $0 }
    let relay = try RelayParts(configuration, logger: logger).services
    try await ServiceGroup(
      services: outside + [application] + open + relay + [welcome], logger: logger
    ).run()
  }

  private func migrate(_ postgres: LocalPostgres) async throws {
    let migrator = Migrator(
      admin: postgres.url(database: "postgres"), folder: try SQLFolder.find(),
      replicas: Self.replicas, logger: logger)
    try await migrator.run()
  }

  /// Where things are when `mcf up` runs them itself.
  private func overrides(
    _ environment: ConfigReader, _ postgres: LocalPostgres, _ provider: LocalProvider, port: Int
  ) throws -> [String: String] {
    var overrides = [
      "MCF_HOST": Self.host, "MCF_PORT": "\(port)",
      "MCF_AUTH_ISSUER": StateFolder.issuer,
      "MCF_AUTH_AUDIENCE": StateFolder.audience,
      "MCF_AUTH_JWKS_URL": provider.keySetURL,
    ]
    if !environment.has(Setting.providers) {
      overrides.merge(provider.settings) { $1 }
    }
    // Steps that one tries out run on this machine.
    if try environment[.stepHosts].isEmpty {
      overrides[Setting.stepHosts.name] = "localhost,127.0.0.1,::1"
    }
    if try environment[.ledgerKey] == nil {
      overrides[Setting.ledgerKey.name] = try folder.ledgerKey().text
    }
    for (setting, value) in try folder.secrets() where !environment.has(setting) {
      overrides[setting.name] = value
    }
    if !environment.has(Setting.applicantsAddress) {
      overrides[Setting.applicantsAddress.name] = "http://\(Self.host):\(port)"
    }
    if !environment.has(Setting.publicURL) {
      overrides[Setting.publicURL.name] = "http://\(Self.host):\(port)"
    }
    // A demonstration waits for nothing that is not there.
    if !environment.has(Setting.billingSchedule) { overrides[Setting.billingSchedule.name] = "on" }
    if !environment.has(Setting.billingGrace) { overrides[Setting.billingGrace.name] = "1" }
    if !environment.has(Setting.invoiceAddress) {
      overrides[Setting.invoiceAddress.name] = "1 Cushion Street; 101000 Moscow"
    }
    let portalPort = try Port.keep(preferring: try environment[.portalPort])
    overrides[Setting.portalPort.name] = "\(portalPort)"
    overrides[Setting.portalLimits.name] = "off"
    if !environment.has(Setting.portalSite) {
      overrides[Setting.portalSite.name] = "http://\(Self.host):\(portalPort)"
    }
    if let metrics = server.metricsPort {
      overrides["MCF_METRICS_PORT"] = "\(try Port.keep(preferring: metrics))"
    }
    let layout = try layout
    for service in try ServiceEntry.deployed {
      let database = try service.database(in: layout)
      overrides[service.databaseURL.name] = postgres.url(database: database, user: service.role)
      overrides[service.relayURL.name] = postgres.url(database: database, user: ClusterLayout.relay)
    }
    return overrides
  }

  private static let host = "127.0.0.1"
  private static let replicas = 1
  private var layout: ClusterLayout { get throws { try ClusterLayout(SQLFolder.find()) } }
}
