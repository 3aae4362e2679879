import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Orders

@Suite("R-070: managers change the pipeline on its page")
struct ManagersMatchingTests {
  @Test("the draft travels in the form: moved, removed and added to, and nothing is written")
  func draft() async throws {
    try await withOrders { bed in
      let desk = ManagersDesk(bed)
      var fields = try await desk.page("/admin/matching").fields
      #expect(fields.names == ["weaknesses", "fit", "results", "fairness", "common-scale", "best"])
      func press(_ act: String, _ more: [(String, String)] = []) async throws {
        let answer = try await desk.send("/admin/matching", fields + [("act", act)] + more)
        #expect(answer.status == 200, "\(act): \(answer.text)")
        fields = answer.text.fields
      }
      try await press("up-1")
      #expect(fields.names.prefix(2) == ["fit", "weaknesses"])
      try await press("down-0")
      #expect(fields.names.prefix(2) == ["weaknesses", "fit"])
      try await press("up-0")
      try await press("remove-0")
      try await press("remove-99")
      #expect(fields.names.first == "fit" && fields.names.count == 5)
      try await press("add", [("add", "external-score")])
      try await press("add", [("add", "characteristics")])
      #expect(fields.names.suffix(3) == ["external-score", "characteristics", "best"])
      // What Enter sends.
      try await press("show")
      #expect(fields.names.count == 7)
      #expect(try await bed.count("pipeline") == (try await bed.versions()))
    }
  }

  @Test("saved, it is the next version once, and an old one can be the draft")
  func save() async throws {
    try await withOrders { bed in
      let desk = ManagersDesk(bed)
      let page = try await desk.page("/admin/matching")
      let newest = try await bed.versions()
      #expect(page.contains("Save as version \(newest + 1)"))
      #expect(page.contains("In force: version \(newest), as it came with MCF, "))
      let fields = page.fields.changing("s1_weight", to: "5")
      let saves = try await atOnce(3) { _ in
        try await desk.send("/admin/matching", fields + [("act", "save")], key: "k")
      }
      for save in saves {
        #expect(save.headers[.location] == "/admin/matching?notice=pipeline_saved", "\(save.text)")
      }
      #expect(try await bed.versions() == newest + 1)
      let pipeline = try await bed.get("/api/matching/pipeline", as: .manager)
      #expect(pipeline["steps"]?.array?[1]["weight"] == 5)
      #expect(pipeline["created_by"] == "m-1")
      // Whoever goes back and saves something else by the same form loses nothing of it.
      let again = fields.changing("s1_weight", to: "7")
      let other = try await desk.send("/admin/matching", again + [("act", "save")], key: "k")
      #expect(other.status == 422 && other.text.contains("This form was sent already"))
      #expect(other.text.contains(#"value="7""#) && !other.text.contains(#"value="k""#))
      #expect(try await bed.versions() == newest + 1)
      // Somebody else has saved meanwhile.
      let late = try await desk.send(
        "/admin/matching", fields.changing("s1_weight", to: "9") + [("act", "save")])
      #expect(late.status == 412 && late.text.contains("was saved meanwhile"))
      #expect(late.text.contains(#"value="9""#))
      #expect(late.text.contains(#"name="version" value="\#(newest + 1)""#))
      let old = try await desk.page("/admin/matching?version=\(newest)")
      #expect(old.fields.contains { $0 == ("s1_weight", "3") })
      #expect(old.contains(#"name="version" value="\#(newest + 1)""#))
      #expect(try await desk.browser.get("/admin/matching?version=999").status == 404)
    }
  }

  @Test("all mistakes of the chain are told at its fields")
  func mistakes() async throws {
    try await withOrders { bed in
      let desk = ManagersDesk(bed)
      let fields = try await desk.page("/admin/matching").fields
        .changing("s0_name", to: "No Weakness").changing("s1_weight", to: "much")
        .filter { $0.0 != "s5_enabled" }
      let wrong = try await desk.send("/admin/matching", fields + [("act", "save")])
      #expect(wrong.status == 400)
      for part in [
        "1. No Weakness, Name: use lower-case Latin letters",
        "2. fit, Weight: this has to be a number", "The chain: the last step", #"value="much""#,
        "<title>Mistake: Matching",
      ] { #expect(wrong.text.contains(part), "\(part)") }
      #expect(try await bed.versions() == 1 || wrong.status == 400)
    }
  }

  @Test("R-075: tried on an order or a service and a time, it says who changes places and why")
  func tried() async throws {
    try await withOrders { bed in
      let workers = try await bed.addWorkers(2)
      try await bed.admin.query(
        "update workers.worker set code = repeat('T', 20) where id = \(workers[0])")
      try await bed.database.execute(EnrolWorkers(now: bed.now))
      for _ in 0..<5 {
        try await bed.database.execute(StandingUpdate.accepted(by: workers[0], at: bed.now))
      }
      let type = try await bed.addServiceType([.init("characteristics", ["strength": 5])])
      let desk = ManagersDesk(bed)
      // Fairness alone.
      let fields = try await desk.page("/admin/matching").fields
        .filter { !["s1_enabled", "s2_enabled", "s4_enabled"].contains($0.0) }
      func tried(_ question: [(String, String)]) async throws -> TestAnswer {
        let kept = fields.filter { field in !question.contains { $0.0 == field.0 } }
        return try await desk.send("/admin/matching", kept + question + [("act", "try")])
      }
      let answer = try await tried([
        ("try_type", type.wire), ("try_day", "2026-03-04"), ("try_time", "14:00"),
      ])
      #expect(answer.status == 200)
      for part in [
        "Now Barsik0 Petrov0 would be sent, by the draft Barsik1 Petrov1", "2 are free",
        "up by 1", "down by 1", "fit says", "which counts no more",
      ] { #expect(answer.text.contains(part), "\(part)") }
      #expect(!answer.text.contains("Only the first"))
      let nothing = try await tried([])
      #expect(nothing.status == 400 && nothing.text.contains("Number of an order:"))
      let unknown = try await tried([("try_order", UUID().wire)])
      #expect(unknown.status == 400 && unknown.text.contains("there is no such order"))
      for (day, time, mistake) in [
        ("", "", "Day: please fill this in"), ("2026-02-28", "", "Time: please fill this in"),
        ("2026-02-31", "14:00", "Day: enter a time"), ("2026-02-28", "2 pm", "Time: enter a time"),
      ] {
        let whenever = try await tried([
          ("try_type", type.wire), ("try_day", day), ("try_time", time),
        ])
        #expect(whenever.status == 400 && whenever.text.contains(mistake), "\(mistake)")
      }
      try await bed.addClient("c1")
      let order = try await bed.place(type)
      let same = try await tried([("try_order", order.id.wire)])
      #expect(same.text.contains("has the order"))
      try await bed.addServiceTypes(200)
      let some = try await desk.page("/admin/matching")
      #expect(some.contains("Only the first 200 by name are listed"))
      #expect(some.matches(of: #/<option value="[0-9a-f-]{36}">/#).count == 200)
      #expect(try await desk.page("/admin/matching?order=\(order.id.wire)").contains(order.id.wire))
    }
  }
}

extension Testbed {
  fileprivate func versions() async throws -> Int {
    try await admin.query("select max(version) from orders.pipeline", as: Int64.self)
      .first.map(Int.init) ?? 0
  }
}

extension String {
  /// What the page's form would send, but for its buttons and what can be added.
  fileprivate var fields: [(String, String)] {
    let typed = matches(
      of: #/<input id="[^"]+" name="([^"]+)" type="(?:text|date|time)" value="([^"]*)"/#
    ).map { (String($0.1), String($0.2)) }
    let ticked = matches(of: #/name="([^"]+)" type="checkbox" value="true" checked/#)
      .map { (String($0.1), "true") }
    return hiddenFields + typed + ticked
  }
}

extension [(String, String)] {
  /// What the steps are called, in their order.
  fileprivate var names: [String] {
    filter { $0.0.wholeMatch(of: /s[0-9]+_name/) != nil }.map(\.1)
  }

  fileprivate func changing(_ name: String, to value: String) -> [(String, String)] {
    map { $0.0 == name ? (name, value) : $0 }
  }
}
