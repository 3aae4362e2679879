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
      #expect(try await rotation.rotate(after: current + 3) == .truncated)
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
        for _ in 0..<40 { _ = try await rotation.rotate(after: current + 3) }
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
        "update clients.outbox set ring = \(Int16(next))")
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
