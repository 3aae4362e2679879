import Hummingbird
import HummingbirdTesting
import NIOCore
import Postgres
import ServiceLifecycle
import TestSupport
import Testing

@testable import ServiceKit

@Suite("A live list over a real connection", .timeLimit(.minutes(2)))
struct EventStreamTests {
  @Test("comments come while nothing else does")
  func heartbeat() async throws {
    try await withStream { stream in
      stream.response(heartbeat: .seconds(1)) { writer, signals in
        for await signal in signals {
          if case .heartbeat = signal { try await writer.heartbeat() }
        }
      }
    } _: { _, connection in
      #expect(await connection.read(until: ":\n\n", times: 3))
    }
  }

  @Test("after its time it ends in good order, and what was sent by then still comes")
  func longest() async throws {
    try await withStream { stream in
      stream.send(7)
      return stream.response(heartbeat: .seconds(1), longest: .zero) { writer, signals in
        for await signal in signals {
          if case .item(let item) = signal { try await writer.write("data: \(item)\n\n".utf8) }
        }
      }
    } _: { _, connection in
      #expect(await connection.read(until: "data: 7\n\n"))
      #expect(await connection.read(until: "\r\n0\r\n\r\n"))
    }
  }

  @Test("it ends with what let its client in, though it might last longer")
  func token() async throws {
    try await withStream(goodFor: .milliseconds(200)) { stream in
      stream.response { _, signals in for await _ in signals {} }
    } _: { _, connection in
      #expect(await connection.read(until: "\r\n0\r\n\r\n"))
    }
  }

  @Test("a client for whom more waits than there is room for is cut off")
  func backlog() async throws {
    let (leave, mayLeave) = AsyncStream.makeStream(of: Void.self)
    try await withStream(buffering: 2) { stream in
      stream.response { writer, _ in
        try await writer.write(ServerSentEvent(id: "1").bytes)
        // It takes no further item.
        for await _ in leave {}
      }
    } _: { stream, connection in
      #expect(await connection.read(until: "id: 1\n\n"))
      for item in 1...3 { stream.send(item) }
      #expect(await !connection.read(until: "never"))
      #expect(!connection.text.hasSuffix("\r\n0\r\n\r\n"))
      mayLeave.finish()
    }
  }

  @Test("a client that takes nothing from one heartbeat to the next is cut off")
  func slow() async throws {
    let (ends, hasEnded) = AsyncStream.makeStream(of: Void.self)
    try await withStream { stream in
      stream.response(heartbeat: .milliseconds(100)) { writer, _ in
        defer { hasEnded.finish() }
        // More than any buffer between here and there holds.
        while true { try await writer.write(repeatElement(UInt8(ascii: ":"), count: 1 << 20)) }
      }
    } _: { _, _ in
      for await _ in ends {}
    }
  }
}

/// What a client has read so far.
struct ReadingConnection {
  var chunks: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
  var text = ""

  /// Reads until a text has come so often; false: the connection ended before.
  mutating func read(until wanted: String, times: Int = 1) async -> Bool {
    while text.ranges(of: wanted).count < times {
      do {
        guard let chunk = try await chunks.next() else { return false }
        text += String(buffer: chunk)
      } catch {
        // A reset is a way to hang up.
        return false
      }
    }
    return true
  }
}

/// Serves a stream, and asks for it.
private func withStream(
  buffering limit: Int = 8, goodFor: Duration = .seconds(3_600),
  _ answer: @escaping @Sendable (EventStream<Int>) -> Response,
  _ body: @escaping @Sendable (EventStream<Int>, inout ReadingConnection) async -> Void
) async throws {
  let (streams, opened) = AsyncStream.makeStream(of: EventStream<Int>.self)
  let module = MeadowModule { context in
    var context = context
    context.goodFor = goodFor
    let stream = EventStream<Int>(context, buffering: limit)
    opened.yield(stream)
    return answer(stream)
  }
  var settings = ServerSettings()
  settings.metricsPort = nil
  settings.port = 0
  let app = try buildApplication(
    modules: [module], authenticator: TestIssuer.shared.verifier(), settings: settings,
    logger: silent)
  try await app.test(.live) { client in
    try await RawConnection.open(client.port ?? 0) { inbound, outbound in
      let request = "GET /api/stream HTTP/1.1\r\nHost: x\r\n\r\n"
      try await outbound.write(ByteBuffer(string: request))
      for await stream in streams {
        var connection = ReadingConnection(chunks: inbound.makeAsyncIterator())
        return await body(stream, &connection)
      }
    }
  }
}

/// A service of one stream.
private struct MeadowModule: ServiceModule {
  static let name = "meadow"
  static let openAPI = "info: {title: Meadow, version: '1'}\n"
  static let statements: [any Postgres.Statement.Type] = []

  /// Nothing listens there.
  let database = PostgresClient(
    PostgresConfiguration(url: "host=127.0.0.1 port=1 dbname=none"), logger: silent)
  let backgroundServices: [any Service] = []
  let answer: @Sendable (RequestScope) -> Response

  init(_ answer: @escaping @Sendable (RequestScope) -> Response) { self.answer = answer }

  func addRoutes(to router: ServiceRouter) {
    router.withDeadline(.none).get("/api/stream") { _, context in answer(context) }
  }
}
