import Contracts
import FoundationEssentials
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Orders

// What a test begins with, and what it looks at.
extension Testbed {
  /// A client as the register has it; the subject is HCB's id.
  @discardableResult
  func addClient(
    _ subject: String, paid: String = "0.00", isActive: Bool = true
  ) async throws -> UUID {
    let id = UUID.v7(at: now)
    let paid = try #require(Money(paid)).hundredths
    try await admin.query(
      """
      insert into clients.client
             (id, external_id, first_name, last_name, email, active, paid, created_at, changed_at)
      values (\(id), \(subject), 'Murka', 'Ivanova', 'murka@cats.example', \(isActive), \(paid),
              \(now), \(now))
      """)
    return id
  }

  @discardableResult
  func addWorkers(_ count: Int) async throws -> [UUID] {
    var workers: [UUID] = []
    for number in 0..<count {
      let id = UUID.v7(at: now)
      let name = "Barsik\(number) Petrov\(number)"
      try await admin.query(
        """
        insert into workers.worker
               (id, name, email, phone, age, breed, coat_colour, characteristics, code, origin,
                created_at, changed_at)
        values (\(id), \(name), \("\(id)@cats.example"), '+7 900 000 00 00', 3, 'Siberian',
                'grey', array_fill(50::int2, array[20]), repeat('J', 20), 'imported',
                \(now), \(now))
        """)
      workers.append(id)
    }
    return workers
  }

  /// A service type of one hour, an hour's travel, orderable from two hours to 60 days ahead. The
  /// first is called Shopping, no two are called the same.
  func addServiceType(_ changes: [JSONValue.Member] = []) async throws -> UUID {
    let others = try await count("service_type")
    var members: [JSONValue.Member] = [
      .init("name", .string(others == 0 ? "Shopping" : "Shopping \(others)")),
      .init("duration_minutes", 60),
      .init("packing_list", ["bag", "acceptance form"]),
    ]
    for change in changes {
      members.removeAll { $0.name == change.name }
      members.append(change)
    }
    let answer = try await post("/api/service-types", as: .manager, .object(members))
    #expect(answer.status == 201, "\(answer.text)")
    return try #require(answer["id"]?.string.flatMap { UUID(uuidString: $0) })
  }

  /// Many more, as they are stored.
  func addServiceTypes(_ count: Int) async throws {
    try await admin.query(
      """
      insert into orders.service_type
             (id, name, description, duration_minutes, packing_list, lead_minutes, horizon_days,
              travel_minutes, created_at)
      select gen_random_uuid(), 'Service ' || n, '', 60, '{}', 60, 30, 30, '2026-01-01'
      from   generate_series(1, \(count)) n
      """)
  }

  /// A request form; the time is the test's now and that many hours.
  func form(
    _ type: UUID, inHours hours: Double = 24, _ more: [JSONValue.Member] = []
  ) -> JSONValue {
    let members: [JSONValue.Member] = [
      .init("service_type_id", .string(type.wire)), .init("description", "Buy fish"),
      .init("place", "Roof 7"), .init("phone", "+7 900 100 20 30"),
      .init("email", "murka@cats.example"),
      .init("scheduled_at", .string(Timestamp.format(now.addingTimeInterval(hours * 3_600)))),
    ]
    return .object(members.filter { member in !more.contains { $0.name == member.name } } + more)
  }

  /// Places an order and expects it to be accepted.
  func place(
    _ type: UUID, as subject: String = "c1", inHours hours: Double = 24,
    key: String = UUID().uuidString
  ) async throws -> PlacedOrder {
    let answer = try await post(
      "/api/orders", as: .client(subject), form(type, inHours: hours), key: key)
    try #require(answer.status == 201, "\(answer.text)")
    return try PlacedOrder(answer)
  }

  /// A client `c1`, a service type and an accepted order of one of so many workers.
  func placedOrder(workers: Int = 1) async throws -> PlacedOrder {
    try await addClient("c1")
    try await addWorkers(workers)
    return try await place(try await addServiceType())
  }

  /// The same, started: the time is then the scheduled one.
  func startedOrder(workers: Int = 1) async throws -> PlacedOrder {
    let order = try await placedOrder(workers: workers)
    time.set(order.scheduledAt)
    let answer = try await checkIn(order)
    try #require(answer.status == 200, "\(answer.text)")
    return order
  }

  /// A client cancels, and confirms what stays due (R-030).
  func cancel(
    _ order: PlacedOrder, as subject: String = "c1", key: String? = nil,
    headers: [String: String] = [:]
  ) async throws -> TestAnswer {
    try await post(
      "\(order.path)/cancel", as: .client(subject), ["confirm_charge": .string(order.charge)],
      key: key, headers: headers)
  }

  func checkIn(_ order: PlacedOrder, shade: UInt8 = 1) async throws -> TestAnswer {
    try await upload(
      "\(order.path)/check-in", as: .worker(order.worker), SampleJPEG.bytes(shade))
  }

  func complete(_ order: PlacedOrder, shade: UInt8 = 2) async throws -> TestAnswer {
    try await upload(
      "\(order.path)/complete", as: .worker(order.worker), SampleJPEG.bytes(shade))
  }

  func status(_ order: PlacedOrder) async throws -> String? {
    try await get(order.path, as: .manager)["status"]?.string
  }

  /// How many rows a table of orders has.
  func count(_ table: String) async throws -> Int {
    let rows = try await admin.query(
      "select count(*) from orders.\(unescaped: table)", as: Int.self)
    return rows[0]
  }

  /// The types of an order's events, in the order in which they were appended.
  func events(_ order: PlacedOrder) async throws -> [String] {
    try await admin.query(
      "select type from orders.outbox where subject = \(order.id.wire) order by id",
      as: String.self)
  }

  /// An order's only event of that type.
  func event(_ type: String, _ order: PlacedOrder) async throws -> JSONValue {
    let rows = try await admin.query(
      """
      select data::text from orders.outbox where subject = \(order.id.wire) and type = \(type)
      """, as: String.self)
    try #require(rows.count == 1)
    return try JSONValue(parsing: rows[0].utf8)
  }

  /// An order's history: event, by whom and reason.
  func history(_ order: PlacedOrder) async throws -> [String] {
    try await get("\(order.path)/history", as: .manager)["items"]?.array?.map { entry in
      [entry["event"], entry["by"], entry["reason"]].compactMap { $0?.string }
        .joined(separator: " ")
    } ?? []
  }

  /// The versions of an order's history and of its events, which must be the same.
  func expectVersionsWithoutGaps(_ order: PlacedOrder) async throws {
    let history = try await admin.query(
      "select version from orders.order_history where order_id = \(order.id) order by version",
      as: Int64.self)
    let events = try await admin.query(
      "select sequence from orders.outbox where subject = \(order.id.wire) order by id",
      as: Int64.self)
    #expect(history == Array(1...Int64(history.count)))
    #expect(events == history)
  }
}

/// An order as its client was told of it.
struct PlacedOrder: Sendable {
  let id: UUID
  let worker: UUID
  let scheduledAt: Date
  let endsAt: Date
  let charge: String

  var path: String { "/api/orders/\(id.wire)" }

  init(_ answer: TestAnswer) throws {
    id = try #require(answer["id"]?.string.flatMap { UUID(uuidString: $0) })
    worker = try #require(answer["worker_id"]?.string.flatMap { UUID(uuidString: $0) })
    scheduledAt = try #require(answer["scheduled_at"]?.string.flatMap(Timestamp.parse))
    endsAt = try #require(answer["ends_at"]?.string.flatMap(Timestamp.parse))
    charge = try #require(answer["charge"]?.string)
  }
}
