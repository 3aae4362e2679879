import Contracts
import FoundationEssentials
import HTTPTypes
import ServiceKit
import TestSupport
import Testing

@testable import Applicants

@Suite("R-090: one act on many applications")
struct BulkTests {
  @Test("case 17: of 200, those that others have or that were withdrawn are left out, and told")
  func reject() async throws {
    try await withApplications { bed in
      try await bed.fill()
      let fields: JSONValue = [
        "filter": ["vacancy": .string(id(2).wire)], "action": "reject",
        "reason": "vacancy_closed", "expected": 199,
      ]
      let changed = try await bed.bulk(fields, key: "a")
      #expect((changed.status, changed.problem, changed["count"]) == (409, "count-changed", 200))
      #expect(try await bed.rejections() == 1)
      let done = try await bed.bulk(fields.with("expected", 200), key: "a")
      #expect((done.status, done["done"]) == (200, 195), "\(done.text)")
      let skipped = try #require(done["skipped"]?.array)
      #expect(skipped.count { $0["problem"] == "held-by-another" } == 3)
      #expect(skipped.count { $0["problem"] == "wrong-state" } == 2)
      #expect(try await bed.rejections() == 196)
      let again = try await bed.bulk(fields.with("expected", 200), key: "a")
      #expect(again.body == done.body)
      #expect(again.headers.contains { $0.name.rawName == "Idempotency-Replayed" })
    }
  }

  @Test("broken off and sent again, it is done to each once")
  func brokenOff() async throws {
    try await withApplications { bed in
      try await bed.fill()
      let ids = (1..<100).map { JSONValue.string(id(1_100 + $0).wire) }
      let fields: JSONValue = [
        "ids": .array(ids), "action": "invite", "reason": "once more", "expected": 99,
      ]
      let first = try await bed.bulk(fields, key: "a")
      #expect(first["done"] == 99, "\(first.text)")
      // As if it had been broken off before its answer was kept.
      try await bed.bed.prepare("delete from idempotency")
      let second = try await bed.bulk(fields, key: "a")
      #expect(second["done"] == 99)
      let invitations: Int64 = try await bed.bed.value(
        "select count(*) from applicants.invitation where created_at > t0()")
      #expect(invitations == 99)
      // With another key it is another one.
      #expect(try await bed.bulk(fields, key: "b")["done"] == 99)
      let all: Int64 = try await bed.bed.value(
        "select count(*) from applicants.invitation where created_at > t0()")
      #expect(all == 198)
      // A day later a key is a new one.
      bed.clock.advance(by: 86_400)
      try await bed.bed.prepare("delete from idempotency")
      #expect(try await bed.bulk(fields, key: "a")["done"] == 99)
      let later: Int64 = try await bed.bed.value(
        "select count(*) from applicants.invitation where created_at > t0()")
      #expect(later == 297)
    }
  }

  @Test("1 000 at the most: of one more it is told that they are more")
  func most() async throws {
    try await withApplications { bed in
      try await bed.fill(1_001)
      let refused = try await bed.bulk(
        ["filter": ["vacancy": .string(id(2).wire)], "action": "take", "expected": 1_000],
        key: "a")
      #expect((refused.problem, refused["count"]) == ("count-changed", 1_001))
    }
  }

  @Test("take, release and assign say who has them")
  func hold() async throws {
    try await withApplications { bed in
      func bulk(_ action: JSONValue, _ key: String) async throws -> TestAnswer {
        var fields: JSONValue = [
          "filter": ["status": "open"], "action": action, "expected": 3, "manager": "rival",
        ]
        if action != "assign" { fields = fields.without("manager") }
        return try await bed.bulk(fields, key: key)
      }
      let taken = try await bulk("take", "1")
      #expect(taken["done"] == 3, "\(taken.text)")
      #expect(try await bed.listed("?held_by=me") == [102, 103, 104])
      #expect(try await bulk("release", "2")["done"] == 3)
      #expect(try await bed.listed("?held_by=me") == [])
      #expect(try await bulk("assign", "3")["done"] == 3)
      #expect(try await bed.listed("?held_by=rival") == [102, 103, 104])
      #expect(try await bulk("take", "4")["done"] == 0)
    }
  }

  @Test("R-090: tests are given to many at once; what is decided or another's is left out")
  func setTests() async throws {
    try await withApplications { bed in
      try await bed.bed.prepare("update application set held_by = 'rival' where id = u(103)")
      let fields: JSONValue = [
        "ids": .array((102...106).map { .string(id($0).wire) }), "action": "set_tests",
        "tests": [.string(id(12).wire), .string(id(11).wire)], "expected": 5,
      ]
      let done = try await bed.bulk(fields, key: "a")
      #expect((done.status, done["done"]) == (200, 2), "\(done.text)")
      #expect(
        done["skipped"]?.array?.map { $0["problem"] }
          == ["held-by-another", "wrong-state", "wrong-state"])
      for number in [102, 104] {
        #expect(try await bed.bed.application(number).tests == [id(12), id(11)])
        #expect(try await bed.history(number).last == "tests_set")
        #expect(try await bed.events(number).isEmpty, "nobody is told")
      }
      #expect(try await bed.bed.application(103).tests == [id(11)])
      let odd: [(JSONValue, [String])] = [
        ([], ["/tests"]), ([.string(id(12).wire), .string(id(12).wire)], ["/tests/1"]),
        ([.string(id(99).wire)], ["/tests/0"]), (.null, ["/tests"]),
      ]
      for (tests, pointers) in odd {
        let bad = try await bed.bulk(fields.with("tests", tests), key: "b")
        #expect(bad.mistakes == pointers, "\(bad.text)")
      }
    }
  }

  @Test("section 8: of a reason a letter of each plane of Unicode is kept; of NUL nothing is done")
  func planes() async throws {
    try await withApplications { bed in
      func invite(_ reason: String, key: String) async throws -> TestAnswer {
        try await bed.bulk(
          [
            "ids": [.string(id(103).wire)], "action": "invite", "reason": .string(reason),
            "expected": 1,
          ], key: key)
      }
      let refused = try await invite("a \0", key: "a")
      #expect((refused.status, refused.problem) == (400, "bad-input"), "\(refused.text)")
      let done = try await invite(everyPlane, key: "b")
      #expect(done["done"] == 1, "\(done.text)")
      let note = try await bed.get(103, "/history")["items"]?.array?.last?["note"]?.string
      #expect(note.map { Array($0.utf8) } == Array(everyPlane.utf8))
    }
  }

  @Test("all mistakes are told at once, and it needs a key")
  func mistakes() async throws {
    try await withApplications { bed in
      let one = JSONValue.string(id(102).wire)
      let bad: [(JSONValue, [String])] = [
        ([:], ["/action", "/expected", "/ids"]),
        (
          ["ids": [one, one, "x"], "action": "reject", "expected": 0, "take_over": true],
          ["/expected", "/ids/1", "/ids/2", "/reason", "/take_over"]
        ),
        (
          ["ids": [one], "filter": [:], "action": "assign", "expected": 1],
          ["/ids", "/manager"]
        ),
        (
          ["filter": ["status": "old", "held": "me"], "action": "invite", "expected": 1],
          ["/filter/held", "/filter/status"]
        ),
      ]
      for (fields, pointers) in bad {
        #expect(try await bed.bulk(fields, key: "a").mistakes == pointers, "\(fields)")
      }
      let keyless = try await bed.hiring.send(
        .post, "/api/applications/bulk", ["ids": [one], "action": "take", "expected": 1])
      #expect(keyless.problem == "idempotency-key-missing")
      let gone = try await bed.bulk(
        ["ids": [one, .string(id(999).wire)], "action": "take", "expected": 2], key: "b")
      #expect(gone["done"] == 1)
      #expect(gone["skipped"] == [["id": .string(id(999).wire), "problem": "not-found"]])
    }
  }
}

extension ApplicationsBed {
  /// New ones for the second vacancy, of which a rival has three and two are withdrawn.
  fileprivate func fill(_ count: Int = 200) async throws {
    try await bed.prepare(
      """
      insert into application (id, vacancy_id, status, name, email, phone, age, breed, coat_colour,
                               language, created_at)
      select u(n), u(2), 'unconfirmed', 'Cat ' || n, 'cat' || n || '@x.example', '+7 900', 3,
             'Siberian', 'grey', 'en', t0()
      from   generate_series(1101, \(1_100 + count)) n;
      insert into application_photo (application_id, sha256, at)
      select a.id, p.sha256, t0() from application a, photo p where a.vacancy_id = u(2);
      update application
      set    status = 'new', confirmed_at = t0(), tests = array[u(11)],
             photo_sha256 = (select sha256 from photo),
             held_by = case when id in (u(1201), u(1202), u(1203)) then 'rival' end
      where  vacancy_id = u(2);
      update application set status = 'withdrawn', decided_at = t0()
      where  id in (u(1250), u(1251));
      """)
  }

  fileprivate func rejections() async throws -> Int64 {
    try await bed.value("select count(*) from applicants.application where status = 'rejected'")
  }
}

extension JSONValue {
  /// The same with another value of a member.
  fileprivate func with(_ name: String, _ value: JSONValue) -> JSONValue {
    guard case .object(let members) = self else { return self }
    return .object(members.map { $0.name.text == name ? Member(name, value) : $0 })
  }

  fileprivate func without(_ name: String) -> JSONValue {
    guard case .object(let members) = self else { return self }
    return .object(members.filter { $0.name.text != name })
  }
}
