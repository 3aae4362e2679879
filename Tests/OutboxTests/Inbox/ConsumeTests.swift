import Contracts
import FoundationEssentials
import Postgres
import ServiceLifecycle
import TestSupport
import Testing

@testable import Outbox

@Suite("The inbox consumer")
struct ConsumeTests {
  let keys = (0..<5).map { _ in UUID() }

  @Test("hands an event over with its envelope")
  func envelope() async throws {
    try await withDatabase(.of("packing")) { db in
      let (events, continuation) = AsyncStream.makeStream(of: (Event<Paid>, TraceContext?).self)
      let cause = TraceContext.root
      let id = try await db.deliver(
        Paid(amount: 7), of: keys[0], version: 3, traceparent: cause.traceparent, from: "orders",
        to: "packing")
      let handler = EventHandler.on(Paid.self) { event, _ in
        continuation.yield((event, TraceContext.current))
      }
      try await db.consumer(handler).drain()
      var seen = events.makeAsyncIterator()
      let (event, trace) = try #require(await seen.next())
      #expect(event.id == id)
      #expect(event.subject == keys[0])
      #expect(event.version == 3)
      #expect(event.time == Date(timeIntervalSince1970: 1_803_891_600))
      #expect(trace?.traceID == cause.traceID && trace?.spanID != cause.spanID)
      #expect(!event.isReplayed)
      #expect(event.payload == Paid(amount: 7))
    }
  }

  @Test("handles each event once, those of a key in order")
  func order() async throws {
    try await withDatabase(.of("packing")) { db in
      try await db.makeEffects()
      try await db.deliverPayments(keys: keys, versions: 1...100)
      try await db.consumer(.noting).drain()
      try await db.consumer(.noting).drain()
      let effects = try await db.effects()
      for key in keys { #expect(effects[key] == Array(1...100)) }
    }
  }

  @Test("commits effects and position together")
  func together() async throws {
    try await withDatabase(.of("packing")) { db in
      try await db.makeEffects()
      try await db.deliver(Paid(amount: 1), of: keys[0], version: 1, from: "orders", to: "packing")
      let consumer = db.consumer(
        .on(Paid.self) { event, transaction in
          try await transaction.execute(Note(event: event))
          throw CancellationError()
        })
      await #expect(throws: CancellationError.self) { try await consumer.drain() }
      #expect(try await db.effects().isEmpty)
      try await db.consumer(.noting).drain()
      #expect(try await db.effects() == [keys[0]: [1]])
    }
  }

  @Test("waits for the log when a handler publishes, and only then", arguments: [true, false])
  func durability(_ publishes: Bool) async throws {
    try await withDatabase(.of("packing")) { db in
      try await db.admin.query(
        """
        create function packing.tell_durability() returns trigger language plpgsql as $$
        begin perform pg_notify('durability', current_setting('synchronous_commit')); return null; end $$
        """)
      try await db.admin.query(
        """
        create constraint trigger tell after update on packing.inbox_slot deferrable initially
        deferred for each row when (new.position > 0) execute function packing.tell_durability()
        """)
      var told = db.admin.listen(to: "durability").makeAsyncIterator()
      #expect(await told.next() == .listening)
      try await db.deliver(Paid(amount: 1), of: keys[0], version: 1, from: "orders", to: "packing")
      let consumer = db.consumer(
        .on(Paid.self) { event, transaction in
          guard publishes else { return }
          try transaction.append(event.payload, of: event.subject, version: 1, at: event.time)
        })
      try await consumer.drain()
      #expect(await told.next() == .notification(payload: publishes ? "on" : "off"))
      let events = try await db.admin.query("select count(*) from packing.outbox", as: Int64.self)
      #expect(events == [publishes ? 1 : 0])
    }
  }

  @Test(
    "runs by notification, and without",
    arguments: TestRun.notifies ? [true, false] : [false])
  func running(_ notifies: Bool) async throws {
    try await withDatabase(.of("packing")) { db in
      try await db.makeEffects()
      var configuration = PostgresConfiguration(url: db.url(.app("packing")))
      configuration.notifies = notifies
      configuration.readTimeout = .seconds(30)
      let client = PostgresClient(configuration, logger: .silent)
      var consumer = InboxConsumer([.noting], database: client, logger: .silent)
      // With notifications only these wake it up.
      consumer.limits.pollInterval = notifies ? .seconds(3600) : .milliseconds(50)
      let group = ServiceGroup(services: [client, consumer], logger: .silent)
      try await withThrowingTaskGroup { tasks in
        tasks.addTask { try await group.run() }
        for version in 1...5 as ClosedRange<Int64> {
          try await db.deliverPayments(keys: keys, versions: version...version)
          try await eventually("the effect") {
            try await db.effects()[keys[4]]?.last == version
          }
        }
        await group.triggerGracefulShutdown()
        try await tasks.waitForAll()
      }
    }
  }

  @Test("lets a batch end when it is stopped")
  func stop() async throws {
    try await withDatabase(.of("packing")) { db in
      try await db.makeEffects()
      try await db.deliver(Paid(amount: 1), of: keys[0], version: 1, from: "orders", to: "packing")
      let (begun, continuation) = AsyncStream.makeStream(of: Void.self)
      let (go, gate) = AsyncStream.makeStream(of: Void.self)
      let consumer = db.consumer(
        .on(Paid.self) { event, transaction in
          continuation.yield()
          for await _ in go { break }
          try await transaction.execute(Note(event: event))
        })
      let group = ServiceGroup(services: [consumer], logger: .silent)
      try await withThrowingTaskGroup { tasks in
        tasks.addTask { try await group.run() }
        for await _ in begun { break }
        await group.triggerGracefulShutdown()
        gate.yield()
        try await tasks.waitForAll()
      }
      #expect(try await db.effects() == [keys[0]: [1]])
    }
  }
}
