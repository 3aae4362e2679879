import FoundationEssentials
import Glibc
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import TestSupport
import Testing

@testable import ServiceKit

@Suite("The rules of HTTP")
struct HTTPRulesTests {
  private static let cow = "/api/cows/0190a000-0000-7000-8000-00000000000a"

  @Test("HEAD has no body, whoever answers, so that the next answer is read as what it is")
  func head() async throws {
    try await Cattle().test(.live) { client in
      try await RawConnection.open(client.port ?? 0) { inbound, outbound in
        for path in ["/nothing", "/api/cows//me", "/api/photos", "/api/broken", "/livez"] {
          let head = "HEAD \(path) HTTP/1.1\r\nHost: x\r\n\r\n"
          try await outbound.write(ByteBuffer(string: head))
        }
        let last = "GET /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
        try await outbound.write(ByteBuffer(string: last))
        var text = ""
        for try await chunk in inbound { text += String(buffer: chunk) }
        let answers = text.split(separator: "HTTP/1.1 ").map { $0.prefix(3) }
        #expect(answers == ["404", "404", "405", "500", "200", "200"])
        #expect(!text.contains("\"title\""))
      }
    }
  }

  private func answer(to request: String) async throws -> String {
    try await Cattle().test(.live) { client in
      try await RawConnection.open(client.port ?? 0) { inbound, outbound in
        try await outbound.write(ByteBuffer(string: request))
        var text = ""
        for try await chunk in inbound { text += String(buffer: chunk) }
        return text
      }
    }
  }

  @Test(
    "no Host, two, or one that is none are refused; HTTP/1.0 needs none",
    arguments: [
      ("HTTP/1.1", "", 400), ("HTTP/1.1", "Host: a\r\nHost: b\r\n", 400),
      ("HTTP/1.1", "Host: a\r\nhost: a\r\n", 400), ("HTTP/1.1", "Host: a b\r\n", 400),
      ("HTTP/1.1", "Host: a/b\r\n", 400), ("HTTP/1.1", "Host: a.example:80\r\n", 200),
      ("HTTP/1.1", "Host: [::1]:80\r\n", 200), ("HTTP/1.0", "", 200),
      ("HTTP/1.0", "Host: a\r\nHost: b\r\n", 400),
    ])
  func host(version: String, hosts: String, status: Int) async throws {
    let answer = try await answer(
      to: "GET /livez \(version)\r\n\(hosts)Connection: close\r\n\r\n")
    #expect(answer.dropFirst(9).hasPrefix("\(status) "), "\(answer)")
    if status == 400 { #expect(answer.contains("exactly one Host")) }
  }

  @Test("an address with bytes that must be encoded is refused with what to do")
  func rawAddress() async throws {
    let answer = try await answer(
      to: "GET /api/cows?q=Кот HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    #expect(answer.contains(" 400 ") && answer.contains("percent-encoded"), "\(answer)")
  }

  @Test("a path with an empty part is another path")
  func emptyParts() async throws {
    try await Cattle().test { client in
      for path in ["//api/cows", "/api//cows", "/api/cows//me", "//livez", "/livez//"] {
        let answer = try await client.send(.get, path)
        #expect(answer.status == .notFound && answer.problem == "not-found", "\(path)")
      }
    }
  }

  @Test("who hangs up while sending is no fault of ours, in answer, log or metrics")
  func hangUp() async throws {
    let log = CapturedLog()
    let metrics = PrometheusRegistry()
    try await Cattle(metrics: metrics, logger: log.logger).test(.live) { client in
      for (path, type) in [("trickle", "text/plain"), ("photos", "image/jpeg")] {
        try await RawConnection.open(client.port ?? 0) { _, outbound in
          let head = "POST /api/\(path) HTTP/1.1\r\nHost: x\r\nContent-Type: \(type)\r\n"
          try await outbound.write(ByteBuffer(string: head + "Content-Length: 5000\r\n\r\nab"))
        }
      }
      try await eventually("both are logged") {
        log.events.count { $0.contains("route=/api/") } == 2
      }
    }
    #expect(!metrics.text.contains(#"status="5"#), "\(metrics.text)")
    #expect(log.events.allSatisfy { !$0.contains("status=5") })
  }

  @Test("a connection that is reset is the sender's doing")
  func reset() async throws {
    let body = IncomingBody(
      body: RequestBody(asyncSequence: ResetBody()), coding: .identity, unasked: nil)
    let problem = await #expect(throws: Problem.self) { for try await _ in body {} }
    #expect(problem?.status == .badRequest && problem?.cause != nil)
  }

  @Test("who sends a token that is not good or not enough is told why (RFC 6750)")
  func challenges() async throws {
    let log = CapturedLog()
    try await Cattle(logger: log.logger).test { client in
      let answers: [(HTTPFields, HTTPResponse.Status, String)] = [
        ([:], .unauthorized, "Bearer"),
        ([.authorization: "Basic YTpi"], .unauthorized, "Bearer"),
        ([.authorization: "Bearer a b"], .unauthorized, #"Bearer error="invalid_token""#),
        ([.authorization: "Bearer a.b.c"], .unauthorized, #"Bearer error="invalid_token""#),
        (try bearer(.client), .forbidden, #"Bearer error="insufficient_scope""#),
      ]
      for (headers, status, challenge) in answers {
        let answer = try await client.send(.post, "/api/cows", headers, body: "{}")
        #expect(answer.status == status)
        #expect(answer.headers[.wwwAuthenticate] == challenge)
      }
    }
    let requests = log.events.filter { $0.contains("route=/api/cows") }
    #expect(requests.count == 5 && requests.allSatisfy { $0.contains("level=notice") })
    #expect(requests.last?.contains("roles=client") == true)
  }

  @Test("Accept says by weight what is wanted, then by name, then by order")
  func accepted() {
    func prefersCSV(_ accept: String) -> Bool {
      AcceptedTypes([.accept: accept]).prefers("text/csv", to: "application/json")
    }
    for accept in [
      "text/csv", "text/csv, */*", "TEXT/CSV;header=present, application/json;q=0.9",
      "application/json;q=0.1, text/csv;q=0.2", "text/csv, application/json",
      "text/csv;q=0.5, application/json;q=0, */*",
    ] { #expect(prefersCSV(accept), "\(accept)") }
    for accept in [
      "", "*/*", "text/*", "application/json", "application/json, text/csv", "text/csv;q=0",
      "text/csv;q=0.1, application/json", "text/csv;q=0.5, */*",
    ] { #expect(!prefersCSV(accept), "\(accept)") }
  }

  @Test("a page for browsers, a problem document for who wants that more")
  func pages() async throws {
    try await Cattle().test { client in
      for accept in ["text/html,application/xml;q=0.9,*/*;q=0.8", "text/html, application/json"] {
        let answer = try await client.send(.get, "/nothing", [.accept: accept])
        #expect(answer.headers[.contentType]?.hasPrefix("text/html") == true, "\(accept)")
      }
      for accept in ["*/*", "text/html;q=0", "text/html;q=0.1, application/problem+json"] {
        let answer = try await client.send(.get, "/nothing", [.accept: accept])
        #expect(answer.problem == "not-found", "\(accept)")
      }
    }
  }

  @Test("another spelling of a version is another tag")
  func tags() async throws {
    try await Cattle().test { client in
      for match in ["\"07\"", "\"+7\"", "\"7 \"", "\"\""] {
        let answer = try await client.send(.patch, Self.cow, [.ifMatch: match])
        #expect(answer.status == .preconditionFailed, "\(match)")
      }
    }
  }

  @Test("whole numbers are whole however they are written")
  func wholeNumbers() {
    let whole = [
      "60": 60, "60.0": 60, "6e1": 60, "6.0E+1": 60, "600e-1": 60, "-60.00": -60, "0.0": 0,
      "-0": 0, "0e5": 0, "1.5e1": 15, "1200.00e-2": 12, "9007199254740993.0": 9_007_199_254_740_993,
    ]
    for (text, number) in whole { #expect(wholeNumber(text) == number, "\(text)") }
    for text in ["60.5", "6e-1", "1e400", "1e99999999999", "60.00000000000000000001", "1e-400"] {
      #expect(wholeNumber(text) == nil, "\(text)")
    }
  }
}

/// What reading gives whose connection was reset.
private struct ResetBody: AsyncSequence, AsyncIteratorProtocol, Sendable {
  func makeAsyncIterator() -> ResetBody { self }
  func next() async throws -> ByteBuffer? { throw IOError(errnoCode: ECONNRESET, reason: "read") }
}
