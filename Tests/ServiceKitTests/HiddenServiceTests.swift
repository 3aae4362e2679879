import Contracts
import FoundationEssentials
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Postgres
import Synchronization
import TestSupport
import Testing

@testable import ServiceKit

@Suite("A service that not everybody may know of")
struct HiddenServiceTests {
  private static let methods: [HTTPRequest.Method] = [
    .get, .head, .post, .put, .patch, .delete, .options, .trace,
  ]
  private static let paths = [
    "/api/moles", "/api/moles/1", "/api/moles/openapi.yaml", "/moles", "/moles/stream",
    "/assets/moles/0/dig.js", "/docs/moles",
  ]

  @Test(
    "each of its paths answers who may not know of it as an unknown one does",
    arguments: Stranger.allCases, ["application/json", "text/html"])
  func paths(stranger: Stranger, accepted: String) async throws {
    try await withMoles { client, _ in
      for headers in try stranger.headers {
        for path in Self.paths {
          for method in Self.methods {
            let unknown = path.replacing("mole", with: "none")
            let answer = try await client.send(method, path + "?a=1", headers, accepted)
            let other = try await client.send(method, unknown + "?a=1", headers, accepted)
            #expect(answer.status == .notFound, "\(method) \(path)")
            #expect(answer.headers == other.headers, "\(method) \(path)")
            #expect(answer.body == other.body, "\(method) \(path)")
          }
        }
      }
    }
  }

  @Test("nothing that they are answered names it", arguments: Stranger.allCases)
  func silence(stranger: Stranger) async throws {
    try await withMoles { client, _ in
      for headers in try stranger.headers {
        for path in [
          "/", "/openapi.yaml", "/asyncapi.yaml", "/livez", "/readyz", "/sign-in", "/nowhere",
          "/pasture", "/api/pasture/me", "/api/pasture/openapi.yaml", "/api/nowhere", "/api",
          "/docs/pasture", "/docs/events",
        ] {
          for accepted in ["application/json", "text/html"] {
            let answer = try await client.send(.get, path, headers, accepted)
            let whole = "\(answer.headers)\n\(answer.text)".lowercased()
            #expect(!whole.contains("mole"), "\(path)")
          }
        }
      }
    }
  }

  @Test("alone in its process it is not named either, where that is not ready")
  func alone() async throws {
    try await withMoles(beside: []) { client, _ in
      #expect(try await client.send(.get, "/readyz").status == .serviceUnavailable)
      for path in ["/readyz", "/openapi.yaml", "/asyncapi.yaml"] {
        let text = try await client.send(.get, path).text.lowercased()
        #expect(!text.contains("mole"), "\(path)")
      }
    }
  }

  @Test("who lacks the roles is not asked about")
  func notAsked() async throws {
    try await withMoles { client, asked in
      for headers in try [Stranger.nobody, .dead, .another].flatMap({ try $0.headers }) {
        for path in Self.paths { _ = try await client.send(.get, path, headers) }
      }
      #expect(asked.count == 0)
      for headers in try Stranger.former.headers {
        for path in Self.paths { _ = try await client.send(.get, path, headers) }
      }
      #expect(asked.count > 0)
    }
  }

  @Test("it is asked once a request, whatever it says")
  func askedOnce() async throws {
    try await withMoles { client, asked in
      var requests = 0
      for subject in ["m-1", "former"] {
        let (token, session) = (
          try token(.manager, subject: subject), try session(.manager, subject: subject)
        )
        for (method, path, headers) in [
          (.get, "/api/moles", token), (.get, "/api/moles/1", token), (.put, "/api/moles", token),
          (.get, "/api/moles/openapi.yaml", token), (.get, "/moles", session),
          (.delete, "/moles", session), (.get, "/docs/moles", session), (.get, "/api", session),
        ] as [(HTTPRequest.Method, String, HTTPFields)] {
          _ = try await client.send(method, path, headers, "text/html")
          requests += 1
          #expect(asked.count == requests, "\(method) \(path) \(subject)")
        }
      }
    }
  }

  @Test("who may know of it finds it: below /api by token, on pages by session")
  func audience() async throws {
    try await withMoles { client, _ in
      let (token, session) = (try token(.manager), try session(.manager))
      #expect(try await client.send(.get, "/api/moles", token).status == .ok)
      #expect(try await client.send(.get, "/api/moles?a=1", token).problem == "bad-input")
      #expect(try await client.send(.get, "/api/moles", session).status == .notFound)
      #expect(try await client.send(.get, "/moles", session, "text/html").status == .ok)
      #expect(try await client.send(.get, "/moles", token).status == .notFound)
      let wrong = try await client.send(.put, "/api/moles", token)
      #expect(wrong.status == .methodNotAllowed && wrong.headers[.allow] == "GET, HEAD, POST")
      #expect(try await client.send(.delete, "/moles", session).status == .methodNotAllowed)
      let document = try await client.send(.get, "/api/moles/openapi.yaml", token)
      #expect(document.text.contains("title: Moles"))
      #expect(try await client.send(.get, "/docs/moles", session).text.contains("<h1>Moles</h1>"))
      #expect(try await client.send(.get, "/api", session).text.contains("/docs/moles"))
    }
  }

  @Test("its own pages lead to all pages and to it, those of others do not")
  func headers() async throws {
    try await withMoles { client, _ in
      let manager = try session(.manager)
      let own = try await client.send(.get, "/moles", manager, "text/html").text
      #expect(own.contains(#"href="/barn""#) && own.contains(#"href="/moles""#))
      let problem = try await client.send(.get, "/moles/broken", manager, "text/html")
      #expect(problem.status == .conflict && problem.text.contains(#"href="/moles""#))
      for path in ["/pasture", "/nowhere"] {
        let other = try await client.send(.get, path, manager, "text/html").text
        #expect(other.contains(#"href="/barn""#) && !other.contains("mole"), "\(path)")
      }
    }
  }

  @Test("of a path that it shares, it hides its own methods")
  func shared() async throws {
    try await withMoles { client, _ in
      let wrong = try await client.send(.get, "/api/garden")
      #expect(wrong.status == .methodNotAllowed && wrong.headers[.allow] == "POST")
      #expect(try await client.send(.get, "/api/garden", token(.manager)).status == .ok)
    }
  }

  @Test("operators read of its events, others do not")
  func events() throws {
    let document = AsyncAPIDocument(of: [Moles.self])
    #expect(try document.textWithConsumers().contains("mole.dug.v1"))
  }
}

/// Somebody who may not know of the moles.
enum Stranger: CaseIterable {
  case nobody, dead, another, former, unsure

  var headers: [HTTPFields] {
    get throws {
      switch self {
      case .nobody: [[:]]
      case .dead: [[.authorization: "Bearer stray"], [.cookie: TestSessions.cookie.sent("stray")]]
      case .another: [try token(.clerk), try session(.clerk)]
      // Whose right the service takes away, whatever the token says.
      case .former:
        [try token(.manager, subject: "former"), try session(.manager, subject: "former")]
      // Of whom the service cannot find out.
      case .unsure:
        [try token(.manager, subject: "unsure"), try session(.manager, subject: "unsure")]
      }
    }
  }
}

private func token(_ role: Role, subject: String = "m-1") throws -> HTTPFields {
  [.authorization: "Bearer \(try TestIssuer.shared.token(role, subject: subject))"]
}

private func session(_ role: Role, subject: String = "m-1") throws -> HTTPFields {
  [.cookie: try TestSessions.shared.cookie(Caller(subject: subject, roles: [role]))]
}

extension TestClientProtocol {
  fileprivate func send(
    _ method: HTTPRequest.Method, _ uri: String, _ headers: HTTPFields, _ accepted: String
  ) async throws -> TestResponse {
    var headers = headers
    headers[.accept] = accepted
    return try await send(method, uri, headers)
  }
}

/// How often it was asked whom a service admits.
private final class Asked: Sendable {
  private let times = Mutex(0)
  var count: Int { times.withLock { $0 } }
  func note() { times.withLock { $0 += 1 } }
}

/// Runs `body` with a hidden service beside others.
private func withMoles(
  beside others: [any ServiceModule] = [PastureModule(), Garden()],
  _ body: @escaping @Sendable (any TestClientProtocol, Asked) async throws -> Void
) async throws {
  let moles = Moles()
  let modules = others + [moles]
  let application = try buildApplication(
    modules: modules, authenticator: TestIssuer.shared.verifier(),
    sessions: TestSessions.shared.verifier(), settings: .patient,
    deployment: modules.map { type(of: $0) }, logger: silent)
  try await application.test(.router) { try await body($0, moles.asked) }
}

/// For managers, of whom one has been deactivated.
private struct Moles: ServiceModule {
  static let name = "moles"
  static let audience = Audience.roles([.manager])
  static let openAPI = "info: {title: Moles, version: '1'}\n"
  static let statements: [any Postgres.Statement.Type] = []
  static let publishes: [any EventPayload.Type] = [Dug.self]

  struct Dug: EventPayload {
    static let type = "mole.dug.v1"
    static let message = Array("title: A mole has dug\npayload: {type: object}\n".utf8)
  }

  let database = PastureModule().database
  let asked = Asked()

  static let texts: [Language: [UInt8]] = [
    .english: Array("mole = Mole".utf8), .russian: Array("mole = Крот".utf8),
  ]

  static func pageLinks() throws -> [PageLink] {
    let texts = try Texts(texts)
    return [PageLink(Address("/moles"), roles: [.manager, .clerk], title: "mole", texts: texts)]
  }

  func admit(_ caller: Caller) async throws -> Caller {
    asked.note()
    if caller.subject == ExactText("unsure") { throw CancellationError() }
    if caller.subject == ExactText("former") { throw Problem.managerDeactivated }
    return caller
  }

  func addRoutes(to router: ServiceRouter) throws {
    router.get("/api/moles") { _, _ in json(true as JSONValue) }
    router.post("/api/moles") { _, _ in json(true as JSONValue) }
    router.get("/api/moles/{id}") { _, context in
      json(.string(try context.require(.manager).subject.text) as JSONValue)
    }
    router.get("/api/garden") { _, _ in json(true as JSONValue) }
    let pages = try Pages(
      service: Self.name,
      templates: ["mole": Array("{{<layout}}{{$main}}{{/main}}{{/layout}}".utf8)],
      showing: [MolePage.self], texts: Self.texts,
      files: ["dig.js": Array("'dig'".utf8)])
    let routes = router.pages(pages)
    routes.get("/moles", for: .manager) { visit in visit.page(MolePage(), titleKey: "mole") }
    routes.get("/moles/broken") { _ in throw Problem.conflict("no-hole", "There is no hole.") }
    routes.stream("/moles/stream", for: .manager) { _ in Response(status: .ok) }
    routes.post("/moles", for: .manager) { visit, _ in visit.redirect(to: "/moles") }
  }
}

private struct MolePage: PageData {
  static let template = "mole"
  static let example = MolePage()
}

/// Has a path in common with the moles.
private struct Garden: ServiceModule {
  static let name = "garden"
  static let openAPI = "info: {title: Garden, version: '1'}\n"
  static let statements: [any Postgres.Statement.Type] = []

  let database = PastureModule().database

  func addRoutes(to router: ServiceRouter) {
    router.post("/api/garden") { _, _ in json(true as JSONValue) }
  }
}
