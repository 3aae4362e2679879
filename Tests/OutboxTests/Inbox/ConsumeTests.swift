import Contracts
import FoundationEssentials
import Logging
import Postgres
import ServiceLifecycle
import TestSupport
import Testing

@testable import Outbox

extension Logger {
  static let test = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
}

@Suite("The inbox consumer")
struct ConsumeTests {
  let keys = (0..<5).map { _ in UUID() }

  @Test("hands an event over with its envelope")
  func envelope() async throws {
    try await withDatabase(.packing) { db in
      let (events, continuation) = AsyncStream.makeStream(of: Event<Paid>.self)
      let id = try await db.deliver(
        Paid(amount: 7), of: keys[0], version: 3, traceparent: "00-ab-cd-01", from: "orders",
        to: "packing")
      try await db.consumer(.on(Paid.self) { event, _ in continuation.yield(event) }).drain()
      var seen = events.makeAsyncIterator()
      let event = try #require(await seen.next())
      #expect(event.id == id)
      #expect(event.subject == keys[0])
      #expect(event.version == 3)
      #expect(event.time == Date(timeIntervalSince1970: 1_803_891_600))
      #expect(event.traceparent == "00-ab-cd-01")
      #expect(!event.isReplayed)
      #expect(event.payload == Paid(amount: 7))
    }
  }

  @Test("handles each event once, those of a key in order")
  func order() async throws {
    try await withDatabase(.packing) { db in
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
    try await withDatabase(.packing) { db in
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

  @Test("runs by notification, and without")
  func running() async throws {
    try await withDatabase(.packing) { db in
      try await db.makeEffects()
      let group = ServiceGroup(
        services: [db.consumer(.noting)], logger: .test)
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
}
