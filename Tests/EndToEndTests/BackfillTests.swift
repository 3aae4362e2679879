import Clients
import FoundationEssentials
import HTTPTypes
import Logging
import Managers
import Postgres
import ServiceKit
import TestSupport
import Testing
import Workers

/// What every register does alike.
@Suite("mcf outbox backfill")
struct BackfillTests {
  struct Register: Sendable, CustomTestStringConvertible {
    let type: any ServiceModule.Type
    let database: DatabaseName
    let table: String
    let module: @Sendable (PostgresClient, Clock) -> any ServiceModule
    /// A new row, by number.
    let form: @Sendable (Int) -> JSONValue

    var testDescription: String { type.name }
  }

  static let registers = [
    Register(
      type: ClientsModule.self, database: .core, table: "clients.client",
      module: { ClientsModule(database: $0, clock: $1, logger: .silent) },
      form: {
        [
          "external_id": .string("hcb-\($0)"), "first_name": "Murka", "last_name": "Whisker",
          "email": "murka@cats.example",
        ]
      }),
    Register(
      type: WorkersModule.self, database: .core, table: "workers.worker",
      module: { WorkersModule(database: $0, clock: $1, logger: .silent) },
      form: {
        [
          "name": "Boris", "email": .string("boris\($0)@cats.example"),
          "phone": "+7 495 000-00-03", "age": 4, "breed": "Siberian", "coat_colour": "smoke",
          "code": "ABCDEFGHIJKLMNOPQRST",
        ]
      }),
    Register(
      type: ManagersModule.self, database: .of("managers"), table: "managers.manager",
      module: { ManagersModule(database: $0, clock: $1) },
      form: { ["name": "Vaska", "email": .string("vaska\($0)@cats.example")] }),
  ]

  @Test("publishes every row as it is now, under its unchanged version", arguments: registers)
  func everybody(_ register: Register) async throws {
    try await withBed(register) { bed in
      var ids: [String] = []
      for number in 1...5 { ids.append(try await bed.enter(number)) }
      try await bed.change(ids[1])
      let before = try await bed.events()
      let newest = Dictionary(before.map { ($0.subject, $0) }, uniquingKeysWith: { $1 })
      #expect(newest[ids[1]]?.version == 2)

      #expect(try await bed.backfill() == 5)

      let again = try await bed.events().dropFirst(before.count)
      #expect(Array(again) == ids.compactMap { newest[$0] })
    }
  }

  @Test("does not overtake a change that is being made", arguments: registers)
  func locked(_ register: Register) async throws {
    try await withBed(register) { bed in
      let id = try await bed.enter(1)
      let run = try await bed.database.admin.withTransaction { transaction in
        try await transaction.query(
          "update \(unescaped: register.table) set version = 2 where id::text = \(id)")
        let run = Task { try await bed.backfill() }
        let watch = bed.database.client(.relay)
        try await eventually("the backfill waits") {
          try await watch.query(
            """
            select exists (select from pg_locks
                           where  not granted
                           and    locktype = 'transactionid'
                           and    pid in (select pid from pg_stat_activity
                                          where  datname = current_database()))
            """, as: Bool.self
          ) == [true]
        }
        return run
      }
      #expect(try await run.value == 1)
      #expect(try await bed.events().last?.version == 2)
    }
  }
}

private struct Bed: Sendable {
  let register: BackfillTests.Register
  let database: TestDatabase
  let clock: TestClock
  let api: TestAPI

  static let manager = Caller(
    subject: "0190c1a4-7d2e-7b63-9c1f-2f4f8f7f3aff", roles: [.manager])

  private var path: String { "/api/\(register.type.name)" }

  /// - Returns: the row's id.
  func enter(_ number: Int) async throws -> String {
    // Ids made in the same millisecond have no order.
    clock.advance(by: 0.001)
    let answer = try await api.send(.post, path, as: Self.manager, register.form(number))
    return try #require(answer["id"]?.string)
  }

  func change(_ id: String) async throws {
    let answer = try await api.send(
      .patch, "\(path)/\(id)", as: Self.manager, ["email": "changed@cats.example"])
    try #require(answer.status == 200)
  }

  func backfill() async throws -> Int {
    let backfill = try #require(register.type.backfills.first)
    let client = database.client(DatabaseRole(rawValue: register.type.name + "_app"))
    return try await backfill.run(in: client, now: { clock.now }, batch: 2)
  }

  struct Published: Hashable {
    let type: String
    let subject: String
    let version: Int64
    let state: String
  }

  /// Everything published so far, in the order of the outbox.
  func events() async throws -> [Published] {
    try await database.admin.query(
      """
      select type, subject, sequence, data::text
      from   \(unescaped: register.type.name).outbox
      order  by id
      """, as: String.self, String.self, Int64.self, String.self
    ).map { Published(type: $0.0, subject: $0.1, version: $0.2, state: $0.3) }
  }
}

private func withBed(
  _ register: BackfillTests.Register, _ body: @escaping @Sendable (Bed) async throws -> Void
) async throws {
  try await withDatabase(register.database) { database in
    let clock = TestClock()
    let client = database.client(DatabaseRole(rawValue: register.type.name + "_app"))
    try await withAPI([register.module(client, clock.clock)]) { api in
      try await body(Bed(register: register, database: database, clock: clock, api: api))
    }
  }
}
