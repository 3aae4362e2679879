import Contracts
import FoundationEssentials
import Postgres
import TestSupport
import Testing

@testable import Outbox

/// A replica as a service keeps it: the newest version wins.
private struct Apply: Statement {
  static let sql = """
    insert into effect as e (subject, version, replayed, amount)
    values ($1, $2, $3, $4)
    on conflict (subject) do update
       set version  = excluded.version,
           replayed = excluded.replayed,
           amount   = excluded.amount
     where e.version < excluded.version
    """

  let event: Event<Paid>
  var bindings: Bindings {
    [event.subject, event.version, event.isReplayed, event.payload.amount]
  }
}

@Suite("A replay")
struct ReplayTests {
  let keys = (0..<5).map { _ in UUID() }

  private let applying = EventHandler.on(Paid.self) { event, transaction in
    transaction.enqueue(Apply(event: event))
  }

  @Test("mends a hole and changes nothing else")
  func mends() async throws {
    try await withDatabase(.of("packing")) { db in
      try await makeReplica(in: db)
      try await db.deliverPayments(keys: keys, versions: 1...3)
      try await db.consumer(applying).drain()
      try await db.admin.query("delete from packing.effect where subject = \(keys[0])")
      let before = try await rows(in: db)

      #expect(try await replay(in: db) == 15)
      try await db.consumer(applying).drain()

      let after = try await rows(in: db)
      #expect(after.count == 5)
      #expect(after.filter { $0.subject != keys[0] } == before)
      #expect(after.contains(Row(subject: keys[0], version: 3, replayed: true)))
    }
  }

  @Test("comes to every handler in the order of its key, marked, also the second time")
  func marked() async throws {
    try await withDatabase(.of("packing")) { db in
      try await db.makeEffects()
      try await db.deliverPayments(keys: keys, versions: 1...3)
      try await db.consumer(.noting).drain()
      for round in 1...2 {
        #expect(try await replay(in: db, batch: 2) == 15)
        try await db.consumer(.noting).drain()
        let effects = try await db.effects()
        for key in keys {
          #expect(effects[key] == Array(repeating: [1, 2, 3], count: round + 1).flatMap { $0 })
        }
      }
      let marked = try await db.admin.query(
        "select count(*) from packing.effect where replayed", as: Int64.self)
      #expect(marked == [30])
    }
  }

  @Test("takes the named types from then on, and what has been handled")
  func chosen() async throws {
    try await withDatabase(.of("packing")) { db in
      try await db.makeEffects()
      try await db.deliverPayments(keys: keys, versions: 1...2)
      #expect(try await replay(in: db) == 0, "nothing has been handled")
      try await db.consumer(.noting).drain()
      #expect(try await replay(["till.opened"], in: db) == 0)
      #expect(try await replay(since: 1_803_891_601, in: db) == 0)
      #expect(try await replay(["till.paid.v1"], in: db) == 10)
    }
  }

  @Test("lets a relay that delivers meanwhile find its cursor moved")
  func cursor() async throws {
    try await withDatabase(.of("packing")) { db in
      try await db.makeEffects()
      try await db.deliverPayments(keys: keys, versions: 1...2)
      try await db.consumer(.noting).drain()
      let before = try await cursor(in: db)
      try await replay(in: db)
      let after = try await cursor(in: db)
      #expect(after.position == before.position + 10)
      #expect(after.version != before.version)
      try await db.deliverPayments(keys: keys, versions: 3...3)
      try await db.consumer(.noting).drain()
      #expect(try await db.effects()[keys[0]] == [1, 2, 1, 2, 3])
    }
  }

  @discardableResult
  private func replay(
    _ types: [String] = ["till.paid"], since: TimeInterval = 0, in db: TestDatabase,
    batch: Int = 2_000
  ) async throws -> Int {
    try await Replay(
      to: "packing", types.map { EventFamily($0) }, since: Date(timeIntervalSince1970: since)
    ).run(in: db.client(.relay), batch: batch)
  }

  private func cursor(in db: TestDatabase) async throws -> (position: Int64, version: Int64) {
    let rows = try await db.admin.query(
      "select position, version from packing.inbox_cursor", as: Int64.self, Int64.self)
    return try #require(rows.first.map { (position: $0.0, version: $0.1) })
  }

  private func makeReplica(in db: TestDatabase) async throws {
    try await db.makeEffects()
    try await db.admin.query("alter table packing.effect add unique (subject)")
    try await db.admin.query("grant update on packing.effect to packing_app")
  }

  private struct Row: Hashable {
    let subject: UUID
    let version: Int64
    let replayed: Bool
  }

  private func rows(in db: TestDatabase) async throws -> Set<Row> {
    let rows = try await db.admin.query(
      "select subject, version, replayed from packing.effect", as: UUID.self, Int64.self,
      Bool.self)
    return Set(rows.map { Row(subject: $0.0, version: $0.1, replayed: $0.2) })
  }
}
