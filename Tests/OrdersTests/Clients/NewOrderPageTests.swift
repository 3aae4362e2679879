import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Orders

@Suite("R-020: help is requested on a page")
struct NewOrderPageTests {
  @Test("the form offers services, half hours by the clock on the wall, and says what it costs")
  func form() async throws {
    try await withOrders { bed in
      try await bed.addClient("c1", paid: "12000.00")
      let browser = bed.api.browser(as: Who.client("c1").caller)
      let nothing = try await browser.get("/orders/new")
      #expect(nothing.text.contains("Nothing can be ordered at the moment"))
      let type = try await bed.addServiceType([.init("description", "Fish and milk")])
      let off = try await bed.addServiceType()
      try await bed.admin.query("update orders.service_type set active = false where id = \(off)")
      let page = try await browser.get("/orders/new")
      // Monday, 2 March, 08:07 in London is 11:07 in Moscow; two hours ahead, the next half hour.
      #expect(
        page.missing([
          "Shopping · 60 min", "Fish and milk", #"value="murka@cats.example""#,
          #"<option value="" selected>Choose a day</option>"#,
          #"<option value="2026-03-02">Monday, 2 March</option>"#,
          #"<option value="2026-05-01">Friday, 1 May</option>"#, "When (Moscow time)",
          #"<option value="" selected>First choose a day</option>"#,
          "About 95.00 (100.00 less 5 %)", "Request help for 95.00",
          #"name="max_charge" value="95.00""#, "It will not become dearer",
          #"value="\#(type.wire)" checked"#,
        ]) == [])
      #expect(!page.text.contains(off.wire) && !page.text.contains(">13:30<"))
      #expect(!page.text.contains("more services"))
      let today = try await browser.submit(
        "/orders/new", [("act", "times"), ("day", "2026-03-02")])
      #expect(today.text.contains(#"<option value="2026-03-02T10:30:00Z">13:30</option>"#))
      #expect(!today.text.contains(">13:00<"))

      // Another day's times, and nothing is done by that.
      let fields = [
        ("act", "times"), ("day", "2026-03-05"), ("description", "two <cats>"),
        ("service_type_id", type.wire), ("place", ""), ("form_key", "k"),
      ]
      let day = try await browser.submit("/orders/new", fields)
      #expect(day.status == 200)
      #expect(
        day.missing([
          #"<option value="2026-03-05" selected>"#, "two &lt;cats&gt;", #"value="k""#,
          #"<option value="" selected>Choose a time</option>"#,
          #"<option value="2026-03-04T21:00:00Z">00:00</option>"#,
          #"<option value="2026-03-05T20:30:00Z">23:30</option>"#,
        ]) == [])
      #expect(!day.text.contains("Mistake"))
      #expect(try await bed.count("orders") == 0)
      #expect(!day.text.contains("There are more services"))
      try await bed.addServiceTypes(100)
      let many = try await browser.get("/orders/new")
      #expect(many.text.contains("There are more services than the 100 that are shown here"))
      #expect(many.text.matches(of: #/type="radio"/#).count == 100)
    }
  }

  @Test("every mistake is said at its field, and what was typed stays")
  func mistakes() async throws {
    try await withOrders { bed in
      try await bed.addClient("c1")
      try await bed.addWorkers(1)
      let type = try await bed.addServiceType()
      let browser = bed.api.browser(as: Who.client("c1").caller)
      let wrong = try await browser.press(
        "/orders/new", [("service_type_id", type.wire), ("phone", "call me"), ("email", "murka@")])
      #expect(wrong.status == 400)
      #expect(
        wrong.missing([
          "What is to be done: please fill this in", "Place: please fill this in",
          "Phone: enter a telephone number", "E-mail: enter an e-mail address",
          #"value="call me""#, "Day: please fill this in", "Time: please fill this in",
          "<title>Mistake: Request help",
        ]) == [])
      // Chosen without a script: the day is another one than the time's.
      let fields = Self.fields(bed, type)
      let day = try await browser.press("/orders/new", fields + [("day", "2026-03-09")])
      #expect(day.status == 400)
      #expect(
        day.missing([
          "Time: choose one of the times of the chosen day",
          #"<option value="2026-03-09" selected>"#,
        ]) == [])
      let soon = try await browser.press("/orders/new", Self.fields(bed, type, inHours: 1))
      #expect(soon.status == 409)
      #expect(
        soon.text.contains(
          "choose a time from Monday, 2 March, 13:07 Moscow time to Friday, 1 May, 11:07"))
      let gone = try await browser.press("/orders/new", Self.fields(bed, UUID()))
      #expect(gone.status == 409 && gone.text.contains("What do you need?: choose something else"))
      #expect(try await bed.count("orders") == 0)
    }
  }

  @Test("pressed many times at once and again later: one order, and each press ends on it")
  func presses() async throws {
    try await withOrders { bed in
      try await bed.addClient("c1")
      try await bed.addWorkers(3)
      let type = try await bed.addServiceType()
      let browser = bed.api.browser(as: Who.client("c1").caller)
      let fields = Self.fields(bed, type)
      #expect(try await browser.submit("/orders/new", fields).status == 400, "without a key")
      let answers = try await atOnce(8) { _ in
        try await browser.press("/orders/new", fields, key: "once")
      }
      let later = try await browser.press("/orders/new", fields, key: "once")
      let places = Set((answers + [later]).map { $0.headers[.location] })
      #expect((answers + [later]).allSatisfy { $0.status == 303 } && places.count == 1)
      #expect(try await bed.count("orders") == 1)
      let place = try #require(places.first ?? nil)
      #expect(try await browser.get(place).text.contains("Accepted: somebody will come."))
      let other = try await browser.press("/orders/new", fields + [("place", "x")], key: "once")
      #expect(other.status == 400 || other.status == 422)
    }
  }

  @Test("R-073: nobody is free: the form again, with the times at which somebody is")
  func later() async throws {
    try await withOrders { bed in
      _ = try await bed.placedOrder()
      let type = try await bed.addServiceType()
      let browser = bed.api.browser(as: Who.client("c1").caller)
      let fields = Self.fields(bed, type)
      let busy = try await browser.press("/orders/new", fields, key: "once")
      #expect(busy.status == 409)
      let times = busy.text.matches(
        of: #/name="scheduled_at" type="radio" value="([^"]+)"( checked)?/#)
      #expect(
        times.count == 3 && times.first?.2 != nil && times.dropFirst().allSatisfy { $0.2 == nil })
      #expect(busy.missing(["Nobody is free at that time", "Buy fish", "other time"]) == [])
      #expect(!busy.text.contains("<select"))
      let time = String(try #require(times.first?.1))
      let taken = fields.filter { $0.0 != "scheduled_at" } + [("scheduled_at", time)]
      #expect(try await browser.press("/orders/new", taken, key: "once").status == 303)
      #expect(try await bed.count("orders") == 2)

      // Nobody is free at any time.
      try await bed.admin.query("update workers.worker set active = false")
      for (language, words) in [("en", "Nobody is free at that time"), ("ru", "все заняты")] {
        let none = try await bed.api.browser(as: Who.client("c1").caller, language: language)
          .press("/orders/new", fields + [("day", "2026-03-03")])
        #expect(none.status == 409)
        let day = #"<option value="2026-03-03" selected>"#
        #expect(none.missing([words, "Buy fish", day, #"value="times""#]) == [], "\(language)")
        #expect(!none.text.contains(#"name="scheduled_at" type="radio""#), "\(language)")
      }
      #expect(try await bed.count("orders") == 2)
    }
  }

  @Test("R-050: it has become dearer: nothing is ordered before the new charge is agreed to")
  func dearer() async throws {
    try await withOrders { bed in
      try await bed.addClient("c1")
      try await bed.addWorkers(1)
      let type = try await bed.addServiceType()
      let browser = bed.api.browser(as: Who.client("c1").caller)
      let fields = Self.fields(bed, type)
      let asked = try await browser.press(
        "/orders/new", fields + [("max_charge", "90.00")], key: "once")
      #expect(asked.status == 409)
      #expect(
        asked.missing([
          "It would cost 100.00 now. Nothing has been ordered", "Request help for 100.00",
          #"name="max_charge" value="100.00""#,
        ]) == [])
      #expect(try await bed.count("orders") == 0)
      let agreed = try await browser.press(
        "/orders/new", fields + [("max_charge", "100.00")], key: "once")
      #expect(agreed.status == 303)
      #expect(try await bed.count("orders") == 1)
    }
  }

  @Test("R-130, R-132: the same again: only when is new, once while the copy is open")
  func copy() async throws {
    try await withOrders { bed in
      let order = try await bed.placedOrder(workers: 2)
      let browser = bed.api.browser(as: Who.client("c1").caller)
      let path = "/orders/new?copy=\(order.id.wire)"
      let open = try await browser.get(path)
      #expect(open.headers[.location] == "/orders/\(order.id.wire)?notice=order_open")
      #expect(try await bed.cancel(order).status == 200)
      let form = try await browser.get(path)
      #expect(form.missing(["<h1>The same again</h1>", "Buy fish", "Roof 7", "<select"]) == [])
      #expect(!form.text.contains("<textarea") && !form.text.contains(#"type="radio""#))
      // The date is picked by hand.
      let hasty = try await browser.press(path)
      #expect(hasty.status == 400 && hasty.text.contains("Day: please fill this in"))
      let time = Timestamp.format(bed.now.addingTimeInterval(26 * 3_600))
      let pressed = try await atOnce(3) { _ in
        try await browser.press(path, [("scheduled_at", time)], key: "once")
      }
      #expect(pressed.allSatisfy { $0.status == 303 })
      #expect(try await bed.count("orders") == 2)
      let copy = try #require(pressed[0].headers[.location]).split(separator: "?")[0]
      let again = try await browser.get(path)
      #expect(again.headers[.location] == "\(copy)?notice=copy_open")
      // Sent from a form that was open before.
      let late = try await browser.press(path, [("scheduled_at", time)], key: "another")
      #expect(late.headers[.location] == "\(copy)?notice=copy_open")
      #expect(try await bed.count("orders") == 2)
      let page = try await browser.get("/orders/\(order.id.wire)")
      #expect(page.text.contains("href=\"\(copy)\">See the order that took its place"))
      try await bed.addClient("c2")
      let stranger = bed.api.browser(as: Who.client("c2").caller)
      #expect(try await stranger.get(path).status == 404)
      #expect(try await stranger.press(path, [("scheduled_at", time)]).status == 404)
    }
  }

  @Test("R-132: to whom a copy will not be given is not said")
  func excluded() async throws {
    try await withOrders { bed in
      let order = try await bed.placedOrder(workers: 2)
      let failed = try await bed.post(
        "\(order.path)/fail", as: .manager, ["reason": "worker_cannot_come"])
      #expect(failed.status == 200, "\(failed.text)")
      let names = try await bed.admin.query(
        "select split_part(name, ' ', 1) from workers.worker where id = \(order.worker)",
        as: String.self)
      let form = try await bed.api.browser(as: Who.client("c1").caller)
        .get("/orders/new?copy=\(order.id.wire)")
      #expect(form.missing(["<h1>The same again</h1>", "Buy fish"]) == [])
      #expect(!form.text.contains(try #require(names.first)))
      #expect(!form.text.contains(order.worker.wire))
    }
  }

  @Test("R-132: the service is gone: that is said, and where there is something else")
  func gone() async throws {
    try await withOrders { bed in
      let order = try await bed.placedOrder()
      #expect(try await bed.cancel(order).status == 200)
      try await bed.admin.query("update orders.service_type set active = false")
      let page = try await bed.api.browser(as: Who.client("c1").caller)
        .get("/orders/new?copy=\(order.id.wire)")
      #expect(
        page.missing(["This is not on offer any more", #"href="/orders/new">Request help</a>"#])
          == [])
    }
  }

  private static func fields(
    _ bed: Testbed, _ type: UUID, inHours hours: Double = 24
  ) -> [(String, String)] {
    [
      ("service_type_id", type.wire), ("description", "Buy fish"), ("place", "Roof 7"),
      ("phone", "+7 900 100 20 30"), ("email", "murka@cats.example"),
      ("scheduled_at", Timestamp.format(bed.now.addingTimeInterval(hours * 3_600))),
    ]
  }
}

@Suite("R-020: the days on which a service can be had")
struct OfferedDaysTests {
  @Test("every day from the first to the last half hour, with its weekday")
  func days() {
    let days = OfferedDays.days(from: "2024-02-28", to: "2024-03-02")
    #expect(days.map(\.day) == ["2024-02-28", "2024-02-29", "2024-03-01", "2024-03-02"])
    #expect(days.map(\.weekday) == [3, 4, 5, 6])
    #expect(OfferedDays.days(from: "2024-03-02", to: "2024-03-01").isEmpty)
    #expect(OfferedDays.days(from: "never", to: "2024-03-01").isEmpty)
  }

  @Test("a day has the half hours that the clock shows on it, also when clocks change")
  func times() async throws {
    let now = try #require(Timestamp.parse("2026-03-02T08:07:12Z"))
    let offered = OfferedTimes(now: now, leadMinutes: 120, horizonDays: 3)
    // An hour is left out at noon of the second day.
    let noon = try #require(Timestamp.parse("2026-03-03T12:00:00Z"))
    let days = try await OfferedDays(offered, on: "2026-03-03") { instants in
      instants.reduce(into: [:]) { clocks, instant in
        let shown = Timestamp.format(instant < noon ? instant : instant + 3_600)
        clocks[instant] = LocalTime(
          day: String(shown.prefix(10)), weekday: 1,
          time: String(shown.dropFirst(11).prefix(5)))
      }
    }
    #expect(days.days.map(\.day) == ["2026-03-02", "2026-03-03", "2026-03-04", "2026-03-05"])
    #expect(days.day == "2026-03-03" && days.times.count == 46)
    #expect(days.times.map(\.local.time).prefix(2) == ["00:00", "00:30"])
    #expect(!days.times.map(\.local.time).contains("12:00"))
    #expect(days.choices.map(\.text) == days.times.map(\.local.time))
    // An hour comes twice, at noon.
    let twice = try await OfferedDays(offered, on: "2026-03-03") { instants in
      instants.reduce(into: [:]) { clocks, instant in
        let shown = Timestamp.format(instant < noon ? instant + 3_600 : instant)
        clocks[instant] = LocalTime(
          day: String(shown.prefix(10)), weekday: 1,
          time: String(shown.dropFirst(11).prefix(5)))
      }
    }
    #expect(
      twice.choices.map(\.text)[23..<29]
        == [
          "11:30", "12:00 (UTC+1)", "12:30 (UTC+1)", "12:00 (UTC+0)", "12:30 (UTC+0)", "13:00",
        ])
    let odd = try await OfferedDays(offered, on: "1999-01-01") { _ in [:] }
    #expect(odd.times.isEmpty && odd.day.isEmpty)
  }
}
