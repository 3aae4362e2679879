import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import TestSupport
import Testing

@testable import Applicants
@testable import ServiceKit

@Suite("R-080: cats of a demonstration that were tried before")
struct DemoSittingsTests {
  @Test("some of them are proposed, the others rejected; a dry run finds what they came to")
  func written() async throws {
    try await withHiringAPI { hiring in
      let version = try await demonstrate(hiring)
      let proposed = try await hiring.send(.get, "/api/applications?proposed=true")
      let open = try #require(proposed["items"]?.array, "\(proposed.text)")
      #expect((1...3).contains(open.count))
      #expect(open.allSatisfy { $0["status"] == "tested" && $0["held_by"] == .null })
      #expect(open.allSatisfy { $0["name"]?.string?.hasPrefix("Demo Cat ") == true })
      let statuses = try await hiring.column("status", of: "application", as: ExactText.self)
      #expect(statuses.count { $0 == "rejected" } == DemoSittings.count - open.count)

      let seen = try await hiring.send(.get, "\(version)/statistics")
      #expect(seen["finished"]?.int == DemoSittings.count, "\(seen.text)")
      let quartiles = seen["points"]?["quartiles"]?.array?.compactMap(\.int) ?? []
      #expect(quartiles.count == 5 && Set(quartiles).count == 5, "\(quartiles)")

      let tried = try await hiring.send(
        .post, "\(version)/scorings/dry-run", ["document": try FirstLook.json])
      let attempts = try #require(tried["attempts"]?.array, "\(tried.text)")
      #expect(attempts.count == DemoSittings.count)
      for attempt in attempts {
        let id = try #require(attempt["attempt_id"]?.string)
        let kept = try await hiring.send(.get, "/api/attempts/\(id)")
        #expect(kept["points"] == attempt["old"]?["points"])
        let each = kept["tests"]?.array?.first?["questions"]?.array ?? []
        #expect(each.compactMap { $0["points"]?.int }.reduce(0, +) == kept["points"]?.int)
      }
    }
  }

  @Test("nobody is told of them, and history says what they are")
  func silent() async throws {
    try await withHiringAPI { hiring in
      let before = try await hiring.column("id", of: "outbox", as: UUID.self)
      _ = try await demonstrate(hiring)
      #expect(try await hiring.column("id", of: "outbox", as: UUID.self) == before)
      #expect(try await hiring.column("kind", of: "link", as: String.self) == [])
      let notes = try await hiring.database.admin.query(
        "select distinct note from applicants.application_history where by_role = 'manager'",
        as: String.self)
      #expect(notes == ["Demo data."])
      let mailboxes = try await hiring.column("email", of: "application", as: String.self)
      #expect(mailboxes.allSatisfy { $0.hasSuffix("@applicants.example") })
    }
  }

  @Test("written again, or where somebody was invited before, nothing is")
  func again() async throws {
    try await withHiringAPI { hiring in
      _ = try await demonstrate(hiring)
      let before = try await hiring.column("id", of: "application", as: UUID.self)
      let vacancies = try await hiring.column("id", of: "vacancy", as: UUID.self)
      try await write(try #require(vacancies.first), hiring)
      #expect(before.count == DemoSittings.count)
      #expect(try await hiring.column("id", of: "application", as: UUID.self) == before)
      #expect(try await hiring.column("finished", of: "sitting_group") == [DemoSittings.count])
    }
  }

  /// - Returns: the path of the version that they have sat.
  private func demonstrate(_ hiring: HiringAPI) async throws -> String {
    let (test, version) = try await hiring.published()
    let vacancy = try await hiring.enterVacancy(["texts": texts(), "tests": [hiring.id(of: test)]])
    let id = try #require(vacancy["id"]?.string.flatMap { UUID(uuidString: $0) })
    try await write(id, hiring)
    return version
  }

  private func write(_ vacancy: UUID, _ hiring: HiringAPI) async throws {
    let picture = Photo(bytes: Array("a cat".utf8), format: .png, width: 1, height: 1)
    try await DemoSittings(of: vacancy, picture: picture).write(
      to: hiring.database.admin, at: hiring.clock.now)
  }
}
