import Contracts
import FoundationEssentials
import HTTPTypes
import Logging
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Quality

// With managers and orders that are known already.
extension QualityBed {
  /// An active manager whom the register has told of.
  static let boss = Caller(subject: "0190c1a4-7d2e-7b63-9c1f-2f4f8f7f3a01", roles: [.manager])
  static let other = Caller(subject: "0190c1a4-7d2e-7b63-9c1f-2f4f8f7f3a02", roles: [.manager])
  /// One who was a manager.
  static let former = Caller(subject: "0190c1a4-7d2e-7b63-9c1f-2f4f8f7f3a03", roles: [.manager])
  /// Of whom the register has not told.
  static let unknown = Caller(subject: "0190c1a4-7d2e-7b63-9c1f-2f4f8f7f3a04", roles: [.manager])

  static func uuid(_ caller: Caller) -> UUID { UUID(uuidString: caller.subject.text) ?? .zero }

  /// The id of the example's order of that number, or of whatever else is told apart by a number.
  static func id(_ number: Int, _ kind: String = "0190a000") -> UUID {
    let digits = String(number)
    let padded = String(repeating: "0", count: 12 - digits.utf8.count) + digits
    return UUID(uuidString: "\(kind)-0000-7000-8000-\(padded)") ?? .zero
  }

  /// Orders that ended, a minute one after the other from noon on in Moscow.
  ///
  /// - Parameter workers: whose they are, in turn.
  func end(
    _ numbers: ClosedRange<Int>, _ outcome: OrderOutcome = .completed, workers: Int = 1,
    serviceType: Int = 1
  ) async throws {
    let reason = outcome == .completed ? nil : "client_request"
    try await database.admin.query(
      """
      insert into quality.known_order
             (order_id, client_id, client_first_name, client_name, worker_id, worker_first_name,
              worker_name, service_type_id, service_type_name, description, place, phone,
              scheduled_at, ends_at, price, discount_percent, charge, packing_list, accepted_at,
              started_at, outcome, reason, ended_by_role, ended_by_id, ended_at, version)
      select ('0190a000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, gen_random_uuid(),
             'Murka', 'Murka Meow',
             ('0190b000-0000-7000-8000-' || lpad((n % \(workers))::text, 12, '0'))::uuid, 'Barsik',
             'Barsik ' || (n % \(workers)), \(Self.id(serviceType, "0190c000")),
             'Tidying ' || \(serviceType), 'Take the box out', 'Cat Street 9', '+7 900 111-22-33',
             at, at, 10000, 5, 9500, '{}', at, at, \(outcome.rawValue), \(reason), 'worker',
             'x', at, 3
      from   generate_series(\(numbers.lowerBound), \(numbers.upperBound)) n,
             lateral (select \(time.now)::timestamptz + n * interval '1 minute') a (at)
      """)
  }

  func send(
    _ method: HTTPRequest.Method, _ path: String, _ json: JSONValue? = nil,
    as caller: Caller = boss,
    match: Int? = nil, key: String? = nil, headers: [String: String] = [:]
  ) async throws -> TestAnswer {
    // Ids made in the same millisecond have no order.
    time.advance(by: 0.001)
    var headers = headers
    if let match { headers["If-Match"] = "\"\(match)\"" }
    headers["Idempotency-Key"] = key
    return try await api.send(
      method, path, as: caller, json.map { Array($0.text.utf8) }, headers: headers)
  }

  /// A draw of what ended today and tomorrow.
  func draw(
    _ fields: JSONValue, as caller: Caller = boss, key: String? = UUID().wire
  ) async throws -> TestAnswer {
    let span: JSONValue = [
      "from": "2027-02-28T00:00:00Z", "to": "2027-03-03T00:00:00Z",
    ]
    guard case .object(let members) = fields, case .object(let days) = span else {
      return try await send(.get, "/")
    }
    let named = Set(members.map(\.name))
    return try await send(
      .post, "/api/reviews/sample",
      .object(days.filter { !named.contains($0.name) } + members), as: caller, key: key)
  }

  func column<Value: PostgresDecodable & Sendable>(
    _ query: String, as type: Value.Type = Value.self
  ) async throws -> [Value] {
    try await database.admin.query("\(unescaped: query)", as: Value.self)
  }
}

/// With managers of whom the register has told.
func withDesk(
  _ configuration: QualityConfiguration = QualityConfiguration(),
  _ body: @escaping @Sendable (QualityBed) async throws -> Void
) async throws {
  try await withQuality(configuration) { bed in
    try await bed.database.admin.query(
      """
      insert into quality.person (kind, id, name, first_name, email, active, version)
      values ('manager', \(QualityBed.uuid(QualityBed.boss)), 'Vaska Boss', 'Vaska', 'v@mcf.example',
              true, 1),
             ('manager', \(QualityBed.uuid(QualityBed.other)), 'Dusya Other', 'Dusya', 'd@mcf.example',
              true, 1),
             ('manager', \(QualityBed.uuid(QualityBed.former)), 'Kot Former', 'Kot', 'k@mcf.example',
              false, 1)
      """)
    try await body(bed)
  }
}
