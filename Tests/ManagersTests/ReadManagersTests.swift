import FoundationEssentials
import HTTPTypes
import ServiceKit
import TestSupport
import Testing

@testable import Managers

@Suite("Reading managers")
struct ReadManagersTests {
  private func names(_ answer: TestAnswer) -> [String] {
    (answer["items"]?.array ?? []).compactMap { $0["name"]?.string }
  }

  @Test("a manager reads itself, by id and as me")
  func own() async throws {
    try await withManagers { managers in
      let id = try await managers.register("vaska")
      let caller = managers.manager(id)
      let mine = try await managers.api.send(.get, "/api/managers/\(id)", as: caller)
      let me = try await managers.api.send(.get, "/api/managers/me", as: caller)
      #expect((mine.status, me.status) == (200, 200))
      #expect(mine.body == me.body)
      // At the same path, in the same version, another cat is somebody else.
      let other = try await managers.register("barsik")
      let barsik = try await managers.api.send(
        .get, "/api/managers/me", as: managers.manager(other),
        headers: ["If-None-Match": me.headers[.eTag] ?? ""])
      #expect((barsik.status, barsik["id"]?.string) == (200, other))
    }
  }

  @Test("pages follow each other without gap or repetition")
  func pages() async throws {
    try await withManagers { managers in
      for number in 0..<5 { try await managers.register("cat\(number)") }
      let first = try await managers.api.send(.get, "/api/managers?limit=3", as: managers.boss)
      let cursor = try #require(first["next_cursor"]?.string)
      let second = try await managers.api.send(
        .get, "/api/managers?limit=3&cursor=\(cursor)", as: managers.boss)
      #expect(names(first) + names(second) == (0..<5).map { "cat\($0)" })
      #expect(second["next_cursor"] == .null)
    }
  }

  @Test("q and active narrow the list")
  func filters() async throws {
    try await withManagers { managers in
      let id = try await managers.register("vaska")
      try await managers.register("barsik")
      _ = try await managers.change(id, ["active": false, "name": "Васька 50%"])
      func list(_ query: String) async throws -> [String] {
        names(try await managers.api.send(.get, "/api/managers?\(query)", as: managers.boss))
      }
      #expect(try await list("q=BARS") == ["barsik"])
      #expect(try await list("q=%D0%92%D0%90%D0%A1%D0%AC") == ["Васька 50%"])  // ВАСЬ
      #expect(try await list("q=50%25") == ["Васька 50%"])
      #expect(try await list("q=mcf&active=true") == ["barsik"])
      #expect(try await list("active=false") == ["Васька 50%"])
      let bad = try await managers.api.send(
        .get, "/api/managers?q=ab&limit=0&cursor=x&email=y", as: managers.boss)
      #expect(bad.mistakes == ["?cursor", "?email", "?limit", "?q"])
    }
  }
}
