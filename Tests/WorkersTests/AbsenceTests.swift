import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Workers

@Suite("Absences")
struct AbsenceTests {
  private func period(_ from: String, _ to: String) -> JSONValue {
    ["from": .string("2027-\(from)T00:00:00Z"), "to": .string("2027-\(to)T00:00:00Z")]
  }

  private func add(
    _ workers: Fixture, _ id: String, _ from: String, _ to: String
  ) async throws -> TestAnswer {
    try await workers.api.send(
      .post, "/api/workers/\(id)/absences", as: workers.worker(id), period(from, to))
  }

  @Test("R-141: a worker announces an absence; it is shown, published, and links to the orders")
  func adds() async throws {
    try await withWorkers { workers in
      let id = try await workers.register("vaska")
      let answer = try await workers.api.send(
        .post, "/api/workers/\(id)/absences", as: workers.worker(id),
        [
          "from": "2027-04-01T03:00:00+03:00", "to": "2027-04-03T00:00:00.250Z",
          "reason": "moulting",
        ])
      let absence = try #require(answer["id"]?.string)
      #expect(answer.status == 201)
      #expect(answer.headers[.location] == "/api/workers/\(id)/absences/\(absence)")
      #expect(answer["from"] == "2027-04-01T00:00:00Z")
      #expect(answer["to"] == "2027-04-03T00:00:00.250Z")
      #expect(
        answer["orders"]?.string
          == "/api/orders?worker=\(id)&status=accepted&from=2027-03-31T00:00:00Z"
          + "&to=2027-04-03T00:00:00.250Z")
      let shown = try await workers.api.send(
        .get, try #require(answer.headers[.location]), as: workers.worker(id))
      #expect(shown.body == answer.body)
      let event = try #require(try await workers.events().last)
      #expect(event.version == 2)
      #expect(event.absences.map { Timestamp.format($0.from) } == ["2027-04-01T00:00:00Z"])
    }
  }

  @Test("R-141: absences may overlap; the view has their union, without what is over")
  func union() async throws {
    try await withWorkers { workers in
      let id = try await workers.register("vaska")
      for (from, to) in [("04-01", "04-05"), ("04-03", "04-08"), ("05-01", "05-02")] {
        #expect(try await add(workers, id, from, to).status == 201)
      }
      let view = "(select count(*) from unnest(absences))"
      #expect(try await workers.published(view, of: id) == "2")
      #expect(
        try await workers.published(
          "absences @> '2027-04-07 00:00:00+00'::timestamptz", of: id) == "true")
      let now = try #require(Timestamp.parse("2027-04-20T00:00:00Z"))
      workers.clock.set(now)
      #expect(try await add(workers, id, "06-01", "06-02").status == 201)
      #expect(try await workers.published(view, of: id) == "2")
      #expect(try await workers.published("upper(absences)", of: id)?.hasPrefix("2027-06") == true)
    }
  }

  @Test("R-141: an absence may last as long as the calendar; whatever links to it can be followed")
  func ever() async throws {
    try await withWorkers { workers in
      let id = try await workers.register("vaska")
      let path = "/api/workers/\(id)/absences"
      func add(_ from: String, _ to: String) async throws -> TestAnswer {
        try await workers.api.send(
          .post, path, as: workers.manager, ["from": .string(from), "to": .string(to)])
      }
      for (from, to) in [
        ("2027-01-01T00:00:00Z", "9999-12-31T23:59:59-05:00"),
        ("0000-01-01T00:00:00+03:00", "2027-01-01T00:00:00Z"),
      ] {
        #expect(try await add(from, to).status == 400)
      }
      let first = "0001-01-01T00:00:00Z"
      let last = "9999-12-31T23:59:59.999Z"
      for _ in 0..<2 {
        let answer = try await add(first, last)
        #expect((answer["from"]?.string, answer["to"]?.string) == (first, last))
        let orders = try #require(answer["orders"]?.string)
        let query = QueryForm(query: orders.split(separator: "?").last.map(String.init))
        #expect(query.time("from") != nil && query.time("to") != nil, "\(orders)")
      }
      #expect(try await add("9999-12-31T23:59:59.998Z", last).status == 201)
      var (ids, next): ([String], String?) = ([], "\(path)?limit=1")
      while let page = next {
        let answer = try await workers.api.send(.get, page, as: workers.manager)
        #expect(answer.status == 200)
        ids += (answer["items"]?.array ?? []).compactMap { $0["id"]?.string }
        next = answer["next_cursor"]?.string.map { "\(path)?limit=1&cursor=\($0)" }
      }
      #expect(ids.count == 3 && Set(ids).count == 3)
      let event = try #require(try await workers.events().last)
      #expect(event.absences.map { Timestamp.format($0.to) } == [last])
    }
  }

  @Test("R-141: an absence can be taken back, once")
  func removes() async throws {
    try await withWorkers { workers in
      let id = try await workers.register("vaska")
      let kept = try await add(workers, id, "04-01", "04-05")
      let path = try #require(try await add(workers, id, "04-03", "04-08").headers[.location])
      let statuses = try await atOnce(10) { _ in
        try await workers.api.send(.delete, path, as: workers.worker(id)).status
      }
      #expect(statuses.count { $0 == 204 } == 1)
      #expect(statuses.count { $0 == 404 } == 9)
      #expect(try await workers.api.send(.get, path, as: workers.manager).status == 404)
      let list = try await workers.api.send(
        .get, "/api/workers/\(id)/absences", as: workers.manager)
      #expect(list["items"]?.array?.map { $0["id"] } == [kept["id"]])
      let event = try #require(try await workers.events().last)
      #expect(event.absences.map { Timestamp.format($0.to) } == ["2027-04-05T00:00:00Z"])
      #expect(event.version == 4)
    }
  }

  @Test("The list is in the order of time, in pages, and can leave out what is over")
  func lists() async throws {
    try await withWorkers { workers in
      let id = try await workers.register("vaska")
      for month in ["07", "05", "06", "04", "08"] {
        _ = try await add(workers, id, "\(month)-01", "\(month)-02")
      }
      var found: [String] = []
      var path = "/api/workers/\(id)/absences?limit=2&from=2027-05-01T12:00:00Z"
      while true {
        let page = try await workers.api.send(.get, path, as: workers.worker(id))
        #expect(page.status == 200)
        found += (page["items"]?.array ?? []).compactMap { $0["from"]?.string }
        guard let cursor = page["next_cursor"]?.string else { break }
        path = "/api/workers/\(id)/absences?limit=2&from=2027-05-01T12:00:00Z&cursor=\(cursor)"
      }
      #expect(found == ["05", "06", "07", "08"].map { "2027-\($0)-01T00:00:00Z" })
    }
  }

  @Test("A worker's cursor is not another worker's")
  func cursor() async throws {
    try await withWorkers { workers in
      let (one, two) = (
        try await workers.register("vaska"), try await workers.register("barsik")
      )
      _ = try await add(workers, one, "04-01", "04-02")
      _ = try await add(workers, one, "05-01", "05-02")
      let page = try await workers.api.send(
        .get, "/api/workers/\(one)/absences?limit=1", as: workers.manager)
      let cursor = try #require(page["next_cursor"]?.string)
      let other = try await workers.api.send(
        .get, "/api/workers/\(two)/absences?cursor=\(cursor)", as: workers.manager)
      #expect(other.mistakes == ["?cursor"])
    }
  }

  @Test("Periods that are none are refused")
  func mistakes() async throws {
    try await withWorkers { workers in
      let id = try await workers.register("vaska")
      for (body, pointers) in [
        (period("04-02", "04-02"), ["/to"]), (period("04-03", "04-02"), ["/to"]),
        (["to": "2027-04-01T00:00:00Z"], ["/from"]), ([:], ["/from", "/to"]),
        (["from": "2027-02-30T00:00:00Z", "to": "2027-04-01T00:00:00Z"], ["/from"]),
        (["from": .null, "to": "x", "until": 1], ["/from", "/to", "/until"]),
      ] as [(JSONValue, [String])] {
        let answer = try await workers.api.send(
          .post, "/api/workers/\(id)/absences", as: workers.manager, body)
        #expect(answer.status == 400)
        #expect(Set(answer.mistakes) == Set(pointers))
      }
      #expect(try await workers.events().count == 1)
    }
  }

  @Test("At most 400 absences lie ahead; what is over does not count")
  func tooMany() async throws {
    try await withWorkers { workers in
      let id = try await workers.register("vaska")
      try await workers.database.admin.query(
        """
        insert into workers.absence (id, worker_id, period, created_at)
        select gen_random_uuid(), id, tstzrange('2027-04-01', '2027-05-01'), '2027-03-01'
        from   workers.worker, generate_series(1, 400)
        """)
      let refused = try await add(workers, id, "04-01", "04-02")
      #expect((refused.status, refused.problem) == (409, "too-many-absences"))
      workers.clock.set(try #require(Timestamp.parse("2027-05-02T00:00:00Z")))
      #expect(try await add(workers, id, "06-01", "06-02").status == 201)
    }
  }

  @Test("Idempotency-Key: an absence sent twice is noted once")
  func idempotencyKey() async throws {
    try await withWorkers { workers in
      let id = try await workers.register("vaska")
      let answers = try await [0, 1].asyncMap { _ in
        try await workers.api.send(
          .post, "/api/workers/\(id)/absences", as: workers.worker(id), period("04-01", "04-02"),
          headers: ["Idempotency-Key": "away"])
      }
      #expect(answers[0].body == answers[1].body)
      #expect(try await workers.events().count == 2)
    }
  }
}

extension Sequence {
  func asyncMap<Result>(_ transform: (Element) async throws -> Result) async throws -> [Result] {
    var results: [Result] = []
    for element in self { results.append(try await transform(element)) }
    return results
  }
}
