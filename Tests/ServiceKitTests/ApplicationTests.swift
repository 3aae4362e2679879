import FoundationEssentials
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Postgres
import TestSupport
import Testing

@testable import ServiceKit

@Suite("Around every route")
struct ApplicationTests {
  private static let cow = "/api/cows/0190a000-0000-7000-8000-00000000000a"

  @Test("an unknown path is a 404 problem")
  func notFound() async throws {
    try await Cattle().test { client in
      for path in [
        "/nothing", "/api/cows/a/b", "/api/cows/not-a-uuid", "/..%2f..%2fetc/passwd",
      ] {
        let answer = try await client.send(.get, path)
        #expect(answer.status == .notFound && answer.problem == "not-found", "\(path)")
      }
    }
  }

  @Test("a wrong method is a 405 problem with Allow, on paths with parameters too")
  func wrongMethod() async throws {
    try await Cattle().test { client in
      let brew = try #require(HTTPRequest.Method("BREW"))
      let known: [(HTTPRequest.Method, String, String)] = [
        (.delete, Self.cow, "GET, HEAD, PATCH"), (.put, "/api/cows", "GET, HEAD, POST"),
        (.patch, "/api/cows/me", "GET, HEAD"), (.get, "/api/photos", "POST"),
        (.post, "/livez", "GET, HEAD"), (.options, "/api/photos", "POST"),
        (brew, "/livez", "GET, HEAD"),
      ]
      for (method, path, allow) in known {
        let answer = try await client.send(method, path)
        #expect(answer.status == .methodNotAllowed && answer.problem == "method-not-allowed")
        #expect(answer.headers[.allow] == allow, "\(method) \(path)")
      }
    }
  }

  @Test("no token is 401, a bad one is 401, the wrong role is 403, the right one is let in")
  func roles() async throws {
    try await Cattle().test { client in
      let body = #"{"name":"Mur","age":3}"#
      func post(_ headers: HTTPFields) async throws -> TestResponse {
        var headers = headers
        headers[.contentType] = "application/json"
        return try await client.send(.post, "/api/cows", headers, body: body)
      }
      let none = try await post([:])
      #expect(none.status == .unauthorized && none.headers[.wwwAuthenticate] == "Bearer")
      for header in ["Bearer nonsense", "Basic YTpi", "Bearer", "Bearer a b", ""] {
        let answer = try await post([.authorization: header])
        #expect(answer.status == .unauthorized && answer.problem == "unauthorized", "\(header)")
      }
      #expect(try await post(bearer(.client)).problem == "forbidden")
      let created = try await post(bearer(.client, .manager))
      #expect(created.status == .created)
      #expect(created.headers[.location] == "/api/cows/1" && created.headers[.eTag] == "\"1\"")
      #expect(created.json == ["name": "Mur", "age": 3])
    }
  }

  @Test("all mistakes of a body come in one 400 problem")
  func mistakes() async throws {
    try await Cattle().test { client in
      var headers = try bearer(.manager)
      headers[.contentType] = "application/json; charset=utf-8"
      let answer = try await client.send(.post, "/api/cows", headers, body: #"{"age":41,"x":1}"#)
      #expect(answer.status == .badRequest && answer.problem == "bad-input")
      guard case .array(let errors) = answer.json["errors"] else { return #expect(Bool(false)) }
      #expect(errors.map { $0["pointer"] } == ["/name", "/age", "/x"])
      #expect(errors.allSatisfy { $0["reason"] != nil })
    }
  }

  @Test("what cannot be read is 400, another media type 415, too much 413")
  func unreadable() async throws {
    try await Cattle().test { client in
      var headers = try bearer(.manager)
      for type in [nil, "text/plain", "multipart/form-data; boundary=x", "application/jsonp"] {
        headers[.contentType] = type
        let answer = try await client.send(.post, "/api/cows", headers, body: "{}")
        #expect(
          answer.status == .unsupportedMediaType && answer.problem == "unsupported-media-type")
      }
      headers[.contentType] = "application/json"
      for body in ["", "{", "[]", #"{"a":1,"a":2}"#, #"{"name":"\u0000"}"#] {
        let answer = try await client.send(.post, "/api/cows", headers, body: body)
        #expect(answer.status == .badRequest && answer.problem == "bad-input", "\(body)")
      }
      let long = String(repeating: " ", count: BodyLimit.form + 1)
      let answer = try await client.send(.post, "/api/cows", headers, body: long)
      #expect(answer.status == .contentTooLarge && answer.problem == "content-too-large")
      #expect(answer.headers[.connection] == "close")
    }
  }

  @Test("unknown query parameters are 400")
  func query() async throws {
    try await Cattle().test { client in
      let good = try await client.send(.get, "/api/cows?limit=7")
      #expect(good.json == ["limit": 7])
      let unknown = try await client.send(.get, "/api/cows?limit=7&x=1")
      #expect(unknown.problem == "bad-input")
    }
  }

  @Test("a route that reads no query is not run with one; all of it is told at once")
  func noQuery() async throws {
    try await Cattle().test { client in
      // Its handler would not answer before the deadline.
      for method in [HTTPRequest.Method.get, .head] {
        let answer = try await client.send(method, "/api/slow?y=2&x=1&x=2")
        #expect(answer.status == .badRequest)
        guard method == .get else { continue }
        #expect(answer.problem == "bad-input")
        let pointers = answer.json["errors"]?.array?.map { $0["pointer"]?.string }
        #expect(pointers == ["?x", "?y", "?x"])
      }
      #expect(try await client.send(.get, Self.cow + "?").status == .ok)
      #expect(try await client.send(.get, "/api/nothing?x=1").status == .notFound)
      #expect(try await client.send(.get, "/livez?from=a-probe").status == .ok)
    }
  }

  @Test("an error of ours is a 500 problem that tells the caller nothing and the log the cause")
  func internalError() async throws {
    let log = CapturedLog()
    try await Cattle(logger: log.logger).test { client in
      let answer = try await client.send(.get, "/api/broken")
      #expect(answer.status == .internalServerError && answer.problem == "internal-error")
      #expect(!answer.text.contains("tom@example.org") && !answer.text.contains("Secret"))
    }
    let event = try #require(log.events.first { $0.contains("route=/api/broken") })
    #expect(event.contains("cause=Secret") && event.contains("status=500"))
  }

  @Test("a request that takes too long is given up with 503")
  func deadline() async throws {
    try await Cattle().test { client in
      let answer = try await client.send(.get, "/api/slow")
      #expect(answer.status == .serviceUnavailable && answer.problem == "too-slow")
      #expect(answer.headers[.retryAfter] == "1")
      #expect(try await client.send(.get, "/api/stream").status == .ok)
    }
  }

  @Test("a request whose deadline finds it in its commit is told to send it again")
  func doubt() async throws {
    try await Cattle().test { client in
      let answer = try await client.send(.get, "/api/doubt")
      #expect(answer.status == .serviceUnavailable && answer.problem == "outcome-unknown")
      #expect(answer.text.contains("It may have been done. Send it again with the same key."))
      #expect(answer.headers[.retryAfter] == "1")
    }
  }

  @Test("beyond the requests there is room for: 503 with Retry-After, but health still answers")
  func overload() async throws {
    var cattle = Cattle()
    cattle.settings.maxRequestsInFlight = 0
    try await cattle.test { [metrics = cattle.metrics] client in
      let answer = try await client.send(.get, "/api/cows")
      #expect(answer.status == .serviceUnavailable && answer.problem == "overloaded")
      #expect(answer.headers[.retryAfter] == "1")
      #expect(metrics.text.contains("mcf_requests_refused_total 1\n"))
      #expect(try await client.send(.get, "/livez").status == .ok)
    }
  }

  @Test("after refusals the server is as free as before")
  func recovers() async throws {
    var cattle = Cattle()
    cattle.settings.maxRequestsInFlight = 1
    try await cattle.test { client in
      let answers = try await withThrowingTaskGroup(of: HTTPResponse.Status.self) { group in
        for _ in 0..<50 { group.addTask { try await client.send(.get, Self.cow).status } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(answers.allSatisfy { $0 == .ok || $0 == .serviceUnavailable })
      #expect(try await client.send(.get, Self.cow).status == .ok)
    }
  }

  @Test("a place is free again when a request is done")
  func gate() {
    let gate = RequestGate(limit: 2, factory: PrometheusRegistry())
    #expect(gate.enter() && gate.enter() && !gate.enter())
    for _ in 0..<3 { gate.leave() }
    #expect(gate.inFlight == 0 && gate.enter())
  }

  @Test("ETags: 304 for what the caller has, 412 and 428 for what it must not overwrite")
  func preconditions() async throws {
    try await Cattle().test { client in
      let first = try await client.send(.get, Self.cow)
      #expect(first.headers[.eTag] == "\"7\"")
      for known in ["\"7\"", "W/\"7\"", "\"6\", \"7\"", "*"] {
        let again = try await client.send(.get, Self.cow, [.ifNoneMatch: known])
        #expect(again.status == .notModified && again.text.isEmpty, "\(known)")
        #expect(again.headers[.eTag] == "\"7\"")
      }
      #expect(try await client.send(.get, Self.cow, [.ifNoneMatch: "\"8\""]).status == .ok)
      let matches: [(String?, Int)] = [
        (nil, 428), ("*", 428), ("\"7\"", 204), ("\"1\",\"7\"", 204), ("\"8\"", 412),
        ("W/\"7\"", 412), ("\"x\"", 412), ("\"07\"", 412), ("\"7-0123456789abcdef\"", 204),
        ("\"7-x\"", 412), ("\"7-\"", 412), ("\"+7\"", 412), ("7", 400), ("\"7", 400), ("", 400),
      ]
      for (match, status) in matches {
        let headers: HTTPFields = match.map { [.ifMatch: $0] } ?? [:]
        let answer = try await client.send(.patch, Self.cow, headers)
        #expect(answer.status.code == status, "\(match ?? "none")")
        if status >= 400 { #expect(answer.problem != nil) }
      }
    }
  }

  @Test("what is somebody's stays out of caches that others share, and nothing is guessed of it")
  func caching() async throws {
    try await Cattle().test { client in
      let kept = try await client.send(.get, Self.cow)
      #expect(kept.headers[.cacheControl] == "private, no-cache")
      let same = try await client.send(.get, Self.cow, [.ifNoneMatch: "\"7\""])
      #expect(same.status == .notModified)
      #expect(same.headers[.cacheControl] == "private, no-cache")
      let list = try await client.send(.get, "/api/cows")
      #expect(list.headers[.cacheControl] == "private, no-store")
      let gone = try await client.send(.get, "/api/nothing")
      #expect(gone.headers[.cacheControl] == "no-store")
      for answer in [kept, same, list, gone] {
        #expect(answer.headers[.xContentTypeOptions] == "nosniff")
      }
    }
  }

  @Test("livez asks nobody, readyz asks the database")
  func health() async throws {
    try await Cattle().test { client in
      #expect(try await client.send(.get, "/livez").status == .ok)
      let ready = try await client.send(.get, "/readyz")
      #expect(ready.status == .serviceUnavailable && ready.problem == "not-ready")
      #expect(ready.headers[.retryAfter] != nil)
    }
  }

  @Test("who cannot write or has no tables is not ready, and is again when that is over")
  func readiness() async throws {
    try await withDatabase { database in
      @Sendable func change(_ sql: String) async throws {
        try await database.admin.query("\(unescaped: sql)")
      }
      @Sendable func answer(_ client: any TestClientProtocol) async throws -> String {
        let answer = try await client.send(.get, "/readyz")
        #expect(answer.status == .ok || answer.problem == "not-ready")
        return answer.text
      }
      @Sendable func serving(_ schema: String) -> Cattle {
        Cattle(module: CattleModule(database: database.app(schema)))
      }
      try await serving("clients").test { clients in
        #expect(try await answer(clients).contains("ok"))
        let setting = "alter database \(database.name) %s default_transaction_read_only"
        try await change(setting.replacing("%s", with: "set") + " = on")
        try await serving("orders").test { orders in
          #expect(try await answer(orders).contains("takes no writes"))
          try await change(setting.replacing("%s", with: "reset"))
          try await eventually("it is ready") { try await answer(orders).contains("ok") }
          try await change("drop table clients.idempotency")
          #expect(try await answer(clients).contains("mcf migrate"))
          #expect(try await answer(orders).contains("ok"))
        }
      }
    }
  }

  @Test("OpenAPI documents are served")
  func openAPI() async throws {
    try await Cattle().test { client in
      for path in ["/openapi.yaml", "/api/cattle/openapi.yaml"] {
        let answer = try await client.send(.get, path)
        #expect(try answer.text == OpenAPIDocument.text(of: CattleModule.self))
        #expect(answer.headers[.contentType] == "application/yaml")
      }
    }
    #expect(DocumentRoutes.index(of: ["a", "b"]).contains("    - /api/b/openapi.yaml\n"))
  }

  @Test("a trace goes on, and a forwarded address counts only from a trusted proxy")
  func context() async throws {
    try await Cattle().test { client in
      let parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
      let answer = try await client.send(
        .get, "/api/where", [.parent: parent, .forwardedFor: "6.6.6.6"])
      guard case .string(let trace) = answer.json["trace"] else { return #expect(Bool(false)) }
      #expect(trace.hasPrefix("00-0af7651916cd43dd8448eb211c80319c-") && trace != parent)
      #expect(answer.json["address"] != "6.6.6.6")
    }
  }

  @Test("requests are counted by matched route, whatever strangers type")
  func metrics() async throws {
    let metrics = PrometheusRegistry()
    try await Cattle(metrics: metrics).test { client in
      _ = try await client.send(.get, Self.cow)
      _ = try await client.send(.get, "/api/cows/0190a000-0000-7000-8000-00000000000b?x=secret")
      _ = try await client.send(.get, "/stranger/1")
      _ = try await client.send(.get, "/stranger/2")
      if let odd = HTTPRequest.Method("CATNAP") { _ = try await client.send(odd, "/stranger/3") }
    }
    let text = metrics.text
    #expect(
      text.contains(#"http_requests_total{method="GET",route="/api/cows/{id}",status="200"} 1"#))
    #expect(
      text.contains(#"http_requests_total{method="GET",route="/api/cows/{id}",status="400"} 1"#))
    #expect(text.contains(#"http_requests_total{method="GET",route="none",status="404"} 2"#))
    #expect(text.contains(#"http_requests_total{method="other",route="none",status="404"} 1"#))
    #expect(
      text.contains(#"http_request_duration_seconds_count{method="GET",route="/api/cows/{id}"} 2"#))
    #expect(!text.contains("stranger") && !text.contains("secret") && !text.contains("CATNAP"))
  }

  @Test("a request is one log line with ids, without tokens, queries or bodies")
  func log() async throws {
    let log = CapturedLog()
    try await Cattle(logger: log.logger).test { client in
      var headers = try bearer(.manager)
      headers[.contentType] = "application/json"
      headers[.parent] = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
      for path in ["/api/cows", "/api/cows?q=hidden"] {
        _ = try await client.send(.post, path, headers, body: #"{"name":"Secretcat","age":3}"#)
      }
    }
    let requests = log.events.filter { $0.contains("route=") }
    try #require(requests.count == 2)
    #expect(requests[0].contains("status=201") && requests[1].contains("status=400"))
    for line in requests {
      #expect(line.contains("method=POST") && line.contains("hb.request.id="))
      #expect(line.contains("trace_id=0af7651916cd43dd8448eb211c80319c"))
      for hidden in ["hidden", "Secretcat", "Bearer", "someone"] { #expect(!line.contains(hidden)) }
    }
  }

  @Test("photos come as multipart or bare, cleaned, with their text fields")
  func photos() async throws {
    try await Cattle().test { client in
      let photo = try Photo(cleaning: Picture.jpeg)
      var body = ByteBuffer(
        string: "--b\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nhello\r\n--b\r\n"
          + "Content-Disposition: form-data; name=\"photo\"\r\nContent-Type: image/png\r\n\r\n")
      body.writeBytes(Picture.jpeg)
      body.writeString("\r\n--b--\r\n")
      let answer = try await client.execute(
        uri: "/api/photos", method: .post,
        headers: [.contentType: "multipart/form-data; boundary=b"], body: body
      ) { $0 }
      #expect(
        answer.json == ["sha256": .string(photo.sha256), "type": "image/jpeg", "note": "hello"])
      let bare = try await client.execute(
        uri: "/api/photos", method: .post, headers: [.contentType: "image/jpeg"],
        body: ByteBuffer(bytes: Picture.jpeg)
      ) { $0 }
      #expect(bare.json["sha256"] == .string(photo.sha256))
      let none = try await client.send(
        .post, "/api/photos", [.contentType: "multipart/form-data; boundary=b"], body: "--b--\r\n")
      #expect(none.problem == "bad-input")
      let empty = try await client.send(.post, "/api/photos", [.contentType: "image/jpeg"])
      #expect(empty.problem == "bad-input" && empty.text.contains("empty"))
      let lying = try await client.send(
        .post, "/api/photos", [.contentType: "image/jpeg"], body: "GIF89a")
      #expect(lying.problem == "unsupported-media-type")
    }
  }
}
