import Contracts
import FoundationEssentials
import HTTPTypes
import Logging
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Workers

/// The workers' service over a database of its own.
struct Fixture: Sendable {
  let api: TestAPI
  let database: TestDatabase
  let clock: TestClock

  let manager = Caller(subject: "0190c1a4-7d2e-7b63-9c1f-2f4f8f7f3aff", roles: [.manager])

  static let code = "ABCDEFGHIJKLMNOPQRST"

  /// A worker's own token.
  func worker(_ id: String) -> Caller { Caller(subject: id, roles: [.worker]) }

  /// A worker as a manager enters it; members given replace the standard ones, null removes them.
  static func form(_ name: String, _ more: [JSONValue.Member] = []) -> JSONValue {
    let members: [JSONValue.Member] = [
      .init("name", .string(name)), .init("email", .string("\(name)@cats.example")),
      .init("phone", "+7 495 000-00-03"), .init("age", 4), .init("breed", "Siberian"),
      .init("coat_colour", "smoke"), .init("code", .string(code)),
    ]
    let names = Set(more.map(\.name))
    return .object(
      members.filter { !names.contains($0.name) } + more.filter { $0.value != .null })
  }

  /// Enters a worker and returns its id.
  func register(_ name: String, _ more: [JSONValue.Member] = []) async throws -> String {
    // Ids made in the same millisecond have no order.
    clock.advance(by: 0.001)
    let answer = try await api.send(.post, "/api/workers", as: manager, Self.form(name, more))
    return try #require(answer["id"]?.string, "\(answer.text)")
  }

  func `import`(_ lines: [String]) async throws -> TestAnswer {
    try await api.send(
      .post, "/api/workers/import", as: manager, Array(lines.joined(separator: "\n").utf8),
      type: "application/x-ndjson")
  }

  /// Everything published so far, in the order of the outbox.
  func events() async throws -> [WorkerChanged] {
    try await database.admin.query(
      "select data from workers.outbox where type = 'worker.changed.v1' order by id",
      as: JSONText.self
    ).map { try WireCoding.decode(WorkerChanged.self, from: $0.text) }
  }

  /// A column of the published view, as text.
  func published(_ column: String, of id: String) async throws -> String? {
    try await database.app("orders").query(
      """
      select (\(unescaped: column))::text from workers_api.v1_worker where id::text = \(id)
      """, as: String?.self
    ).first ?? nil
  }
}

func withWorkers(_ body: @escaping @Sendable (Fixture) async throws -> Void) async throws {
  try await withDatabase { database in
    let clock = TestClock()
    let module = WorkersModule(
      database: database.app("workers"), clock: clock.clock, logger: Logger(label: "workers"))
    try await withAPI([module]) { api in
      try await body(Fixture(api: api, database: database, clock: clock))
    }
  }
}
