import Hummingbird
import HummingbirdTesting
import Metrics
import NIOCore
import Postgres
import ServiceLifecycle
import Synchronization
import TestSupport
import Testing

@testable import ServiceKit

@Suite("A feed of changes", .timeLimit(.minutes(2)))
struct LiveFeedTests {
  @Test("who follows is sent what it has missed and then each change, once and in order")
  func follows() async throws {
    let numbers = Numbers(newest: 3)
    try await Self.follow(numbers, from: 1) { _, connection in
      #expect(await connection.read(until: "data: 3\n"))
      numbers.add()
      #expect(await connection.read(until: "data: 4\n"))
      numbers.add(2)
      #expect(await connection.read(until: "data: 6\n"))
      let sent = connection.text.matches(of: #/data: (\d+)/#).map { String($0.1) }
      #expect(sent == ["2", "3", "4", "5", "6"])
    }
  }

  @Test("what came while its source was away is sent when that is back")
  func away() async throws {
    let numbers = Numbers(newest: 3)
    try await Self.follow(numbers, from: 3) { _, connection in
      #expect(await connection.read(until: "id: 3\n"))
      numbers.add(away: true)
      await numbers.wasAsked()
      numbers.add(away: false)
      #expect(await connection.read(until: "data: 5\n"))
      #expect(connection.text.contains("data: 4\n"))
    }
  }

  @Test("when as many follow as may, the next one is told to come later; who leaves makes room")
  func full() async throws {
    let numbers = Numbers(newest: 3)
    let module = CountingModule(numbers, maxStreams: 1)
    try await Self.follow(numbers, from: 3, module) { client, connection in
      #expect(await connection.read(until: "id: 3\n"))
      let refused = try? await client.send(.get, "/api/numbers")
      #expect(refused?.problem == "too-many-streams" && refused?.headers[.retryAfter] == "10")
    }
    try await eventually("nobody follows") { !module.feed.hasStreams }
  }

  /// Asks for the stream of numbers, as somebody who has seen them up to one.
  private static func follow(
    _ numbers: Numbers, from seen: Int64, _ given: CountingModule? = nil,
    _ body:
      @escaping @Sendable (any TestClientProtocol, inout ReadingConnection) async -> Void
  ) async throws {
    var settings = ServerSettings()
    settings.metricsPort = nil
    settings.port = 0
    let app = try buildApplication(
      modules: [given ?? CountingModule(numbers)], authenticator: TestIssuer.shared.verifier(),
      settings: settings, logger: silent)
    try await app.test(.live) { client in
      try await RawConnection.open(client.port ?? 0) { inbound, outbound in
        let request = "GET /api/numbers?after=\(seen) HTTP/1.1\r\nHost: x\r\n\r\n"
        try await outbound.write(ByteBuffer(string: request))
        var connection = ReadingConnection(chunks: inbound.makeAsyncIterator())
        await body(client, &connection)
      }
    }
  }
}

/// Counts; each number is a change.
private final class Numbers: LiveSource {
  private struct Away: Error {}
  private struct State {
    var newest: Int64
    var isAway = false
  }

  private let state: Mutex<State>
  private let refusals = AsyncStream.makeStream(of: Void.self)

  init(newest: Int64) { state = Mutex(State(newest: newest)) }

  func add(_ count: Int64 = 1, away: Bool = false) {
    state.withLock { $0 = State(newest: $0.newest + count, isAway: away) }
  }

  /// Waits until somebody has asked in vain.
  func wasAsked() async { for await _ in refusals.stream { return } }

  func newest() async throws -> Int64 {
    let now = state.withLock { $0 }
    guard !now.isAway else {
      refusals.continuation.yield()
      throw Away()
    }
    return now.newest
  }

  func start(after seen: Int64, newest: Int64) async throws -> Int64 { min(seen, newest) }

  func changes(after position: Int64) async throws -> (changes: [Int64], last: Int64)? {
    let newest = try await newest()
    return position < newest ? (Array(position + 1...newest), newest) : nil
  }
}

private struct CountingModule: ServiceModule {
  static let name = "counting"
  static let openAPI = "info: {title: Counting, version: '1'}\n"
  static let statements: [any Postgres.Statement.Type] = []

  let database: PostgresClient
  let feed: LiveFeed<Numbers, String>
  var backgroundServices: [any Service] { [feed] }

  init(_ numbers: Numbers, maxStreams: Int = 8) {
    // Nothing listens there, and no bell rings.
    var configuration = PostgresConfiguration(url: "host=127.0.0.1 port=1 dbname=none")
    configuration.notifies = false
    database = PostgresClient(configuration, logger: silent)
    feed = LiveFeed(
      numbers, database: database, channel: "numbers", maxStreams: maxStreams,
      gauge: Gauge(label: "streams"), logger: silent)
  }

  func addRoutes(to router: ServiceRouter) {
    router.readingQuery.withDeadline(.none).get("/api/numbers") { request, context in
      let query = request.query()
      let seen = query.int("after", 0...Int.max).map(Int64.init)
      try query.finish()
      return try await feed.response(context, after: seen, as: "plain") { numbers in
        numbers.map { LiveEvent($0, "number", "\($0)") }
      }
    }
  }
}
