import Contracts
import FoundationEssentials
import Postgres
import TestSupport
import Testing

@testable import Orders

@Suite("standing") struct StandingTests {
  private let now = MatchingWorld.now

  private func ranks(_ database: TestDatabase) async throws -> [UUID] {
    try await database.admin.query(
      "select worker_id from orders.worker_standing order by rank, worker_id", as: UUID.self)
  }

  @Test("new workers are enrolled once, whoever enrols them")
  func enrolment() async throws {
    try await withDatabase { database in
      try await database.admin.addWorkers(20)
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<4 { group.addTask { try await database.enrol() } }
        try await group.waitForAll()
      }
      let count = "select count(*) from orders.worker_standing"
      #expect(
        try await database.admin.query(PostgresQuery(unescaped: count), as: Int.self) == [20])
    }
  }

  @Test("who orders does not wait until an enrolment is safe, which comes again if it is lost")
  func hurry() async throws {
    try await withDatabase { database in
      try await database.admin.addWorkers(2)
      try await database.admin.query("create table orders.told (level text)")
      try await database.admin.query(
        """
        create function orders.tell() returns trigger security definer language plpgsql as
        'begin
           insert into orders.told values (current_setting(''synchronous_commit''));
           return null;
         end'
        """)
      try await database.admin.query(
        """
        create constraint trigger tell after insert on orders.worker_standing
        deferrable initially deferred for each row execute function orders.tell()
        """)
      try await database.enrol()
      #expect(
        try await database.admin.query("select level from orders.told", as: String.self)
          == ["off", "off"])
    }
  }

  @Test("R-071: whoever got an order steps back, whoever failed further, and time heals")
  func upkeep() async throws {
    try await withDatabase { database in
      let workers = (0..<4).map { _ in TestWorker() }
      try await database.admin.add(workers)
      try await database.enrol()
      let (idle, busy, failed, cancelled) = (
        workers[0].id, workers[1].id, workers[2].id, workers[3].id
      )
      for worker in [busy, failed, cancelled] {
        try await database.app("orders").execute(StandingUpdate.accepted(by: worker, at: now))
      }
      try await database.app("orders").execute(StandingUpdate.ended(.completed, of: busy, at: now))
      try await database.app("orders").execute(StandingUpdate.ended(.failed, of: failed, at: now))
      try await database.app("orders").execute(
        StandingUpdate.ended(.cancelled, of: cancelled, at: now))
      let order = try await ranks(database)
      #expect(Set(order.prefix(2)) == [idle, cancelled])
      #expect(Array(order.suffix(2)) == [busy, failed])
      let counts = try await database.admin.query(
        "select completed, failed, cancelled from orders.worker_standing where worker_id = \(busy)",
        as: Int32.self, Int32.self, Int32.self)
      #expect(counts.map { [$0.0, $0.1, $0.2] } == [[1, 0, 0]])
      // A week later the idle one gets an order: by then nobody else's load counts any more.
      try await database.app("orders").execute(
        StandingUpdate.accepted(by: idle, at: now + 7 * 86_400))
      #expect(try await ranks(database).last == idle)
    }
  }
}
