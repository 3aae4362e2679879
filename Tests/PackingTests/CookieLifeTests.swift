import Configuration
import Contracts
import FoundationEssentials
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import Postgres
import ServiceKit
import ServiceLifecycle
import TestSupport
import Testing

@testable import Packing

@Suite("R-170: a cookie that does not come holds nothing up")
struct CookieLifeTests {
  /// A cookie that was ordered, as if the contractor had answered.
  private static func ordered(_ bed: Fixture, hours: Double) async throws -> UUID {
    let id = try await bed.accept(bed.order(hours: hours))
    let text = try await bed.show(id)["cookie"]?["id"]?.string ?? ""
    let now = bed.time.now
    try await bed.packing.database.execute(
      NoteCookieOrdered(
        id: try #require(UUID(uuidString: text)), now: now, reference: nil,
        lateAt: now.addingTimeInterval(1_800)))
    return id
  }

  /// Nothing is due by itself: the service that runs beside does not interfere.
  private static var configuration: PackingConfiguration {
    var configuration = PackingConfiguration()
    configuration.cookies.lead = 0
    return configuration
  }

  @Test("ordered, late after half an hour, missing when the order's time comes; then it may arrive")
  func late() async throws {
    try await withPacking(Self.configuration) { bed in
      let id = try await Self.ordered(bed, hours: 20)
      func status() async throws -> JSONValue? { try await bed.show(id)["cookie"]?["status"] }
      bed.time.advance(by: 1_799)
      try await bed.packing.cookies.round()
      #expect(try await status() == "ordered")
      bed.time.advance(by: 1)
      try await bed.packing.cookies.round()
      #expect(try await status() == "late")
      #expect(try await bed.step("ready", id).status == 200)
      #expect(try await bed.step("issue", id).status == 200)
      bed.time.advance(by: 20 * 3_600)
      try await bed.packing.cookies.round()
      #expect(try await status() == "missing")
      #expect(
        try await bed.history(id) == [
          "ordered", "cookie_ordered", "cookie_late", "ready", "issued", "cookie_missing",
        ])
      #expect(try await bed.step("cookie-arrived", id).status == 200)
      #expect(try await status() == "arrived")
    }
  }

  @Test("a try that would come after the order's time does not come: then the cookie is given up")
  func lastTry() async throws {
    try await withPacking(Self.configuration) { bed in
      let order = bed.order(hours: 1)
      let id = try await bed.accept(order)
      let text = try await bed.show(id)["cookie"]?["id"]?.string ?? ""
      let cookie = CookieOrder(
        id: try #require(UUID(uuidString: text)), firstName: "Murka", tries: 0)
      let later = order.scheduledAt.addingTimeInterval(600)
      try await bed.packing.database.execute(
        NoteCookieFailure(order: cookie, nextAt: later, failure: "busy"))
      bed.time.set(order.scheduledAt)
      try await bed.packing.cookies.round()
      #expect(try await bed.show(id)["cookie"]?["status"] == "not_ordered")
    }
  }

  @Test("while the contractor takes an hour over one batch, what is late is shown before the next")
  func slowContractor() async throws {
    try await withDatabase(.of("packing")) { database in
      let time = TestClock()
      let start = time.now
      let router = Router()
      let (headers, received) = AsyncStream.makeStream(of: String.self)
      router.post("/cookies") { request, _ -> HTTPResponse.Status in
        received.yield(HTTPField.Name("traceparent").flatMap { request.headers[$0] } ?? "")
        time.set(start.addingTimeInterval(3_600))
        return .serviceUnavailable
      }
      let late = try await database.keepOrder(cookieDueAt: start, at: start)
      try await database.app("packing").execute(
        NoteCookieOrdered(
          id: late, now: start, reference: nil, lateAt: start.addingTimeInterval(1_800)))
      // More than are ordered at once.
      for _ in 0..<25 { _ = try await database.keepOrder(cookieDueAt: start, at: start) }
      let address = BindAddress.hostname("127.0.0.1", port: 0)
      let contractor = Application(
        router: router, configuration: .init(address: address), logger: Logger.silent)
      try await contractor.test(.live) { client in
        var configuration = CookieConfiguration()
        configuration.contractorURL = "http://127.0.0.1:\(client.port ?? 0)/cookies"
        configuration.interval = 3_600
        let service = CookieService(
          database: database.app("packing"), clock: time.clock, configuration: configuration,
          logger: .silent, changed: {})
        let group = ServiceGroup(services: [service], logger: .silent)
        async let running: Void = group.run()
        try await eventually("it is late") {
          try await database.admin.query(
            "select status from packing.cookie where id = \(late)", as: String.self) == ["late"]
        }
        await group.triggerGracefulShutdown()
        try await running
      }
      received.finish()
      // Two looks, since more are due than are done at once, and a call's own id in each.
      let calls = await headers.reduce(into: []) { $0.append($1) }.map { $0.split(separator: "-") }
      #expect(Set(calls.map { $0.dropFirst().first }).count <= 2)
      #expect(Set(calls.map { $0.dropFirst(2).first }).count == calls.count)
    }
  }

  @Test("an order that is soon over makes its cookie missing without being late first")
  func soon() async throws {
    try await withPacking(Self.configuration) { bed in
      let id = try await Self.ordered(bed, hours: 0.1)
      bed.time.advance(by: 360)
      try await bed.packing.cookies.round()
      #expect(try await bed.show(id)["cookie"]?["status"] == "missing")
    }
  }

  @Test("without a contractor cookies are not ordered, and shown so when they would have been")
  func noContractor() async throws {
    try await withPacking { bed in
      let (soon, later) = (bed.order(hours: 23), bed.order(hours: 25))
      for order in [soon, later] { try await bed.accept(order) }
      try await bed.packing.cookies.round()
      let cookie = try await bed.show(soon.orderID)["cookie"]
      #expect(cookie?["status"] == "not_ordered")
      #expect(cookie?["cause"] == "no_contractor")
      #expect(try await bed.show(later.orderID)["cookie"]?["status"] == "due")
      #expect(try await bed.history(soon.orderID) == ["ordered", "cookie_not_ordered"])
    }
  }

  @Test("with nothing to do, a round only reads: it works where nothing can be written")
  func idle() async throws {
    try await withPacking { bed in
      try await bed.accept(bed.order(hours: 25))
      let url = bed.database.url(.app("packing")) + " options='-c default_transaction_read_only=on'"
      try await withPostgresClient(PostgresConfiguration(url: url), logger: .silent) { database in
        let service = CookieService(
          database: database, clock: bed.time.clock, configuration: CookieConfiguration(),
          logger: .silent, changed: {})
        try await service.round()
        bed.time.advance(by: 25 * 3_600)
        await #expect(throws: PostgresError.self) { try await service.round() }
      }
    }
  }

  @Test("the contractor's address stays as it is written; the site's ends without its slash")
  func addresses() throws {
    let values = [
      "MCF_COOKIE_CONTRACTOR_URL": "https://baker.example/cookies/",
      "MCF_PUBLIC_URL": "https://mcf.example/",
    ]
    let configuration = try CookieConfiguration(
      ConfigReader(provider: EnvironmentVariablesProvider(environmentVariables: values)))
    #expect(configuration.contractorURL == "https://baker.example/cookies/")
    #expect(configuration.publicURL == "https://mcf.example")
  }
}

extension TestDatabase {
  /// A package for an order two days ahead, without telling any service.
  ///
  /// - Returns: its cookie.
  fileprivate func keepOrder(cookieDueAt dueAt: Date, at now: Date) async throws -> UUID {
    var order = OrderFacts.sample(at: now, list: [])
    order.scheduledAt = now.addingTimeInterval(2 * 86_400)
    try await app("packing").execute(
      KeepOrder(order: order, version: 1, ending: nil, cookieDueAt: dueAt, now: now))
    let found = try await admin.query(
      "select id from packing.cookie where package_id = \(order.orderID)", as: UUID.self)
    return try #require(found.first)
  }
}
