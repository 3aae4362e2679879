import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Orders

@Suite("An order as its client sees it")
struct OrderPageTests {
  @Test("R-180: from accepted over checked in to done, each step with its photo")
  func life() async throws {
    try await withOrders { bed in
      let order = try await bed.placedOrder()
      let browser = bed.api.browser(as: Who.client("c1").caller)
      let path = "/orders/\(order.id.wire)"
      let accepted = try await browser.get(path)
      #expect(
        accepted.missing([
          "<h1>Shopping</h1>", "comes to you", "Barsik0", "○</span> Accepted", "Buy fish", "Roof 7",
          "100.00", "Moscow time", "href=\"\(path)/cancel\"", "\(path)/stream?seen=",
          "aria-current=\"step\"", "Arrival",
        ]) == [])
      #expect(
        !accepted.text.contains(#"loading="lazy""#) && !accepted.text.contains("The same again"))

      bed.time.set(order.scheduledAt)
      #expect(try await bed.checkIn(order).status == 200)
      let started = try await browser.get(path)
      #expect(
        started.missing([
          "◐</span> Under way", "Arrived and checked in", "\(path)/photos/check-in",
          try Photo(cleaning: SampleJPEG.bytes(1)).sha256.prefix(12) + "</code>",
        ]) == [])

      #expect(try await bed.complete(order).status == 200)
      let done = try await browser.get(path)
      #expect(
        done.missing([
          "●</span> Done", "with the report that you signed", "\(path)/photos/report",
          "/orders/new?copy=\(order.id.wire)", "The same again", "came to you",
        ]) == [])
      // Nothing is lost by it, and nothing happens to it any more.
      for gone in ["/cancel\"", "stays due", "was to come", "data-stream", "live.js"] {
        #expect(!done.text.contains(gone), "\(gone)")
      }
      try await bed.admin.query("update clients.client set active = false")
      #expect(!(try await browser.get(path).text.contains("/orders/new")))
    }
  }

  @Test("R-133: why it came to nothing is said in words, each reason in both languages")
  func reasons() async throws {
    try await withOrders { bed in
      let order = try await bed.placedOrder()
      let texts = try OrderPages.texts()
      for reason in Reason.allCases {
        #expect(texts.wordless(["why_\(reason.rawValue)"]) == [])
      }
      for status in OrderStatus.allCases {
        #expect(texts.wordless(["status_\(status.rawValue)"]) == [])
      }
      let problem = try await bed.post(
        "\(order.path)/cancel", as: .manager, ["reason": "client_request", "note": "she called"])
      #expect(problem.status == 200)
      let page = try await bed.api.browser(as: Who.client("c1").caller).get(
        "/orders/\(order.id.wire)")
      #expect(
        page.missing([
          "–</span> Cancelled", "We cancelled it at your word.", "100.00 stays due",
          "was to come to you",
        ]) == [])
      #expect(!page.text.contains("she called"), "a note is for managers")
    }
  }

  @Test("R-185: that a report is late is between others: to the client the work is under way")
  func late() async throws {
    try await withOrders { bed in
      let order = try await bed.startedOrder()
      bed.time.set(order.scheduledAt.addingTimeInterval(20 * 3_600))
      let browser = bed.api.browser(as: Who.client("c1").caller)
      for path in ["/orders", "/orders/\(order.id.wire)"] {
        let page = try await browser.get(path)
        #expect(page.text.contains("Under way") && !page.text.contains("late"))
      }
    }
  }

  @Test("R-010: who comes is seen while the order is open, by its client alone")
  func worker() async throws {
    try await withOrders { bed in
      let order = try await bed.placedOrder()
      let photo = try Photo(cleaning: SampleJPEG.bytes(9))
      try await bed.admin.query(
        """
        insert into workers.photo (sha256, media_type, bytes, created_at)
        values (\(photo.sha256), \(photo.mediaType), \(photo.bytes), \(bed.now))
        """)
      try await bed.admin.query("update workers.worker set photo_sha256 = \(photo.sha256)")
      let browser = bed.api.browser(as: Who.client("c1").caller)
      let path = "/orders/\(order.id.wire)/worker-photo"
      let shown = try await browser.get(path)
      #expect(shown.status == 200 && shown.body == SampleJPEG.bytes(9))
      #expect(shown.headers[.eTag] == "\"\(photo.sha256)\"")
      #expect(shown.headers[.cacheControl] == "private, no-cache")
      let page = try await browser.get("/orders/\(order.id.wire)")
      #expect(page.text.contains("src=\"\(path)\""))
      try await bed.addClient("c2")
      #expect(try await bed.api.browser(as: Who.client("c2").caller).get(path).status == 404)
      #expect(try await bed.cancel(order).status == 200)
      #expect(try await browser.get(path).status == 404)
      #expect(!(try await browser.get("/orders/\(order.id.wire)").text.contains(path)))
    }
  }

  @Test("R-030: what stays due is said before it is cancelled, and is confirmed by the button")
  func cancel() async throws {
    try await withOrders { bed in
      let order = try await bed.placedOrder()
      let browser = bed.api.browser(as: Who.client("c1").caller)
      let path = "/orders/\(order.id.wire)/cancel"
      let asked = try await browser.get(path)
      #expect(
        asked.missing([
          "<b>100.00 stays due.</b>", "on your next invoice",
          #"value="Cancel and pay 100.00">Cancel and pay 100.00</button>"#,
          "href=\"/orders/\(order.id.wire)\">Keep it</a>", "<dd>Roof 7</dd>", "/steady.js\"",
          #"name="confirm_charge" value="100.00""#, #"<textarea id="field-note""#,
          #"name="version" value="1""#,
        ]) == [])
      let fields = [("confirm_charge", "100.00"), ("note", "rain"), ("version", "1")]
      let keyless = try await browser.submit(path, fields)
      #expect(keyless.status == 400 && keyless.text.contains("form came without its key"))
      let other = try await browser.press(path, [("confirm_charge", "99.00"), ("version", "1")])
      #expect(other.status == 409 && other.text.contains("100.00 stays due. Nothing has been"))
      let pressed = try await atOnce(5) { _ in
        try await browser.press(path, fields, key: "once")
      }
      #expect(pressed.allSatisfy { $0.status == 303 })
      #expect(
        Set(pressed.map { $0.headers[.location] })
          == ["/orders/\(order.id.wire)?notice=cancelled"])
      #expect(try await bed.events(order).count == 2)
      // Whoever comes too late sees the order as it is.
      let late = try await browser.press(path, fields)
      #expect(late.headers[.location] == "/orders/\(order.id.wire)?notice=moved_on")
      let now = try await browser.get("/orders/\(order.id.wire)?notice=moved_on")
      #expect(now.missing(["It cannot be cancelled any more", "You cancelled it."]) == [])
    }
  }

  @Test("R-030: who has not seen that somebody is at work by now does not cancel it")
  func overtaken() async throws {
    try await withOrders { bed in
      let order = try await bed.startedOrder()
      let browser = bed.api.browser(as: Who.client("c1").caller)
      let path = "/orders/\(order.id.wire)"
      let fields = [("confirm_charge", "100.00"), ("version", "1")]
      let pressed = try await browser.press(path + "/cancel", fields)
      #expect(pressed.headers[.location] == "\(path)?notice=order_changed")
      #expect(try await bed.status(order) == "started")
      let page = try await browser.get("\(path)?notice=order_changed")
      #expect(page.missing(["so it was not cancelled", "Arrived and checked in"]) == [])
      let seen = try await browser.press(
        path + "/cancel", [("confirm_charge", "100.00"), ("version", "2")])
      #expect(seen.headers[.location] == "\(path)?notice=cancelled")
    }
  }
}
