import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Orders

@Suite("Lists of orders")
struct ListOrdersTests {
  private func ids(_ answer: TestAnswer) -> [String] {
    answer["items"]?.array?.compactMap { $0["id"]?.string } ?? []
  }

  /// Two clients, two workers, and three orders: c1 at 24 h and 48 h, c2 at 36 h.
  private func three(_ bed: Testbed) async throws -> [PlacedOrder] {
    try await bed.addClient("c1")
    try await bed.addClient("c2")
    try await bed.addWorkers(2)
    let type = try await bed.addServiceType()
    return [
      try await bed.place(type, inHours: 24), try await bed.place(type, as: "c2", inHours: 36),
      try await bed.place(type, inHours: 48),
    ]
  }

  @Test("Each sees only their own, managers all, the latest time first")
  func own() async throws {
    try await withOrders { bed in
      let orders = try await three(bed)
      let all = orders.map(\.id.wire)
      #expect(ids(try await bed.get("/api/orders", as: .manager)) == all.reversed())
      #expect(ids(try await bed.get("/api/orders", as: .client("c1"))) == [all[2], all[0]])
      #expect(ids(try await bed.get("/api/orders", as: .client("c2"))) == [all[1]])
      #expect(ids(try await bed.get("/api/orders", as: .client("stranger"))).isEmpty)
      for worker in Set(orders.map(\.worker)) {
        let own = orders.filter { $0.worker == worker }.map(\.id.wire)
        #expect(ids(try await bed.get("/api/orders", as: .worker(worker))) == own.reversed())
      }
      #expect(ids(try await bed.get("/api/orders", as: .worker(UUID()))).isEmpty)
    }
  }

  @Test("Filters narrow, alone and together")
  func filters() async throws {
    try await withOrders { bed in
      let orders = try await three(bed)
      _ = try await bed.cancel(orders[0])
      let client = try await bed.get(orders[1].path, as: .manager)["client_id"]?.string ?? ""
      func list(_ query: String, as who: Who = .manager) async throws -> [Int] {
        ids(try await bed.get("/api/orders?\(query)", as: who)).compactMap { id in
          orders.firstIndex { $0.id.wire == id }
        }
      }
      let (from, to) = (orders[1].scheduledAt, orders[2].scheduledAt)
      #expect(try await list("status=cancelled") == [0])
      #expect(try await list("status=accepted") == [2, 1])
      #expect(try await list("client=\(client)") == [1])
      #expect(try await list("client=\(client)&status=cancelled") == [])
      #expect(try await list("from=\(Timestamp.format(from))") == [2, 1])
      #expect(try await list("to=\(Timestamp.format(to))") == [1, 0])
      #expect(
        try await list("from=\(Timestamp.format(from))&to=\(Timestamp.format(to))") == [1])
      let worker = orders[2].worker
      let expected = [2, 1, 0].filter { orders[$0].worker == worker }
      #expect(try await list("worker=\(worker.wire)") == expected)
      #expect(try await list("overdue=false") == [2, 1, 0])
      #expect(try await list("overdue=true") == [])
      // Somebody else's filter shows nobody else's orders.
      #expect(try await list("client=\(client)", as: .client("c1")) == [])
    }
  }

  @Test("R-140: status=open lists what is accepted and what is started together, to everybody")
  func open() async throws {
    try await withOrders { bed in
      try await bed.addClient("c1")
      try await bed.addWorkers(1)
      let type = try await bed.addServiceType()
      let started = try await bed.place(type, inHours: 24)
      let accepted = try await bed.place(type, inHours: 36)
      let ended = try await bed.place(type, inHours: 48)
      _ = try await bed.cancel(ended)
      bed.time.set(started.scheduledAt)
      try await #require(bed.checkIn(started).status == 200)
      let lists = [
        ("", Who.client("c1")), ("", .worker(started.worker)), ("", .manager),
        ("&worker=\(started.worker.wire)", .manager),
      ]
      for (more, who) in lists {
        let answer = try await bed.get("/api/orders?status=open\(more)", as: who)
        #expect(ids(answer) == [accepted.id.wire, started.id.wire])
      }
    }
  }

  @Test("q finds parts of texts and names in any case, and nothing but the text itself matches")
  func search() async throws {
    try await withOrders { bed in
      try await bed.addClient("c1")
      try await bed.addWorkers(1)
      let type = try await bed.addServiceType()
      for (index, text) in ["Купить РЫБУ", "100% milk", "under_score", "back\\slash"].enumerated() {
        let answer = try await bed.post(
          "/api/orders", as: .client("c1"),
          bed.form(type, inHours: Double(24 + 6 * index), [.init("description", .string(text))]),
          key: text.utf8.reduce(into: "k") { $0 += String($1) })
        try #require(answer.status == 201)
      }
      func found(_ text: String, as who: Who = .manager) async throws -> [String] {
        let encoded = text.utf8.map { "%" + hex($0) }.joined()
        return try await bed.get("/api/orders?q=\(encoded)", as: who)["items"]?.array?
          .compactMap { $0["description"]?.string } ?? []
      }
      #expect(try await found("рыбу") == ["Купить РЫБУ"])
      #expect(try await found("0% ") == [])
      #expect(try await found("00% m") == ["100% milk"])
      #expect(try await found("r_s") == ["under_score"])
      #expect(try await found("k\\s") == ["back\\slash"])
      #expect(try await found("%%%") == [])
      #expect(try await found("rsik0 pet").count == 4)
      #expect(try await found("roof 7").count == 4)
      // Nobody finds by a name that they are not shown.
      #expect(try await found("petrov", as: .client("c1")) == [])
      #expect(try await found("barsik", as: .client("c1")).count == 4)
      #expect(try await found("ivanova").count == 4)
      let worker = try await bed.admin.query("select id from workers.worker", as: UUID.self)[0]
      #expect(try await found("ivanova", as: .worker(worker)) == [])
      #expect(try await found("murka", as: .worker(worker)).count == 4)
    }
  }

  private func hex(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16)
    return digits.utf8.count == 1 ? "0" + digits : digits
  }

  @Test("Cursors lead through all, once each, also when times are equal")
  func cursors() async throws {
    try await withOrders { bed in
      try await bed.addClient("c1")
      try await bed.addWorkers(7)
      let type = try await bed.addServiceType()
      var placed: Set<String> = []
      for _ in 0..<7 { placed.insert(try await bed.place(type).id.wire) }
      var seen: [String] = []
      var path = "/api/orders?limit=3"
      for _ in 0..<3 {
        let page = try await bed.get(path, as: .client("c1"))
        seen += ids(page)
        guard let next = page["next_cursor"]?.string else { break }
        path = "/api/orders?limit=3&cursor=\(next)"
      }
      #expect(seen.count == 7)
      #expect(Set(seen) == placed)
    }
  }

  @Test("Bad parameters are refused")
  func mistakes() async throws {
    try await withOrders { bed in
      for query in [
        "limit=0", "limit=201", "status=lost", "client=7", "q=ab", "overdue=1", "from=now",
        "cursor=AAAA", "colour=grey",
      ] {
        let answer = try await bed.get("/api/orders?\(query)", as: .manager)
        #expect(answer.status == 400, "\(query)")
        #expect(answer["errors"]?.array?.count == 1, "\(query)")
      }
    }
  }

  @Test("Managers get CSV, page by page")
  func csv() async throws {
    try await withOrders { bed in
      let orders = try await three(bed)
      let headers = ["Accept": "text/csv"]
      let first = try await bed.get("/api/orders?limit=2", as: .manager, headers: headers)
      #expect(first.status == 200)
      #expect(first.headers[.contentType]?.hasPrefix("text/csv") == true)
      let lines = first.text.split(separator: "\r\n")
      #expect(lines.count == 3)
      #expect(lines[0].hasPrefix("\u{feff}id,status,outcome"))
      #expect(lines[1].hasPrefix("\(orders[2].id.wire),accepted,"))
      // A phone number's plus is no formula.
      #expect(lines[1].contains(",+79001002030,"))
      let link = try #require(first.headers[.link])
      let next = try #require(link.split(separator: ">").first?.dropFirst())
      let second = try await bed.get(String(next), as: .manager, headers: headers)
      #expect(second.text.split(separator: "\r\n").count == 2)
      #expect(second.headers[.link] == nil)
      for who in [Who.client("c1"), .worker(orders[0].worker)] {
        let refused = try await bed.get("/api/orders", as: who, headers: headers)
        #expect(refused.status == 403)
      }
    }
  }
}
