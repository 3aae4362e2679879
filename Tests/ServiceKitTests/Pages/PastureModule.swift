import Contracts
import FoundationEssentials
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Postgres
import ServiceLifecycle
import Synchronization
import TestSupport
import Testing

@testable import ServiceKit

/// A small service with pages: one that shows, one form, and one for each way to go wrong.
struct PastureModule: ServiceModule {
  static let name = "pasture"
  static let openAPI = "info: {title: Pasture, version: '1'}\n"
  static let statements: [any Postgres.Statement.Type] = []

  /// Nothing listens there, and nobody asks it.
  var database = PostgresClient(
    PostgresConfiguration(url: "host=127.0.0.1 port=1 dbname=none"), logger: silent)
  var backgroundServices: [any Service] = []
  /// What the page shows of a cow.
  var cow = "Murka"
  /// Who is not let in, whatever the token says.
  var banned: Role?
  /// How often it has been looked whether a first press is done.
  let looks = Counted()

  static let template = """
    {{<layout}}{{$main}}
    <p title="{{page.name}}">{{t.cow}}: {{page.name}}</p>
    <form method="post" action="/pasture"><input type="hidden" name="form_token" \
    value="{{visitor.formToken}}"><button>{{t.cow}}</button></form>
    {{/main}}{{/layout}}
    """
  static let texts: [Language: [UInt8]] = [
    .english: Array(
      """
      pasture = Pasture
      cow = Cow
      done_milked = Milked.
      field_litres = Litres
      field_litres_hint = Whole ones.
      field_name = Cow
      """.utf8),
    .russian: Array(
      """
      pasture = Пастбище
      cow = Корова
      done_milked = Подоена.
      field_litres = Литры
      field_litres_hint = Целые.
      field_name = Корова
      """.utf8),
  ]

  struct Cow: PageData {
    static let template = "cow"
    static let files = ["moo.js", "moo.css"]
    static let example = Cow(name: "Murka")

    let name: String
  }

  struct Milking: PageData {
    static let template = "milking"
    static var example: Milking { Milking(form: .example) }

    let form: FormView
  }

  static let milking = PageForm(.init("litres"), .init("name", refusedBy: ["no-milk"]))

  static func pageLinks() throws -> [PageLink] {
    let texts = try Texts(texts)
    return [
      PageLink(Address("/pasture"), roles: [.clerk, .worker], title: "pasture", texts: texts),
      PageLink(Address("/barn"), roles: [.manager], title: "cow", texts: texts),
      PageLink(
        Address("/pasture/milking"), roles: [.clerk], homeOf: [.clerk], title: "cow", texts: texts),
    ]
  }

  func admit(_ caller: Caller) async throws -> Caller {
    if let banned, caller.has(banned) { throw Problem.forbidden }
    return caller
  }

  func addRoutes(to router: ServiceRouter) throws {
    let pages = try Pages(
      service: "pasture",
      templates: [
        "cow": Array(Self.template.utf8),
        "milking": Array(
          "{{<layout}}{{$main}}{{#page.form}}{{> form}}{{/page.form}}{{/main}}{{/layout}}".utf8),
      ], showing: [Cow.self, Milking.self],
      texts: Self.texts, files: ["moo.js": Array("'moo'".utf8), "moo.css": Array("p {}".utf8)])
    let routes = router.pages(pages)
    routes.readingQuery.get("/pasture", for: .clerk, .worker) { visit in
      visit.page(Cow(name: cow), titleKey: "pasture", scripts: ["moo.js"])
    }
    let milk: @Sendable (Visit, Form) async throws -> Response = { visit, form in
      let litres = form.int("litres", 1...40)
      let name = form.text("name", 1...20)
      try form.finish()
      guard name != "Bull" else { throw Problem.conflict("no-milk", "\(litres) l of a bull?") }
      return visit.redirect(to: "/pasture", notice: "milked")
    }
    routes.post("/pasture", for: .clerk, use: milk)
    routes.readingQuery.form("/pasture/milking", for: .clerk) { visit in
      let form = visit.form(
        Self.milking, submit: "Milk", back: "/pasture", values: ["name": "Murka"],
        hidden: visit.hidden(version: 7))
      return visit.page(Milking(form: form), titleKey: "pasture")
    } act: { visit, form in
      _ = form.int("version", 1...9)
      return try await milk(visit, form)
    }
    routes.post("/pasture/queue", for: .clerk) { visit, _ in
      guard looks.next() > 3 else { throw Problem.requestInFlight }
      return visit.redirect(to: "/pasture")
    }
    router.post("/api/pasture/queue") { _, _ -> Response in throw Problem.requestInFlight }
    routes.get("/pasture/broken") { _ in throw CattleModule.Secret() }
    routes.stream("/pasture/stream", for: .clerk) { visit in
      Response(status: .ok, headers: [.age: "\(visit.context.goodFor.components.seconds)"])
    }
    router.get("/api/pasture/me") { _, context in
      json(["subject": .string(try context.require().subject.text)] as JSONValue)
    }
  }
}

/// Counts from 1.
final class Counted: Sendable {
  private let count = Atomic(0)
  func next() -> Int { count.wrappingAdd(1, ordering: .relaxed).newValue }
}

/// What a browser sends and gets.
struct Browser: Sendable {
  let client: any TestClientProtocol
  var role: Role?
  var language = "en"
  /// The token in its cookie; nil: nobody is signed in.
  var session: String?
  /// What the forms of that session carry.
  var formToken = ""

  init(_ client: any TestClientProtocol, as role: Role?, language: String = "en") throws {
    self.client = client
    self.language = language
    if let role {
      try signIn(Caller(subject: "someone", roles: [role], name: "Tom <b>Paws</b>"))
    }
  }

  mutating func signIn(_ caller: Caller, at now: Date = Date()) throws {
    let begun = TestSessions.shared.begin(caller, at: now)
    session = try TestSessions.shared.token(of: begun)
    formToken = FormToken(session: begun).text
  }

  func get(_ path: String, _ more: HTTPFields = [:]) async throws -> TestResponse {
    try await client.send(.get, path, headers(more))
  }

  /// Sends a form as one of the site's own pages would.
  func post(
    _ path: String, _ fields: String = "", token: String? = nil, headers more: HTTPFields = [:]
  ) async throws -> TestResponse {
    var headers = headers(more)
    headers[.contentType] = headers[.contentType] ?? "application/x-www-form-urlencoded"
    return try await client.send(
      .post, path, headers, body: "form_token=\(token ?? formToken)&\(fields)")
  }

  private func headers(_ more: HTTPFields) -> HTTPFields {
    var headers: HTTPFields = [
      .accept: "text/html,application/xhtml+xml,*/*;q=0.8", .acceptLanguage: language,
    ]
    if let session { headers[.cookie] = "theme=dark; " + TestSessions.cookie.sent(session) }
    for field in more { headers[field.name] = field.value }
    return headers
  }
}

/// Runs `body` with the pasture and a place to sign in.
func withPasture(
  _ module: PastureModule = PastureModule(),
  sessions: (any Sessions)? = TestSessions.shared.verifier(),
  metrics: PrometheusRegistry = PrometheusRegistry(),
  _ body: @escaping @Sendable (any TestClientProtocol) async throws -> Void
) async throws {
  let application = try buildApplication(
    modules: [module], authenticator: TestIssuer.shared.verifier(), sessions: sessions,
    settings: ServerSettings(), deployment: [PastureModule.self], metrics: metrics, logger: silent)
  try await application.test(.router, body)
}
