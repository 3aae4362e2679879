import Contracts
import FoundationEssentials
import HTTPTypes
import ServiceKit
import Subprocess
import SystemPackage
import TestSupport
import Testing

@testable import Quality

@Suite("R-190: draws among completed orders")
struct DrawTests {
  @Test("R-190: completed orders are drawn that no review has or had, and the reviews are open")
  func draw() async throws {
    try await withDesk { desk in
      try await desk.end(1...10)
      try await desk.end(11...12, .cancelled)
      try await desk.end(13...14, serviceType: 2)
      let fields: JSONValue = [
        "count": 4, "service_type_id": .string(QualityBed.id(1, "0190c000").wire),
      ]
      let first = try await desk.draw(fields, key: "once")
      try #require(first.status == 201, "\(first.text)")
      #expect((first["population"], first["drawn"], first["count"]) == (10, 4, 4))
      #expect((first["per"], first["percent"]) == ("all", .null))
      let place = try #require(first.headers[.location])
      let shown = try await desk.send(.get, place)
      let listed = try await desk.send(.get, "/api/reviews/draws")["items"]?.array?.first
      for (name, value) in [
        ("service_type_name", "Tidying 1"), ("worker_name", .null), ("by_name", "Vaska Boss"),
      ] as [(String, JSONValue)] {
        #expect((first[name], shown[name], listed?[name]) == (value, value, value), "\(name)")
      }
      let order = shown["orders"]?.array?.first
      #expect((order?["service_type_name"], order?["worker_name"]) == ("Tidying 1", "Barsik 0"))
      let drawn = try #require(shown["orders"]?.array).compactMap { $0["order_id"]?.string }
      #expect(drawn.count == 4 && Set(drawn).isSubset(of: (1...10).map { QualityBed.id($0).wire }))
      let reviews: [UUID] = try await desk.column(
        """
        select r.order_id
        from   quality.review r
        join   quality.review_history h on h.review_id = r.id
        where  r.origin = 'draw' and r.state = 'open' and r.due_at = r.opened_at + interval '7 days'
        and    h.event = 'opened' and h.version = 1 and h.by = r.opened_by
        order  by r.order_id
        """)
      #expect(reviews.map(\.wire) == drawn.sorted())
      // Sent again it is the first one; what is drawn next is taken from what is left.
      let again = try await desk.draw(fields, key: "once")
      #expect(again.headers[HTTPField.Name("Idempotency-Replayed") ?? .location] == "true")
      #expect(again.body == first.body)
      let second = try await desk.draw(["percent": 100])
      #expect((second["population"], second["drawn"]) == (8, 8))
      let none = try await desk.draw(["count": 1])
      #expect((none.status, none.problem) == (409, "nothing-to-draw"))
      let list = try await desk.send(.get, "/api/reviews/draws?limit=1")
      #expect(list["items"]?.array?.map { $0["id"] } == [second["id"]])
      let next = try #require(list["next_cursor"]?.string)
      let rest = try await desk.send(.get, "/api/reviews/draws?cursor=\(next)")
      #expect(rest["items"]?.array?.map { $0["id"] } == [first["id"]])
    }
  }

  @Test("nobody chooses a seed or sees it before; every mistake is told at once")
  func refused() async throws {
    try await withDesk { desk in
      try await desk.end(1...3)
      let seed = JSONValue.string(String(repeating: "5f", count: 32))
      for (fields, mistakes) in [
        (["count": 1, "seed": seed], ["/seed"]), ([:], ["/count"]),
        (["count": 1, "percent": 1], ["/count"]), (["count": 0], ["/count"]),
        (["count": 201], ["/count"]), (["percent": 101], ["/percent"]),
        (["count": 1, "to": "2027-01-01T00:00:00Z"], ["/to"]),
        (
          ["count": "x", "from": "cat", "per": "colour", "worker_id": "me"],
          ["/count", "/from", "/per", "/worker_id"]
        ),
      ] as [(JSONValue, [String])] {
        let answer = try await desk.draw(fields)
        #expect((answer.status, answer.mistakes) == (400, mistakes), "\(answer.text)")
      }
      let keyless = try await desk.draw(["count": 1], key: nil)
      #expect(keyless.problem == "idempotency-key-missing")
      let unknown = try await desk.draw(["count": 1], as: QualityBed.unknown)
      #expect((unknown.status, unknown.problem) == (403, "manager-not-known"))
      // No address has a seed or a draw before it is made, and none was made by what was refused.
      for (path, status) in [
        ("sample", 405), ("sample/preview", 404), ("sample/seed", 404), ("draws/seed", 404),
        ("draws/new", 404),
      ] {
        #expect(try await desk.send(.get, "/api/reviews/\(path)").status == status, "\(path)")
      }
      let browser = desk.api.browser(as: QualityBed.boss)
      for answer in [
        try await desk.send(.get, "/api/reviews/draws"), try await browser.get("/reviews/draws"),
        try await browser.get("/reviews/draws/new"),
      ] {
        #expect(answer.status == 200 && answer.text.firstMatch(of: /[0-9a-f]{64}/) == nil)
      }
      #expect(try await desk.column("select count(*) from quality.draw") == [0])
      for _ in 0..<3 { #expect(try await desk.draw(["count": 1]).status == 201) }
      #expect(try await desk.draw(["count": 1]).problem == "nothing-to-draw")
      #expect(try await desk.column("select count(distinct seed) from quality.draw") == [3])
      #expect(try await desk.column("select count(*) from quality.draw") == [3])
    }
  }

  @Test("what is too much to be drawn from, or to be drawn, is refused, and leaves no seed")
  func tooMuch() async throws {
    var configuration = QualityConfiguration()
    configuration.drawnFrom = 210
    try await withDesk(configuration) { desk in
      try await desk.end(1...211, workers: 3)
      let wide = try await desk.draw(["count": 1])
      #expect((wide.status, wide.problem) == (409, "too-many-to-draw-from"))
      #expect(wide["maximum"] == 210)
      let named = try await desk.send(
        .post, "/api/reviews",
        ["order_id": .string(QualityBed.id(1).wire), "reason": "A call."], key: "named")
      try #require(named.status == 201, "\(named.text)")
      let many = try await desk.draw(["count": 70, "per": "worker"])
      #expect((many.status, many.problem) == (409, "too-many-drawn"))
      #expect((many["wanted"], many["maximum"]) == (210, 200))
      #expect(try await desk.draw(["percent": 96]).problem == "too-many-drawn")
      #expect(try await desk.column("select count(*) from quality.draw") == [0])
      let most = try await desk.draw(["count": 200])
      #expect((most.status, most["population"], most["drawn"]) == (201, 210, 200))
    }
  }

  @Test("draws at once share no order, and none fails because an order is named meanwhile")
  func race() async throws {
    try await withDesk { desk in
      try await desk.end(1...60)
      let statuses = try await atOnce(14) { number in
        let answer =
          number < 10
          ? try await desk.draw(["count": 5])
          : try await desk.send(
            .post, "/api/reviews",
            ["order_id": .string(QualityBed.id(number).wire), "reason": "A call."],
            key: "named-\(number)")
        return (isDraw: number < 10, status: answer.status)
      }
      #expect(statuses.allSatisfy { $0.status == 201 || !$0.isDraw && $0.status == 409 })
      let shared: [Int] = try await desk.column(
        "select count(*) from quality.review group by order_id having count(*) > 1")
      #expect(shared == [])
      #expect(
        try await desk.column("select count(*) from quality.review where origin = 'draw'") == [50])
    }
  }

  @Test("R-190: the command on a draw's page draws again, in each of its groups")
  func proof() async throws {
    try await withDesk { desk in
      try await desk.end(1...30, workers: 3)
      let browser = desk.api.browser(as: QualityBed.boss)
      for fields in [
        ["count": 3], ["percent": 20, "per": "worker"], ["count": 3, "per": "worker"],
      ] as [JSONValue] {
        let draw = try await desk.draw(fields)
        let id = try #require(draw["id"]?.string)
        let shown = try await desk.send(.get, "/api/reviews/draws/\(id)")
        let page = try await browser.get("/reviews/draws/\(id)")
        let (commands, files) = (page.commands, page.files)
        #expect(commands.count == shown["groups"]?.array?.count && files.count == commands.count)
        var proved: [String] = []
        for (command, file) in zip(commands, files) {
          let population = try await browser.get(file)
          #expect(
            population.headers[.contentDisposition] == "attachment; filename=\"population.txt\"")
          proved += try await Shell.run(command, over: population.text)
        }
        let drawn = try #require(shown["orders"]?.array).map { order in
          "\(order["digest"]?.string ?? "")  \(order["order_id"]?.string ?? "")"
        }
        #expect(proved.sorted() == drawn)
        let all = try await desk.send(.get, "/api/reviews/draws/\(id)/population")
        #expect(all.headers[.contentType] == "text/plain; charset=utf-8")
        #expect(.string(all.body.sha256) == shown["population_sha256"])
        #expect(all.text.split(separator: "\n").count == shown["population"]?.int)
      }
      let nowhere = try await desk.send(
        .get, "/api/reviews/draws/\(QualityBed.id(1).wire)/population")
      #expect(nowhere.status == 404)
    }
  }
}

enum Shell {
  /// What a command of a page says beside a file of ids, line by line.
  static func run(_ command: String, over population: String) async throws -> [String] {
    let script = """
      cd "$(mktemp -d)" && printf %s "$1" > population.txt && eval "$2"; rm -r "$PWD"
      """
    let result = try await Subprocess.run(
      .path("/bin/bash"), arguments: ["-c", script, "bash", population, command],
      output: .string(limit: 1 << 20), error: .discarded)
    return result.standardOutput.split(separator: "\n").map(String.init)
  }
}

extension TestAnswer {
  /// The commands that a draw's page shows, as a reader copies them.
  fileprivate var commands: [String] {
    text.matches(of: /<pre[^>]*>([^<]*)<\/pre>/).map { match in
      [("&quot;", "\""), ("&#39;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")]
        .reduce(String(match.1)) { $0.replacing($1.0, with: $1.1) }
    }
  }

  fileprivate var files: [String] {
    text.matches(of: /href="([^"]+\/population[^"]*)"/).map { String($0.1) }
  }
}
