import Contracts
import FoundationEssentials
import HTTPTypes
import ServiceKit
import TestSupport
import Testing

@testable import Applicants

@Suite("R-090: vacancies, and the tests that belong to each")
struct VacancyTests {
  @Test("R-090: a manager enters one, in both languages, and whoever sends it again gets the first")
  func enter() async throws {
    try await withHiringAPI { hiring in
      let test = hiring.id(of: try await hiring.begin())
      let fields: JSONValue = ["texts": texts(), "tests": [test]]
      let answer = try await hiring.enterVacancy(fields, key: "once")
      #expect(answer.status == 201, "\(answer.text)")
      #expect(answer["texts"] == texts())
      #expect(answer["tests"] == [test])
      #expect((answer["open"], answer["version"]) == (true, 1))
      #expect(answer.headers[.eTag] == "\"1\"")
      let place = try #require(answer.headers[.location])
      #expect(try await hiring.send(.get, place).body == answer.body)
      // Also when the test may be named no more.
      _ = try await hiring.send(
        .patch, "/api/tests/\(test.string ?? "")", ["archived": true], match: "1")
      let again = try await hiring.enterVacancy(fields, key: "once")
      #expect((again.status, again.body) == (201, answer.body))
      let other = try await hiring.enterVacancy(["texts": texts("Cook"), "tests": []], key: "once")
      #expect(other.problem == "idempotency-key-reused")
      #expect(try await hiring.column("version", of: "vacancy", as: Int64.self) == [1])
    }
  }

  @Test("PATCH changes what is sent, honours If-Match, and counts changes only")
  func change() async throws {
    try await withHiringAPI { hiring in
      let (one, two) = (
        hiring.id(of: try await hiring.begin()), hiring.id(of: try await hiring.begin("Second"))
      )
      let entered = try await hiring.enterVacancy(
        ["texts": texts(), "tests": [one], "open": false])
      let place = try #require(entered.headers[.location])
      func patch(_ fields: JSONValue, match: String? = nil) async throws -> TestAnswer {
        try await hiring.send(.patch, place, fields, match: match)
      }
      let opened = try await patch(["open": true])
      #expect((opened["open"], opened["version"]) == (true, 2))
      #expect(try await patch(["open": true])["version"] == 2)
      #expect(try await patch(["open": false], match: "1").status == 412)
      let changed = try await patch(["tests": [two, one], "texts": texts("Cook")], match: "2")
      #expect(changed["tests"] == [two, one])
      #expect(changed["texts"]?["en"]?["title"] == "Cook")
      #expect((changed["open"], changed["version"]) == (true, 3))
      #expect(changed.headers[.eTag] == "\"3\"")
      #expect(try await patch(["texts": .null]).mistakes == ["/texts"])
      let nowhere = try await hiring.send(
        .patch, "/api/vacancies/\(UUID.v7(at: hiring.clock.now).wire)", ["open": true])
      #expect(nowhere.status == 404)
    }
  }

  @Test("a title that is only spelt in another normal form is the same text, another one is not")
  func spelling() async throws {
    try await withHiringAPI { hiring in
      let test = hiring.id(of: try await hiring.begin())
      let entered = try await hiring.enterVacancy(
        ["texts": texts("Caf\u{e9} 🐈"), "tests": [test]])
      let place = try #require(entered.headers[.location])
      let same = try await hiring.send(.patch, place, ["texts": texts(" Cafe\u{301} 🐈 ")])
      #expect(same["version"] == 1)
      let other = try await hiring.send(.patch, place, ["texts": texts("Cafe 🐈")])
      #expect(other["version"] == 2)
    }
  }

  @Test("every mistake is told at once, at its place")
  func mistakes() async throws {
    try await withHiringAPI { hiring in
      let test = hiring.id(of: try await hiring.begin())
      let gone = hiring.id(of: try await hiring.begin("Gone"))
      _ = try await hiring.send(
        .patch, "/api/tests/\(gone.string ?? "")", ["archived": true], match: "1")
      let answer = try await hiring.enterVacancy([
        "texts": [
          "en": [
            "title": .string(String(repeating: "м", count: 121)),
            "description": .string(String(repeating: "м", count: 4_001)),
          ],
          "ru": ["title": "\u{200B}", "description": "a\u{7}b", "salary": 1],
        ],
        "tests": [test, test, gone, "First look", "00000000-0000-7000-8000-000000000001"],
        "open": "yes", "pay": 3,
      ])
      #expect(answer.status == 400)
      #expect(
        Set(answer.listed) == [
          "/texts/en/title too-long", "/texts/en/description too-long", "/texts/ru/title empty",
          "/texts/ru/description control-characters", "/texts/ru/salary unknown",
          "/tests/1 repeated", "/tests/2 no-such-test", "/tests/3 no-uuid",
          "/tests/4 no-such-test", "/open no-flag", "/pay unknown",
        ])
      #expect(try await hiring.enterVacancy([:]).mistakes == ["/tests", "/texts"])
      for count in [0, 6] {
        let tests = JSONValue.array(Array(repeating: test, count: count))
        let answer = try await hiring.enterVacancy(["texts": texts(), "tests": tests])
        #expect(answer.listed.contains("/tests item-count"))
      }
    }
  }

  @Test("as long as texts may be, in every plane of Unicode")
  func longest() async throws {
    try await withHiringAPI { hiring in
      let test = hiring.id(of: try await hiring.begin())
      let cats = String(repeating: "😺", count: 120)
      let texts = texts(cats, description: String(repeating: "𓃠", count: 4_000))
      let answer = try await hiring.enterVacancy(["texts": texts, "tests": [test]])
      #expect((answer.status, answer["texts"]) == (201, texts))
    }
  }

  @Test("NUL, which no database keeps, is refused wherever it stands")
  func nul() async throws {
    try await withHiringAPI { hiring in
      for body in [#"{"texts": "\u0000"}"#, "{\"texts\": \"\0\"}", #"{"\u0000": 1}"#] {
        let answer = try await hiring.api.send(
          .post, "/api/vacancies", as: hiring.boss, Array(body.utf8))
        #expect((answer.status, answer.problem) == (400, "bad-input"))
      }
    }
  }

  @Test("the list goes on from page to page, and may have those only that are open")
  func list() async throws {
    try await withHiringAPI { hiring in
      let test = hiring.id(of: try await hiring.begin())
      for number in 1...5 {
        _ = try await hiring.enterVacancy([
          "texts": texts("Vacancy \(number)"), "tests": [test],
          "open": .bool(!number.isMultiple(of: 2)),
        ])
      }
      let all = try await hiring.titles("/api/vacancies?limit=2")
      #expect(all == [["Vacancy 1", "Vacancy 2"], ["Vacancy 3", "Vacancy 4"], ["Vacancy 5"]])
      let open = try await hiring.titles("/api/vacancies?limit=2&open=true")
      #expect(open == [["Vacancy 1", "Vacancy 3"], ["Vacancy 5"]])
      let bad = try await hiring.send(.get, "/api/vacancies?limit=0&cursor=cat&opne=true")
      #expect(bad.mistakes == ["?cursor", "?limit", "?opne"])
    }
  }

  @Test("of twenty who change the same version of a vacancy, one does")
  func race() async throws {
    try await withHiringAPI { hiring in
      let test = hiring.id(of: try await hiring.begin())
      let entered = try await hiring.enterVacancy(["texts": texts(), "tests": [test]])
      let place = try #require(entered.headers[.location])
      let answers = try await atOnce(20) { number in
        try await hiring.send(.patch, place, ["texts": texts("By \(number)")], match: "1")
      }
      #expect(answers.count { $0.status == 200 } == 1)
      #expect(answers.count { $0.status == 412 } == 19)
    }
  }
}

extension HiringAPI {
  /// The English titles of each page.
  fileprivate func titles(_ first: String) async throws -> [[String]] {
    try await pages(first).map { $0.compactMap { $0["texts"]?["en"]?["title"]?.string } }
  }

  /// The items of each page of a list.
  func pages(_ first: String) async throws -> [[JSONValue]] {
    var (pages, next): ([[JSONValue]], String?) = ([], first)
    while let path = next {
      let answer = try await send(.get, path)
      pages.append(try #require(answer["items"]?.array, "\(answer.text)"))
      next = answer["next_cursor"]?.string.map { "\(first)&cursor=\($0)" }
    }
    return pages
  }
}
