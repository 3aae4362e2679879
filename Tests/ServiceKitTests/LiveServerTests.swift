import CoreMetrics
import FoundationEssentials
import HTTPTypes
import HummingbirdTesting
import NIOCore
import NIOPosix
import Testing

@testable import ServiceKit

/// A bare connection, to send what no HTTP client would.
struct RawConnection {
  let channel: NIOAsyncChannel<ByteBuffer, ByteBuffer>

  static func open<T: Sendable>(
    _ port: Int,
    _ body:
      @Sendable (
        NIOAsyncChannelInboundStream<ByteBuffer>, NIOAsyncChannelOutboundWriter<ByteBuffer>
      ) async throws -> T
  ) async throws -> T {
    let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .connect(host: "127.0.0.1", port: port) { channel in
        channel.eventLoop.makeCompletedFuture {
          try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
        }
      }
    return try await channel.executeThenClose { try await body($0, $1) }
  }
}

@Suite("Over a real connection")
struct LiveServerTests {
  /// Everything the server sends until it hangs up.
  private static func everything(
    _ inbound: NIOAsyncChannelInboundStream<ByteBuffer>
  ) async -> String {
    var text = ""
    do {
      for try await chunk in inbound { text += String(buffer: chunk) }
    } catch {
      // A reset is a way to hang up.
    }
    return text
  }

  private func exchange(_ parts: [String], endless: String? = nil, with cattle: Cattle = Cattle())
    async throws -> String
  {
    try await cattle.test(.live) { client in
      try await RawConnection.open(client.port ?? 0) { inbound, outbound in
        for part in parts { try await outbound.write(ByteBuffer(string: part)) }
        return try await withThrowingTaskGroup(of: String?.self) { group in
          group.addTask { await Self.everything(inbound) }
          group.addTask {
            while let endless, !Task.isCancelled {
              do { try await outbound.write(ByteBuffer(string: endless)) } catch { break }
              try? await Task.sleep(for: .milliseconds(20))
            }
            return nil
          }
          defer { group.cancelAll() }
          while let answer = try await group.next() { if let answer { return answer } }
          return ""
        }
      }
    }
  }

  @Test("an endless body is refused with 413 and cut")
  func endlessBody() async throws {
    let chunk = "8000\r\n" + String(repeating: "x", count: 0x8000) + "\r\n"
    let answer = try await exchange(
      ["POST /api/trickle HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"],
      endless: chunk)
    #expect(answer.hasPrefix("HTTP/1.1 413 ") && answer.contains("content-too-large"))
    #expect(answer.lowercased().contains("connection: close"))
  }

  @Test("a trickled body is given up at the route's deadline and cut")
  func trickledBody() async throws {
    var cattle = Cattle()
    cattle.settings.deadline = .milliseconds(200)
    let answer = try await exchange(
      ["POST /api/trickle HTTP/1.1\r\nHost: x\r\nContent-Length: 900000\r\n\r\n"],
      endless: "x", with: cattle)
    #expect(answer.hasPrefix("HTTP/1.1 408 ") && answer.contains("body-too-slow"))
    #expect(answer.lowercased().contains("connection: close"))
  }

  @Test("who goes on sending what was answered already is hung up on, though bytes come")
  func lateBody() async throws {
    var cattle = Cattle()
    cattle.settings.deadline = .milliseconds(200)
    let answer = try await exchange(
      ["GET /livez HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n"], endless: "x", with: cattle)
    // What comes behind the body would be refused.
    #expect(answer.hasPrefix("HTTP/1.1 200 ") && !answer.contains("HTTP/1.1 400 "), "\(answer)")
  }

  @Test("a connection that says nothing, or half a head, is closed")
  func silence() async throws {
    var cattle = Cattle()
    cattle.settings.idleTimeout = .milliseconds(200)
    let nothing = try await exchange([], with: cattle)
    #expect(nothing.isEmpty)
    let half = try await exchange(["GET /livez HTTP/1.1\r\nHost:"], endless: "x", with: cattle)
    #expect(!half.contains(" 200 "))
  }

  @Test("a head that is too large is refused with a problem document")
  func largeHead() async throws {
    let header = "X-Long: " + String(repeating: "a", count: 20_000) + "\r\n"
    let answer = try await exchange(["GET /livez HTTP/1.1\r\nHost: x\r\n\(header)\r\n"])
    #expect(answer.hasPrefix("HTTP/1.1 431 ") && answer.contains("head-too-large"))
    let many = (0..<150).map { "X-\($0): a\r\n" }.joined()
    let answers = try await exchange(["GET /livez HTTP/1.1\r\nHost: x\r\n\(many)\r\n"])
    #expect(answers.hasPrefix("HTTP/1.1 431 ") && answers.contains("application/problem+json"))
  }

  @Test("what is no HTTP is refused with a problem document")
  func noHTTP() async throws {
    let answer = try await exchange(["cat /etc/passwd\r\n\r\n"])
    #expect(answer.hasPrefix("HTTP/1.1 400 ") && answer.contains("bad-input"))
  }

  @Test("garbage pipelined behind a request never tears or overtakes that one's answer")
  func garbageBehind() async throws {
    let garbage = "cat /etc/passwd\r\n\r\n"
    for path in ["/livez", "/api/slow", "/api/cows/me"] {
      let request = "GET \(path) HTTP/1.1\r\nHost: x\r\n\r\n"
      for parts in [[request + garbage], [request, garbage]] {
        let answer = try await exchange(parts)
        // What follows the first answer's head and body, if it was given, is the refusal.
        let end = try #require(answer.firstRange(of: "\r\n\r\n")?.upperBound)
        let length = try #require(answer[..<end].firstMatch(of: /(?i)content-length: (\d+)/))
        let rest = answer[end...].utf8.dropFirst(Int(length.1) ?? 0)
        #expect(!answer.hasPrefix("HTTP/1.1 400 "), "\(path)")
        #expect(rest.isEmpty || rest.starts(with: "HTTP/1.1 400 ".utf8), "\(answer)")
      }
    }
  }

  @Test("who waits with the body (Expect: 100-continue) is asked for it, once it is wanted")
  func expectation() async throws {
    let head = "Host: x\r\nExpect: 100-continue\r\nContent-Length: 5\r\n"
    let port = "POST /api/trickle HTTP/1.1\r\n\(head)Connection: close\r\n\r\n"
    let answer = try await Cattle().test(.live) { client in
      try await RawConnection.open(client.port ?? 0) { inbound, outbound in
        try await outbound.write(ByteBuffer(string: port))
        var chunks = inbound.makeAsyncIterator()
        var text = ""
        while !text.contains("\r\n\r\n"), let chunk = try await chunks.next() {
          text += String(buffer: chunk)
        }
        #expect(text == "HTTP/1.1 100 Continue\r\n\r\n")
        try await outbound.write(ByteBuffer(string: "hello"))
        text = ""
        while let chunk = try await chunks.next() { text += String(buffer: chunk) }
        return text
      }
    }
    #expect(answer.hasPrefix("HTTP/1.1 200 ") && answer.contains(#"{"bytes":5}"#))
    let refused = try await exchange(["POST /api/cows HTTP/1.1\r\n\(head)\r\n"])
    #expect(refused.hasPrefix("HTTP/1.1 401 "))
    #expect(refused.lowercased().contains("connection: close"))
  }

  @Test("a HEAD has the GET's headers and no body; a connection serves one request after another")
  func head() async throws {
    try await Cattle().test(.live) { client in
      let get = try await client.send(.get, "/livez")
      let head = try await client.send(.head, "/livez")
      #expect(head.status == .ok && head.body.readableBytes == 0 && get.body.readableBytes > 0)
      for _ in 0..<3 { #expect(try await client.send(.get, "/api/stream").status == .ok) }
    }
  }

  @Test("metrics are on a port of their own, and only there")
  func metricsPort() async throws {
    let registry = PrometheusRegistry()
    registry.makeCounter(label: "cats", dimensions: []).increment(by: 9)
    let app = internalApplication(registry, host: "127.0.0.1", port: 0, logger: silent)
    try await app.test(.live) { client in
      #expect(try await client.send(.get, "/livez").status == .ok)
      let answer = try await client.send(.get, "/metrics")
      #expect(answer.text == "# TYPE cats counter\ncats 9\n")
      #expect(answer.headers[.contentType]?.hasPrefix("text/plain; version=0.0.4") == true)
    }
    try await Cattle().test(.live) { client in
      let answer = try await client.send(.get, "/metrics")
      #expect(answer.status == .notFound)
    }
  }
}
