import HTTPTypes
import Hummingbird
import NIOCore

/// Serves each service's OpenAPI document; `/openapi.yaml` is the only one or an index of them, and
/// `/asyncapi.yaml` describes the events of a deployment, both as far as they are for everybody.
enum DocumentRoutes {
  /// - Throws: `DocumentDefect` for a document that cannot be put together.
  static func of(_ service: any ServiceModule.Type) throws -> ServiceRoutes {
    let router = ServiceRouter()
    let document = try OpenAPIDocument.text(of: service)
    router.readingQuery.get("/api/\(service.name)/openapi.yaml") { _, _ in yaml(document) }
    return router.routes
  }

  /// - Parameters:
  ///   - services: those of this process.
  ///   - deployment: those of all its processes.
  /// - Throws: `DocumentDefect` for a document that cannot be put together.
  static func add(
    to router: ServiceRouter, services: [any ServiceModule.Type],
    deployment: [any ServiceModule.Type]
  ) throws {
    let router = router.readingQuery
    let events = try AsyncAPIDocument(of: deployment.filter { $0.audience.isEverybody }).text()
    router.get("/asyncapi.yaml") { _, _ in yaml(events) }
    let open = services.filter { $0.audience.isEverybody }
    let whole =
      open.count == 1 ? try OpenAPIDocument.text(of: open[0]) : index(of: open.map { $0.name })
    router.get("/openapi.yaml") { _, _ in yaml(whole) }
  }

  private static func yaml(_ text: String) -> Response {
    Response(
      status: .ok, headers: [.contentType: "application/yaml", .cacheControl: "no-cache"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }

  /// A process with several services has several documents.
  static func index(of names: [String]) -> String {
    let list = names.map { "    - /api/\($0)/openapi.yaml\n" }.joined()
    return """
      openapi: 3.1.0
      info:
        title: Make Cats Free
        version: "1"
        description: Several services run here; each has its own document, listed below.
        x-documents:
      \(list)paths: {}

      """
  }
}
