import Contracts
import FoundationEssentials
import HTTPTypes
import ServiceKit
import TestSupport
import Testing

@testable import Packing

@Suite("The packages page")
struct PackagesPageTests {
  @Test(
    "R-160: clerks see what is to be packed by pick-up time, in business time, for whom and what")
  func list() async throws {
    try await withPacking { packing in
      let second = packing.order(name: "Second Cat", hours: 30, list: ["rake", "acceptance form"])
      let first = packing.order(name: "First Cat", hours: 25)
      for order in [second, first] { try await packing.accept(order) }
      packing.time.advance(by: -0.5)
      let page = try await packing.api.browser(as: Fixture.clerk).get("/packages")
      #expect(page.status == 200)
      let text = page.text
      for part in [
        "First Cat", "Second Cat", "<li>rake</li>", "<li>acceptance form</li>", "Murka", "Tidying",
        "Take the box out", "To pack",
        // The clock stands at noon in Moscow on Monday, 1 March; the pick-up is 24 hours later.
        "<h2>Tuesday, 2 March</h2>", ">12:00</time>", ">17:00</time>", ">First Cat</th>",
        ">Second Cat</th>", "in 1 day 0 h",
        #"<time datetime="2027-03-02T09:00:00"#, "action=\"/packages/\(first.orderID.wire)/ready\"",
      ] { #expect(text.contains(part), "\(part)") }
      let places = [first, second].map { text.firstRange(of: "package-\($0.orderID.wire)") }
      let (one, two) = (try #require(places[0]), try #require(places[1]))
      #expect(one.lowerBound < two.lowerBound)
      for secret in ["murka@secret.example", "111-22-33", "Secretova"] {
        #expect(!text.contains(secret))
      }
    }
  }

  @Test("every role: clerks all; without buttons managers all, workers their own; others none")
  func roles() async throws {
    try await withPacking { packing in
      let worker = UUID.v7(at: packing.time.now)
      let own = try await packing.accept(packing.order(worker, name: "Own Cat"))
      let other = try await packing.accept(packing.order(name: "Other Cat"))
      let page = try await packing.api.browser(as: Fixture.worker(worker)).get("/packages")
      #expect(page.text.contains("My packages") && page.text.contains(own.wire))
      #expect(!page.text.contains(other.wire) && !page.text.contains("action=\"/packages/"))
      let manager = packing.api.browser(as: Caller(subject: "x", roles: [.manager]))
      let read = try await manager.get("/packages")
      for part in ["Packages", own.wire, other.wire, "/admin/orders/\(own.wire)"] {
        #expect(read.text.contains(part), "\(part)")
      }
      #expect(!read.text.contains("formaction") && !page.text.contains("/admin/orders"))
      #expect(try await manager.submit("/packages/\(own.wire)/ready").status == 403)
      for role in [Role.client, .hcb, .contractor] {
        let browser = packing.api.browser(as: Caller(subject: "x", roles: [role]))
        #expect(try await browser.get("/packages").status == 403, "\(role)")
        #expect(try await browser.get("/packages/stream").status == 403, "\(role)")
        #expect(try await browser.submit("/packages/\(own.wire)/ready").status == 403, "\(role)")
      }
      let pressed = try await packing.api.browser(as: Fixture.worker(worker))
        .submit("/packages/\(own.wire)/ready")
      #expect(pressed.status == 403)
      let nobody = packing.api.browser(as: nil)
      #expect(try await nobody.get("/packages").status == 303)
      #expect(try await nobody.get("/packages/stream").status == 401)
      #expect(try await nobody.submit("/packages/\(own.wire)/ready").status == 401)
      #expect(try await packing.history(own) == ["ordered"])
    }
  }

  @Test("R-160: the buttons do what REST does, and lead back to the list with a word")
  func buttons() async throws {
    try await withPacking { packing in
      let id = try await packing.accept(packing.order())
      let clerk = packing.api.browser(as: Fixture.clerk)
      let back = [("back", "/packages?q=barsik&status=to_pack")]
      let ready = try await clerk.submit("/packages/\(id.wire)/ready", back)
      #expect(ready.status == 303)
      #expect(
        ready.headers[.location]
          == "/packages?q=barsik&status=to_pack&notice=ready#package-\(id.wire)")
      for (step, word) in [
        ("issue", "Issued at 12:00"), ("take-back", "Ready since 12:00"),
        ("cookie-arrived", "Cookie: here"),
      ] {
        let answer = try await clerk.submit("/packages/\(id.wire)/\(step)")
        #expect(answer.headers[.location] == "/packages?notice=\(step)#package-\(id.wire)")
        #expect(try await clerk.get("/packages?notice=\(step)").text.contains(word), "\(step)")
      }
      #expect(
        try await packing.history(id)
          == ["ordered", "ready", "issued", "taken_back", "cookie_arrived"])
      #expect(
        try await packing.published() == [
          "package.ready.v1", "package.issued.v1", "package.taken_back.v1",
        ])
    }
  }

  @Test(
    "R-160: a package whose order ended is marked until it is unpacked; one never packed, taken off"
  )
  func ended() async throws {
    try await withPacking { packing in
      let clerk = packing.api.browser(as: Fixture.clerk)
      for (isPacked, mark, act) in [
        (true, "Order cancelled: unpack", ">Unpacked</button>"),
        (false, "Order cancelled: do not pack", ">Take off the list</button>"),
      ] {
        let order = packing.order()
        let id = try await packing.accept(order)
        if isPacked { _ = try await packing.step("ready", id) }
        try await packing.finish(order, .cancelled)
        let marked = try await clerk.get("/packages").text
        #expect(marked.contains(mark) && marked.contains(act))
        #expect(!marked.contains("/\(id.wire)/ready"))
        #expect(try await clerk.submit("/packages/\(id.wire)/unpack").status == 303)
        #expect(try await !clerk.get("/packages").text.contains(id.wire))
      }
    }
  }

  @Test("R-160: what is just unpacked is on a list of its own, where it can be taken back")
  func unpacked() async throws {
    try await withPacking { packing in
      let order = packing.order()
      let id = try await packing.accept(order)
      _ = try await packing.step("ready", id)
      try await packing.finish(order, .cancelled)
      let clerk = packing.api.browser(as: Fixture.clerk)
      _ = try await clerk.submit("/packages/\(id.wire)/unpack")
      let word = try await clerk.get("/packages?notice=unpack").text
      #expect(word.contains("under &quot;Unpacked&quot;"))
      let list = try await clerk.get("/packages?status=unpacked").text
      #expect(list.contains("Unpacked at 12:00"))
      #expect(list.contains("name=\"step\" value=\"unpacked\""))
      let back = try await clerk.submit("/packages/\(id.wire)/take-back", [("step", "unpacked")])
      #expect(back.status == 303)
      #expect(try await clerk.get("/packages").text.contains("Order cancelled: unpack"))
      _ = try await clerk.submit("/packages/\(id.wire)/unpack")
      packing.time.advance(by: 600)
      #expect(try await !clerk.get("/packages?status=unpacked").text.contains(id.wire))
      let worker = packing.api.browser(as: Fixture.worker(order.workerID))
      #expect(try await !worker.get("/packages?status=unpacked").text.contains("/take-back"))
    }
  }

  @Test("a button that takes back says which step: a second press takes back no other")
  func staleTakeBack() async throws {
    try await withPacking { packing in
      let id = try await packing.accept(packing.order())
      let clerk = packing.api.browser(as: Fixture.clerk)
      for step in ["ready", "issue"] { _ = try await packing.step(step, id) }
      #expect(try await clerk.get("/packages").text.contains("name=\"step\" value=\"issued\""))
      let statuses = try await atOnce(8) { _ in
        try await clerk.submit("/packages/\(id.wire)/take-back", [("step", "issued")]).status
      }
      #expect(statuses.sorted() == [303] + Array(repeating: 409, count: 7))
      #expect(try await clerk.get("/packages").text.contains("name=\"step\" value=\"ready\""))
    }
  }

  @Test("a second press of a button gets the first one's answer, and does nothing")
  func secondPress() async throws {
    try await withPacking { packing in
      let ids = [
        try await packing.accept(packing.order()), try await packing.accept(packing.order()),
      ]
      let clerk = packing.api.browser(as: Fixture.clerk)
      func key() async throws -> [(String, String)] {
        let form = try await clerk.get("/packages").text.firstMatch(
          of: #/name="form_key" value="([^"]+)"/#)
        return [("form_key", String(try #require(form).1))]
      }
      let first = try await key()
      for id in ids {
        let answers = try await atOnce(4) { _ in
          try await clerk.submit("/packages/\(id.wire)/ready", first)
        }
        #expect(answers.map(\.status) == [303, 303, 303, 303])
        #expect(Set(answers.map { $0.headers[.location] }).count == 1)
        #expect(try await packing.history(id) == ["ordered", "ready"])
      }
      // On the page that follows it is another press.
      for step in ["take-back", "ready"] {
        _ = try await clerk.submit("/packages/\(ids[0].wire)/\(step)", try await key())
      }
      #expect(try await packing.history(ids[0]) == ["ordered", "ready", "taken_back", "ready"])
    }
  }

  @Test("a worker is told whether the cookie is here, and not why it is not")
  func workersCookie() async throws {
    try await withPacking { packing in
      let order = packing.order(hours: 23)
      let id = try await packing.accept(order)
      // There is nobody to order it from.
      try await packing.packing.cookies.round()
      let worker = packing.api.browser(as: Fixture.worker(order.workerID))
      let clerk = packing.api.browser(as: Fixture.clerk)
      #expect(try await clerk.get("/packages").text.contains("> No cookie<"))
      let page = try await worker.get("/packages").text
      #expect(page.contains("> Cookie: not here<") && !page.contains("No cookie"))
      _ = try await packing.step("cookie-arrived", id)
      #expect(try await worker.get("/packages").text.contains("> Cookie: here<"))
    }
  }

  @Test("R-160: what is refused as too late says until when it could be done, by the wall's clock")
  func tooLate() async throws {
    var configuration = PackingConfiguration()
    configuration.takeBack = 120
    try await withPacking(configuration) { packing in
      let id = try await packing.accept(packing.order())
      for step in ["ready", "issue"] { _ = try await packing.step(step, id) }
      packing.time.advance(by: 120)
      let clerk = packing.api.browser(as: Fixture.clerk)
      let late = try await clerk.submit("/packages/\(id.wire)/take-back")
      #expect(late.status == 409)
      #expect(late.text.contains("here that was until 12:02."), "\(late.text)")
    }
  }

  @Test("the list goes on where it ends, and a button leads back to the same part of it")
  func pages() async throws {
    var configuration = PackingConfiguration()
    configuration.pageLimit = 2
    try await withPacking(configuration) { packing in
      var ids: [String] = []
      for hours in [25.0, 26, 27, 28, 29] {
        ids.append(try await packing.accept(packing.order(hours: hours)).wire)
      }
      let clerk = packing.api.browser(as: Fixture.clerk)
      var path: String? = "/packages?q=barsik"
      var shown: [[String]] = []
      while let address = path {
        let text = try await clerk.get(address).text
        shown.append(text.matches(of: #/<tr id="package-([^"]+)"/#).map { "\($0.1)" })
        path = text.firstMatch(of: #/id="later" rel="next" href="([^"]+)"/#).map { unescaped($0.1) }
        let back = text.firstMatch(of: #/name="back" value="([^"]+)"/#).map { unescaped($0.1) }
        #expect(back == address)
      }
      #expect(shown == [Array(ids[0..<2]), Array(ids[2..<4]), [ids[4]]])
    }
  }

  private func unescaped(_ attribute: Substring) -> String {
    String(attribute).replacing("&amp;", with: "&")
  }

  @Test("R-160: the list is searched by worker and narrowed by status")
  func filters() async throws {
    try await withPacking { packing in
      for name in ["Барсик Лапкин", "Tom Paws"] {
        try await packing.accept(packing.order(name: name))
      }
      let clerk = packing.api.browser(as: Fixture.clerk)
      let found = try await clerk.get("/packages" + queryString([("q", "барсИК")])).text
      #expect(found.contains("Барсик Лапкин") && !found.contains("Tom Paws"))
      #expect(found.contains(#"value="барсИК""#))
      #expect(try await clerk.get("/packages?status=ready").text.contains("Nothing here"))
      let odd = try await clerk.get("/packages?status=lost&x=1&cursor=y")
      #expect(odd.status == 400)
      for pointer in ["?status", "?x", "?cursor"] { #expect(odd.text.contains(pointer)) }
    }
  }

  @Test("a form without its token, from another site or for another state changes nothing")
  func refusals() async throws {
    try await withPacking { packing in
      let id = try await packing.accept(packing.order())
      let clerk = packing.api.browser(as: Fixture.clerk)
      let path = "/packages/\(id.wire)/ready"
      #expect(try await clerk.submit(path, token: "x").status == 403)
      #expect(try await clerk.submit(path, headers: ["Sec-Fetch-Site": "cross-site"]).status == 403)
      #expect(
        try await clerk.submit(path, headers: ["Origin": "https://evil.example"]).status == 403)
      #expect(try await clerk.submit(path, [("odd", "1")]).status == 400)
      #expect(try await packing.history(id) == ["ordered"])
      let early = try await clerk.submit("/packages/\(id.wire)/issue")
      #expect(early.status == 409 && early.text.contains("<h1>Somebody was faster</h1>"))
      let russian = try await packing.api.browser(as: Fixture.clerk, language: "ru")
        .submit("/packages/\(id.wire)/unpack")
      #expect(russian.status == 409 && russian.text.contains("<h1>Заказ не закончился</h1>"))
      for missing in [UUID.v7(at: packing.time.now).wire, "x"] {
        let answer = try await clerk.submit("/packages/\(missing)/ready")
        #expect(answer.status == 404 && answer.text.contains("<h1>There is nothing here</h1>"))
      }
      #expect(try await clerk.get(path).status == 405)
      // It leads back to this site only.
      let away = try await clerk.submit(path, [("back", "//evil.example")])
      #expect(away.headers[.location] == "/packages?notice=ready#package-\(id.wire)")
    }
  }

  @Test("of two who press at once one is told that somebody was faster")
  func race() async throws {
    try await withPacking { packing in
      let id = try await packing.accept(packing.order())
      let clerk = packing.api.browser(as: Fixture.clerk)
      let statuses = try await atOnce(8) { _ in
        try await clerk.submit("/packages/\(id.wire)/ready").status
      }
      #expect(statuses.sorted() == [303] + Array(repeating: 409, count: 7))
    }
  }

  @Test("what people typed is shown as they typed it, and is no markup")
  func hostile() async throws {
    try await withPacking { packing in
      let markup = "<img src=x onerror=alert(1)>\"\u{301} autofocus onfocus=\"\u{200d}alert(1)"
      try await packing.accept(packing.order(name: markup, list: [markup], client: markup))
      let text = try await packing.api.browser(as: Fixture.clerk)
        .get("/packages" + queryString([("q", "\"><script>")])).text
      let page = try await packing.api.browser(as: Fixture.clerk).get("/packages").text
      #expect(!text.contains("<script>") && !page.contains("<img src=x"))
      #expect(page.contains("&lt;img src=x onerror=alert(1)&gt;&quot"))
      #expect(Array(page.utf8).firstRange(of: Array("\"\u{301}".utf8)) == nil)
    }
  }

  @Test("in Russian")
  func russian() async throws {
    try await withPacking { packing in
      try await packing.accept(packing.order())
      let page = try await packing.api.browser(as: Fixture.clerk, language: "ru,en;q=0.5")
        .get("/packages").text
      for part in [
        "<html lang=\"ru\" ", "вторник, 2 марта", ">Готов</button>", "через 1 день 0 ч", "Печенье",
      ] {
        #expect(page.contains(part), "\(part)")
      }
    }
  }

  @Test("R-160: what should have been issued comes first, and says how late it is")
  func late() async throws {
    try await withPacking { packing in
      let fetched = packing.order(name: "Fetched Cat", hours: 1.5)
      let late = packing.order(name: "Late Cat", hours: 2)
      let next = packing.order(name: "Next Cat", hours: 4)
      for order in [fetched, late, next] { try await packing.accept(order) }
      for step in ["ready", "issue"] { _ = try await packing.step(step, fetched.orderID) }
      packing.time.advance(by: 3_600 + 25 * 60 - 30)
      let page = try await packing.api.browser(as: Fixture.clerk).get("/packages").text
      let places = [
        "<h2>Late</h2>", "Late Cat", "25 min late", "<h2>Monday, 1 March</h2>", "Fetched Cat",
        "Next Cat", "in 1 h 36 min",
      ].map { page.firstRange(of: $0)?.lowerBound }
      #expect(
        !places.contains(nil) && places.compactMap(\.self).sorted() == places.compactMap(\.self))
      #expect(page.contains("3 packages on the list, 1 late."))
    }
  }

  @Test("each part of the list says how many are in it, for the search that is on")
  func counts() async throws {
    try await withPacking { packing in
      var ids: [UUID] = []
      for name in ["Tom Paws", "Tom Claws", "Ida Fur"] {
        ids.append(try await packing.accept(packing.order(name: name)))
      }
      _ = try await packing.step("ready", ids[0])
      func counts(_ caller: Caller, _ query: String = "") async throws -> [String] {
        let text = try await packing.api.browser(as: caller).get("/packages" + query).text
        return text.matches(of: #/<span class="count">(\d+)</#).map { String($0.1) }
      }
      #expect(try await counts(Fixture.clerk) == ["3", "2", "1", "0", "0"])
      #expect(try await counts(Fixture.clerk, "?q=tom&status=issued") == ["2", "1", "1", "0", "0"])
      #expect(try await counts(Fixture.worker(ids[2])) == ["0", "0", "0", "0"])
    }
  }

  @Test("R-160: what happened is told under the package, in the words of its state")
  func history() async throws {
    try await withPacking { packing in
      let order = packing.order()
      let id = try await packing.accept(order)
      for step in ["ready", "issue", "take-back", "cookie-arrived"] {
        _ = try await packing.step(step, id)
      }
      let page = try await packing.api.browser(as: Fixture.clerk).get("/packages").text
      let lines = page.matches(of: #/<li><time>12:00</time> ([^<]*)<\/li>/#).map { String($0.1) }
      let clerk = Fixture.clerk.subject.text
      #expect(
        lines == [
          "Order accepted", "Ready · \(clerk)", "Issued · \(clerk)", "Taken back · \(clerk)",
          "Cookie: here · \(clerk)",
        ])
      let own = try await packing.api.browser(as: Fixture.worker(order.workerID)).get("/packages")
      #expect(!own.text.contains("Taken back") && !own.text.contains(clerk))
    }
  }

  @Test("R-150: a worker reads when and where the job is, what to collect, and what to do")
  func own() async throws {
    try await withPacking { packing in
      let worker = UUID.v7(at: packing.time.now)
      let order = packing.order(worker)
      let id = try await packing.accept(order)
      let browser = packing.api.browser(as: Fixture.worker(worker))
      let page = try await browser.get("/packages").text
      #expect(page.contains(">13:00, Cat Street 9</th>") && page.contains("Being packed"))
      // Nothing is typed or pressed here, so that it may be loaded anew where there is no script.
      #expect(page.contains(#"<noscript><meta http-equiv="refresh" content="60"></noscript>"#))
      let clerks = try await packing.api.browser(as: Fixture.clerk).get("/packages").text
      #expect(!clerks.contains("http-equiv"))
      _ = try await packing.step("ready", id)
      #expect(try await browser.get("/packages").text.contains("Ready for you since 12:00"))
      _ = try await packing.step("issue", id)
      try await packing.finish(order, .cancelled)
      #expect(
        try await browser.get("/packages").text.contains("Order cancelled: please bring it back"))
    }
  }
}
