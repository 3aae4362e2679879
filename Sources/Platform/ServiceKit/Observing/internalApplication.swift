import HTTPTypes
public import Hummingbird
import HummingbirdCore
public import Logging
import NIOCore

/// The internal port of a process: `/metrics`, and `/livez` for those that have no other.
public func internalApplication(
  _ metrics: PrometheusRegistry, host: String, port: Int, logger: Logger
) -> Application<RouterResponder<BasicRequestContext>> {
  let router = Router()
  router.get("/metrics") { _, _ in
    Response(
      status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: metrics.text)))
  }
  router.get("/livez") { _, _ in Health.alive }
  return Application(
    router: router,
    server: .http1(configuration: HTTP1Channel.Configuration(idleTimeout: .seconds(30))),
    configuration: ApplicationConfiguration(
      address: .hostname(host, port: port),
      availableConnectionsDelegate: .maximum(50, logger: logger)),
    logger: logger)
}
