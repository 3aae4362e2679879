import Contracts
import Hummingbird
import HummingbirdTesting
import Postgres
import TestSupport
import Testing

@testable import ServiceKit

@Suite("Documents as pages")
struct DocumentPageTests {
  @Test("an operation shows who may call it, what it takes and what it answers")
  func operation() async throws {
    try await withOwls { browser in
      let page = try await browser.get("/docs/owls")
      #expect(page.status == .ok && page.headers[.contentSecurityPolicy] != nil)
      for part in [
        "<h1>Owls &amp; co</h1>",
        ##"<a href="#listOwls"><b>GET</b> <code>/api/owls/{id}</code></a>"##,
        #"<section id="listOwls">"#, "Who is awake", "With an access token.",
        "<code>id</code> <span class=\"aside\">path, required</span>", "<code>at</code>",
        "Not in the &lt;day&gt;", "<a href=\"#schemas-Owl\">Owl</a>", "<code>404</code>",
        #"<section id="schemas-Owl">"#, "<b>wings</b> 2",
      ] { #expect(page.text.contains(part), "\(part)") }
      let open = try #require(page.text.split(separator: "<section id=\"wake\">").last)
      #expect(open.contains("Anybody may call this."))
    }
  }

  @Test("a link within a page leads to something there, and nothing is inline")
  func anchors() async throws {
    try await withOwls { browser in
      for path in ["/docs/owls", "/docs/events"] {
        let html = try await browser.get(path).text
        for link in html.matches(of: ##/href="#([^"]+)"/##) {
          #expect(html.contains(" id=\"\(link.1)\""), "\(link.1)")
        }
        #expect(html.firstMatch(of: /<script|<style|\son[a-z]+=|\sstyle=/) == nil)
      }
    }
  }

  @Test("/api leads to each document and to the events, for everybody")
  func index() async throws {
    try await withOwls { browser in
      let page = try await browser.get("/api")
      #expect(page.status == .ok)
      for path in ["/docs/owls", "/api/owls/openapi.yaml", "/docs/events", "/asyncapi.yaml"] {
        #expect(page.text.contains("href=\"\(path)\""), "\(path)")
        #expect(try await browser.get(path).status == .ok, "\(path)")
      }
      #expect(try await browser.get("/docs/events").text.contains("owl.woke.v1"))
    }
    #expect(DocumentRoutes.index(of: ["a", "b"]).contains("/api shows"))
  }
}

private func withOwls(_ body: @escaping @Sendable (Browser) async throws -> Void) async throws {
  let application = try buildApplication(
    modules: [Owls()], authenticator: TestIssuer.shared.verifier(), settings: .patient,
    deployment: [Owls.self], logger: silent)
  try await application.test(.router) { try await body(Browser($0, as: nil)) }
}

private struct Owls: ServiceModule {
  static let name = "owls"
  static let statements: [any Postgres.Statement.Type] = []
  static let publishes: [any EventPayload.Type] = [Woke.self]
  static let openAPI = """
    info:
      title: Owls & co
      version: "1"
    paths:
      /api/owls/{id}:
        parameters:
          - $ref: '#/components/parameters/Id'
        get:
          operationId: listOwls
          summary: Who is awake
          parameters:
            - name: at
              in: query
              description: Not in the <day>
              schema: {type: string}
          responses:
            '200':
              description: them
              content:
                application/json: {schema: {$ref: '#/components/schemas/Owl'}}
            '404': {$ref: '#/components/responses/NotFound'}
        post:
          operationId: wake
          security: []
          summary: Wakes one
          responses: {}
    components:
      schemas:
        Owl:
          type: object
          properties:
            wings: 2

    """

  struct Woke: EventPayload {
    static let type = "owl.woke.v1"
    static let message = Array("title: An owl is awake\npayload: {type: object}\n".utf8)
  }

  let database = PastureModule().database

  func addRoutes(to router: ServiceRouter) {}
}
