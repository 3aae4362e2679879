import Contracts
import FoundationEssentials
import Postgres
import TestSupport
import Testing

@testable import Outbox

@Suite("The doorbell")
struct BellTests {
  @Test("rings after commits, many at once, with the outbox's name")
  func rings() async throws {
    try await withDatabase { db in
      var bell = db.client(.relay).listen(to: "outbox_clients").makeAsyncIterator()
      #expect(await bell.next() == .listening)
      for version in 1...3 as ClosedRange<Int64> {
        try await append(version, in: db.app("clients"))
        #expect(await bell.next() == .notification(payload: ""))
      }
    }
  }

  @Test("does not ring for what was rolled back, nor without an event")
  func silent() async throws {
    try await withDatabase { db in
      var bell = db.client(.relay).listen(to: "outbox_clients").makeAsyncIterator()
      #expect(await bell.next() == .listening)
      await #expect(throws: CancellationError.self) {
        try await db.app("clients").withTransaction { transaction in
          try publish(1, in: transaction)
          try await transaction.query("select 1")
          throw CancellationError()
        }
      }
      try await db.app("clients").withTransaction { _ = try await $0.query("select 1") }
      try await expectOnly("end", db, &bell)
    }
  }

  @Test("stays silent where notifications are off, and the event is there all the same")
  func off() async throws {
    try await withDatabase { db in
      var bell = db.client(.relay).listen(to: "outbox_clients").makeAsyncIterator()
      #expect(await bell.next() == .listening)
      try await withPostgresClient(silent(db.url(.app("clients")))) { client in
        try await append(1, in: client)
      }
      try await expectOnly("end", db, &bell)
      let events = try await db.admin.query("select count(*) from clients.outbox", as: Int64.self)
      #expect(events == [1])
    }
  }

  @Test("of an inbox rings when something was delivered")
  func inbox() async throws {
    try await withRelayBed { bed in
      var bell = bed.destinationAdmin.listen(to: "inbox_packing").makeAsyncIterator()
      #expect(await bell.next() == .listening)
      try await bed.withRelay(notifies: true) {
        try await bed.waitUntilStarted()
        try await bed.publish(1)
        #expect(await bell.next() == .notification(payload: ""))
      }
    }
  }

  @Test("of an inbox stays silent where notifications are off")
  func inboxOff() async throws {
    try await withRelayBed { bed in
      var bell = bed.destinationAdmin.listen(to: "inbox_packing").makeAsyncIterator()
      #expect(await bell.next() == .listening)
      try await bed.withRelay(notifies: false) {
        try await bed.waitUntilStarted()
        try await bed.publish(1)
        try await bed.settle()
      }
      try await bed.destinationAdmin.query("select pg_notify('inbox_packing', 'end')")
      #expect(await bell.next() == .notification(payload: "end"))
    }
  }

  private func silent(_ url: String) -> PostgresConfiguration {
    var configuration = PostgresConfiguration(url: url)
    configuration.notifies = false
    return configuration
  }

  @Test("rings a burst of commits together")
  func coalesced() async throws {
    try await withDatabase { db in
      var bell = db.client(.relay).listen(to: "outbox_clients").makeAsyncIterator()
      #expect(await bell.next() == .listening)
      // One transaction may stand for thousands: the poller hears of them all at once.
      try await db.app("clients").withTransaction { transaction in
        for version in 1...500 as ClosedRange<Int64> { try publish(version, in: transaction) }
      }
      #expect(await bell.next() == .notification(payload: ""))
      try await expectOnly("end", db, &bell)
    }
  }

  @Test("holds up neither the commit nor the next one when its connection breaks")
  func broken() async throws {
    try await withDatabase { db in
      var bell = db.client(.relay).listen(to: "outbox_clients").makeAsyncIterator()
      #expect(await bell.next() == .listening)
      try await append(1, in: db.app("clients"))
      #expect(await bell.next() == .notification(payload: ""))
      try await db.admin.query(
        """
        select pg_terminate_backend(pid) from pg_stat_activity
        where  datname = current_database() and query like '%pg_notify%'
        and    pid <> pg_backend_pid()
        """)
      try await eventually("a ring on a new connection") {
        try await append(.random(in: 2...Int64.max), in: db.app("clients"))
        return try await hasRung(db, &bell)
      }
    }
  }

  /// What comes next is a mark of this test's own, so nothing has rung before it.
  private func expectOnly(
    _ mark: String, _ db: TestDatabase, _ bell: inout NotificationSequence.AsyncIterator
  ) async throws {
    try await db.admin.query("select pg_notify('outbox_clients', \(mark))")
    #expect(await bell.next() == .notification(payload: mark))
  }

  /// Whether a ring lies before a mark.
  private func hasRung(
    _ db: TestDatabase, _ bell: inout NotificationSequence.AsyncIterator
  ) async throws -> Bool {
    try await db.admin.query("select pg_notify('outbox_clients', 'mark')")
    return await bell.next() != .notification(payload: "mark")
  }

  private func append(_ version: Int64, in client: PostgresClient) async throws {
    try await client.withTransaction { try publish(version, in: $0) }
  }

  private func publish(_ version: Int64, in transaction: Transaction) throws {
    try transaction.append(Paid(amount: 1), of: UUID(), version: version, at: Date())
  }
}
