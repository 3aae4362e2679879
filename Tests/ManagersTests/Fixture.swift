import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Managers

/// The managers' service over a database of its own.
struct Fixture: Sendable {
  let api: TestAPI
  let module: ManagersModule
  let database: TestDatabase
  let clock: TestClock

  /// Known to nobody but the identity provider.
  let boss = Caller(subject: "boss", roles: [.manager])

  func manager(_ id: String, _ more: Role...) -> Caller {
    Caller(subject: id, roles: Set(more + [.manager]))
  }

  /// Registers a manager and returns its id.
  @discardableResult
  func register(_ name: String) async throws -> String {
    // Ids made in the same millisecond have no order.
    clock.advance(by: 0.001)
    let answer = try await post(name)
    return try #require(answer["id"]?.string, "\(answer.text)")
  }

  func post(_ name: String, headers: [String: String] = [:]) async throws -> TestAnswer {
    try await api.send(
      .post, "/api/managers", as: boss,
      ["name": .string(name), "email": .string("\(name)@mcf.example")], headers: headers)
  }

  func change(
    _ id: String, _ change: JSONValue, headers: [String: String] = [:]
  ) async throws -> TestAnswer {
    try await api.send(.patch, "/api/managers/\(id)", as: boss, change, headers: headers)
  }

  /// Everything published so far, in the order of the outbox.
  func events() async throws -> [ManagerChanged] {
    try await database.admin.query(
      "select data from managers.outbox where type = 'manager.changed.v1' order by id",
      as: JSON<ManagerChanged>.self
    ).map(\.value)
  }

  func activeIDs() async throws -> [String] {
    try await database.admin.query(
      "select id::text from managers.manager where active", as: String.self)
  }

  func active() async throws -> Int64? {
    try await database.admin.query(
      "select count(*) from managers.manager where active", as: Int64.self
    ).first
  }
}

func withManagers(
  maximum: Int = 15, _ body: @escaping @Sendable (Fixture) async throws -> Void
) async throws {
  try await withDatabase(.of("managers")) { database in
    let clock = TestClock()
    var configuration = ManagersConfiguration()
    configuration.maximum = maximum
    let module = ManagersModule(
      database: database.app("managers"), clock: clock.clock, configuration: configuration)
    try await withAPI([module]) { api in
      try await body(Fixture(api: api, module: module, database: database, clock: clock))
    }
  }
}
