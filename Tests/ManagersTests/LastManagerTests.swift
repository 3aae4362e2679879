import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Managers

@Suite("Somebody is left who can make managers")
struct LastManagerTests {
  @Test("the last active manager cannot be deactivated, and is told how to go on")
  func refused() async throws {
    try await withManagers { managers in
      let last = try await managers.register("vaska")
      let refused = try await managers.change(last, ["active": false, "name": "Vasiliy"])
      #expect((refused.status, refused.problem) == (409, "last-manager"))
      #expect(refused["detail"]?.string?.contains("POST /api/managers") == true)
      #expect(try await managers.change(last, ["name": "Vasiliy"]).status == 200)
      // Who is not active does not count.
      let other = try await managers.register("barsik")
      #expect(try await managers.change(other, ["active": false]).status == 200)
      #expect(try await managers.change(last, ["active": false]).problem == "last-manager")
      #expect(try await managers.events().map(\.active) == [true, true, true, false])
    }
  }

  @Test("who is deactivated already may be so again")
  func again() async throws {
    try await withManagers { managers in
      try await managers.register("vaska")
      let gone = try await managers.register("barsik")
      for _ in 1...2 { #expect(try await managers.change(gone, ["active": false]).status == 200) }
    }
  }

  @Test("all are deactivated at once, many times each: one stays")
  func race() async throws {
    try await withManagers { managers in
      var ids: [String] = []
      for number in 0..<10 { ids.append(try await managers.register("cat\(number)")) }
      let answers = try await atOnce(50) { [ids] in
        try await managers.change(ids[$0 % 10], ["active": false])
      }
      #expect(answers.allSatisfy { $0.status == 200 || $0.problem == "last-manager" })
      #expect(answers.contains { $0.problem == "last-manager" })
      #expect(try await managers.active() == 1)
      #expect(try await managers.events().count { !$0.active } == 9)
    }
  }

  @Test("two deactivate each other at once: one of them stays")
  func eachOther() async throws {
    try await withManagers { managers in
      for round in 0..<10 {
        let pair = [
          try await managers.register("one\(round)"), try await managers.register("two\(round)"),
        ]
        if round > 0 { try await managers.leaveOnly(pair) }
        let statuses = try await atOnce(2) { number in
          try await managers.api.send(
            .patch, "/api/managers/\(pair[1 - number])", as: managers.manager(pair[number]),
            ["active": false]
          ).status
        }
        // Who is late may be none any more.
        #expect(statuses.count { $0 == 200 } == 1 && Set(statuses).isSubset(of: [200, 403, 409]))
        #expect(try await managers.active() == 1)
      }
    }
  }

  @Test("from outside a manager can always be entered, who is then not the last one")
  func wayBack() async throws {
    try await withManagers { managers in
      let lost = try await managers.register("vaska")
      let id = try await managers.module.register(name: "Mura", email: "mura@mcf.example")
      let answer = try await managers.api.send(
        .patch, "/api/managers/\(lost)", as: managers.manager(id.wire), ["active": false])
      #expect(answer.status == 200)
    }
  }
}

extension Fixture {
  /// Deactivates everybody else.
  fileprivate func leaveOnly(_ ids: [String]) async throws {
    for id in try await activeIDs() where !ids.contains(id) {
      _ = try await change(id, ["active": false])
    }
  }
}
