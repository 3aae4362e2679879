import HTTPTypes
import Hummingbird
import NIOCore

/// Serves each service's OpenAPI document; `/openapi.yaml` is the first or an index of them, and
/// `/asyncapi.yaml` describes the events of a deployment.
enum DocumentRoutes {
  /// - Parameters:
  ///   - services: those of this process.
  ///   - deployment: those of all its processes.
  /// - Throws: `DocumentDefect` for a document that cannot be put together.
  static func add(
    to router: ServiceRouter, services: [any ServiceModule.Type],
    deployment: [any ServiceModule.Type]
  ) throws {
    let router = router.readingQuery
    let documents = try services.map { try OpenAPIDocument.text(of: $0) }
    for (service, document) in zip(services, documents) {
      router.get("/api/\(service.name)/openapi.yaml") { _, _ in yaml(document) }
    }
    let events = try AsyncAPIDocument(of: deployment).text()
    router.get("/asyncapi.yaml") { _, _ in yaml(events) }
    let whole = documents.count == 1 ? documents[0] : index(of: services.map { $0.name })
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
