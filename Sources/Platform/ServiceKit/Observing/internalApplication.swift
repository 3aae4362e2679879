import HTTPTypes
public import Hummingbird
import HummingbirdCore
public import Logging
import NIOCore
public import Postgres

/// The internal port of a process: `/metrics`, and `/livez` for those that have no other.
///
/// - Parameter databases: for a process without a port of its own, whose `/readyz` is here: ready
///   while any of them answers. None: there is no `/readyz`.
public func internalApplication(
  _ metrics: PrometheusRegistry, readyWithAnyOf databases: [(name: String, PostgresClient)] = [],
  host: String, port: Int, logger: Logger
) -> Application<RouterResponder<BasicRequestContext>> {
  let router = Router()
  router.get("/metrics") { _, _ in
    Response(
      status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: metrics.text)))
  }
  router.get("/livez") { _, _ in Health.alive }
  if !databases.isEmpty {
    router.get("/readyz") { _, _ in await Health.readiness(withAnyOf: databases) }
  }
  return Application(
    router: router,
    server: .http1(configuration: HTTP1Channel.Configuration(idleTimeout: .seconds(30))),
    configuration: ApplicationConfiguration(
      address: .hostname(host, port: port),
      availableConnectionsDelegate: .maximum(50, logger: logger)),
    logger: logger)
}
