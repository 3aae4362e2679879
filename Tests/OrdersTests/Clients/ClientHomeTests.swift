import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Orders

@Suite("Where clients begin")
struct ClientHomeTests {
  @Test("R-010: who is new is registered first, and comes back to where they wanted to be")
  func unknown() async throws {
    try await withOrders { bed in
      let browser = bed.api.browser(as: Who.client("new").caller)
      for path in ["/orders", "/orders/new"] {
        let answer = try await browser.get(path)
        #expect(answer.status == 303)
        let welcome = "/clients/welcome" + queryString([("return", path)])
        #expect(answer.headers[.location] == welcome)
      }
    }
  }

  @Test("only clients get there, each to their own orders, and each page says what is there")
  func roles() async throws {
    try await withOrders { bed in
      let order = try await bed.placedOrder()
      try await bed.addClient("c2")
      let path = "/orders/\(order.id.wire)"
      let callers: [Who] = [
        .nobody, .client("c1"), .client("c2"), .worker(order.worker), .manager, .role(.clerk),
      ]
      let differences = try await bed.api.pageDifferences(
        callers.map(\.caller),
        [
          "/orders": [303, 200, 200, 403, 403, 403],
          "/orders/new": [303, 200, 200, 403, 403, 403],
          path: [303, 200, 404, 403, 403, 403],
          "\(path)/cancel": [303, 200, 404, 403, 403, 403],
          "\(path)/worker-photo": [303, 404, 404, 403, 403, 403],
          "/orders/7": [303, 404, 404, 403, 403, 403],
          "/orders?odd=1": [303, 400, 400, 403, 403, 403],
          "\(path)?odd=1": [303, 400, 400, 403, 403, 403],
        ])
      #expect(differences == [])
      for path in ["/orders/new", "\(path)/cancel"] {
        let answer = try await bed.api.browser(as: Who.worker(order.worker).caller).submit(path)
        #expect(answer.status == 403)
      }
      #expect(try await bed.count("orders") == 1)
    }
  }

  @Test("R-010, R-130: what comes up is above, by time; what has ended below, with the same again")
  func home() async throws {
    try await withOrders { bed in
      try await bed.addClient("c1", paid: "12345.00")
      try await bed.addWorkers(3)
      let browser = bed.api.browser(as: Who.client("c1").caller)
      let empty = try await browser.get("/orders")
      #expect(empty.missing(["<h1>Hello, Murka</h1>", "No orders yet", "Request help"]) == [])
      #expect(empty.text.contains(#"href="/clients/me">My details"#))
      // 12 345 paid: the next point comes when more than 20 000 are.
      #expect(empty.text.contains("5 % discount · 7\u{202F}655.01 more paid until 6 %"))
      #expect(empty.text.contains(#"<rect class="part" width="23""#))

      let type = try await bed.addServiceType()
      let later = try await bed.place(type, inHours: 48)
      let sooner = try await bed.place(type, inHours: 24)
      let gone = try await bed.place(type, inHours: 30)
      #expect(try await bed.cancel(gone).status == 200)
      let page = try await browser.get("/orders")
      let places = [sooner, later, gone].map { page.text.firstRange(of: "/orders/\($0.id.wire)\"") }
      let starts = places.compactMap { $0?.lowerBound }
      #expect(starts.count == 3 && starts == starts.sorted())
      #expect(
        page.missing([
          "Coming up", "Before", "Accepted", "Cancelled", "Moscow time",
          "/orders/new?copy=\(gone.id.wire)", "Roof 7", ">B</span>",
        ]) == [])
      // Of money nothing but what is due; of the worker the first name.
      #expect(!page.text.contains("Petrov") && !page.text.contains("60.00"))

      try await bed.admin.query(
        "update workers.worker set photo_sha256 = repeat('ab', 32)")
      let faces = try await browser.get("/orders").text
      #expect(faces.contains("/worker-photo\""))
      let russian = try await bed.api.browser(as: Who.client("c1").caller, language: "ru")
        .get("/orders")
      #expect(russian.missing(["Предстоит", "Раньше", "Здравствуйте, Murka!"]) == [])
    }
  }

  @Test("R-011: who is not active sees what there is and can order nothing")
  func inactive() async throws {
    try await withOrders { bed in
      let order = try await bed.placedOrder()
      try await bed.admin.query("update clients.client set active = false")
      let browser = bed.api.browser(as: Who.client("c1").caller)
      let page = try await browser.get("/orders")
      #expect(page.missing(["Your registration is not active", order.id.wire]) == [])
      #expect(!page.text.contains("/orders/new"))
      #expect(try await browser.get("/orders/new").headers[.location] == "/orders")
      // Sent from a form that was open before; who is unknown by now is registered again.
      let fields = [
        ("service_type_id", try await bed.addServiceType().wire), ("description", "Buy fish"),
        ("place", "Roof 7"), ("phone", "+7 900 100 20 30"), ("email", "murka@cats.example"),
        ("scheduled_at", Timestamp.format(bed.now.addingTimeInterval(86_400))),
      ]
      let sent = try await browser.press("/orders/new", fields)
      #expect(sent.status == 303 && sent.headers[.location] == "/orders")
      let unknown = try await bed.api.browser(as: Who.client("new").caller)
        .press("/orders/new", fields)
      #expect(unknown.headers[.location]?.hasPrefix("/clients/welcome?return=") == true)
      #expect(try await bed.count("orders") == 1)
    }
  }

  @Test("what has ended comes page by page, the latest first")
  func pager() async throws {
    try await withOrders { bed in
      let order = try await bed.placedOrder(workers: 2)
      #expect(try await bed.cancel(order).status == 200)
      try await bed.fill(25)
      let browser = bed.api.browser(as: Who.client("c1").caller)
      let first = try await browser.get("/orders")
      let next = try #require(first.text.firstMatch(of: #/rel="next" href="([^"]+)"/#)?.1)
      let second = try await browser.get(String(next).replacing("&amp;", with: "&"))
      func rows(_ page: TestAnswer) -> Int { page.text.matches(of: #/<th scope="row">/#).count }
      #expect(rows(first) == 20 && rows(second) == 6)
      #expect(!second.text.contains(order.id.wire) && !second.text.contains("data-stream"))
      #expect(first.text.contains(">Earlier ones</a>"))
    }
  }

  @Test("of ten thousand orders of one client an index leads to those that are shown")
  func plans() async throws {
    try await withOrders { bed in
      _ = try await bed.placedOrder()
      try await bed.fill(10_000)
      try await bed.admin.withConnection { connection in
        try await connection.script(
          """
          analyze orders.orders;
          set plan_cache_mode = force_generic_plan;
          prepare coming(text) as \(ListComingOrders.sql);
          prepare seen(text) as \(FingerprintOfClient.sql);
          """)
        for name in ["coming", "seen"] {
          let plan = try await connection.query(
            "explain (analyze, timing off) execute \(unescaped: name)('c1')", as: String.self
          ).joined(separator: "\n")
          #expect(plan.contains("orders_open_by_client"), "\(plan)")
          #expect(!plan.contains("Seq Scan on orders"), "\(plan)")
        }
      }
    }
  }

  @Test("a page's fingerprint is another one whenever an order of it has changed, and only then")
  func fingerprint() async throws {
    try await withOrders { bed in
      try await bed.addClient("c2")
      let order = try await bed.placedOrder(workers: 2)
      let mine = FingerprintOfClient(subject: "c1")
      let one = FingerprintOfOrder(id: order.id, viewer: Viewer(.client, bed.client("c1")))
      func look() async throws -> [Int64?] {
        [try await bed.database.readOne(mine), try await bed.database.readOne(one)]
      }
      let before = try await look()
      #expect(before == (try await look()) && before.allSatisfy { ($0 ?? -1) > 0 })
      let type = try await bed.addServiceType()
      _ = try await bed.place(type, as: "c2")
      #expect(try await look() == before, "somebody else's")
      bed.time.set(order.scheduledAt)
      #expect(try await bed.checkIn(order).status == 200)
      let after = try await look()
      #expect(zip(before, after).allSatisfy { $0 != $1 })
      let other = FingerprintOfOrder(id: order.id, viewer: Viewer(.client, bed.client("c2")))
      #expect(try await bed.database.readOne(other) != after[1], "of nothing")
    }
  }
}

extension Testbed {
  /// So many orders more that were cancelled, one a day before the first one.
  fileprivate func fill(_ count: Int) async throws {
    try await admin.query(
      """
      insert into orders.orders
      select (jsonb_populate_record(o, jsonb_build_object(
               'id', gen_random_uuid(), 'scheduled_at', o.scheduled_at - n * interval '1 day',
               'chain', o.id, 'status', 'cancelled', 'outcome', 'cancelled',
               'reason', 'client_request', 'ended_by', 'client', 'ended_at', o.created_at))).*
      from   orders.orders o, generate_series(1, \(count)) n
      where  o.id = (select id from orders.orders limit 1)
      """)
  }

  fileprivate func client(_ subject: String) -> Caller {
    Caller(subject: subject, roles: [.client])
  }
}
