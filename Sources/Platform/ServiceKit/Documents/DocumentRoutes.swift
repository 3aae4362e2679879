import Contracts
import HTTPTypes
import Hummingbird
import NIOCore

/// Serves each service's OpenAPI document; `/openapi.yaml` is the only one or an index of them, and
/// `/asyncapi.yaml` describes the events of a deployment, both as far as they are for everybody.
/// `/api` leads to all of them as pages.
enum DocumentRoutes {
  /// The document of one service.
  ///
  /// - Throws: `DocumentDefect` for a document that cannot be put together.
  static func of(_ service: any ServiceModule.Type, _ pages: Pages) throws -> ServiceRoutes {
    let router = ServiceRouter()
    let document = try OpenAPIDocument.text(of: service)
    router.readingQuery.get(RouterPath(.document(of: service.name))) { _, _ in yaml(document) }
    let page = DocumentPage(pages) { DocumentView(openAPI: try YAMLReader.read(document)) }
    add(page, at: .page(of: service.name), to: router)
    return router.routes
  }

  /// - Parameters:
  ///   - services: those of this process, and who may know of them.
  ///   - deployment: those of all its processes.
  /// - Throws: `DocumentDefect` for a document that cannot be put together.
  static func add(
    to router: ServiceRouter, services: [(type: any ServiceModule.Type, admission: Admission)],
    deployment: [any ServiceModule.Type], _ pages: Pages
  ) throws {
    let router = router.readingQuery
    let events = try AsyncAPIDocument(of: deployment.filter { $0.audience.isEverybody }).text()
    router.get(RouterPath(.asyncAPI)) { _, _ in yaml(events) }
    let page = DocumentPage(pages) { DocumentView(asyncAPI: try YAMLReader.read(events)) }
    add(page, at: .events, to: router)
    let open = services.map(\.type).filter { $0.audience.isEverybody }
    let whole =
      open.count == 1 ? try OpenAPIDocument.text(of: open[0]) : index(of: open.map { $0.name })
    router.get(RouterPath(.openAPI)) { _, _ in yaml(whole) }
    PageRoutes(router: router, pages: pages).open(RouterPath(.api)) { request, context in
      var known: [String] = []
      for service in services where await service.admission.isKnown(to: request, context) {
        known.append(service.type.name)
      }
      return PageView(APIView(services: known), titleKey: "api")
    }
  }

  private static func add(_ page: DocumentPage, at address: Address, to router: ServiceRouter) {
    router.readingQuery.get(RouterPath(address)) { request, _ in
      try page.response(Language(acceptLanguage: request.headers[.acceptLanguage]))
    }
  }

  private static func yaml(_ text: String) -> Response {
    Response(
      status: .ok, headers: [.contentType: "application/yaml", .cacheControl: "no-cache"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }

  /// A process with several services has several documents.
  static func index(of names: [String]) -> String {
    let list = names.map { "    - \(Address.document(of: $0))\n" }.joined()
    return """
      openapi: 3.0.3
      info:
        title: Make Cats Free
        version: "1"
        description: >-
          Several services run here; each has its own document, listed below. \(Address.api) shows
          them as pages.
        x-documents:
      \(list)paths: {}

      """
  }
}

/// What `/api` leads to.
struct APIView {
  let documents: [Document]
  let events = Address.events.path
  let eventsSource = Address.asyncAPI.path

  struct Document {
    let name: String
    let page: String
    let source: String
  }

  init(services: [String]) {
    documents = services.map {
      Document(
        name: $0, page: Address.page(of: $0).path, source: Address.document(of: $0).path)
    }
  }
}
