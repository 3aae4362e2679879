import Contracts
import FoundationEssentials
import HTTPTypes
import ServiceKit
import TestSupport
import Testing

@testable import Applicants

@Suite("R-112: answers in words are marked on a page, one after the other")
struct MarkingPagesTests {
  @Test("blind, with the guide, until nothing is left")
  func marking() async throws {
    try await withSittings { bed in
      try await bed.sit(1...1, FirstLook.middling)
      try await bed.score()
      let browser = bed.hiring.api.browser(as: bed.hiring.boss)
      let page = try await browser.get("/applications/marking")
      #expect(page.missing(["2 answers wait for a mark.", "Show the next answer"]) == [])
      let next = try await browser.press("/applications/marking")
      let first = try #require(next.headers[.location])
      #expect(first.contains(bed.attempt(1).wire))
      let shown = try await browser.get(first)
      #expect(shown.missing(["What to look for", "From 0 to 4 points."]) == [])
      #expect(!shown.text.contains("Cat 1") && !shown.text.contains(bed.application(1).wire))
      let odd = try await browser.press(
        first, [("points", "5"), ("comment", "<so>"), ("version", "1")])
      #expect(odd.status == 400)
      #expect(odd.missing(["Points: this has to be from 0 to 4", "&lt;so&gt;"]) == [])
      let stale = try await browser.press(first, [("points", "3"), ("version", "7")])
      #expect(stale.status == 412)
      let given = try await browser.press(first, [("points", "3"), ("version", "1")])
      let second = try #require(given.headers[.location])
      #expect(second != "\(first)?notice=marked" && second.hasSuffix("?notice=marked"))
      let last = try await browser.get(second)
      #expect(last.missing(["1 answer waits for a mark.", "The points are given."]) == [])
      let end = try await browser.press(
        String(second.dropLast("?notice=marked".count)), [("points", "1"), ("version", "1")])
      #expect(end.headers[.location] == "/applications/marking?notice=marked")
      #expect(try await browser.get("/applications/marking").text.contains("No answer waits"))
      try await bed.score()
      #expect(try await bed.status(1) == "finished")
    }
  }

  @Test("who has lost her ten minutes is told so, and marks nothing")
  func claimLost() async throws {
    try await withSittings { bed in
      try await bed.sit(1...1, FirstLook.middling)
      try await bed.score()
      let browser = bed.hiring.api.browser(as: bed.hiring.boss)
      let rival = bed.hiring.api.browser(as: Caller(subject: "rival", roles: [.manager]))
      let mine = try #require(try await browser.press("/applications/marking").headers[.location])
      bed.hiring.clock.advance(by: 600)
      #expect(try await browser.get(mine).text.contains("is not kept for you"))
      let theirs = try await rival.press("/applications/marking").headers[.location]
      #expect(theirs == mine)
      let lost = try await browser.get(mine)
      #expect(lost.text.contains("another manager has this answer now"))
      #expect(!lost.text.contains("Give the points"))
      let refused = try await browser.press(mine, [("points", "3"), ("version", "1")])
      #expect(refused.status == 409 && refused.text.contains("another manager has this answer now"))
    }
  }
}
