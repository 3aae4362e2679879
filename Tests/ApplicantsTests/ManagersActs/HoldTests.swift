import Contracts
import FoundationEssentials
import HTTPTypes
import ServiceKit
import TestSupport
import Testing

@testable import Applicants

@Suite("D10: who has an application")
struct HoldTests {
  @Test("it is taken and released, once each, and no event tells of it")
  func takeAndRelease() async throws {
    try await withApplications { bed in
      let taken = try await bed.act(.patch, 102, "", ["held_by": "me"])
      #expect((taken.status, taken["held_by"], taken["version"]) == (200, "boss", 3))
      #expect(taken.headers[.eTag] == "\"3\"")
      #expect(try await bed.act(.patch, 102, "", ["held_by": "me"])["version"] == 3)
      let released = try await bed.act(.patch, 102, "", ["held_by": .null], match: "3")
      #expect((released["held_by"], released["version"]) == (.null, 4))
      #expect(try await bed.act(.patch, 102, "", ["held_by": "me"], match: "3").status == 412)
      #expect(try await bed.history(102) == ["asked", "taken", "released"])
      #expect(try await bed.events(102).isEmpty)
      let bad = try await bed.act(.patch, 102, "", ["holder": "me", "take_over": "yes"])
      #expect(bad.mistakes == ["/held_by", "/holder", "/take_over"])
      #expect(try await bed.act(.patch, 102, "", ["held_by": "rival"]).mistakes == ["/held_by"])
    }
  }

  @Test("another manager's acts are refused with who has it, unless they take it over")
  func heldByAnother() async throws {
    try await withApplications { bed in
      _ = try await bed.act(.patch, 104, "", ["held_by": "me"])
      let acts: [(String, JSONValue)] = [
        ("/invite", ["reason": "again"]), ("/links", ["kind": "status"]),
        ("/decision", ["decision": "reject", "reason": "incomplete"]),
        ("/decision", ["decision": "withdraw"]),
        ("/decision", ["decision": "accept", "reason": "a friend"]),
      ]
      for (path, fields) in acts {
        let refused = try await bed.act(104, path, fields, as: bed.rival)
        #expect((refused.status, refused.problem) == (409, "held-by-another"), "\(path)")
        #expect(refused["held_by"] == "boss")
      }
      let held = try await bed.act(.patch, 104, "", ["held_by": .null], as: bed.rival)
      #expect(held.problem == "held-by-another")
      let over = try await bed.decide(
        104, ["decision": "reject", "reason": "incomplete", "take_over": true], as: bed.rival)
      #expect((over.status, over["held_by"]) == (200, "rival"))
      let history = try await bed.get(104, "/history")["items"]?.array?.last
      #expect(history?["facts"]?["taken_from"] == "boss")
    }
  }

  @Test("who takes over says so in the history")
  func takenOver() async throws {
    try await withApplications { bed in
      _ = try await bed.act(.patch, 103, "", ["held_by": "me"])
      let over = try await bed.act(
        .patch, 103, "", ["held_by": "me", "take_over": true], as: bed.rival)
      #expect(over["held_by"] == "rival")
      #expect(try await bed.history(103) == ["asked", "taken", "taken_over"])
    }
  }

  @Test("the first act takes it")
  func firstAct() async throws {
    try await withApplications { bed in
      let set = try await bed.act(
        .put, 102, "/test-set", ["tests": [.string(id(12).wire)]], match: "2")
      #expect((set.status, set["held_by"]) == (200, "boss"), "\(set.text)")
      #expect(set["tests"] == [.string(id(12).wire)])
      // Set again, it stays as it is.
      let again = try await bed.act(
        .put, 102, "/test-set", ["tests": [.string(id(12).wire)]], match: "3")
      #expect((again.status, again["version"]) == (200, 3))
      #expect(try await bed.events(102).isEmpty)
    }
  }

  @Test("the set needs If-Match, and one to five tests that there are, while it is open")
  func testSet() async throws {
    try await withApplications { bed in
      let set: JSONValue = ["tests": [.string(id(12).wire)]]
      #expect(try await bed.act(.put, 102, "/test-set", set).status == 428)
      #expect(try await bed.act(.put, 102, "/test-set", set, match: "1").status == 412)
      #expect(try await bed.act(.put, 105, "/test-set", set, match: "2").problem == "wrong-state")
      let bad = try await bed.act(
        .put, 102, "/test-set",
        ["tests": [.string(id(11).wire), .string(id(11).wire), .string(id(99).wire)]], match: "2")
      #expect(bad.listed == ["/tests/1 repeated", "/tests/2 no-such-test"])
      #expect(try await bed.act(.put, 102, "/test-set", ["tests": []], match: "2").status == 400)
    }
  }
}
