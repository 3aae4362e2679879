import FoundationEssentials
import Postgres
import TestSupport
import Testing

@testable import Outbox

/// A full queue fails every transaction with a NOTIFY in it. Here the right to notify is missing,
/// which fails the same transactions.
@Suite("Invariant 5: where no NOTIFY gets through, nothing fails and nothing stops")
struct NoNotifyTests {
  @Test("events are published, delivered and delivered anew")
  func relay() async throws {
    try await withRelayBed { bed in
      for admin in [bed.sourceAdmin, bed.destinationAdmin] { try await admin.forbidNotify() }
      try await bed.withRelay(notifies: true) {
        try await bed.waitUntilStarted()
        for key in 1...3 { try await bed.publish(key) }
        try await bed.publish(5_000, of: 0)
        try await bed.settle()
      }
      try await bed.publish(1)
      #expect(try await bed.reanchored() == 1)
    }
  }

  @Test("parked events are tried again, given up and replayed")
  func inbox() async throws {
    try await withDatabase(.of("packing")) { db in
      try await db.makeEffects()
      try await db.deliverPayments(keys: [UUID(), UUID()], versions: 1...1, amount: -1)
      try await db.consumer(.noting).drain()
      try await db.admin.forbidNotify()
      let parked = ParkedEvents(in: db.app("packing"))
      let events = try await parked.heads(onlyDead: false).map(\.id)
      try #require(events.count == 2)
      #expect(try await parked.retry(events[0], at: Date()))
      #expect(try await parked.skip(events[1], by: "Tom", because: "a test", at: Date()))
      let all = Replay(to: "packing", [EventFamily(Paid.self)], since: .distantPast)
      #expect(try await all.run(in: db.client(.relay)) == 2)
    }
  }
}

extension PostgresClient {
  /// In this database, to all but superusers.
  fileprivate func forbidNotify() async throws {
    try await query("revoke execute on function pg_notify(text, text) from public")
  }
}
