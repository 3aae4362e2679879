public import Hummingbird
import HummingbirdCore
public import Logging
import NIOCore
import Outbox
public import ServiceLifecycle

/// Puts services, their routes and what surrounds them together as one HTTP server.
///
/// Start order: `services`; each module's database client, `backgroundServices` and consumer of
/// events; the deadline watch, the deletion of old answers, the internal port, the HTTP server. They
/// stop the other way round.
/// - Parameters:
///   - sessions: who is known to pages; nil: nobody.
///   - deployment: all services, those of other processes too: headers lead to their pages, and
///     `/asyncapi.yaml` describes their events.
///   - services: what else runs beside the server, before everything else.
///   - metrics: what `/metrics` on the internal port shows.
///   - onRunning: called with the bound port once the server listens.
/// - Throws: `PageDefect` and `DocumentDefect` for pages and documents that cannot be used.
public func buildApplication(
  modules: [any ServiceModule], authenticator: any Authenticator,
  sessions: (any Sessions)? = nil, settings: ServerSettings,
  deployment: [any ServiceModule.Type] = [], services: [any Service] = [],
  metrics: PrometheusRegistry = PrometheusRegistry(),
  logger: Logger, onRunning: @escaping @Sendable (Int) async -> Void = { _ in }
) throws -> Application<ServiceResponder> {
  let watch = DeadlineWatch()
  let site = try Site(
    sessions: sessions, navigation: try Navigation(of: deployment))
  var table = RouteTable(
    limits: RouteLimits(
      watch: watch, standardDeadline: settings.deadline,
      photoRooms: PhotoRooms(settings, factory: metrics)))
  let admissions = try modules.map { try Admission(of: $0, site) }
  table.add(
    try commonRoutes(modules, admissions, deployment, site), Admission(everybodyAt: site))
  for (module, admission) in zip(modules, admissions) {
    table.add(try DocumentRoutes.of(type(of: module), site.shared), admission)
    table.add(try module.routes, admission)
  }
  let gate = RequestGate(limit: settings.maxRequestsInFlight, factory: metrics)
  let responder = ServiceResponder(
    routes: table.buildResponder(), authenticator: authenticator, gate: gate, door: nil,
    observer: RequestObserver(factory: metrics),
    trust: AddressTrust(proxies: settings.trustedProxies), site: site)
  var all = services + modules.flatMap { running($0, logger) } + [watch]
  all += modules.map { AnswerRetention($0.database, logger: logger) as any Service }
  if let port = settings.metricsPort {
    all.append(internalApplication(metrics, host: settings.host, port: port, logger: logger))
  }
  return Application(
    responder: responder, server: .http1(configuration: settings.channel),
    configuration: settings.application(logger), services: all,
    onServerRunning: { channel in await onRunning(channel.localAddress?.port ?? 0) },
    logger: logger)
}

/// The same for a service that strangers reach: its own routes, and whether it is well.
///
/// - Throws: `PageDefect` and `DocumentDefect` for pages and documents that cannot be used.
public func buildApplication(
  public module: any PublicService, settings: ServerSettings, services: [any Service] = [],
  metrics: PrometheusRegistry = PrometheusRegistry(),
  logger: Logger, onRunning: @escaping @Sendable (Int) async -> Void = { _ in }
) throws -> Application<ServiceResponder> {
  let watch = DeadlineWatch()
  let site = try Site(sessions: nil, navigation: .nowhere)
  let everybody = Admission(everybodyAt: site)
  var table = RouteTable(
    limits: RouteLimits(
      watch: watch, standardDeadline: settings.deadline,
      photoRooms: PhotoRooms(settings, factory: metrics)))
  let router = ServiceRouter()
  Health.addRoutes(to: router, modules: [module])
  site.shared.assets.addRoutes(to: router.readingQuery)
  table.add(router.routes, everybody)
  table.add(try DocumentRoutes.of(type(of: module), site.shared), everybody)
  table.add(try module.routes, everybody)
  let listener = module.listener
  let responder = ServiceResponder(
    routes: table.buildResponder(), authenticator: nil,
    // Its door has limits by who goes first.
    gate: RequestGate(limit: .max, factory: metrics), door: module.door,
    observer: RequestObserver(factory: metrics),
    trust: AddressTrust(proxies: settings.trustedProxies, shield: listener.shield), site: site)
  var settings = settings
  settings.port = listener.port
  var all = services + [module.database] + module.backgroundServices + [watch]
  if let port = settings.metricsPort {
    all.append(internalApplication(metrics, host: settings.host, port: port, logger: logger))
  }
  let peers = PeerConnections(
    limit: listener.connectionsPerPeer, room: settings.maxConnections,
    proxies: settings.trustedProxies)
  return Application(
    responder: responder,
    server: .http1(
      configuration: settings.channel(for: listener, counting: peers)),
    configuration: settings.application(logger), services: all,
    onServerRunning: { channel in await onRunning(channel.localAddress?.port ?? 0) },
    logger: logger)
}

/// What every process answers, whatever runs in it.
private func commonRoutes(
  _ modules: [any ServiceModule], _ admissions: [Admission],
  _ deployment: [any ServiceModule.Type], _ site: Site
) throws -> ServiceRoutes {
  let router = ServiceRouter()
  Health.addRoutes(to: router, modules: modules)
  try DocumentRoutes.add(
    to: router, services: zip(modules, admissions).map { (type(of: $0), $1) },
    deployment: deployment, site.shared)
  site.addRoutes(to: router)
  return router.routes
}

/// What runs for a service beside the server.
private func running(_ module: some ServiceModule, _ logger: Logger) -> [any Service] {
  let handlers = module.eventHandlers
  let consumer = InboxConsumer(handlers, database: module.database, logger: logger)
  return [module.database] + module.backgroundServices + (handlers.isEmpty ? [] : [consumer])
}

extension ServerSettings {
  func application(_ logger: Logger) -> ApplicationConfiguration {
    ApplicationConfiguration(
      address: .hostname(host, port: port), backlog: 1024,
      availableConnectionsDelegate: .maximum(maxConnections, logger: logger))
  }

  /// Header bytes and count are bounded here, before a request exists.
  var channel: HTTP1Channel.Configuration {
    let (heads, bodyTime) = (HeadLimits(), deadline)
    return HTTP1Channel.Configuration(
      additionalChannelHandlers: [
        LateBodyHandler(within: bodyTime), HeadProblemHandler(heads),
      ], idleTimeout: TimeAmount(idleTimeout), httpDecoderConfiguration: heads.decoder)
  }

  /// For strangers: half of that, and bounds of whoever only connects.
  func channel(
    for listener: PublicListener, counting peers: PeerConnections
  ) -> HTTP1Channel.Configuration {
    let heads = HeadLimits.strangers
    return HTTP1Channel.Configuration(
      additionalChannelHandlers: [
        PeerLimitHandler(peers),
        HeadTimeHandler(peers, first: listener.headTime, later: listener.idleTime),
        HeadProblemHandler(heads),
      ], idleTimeout: TimeAmount(listener.idleTime), httpDecoderConfiguration: heads.decoder)
  }
}
