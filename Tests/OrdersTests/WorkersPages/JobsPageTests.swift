import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Orders

extension Testbed {
  /// The browser of who does an order.
  func browser(of order: PlacedOrder, language: String = "en") -> TestBrowser {
    api.browser(as: Who.worker(order.worker).caller, language: language)
  }
}

extension PlacedOrder {
  var job: String { "/jobs/\(id.wire)" }
}

@Suite("R-140: where workers begin")
struct JobsPageTests {
  @Test("only workers get there, each to their own jobs, and each page says what is there")
  func roles() async throws {
    try await withOrders { bed in
      let order = try await bed.placedOrder()
      let other = try await bed.addWorkers(1)[0]
      let callers: [Who] = [
        .nobody, .worker(order.worker), .worker(other), .client("c1"), .manager, .role(.clerk),
      ]
      let differences = try await bed.api.pageDifferences(
        callers.map(\.caller),
        [
          "/jobs": [303, 200, 200, 403, 403, 403],
          "/jobs?status=failed": [303, 200, 200, 403, 403, 403],
          "/jobs?status=odd": [303, 400, 400, 403, 403, 403],
          "/jobs?to=2026-03-02T00:00:00Z": [303, 400, 400, 403, 403, 403],
          order.job: [303, 200, 404, 403, 403, 403],
          "\(order.job)/check-in": [303, 200, 404, 403, 403, 403],
          "\(order.job)/report": [303, 200, 404, 403, 403, 403],
          "\(order.job)/cannot-come": [303, 200, 404, 403, 403, 403],
          "\(order.job)/not-done": [303, 303, 404, 403, 403, 403],
          "\(order.job)?odd=1": [303, 400, 400, 403, 403, 403],
          "/jobs/7": [303, 404, 404, 403, 403, 403],
        ])
      #expect(differences == [])
      for (who, status) in [(Who.nobody, 401), (.worker(other), 404), (.client("c1"), 403)] {
        let stream = try await bed.api.browser(as: who.caller).get("\(order.job)/stream")
        #expect(stream.status == status, "\(who)")
      }
      let stranger = bed.api.browser(as: Who.worker(other).caller)
      for act in ["check-in", "report"] {
        let path = "\(order.job)/\(act)"
        // Before it is read: neither the token nor the bytes matter.
        let much = Array(repeating: UInt8(0), count: Photo.maxBytes + 1)
        #expect(try await stranger.send(much, to: path, token: "x").status == 404)
        let client = bed.api.browser(as: Who.client("c1").caller)
        #expect(try await client.send(SampleJPEG.bytes(1), to: path).status == 403)
      }
      let gone = try await stranger.press("\(order.job)/cannot-come", [("version", "1")])
      #expect(gone.status == 404)
      #expect(try await bed.status(order) == "accepted")
    }
  }

  @Test(
    "the next job is first, with time, place, first name, phone and earning; nothing of money else")
  func list() async throws {
    try await withOrders { bed in
      try await bed.addClient("c1")
      let worker = try await bed.addWorkers(1)[0]
      let browser = bed.api.browser(as: Who.worker(worker).caller)
      #expect(try await browser.get("/jobs").missing(["No jobs at the moment", "My hours"]) == [])
      let type = try await bed.addServiceType()
      let later = try await bed.place(type, inHours: 48)
      let sooner = try await bed.place(type, inHours: 24)
      try await bed.admin.query(
        "update orders.orders set phone = '+7 495 000-00-01 x204' where id = \(later.id)")
      let gone = try await bed.place(type, inHours: 30)
      #expect(try await bed.cancel(gone).status == 200)
      let page = try await browser.get("/jobs")
      let starts = [sooner, later].compactMap {
        page.text.firstRange(of: "\($0.job)\"")?.lowerBound
      }
      #expect(starts.count == 2 && starts == starts.sorted())
      #expect(
        page.missing([
          "<h2>Next</h2>", "<h2>After that</h2>", "Shopping", "Tuesday, 3 March, 11:07 Moscow time",
          #"href="geo:0,0?q=Roof%207">Roof 7</a>"#,
          #"href="tel:+79001002030">+7 900 100 20 30</a>"#,
          #"href="tel:+74950000001;ext=204">+7 495 000-00-01 x204</a>"#, "copy it into one",
          "Murka", "You earn 60.00", #"Active <span class="count">2</span>"#,
          #"href="/jobs?status=cancelled">Cancelled <span class="count">1</span>"#,
          #"data-stream="/jobs/stream?seen="#, #"http-equiv="refresh""#,
        ]) == [])
      for hidden in ["Ivanova", "100.00", "95.00", gone.id.wire, "murka@"] {
        #expect(!page.text.contains(hidden), "\(hidden)")
      }
      let cancelled = try await browser.get("/jobs?status=cancelled")
      #expect(cancelled.text.contains(gone.job) && !cancelled.text.contains(later.job))
      #expect(cancelled.text.contains("It earned nothing"))
      #expect(try await browser.get("/jobs?status=completed").text.contains("Nothing here"))
      let russian = try await bed.browser(of: sooner, language: "ru").get("/jobs")
      #expect(russian.missing(["<h1>Мои задания</h1>", "Вы заработаете 60,00", "Ближайшее"]) == [])
    }
  }

  @Test("R-141: the jobs that fall into some days, each to be given up")
  func days() async throws {
    try await withOrders { bed in
      let order = try await bed.placedOrder()
      let browser = bed.browser(of: order)
      func days(_ from: TimeInterval, _ to: TimeInterval) async throws -> TestAnswer {
        let ends = [("from", order.scheduledAt + from), ("to", order.scheduledAt + to)]
        return try await browser.get(
          "/jobs" + queryString(ends.map { ($0.0, Timestamp.format($0.1)) }))
      }
      for (from, to) in [(-3_600.0, 60.0), (1_800.0, 7_200.0)] {
        let page = try await days(from, to)
        #expect(
          page.missing([
            "In these days you have 1 job.", "\(order.job)/cannot-come",
            // Of several they are told apart by those as well who hear them one by one.
            #"I can&#39;t come<span class="hidden">: Tuesday, 3 March, 11:07"#,
          ])
            == [], "\(from)")
      }
      for (from, to) in [(-7_200.0, 0.0), (3_600.0, 7_200.0)] {
        let page = try await days(from, to)
        #expect(page.text.contains("In these days you have no jobs."), "\(from)")
        #expect(!page.text.contains(order.job))
      }
      #expect(try await days(60, 0).status == 400)
    }
  }

  @Test("R-140: the phone disappears a week after the end")
  func phone() async throws {
    try await withOrders { bed in
      let order = try await bed.startedOrder()
      #expect(try await bed.complete(order).status == 200)
      let browser = bed.browser(of: order)
      bed.time.advance(by: 604_799)
      #expect(try await browser.get(order.job).text.contains("tel:+79001002030"))
      bed.time.advance(by: 1)
      for path in [order.job, "/jobs?status=completed"] {
        let page = try await browser.get(path)
        #expect(page.status == 200 && !page.text.contains("900 100"), "\(path)")
      }
    }
  }

  @Test("what has ended comes page by page, and what changes changes the fingerprint")
  func pager() async throws {
    try await withOrders { bed in
      let order = try await bed.placedOrder()
      let mine = FingerprintOfWorker(workerID: order.worker)
      let before = try await bed.database.readOne(mine)
      #expect(before == (try await bed.database.readOne(mine)))
      #expect(try await bed.cancel(order).status == 200)
      #expect(try await bed.database.readOne(mine) != before)
      try await bed.addOrders(25)
      let browser = bed.browser(of: order)
      let first = try await browser.get("/jobs?status=cancelled")
      let next = try #require(first.text.firstMatch(of: #/rel="next" href="([^"]+)"/#)?.1)
      let second = try await browser.get(String(next).replacing("&amp;", with: "&"))
      func jobs(_ page: TestAnswer) -> Int {
        page.text.matches(of: #/<h3><a href="\/jobs\//#).count
      }
      #expect(jobs(first) == 20 && jobs(second) == 6)
      #expect(!first.text.contains("data-stream"))
      #expect(first.text.contains(#"Cancelled <span class="count">26</span>"#))
    }
  }

  @Test("however many jobs a worker has had, a page reads those that it shows")
  func manyJobs() async throws {
    try await withOrders { bed in
      let order = try await bed.placedOrder()
      try await bed.addOrders(1_000, ofOthers: true)
      #expect(try await bed.cancel(order).status == 200)
      try await bed.addOrders(3_000)
      try await bed.addOrders(3_000, ofOthers: true)
      try await bed.admin.query("analyze orders.orders")
      // Of what is open only, both of them.
      let open = #/orders_open_by_worker|order_worker_free/#
      let ended = #/orders_ended_by_worker/#
      let worker = "'\(order.worker.wire)'"
      for (sql, arguments, indexes) in [
        (FingerprintOfWorker.sql, worker, [open]),
        (ListOpenJobs.sql, "\(worker), '2000-01-01', '2100-01-01'", [open]),
        (ListEndedJobs.sql, "\(worker), 'failed', null, null, 21", [ended]),
        (CountJobs.sql, worker, [open, ended]),
      ] {
        let plan = try await bed.admin.withTransaction { transaction in
          // As a pool has it that has asked often.
          try await transaction.query("set local plan_cache_mode = force_generic_plan")
          try await transaction.query("prepare jobs as \(unescaped: sql)")
          let plan = try await transaction.query(
            "explain (costs off) execute jobs (\(unescaped: arguments))", as: String.self)
          try await transaction.query("deallocate jobs")
          return plan
        }
        for index in indexes {
          #expect(plan.contains { $0.contains(index) }, "\(plan)\n\(sql)")
        }
        #expect(!plan.contains { $0.contains("Seq Scan") }, "\(plan)")
      }
      let page = try await bed.browser(of: order).get("/jobs?status=cancelled")
      #expect(page.missing([">Cancelled</a>", #"Failed <span class="count">0"#]) == [])
    }
  }
}

extension Testbed {
  /// Further orders like the first one, a day apart.
  ///
  /// - Parameter others: each of a worker of its own.
  func addOrders(_ count: Int, ofOthers others: Bool = false) async throws {
    try await admin.query(
      """
      insert into orders.orders
      select (jsonb_populate_record(o, jsonb_build_object(
               'id', gen_random_uuid(), 'scheduled_at', o.scheduled_at - n * interval '1 day',
               'chain', o.id,
               'worker_id', case when \(others) then gen_random_uuid() else o.worker_id end))).*
      from   orders.orders o, generate_series(1, \(count)) n
      where  o.id = o.chain
      """)
  }
}
