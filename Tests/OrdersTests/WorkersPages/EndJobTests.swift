import Contracts
import FoundationEssentials
import HTTPTypes
import ServiceKit
import TestSupport
import Testing

@testable import Orders

@Suite("R-133: a worker says that a job did not work")
struct EndJobTests {
  @Test(
    "each page says what it means, and ends the job once with its reason",
    arguments: [
      (JobEnding.cannotCome, "failed", "at once: a fine", "accepted"),
      (.clientAbsent, "cancelled", "counts as cancelled: no fine", "started"),
      (.clientRefused, "cancelled", "counts as cancelled: no fine", "started"),
      (.notDone, "failed", "counts as failed: a fine", "started"),
    ])
  func ends(ending: JobEnding, status: String, consequence: String, from: String) async throws {
    try await withOrders { bed in
      let order = from == "started" ? try await bed.startedOrder() : try await bed.placedOrder()
      if ending == .clientAbsent { bed.time.advance(by: 900) }
      let browser = bed.browser(of: order)
      let path = "\(order.job)/\(ending.rawValue)"
      let page = try await browser.get(path)
      let version = from == "started" ? "2" : "1"
      #expect(
        page.missing([
          consequence, #"<button class="danger""#, "Roof 7",
          #"name="version" value="\#(version)""#,
          "<textarea", #"href="\#(order.job)""#,
        ]) == [])
      let fields = [("version", version), ("job_note", "A <b>dog</b> was there")]
      let answers = try await atOnce(3) { _ in try await browser.press(path, fields, key: "k") }
      #expect(answers.allSatisfy { $0.status == 303 })
      #expect(answers[0].headers[.location] == "\(order.job)?notice=job_ended")
      let told = try await bed.get(order.path, as: .manager)
      #expect(told["status"]?.string == status)
      #expect(told["reason"]?.string == ending.reason.rawValue)
      #expect(told["note"]?.string == "A <b>dog</b> was there")
      let shown = try await browser.get("\(order.job)?notice=job_ended")
      #expect(shown.missing(["It is noted.", status == "failed" ? "Failed:" : "Cancelled:"]) == [])
      // It has moved on: there is nothing to be said any more.
      for answer in [
        try await browser.get(path), try await browser.press(path, [("version", version)]),
      ] { #expect(answer.headers[.location] == "\(order.job)?notice=job_moved_on") }
      try await bed.expectVersionsWithoutGaps(order)
    }
  }

  @Test("R-141: of several jobs of some days each is given up on the way back to the others")
  func days() async throws {
    try await withOrders { bed in
      let order = try await bed.placedOrder()
      let browser = bed.browser(of: order)
      let some = "?from=2026-03-03T00%3A00%3A00Z"
      let both = "\(some)&to=2026-03-05T00%3A00%3A00Z"
      for query in [some, both] {
        let path = "\(order.job)/cannot-come\(query)"
        let shown = path.replacing("&", with: "&amp;")
        #expect(try await browser.get("/jobs\(query)").missing([shown]) == [])
        let page = try await browser.get(path)
        let back = "/jobs\(query)".replacing("&", with: "&amp;")
        #expect(page.missing([#"action="\#(shown)""#, #"href="\#(back)""#]) == [])
      }
      let given = try await browser.press("\(order.job)/cannot-come\(both)", [("version", "1")])
      #expect(given.headers[.location] == "/jobs\(both)&notice=job_ended")
      #expect(try await bed.status(order) == "failed")
      #expect(try await browser.get("\(order.job)/cannot-come?from=soon").status == 400)
    }
  }

  @Test(
    "of the client it is not said too early: the page says from when on, and keeps what was typed")
  func tooEarly() async throws {
    try await withOrders { bed in
      let order = try await bed.startedOrder()
      let browser = bed.browser(of: order)
      let early = try await browser.press(
        "\(order.job)/client-absent", [("version", "2"), ("job_note", "Nobody opens")])
      #expect(early.status == 409)
      #expect(
        early.missing(["It is too early to say so", "11:22 Moscow time", "Nobody opens"]) == [])
      let old = try await browser.press("\(order.job)/not-done", [("version", "1")])
      #expect(old.status == 412)
      #expect(
        old.missing(["changed since you opened this", #"name="version" value="2""#]) == [])
      let odd = try await browser.press(
        "\(order.job)/not-done", [("version", "2"), ("reason", "client_request")])
      #expect(odd.status == 400)
      #expect(try await bed.status(order) == "started")
    }
  }
}
