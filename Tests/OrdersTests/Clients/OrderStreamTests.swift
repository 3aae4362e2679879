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
        #expect(try await bed.checkIn(order).status == 200)
        let told = try await own.text(until: "Arrived and checked in")
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
        #expect(try await bed.checkIn(order).status == 200)
        #expect(try await own.text(until: "Under way").contains("Under way"))
      }
    }
  }

  @Test(
    "A6.8: two seconds after a commit it is on the page, and however much happens, once a second")
  func pace() async throws {
    try await withOrders { bed in
      try await bed.addClient("c1")
      try await bed.addWorkers(1)
      let type = try await bed.addServiceType()
      try await bed.withProcess(maxStreams: 1) { url in
        let list = try await Self.follow(url + (try await bed.stream(of: "/orders")), "c1")
        var told = list.body.makeAsyncIterator()
        // Of three, the one that the machine had time for.
        var waits: [Duration] = []
        for day in 1...3 {
          let order = try await bed.place(type, inHours: Double(day) * 24)
          let committed = ContinuousClock.now
          _ = try await told.text(until: order.id.wire)
          waits.append(committed.duration(to: .now))
        }
        #expect(try #require(waits.min()) < .seconds(2))

        let start = ContinuousClock.now
        var last: PlacedOrder?
        for day in 4...15 { last = try await bed.place(type, inHours: Double(day) * 24) }
        let text = try await told.text(until: try #require(last).id.wire)
        let regions = text.matches(of: #/event: region/#).count
        let seconds = start.duration(to: .now) / .seconds(1)
        #expect(Double(regions) <= seconds + 2, "\(regions) in \(seconds) s")
      }
    }
  }

  @Test("a page's stream ends with its reader's rights, and says nothing more; it is for its role")
  func rights() async throws {
    try await withOrders { bed in
      let order = try await bed.placedOrder(workers: 2)
      let manager = UUID.v7(at: bed.now)
      let readers: [(path: String, caller: Caller)] = [
        ("/jobs", Caller(subject: order.worker.wire, roles: [.worker])),
        ("/admin/orders", Caller(subject: manager.wire, roles: [.manager])),
        ("/orders", Caller(subject: "c1", roles: [.client])),
      ]
      for (path, caller) in readers {
        for other in Role.allCases where !caller.roles.contains(other) {
          let browser = bed.api.browser(as: Who.role(other).caller)
          #expect(try await browser.get(path + "/stream").status == 403, "\(other) \(path)")
        }
      }
      try await bed.withProcess(maxStreams: 3) { url in
        var streams: [HTTPClientResponse] = []
        for (path, caller) in readers {
          let stream = try await bed.stream(of: path, for: caller)
          streams.append(try await Self.follow(url + stream, as: caller))
        }
        #expect(streams.allSatisfy { $0.status == .ok })
        try await bed.admin.query(
          "update workers.worker set active = false where id = \(order.worker)")
        try await bed.hear(of: manager, active: false)
        #expect(try await bed.cancel(order).status == 200)
        // Who may still look hears of it, the others not even a heartbeat.
        #expect(try await streams[2].text(until: "\n\n").contains("event: region"))
        for (reader, stream) in zip(readers, streams).prefix(2) {
          #expect(try await stream.text(until: "\n\n") == "", "\(reader.path)")
        }
      }
    }
  }

  private static func follow(_ url: String, _ client: String) async throws -> HTTPClientResponse {
    try await follow(url, as: Caller(subject: client, roles: [.client]))
  }

  private static func follow(
    _ url: String, as caller: Caller
  ) async throws -> HTTPClientResponse {
    var request = HTTPClientRequest(url: url)
    let cookie = try TestSessions.shared.cookie(caller)
    request.headers.add(name: "Cookie", value: cookie)
    return try await HTTPClient.shared.execute(request, timeout: .seconds(60))
  }
}

extension HTTPClientResponse {
  /// What comes until it has some words; all of it if it ends before.
  fileprivate func text(until words: String) async throws -> String {
    var chunks = body.makeAsyncIterator()
    return try await chunks.text(until: words)
  }
}

extension HTTPClientResponse.Body.AsyncIterator {
  /// The same, of what has not been read yet.
  fileprivate mutating func text(until words: String) async throws -> String {
    var text = ""
    while let chunk = try await next() {
      text += String(buffer: chunk)
      if text.contains(words) { break }
    }
    return text
  }
}

extension Testbed {
  /// Where the stream of a page is, from the page as it is now.
  ///
  /// - Parameter caller: who looks at it; nil: its client.
  fileprivate func stream(of path: String, for caller: Caller? = nil) async throws -> String {
    let page = try await api.browser(as: caller ?? Who.client("c1").caller).get(path).text
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
