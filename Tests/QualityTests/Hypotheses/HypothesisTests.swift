import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Quality

@Suite("R-210: the register of hypotheses")
struct HypothesisTests {
  @Test("R-210: proposed, tested, confirmed or refuted, then adopted or dropped, step by step")
  func life() {
    let ways: [HypothesisStatus: [HypothesisStatus]] = [
      .proposed: [.testing, .dropped], .testing: [.confirmed, .refuted, .dropped],
      .confirmed: [.adopted, .dropped], .refuted: [.adopted, .dropped], .adopted: [], .dropped: [],
    ]
    for status in HypothesisStatus.allCases { #expect(status.next == ways[status], "\(status)") }
    #expect(HypothesisStatus.allCases.filter(\.hasEffect) == [.confirmed, .refuted, .adopted])
  }

  @Test("R-210: one is proposed, goes its way with what came of it, and all of it is told")
  func way() async throws {
    try await withDesk { desk in
      let reviews = try await desk.reviews(2)
      let fields: JSONValue = [
        "title": "Ring first", "statement": "Who rings first waits less.",
        "reviews": [.string(reviews[0].wire)],
      ]
      let first = try await desk.send(.post, "/api/hypotheses", fields, key: "once")
      try #require(first.status == 201, "\(first.text)")
      #expect((first["number"], first["status"], first["version"]) == (1, "proposed", 1))
      #expect(first["owner"]?.string == QualityBed.boss.subject.text)
      #expect((first["owner_name"], first["created_by_name"]) == ("Vaska Boss", "Vaska Boss"))
      #expect((first["reviews"], first["effect"]) == ([.string(reviews[0].wire)], .null))
      let again = try await desk.send(.post, "/api/hypotheses", fields, key: "once")
      #expect(again.body == first.body)
      let place = try #require(first.headers[.location])
      #expect(try await desk.send(.get, place).body == first.body)
      func patch(_ fields: JSONValue, _ version: Int?) async throws -> TestAnswer {
        try await desk.send(.patch, place, fields, as: QualityBed.other, match: version)
      }
      #expect(try await patch(["status": "testing"], nil).status == 428)
      #expect(try await patch(["status": "testing"], 2).status == 412)
      let early = try await patch(["status": "adopted", "effect": "Less."], 1)
      #expect((early.status, early.problem) == (409, "wrong-status"))
      #expect(early["next"] == ["testing", "dropped"])
      #expect(try await patch(["status": "proposed"], 1)["version"] == 1)
      let tied: JSONValue = ["status": "testing", "reviews": [.string(reviews[1].wire)]]
      #expect(try await patch(tied, 1)["reviews"] == [.string(reviews[1].wire)])
      #expect(try await patch(["status": "confirmed"], 2).mistakes == ["/effect"])
      let confirmed = try await patch(["status": "confirmed", "effect": "4 minutes less."], 2)
      #expect((confirmed["status"], confirmed["version"]) == ("confirmed", 3))
      #expect(try await patch(["effect": .null], 3).mistakes == ["/effect"])
      let done = try await patch(["status": "adopted", "owner": .null], 3)
      #expect((done["status"], done["owner"]) == ("adopted", .null))
      #expect((done["owner_name"], done["created_by_name"]) == (.null, "Vaska Boss"))
      #expect(try await patch(["status": "dropped"], 4).problem == "wrong-status")
      try await desk.tells(of: place, reviews)
    }
  }

  @Test("every mistake is told at once, and only known, active managers write")
  func refused() async throws {
    try await withDesk { desk in
      let nowhere = JSONValue.string(QualityBed.id(77).wire)
      let answer = try await desk.send(
        .post, "/api/hypotheses",
        [
          "title": .string(String(repeating: "м", count: 201)), "statement": " ",
          "owner": .string(QualityBed.former.subject.text), "reviews": [nowhere, "cat"],
          "status": "adopted",
        ])
      #expect(
        answer.mistakes
          == ["/owner", "/reviews/0", "/reviews/1", "/statement", "/status", "/title"])
      let codes = answer["errors"]?.array?.compactMap { $0["code"]?.string } ?? []
      #expect(Set(["no-such-review", "no-such-manager", "no-uuid"]).isSubset(of: codes))
      let fields: JSONValue = ["title": "Ring", "statement": "First."]
      let unknown = try await desk.send(.post, "/api/hypotheses", fields, as: QualityBed.unknown)
      #expect((unknown.status, unknown.problem) == (403, "manager-not-known"))
      let entered = try await desk.send(.post, "/api/hypotheses", fields)
      let place = try #require(entered.headers[.location])
      let answers = try await atOnce(20) { number in
        try await desk.send(.patch, place, ["title": .string("By \(number)")], match: 1)
      }
      #expect(answers.count { $0.status == 200 } == 1)
      #expect(answers.count { $0.status == 412 } == 19)
      let gone = try await desk.send(
        .patch, "/api/hypotheses/\(QualityBed.id(1).wire)", ["title": "x"], match: 1)
      #expect(gone.status == 404)
    }
  }

  @Test("304 is not said of one whose owner is called otherwise by now")
  func renamed() async throws {
    try await withDesk { desk in
      let fields: JSONValue = ["title": "Ring", "statement": "First."]
      let place = try #require(
        try await desk.send(.post, "/api/hypotheses", fields).headers[.location])
      let known = try #require(try await desk.send(.get, place).headers[.eTag])
      try await desk.database.admin.query(
        "update quality.person set name = 'Vaska Chief' where name = 'Vaska Boss'")
      let now = try await desk.send(.get, place, headers: ["If-None-Match": known])
      #expect((now.status, now["owner_name"]) == (200, "Vaska Chief"))
      let fresh = try #require(now.headers[.eTag])
      #expect(try await desk.send(.get, place, headers: ["If-None-Match": fresh]).status == 304)
      // To change it, its version is enough.
      let changed = try await desk.send(
        .patch, place, ["title": "Ring first"], headers: ["If-Match": known])
      #expect(changed.status == 200, "\(changed.text)")
    }
  }

  @Test("lists are narrowed and go on; as CSV every text is unharmed and no formula")
  func list() async throws {
    try await withDesk { desk in
      for (title, statement, caller) in [
        ("=1+1", "Ёжик сказал: «Да»;\nи \"ушёл\", далеко", QualityBed.boss),
        ("Second", "Plain", QualityBed.other), ("Third", "Plain", QualityBed.boss),
      ] {
        let answer = try await desk.send(
          .post, "/api/hypotheses", ["title": .string(title), "statement": .string(statement)],
          as: caller)
        try #require(answer.status == 201, "\(answer.text)")
      }
      _ = try await desk.send(
        .patch, try await desk.places("?status=proposed")[0],
        ["status": "dropped", "effect": "Four minutes less"], match: 1)
      #expect(try await desk.titles("") == ["Third", "Second", "=1+1"])
      #expect(try await desk.titles("?status=dropped") == ["Third"])
      #expect(try await desk.titles("?owner=me") == ["Third", "=1+1"])
      let nameless = Caller(subject: "boss", roles: [.manager])
      #expect(try await desk.titles("?owner=me", as: nameless) == [])
      #expect(try await desk.titles("?owner=\(QualityBed.other.subject)") == ["Second"])
      #expect(try await desk.titles("?q=%D1%91%D0%96%D0%98%D0%9A") == ["=1+1"])
      #expect(try await desk.titles("?q=MINUTES") == ["Third"])
      let page = try await desk.send(.get, "/api/hypotheses?limit=2")
      let next = try #require(page["next_cursor"]?.string)
      #expect(try await desk.titles("?limit=2&cursor=\(next)") == ["=1+1"])
      let bad = try await desk.send(.get, "/api/hypotheses?status=x&owner=y&q=z&limit=0&w=1")
      #expect(bad.mistakes == ["?limit", "?owner", "?q", "?status", "?w"])
      let table = try await desk.send(
        .get, "/api/hypotheses?q=%D1%91%D0%B6%D0%B8%D0%BA", headers: ["Accept": "text/csv"])
      #expect(table.headers[.contentType] == "text/csv; charset=utf-8; header=present")
      let lines = table.text.split(separator: "\r\n").map(String.init)
      #expect(lines[0] == "\u{feff}" + HypothesisTable.columns.joined(separator: ","))
      #expect(lines.count == 2 && lines[1].hasPrefix("1,"))
      let texts = ",proposed,'=1+1,\"Ёжик сказал: «Да»;\nи \"\"ушёл\"\", далеко\","
      #expect(lines[1].contains(texts), "\(lines[1])")
      #expect(lines[1].ranges(of: ",Vaska Boss,").count == 2, "\(lines[1])")
    }
  }
}

extension QualityBed {
  /// As many open reviews, of orders that are drawn.
  func reviews(_ count: Int) async throws -> [UUID] {
    try await end(1...count)
    _ = try await draw(["percent": 100])
    return try await column("select id from quality.review order by id")
  }

  func titles(_ query: String, as caller: Caller = boss) async throws -> [String] {
    let answer = try await send(.get, "/api/hypotheses\(query)", as: caller)
    return try #require(answer["items"]?.array, "\(answer.text)").compactMap { $0["title"]?.string }
  }

  /// What happened on the way, page by page: only what became otherwise, and what was emptied as null.
  fileprivate func tells(of place: String, _ reviews: [UUID]) async throws {
    let (first, second) = (JSONValue.string(reviews[0].wire), JSONValue.string(reviews[1].wire))
    let owner = JSONValue.string(Self.boss.subject.text)
    let early = try await send(.get, "\(place)/history?limit=2")
    let next = try #require(early["next_cursor"]?.string, "\(early.text)")
    let late = try await send(.get, "\(place)/history?limit=2&cursor=\(next)")
    let entries = (early["items"]?.array ?? []) + (late["items"]?.array ?? [])
    #expect(late["next_cursor"] == .null)
    #expect(entries.map { $0["version"] } == [1, 2, 3, 4])
    #expect(entries.map { $0["event"] } == ["proposed", "changed", "changed", "changed"])
    #expect(
      entries.map { $0["by_name"] } == ["Vaska Boss"] + Array(repeating: "Dusya Other", count: 3))
    #expect(
      entries.map { $0["facts"] } == [
        [
          "title": "Ring first", "statement": "Who rings first waits less.", "status": "proposed",
          "owner": owner, "tied": [first], "untied": [],
        ],
        ["status": "testing", "tied": [second], "untied": [first]],
        ["status": "confirmed", "effect": "4 minutes less.", "tied": [], "untied": []],
        ["status": "adopted", "owner": .null, "tied": [], "untied": []],
      ] as [JSONValue])
    #expect(try await send(.get, "\(place)/history?limit=0&w=1").mistakes == ["?limit", "?w"])
    #expect(try await send(.get, "/api/hypotheses/\(Self.id(1).wire)/history").status == 404)
  }

  fileprivate func places(_ query: String) async throws -> [String] {
    let answer = try await send(.get, "/api/hypotheses\(query)")
    return (answer["items"]?.array ?? []).compactMap {
      $0["id"]?.string.map { "/api/hypotheses/\($0)" }
    }
  }
}
