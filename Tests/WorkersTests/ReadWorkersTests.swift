import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Workers

@Suite("Reading workers")
struct ReadWorkersTests {
  private func names(_ answer: TestAnswer) -> [String] {
    (answer["items"]?.array ?? []).compactMap { $0["name"]?.string }
  }

  @Test("A worker reads itself, by id and as me; others are not there for it")
  func own() async throws {
    try await withWorkers { workers in
      let (own, other) = (
        try await workers.register("vaska"), try await workers.register("barsik")
      )
      let vaska = workers.worker(own)
      let mine = try await workers.api.send(.get, "/api/workers/\(own)", as: vaska)
      let me = try await workers.api.send(.get, "/api/workers/me", as: vaska)
      #expect((mine.status, me.status) == (200, 200))
      #expect(mine.body == me.body)
      // At the same path, in the same version, another cat is somebody else.
      let barsik = try await workers.api.send(
        .get, "/api/workers/me", as: workers.worker(other),
        headers: ["If-None-Match": me.headers[.eTag] ?? ""])
      #expect((barsik.status, barsik["id"]?.string) == (200, other))
      #expect(try await workers.api.send(.get, "/api/workers/\(other)", as: vaska).status == 404)
      for subject in ["0190c1a4-7d2e-7b63-9c1f-2f4f8f7f3a10", "nobody"] {
        let stranger = workers.worker(subject)
        #expect(try await workers.api.send(.get, "/api/workers/me", as: stranger).status == 404)
      }
    }
  }

  @Test("Pages follow each other without gap or repetition")
  func pages() async throws {
    try await withWorkers { workers in
      for number in 0..<5 {
        _ = try await workers.register("cat\(number)")
        workers.clock.advance(by: 1)
      }
      let first = try await workers.api.send(.get, "/api/workers?limit=3", as: workers.manager)
      let cursor = try #require(first["next_cursor"]?.string)
      let second = try await workers.api.send(
        .get, "/api/workers?limit=3&cursor=\(cursor)", as: workers.manager)
      #expect(names(first) + names(second) == (0..<5).map { "cat\($0)" })
      #expect(second["next_cursor"] == .null)
    }
  }

  @Test("q, active and origin narrow the list")
  func filters() async throws {
    try await withWorkers { workers in
      let id = try await workers.register("vaska", [.init("breed", "Сибирская")])
      _ = try await workers.register("barsik")
      _ = try await workers.api.send(
        .patch, "/api/workers/\(id)", as: workers.manager, ["active": false])
      func list(_ query: String) async throws -> [String] {
        names(try await workers.api.send(.get, "/api/workers?\(query)", as: workers.manager))
      }
      #expect(try await list("q=VASK") == ["vaska"])
      #expect(try await list("q=%D0%A1%D0%98%D0%91%D0%98%D0%A0") == ["vaska"])  // СИБИР
      #expect(try await list("q=smoke&active=true") == ["barsik"])
      #expect(try await list("origin=applicant") == [])
      #expect(try await list("origin=imported") == ["vaska", "barsik"])
      let bad = try await workers.api.send(
        .get, "/api/workers?origin=stray&q=ab&breed=x", as: workers.manager)
      #expect(bad.mistakes == ["?breed", "?origin", "?q"])
    }
  }

  @Test("A search is answered from the index on the texts, not by reading everybody")
  func searchIndex() async throws {
    try await withDatabase { database in
      let plan = try await database.admin.withTransaction { transaction in
        // With a few rows the planner would rightly read them all.
        try await transaction.query("set local enable_seqscan = off")
        try await transaction.query("set local enable_indexscan = off")
        try await transaction.query("prepare search as \(unescaped: SearchRows<Worker>.sql)")
        return try await transaction.query(
          "explain (costs off) execute search (null, null, null, 10, '%abc%')", as: String.self)
      }
      #expect(plan.contains { $0.contains("worker_search") })
    }
  }
}
