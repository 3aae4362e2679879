import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Managers

@Suite("Never more managers are active than MCF_MANAGERS_MAX")
struct MaximumTests {
  @Test("15 unless set; the refusal names the setting and how to go on")
  func refusal() async throws {
    try await withManagers { managers in
      for number in 1...15 { try await managers.register("cat\(number)") }
      let refused = try await managers.post("sixteenth")
      #expect((refused.status, refused.problem) == (409, "too-many-managers"))
      #expect(refused["maximum"] == 15)
      let detail = try #require(refused["detail"]?.string)
      #expect(detail.contains("MCF_MANAGERS_MAX") && detail.contains("Deactivate"))
      #expect(try await managers.events().count == 15)
    }
  }

  @Test("a deactivated one makes room, and needs room to come back")
  func room() async throws {
    try await withManagers(maximum: 2) { managers in
      let first = try await managers.register("vaska")
      try await managers.register("mura")
      _ = try await managers.change(first, ["active": false])
      try await managers.register("barsik")
      let back = try await managers.change(first, ["active": true, "name": "Vaska the Second"])
      #expect((back.status, back.problem) == (409, "too-many-managers"))
      let renamed = try await managers.change(first, ["name": "Vaska the Second"])
      #expect((renamed.status, renamed["active"]) == (200, false))
      #expect(try await managers.active() == 2)
      #expect(try await managers.events().map(\.active) == [true, true, false, true, false])
    }
  }

  @Test("a maximum below what there is takes nobody's place, and lets nobody in")
  func lowered() async throws {
    try await withManagers(maximum: 1) { managers in
      let known = try await managers.register("vaska")
      try await managers.database.admin.query(
        """
        insert into managers.manager (id, name, email, created_at, changed_at)
        values (gen_random_uuid(), 'Mura', 'mura@mcf.example', '2027-01-01', '2027-01-01')
        """)
      #expect(try await managers.change(known, ["name": "Vasiliy"]).status == 200)
      _ = try await managers.change(known, ["active": false])
      #expect(try await managers.change(known, ["active": true]).status == 409)
    }
  }

  @Test("fifty at once at the limit: one gets the last place")
  func race() async throws {
    try await withManagers(maximum: 3) { managers in
      for name in ["vaska", "barsik"] { try await managers.register(name) }
      let answers = try await atOnce(50) { try await managers.post("cat\($0)") }
      #expect(answers.count { $0.status == 201 } == 1)
      #expect(answers.count { $0.problem == "too-many-managers" } == 49)
      #expect(try await managers.active() == 3)
      #expect(try await managers.events().count == 3)
    }
  }

  @Test("fifty who come back, are entered, leave and are renamed at once: never one too many")
  func mixedRace() async throws {
    try await withManagers(maximum: 11) { managers in
      // One who stays: the last one cannot go.
      try await managers.register("keeper")
      var gone: [String] = []
      for number in 0..<10 {
        let id = try await managers.register("gone\(number)")
        _ = try await managers.change(id, ["active": false])
        gone.append(id)
      }
      var here: [String] = []
      for number in 0..<10 { here.append(try await managers.register("here\(number)")) }
      let statuses = try await atOnce(50) { [gone, here] number in
        let cat = number / 5
        return switch number % 5 {
        case 0: try await managers.change(gone[cat], ["active": true]).status
        case 1: try await managers.post("new\(cat)").status
        case 2: try await managers.change(here[cat], ["active": false]).status
        case 3: try await managers.change(here[cat], ["active": true]).status
        default: try await managers.change(gone[cat], ["name": .string("Cat \(cat)")]).status
        }
      }
      #expect(Set(statuses).isSubset(of: [200, 201, 409]))
      #expect(try await mostEverActive(managers) == 11)
    }
  }

  /// By the events, which are numbered in the order of their commits as far as places go: who
  /// takes one holds the lock.
  private func mostEverActive(_ managers: Fixture) async throws -> Int {
    var active: Set<UUID> = []
    var most = 0
    for event in try await managers.events() {
      if event.active { active.insert(event.id) } else { active.remove(event.id) }
      most = max(most, active.count)
    }
    #expect(try await managers.active() == Int64(active.count))
    return most
  }
}
