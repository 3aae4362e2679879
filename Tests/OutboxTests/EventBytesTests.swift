import Contracts
import FoundationEssentials
import Postgres
import TestSupport
import Testing

@testable import Outbox

@Suite("Batches are bounded in bytes, too")
struct EventBytesTests {
  /// An event with a text.
  struct Told: EventPayload {
    static let type = "cat.told.v1"
    static let message: [UInt8] = []
    var text: String
  }

  @Test("an event that is too large is refused, with what to do, and nothing of it is published")
  func tooLarge() async throws {
    try await withDatabase { db in
      var configuration = PostgresConfiguration(url: db.url(.app("clients")))
      configuration.eventBytesMax = 20_000
      try await withPostgresClient(configuration) { clients in
        let fits = Told(text: String(repeating: "x", count: 20_000 - #"{"text":""}"#.utf8.count))
        let large = Told(text: fits.text + "x")
        try await clients.withTransaction {
          try $0.append(fits, of: UUID(), version: 1, at: Date())
        }
        let one = await #expect(throws: EventTooLarge.self) {
          try await clients.withTransaction {
            try $0.append(large, of: UUID(), version: 1, at: Date())
          }
        }
        for part in ["cat.told.v1", "20001", "20000", "MCF_EVENT_BYTES_MAX"] {
          #expect(one?.description.contains(part) == true)
        }
        await #expect(throws: EventTooLarge.self) {
          try await clients.withTransaction { transaction in
            try transaction.append(
              all: [fits, large].map { OutboxEvent($0, of: UUID(), version: 1) }, at: Date())
          }
        }
      }
      #expect(try await db.admin.query("select from clients.outbox") == 1)
    }
  }

  @Test("until somebody says otherwise an event takes a mebibyte", arguments: [true, false])
  func usual(_ fits: Bool) async throws {
    try await withDatabase { db in
      let text = String(repeating: "x", count: (1 << 20) - (fits ? 11 : 10))
      let isPublished = try await db.app("clients").withTransaction { transaction in
        do {
          try transaction.append(Told(text: text), of: UUID(), version: 1, at: Date())
          return true
        } catch is EventTooLarge {
          return false
        }
      }
      #expect(isPublished == fits)
    }
  }

  // MARK: the relay

  /// Whether Postgres can compress them or not, it keeps 1.2 MB in other tables.
  enum Kind: CaseIterable { case compressible, random }

  @Test("the relay takes few large events at a time, and one at least", arguments: Kind.allCases)
  func reading(_ kind: Kind) async throws {
    try await withRelayBed { bed in
      try await bed.publishLarge(12, of: 1, kind)
      let (source, destination) = bed.ends()
      let reader = bed.reader(source)
      let reading = try await reader.read(after: .beginning)
      #expect((1...8).contains(reading.batch.count))
      #expect(reading.isFull)
      let (batches, fetched) = try await reader.window(to: reading.present)
      #expect(batches.reduce(0, +) == 12)
      #expect(batches.allSatisfy { (1...8).contains($0) })
      #expect(fetched == batches)
      let ids = try await bed.sourceAdmin.query(
        "select event_id from clients.outbox", as: UUID.self)
      let again = try await source.database.execute(
        WeighEvents(schema: source.name, eventIDs: ids))
      #expect(again.reduce(0, +) == 12, "what a reanchoring takes")
      #expect(again.allSatisfy { (1...8).contains($0) })
      for database in [source.database, destination.database] { await database.close() }
    }
  }

  @Test("small ones between large ones still go by the thousand")
  func mixed() async throws {
    try await withRelayBed { bed in
      try await bed.publish(4_500, of: 1)
      try await bed.publishLarge(9, of: 2, .random)
      try await bed.publish(2_500, of: 3)
      let (source, destination) = bed.ends()
      let reader = bed.reader(source)
      let present = try await reader.read(after: .beginning).present
      let (batches, fetched) = try await reader.window(to: present)
      #expect(fetched == batches)
      #expect(batches.reduce(0, +) == 7_009)
      #expect(batches.allSatisfy { (1...EventColumns.limit).contains($0) })
      #expect(batches.count <= 8)
      for database in [source.database, destination.database] { await database.close() }
    }
  }

  @Test("a window is read stretch by stretch, and delivered once and in order")
  func stretches() async throws {
    try await withRelayBed { bed in
      try await bed.withRelay { try await bed.waitUntilStarted() }
      try await bed.publish(4_500, of: 1)
      try await bed.publishLarge(9, of: 2, .random)
      try await bed.publish(2_500, of: 3)
      let (source, destination) = bed.ends()
      let link = Link(
        source, destination, stems: destination.subscriptions["clients"] ?? [], windows: Turn(),
        stretch: 1_000, logger: .silent)
      let running = RunningRelay(
        task: Task { await link.run() }, clients: [source.database, destination.database])
      try await bed.settle()
      await running.stop()
    }
  }

  // MARK: the consumer

  @Test("a consumer takes few large events of a slot at a time, and the rest at once")
  func looking() async throws {
    try await withDatabase(.of("packing")) { db in
      let key = UUID()
      let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
      let events = try (1...5 as ClosedRange<Int64>).map { version in
        var event = try Delivery(Paid(amount: 1), of: key, version: version)
        let text = String((0..<75_000).compactMap { _ in letters.randomElement() })
        event.data = JSONText(#"{"amount": 1, "text": "\#(text)"}"#)
        return event
      }
      try await db.makeEffects()
      try await db.deliver(events, from: "orders", to: "packing")
      var consumer = db.consumer(.noting)
      consumer.limits.bytes = 100_000
      // Nothing but what was left out makes it look again.
      consumer.limits.pollInterval = .seconds(3_600)
      try await consumer.withLookout { lookout in
        let found = try await consumer.look(lookout, busy: [], slots: 16)
        #expect(found.map(\.batch.events.count) == [2])
        #expect(found.map(\.found) == [5])
      }
      let running = Task { [consumer] in try await consumer.run() }
      try await eventually { try await db.effects()[key] == [1, 2, 3, 4, 5] }
      running.cancel()
      _ = await running.result
    }
  }

  @Test("a replay copies few large events at a time")
  func replay() async throws {
    try await withDatabase(.of("packing")) { db in
      let key = UUID()
      let text = String(repeating: "x", count: 1_200_000)
      let events = try (1...20 as ClosedRange<Int64>).map { version in
        var event = try Delivery(Paid(amount: 1), of: key, version: version)
        event.data = JSONText(#"{"amount": 1, "text": "\#(text)"}"#)
        return event
      }
      try await db.makeEffects()
      try await db.deliver(events, from: "orders", to: "packing")
      try await db.consumer(.noting).drain()
      var progress: [Int] = []
      let all = Replay(to: "packing", [EventFamily(Paid.self)], since: .distantPast)
      #expect(try await all.run(in: db.client(.relay)) { progress.append($0) } == 20)
      #expect(progress.count > 1)
    }
  }
}

extension RelayBed {
  /// Publishes the next versions of a client, each of 1.2 MB.
  fileprivate func publishLarge(
    _ count: Int, of key: Int, _ kind: EventBytesTests.Kind
  ) async throws {
    let text =
      switch kind {
      case .compressible: "repeat('x', 1200000)"
      case .random:
        """
        (select string_agg(encode(decode(md5(n::text || m), 'hex'), 'base64'), '')
         from   generate_series(1, 50000) m)
        """
      }
    try await clients.query(
      """
      with changed as (
        update aggregate set version = version + \(Int64(count)) where key = \(key)
        returning version - \(Int64(count)) as before
      )
      insert into outbox (event_id, type, subject, sequence, time, headers, data)
      select gen_random_uuid(), \(ClientChanged.type), \(Self.subject(key).wire), before + n, now(),
             '{}', jsonb_build_object('text', \(unescaped: text))
      from   changed, generate_series(1, \(Int64(count))) as n
      """)
  }

  fileprivate func reader(_ source: RelaySource) -> OutboxReader {
    OutboxReader(source: source, destination: inbox, stems: [EventFamily(ClientChanged.type).stem])
  }
}

extension OutboxReader {
  /// How many events each batch of a whole window is to have, and has.
  fileprivate func window(
    to present: PostgresSnapshot
  ) async throws -> (batches: [Int], fetched: [Int]) {
    var (batches, fetched): ([Int], [Int]) = ([], [])
    try await withWindow(after: .beginning, to: present, behind: 0) { stretch, fetch in
      batches = stretch.batches
      #expect(!stretch.isFull)
      for count in batches { fetched.append(try await fetch(count).count) }
    }
    return (batches, fetched)
  }
}
