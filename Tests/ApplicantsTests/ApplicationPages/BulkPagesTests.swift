import Contracts
import FoundationEssentials
import HTTPTypes
import ServiceKit
import TestSupport
import Testing

@testable import Applicants

@Suite("Managers act on several applications by their page")
struct BulkPagesTests {
  private func path(_ action: String, _ more: String...) -> String {
    "/applications/bulk?" + (["action=\(action)"] + more).joined(separator: "&")
  }

  private func tick(_ numbers: Int...) -> String {
    numbers.map { "id.\(id($0).wire)=true" }.joined(separator: "&")
  }

  @Test("it says with how many it is done, who is left out and why, before and after")
  func reject() async throws {
    try await withApplications { bed in
      try await bed.bed.prepare(
        "update application set held_by = 'rival' where id = u(103)")
      let ticked = tick(102, 103, 104, 106)
      let reasons = try await bed.browser().get(path("reject", ticked))
      #expect(reasons.missing(["Why is it rejected?", "&amp;reason=incomplete\""]) == [])
      let address = path("reject", ticked, "reason=incomplete")
      let page = try await bed.browser().get(address)
      #expect(
        page.missing([
          "2 applications are rejected (something is missing)", "2 are left out",
          "held by rival", "Tom 106</a>: rejected", #"name="expected" value="4""#, "Reject 2",
        ]) == [])
      let answers = try await atOnce(3) { _ in
        try await bed.browser().press(address, [("expected", "4")], key: "k")
      }
      let done = "/applications/bulk/done?done=2&held-by-another=1&wrong-state=1"
      #expect(
        answers.allSatisfy { $0.status == 303 && $0.headers[.location] == done },
        "\(answers.map { $0.headers[.location] ?? $0.text })")
      #expect(try await bed.status(102) == .rejected)
      #expect(try await bed.status(103) == .invited)
      let told = try await bed.browser().get(done)
      #expect(
        told.missing([
          "Done with 2 applications.", "another manager has it: 1",
          "its state has changed: 1",
        ]) == [])
    }
  }

  @Test("case 17: other applications than were seen, and nothing is done")
  func countChanged() async throws {
    try await withApplications { bed in
      let address = path("take", "all=true", "status=open")
      let page = try await bed.browser().get(address)
      #expect(page.missing(["3 applications become yours.", "Take 3"]) == [])
      let refused = try await bed.browser().press(address, [("expected", "2")])
      #expect(refused.status == 409)
      #expect(refused.missing(["The list has changed", "There are 3 of them now."]) == [])
      #expect(try await bed.bed.application(102).heldBy == nil)
      #expect(try await bed.browser().press(address, [("expected", "3")]).status == 303)
      for number in 102...104 {
        #expect(try await bed.bed.application(number).heldBy == "boss")
      }
    }
  }

  @Test("what was typed stays after a mistake, and some who were invited before need a reason")
  func invite() async throws {
    try await withApplications { bed in
      let address = path("invite", tick(102, 103))
      let page = try await bed.browser().get(address)
      #expect(page.missing(["2 cats are invited", "it takes a reason"]) == [])
      let odd = try await bed.browser().press(
        address, [("expected", "2"), ("extra_minutes", "481"), ("reason", "<again>")])
      #expect(odd.status == 400)
      #expect(odd.missing(["Extra minutes: this has to be from 0 to 480", "&lt;again&gt;"]) == [])
      let done = try await bed.browser().press(address, [("expected", "2"), ("reason", "again")])
      #expect(done.headers[.location] == "/applications/bulk/done?done=2")
      #expect(try await bed.status(102) == .invited)
    }
  }

  @Test("R-090: a set of tests is put together by links, and given to all who were ticked")
  func setTests() async throws {
    try await withApplications { bed in
      let ticked = tick(102, 104, 106)
      let none = try await bed.browser().get(path("set_tests", ticked))
      #expect(
        none.missing([
          "2 applications get these tests", "1 is left out", #"<option value="\#(id(12).wire)">"#,
          #"<input type="hidden" name="id.\#(id(102).wire)" value="true">"#,
        ]) == [])
      #expect(!none.text.contains("class=\"fields\""), "no test is chosen so far")
      let (one, other) = (id(12).wire, id(11).wire)
      let set = "set=\(one)"
      let first = try await bed.browser().get(path("set_tests", ticked, "none=true", "add=\(one)"))
      #expect(first.missing(["Second look", "Set the tests of 2", "action=set_tests"]) == [])
      #expect(first.text.contains("set=\(one)\""), "what was added is in the form's address")
      let both = try await bed.browser().get(path("set_tests", ticked, set, "add=\(other)"))
      #expect(both.text.contains("set=\(other)%2C\(one)"), "one place earlier")
      let address = path("set_tests", ticked, "set=\(one),\(other)")
      let done = try await bed.browser().press(address, [("expected", "3")])
      #expect(done.headers[.location] == "/applications/bulk/done?done=2&wrong-state=1")
      #expect(try await bed.bed.application(102).tests == [id(12), id(11)])
      let empty = try await bed.browser().press(
        path("set_tests", ticked, "none=true"), [("expected", "3")])
      #expect(empty.status == 400)
    }
  }

  @Test("nobody is named whom nobody has confirmed, and only who is invited is counted")
  func leftOut() async throws {
    try await withApplications { bed in
      let page = try await bed.browser().get(
        path("reject", tick(101, 102, 999), "reason=incomplete"))
      #expect(page.missing(["1 application is rejected", #"name="expected" value="3""#]) == [])
      #expect(!page.text.contains("Tom 101"))
      let alone = try await bed.browser().get(path("reject", tick(101), "reason=incomplete"))
      #expect(!alone.text.contains("Tom 101") && !alone.text.contains("class=\"fields\""))
      // Who is decided was invited before, and is left out.
      let invited = try await bed.browser().get(path("invite", tick(102, 106)))
      #expect(invited.text.contains("1 cat is invited"))
      #expect(!invited.text.contains("Some were invited before"))
    }
  }

  @Test("nothing ticked, nothing that can be done, and an address that is none of ours")
  func nothing() async throws {
    try await withApplications { bed in
      let none = try await bed.browser().get(path("take"))
      #expect(none.status == 200 && none.text.contains("Nothing is ticked."))
      let impossible = try await bed.browser().get(path("invite", tick(106)))
      #expect(impossible.text.contains("1 is left out"))
      #expect(!impossible.text.contains("class=\"fields\""))
      for address in [path("odd"), "/applications/bulk", path("take", "odd=1")] {
        #expect(try await bed.browser().get(address).status == 400)
      }
      let reasonless = try await bed.browser().press(
        path("reject", tick(102)), [("expected", "1")])
      #expect(reasonless.status == 400)
      // Without a key a second press would do it twice.
      let keyless = try await bed.browser().submit(path("take", tick(102)), [("expected", "1")])
      #expect(keyless.status == 400)
    }
  }
}
