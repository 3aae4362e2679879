import Contracts
import FoundationEssentials
import HTTPTypes
import ServiceKit
import TestSupport
import Testing

@testable import Quality

@Suite("Managers take, put back and name reviews by pages")
struct ReviewActPagesTests {
  @Test("R-200: taken once, however often it is pressed, as many as there may be in hand, and back")
  func taking() async throws {
    try await withReviewPages { bed in
      let (order, page) = try await bed.cancelled()
      let answers = try await atOnce(5) { _ in
        try await bed.press("take", page, version: 1, key: "k")
      }
      #expect(answers.allSatisfy { $0.headers[.location] == "\(page)?notice=take" })
      let shown = try await bed.browser().get("\(page)?notice=take")
      #expect(shown.missing(["It is yours.", "in hand: you", "<textarea"]) == [])
      let late = try await bed.press("take", page, as: ReviewPagesBed.rival)
      #expect(late.status == 409)
      #expect(late.missing(["Somebody was faster", order.serviceTypeName]) == [])
      for _ in 0..<2 { _ = try await bed.taken() }
      let full = try await bed.press("take", try await bed.cancelled().page)
      #expect(full.status == 409 && full.text.contains("You have 3 reviews in hand."))
      let next = try await bed.browser().press("/reviews/take-next")
      #expect(next.status == 409 && next.text.contains("You have 3 reviews in hand."))

      let back = try await bed.press("put-back", page)
      #expect(back.headers[.location] == "\(page)?notice=put-back")
      // By another manager only with a reason.
      let theirs = try await bed.taken(by: ReviewPagesBed.rival)
      let asked = try await bed.browser().get("\(theirs)/put-back")
      #expect(asked.text.contains("Tom Rival has this review in hand."))
      let mute = try await bed.press("put-back", theirs)
      #expect(mute.status == 400 && mute.text.contains("Reason: please fill this in"))
      let given = try await bed.press("put-back", theirs, [("reason", "On <leave>")])
      #expect(given.status == 303)
      let told = try await bed.browser().get(theirs)
      #expect(told.missing(["On &lt;leave&gt;", "put back", "\(theirs)/take"]) == [])
      let twice = try await bed.press("put-back", theirs)
      #expect(twice.status == 409)
    }
  }

  @Test("what is taken or put back is what the page has shown, in the hand that it has named")
  func overtaken() async throws {
    try await withReviewPages { bed in
      let (rival, third) = (ReviewPagesBed.rival, ReviewPagesBed.third)
      try await bed.prepare(
        """
        insert into person (kind, id, name, first_name, email, active, version)
        values ('manager', '\(third.subject)', 'Mura Late', 'Mura', 'm@mcf.example', true, 1)
        """)
      let page = try await bed.taken(by: rival)
      let shown = try await bed.version(page)
      let asked = try await bed.browser().get("\(page)/put-back")
      #expect(
        asked.missing(["Tom Rival has this review", #"name="version" value="\#(shown)""#]) == [])
      _ = try await bed.press("put-back", page, as: rival)
      _ = try await bed.press("take", page, as: third)
      let late = try await bed.press(
        "put-back", page, [("reason", "Tom is on leave")], version: shown)
      #expect(late.status == 412)
      #expect(
        late.missing([
          "Somebody else was faster", "Mura Late has this review", "Tom is on leave",
          #"name="version" value="\#(shown + 2)""#,
        ]) == [])
      let told = try await bed.browser().get(page)
      #expect(told.text.contains("in hand: Mura Late") && !told.text.contains("on leave"))
      _ = try await bed.press("put-back", page, as: third)
      #expect(try await bed.press("take", page, version: 1).status == 412)
      #expect(try await bed.press("take", page).status == 303)
    }
  }

  @Test("the next one is the one that is due first, each once, and none when nothing waits")
  func takingNext() async throws {
    try await withReviewPages { bed in
      let (_, first) = try await bed.cancelled()
      bed.clock.advance(by: 60)
      _ = try await bed.cancelled()
      #expect(
        try await bed.browser().get("/reviews/take-next").text.contains("You get what is due"))
      let answers = try await atOnce(3) { _ in
        try await bed.browser().press("/reviews/take-next", key: "n")
      }
      #expect(answers.allSatisfy { $0.headers[.location] == "\(first)?notice=take" })
      #expect(try await bed.browser().press("/reviews/take-next").status == 303)
      let none = try await bed.browser().press("/reviews/take-next")
      #expect(none.headers[.location] == "/reviews?notice=nothing_left")
      let shown = try await bed.browser().get("/reviews?notice=nothing_left")
      #expect(shown.text.contains("Nothing waits that you could take."))
    }
  }

  @Test("who ended an order leaves its review to others, as long as there are any")
  func ownAct() async throws {
    try await withReviewPages { bed in
      let by = OrderActor(role: "manager", id: ReviewPagesBed.boss.subject)
      let (_, page) = try await bed.cancelled(by: by)
      let barred = try await bed.browser().get(page)
      #expect(barred.text.contains("You ended this order yourself, so another manager"))
      #expect(!barred.text.contains("\(page)/take"))
      #expect(
        try await bed.browser(as: ReviewPagesBed.rival).get(page).text.contains("\(page)/take"))
      let refused = try await bed.press("take", page)
      #expect(
        refused.status == 409 && refused.text.contains("Leave its review to another manager."))
      let passedOver = try await bed.browser().press("/reviews/take-next")
      #expect(passedOver.headers[.location] == "/reviews?notice=nothing_left")
      try await bed.prepare("update person set active = false where name = 'Tom Rival'")
      let alone = try await bed.browser().get(page)
      #expect(
        alone.missing(["no other manager is active you may review it", "\(page)/take"]) == [])
      #expect(try await bed.press("take", page).status == 303)
      let held = try await bed.browser().get(page)
      #expect(held.text.contains("This review is of an order that"))
      #expect(!held.text.contains("so another manager has to"))
      // Whoever is alone no more is told before having filled anything in.
      try await bed.prepare(
        """
        update person set active = true where name = 'Tom Rival';
        update review set right_worker = true, supplies = 'complete', described_well = true,
          reached = '{client}', cause = 'time', findings = 'Late.', nothing_for_client = true,
          nothing_for_worker = true
        """)
      for path in [page, "\(page)/close"] {
        let lost = try await bed.browser().get(path)
        #expect(lost.text.contains("so another manager has to"), "\(path)")
      }
    }
  }

  @Test("R-190: an order is named once it has ended, unless it is reviewed already")
  func naming() async throws {
    try await withReviewPages { bed in
      let going = bed.facts()
      try await bed.accept(going)
      let (order, open) = try await bed.cancelled()
      func name(_ order: String, _ reason: String = "A <hunch>") async throws -> TestAnswer {
        try await bed.browser().press(
          "/reviews/new", [("order_id", order), ("reason", reason)])
      }
      let keyless = try await bed.browser().submit(
        "/reviews/new", [("order_id", order.orderID.wire), ("reason", "A <hunch>")])
      #expect(keyless.status == 400, "a second press would name it twice")
      let early = try await name(going.orderID.wire)
      #expect(early.status == 409)
      #expect(
        early.missing(["Review it once it has.", "A &lt;hunch&gt;", going.orderID.wire]) == [])
      let twice = try await name(order.orderID.wire)
      #expect(twice.status == 409)
      #expect(
        twice.missing([#"href="\#(open)">To the open review"#, "A &lt;hunch&gt;"]) == [])
      let nothing = try await name("7", "")
      #expect(nothing.status == 400)
      #expect(nothing.missing(["Number of the order: ", "Reason: please fill this in"]) == [])
      #expect(try await name(UUID().wire).status == 400)

      try await bed.finish(going, .completed, nil)
      let named = try await name(going.orderID.wire)
      let page = try await bed.page(of: going.orderID)
      #expect(named.headers[.location] == "\(page)?notice=named")
      let shown = try await bed.browser().get("\(page)?notice=named")
      #expect(shown.missing(["The review is open.", "A &lt;hunch&gt;", "completed"]) == [])
      let led = try await bed.browser().get("/reviews/new?order=\(order.orderID.wire)")
      #expect(led.text.contains(#"value="\#(order.orderID.wire)""#))
      #expect(try await bed.browser().get("/reviews/new?order=7").status == 400)
    }
  }

  @Test("each page for everybody, and who is not in the register does nothing")
  func everybody() async throws {
    try await withReviewPages { bed in
      let page = try await bed.taken()
      let stranger = Caller(subject: "boss", roles: [.manager])
      let others = Role.allCases.filter { $0 != .manager }.map { Caller(subject: "x", roles: [$0]) }
      let paths = [
        "/reviews", "/reviews/file", "/reviews/new", "/reviews/take-next", page, "\(page)/take",
        "\(page)/put-back", "\(page)/close",
      ]
      for path in paths {
        #expect(try await bed.browser(as: nil).get(path).status == 303, "\(path)")
        #expect(try await bed.browser(as: stranger).get(path).status == 200, "\(path)")
        for other in others {
          #expect(try await bed.browser(as: other).get(path).status == 403, "\(other) \(path)")
          let sent = try await bed.browser(as: other).press(path)
          #expect([403, 405].contains(sent.status), "\(other) \(path)")
        }
      }
      let open = try await bed.cancelled().page
      for path in ["/reviews/take-next", "\(open)/take", "\(page)/put-back"] {
        let shown = path.hasSuffix("next") ? [] : [("version", "1")]
        let answer = try await bed.browser(as: stranger).press(path, shown)
        #expect(answer.status == 403, "\(path)")
        #expect(answer.text.contains("You are not known here yet"), "\(path)")
      }
      let typed = try await bed.save(page, [("findings", "x")], as: stranger)
      #expect(typed.status == 403)
    }
  }
}
