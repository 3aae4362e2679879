import Contracts
import FoundationEssentials
import Logging
import Outbox
import Postgres
import ServiceKit
import ServiceLifecycle
import TestSupport
import Testing

@testable import Packing
@testable import mcf

/// R-170 between packing and the sandbox's bakery, over HTTP both ways.
@Suite struct CookieTests {
  @Test("ordered 24 hours before, at once when that is past, with the first name and no more")
  func ordering() async throws {
    try await withBakery { bed in
      let soon = try await bed.accept(hours: 3, name: "Murka")
      let later = try await bed.accept(hours: 25, name: "Tom")
      let ended = try await bed.accept(hours: 25, name: "Nala")
      try await bed.round()
      // The service looks when it starts; it may have been faster, and not be through.
      try await eventually("it is ordered") { try await bed.cookie(of: soon).status == .ordered }
      #expect(bed.bakery.cookies.map(\.wish.firstName) == ["Murka"])
      try await bed.finish(ended)
      bed.time.advance(by: 3_599)
      try await bed.round()
      #expect(bed.bakery.cookies.count == 1)
      bed.time.advance(by: 1)
      try await bed.round()
      #expect(bed.bakery.cookies.map(\.wish.firstName) == ["Murka", "Tom"])
      for cookie in bed.bakery.cookies {
        let sent = try JSONValue(parsing: cookie.wish.body)
        #expect(sent.names == ["first_name", "reference", "callback_url"])
        #expect(cookie.key.text == sent["reference"]?.string)
      }
      #expect(try await bed.cookie(of: soon).status == .late)
      #expect(try await bed.cookie(of: later).reference == "tune-2")
      #expect(try await bed.cookie(of: ended).status == .notOrdered)
    }
  }

  @Test("a bad line, lost answers among it: every cookie is ordered in the end, and baked once")
  func retries() async throws {
    try await withBakery(BakeryBehaviour(delaySeconds: 86_400, failureRate: 0.7)) { bed in
      var orders: [OrderFacts] = []
      for _ in 0..<30 { orders.append(try await bed.accept(hours: 20)) }
      var done = 0
      for _ in 0..<200 where done < 30 {
        try await bed.round()
        // Past the pause of any try so far, and well before the cookies are of no use.
        bed.time.advance(by: 300)
        done = try await bed.count(.ordered) + bed.count(.late)
      }
      #expect(done == 30)
      #expect(bed.bakery.cookies.count == 30)
      #expect(bed.bakery.cookies.contains { $0.times > 1 })
    }
  }

  @Test("a contractor who never answers well is given up when the cookie is of no use any more")
  func givenUp() async throws {
    try await withBakery(BakeryBehaviour(failureRate: 1)) { bed in
      let order = try await bed.accept(hours: 1)
      try await bed.round()
      #expect(try await bed.cookie(of: order).status == .due)
      bed.time.advance(by: 3_600)
      try await bed.round()
      #expect(try await bed.cookie(of: order).status == .notOrdered)
      #expect(try await bed.cookie(of: order).cause == .contractorFailed)
    }
  }

  @Test("several replicas at once order each cookie once")
  func replicas() async throws {
    try await withBakery(BakeryBehaviour(delaySeconds: 86_400)) { bed in
      for _ in 0..<60 { try await bed.accept(hours: 20) }
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<4 { group.addTask { try await bed.round() } }
        try await group.waitForAll()
      }
      #expect(bed.bakery.cookies.count == 60)
      #expect(bed.bakery.cookies.allSatisfy { $0.times == 1 })
      #expect(try await bed.count(.ordered) == 60)
    }
  }

  @Test("a replica that dies with a lease loses nothing: it is ordered again, and there once")
  func lease() async throws {
    try await withBakery(BakeryBehaviour(delaySeconds: 86_400)) { bed in
      let order = try await bed.accept(hours: 20)
      let claim = ClaimCookies(
        now: bed.time.now, leaseEnd: bed.time.now.addingTimeInterval(40), limit: 10)
      #expect(try await bed.packing.database.execute(claim).count == 1)
      try await bed.round()
      #expect(bed.bakery.cookies.isEmpty)
      bed.time.advance(by: 40)
      try await bed.round()
      #expect(try await bed.cookie(of: order).status == .ordered)
      #expect(bed.bakery.cookies.count == 1)
    }
  }

  @Test("an accepted order's cookie is ordered at once and its arrival, told twice, is shown once")
  func arrival() async throws {
    try await withBakery(BakeryBehaviour(delaySeconds: 0, duplicateRate: 1)) { bed in
      let order = try await bed.accept(hours: 20)
      try await bed.hear(of: order)
      try await eventually("the cookie arrives") {
        try await bed.cookie(of: order).status == .arrived
      }
      try await eventually("the bakery knows") { bed.bakery.cookies.allSatisfy(\.isDelivered) }
      let history = try await bed.packing.database.read(
        FindPackageHistory(packageIDs: [order.orderID]))
      #expect(history.count { $0.event == "cookie_arrived" } == 1)
    }
  }
}

/// Packing and a bakery, each with a socket.
private struct BakeryBed: Sendable {
  let packing: PackingModule
  let bakery: CookieBakery
  let time: TestClock

  func round() async throws { try await packing.cookies.round() }

  @discardableResult
  func accept(hours: Double, name: String = "Murka") async throws -> OrderFacts {
    let scheduledAt = time.now.addingTimeInterval(hours * 3_600)
    let order = OrderFacts(
      orderID: .v7(at: time.now), clientID: .v7(at: time.now), clientFirstName: name,
      clientName: "\(name) Mews", workerID: .v7(at: time.now), workerFirstName: "Barsik",
      workerName: "Barsik Paws", serviceTypeID: .v7(at: time.now), serviceTypeName: "Tidying",
      description: "secret", place: "secret", phone: "secret", email: "secret",
      scheduledAt: scheduledAt, endsAt: scheduledAt, pickUpAt: nil, price: .zero,
      discountPercent: 0, charge: .zero, earning: nil, packingList: [], copyOf: nil,
      acceptedAt: time.now)
    try await keep(order, version: 1, ending: nil)
    return order
  }

  func finish(_ order: OrderFacts) async throws {
    let ending = OrderEnding(outcome: .cancelled, endedAt: time.now)
    try await keep(order, version: 2, ending: ending)
  }

  /// What the event does, without waking the service: these tests look when they want to.
  private func keep(_ order: OrderFacts, version: Int64, ending: OrderEnding?) async throws {
    try await packing.database.execute(
      KeepOrder(
        order: order, version: version, ending: ending,
        cookieDueAt: order.scheduledAt.addingTimeInterval(-86_400), now: time.now))
  }

  /// The event itself, which wakes it.
  func hear(of order: OrderFacts) async throws {
    let event = Event(
      id: .v7(at: time.now), subject: order.orderID, version: 2, time: time.now,
      payload: OrderAccepted(order, .init()))
    try await packing.database.withTransaction { packing.take(event, in: $0) }
  }

  func cookie(of order: OrderFacts) async throws -> Cookie {
    let found = try await packing.database.readOne(FindPackage(id: order.orderID, workerID: nil))
    return try #require(found).cookie
  }

  func count(_ status: CookieStatus) async throws -> Int {
    let found = try await packing.database.query(
      "select count(*) from packing.cookie where status = \(status.rawValue)", as: Int64.self)
    return Int(found.first ?? 0)
  }
}

private func withBakery(
  _ behaviour: BakeryBehaviour = BakeryBehaviour(),
  _ body: @escaping @Sendable (BakeryBed) async throws -> Void
) async throws {
  try await withDatabase(.of("packing")) { database in
    let logger = Logger.silent
    // The bakery's calls are stamped with the real time.
    let time = TestClock(Date(timeIntervalSince1970: Date().timeIntervalSince1970.rounded()))
    let secret = WebhookSecret.random()
    let bakery = CookieBakery(secret: secret, behaviour: behaviour, logger: logger)
    let sandbox = try SandboxServer(
      [bakery], host: "127.0.0.1", port: try Port.keep(preferring: 0), logger: logger)
    var settings = ServerSettings()
    settings.port = try Port.keep(preferring: 0)
    var configuration = PackingConfiguration()
    configuration.cookies.contractorURL = sandbox.url + "/cookies"
    configuration.cookies.publicURL = "http://127.0.0.1:\(settings.port)"
    configuration.cookies.secrets = [secret]
    // Tests look by themselves, or wake it.
    configuration.cookies.interval = 3_600
    let packing = PackingModule(
      database: database.app("packing"), clock: time.clock, configuration: configuration,
      logger: logger)
    let (ports, found) = AsyncStream.makeStream(of: Int.self)
    let application = try buildApplication(
      modules: [packing], authenticator: TestIssuer.shared.verifier(), settings: settings,
      logger: logger
    ) { found.yield($0) }
    let group = ServiceGroup(services: [sandbox, application], logger: logger)
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask { try await group.run() }
      for await _ in ports { break }
      try await body(BakeryBed(packing: packing, bakery: bakery, time: time))
      await group.triggerGracefulShutdown()
      try await tasks.waitForAll()
    }
  }
}
