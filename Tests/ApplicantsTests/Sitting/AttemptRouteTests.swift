import Contracts
import FoundationEssentials
import HTTPTypes
import ServiceKit
import TestSupport
import Testing

@testable import Applicants

@Suite("R-111, R-112: an attempt as managers see it")
struct AttemptRouteTests {
  @Test("what was asked, all that was answered, what each answer came to, and how it stands")
  func seen() async throws {
    try await withSittings { bed in
      try await bed.invite(1...1)
      try await bed.answer(1, ["way": .number("20"), "late_bus": .one("a")])
      try await bed.answer(1, ["way": .number("30")], revision: 2)
      let running = try await bed.seen(1)
      #expect((running["status"], running["points"]) == ("running", .null))
      try await bed.handIn(1...1)
      try await bed.score()
      let seen = try await bed.seen(1)
      #expect(seen.status == 200 && seen.headers[.eTag] != nil)
      #expect((seen["points"], seen["handed_in_by"]) == (6, "applicant"))
      #expect(seen["standing"] == seen["standing_then"])
      let test = try #require(seen["tests"]?.array?.first)
      #expect((test["version"], test["scoring"]) == (1, 1))
      let questions = try #require(test["questions"]?.array)
      #expect(questions.count == 15)
      let way = try #require(questions.first { $0["question"] == "1.way" })
      #expect((way["answer"], way["points"], way["max_points"]) == ("30", 3, 3))
      #expect(way["revisions"]?.array?.map { $0["value"] } == ["20", "30"])
      let bus = try #require(questions.first { $0["question"] == "1.late_bus" })
      #expect((bus["answer"], bus["options"]?.array?.count) == ("a", 4))
      let fern = try #require(questions.first { $0["question"] == "1.wilted_fern" })
      #expect((fern["answer"], fern["points"]) == (.null, 0))
    }
  }

  @Test("while it is scored anew no answer has points, not even of a test whose scoring stays")
  func anew() async throws {
    try await withSittings { bed in
      try await bed.sit(1...1, ["late_bus": .one("a")])
      try await bed.score()
      func points() async throws -> JSONValue? {
        let questions = try await bed.seen(1)["tests"]?.array?.first?["questions"]?.array
        return questions?.first { $0["question"] == "1.late_bus" }?["points"]
      }
      #expect(try await points() == 3)
      try await bed.prepare(
        """
        update attempt
        set    status = 'handed_in', points = null, max_points = null, characteristics = null,
               code = null, knocked_out = null, ordinal = null, finished_at = null;
        """)
      #expect(try await points() == .null)
    }
  }

  @Test("If-Match is honoured by those who have it scored again, and nothing is where none is")
  func preconditions() async throws {
    try await withSittings { bed in
      try await bed.sit(1...1)
      let path = "\(bed.path(1))/score-again"
      #expect(try await bed.hiring.send(.post, path, match: "7").status == 412)
      #expect(try await bed.hiring.send(.get, bed.path(2)).status == 404)
      #expect(try await bed.hiring.send(.post, "\(bed.path(2))/score-again").status == 404)
    }
  }
}
