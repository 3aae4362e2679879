import AsyncHTTPClient
import Contracts
import FoundationEssentials
import NIOCore
import NIOHTTP1
import Postgres
import ServiceKit
import ServiceLifecycle
import TestSupport
import Testing

@testable import Orders

@Suite("A page of orders that is open stays as it is")
struct OrderStreamTests {
  @Test("what becomes of an order comes once, to its client's pages; beyond the limit they wait")
  func follows() async throws {
    try await withOrders { bed in
      let order = try await bed.placedOrder(workers: 2)
      let other = try await bed.place(try await bed.addServiceType())
      #expect(try await bed.cancel(other).status == 200)
      try await bed.addClient("c2")
      let path = "/orders/\(order.id.wire)"
      try await bed.withProcess(maxStreams: 3) { url in
        #expect(try await Self.follow("\(url)/orders/stream", "nobody").status == .notFound)
        #expect(try await Self.follow("\(url)\(path)/stream", "c2").status == .notFound)
        // From a page that is not what there is by now.
        let stale = try await Self.follow("\(url)\(path)/stream?seen=1", "c1")
        #expect(try await stale.text(until: "Accepted</span>").contains("event: region"))
        let own = try await Self.follow(url + (try await bed.stream(of: path)), "c1")
        let list = try await Self.follow(url + (try await bed.stream(of: "/orders")), "c1")
        let late = try await Self.follow("\(url)\(path)/stream", "c1")
        #expect(late.status == .serviceUnavailable)

        bed.time.set(order.scheduledAt)
        try await bed.admin.query("update clients.client set active = false")
        let told = try await Self.withinSeconds(2) {
          #expect(try await bed.checkIn(order).status == 200)
          return try await own.text(until: "Arrived and checked in")
        }
        #expect(told.matches(of: #/event: region/#).count == 1 && !told.contains("Arrival<"))
        #expect(told.contains("id: ") && !told.contains("<html") && !told.contains("form_token"))
        let listed = try await list.text(until: "</table>")
        #expect(listed.contains("Under way"))
        #expect(listed.contains(#"id="coming""#) && listed.contains(#"id="discount""#))
        // Who may order nothing any more is offered nothing.
        #expect(listed.contains(other.id.wire) && !listed.contains("copy=\(other.id.wire)"))
      }
    }
  }

  @Test("where nothing rings, it comes with the next look")
  func withoutNotify() async throws {
    try await withOrders { bed in
      let order = try await bed.placedOrder()
      try await bed.withProcess(maxStreams: 1, notifies: false) { url in
        let own = try await Self.follow(url + (try await bed.stream(of: "/orders")), "c1")
        bed.time.set(order.scheduledAt)
        _ = try await Self.withinSeconds(20) {
          #expect(try await bed.checkIn(order).status == 200)
          return try await own.text(until: "Under way")
        }
      }
    }
  }

  private static func withinSeconds<Value>(
    _ seconds: Int64, _ body: () async throws -> Value
  ) async rethrows -> Value {
    let start = ContinuousClock.now
    let value = try await body()
    #expect(start.duration(to: .now) < .seconds(seconds))
    return value
  }

  private static func follow(_ url: String, _ client: String) async throws -> HTTPClientResponse {
    var request = HTTPClientRequest(url: url)
    let cookie = try TestSessions.shared.cookie(Caller(subject: client, roles: [.client]))
    request.headers.add(name: "Cookie", value: cookie)
    return try await HTTPClient.shared.execute(request, timeout: .seconds(60))
  }
}

extension HTTPClientResponse {
  /// What comes until it has some words; all of it if it ends before.
  fileprivate func text(until words: String) async throws -> String {
    var text = ""
    for try await chunk in body {
      text += String(buffer: chunk)
      if text.contains(words) { break }
    }
    return text
  }
}

extension Testbed {
  /// Where the stream of a client's page is, from the page as it is now.
  fileprivate func stream(of path: String) async throws -> String {
    let page = try await api.browser(as: Who.client("c1").caller).get(path).text
    return String(try #require(page.firstMatch(of: #/data-stream="([^"]+)"/#)?.1))
  }

  /// A process of orders beside this one, with a socket of its own.
  fileprivate func withProcess(
    maxStreams: Int, notifies: Bool = true,
    _ body: @escaping @Sendable (String) async throws -> Void
  ) async throws {
    var configuration = OrdersConfiguration()
    configuration.maxStreams = maxStreams
    var postgres = PostgresConfiguration(url: core.url(.app("orders")))
    postgres.notifies = notifies
    let database = PostgresClient(postgres, logger: .silent)
    let orders = OrdersModule(
      database: database, clock: time.clock, configuration: configuration, logger: .silent)
    var settings = ServerSettings()
    settings.port = 0
    let (ports, found) = AsyncStream.makeStream(of: Int.self)
    let application = try buildApplication(
      modules: [orders], authenticator: TestIssuer.shared.verifier(),
      sessions: TestSessions.shared.verifier(), settings: settings, logger: .silent
    ) { found.yield($0) }
    let group = ServiceGroup(services: [application], logger: .silent)
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask { try await group.run() }
      for await port in ports {
        try await body("http://127.0.0.1:\(port)")
        break
      }
      await group.triggerGracefulShutdown()
      try await tasks.waitForAll()
    }
  }
}
