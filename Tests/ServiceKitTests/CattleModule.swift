import Contracts
import FoundationEssentials
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Postgres
import ServiceLifecycle
import TestSupport
import Testing

@testable import ServiceKit

/// A small service that has one route for each thing that the platform does around routes.
struct CattleModule: ServiceModule {
  static let name = "cattle"
  static let openAPI = "info: {title: Cattle, version: '1'}\n"
  static let statements: [any Postgres.Statement.Type] = []

  /// Nothing listens there: only `/readyz` asks it.
  var database = PostgresClient(
    PostgresConfiguration(url: "host=127.0.0.1 port=1 dbname=none"), logger: silent)
  var backgroundServices: [any Service] = []
  var photos: any PhotoStore = CountedPhotos()

  struct Secret: Error {
    var value = "tom@example.org"
  }

  /// For as long as whoever waits is not given up.
  private static func untilCancelled() async {
    for await _ in AsyncStream.makeStream(of: Void.self).stream {}
  }

  func addRoutes(to router: ServiceRouter) {
    router.get("/api/cows/me") { _, context in
      json(.object([.init("subject", .string(try context.require().subject.text))]) as JSONValue)
    }
    router.get("/api/cows/{id}") { _, context in
      json(["id": .string(try context.id().uuidString)] as JSONValue, etag: 7)
    }
    router.patch("/api/cows/{id}") { request, context in
      try request.requireIfMatch().check(7)
      return StoredAnswer.noContent
    }
    router.post("/api/cows") { request, context in
      try context.require(.manager, .hcb)
      let form = try await request.form(context)
      let name = form.text("name", 1...20)
      let age = form.int("age", 0...40)
      try form.finish()
      return json(
        ["name": .string(name), "age": .number(String(age))] as JSONValue, status: .created,
        etag: 1, location: "/api/cows/1")
    }
    router.readingQuery.get("/api/cows") { request, _ in
      let query = request.query()
      let limit = query.limit()
      try query.finish()
      return json(["limit": .number(String(limit))] as JSONValue)
    }
    router.get("/api/broken") { _, _ -> Response in throw Secret() }
    router.post("/api/trickle") { request, _ in
      json(
        ["bytes": .number(String(try await request.bytes(limit: 1 << 20).readableBytes))]
          as JSONValue)
    }
    router.withDeadline(.after(.milliseconds(20))).get("/api/slow") { _, _ -> Response in
      await Self.untilCancelled()
      try Task.checkCancellation()
      return json(true as JSONValue)
    }
    router.withDeadline(.after(.milliseconds(20))).get("/api/doubt") { _, _ -> Response in
      await Self.untilCancelled()
      throw PostgresError(.outcomeUnknown)
    }
    router.withDeadline(.none).get("/api/stream") { _, _ in json(true as JSONValue) }
    router.get("/api/where") { _, context in
      json(
        [
          "address": .string(context.address ?? ""),
          "trace": .string(TraceContext.current?.traceparent ?? ""),
        ] as JSONValue)
    }
    router.get("/api/photos/{length}") { [photos] request, context in
      try await photos.response(
        showing: try context.parameters.require("length"), to: request, context)
    }
    router.post("/api/photos") { request, context in
      let upload = try await request.photo(context)
      let note = upload.form.optionalText("note", 0...100)
      try upload.form.finish()
      return json(
        [
          "sha256": .string(upload.photo.sha256), "type": .string(upload.photo.mediaType),
          "note": note.map(JSONValue.string) ?? .null,
        ] as JSONValue)
    }
  }
}

/// The application under test and what a test needs beside it.
struct Cattle {
  var settings = ServerSettings()
  var metrics = PrometheusRegistry()
  var logger = silent
  var module = CattleModule()

  func test<Value>(
    _ setup: TestingSetup = .router,
    _ body: @Sendable (any TestClientProtocol) async throws -> Value
  ) async throws -> Value {
    var settings = settings
    settings.metricsPort = nil
    settings.port = 0
    let app = try buildApplication(
      modules: [module], authenticator: TestIssuer.shared.verifier(), settings: settings,
      metrics: metrics, logger: logger)
    return try await app.test(setup, body)
  }
}

extension TestClientProtocol {
  /// Sends a request and returns its answer.
  func send(
    _ method: HTTPRequest.Method, _ uri: String, _ headers: HTTPFields = [:],
    body: String? = nil
  ) async throws -> TestResponse {
    try await execute(
      uri: uri, method: method, headers: headers, body: body.map { ByteBuffer(string: $0) }
    ) { $0 }
  }
}

extension TestResponse {
  var text: String { String(buffer: body) }

  /// The body as JSON.
  var json: JSONValue { (try? JSONParser.parse(Array(buffer: body))) ?? .null }

  /// The problem's slug, if this is a whole problem document.
  var problem: String? {
    guard headers[.contentType] == "application/problem+json",
      case .string(let type) = json["type"],
      json["status"] == .number(String(status.code)), case .string = json["title"],
      type.hasPrefix(Problem.typeBase)
    else { return nil }
    return String(type.dropFirst(Problem.typeBase.count))
  }
}

func bearer(_ roles: Role...) throws -> HTTPFields {
  let caller = Caller(subject: "someone", roles: Set(roles))
  let token = try TestIssuer.shared.local.token(for: caller, at: Date())
  return [.authorization: "Bearer \(token)"]
}

extension HTTPField.Name {
  static let parent = HTTPField.Name("traceparent") ?? .accept
}
