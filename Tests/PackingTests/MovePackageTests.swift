import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Packing

@Suite("What clerks do with a package")
struct MovePackageTests {
  @Test("R-160: packed, ready, issued; each step is kept with who and when, and published")
  func life() async throws {
    try await withPacking { bed in
      let id = try await bed.accept(bed.order())
      let ready = try await bed.step("ready", id)
      #expect(ready.status == 200)
      #expect(ready["status"] == "ready")
      #expect(ready["ready_at"]?.string == Timestamp.format(bed.time.now))
      #expect(ready.headers[.eTag]?.hasPrefix("\"2-") == true)
      bed.time.advance(by: 60)
      let issued = try await bed.step("issue", id)
      #expect(issued["status"] == "issued")
      #expect(issued["issued_at"]?.string == Timestamp.format(bed.time.now))
      #expect(try await bed.history(id) == ["ordered", "ready", "issued"])
      #expect(try await bed.published() == ["package.ready.v1", "package.issued.v1"])
      let last = try await bed.api.send(
        .get, "/api/packages/\(id.wire)/history", as: Fixture.manager)["items"]?.array?.last
      #expect(last?["by"] == "clerk")
      #expect(last?["subject"]?.string == Fixture.clerk.subject.text)
      #expect(last?["at"]?.string == Timestamp.format(bed.time.now))
    }
  }

  @Test("R-160: a wrong \"issued\" can be taken back for ten minutes; both are kept and published")
  func takeBack() async throws {
    try await withPacking { bed in
      let id = try await bed.accept(bed.order())
      _ = try await bed.step("ready", id)
      let issued = try await bed.step("issue", id)
      let end = bed.time.now.addingTimeInterval(600)
      #expect(issued["take_back_until"]?.string == Timestamp.format(end))
      bed.time.set(end.addingTimeInterval(-0.001))
      let back = try await bed.step("take-back", id)
      #expect(back.status == 200)
      #expect(back["status"] == "ready")
      #expect(back["issued_at"] == .null)
      #expect(try await bed.history(id) == ["ordered", "ready", "issued", "taken_back"])
      _ = try await bed.step("issue", id)
      bed.time.advance(by: 600)
      let late = try await bed.step("take-back", id)
      #expect(late.status == 409)
      #expect(late.problem == "take-back-too-late")
      #expect(late["closed_at"]?.string == Timestamp.format(bed.time.now))
      #expect(
        try await bed.published() == [
          "package.ready.v1", "package.issued.v1", "package.taken_back.v1", "package.issued.v1",
        ])
    }
  }

  @Test(
    "R-160: \"ready\" and \"unpacked\" can be taken back as well, for as long",
    arguments: ["ready", "unpacked"])
  func takeBackOthers(taken: String) async throws {
    try await withPacking { bed in
      let order = bed.order()
      let id = try await bed.accept(order)
      if taken == "unpacked" { try await bed.finish(order, .cancelled) }
      let step = taken == "ready" ? "ready" : "unpack"
      let done = try await bed.step(step, id)
      let end = bed.time.now.addingTimeInterval(600)
      #expect(done["take_back_until"]?.string == Timestamp.format(end))
      bed.time.set(end.addingTimeInterval(-0.001))
      let back = try await bed.step("take-back", id)
      #expect(back["status"] == "to_pack" && back["take_back_until"] == .null)
      #expect(back["ready_at"] == .null && back["unpacked_at"] == .null && back["done"] == false)
      #expect(try await bed.list() == [id.wire])
      let last = try await bed.database.admin.query(
        "select type || ' ' || (data ->> 'step') from packing.outbox order by id desc limit 1",
        as: String.self)
      #expect(last == ["package.taken_back.v1 \(taken)"])
      #expect(try await bed.step(step, id).status == 200)
      bed.time.advance(by: 600)
      let late = try await bed.step("take-back", id)
      #expect(late.problem == "take-back-too-late")
      #expect(late["closed_at"]?.string == Timestamp.format(bed.time.now))
      #expect(try await bed.history(id).filter { $0 == "taken_back" }.count == 1)
    }
  }

  @Test("R-160: what a double click did is taken back step by step, the last one first")
  func takeBackBoth() async throws {
    try await withPacking { bed in
      let id = try await bed.accept(bed.order())
      for step in ["ready", "issue"] { _ = try await bed.step(step, id) }
      #expect(try await bed.step("take-back", id)["status"] == "ready")
      #expect(try await bed.step("take-back", id)["status"] == "to_pack")
      #expect(try await bed.step("take-back", id).problem == "wrong-state")
      let events = try await bed.database.admin.query(
        "select data ->> 'step' from packing.outbox where type = 'package.taken_back.v1' order by id",
        as: String.self)
      #expect(events == ["issued", "ready"])
    }
  }

  @Test("who says which step is meant takes back that one once, however often it is sent")
  func takeBackNamed() async throws {
    try await withPacking { bed in
      let id = try await bed.accept(bed.order())
      for step in ["ready", "issue"] { _ = try await bed.step(step, id) }
      for step in ["ready", "unpacked"] {
        let refused = try await bed.takeBack(step, id)
        #expect((refused.status, refused.problem) == (409, "wrong-state"))
        #expect(refused["detail"]?.string?.contains("\"issued\"") == true)
      }
      let answers = try await atOnce(50) { _ in try await bed.takeBack("issued", id) }
      #expect(answers.count { $0.status == 200 } == 1)
      #expect(answers.count { $0.problem == "wrong-state" } == 49)
      #expect(try await bed.show(id)["status"] == "ready")
      #expect(try await bed.takeBack("done", id).mistakes == ["/step"])
      let odd = try await bed.api.send(
        .post, "/api/packages/\(id.wire)/issue", as: Fixture.clerk, ["step": "issued"])
      #expect(odd.mistakes == ["/step"])
    }
  }

  @Test("R-160: an ended order's package is only unpacked, and stays on the list until it is")
  func ended() async throws {
    try await withPacking { bed in
      let (first, second) = (bed.order(), bed.order())
      let (packed, open) = (try await bed.accept(first), try await bed.accept(second))
      _ = try await bed.step("ready", packed)
      try await bed.finish(first, .cancelled)
      #expect(try await bed.list() == [packed.wire, open.wire])
      #expect(try await bed.list("?ended=true") == [packed.wire])
      for step in ["ready", "issue"] {
        let refused = try await bed.step(step, packed)
        #expect(refused.status == 409)
        #expect(refused.problem == "order-ended")
        #expect(refused["outcome"] == "cancelled")
      }
      let early = try await bed.step("unpack", open)
      #expect(early.status == 409)
      #expect(early.problem == "order-open")
      #expect(try await bed.step("unpack", packed).status == 200)
      #expect(try await bed.list() == [open.wire])
      #expect(try await bed.list("?done=true") == [packed.wire])
      #expect(try await bed.step("unpack", packed).problem == "wrong-state")
    }
  }

  struct Refusal: Sendable {
    /// What was done before; `end` is the order's.
    let life: [String]
    let step: String
    let detail: String
  }

  static let refusals = [
    Refusal(
      life: [], step: "issue", detail: "This package is not ready yet; pack it first."),
    Refusal(
      life: [], step: "take-back",
      detail: "Nothing was done with this package yet, so there is nothing to take back."),
    Refusal(life: ["ready"], step: "ready", detail: "This package is ready already."),
    Refusal(life: ["ready", "issue"], step: "ready", detail: "This package is issued already."),
    Refusal(life: ["ready", "issue"], step: "issue", detail: "This package is issued already."),
    Refusal(life: ["end", "unpack"], step: "unpack", detail: "This package was unpacked already."),
    Refusal(
      life: ["cookie-arrived"], step: "cookie-arrived",
      detail: "This package's cookie has arrived already."),
  ]

  @Test("a refusal says in a sentence how the package stands", arguments: refusals)
  func refusal(_ row: Refusal) async throws {
    try await withPacking { bed in
      let order = bed.order()
      let id = try await bed.accept(order)
      for step in row.life {
        if step == "end" {
          try await bed.finish(order, .cancelled)
        } else {
          #expect(try await bed.step(step, id).status == 200)
        }
      }
      let refused = try await bed.step(row.step, id)
      #expect(refused.problem == "wrong-state")
      #expect(refused["detail"]?.string == row.detail)
    }
  }

  @Test("who is refused what could be done by now is told that it changed, not what it is not")
  func changedMeanwhile() async throws {
    try await withPacking { bed in
      let id = try await bed.accept(bed.order())
      let package = try await bed.packing.package(id, for: PackageViewer(.clerk, Fixture.clerk))
      let act = PackageAct(
        package: id, clerk: "c", versions: nil, now: bed.time.now)
      let problem = Problem.refused(.ready, package, act, takeBack: 600)
      #expect(problem.slug == "wrong-state")
      #expect(problem.detail == "Somebody changed this package at the same time; try again.")
    }
  }

  @Test("what was handed over and used up leaves the list; what comes back stays until unpacked")
  func issuedAndEnded() async throws {
    try await withPacking { bed in
      let orders = [bed.order(), bed.order()]
      for order in orders {
        let id = try await bed.accept(order)
        _ = try await bed.step("ready", id)
        _ = try await bed.step("issue", id)
      }
      #expect(try await bed.list().count == 2)
      try await bed.finish(orders[0], .completed)
      try await bed.finish(orders[1], .failed)
      #expect(try await bed.list() == [orders[1].orderID.wire])
      #expect(try await bed.list("?status=issued").count == 2)
      // An "issued" that was wrong is wrong even after the end: then the package is still here.
      #expect(try await bed.step("take-back", orders[0].orderID).status == 200)
      #expect(try await bed.list().count == 2)
    }
  }

  @Test("fifty clerks at once: one winner, 49 × 409, one event", arguments: ["ready", "issue"])
  func fifty(step: String) async throws {
    try await withPacking { bed in
      let id = try await bed.accept(bed.order())
      if step == "issue" { _ = try await bed.step("ready", id) }
      let before = try await bed.published().count
      let answers = try await atOnce(50) { _ in try await bed.step(step, id) }
      #expect(answers.count { $0.status == 200 } == 1)
      #expect(answers.count { $0.status == 409 && $0.problem == "wrong-state" } == 49)
      #expect(try await bed.published().count == before + 1)
    }
  }

  @Test("issue against take-back against the order's end: the history tells one story")
  func story() async throws {
    try await withPacking { bed in
      for _ in 0..<10 {
        let order = bed.order()
        let id = try await bed.accept(order)
        _ = try await bed.step("ready", id)
        _ = try await atOnce(9) { number -> Int in
          switch number % 3 {
          case 0: return try await bed.step("issue", id).status
          case 1: return try await bed.step("take-back", id).status
          default:
            try await bed.finish(order, .cancelled)
            return 0
          }
        }
        var status = "to_pack"
        for event in try await bed.history(id) {
          switch event {
          case "ready": status = "ready"
          case "issued":
            #expect(status == "ready")
            status = "issued"
          case "taken_back":
            #expect(status != "to_pack")
            status = status == "issued" ? "ready" : "to_pack"
          default: break
          }
        }
        #expect(try await bed.show(id)["status"]?.string == status)
      }
    }
  }

  @Test("the same key gives the first answer again; If-Match guards against what one has not seen")
  func idempotency() async throws {
    try await withPacking { bed in
      let id = try await bed.accept(bed.order())
      let stale = try await bed.step("ready", id, headers: ["If-Match": "\"7\""])
      #expect(stale.status == 412)
      let keyed = ["Idempotency-Key": "k1", "If-Match": "\"1\""]
      let first = try await bed.step("ready", id, headers: keyed)
      let again = try await bed.step("ready", id, headers: keyed)
      #expect(first.status == 200)
      #expect(again.body == first.body)
      #expect(again.headers.contains { $0.name.rawName == "Idempotency-Replayed" })
      #expect(try await bed.step("issue", id, headers: keyed).status == 422)
      #expect(try await bed.published() == ["package.ready.v1"])
    }
  }

  @Test("R-170: a clerk marks a cookie as arrived, once")
  func cookieByHand() async throws {
    try await withPacking { bed in
      let id = try await bed.accept(bed.order())
      #expect(try await bed.show(id)["cookie"]?["status"] == "due")
      let arrived = try await bed.step("cookie-arrived", id)
      #expect(arrived["cookie"]?["status"] == "arrived")
      #expect(arrived["cookie"]?["arrived_at"]?.string == Timestamp.format(bed.time.now))
      #expect(try await bed.step("cookie-arrived", id).problem == "wrong-state")
      #expect(try await bed.history(id) == ["ordered", "cookie_arrived"])
      #expect(try await bed.published().isEmpty)
    }
  }

  @Test("what a package allows is what the database lets happen", arguments: 0..<40)
  func allowed(seed: UInt64) async throws {
    try await withPacking { bed in
      var chance = SplitMix64(seed: seed)
      let order = bed.order()
      let id = try await bed.accept(order)
      for _ in 0..<8 {
        if Int.random(in: 0..<6, using: &chance) == 0 { try await bed.finish(order, .failed) }
        bed.time.advance(by: [1, 300, 600].randomElement(using: &chance) ?? 1)
        let viewer = PackageViewer(.clerk, Fixture.clerk)
        let package = try await bed.packing.package(id, for: viewer)
        let step = PackageStep.allCases.randomElement(using: &chance) ?? .ready
        let isAllowed = package.steps(at: bed.time.now, takeBack: 600).contains(step)
        #expect(try await bed.step(step.rawValue, id).status == (isAllowed ? 200 : 409))
      }
    }
  }
}
