import Contracts
import FoundationEssentials
import HTTPTypes
import ServiceKit
import TestSupport
import Testing

@testable import Orders

@Suite("R-180: a job from a phone")
struct JobPageTests {
  @Test("each state says what there is to do, and asks for a photo when it can be taken")
  func states() async throws {
    try await withOrders { bed in
      let order = try await bed.placedOrder()
      let browser = bed.browser(of: order)
      func expect(
        _ seconds: TimeInterval, _ there: [String], not absent: [String],
        line: SourceLocation = #_sourceLocation
      ) async throws {
        bed.time.set(order.scheduledAt.addingTimeInterval(seconds))
        let page = try await browser.get(order.job)
        #expect(page.missing(there) == [], sourceLocation: line)
        #expect(absent.filter(page.text.contains) == [], sourceLocation: line)
      }
      let form = #"action="\#(order.job)/"#
      try await expect(
        -3_601,
        [
          "<h1>Job: Shopping</h1>", "Check-in opens at: Tuesday, 3 March, 10:07 Moscow time.",
          "Roof 7", "bag, acceptance form", "You earn 60.00", "\(order.job)/cannot-come",
          "http-equiv=\"refresh\"", "data-stream", "/live.js",
        ], not: [form, "/client-absent", "photo_before"])
      try await expect(
        -3_600,
        [
          "\(form)check-in\"", "I am here", #"capture="environment""#,
          "Check in with a photo until",
          #"enctype="multipart/form-data""#, "/photo.js",
        ], not: ["http-equiv=\"refresh\"", "/report\""])
      try await expect(1_800, ["Check-in closed at: Tuesday, 3 March, 11:37"], not: [form])
      bed.time.set(order.scheduledAt)
      #expect(try await bed.checkIn(order).status == 200)
      try await expect(
        0,
        [
          "\(form)report\"", "Send the signed report", "\(order.job)/client-refused",
          "\(order.job)/not-done", "The client is not there: you can say so from",
          "/orders/\(order.id.wire)/photos/check-in", #"data-done-with="\#(order.job)/check-in""#,
        ],
        not: ["\(order.job)/client-absent", "/cannot-come", "data-done-with=\"\(order.job)/report"])
      try await expect(900, ["\(order.job)/client-absent"], not: ["you can say so from"])
      try await expect(
        3_600 + 7_200, ["The report is late", "Report is late", "\(form)report\""], not: [])
      try await expect(3_600 + 86_400, ["The report could be sent until"], not: [form])
      bed.time.set(order.scheduledAt)
      #expect(try await bed.complete(order).status == 200)
      try await expect(
        0,
        [
          "Done. You earned 60.00.", "/photos/report", #"data-done-with="\#(order.job)/report""#,
          "/photo.js",
        ],
        // Nothing happens any more: nobody asks for it again.
        not: [
          form, "/not-done", "/cannot-come", "was not sent", "data-kept", "/live.js",
          "http-equiv=\"refresh\"",
        ])
      let russian = try await bed.browser(of: order, language: "ru").get(order.job)
      #expect(russian.missing(["Задание: Shopping", "Выполнено. Вы заработали 60,00."]) == [])
    }
  }

  @Test("a check-in and a report by the page's form, each once however often it is sent")
  func photos() async throws {
    try await withOrders { bed in
      let order = try await bed.placedOrder()
      let browser = bed.browser(of: order)
      bed.time.set(order.scheduledAt)
      let checkIn = "\(order.job)/check-in"
      let answers = try await atOnce(4) { _ in
        try await browser.send(SampleJPEG.bytes(1), to: checkIn, key: "k-1")
      }
      #expect(answers.allSatisfy { $0.status == 303 })
      #expect(answers[0].headers[.location] == "\(order.job)?notice=checked_in")
      // Its answer was lost: by another form it is the same photo, and taken earlier it is as well.
      for file in ["photo", "photo_before"] {
        let again = try await browser.send(SampleJPEG.bytes(1), to: checkIn, as: file)
        #expect(again.status == 303)
      }
      let shown = try await browser.get("\(order.job)?notice=checked_in")
      #expect(shown.missing(["You are checked in.", "Send the signed report"]) == [])
      #expect(try await bed.events(order) == ["order.accepted.v1", "order.started.v1"])

      let report = "\(order.job)/report"
      let same = try await browser.send(SampleJPEG.bytes(1), to: report)
      #expect(same.status == 409 && same.text.contains("This is the photo of the check-in"))
      let sent = try await browser.send(SampleJPEG.bytes(2), to: report, as: "photo_before")
      #expect(sent.headers[.location] == "\(order.job)?notice=reported")
      #expect(try await bed.status(order) == "completed")
      let other = try await browser.send(SampleJPEG.bytes(3), to: report)
      #expect(other.status == 409 && other.text.contains("The order has moved on meanwhile"))
      #expect(other.text.contains("Done. You earned 60.00."), "as it is now")
    }
  }

  @Test("what cannot be taken is said on the page, and nothing is done")
  func refused() async throws {
    try await withOrders { bed in
      let order = try await bed.placedOrder()
      let browser = bed.browser(of: order)
      let path = "\(order.job)/check-in"
      let early = try await browser.send(SampleJPEG.bytes(1), to: path)
      #expect(early.status == 409)
      #expect(early.missing(["It is too early to check in", "10:07 Moscow time"]) == [])
      bed.time.set(order.scheduledAt)
      let none = try await browser.send([], to: path)
      #expect(none.status == 400)
      #expect(
        none.missing([
          "A photo of the place: please fill this in", ##"href="#field-photo""##,
          #"aria-invalid="true""#, "<title>Mistake: Job",
        ]) == [])
      let heic = try await browser.send(Array("0000ftypheic0000".utf8), to: path)
      #expect(heic.status == 415 && heic.text.contains("Most Compatible"))
      let cut = try await browser.send(Array(SampleJPEG.bytes(5).dropLast(40)), to: path)
      #expect(cut.status == 400 && cut.text.contains("The picture is broken"))
      let large = try await browser.send(Array(repeating: 0, count: Photo.maxBytes + 1), to: path)
      #expect(large.status == 413 && large.text.contains("That was too much"))
      bed.time.set(order.scheduledAt.addingTimeInterval(1_800))
      let late = try await browser.send(SampleJPEG.bytes(1), to: path)
      #expect(late.status == 409)
      #expect(late.missing(["Check-in has closed", "11:37 Moscow time"]) == [])
      #expect(try await bed.status(order) == "accepted")
      #expect(try await bed.count("photo") == 0)
    }
  }

  @Test("a form of another session, or without its token, or from elsewhere does nothing")
  func forged() async throws {
    try await withOrders { bed in
      let order = try await bed.placedOrder()
      let browser = bed.browser(of: order)
      bed.time.set(order.scheduledAt)
      let path = "\(order.job)/check-in"
      let photo = SampleJPEG.bytes(1)
      for token in ["", "made-up"] {
        let stale = try await browser.send(photo, to: path, token: token)
        #expect(stale.status == 403 && stale.text.contains("This form is out of date"))
      }
      let elsewhere = try await browser.send(
        photo, to: path, headers: ["Sec-Fetch-Site": "cross-site"])
      #expect(elsewhere.status == 403)
      let nobody = try await bed.api.browser(as: nil).send(photo, to: path, token: "x")
      #expect(nobody.status == 401)
      let plain = try await browser.submit(path, [("photo", "x")])
      #expect(plain.status == 415)
      #expect(try await bed.status(order) == "accepted")
      #expect(try await bed.count("photo") == 0)
    }
  }
}
