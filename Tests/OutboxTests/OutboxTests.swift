import Contracts
import FoundationEssentials
import Postgres
import TestSupport
import Testing

@testable import Outbox

@Suite("The outbox")
struct OutboxTests {
  let time = Date(timeIntervalSince1970: 1_803_891_600.125)

  @Test("keeps an event as a CloudEvent with its trace")
  func envelope() async throws {
    try await withDatabase { db in
      let id = UUID.v7(at: time)
      let trace = TraceContext.root
      try await TraceContext.$current.withValue(trace) {
        try await db.app("clients").withTransaction {
          try $0.append(client(id, 3), of: id, version: 3, at: time)
        }
      }
      let rows = try await db.admin.query(
        "select type, subject, sequence, time, headers::text, data from clients.outbox",
        as: String.self, String.self, Int64.self, Date.self, String.self,
        JSON<ClientChanged>.self)
      let row = try #require(rows.first)
      #expect(row.0 == "client.changed.v1")
      #expect(row.1 == id.uuidString.lowercased())
      #expect(row.2 == 3)
      #expect(row.3 == time)
      #expect(row.4 == #"{"traceparent": "\#(trace.traceparent)"}"#)
      #expect(row.5.value == client(id, 3))
    }
  }

  @Test("fills in ring, id and transaction by itself")
  func ownColumns() async throws {
    try await withDatabase { db in
      for version in 1...3 as ClosedRange<Int64> {
        try await append(version, in: db.app("clients"))
      }
      let rows = try await db.admin.query(
        """
        select id, xid::text = xmin::text, ring = extract(epoch from now())::int8 / 86400 % 4
        from clients.outbox order by id
        """, as: Int64.self, Bool.self, Bool.self)
      #expect(rows.map(\.0) == [1, 2, 3])
      #expect(rows.allSatisfy { $0.1 })
      #expect(rows.allSatisfy { $0.2 })
    }
  }

  @Test("invariant 3: an event and its cause commit together or not at all")
  func rollback() async throws {
    try await withDatabase { db in
      await #expect(throws: Broken.self) {
        try await db.app("clients").withTransaction {
          try $0.append(client(UUID(), 1), of: UUID(), version: 1, at: time)
          try await $0.query("select 1")
          throw Broken()
        }
      }
      try await expect(0, in: db)
    }
  }

  @Test("refuses a transaction that would not wait for the log", arguments: ["off", "local"])
  func synchronousCommit(level: String) async throws {
    try await withDatabase { db in
      let error = await #expect(throws: PostgresError.self) {
        try await db.app("clients").withTransaction {
          try await $0.query("set local synchronous_commit = \(unescaped: level)")
          try $0.append(client(UUID(), 1), of: UUID(), version: 1, at: time)
        }
      }
      #expect(error?.sqlState == .checkViolation)
      #expect(error?.constraint == "outbox_synchronous_commit")
      try await expect(0, in: db)
    }
  }

  @Test("takes stronger waiting than the default")
  func strongerCommit() async throws {
    try await withDatabase { db in
      try await db.app("clients").withTransaction {
        try await $0.query("set local synchronous_commit = remote_apply")
        try $0.append(client(UUID(), 1), of: UUID(), version: 1, at: time)
      }
      try await expect(1, in: db)
    }
  }

  @Test(
    "lets the application neither read, change, delete nor number events",
    arguments: [
      "select * from clients.outbox", "update clients.outbox set type = 'x'",
      "delete from clients.outbox", "truncate clients.outbox", "truncate clients.outbox_1",
      "insert into clients.outbox (id, event_id, type, subject, sequence, time, data) "
        + "values (1, gen_random_uuid(), 'x', 'x', 1, now(), '{}')",
      "insert into clients.outbox (xid, event_id, type, subject, sequence, time, data) "
        + "values ('1', gen_random_uuid(), 'x', 'x', 1, now(), '{}')",
      "select setval('clients.outbox_id', 1)", "select * from clients.outbox_destination",
    ])
  func appendOnly(sql: String) async throws {
    try await withDatabase { db in
      let error = await #expect(throws: PostgresError.self) {
        try await db.app("clients").query(PostgresQuery(unescaped: sql))
      }
      #expect(error?.sqlState == .insufficientPrivilege)
    }
  }

  @Test("lets the relay read, report and rotate, and see no business table")
  func relay() async throws {
    try await withDatabase { db in
      try await append(1, in: db.app("clients"))
      let relay = db.client(.relay)
      let seen = try await relay.query("select count(*) from clients.outbox", as: Int64.self)
      #expect(seen == [1])
      try await relay.query(
        "insert into clients.outbox_destination values ('bets', pg_current_snapshot(), now())")
      try await relay.withTransaction {
        try await $0.query("lock table clients.outbox_2 in access exclusive mode nowait")
        try await $0.query("truncate clients.outbox_2")
      }
      let error = await #expect(throws: PostgresError.self) {
        try await relay.query("select * from clients.client")
      }
      #expect(error?.sqlState == .insufficientPrivilege)
    }
  }

  @Test("has one number after the other for each of many writers of one key")
  func order() async throws {
    try await withDatabase { db in
      let id = UUID.v7(at: time)
      try await db.admin.query("create table clients.aggregate (version int8)")
      try await db.admin.query("insert into clients.aggregate values (0)")
      try await db.admin.query("grant select, update on clients.aggregate to clients_app")
      try await withThrowingTaskGroup { group in
        for _ in 1...40 {
          group.addTask { try await bump(id, in: db.app("clients")) }
        }
        try await group.waitForAll()
      }
      let versions = try await db.admin.query(
        "select sequence from clients.outbox order by id", as: Int64.self)
      #expect(versions == Array(1...40))
    }
  }

  private func bump(_ id: UUID, in clients: PostgresClient) async throws {
    try await clients.withTransaction {
      let version = try await $0.query(
        "update aggregate set version = version + 1 returning version", as: Int64.self)[0]
      try $0.append(client(id, version), of: id, version: version, at: time)
    }
  }

  private func append(_ version: Int64, in clients: PostgresClient) async throws {
    let id = UUID.v7(at: time)
    try await clients.withTransaction {
      try $0.append(client(id, version), of: id, version: version, at: time)
    }
  }

  private func expect(_ count: Int64, in db: TestDatabase) async throws {
    let found = try await db.admin.query("select count(*) from clients.outbox", as: Int64.self)
    #expect(found == [count])
  }

  private func client(_ id: UUID, _ version: Int64) -> ClientChanged {
    ClientChanged(
      id: id, externalID: "hcb-1", firstName: "Murka", lastName: "Mews", email: "m@example.org",
      phone: nil, place: nil, language: nil, active: true, version: version)
  }
}

private struct Broken: Error {}
