import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Workers

@Suite("POST /api/workers/import")
struct ImportWorkersTests {
  private func line(_ number: Int, _ more: [JSONValue.Member] = []) -> String {
    Fixture.form("cat\(number)", more).text
  }

  private func counts(_ answer: TestAnswer) -> [Int?] {
    ["lines", "created", "changed", "unchanged", "rejected"].map { answer[$0]?.int }
  }

  @Test("Good lines go in, bad ones are reported with number and reasons")
  func badLines() async throws {
    try await withWorkers { workers in
      let answer = try await workers.import([
        line(1), "[]", line(2, [.init("age", -1), .init("code", "abc")]), line(3),
      ])
      #expect(counts(answer) == [4, 2, 0, 0, 2])
      let bad = try #require(answer["bad_lines"]?.array)
      #expect(bad.map { $0["line"]?.int } == [2, 3])
      let pointers = bad.last?["errors"]?.array?.compactMap { $0["pointer"]?.string }.sorted()
      #expect(pointers == ["/age", "/code"])
      #expect(try await workers.events().map(\.name) == ["cat1", "cat3"])
    }
  }

  @Test("Safe to repeat by e-mail; hours, photo, language and whether it is active stay")
  func repeats() async throws {
    try await withWorkers { workers in
      let lines = (0..<700).map { line($0) }
      #expect(try await counts(workers.import(lines)) == [700, 700, 0, 0, 0])
      #expect(try await counts(workers.import(lines)) == [700, 0, 0, 700, 0])
      let id = try #require(try await workers.events().first { $0.name == "cat5" }).id.wire
      _ = try await workers.api.send(
        .patch, "/api/workers/\(id)", as: workers.manager,
        ["active": false, "language": "ru"])
      _ = try await workers.api.send(
        .put, "/api/workers/\(id)/hours", as: workers.manager,
        ["hours": [["weekday": 1, "from": "09:00", "to": "10:00"]]])
      var changed = lines
      changed[5] = line(5, [.init("age", 9), .init("email", "CAT5@cats.example")])
      #expect(try await counts(workers.import(changed)) == [700, 0, 1, 699, 0])
      let event = try #require(try await workers.events().last)
      #expect((event.id.wire, event.age, event.email) == (id, 9, "CAT5@cats.example"))
      #expect((event.active, event.version, event.language) == (false, 4, .russian))
      #expect(event.hours == [.init(from: 540, to: 600)])
    }
  }

  @Test("Two lines of one e-mail, in whatever case, take effect in their order")
  func order() async throws {
    try await withWorkers { workers in
      let answer = try await workers.import([
        line(1), line(1, [.init("email", "CAT1@CATS.example")]), line(2),
      ])
      #expect(counts(answer) == [3, 2, 1, 0, 0])
    }
  }

  @Test("The same file several times at once, in any order: no deadlock, everybody once")
  func race() async throws {
    try await withWorkers { workers in
      let lines = (0..<1_500).map { line($0) }
      let reports = try await atOnce(6) { run in
        try await workers.import(run.isMultiple(of: 2) ? lines : lines.reversed())
      }
      #expect(reports.allSatisfy { $0.status == 200 })
      #expect(reports.compactMap { $0["created"]?.int }.reduce(0, +) == 1_500)
      #expect(try await workers.events().count == 1_500)
      let deadlocks = try await workers.database.admin.query(
        "select deadlocks from pg_stat_database where datname = current_database()",
        as: Int64.self)
      #expect(deadlocks == [0])
    }
  }
}
