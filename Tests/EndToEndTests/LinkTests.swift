import Configuration
import Contracts
import HTTPTypes
import Hummingbird
import Logging
import Postgres
import TestSupport
import Testing

@testable import Notifications
@testable import ServiceKit
@testable import mcf

/// A process of all services, whose databases are away.
@Suite("Links lead somewhere")
struct LinkTests {
  @Test("each address that others link to is served")
  func addresses() async throws {
    let documents = Self.shown.map { Address.document(of: $0.name) }
    try await Self.check(Address.linked + documents)
  }

  @Test("each page that headers lead to is served")
  func pages() async throws {
    let links = try ServiceEntry.allCases.flatMap { try $0.type.pageLinks() }
    #expect(!links.isEmpty)
    try await Self.check(links.map(\.address))
  }

  @Test("each page that a mail leads to is served")
  func mails() async throws {
    let links = try MailSample.all().flatMap { $0.draft.told.links(in: $0.draft.template) }
    let pages = links.compactMap { link -> Address? in
      guard case .page(let path) = link.place else { return nil }
      return Address(path)
    }
    #expect(pages.contains { $0.path.hasPrefix("\(Address.newOrder.path)?") })
    try await Self.check(pages)
  }

  @Test("each link and form that a template spells out leads to something")
  func templates() async throws {
    let templates = try ["Platform", "Services"].flatMap {
      try Sources.files(below: $0, endingIn: ".mustache")
    }
    let found = templates.flatMap { _, text in
      text.matches(of: /(?:href|action|src)="(\/[^"{]*)"/).map { Address(String($0.1)) }
    }
    #expect(found.contains(Address("/managers/new")))
    try await Self.check(found)
  }

  @Test("each document is a page, all of whose links lead to something on it")
  func documents() async throws {
    try await withAPI(Self.modules) { api in
      for name in Self.shown.map(\.name) {
        let page = try await api.send(.get, Address.page(of: name).path)
        #expect(page.status == 200, "\(name)")
        let anchors = Set(page.text.matches(of: #/\ id="([^"]+)"/#).map { String($0.1) })
        let links = Set(page.text.matches(of: ##/href="#([^"]+)"/##).map { String($0.1) })
        #expect(anchors.count > 3 && links.subtracting(anchors) == [], "\(name)")
      }
    }
  }

  @Test("each route for programs is in its service's document, and what is there is a route")
  func operations() throws {
    for module in try Self.modules + Self.open {
      let service = type(of: module)
      let document = DocumentView(openAPI: try YAMLReader.read(OpenAPIDocument.text(of: service)))
      let routes = try module.routes.all.map { "\($0.method) \($0.path)" }
      let documented = Set(document.entries.map { "\($0.method ?? "") \($0.name)" })
      // Scripts of pages may have routes of their own elsewhere.
      #expect(documented.subtracting(routes) == [], "\(service.name)")
      #expect(
        Set(routes.filter { $0.contains(" /api/") }).subtracting(documented) == [],
        "\(service.name)")
    }
  }

  /// Who is not signed in is sent away or refused, and a form's address knows no GET: it is there. What
  /// is hidden from strangers is among the routes.
  private static func check(_ addresses: [Address]) async throws {
    let modules = try modules
    let hidden = try modules.filter { !type(of: $0).audience.isEverybody }
      .flatMap { try $0.routes.all.map { $0.path } }
    try await withAPI(modules) { api in
      for address in addresses where !hidden.contains(where: { fits(address, $0) }) {
        let status = try await api.send(.get, address.path).status
        #expect(status != 404, "\(address)")
      }
      let unknown = try await api.send(.get, Address.packages.below("nowhere").path).status
      #expect(unknown == 404)
    }
  }

  /// - Parameter route: such as `/cats/{id}`.
  private static func fits(_ address: Address, _ route: some CustomStringConvertible) -> Bool {
    let (parts, template) = (address.path.split(separator: "/"), "\(route)".split(separator: "/"))
    return parts.count == template.count
      && zip(parts, template).allSatisfy { $1.hasPrefix("{") || $0 == $1 }
  }

  /// Those that everybody may know of.
  private static let shown = ServiceEntry.known.filter { $0.type.audience.isEverybody }

  private static var modules: [any ServiceModule] {
    get throws { try ServiceEntry.known.map { try $0.type.init(parts) } }
  }

  /// What strangers reach, by a listener of its own.
  private static var open: [any ServiceModule] {
    get throws { try ServiceEntry.open.map { try $0.type.init(parts) } }
  }

  private static var parts: ServiceParts {
    let logger = Logger.silent
    return ServiceParts(
      database: PostgresClient(
        PostgresConfiguration(url: "host=127.0.0.1 port=1 dbname=none"), logger: logger),
      configuration: ConfigReader(
        provider: EnvironmentVariablesProvider(environmentVariables: neededSecrets)),
      logger: logger)
  }
}
