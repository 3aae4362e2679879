import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Orders

@Suite("Managers' pages: one order")
struct ManagersOrderTests {
  @Test("everything is there: persons, money, photos, and who did what")
  func page() async throws {
    try await withOrders { bed in
      let order = try await bed.startedOrder()
      let boss = UUID.v7(at: bed.now)
      try await bed.hear(of: boss, active: true)
      let desk = ManagersDesk(bed, as: .roles([.manager], boss))
      let path = order.desk
      let answer = try await desk.act("not-done", on: order, note: "<asleep>")
      #expect(answer.headers[.location] == "\(path)?notice=desk_failed")
      let page = try await desk.page(path)
      for part in [
        "Murka Ivanova", "Barsik0 Petrov0", "Roof 7", "Buy fish", "tel:+79001002030",
        "100.00", "Checked in", "checked in", "/orders/\(order.id.wire)/photos/check-in",
        "it was not done", "&lt;asleep&gt;", "Vaska", "acceptance form",
        "/reviews/new?order=\(order.id.wire)", "\(path)/match",
        "/workers/\(order.worker.wire)", "href=\"/clients/",
      ] where part != "Checked in" { #expect(page.contains(part), "\(part)") }
      #expect(!page.contains("photos/report"))
      let russian = try await ManagersDesk(bed, language: "ru").page(path)
      #expect(russian.contains("Сорван") && russian.contains("московское время"))
      #expect(try await desk.browser.get("/admin/orders/\(UUID().wire)").status == 404)
    }
  }

  @Test(
    "R-133: each row of Order life that is a manager's is offered where it may be done, and done once",
    arguments: OrderStatus.allCases.filter(\.isOpen))
  func acts(_ status: OrderStatus) async throws {
    try await withOrders { bed in
      try await bed.addClient("c1")
      try await bed.addWorkers(1)
      let type = try await bed.addServiceType()
      let desk = ManagersDesk(bed)
      var hours = 3.0
      for ending in OrderLife.managersEndings where ending.from.contains(status) {
        let act = try #require(ending.managersAct)
        bed.time.advance(by: 1)
        let order = try await bed.place(type, inHours: hours)
        if status == .started {
          bed.time.set(order.scheduledAt)
          #expect(try await bed.checkIn(order).status == 200)
        }
        hours = 3
        let page = try await desk.page(order.desk)
        for other in OrderLife.managersEndings {
          #expect(
            page.contains("\(order.desk)/\(other.managersAct ?? "")\"")
              == other.from.contains(status), "\(other) at \(status)")
        }
        let asked = try await desk.page("\(order.desk)/\(act)")
        #expect(asked.contains("100.00 stays due"), "R-030")
        let fields = asked.hiddenFields + [("note", "said so")]
        let presses = try await atOnce(3) { _ in
          try await desk.send("\(order.desk)/\(act)", fields, key: "k-\(act)")
        }
        for press in presses {
          #expect(
            press.headers[.location]
              == "\(order.desk)?notice=desk_\(ending.outcome.rawValue)", "\(act): \(press.text)")
        }
        #expect(try await bed.status(order) == ending.outcome.rawValue)
        #expect(
          try await bed.history(order).last
            == "\(ending.outcome.rawValue) manager \(ending.reason?.rawValue ?? "")")
        #expect(try await bed.events(order).filter { $0 == "order.finished.v1" }.count == 1)
      }
    }
  }

  @Test("whoever comes too late sees the order as it is now, and what was typed is not lost")
  func late() async throws {
    try await withOrders { bed in
      let order = try await bed.placedOrder()
      let desk = ManagersDesk(bed)
      let path = "\(order.desk)/client-request"
      let shown = try await desk.page(path).hiddenFields
      bed.time.set(order.scheduledAt)
      _ = try await bed.checkIn(order)
      let late = try await desk.send(path, shown + [("note", "she <called>")])
      #expect(late.status == 412 && late.text.contains("has changed since you opened this"))
      #expect(late.text.contains("she &lt;called&gt;"))
      #expect(try await bed.status(order) == "started")
      _ = try await bed.complete(order)
      let over = try await desk.send(path, shown)
      #expect(over.headers[.location] == "\(order.desk)?notice=desk_overtaken")
      let asked = try await desk.browser.get(path)
      #expect(asked.headers[.location] == "\(order.desk)?notice=desk_overtaken")
      let page = try await desk.page("\(order.desk)?notice=desk_overtaken")
      #expect(page.contains("the order has moved on meanwhile"))
      #expect(page.contains("photos/report") && !page.contains("/client-request\""))
      #expect(try await bed.status(order) == "completed")
      let long = try await desk.send(
        "\(order.desk)/not-done",
        [("version", "1"), ("note", String(repeating: "n", count: 1_001))])
      #expect(long.status == 400 || long.status == 303)
    }
  }

  @Test("R-185: a manager sends the signed report for a worker, once, and not the check-in's photo")
  func complete() async throws {
    try await withOrders { bed in
      let order = try await bed.startedOrder()
      let desk = ManagersDesk(bed)
      let path = "\(order.desk)/complete"
      #expect(try await desk.page(order.desk).contains("\(path)\""))
      #expect(try await desk.page(path).contains("Photo of the signed report"))
      func send(_ shade: UInt8) async throws -> TestAnswer {
        try await desk.browser.send(SampleJPEG.bytes(shade), to: path, key: "k-\(shade)")
      }
      let same = try await send(1)
      #expect(same.status == 409 && same.text.contains("This is the photo of the check-in"))
      for _ in 0..<2 {
        #expect(try await send(2).headers[.location] == "\(order.desk)?notice=desk_completed")
      }
      #expect(try await bed.history(order).last == "completed manager")
      #expect(try await bed.events(order).filter { $0 == "order.finished.v1" }.count == 1)
      #expect(try await send(3).headers[.location] == "\(order.desk)?notice=desk_overtaken")
    }
  }

  @Test("R-132: the same is ordered again for the client, once, on the day that was chosen")
  func copy() async throws {
    try await withOrders { bed in
      let order = try await bed.placedOrder(workers: 2)
      let desk = ManagersDesk(bed)
      let path = "\(order.desk)/copy"
      #expect(
        try await desk.browser.get(path).headers[.location]
          == "\(order.desk)?notice=desk_overtaken", "it is open")
      #expect(try await desk.act("worker-cannot-come", on: order).status == 303)
      #expect(try await desk.page(order.desk).contains("\(path)\""))
      let page = try await desk.page(path)
      #expect(page.contains("Murka Ivanova") && page.contains(#"name="scheduled_at""#))
      for part in ["Choose a day", "First choose a day"] {
        #expect(page.contains(#"<option value="" selected>\#(part)</option>"#), "R-132: by hand")
      }
      let nothing = try await desk.send(path, page.hiddenFields)
      #expect(nothing.status == 400)
      for part in ["Day: please fill this in", "Time: please fill this in"] {
        #expect(nothing.text.contains(part), "\(part)")
      }
      let none = try await desk.send(path, page.hiddenFields + [("day", "2026-03-05")])
      #expect(none.status == 400 && none.text.contains("Time: please fill this in"))
      let times = try await desk.send(path, [("act", "times"), ("day", "2026-03-05")])
      #expect(times.text.contains(#"<option value="" selected>Choose a time</option>"#))
      #expect(times.status == 200 && times.text.contains(#"value="2026-03-05" selected"#))
      #expect(times.text.contains(#"value="2026-03-05T09:00:00Z""#))
      let other = try await desk.send(
        path, [("day", "2026-03-06"), ("scheduled_at", "2026-03-05T09:00:00Z")])
      #expect(other.status == 400, "another day than the time's")
      let fields = [("day", "2026-03-05"), ("scheduled_at", "2026-03-05T09:00:00Z")]
      let presses = try await atOnce(3) { _ in try await desk.send(path, fields, key: "k") }
      let copies = Set(presses.map { $0.headers[.location] ?? "\($0.status)" })
      #expect(copies.count == 1 && copies.first?.hasSuffix("?notice=desk_copied") == true)
      let copy = try #require(copies.first?.split(separator: "?").first)
      #expect(try await desk.page(String(copy)).contains("an earlier order"))
      #expect(try await bed.count("orders") == 2)
      let again = try await desk.browser.get(path)
      #expect(again.headers[.location] == "\(order.desk)?notice=desk_overtaken", "a copy is open")
    }
  }

  @Test("R-050, R-132: who orders for a client sees the charge, and agrees to another one first")
  func copyForCharge() async throws {
    try await withOrders { bed in
      let order = try await bed.placedOrder(workers: 2)
      let desk = ManagersDesk(bed)
      let path = "\(order.desk)/copy"
      #expect(try await desk.act("client-request", on: order).status == 303)
      let page = try await desk.page(path)
      for part in [
        "About 100.00", "Order it again for 100.00", #"name="max_charge" value="100.00""#,
      ] { #expect(page.contains(part), "\(part)") }
      let time = [("day", "2026-03-05"), ("scheduled_at", "2026-03-05T09:00:00Z")]
      let dearer = try await desk.send(path, time + [("max_charge", "90.00")])
      #expect(dearer.status == 409 && dearer.text.contains("It would cost 100.00 now"))
      #expect(dearer.text.contains(#"name="max_charge" value="100.00""#))
      #expect(dearer.text.contains(#"value="2026-03-05T09:00:00Z" selected"#))
      let type = try await bed.get(order.path, as: .manager)["service_type_id"]?.string ?? ""
      try await bed.admin.query("update clients.client set active = false")
      let inactive = try await desk.send(path, time + page.hiddenFields)
      #expect(inactive.status == 409 && inactive.text.contains("The client is not active"))
      #expect(!inactive.text.contains("Your registration"))
      try await bed.admin.query("update clients.client set active = true")
      #expect(try await bed.count("orders") == 1)
      _ = try await bed.call(
        .patch, "/api/service-types/\(type)", as: .manager, json: ["active": false],
        headers: ["If-Match": "\"1\""])
      let gone = try await desk.browser.get(path)
      #expect(gone.headers[.location] == "\(order.desk)?notice=desk_not_offered")
      let told = try await desk.page("\(order.desk)?notice=desk_not_offered")
      #expect(told.contains("is not on offer any more"))
    }
  }
}
