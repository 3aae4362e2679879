import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore

/// The internal port: `/metrics` and nothing else.
func metricsApplication(
  _ registry: PrometheusRegistry, host: String, port: Int, logger: Logger
) -> Application<RouterResponder<BasicRequestContext>> {
  let router = Router()
  router.get("/metrics") { _, _ in
    Response(
      status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: registry.text)))
  }
  return Application(
    router: router,
    server: .http1(configuration: HTTP1Channel.Configuration(idleTimeout: .seconds(30))),
    configuration: ApplicationConfiguration(
      address: .hostname(host, port: port),
      availableConnectionsDelegate: .maximum(50, logger: logger)),
    logger: logger)
}
