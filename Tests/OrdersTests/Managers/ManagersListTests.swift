import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Orders

@Suite("Managers' pages: the list of orders")
struct ManagersListTests {
  @Test(
    "orders are narrowed by status, days, persons and words, and counted where they are overdue")
  func filters() async throws {
    try await withOrders { bed in
      let order = try await bed.startedOrder()
      try await bed.addWorkers(1)
      let type = try await bed.addServiceType()
      let next = try await bed.place(type, inHours: 30)
      _ = try await bed.cancel(try await bed.place(type, inHours: 80))
      let desk = ManagersDesk(bed)
      let all = try await desk.page("/admin/orders")
      #expect(all.rows == 3 && all.contains(#"href="\#(order.desk)""#), "R-185: not yet overdue")
      #expect(all.contains(#"Overdue <span class="count">0</span>"#))
      bed.time.set(order.endsAt + 7_200)
      let rows: [(String, Int)] = [
        ("", 3), ("?status=open", 2), ("?status=cancelled", 1), ("?overdue=true", 1),
        ("?worker=\(order.worker.wire)&open=true", next.worker == order.worker ? 2 : 1),
        ("?q=roof", 3), ("?q=petrov0", next.worker == order.worker ? 3 : 1),
        ("?from=2026-03-03&to=2026-03-03", 1), ("?from=2026-03-04", 2), ("?to=2026-03-02", 0),
        ("?q=&status=&from=&to=", 3), ("?client=\(UUID().wire)", 0), ("?status=started", 1),
        ("?status=accepted", 1), ("?status=failed", 0), ("?status=completed", 0),
        ("?status=started&overdue=true", 1), ("?status=cancelled&overdue=true", 1),
        ("?status=open&from=2026-03-03&to=2026-03-03", 1), ("?worker=PETROV", 3),
        ("?client=murka+iv&status=open", 2), ("?client=petrov", 0), ("?worker=100%25", 0),
      ]
      for (query, count) in rows where !query.hasPrefix("?q=petrov") {
        #expect(try await desk.page("/admin/orders\(query)").rows == count, "\(query)")
      }
      let overdue = try await desk.page("/admin/orders?overdue=true")
      #expect(overdue.contains(#"Overdue <span class="count">1</span>"#))
      #expect(overdue.contains("Report is late"))
      let backwards = try await desk.browser.get("/admin/orders?from=2026-03-04&to=2026-03-03")
      #expect(backwards.status == 400 && backwards.text.contains("has to come after the start"))
      let nothing = try await desk.page("/admin/orders?worker=\(order.worker.wire)&status=failed")
      #expect(nothing.contains("Only the orders of Barsik0 Petrov0"))
      let client = try #require(
        try await bed.get(order.path, as: .manager)["client_id"]?.string)
      let none = try await desk.page("/admin/orders?client=\(client)&status=failed")
      #expect(none.contains("Only the orders by Murka Ivanova"))
      for wrong in ["?from=yesterday", "?from=2026-02-31", "?status=asleep", "?odd=1"] {
        #expect(try await desk.browser.get("/admin/orders\(wrong)").status == 400, "\(wrong)")
      }
      for (short, field) in [("q=ro", "q"), ("worker=ba", "worker"), ("client=mu", "client")] {
        let refused = try await desk.browser.get("/admin/orders?\(short)&status=open")
        #expect(refused.status == 400 && refused.text.rows == 2, "\(short): the list is there")
        #expect(refused.text.contains(#"id="\#(field)-mistake""#), "\(short)")
      }
      let both = try await desk.browser.get("/admin/orders?worker=ba&from=2026-03-04&to=2026-03-03")
      #expect(both.status == 400 && both.text.rows == 2 && both.text.contains(#"value="ba""#))
      for field in ["worker", "to"] { #expect(both.text.contains(#"id="\#(field)-mistake""#)) }
      let named = try await desk.page("/admin/orders?worker=petrov&client=ivanova")
      #expect(named.contains(#"name="worker" type="text" value="petrov""#))
      #expect(named.contains(#"name="client" type="text" value="ivanova""#))
    }
  }

  @Test("only what an index leads to is looked at all the time")
  func streams() async throws {
    try await withOrders { bed in
      let order = try await bed.placedOrder()
      let desk = ManagersDesk(bed)
      let (worker, client) = ("worker=\(order.worker.wire)", "client=\(UUID().wire)")
      let streams = [
        ("", true), ("?status=open", true), ("?overdue=true", true), ("?status=failed", true),
        ("?from=2026-03-01", true), ("?\(worker)", true), ("?\(client)", true),
        ("?q=roof", false), ("?worker=petrov", false), ("?client=murka", false),
        ("?\(worker)&open=true", false), ("?\(client)&overdue=true", false),
      ]
      for (query, isLive) in streams {
        let page = try await desk.page("/admin/orders\(query)")
        #expect(page.contains("data-stream=") == isLive, "\(query)")
      }
      #expect(try await desk.browser.get("/admin/orders/stream?q=roof").status == 404)
    }
  }

  @Test("whatever few orders are asked for, an index leads to them")
  func indexes() async throws {
    let end = Date(timeIntervalSince1970: 0)
    func list(_ statuses: [OrderStatus]?, overdue: Bool? = nil) -> (sql: String, bound: Int) {
      let query = OrderQuery(statuses: statuses, overdue: overdue, overdueEnd: end, limit: 51)
      return (type(of: query.managersScope.list(query)).sql, 13)
    }
    let lists: [((sql: String, bound: Int), String)] = [
      (list(nil), "orders_by_time"), (list([.completed]), "orders_by_time"),
      (list([.accepted, .started]), "orders_open_by_time"),
      (list([.started]), "orders_open_by_time"), (list([.failed]), "orders_unfulfilled_by_time"),
      (list([.cancelled]), "orders_unfulfilled_by_time"),
      (list([.accepted, .failed]), "orders_by_time"),
      (list([.cancelled, .failed]), "orders_unfulfilled_by_time"),
      (list(nil, overdue: true), "orders_to_report"),
      ((FailNoShows.sql, 3), "orders_open_by_time"), ((FailUnreported.sql, 3), "orders_to_report"),
    ]
    try await withOrders { bed in
      try await bed.addOldOrders(5_000)
      try await bed.admin.withConnection { connection in
        try await connection.script("set plan_cache_mode = force_generic_plan")
        for (number, (list, index)) in lists.enumerated() {
          try await connection.script("prepare list\(number) as \(list.sql)")
          let nulls = repeatElement("null", count: list.bound).joined(separator: ", ")
          let explain = PostgresQuery(unescaped: "explain execute list\(number)(\(nulls))")
          let plan = try await connection.query(explain, as: String.self)
            .joined(separator: "\n")
          #expect(plan.contains(" \(index) "), "\(plan)")
          #expect(!plan.contains("Seq Scan on orders"), "\(plan)")
        }
      }
    }
  }

  @Test("it goes on page by page, and is a file for tables")
  func pages() async throws {
    try await withOrders { bed in
      try await bed.addClient("c1")
      try await bed.addWorkers(1)
      let type = try await bed.addServiceType()
      for index in 0..<51 { _ = try await bed.place(type, inHours: Double(3 + 3 * index)) }
      let desk = ManagersDesk(bed)
      let first = try await desk.page("/admin/orders?status=open")
      #expect(first.rows == 50)
      let later = try #require(first.firstMatch(of: #/rel="next" href="([^"]+)"/#)?.1)
      let second = try await desk.page(String(later).replacing("&amp;", with: "&"))
      #expect(second.rows == 1)
      #expect(first.contains("data-stream=") && !second.contains("data-stream="))
      #expect(second.contains(#"href="/admin/orders/file?status=open""#), "a file from its start")
      let file = try await desk.browser.get("/admin/orders/file?status=open")
      #expect(file.headers[.contentType]?.hasPrefix("text/csv") == true)
      #expect(file.text.split(separator: "\r\n").count == 52)
    }
  }

  @Test("R-141: all open orders of a worker fail as they were shown, and only as they were shown")
  func failOpen() async throws {
    try await withOrders { bed in
      let started = try await bed.startedOrder()
      let type = try await bed.addServiceType()
      let accepted = try await bed.place(type)
      let desk = ManagersDesk(bed)
      let list = try await desk.page("/admin/orders?worker=\(started.worker.wire)&open=true")
      #expect(list.contains("Fail all 2 open orders"))
      let some = "/admin/orders?worker=\(started.worker.wire)&open=true&client=murka"
      #expect(try await !desk.page(some).contains("Fail all"), "not these alone are shown")
      let path = "/admin/orders/fail-open?worker=\(started.worker.wire)"
      let asked = try await desk.page(path)
      #expect(asked.rows == 2)
      for part in ["it was not done", "the worker cannot come", "Fail all 2 open orders"] {
        #expect(asked.contains(part), "\(part)")
      }
      let third = try await bed.place(type, inHours: 60)
      let changed = try await desk.send(path, asked.hiddenFields + [("note", "has moved")])
      #expect(changed.status == 409 && changed.text.contains("Other orders are open by now"))
      #expect(changed.text.contains("Fail all 3 open orders") && changed.text.contains("has moved"))
      for order in [started, accepted, third] {
        #expect(try await bed.events(order).last != "order.finished.v1", "nothing was done")
      }
      let fields = changed.text.hiddenFields + [("note", "has moved")]
      let presses = try await atOnce(4) { _ in try await desk.send(path, fields, key: "k") }
      for press in presses {
        #expect(press.status == 303, "\(press.text)")
        #expect(press.headers[.location]?.hasSuffix("&notice=failed_all") == true)
      }
      #expect(try await bed.history(started).last == "failed manager not_done")
      #expect(try await bed.history(accepted).last == "failed manager worker_cannot_come")
      for order in [started, accepted, third] {
        #expect(try await bed.events(order).filter { $0 == "order.finished.v1" }.count == 1)
        try await bed.expectVersionsWithoutGaps(order)
      }
      let done = try await desk.browser.get(path)
      #expect(done.headers[.location]?.contains("notice=nothing_open") == true)
    }
  }

  @Test("nobody but managers gets to their pages, and a deactivated one no more")
  func roles() async throws {
    try await withOrders { bed in
      let order = try await bed.startedOrder()
      let type = try #require(
        try await bed.get(order.path, as: .manager)["service_type_id"]?.string)
      let worker = "?worker=\(order.worker.wire)"
      let paths = [
        "/admin/orders", "/admin/orders/file", "/admin/orders/fail-open\(worker)", order.desk,
        "\(order.desk)/match", "\(order.desk)/match/file", "/admin/service-types",
        "/admin/service-types/new", "/admin/service-types/\(type)", "/admin/matching",
      ]
      let acts = OrderLife.managersEndings.compactMap(\.managersAct).map { "\(order.desk)/\($0)" }
      let forms =
        [
          "/admin/orders/fail-open\(worker)", "/admin/service-types/new",
          "/admin/service-types/\(type)", "/admin/matching",
        ] + acts
      let former = UUID.v7(at: bed.now)
      try await bed.hear(of: former, active: false)
      let others: [Who] =
        Role.allCases.filter { $0 != .manager }.map { .role($0) }
        + [.client("c1"), .worker(order.worker), .roles([.manager], former)]
      for other in others {
        let browser = bed.api.browser(as: other.caller)
        for path in paths + acts {
          #expect(try await browser.get(path).status == 403, "\(other) \(path)")
        }
        for form in forms {
          #expect(try await browser.submit(form).status == 403, "\(other) \(form)")
        }
      }
      let nobody = try await bed.api.browser(as: nil).get("/admin/orders")
      #expect(nobody.status == 401 || nobody.status == 303)
      #expect(try await bed.status(order) == "started")
      let desk = ManagersDesk(bed)
      for path in paths { _ = try await desk.page(path) }
      #expect(try OrdersModule.pageLinks().contains { $0.roles == [.manager] })
    }
  }
}

extension String {
  /// The rows of a page's table.
  fileprivate var rows: Int { matches(of: /<tr>\n?<th scope="row">/).count }
}

extension Testbed {
  /// Orders of one client and one worker that ended long ago, and are looked at as they are.
  fileprivate func addOldOrders(_ count: Int) async throws {
    try await admin.query(
      """
      insert into orders.orders
             (id, client_id, worker_id, service_type_id, status, outcome, description, place, phone,
              email, scheduled_at, client_first_name, client_name, worker_first_name, worker_name,
              service_type_name, packing_list, ends_at, busy, price, discount_percent, charge,
              earning, chain, pipeline_version, created_at, started_at, ended_at)
      select gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(),
             'completed', 'completed', 'Buy fish', 'Roof 7', '+79001002030', 'murka@cats.example',
             at, 'Murka', 'Murka Ivanova', 'Barsik', 'Barsik Petrov', 'Shopping', '{}', at,
             tstzrange(at, at, '[]'), 10000, 0, 10000, 6000, gen_random_uuid(), 1, at, at, at
      from   (select timestamptz '2026-01-01' - n * interval '1 hour' as at
              from   generate_series(1, \(count)) n) old
      """)
    try await admin.query("analyze orders.orders")
  }
}
