import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Applicants

@Suite("R-110: what is published of a test")
struct PublishTests {
  @Test("R-110: a draft becomes a paper and a scoring, numbered from 1; the first is the default")
  func publish() async throws {
    try await withHiringAPI { hiring in
      let test = try await hiring.drafted(try FirstLook.json)
      let answer = try await hiring.publish(test, key: "once")
      #expect(answer.status == 201, "\(answer.text)")
      #expect(answer.headers[.location] == "\(test)/versions/1")
      #expect(answer.headers[.eTag] == "\"1\"")
      let document = try FirstLook.document
      #expect((answer["paper"], answer["scoring"]) == (document.paper.json, document.scoring.json))
      let facts: [(String, JSONValue)] = [
        ("test_id", hiring.id(of: test)), ("number", 1), ("status", "live"), ("default", true),
        ("scoring_in_force", 1), ("limit_seconds", 1_200), ("question_count", 15),
        ("max_points", 46), ("published_by", "boss"), ("version", 1),
      ]
      for (name, value) in facts { #expect(answer[name] == value, "\(name)") }
      #expect(try await hiring.send(.get, "\(test)/versions/1").body == answer.body)
      // The next one is published beside it.
      #expect(try await hiring.publish(test)["default"] == false)
      let versions = try await hiring.pages("\(test)/versions?limit=1").joined()
      #expect(versions.map { $0["number"] } == [2, 1])
      #expect(versions.map { $0["default"] } == [false, true])
      #expect(versions.allSatisfy { $0["paper"] == nil && $0["max_points"] == 46 })
    }
  }

  @Test("R-110: what is published does not follow the draft")
  func apart() async throws {
    try await withHiringAPI { hiring in
      let (test, version) = try await hiring.published()
      let before = try await hiring.send(.get, version)
      let written = try await hiring.send(.put, "\(test)/draft", ["format": 2], match: "3")
      #expect(written.status == 200)
      #expect(try await hiring.send(.get, version).body == before.body)
    }
  }

  @Test("case 18: publishing a draft with nine mistakes is 409 with all of them, and does nothing")
  func mistakes() async throws {
    try await withHiringAPI { hiring in
      let test = try await hiring.drafted(try FirstLook.spoiled)
      let refused = try await hiring.publish(test)
      #expect((refused.status, refused.problem) == (409, "not-publishable"))
      #expect(refused.listed.sorted() == FirstLook.nineMistakes.sorted())
      #expect(try await hiring.send(.get, "\(test)/draft").headers[.eTag] == "\"2\"")
      #expect(try await hiring.pages("\(test)/versions?limit=1") == [[]])
    }
  }

  @Test("who has read another draft publishes none; that it was published is a change of it")
  func precondition() async throws {
    try await withHiringAPI { hiring in
      let test = try await hiring.drafted(try FirstLook.json)
      func publish(match: String?, key: String? = nil) async throws -> TestAnswer {
        try await hiring.send(.post, "\(test)/versions", match: match, key: key)
      }
      #expect(try await publish(match: nil).status == 428)
      #expect(try await publish(match: "1").status == 412)
      let published = try await publish(match: "2", key: "once")
      #expect(published.status == 201)
      #expect(try await publish(match: "2").status == 412)
      let again = try await publish(match: "2", key: "once")
      #expect((again.status, again.body) == (201, published.body))
      #expect(try await hiring.send(.get, "\(test)/draft").headers[.eTag] == "\"3\"")
      let nowhere = "/api/tests/\(UUID.v7(at: hiring.clock.now).wire)/versions"
      #expect(try await hiring.send(.post, nowhere, match: "1").status == 404)
      #expect(try await hiring.send(.get, nowhere).status == 404)
    }
  }

  @Test("of twenty who publish the same draft at once, one does")
  func race() async throws {
    try await withHiringAPI { hiring in
      let test = try await hiring.drafted(try FirstLook.json)
      let statuses = try await atOnce(20) { _ in
        try await hiring.send(.post, "\(test)/versions", match: "2").status
      }
      #expect(statuses.sorted() == [201] + Array(repeating: 412, count: 19))
      #expect(try await hiring.column("number", of: "test_version", as: Int.self) == [1])
      // With one key it is one request.
      let keyed = try await atOnce(10) { _ in
        try await hiring.send(.post, "\(test)/versions", match: "3", key: "same").status
      }
      #expect(Set(keyed).isSubset(of: [201, 409]) && keyed.contains(201))
      #expect(try await hiring.column("number", of: "test_version", as: Int.self) == [1, 2])
    }
  }

  @Test("a draft that is written while it is published is one of the two, never a mixture")
  func publishAgainstWriting() async throws {
    try await withHiringAPI { hiring in
      for round in 1...10 {
        let test = try await hiring.drafted(try FirstLook.json, "Round \(round)")
        let statuses = try await atOnce(2) { number in
          number == 0
            ? try await hiring.send(.post, "\(test)/versions", match: "2").status
            : try await hiring.send(.put, "\(test)/draft", [:], match: "2").status
        }
        #expect([[201, 412], [200, 412]].contains(statuses.sorted()))
      }
    }
  }

  @Test("one version is the default; it is retired as no default, and no retired one becomes it")
  func states() async throws {
    try await withHiringAPI { hiring in
      let (test, first) = try await hiring.published()
      let second = try #require(try await hiring.publish(test).headers[.location])
      func act(_ act: String, match: String?) async throws -> TestAnswer {
        try await hiring.send(.post, act, match: match)
      }
      #expect(try await act("\(second)/default", match: nil).status == 428)
      #expect(try await act("\(second)/default", match: "7").status == 412)
      let chosen = try await act("\(second)/default", match: "1")
      #expect((chosen.status, chosen["default"], chosen["version"]) == (200, true, 2))
      let left = try await hiring.send(.get, first)
      #expect((left["default"], left["version"]) == (false, 2))
      #expect(try await act("\(second)/default", match: "2")["version"] == 2)
      let retired = try await act("\(first)/retire", match: "2")
      #expect((retired["status"], retired["version"]) == ("retired", 3))
      #expect(try await act("\(first)/retire", match: "3")["version"] == 3)
      let refused = try await act("\(first)/default", match: "3")
      #expect((refused.status, refused.problem) == (409, "wrong-state"))
      let last = try await act("\(second)/retire", match: "2")
      #expect((last["status"], last["default"]) == ("retired", false))
      // A test without a default gets one with what is published next.
      #expect(try await hiring.publish(test)["default"] == true)
    }
  }

  @Test("of many who make either version the default at once, one is left in the end")
  func defaultRace() async throws {
    try await withHiringAPI { hiring in
      let (test, first) = try await hiring.published()
      let second = try #require(try await hiring.publish(test).headers[.location])
      for _ in 1...5 {
        let statuses = try await atOnce(10) { number in
          let version = number.isMultiple(of: 2) ? first : second
          let tag = try await hiring.send(.get, version)["version"]?.int ?? 0
          return try await hiring.send(.post, "\(version)/default", match: "\(tag)").status
        }
        #expect(Set(statuses).isSubset(of: [200, 412]))
        let defaults = try await hiring.column("is_default", of: "test_version", as: Bool.self)
        #expect(defaults == [false, true])
      }
    }
  }

  @Test("case 18, R-110: over REST no paper has a key that tells right from wrong")
  func paperTellsNothing() async throws {
    try await withHiringAPI { hiring in
      let (_, version) = try await hiring.published()
      let answer = try await hiring.send(.get, version)
      let shown: Set<ExactText> = try #require(answer["paper"]).names
      #expect(shown.isDisjoint(with: ["points", "right", "answer", "effects", "guide", "pass"]))
      let scored: Set<ExactText> = try #require(answer["scoring"]).names
      #expect(scored.isSuperset(of: ["points", "right", "answer", "effects", "guide", "pass"]))
    }
  }

  @Test("case 18: the service's role changes neither paper nor scoring, and deletes neither")
  func frozen() async throws {
    try await withHiringAPI { hiring in
      _ = try await hiring.published()
      for sql in [
        "update applicants.test_version set paper = '{}'",
        "update applicants.test_version set limit_seconds = 28800",
        "update applicants.test_version set number = 7",
        "update applicants.test_version set published_by = 'somebody'",
        "delete from applicants.test_version", "truncate applicants.test_version",
        "update applicants.test_scoring set document = '{}'",
        "update applicants.test_scoring set max_points = 1",
        "update applicants.test_scoring set note = 'x'",
        "delete from applicants.test_scoring", "truncate applicants.test_scoring",
      ] {
        let error = await #expect(throws: PostgresError.self, "\(sql)") {
          try await hiring.database.app("applicants").query(PostgresQuery(unescaped: sql))
        }
        #expect(error?.sqlState == .insufficientPrivilege, "\(sql)")
      }
    }
  }

  @Test("a version has one address: its number as digits")
  func addresses() async throws {
    try await withHiringAPI { hiring in
      let (test, _) = try await hiring.published()
      for number in ["0", "-1", "+1", "01", "1.0", "2", "2147483648", "one", "١"] {
        let answer = try await hiring.send(.get, "\(test)/versions/\(number)")
        #expect(answer.status == 404, "\(number)")
      }
    }
  }
}
