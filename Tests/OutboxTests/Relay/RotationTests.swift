import FoundationEssentials
import Postgres
import TestSupport
import Testing

@testable import Outbox

@Suite("Rotation")
struct RotationTests {
  @Test("empties the child after the current one, once every destination has passed it")
  func truncates() async throws {
    try await withRelayBed { bed in
      try await bed.withRelay {
        try await bed.waitUntilStarted()
        try await bed.publish(1)
        try await bed.settle()
        try await bed.age(days: 3)
        let rotation = bed.rotation(of: .outbox)
        let current = try await rotation.current()
        try await eventually("the destination has reported") {
          try await rotation.rotate(after: current + 3) == .truncated
        }
        #expect(try await bed.appended() == 0)
        #expect(try await rotation.rotate(after: current + 3) == .wasEmpty)
        try await bed.publish(1)
        try await eventually { try await bed.received() == 2 }
      }
    }
  }

  @Test("keeps what a destination has not reported, and what is in the other children")
  func keeps() async throws {
    try await withRelayBed { bed in
      try await bed.withRelay { try await bed.waitUntilStarted() }
      try await bed.publish(1)
      let rotation = bed.rotation(of: .outbox)
      let current = try await rotation.current()
      #expect(try await rotation.rotate(after: current + 3) == .isNeeded)
      for other in [current, current + 1, current + 2] {
        #expect(try await rotation.rotate(after: other) == .wasEmpty)
      }
      #expect(try await bed.appended() == 1)
    }
  }

  @Test("gives way to a late writer, an idle reader and pg_dump, and blocks nobody")
  func locked() async throws {
    try await withRelayBed { bed in
      let rotation = bed.rotation(of: .outbox)
      let current = try await rotation.current()
      try await bed.publish(1)
      try await bed.clients.withTransaction { writer in
        try await bed.publish(2, in: writer)
        try await writer.query("select 1")
        #expect(try await rotation.rotate(after: current + 3) == .isLocked)
      }
      // A reader in its snapshot, and what pg_dump takes for its whole run.
      let readers: [PostgresQuery] = [
        "select count(*) from clients.outbox",
        "lock table clients.outbox in access share mode",
      ]
      for query in readers {
        try await bed.sourceAdmin.withTransaction(.repeatableRead) { reader in
          try await reader.query(query)
          #expect(try await rotation.rotate(after: current + 3) == .isLocked)
          try await Task.detached { try await bed.publish(1) }.value
        }
      }
      try await bed.age(days: 3)
      #expect(try await rotation.rotate(after: current + 3) == .truncated)
    }
  }

  @Test("empties nothing that is young by its own time, whatever the clocks say")
  func young() async throws {
    try await withRelayBed { bed in
      try await bed.withRelay {
        try await bed.waitUntilStarted()
        try await bed.publish(1)
        try await bed.settle()
        try await eventually("everything is reported") { try await bed.isReported() }
      }
      try await bed.destinationAdmin.query("update packing.inbox_slot set position = 1")
      for kind in [Rotation.Kind.outbox, .inbox] {
        #expect(try await bed.rotate(kind) == .isYoung)
      }
      // It is old by the server's clock alone, which is ahead.
      try await bed.age(days: 8)
      let truth = Date(timeIntervalSinceNow: -8 * 86_400)
      for kind in [Rotation.Kind.outbox, .inbox] {
        #expect(try await bed.rotate(kind, now: truth) == .isYoung)
      }
      for kind in [Rotation.Kind.outbox, .inbox] {
        #expect(try await bed.rotate(kind) == .truncated)
      }
    }
  }

  @Test("notes what it empties")
  func notes() async throws {
    try await withRelayBed { bed in
      try await bed.withRelay {
        try await bed.waitUntilStarted()
        for key in 1...2 { try await bed.publish(key) }
        try await bed.settle()
        try await eventually("everything is reported") { try await bed.isReported() }
      }
      try await bed.age(days: 8)
      let newest = try await bed.sourceAdmin.query(
        "select xid from clients.outbox order by xid desc limit 1", as: UInt64.self)
      #expect(try await bed.rotate(.outbox) == .truncated)
      #expect(
        try await bed.sourceAdmin.query(
          "select emptied from clients.outbox_identity", as: UInt64.self) == newest)
      try await bed.destinationAdmin.query("update packing.inbox_slot set position = 2")
      #expect(try await bed.rotate(.inbox) == .truncated)
      let isNoted = try await bed.destinationAdmin.query(
        """
        select emptied between now() - interval '7 days 1 hour' and now() - interval '7 days'
        from   packing.inbox_identity
        """, as: Bool.self)
      #expect(isNoted == [true])
    }
  }

  @Test("never loses a row to a writer who comes between check and lock")
  func race() async throws {
    try await withRelayBed { bed in
      try await bed.withRelay {
        try await bed.waitUntilStarted()
        let rotation = bed.rotation(of: .outbox)
        let current = try await rotation.current()
        async let writing: Void = bed.writeConcurrently(rounds: 40)
        for _ in 0..<40 {
          try await bed.age(days: 3)
          _ = try await rotation.rotate(after: current + 3)
        }
        try await writing
        let last = try await bed.sourceAdmin.query(
          "select sum(version)::int8 from clients.aggregate", as: Int.self)[0]
        try await eventually { try await bed.received() == last }
        let keys = try await bed.destinationAdmin.query(
          """
          select bool_and(versions = array(select generate_series(1, cardinality(versions))::int8))
          from (select array_agg(sequence order by position) as versions
                from packing.inbox group by subject) k
          """, as: Bool.self)
        #expect(keys == [true])
      }
    }
  }

  @Test("keeps an inbox's child until each slot is past its rows")
  func inbox() async throws {
    try await withRelayBed { bed in
      try await bed.withRelay {
        try await bed.waitUntilStarted()
        for key in 0..<5 { try await bed.publish(key) }
        try await bed.settle()
      }
      let rotation = bed.rotation(of: .inbox)
      let current = try await rotation.current()
      #expect(try await rotation.rotate(after: current + 3) == .isNeeded)
      #expect(try await rotation.rotate(after: current) == .wasEmpty)
      try await bed.destinationAdmin.query("update packing.inbox_slot set position = 4")
      #expect(try await rotation.rotate(after: current + 3) == .isNeeded)
      try await bed.destinationAdmin.query("update packing.inbox_slot set position = 5")
      try await bed.age(days: 8)
      #expect(try await rotation.rotate(after: current + 3) == .truncated)
      #expect(try await bed.received() == 0)
    }
  }

  @Test("is done by the relay whenever the ring has moved on")
  func loop() async throws {
    try await withRelayBed { bed in
      try await bed.withRelay {
        try await bed.waitUntilStarted()
        try await bed.publish(1)
        try await eventually("everything is reported") { try await bed.isReported() }
      }
      // As if it were left from the last lap.
      let next = Ring.next(after: try await bed.rotation(of: .outbox).current())
      try await bed.sourceAdmin.query(
        "update clients.outbox set ring = \(Int16(next)), time = time - interval '3 days'")
      try await bed.withRelay {
        try await eventually { try await bed.appended() == 0 }
      }
    }
  }
}

extension RelayBed {
  func rotation(of kind: Rotation.Kind) -> Rotation {
    let (source, destination) = ends()
    return switch kind {
    case .outbox: Rotation(kind: kind, schema: source.name, database: source.database)
    case .inbox: Rotation(kind: kind, schema: destination.name, database: destination.database)
    }
  }
}
