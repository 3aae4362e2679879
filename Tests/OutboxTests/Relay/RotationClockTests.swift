import Contracts
import FoundationEssentials
import Postgres
import TestSupport
import Testing

@testable import Outbox

@Suite("Rotation, where a clock was wrong")
struct RotationClockTests {
  /// What was written, in the order of the transactions: to which child, counted from the one that is
  /// written today, and how many days from now it says that it was. Child 1 is to be emptied.
  typealias History = [(child: Int, days: Double)]

  static let histories: [(what: String, rows: History, expected: Rotation.Outcome)] = [
    ("all clocks are right", [(1, -3), (2, -2), (3, -1), (0, 0)], .truncated),
    ("the child is young", [(1, -3), (1, -1.9)], .isYoung),
    ("one was far ahead", [(1, -3), (1, 9_999), (1, -2.5), (3, -1), (0, 0)], .truncated),
    ("the last was far ahead", [(1, -3), (1, 9_999), (2, -2.1), (0, 0)], .truncated),
    ("all were far ahead", [(1, 9_999), (1, 9_999), (2, -2.1), (0, 0)], .truncated),
    ("nobody tells since when", [(1, 9_999), (0, -1)], .isYoung),
    ("nobody ever tells", [(1, 9_999)], .isYoung),
    ("some were far behind", [(1, -3), (1, -9_999), (2, -2.1)], .truncated),
    ("far ahead, then behind", [(1, -3), (1, 9_999), (2, -9_999), (2, -2.1)], .truncated),
    ("the server was a day ahead today", [(1, -3), (0, -0.1), (1, 0.9), (0, 0)], .isYoung),
    ("the server was three days behind today", [(0, -0.1), (1, -3.1), (0, 0)], .isYoung),
    ("it was five days behind for long", [(2, -2.4), (1, -5), (1, -4), (0, 0)], .isYoung),
    ("ahead today, then behind", [(0, -0.1), (1, 0.9), (2, -5), (0, 0)], .isYoung),
  ]

  @Test("empties what is old and nothing that is young")
  func histories() async throws {
    try await withRelayBed { bed in
      for (what, rows, expected) in Self.histories {
        try await bed.write(rows)
        let outcome = try await bed.rotateNext()
        #expect(outcome == expected, "\(what)")
      }
    }
  }

  @Test("empties nothing that is young, however the clocks have jumped")
  func jumps() async throws {
    try await withRelayBed { bed in
      var emptied = 0
      for seed in 0..<150 {
        let life = Life(seed: UInt64(seed))
        try await bed.write(life.rows.map { ($0.child, $0.days) })
        guard try await bed.rotateNext() == .truncated else { continue }
        emptied += 1
        let young = life.rows.filter { $0.child == 1 && $0.truth > -2 }
        #expect(young.isEmpty, "seed \(seed): \(life.rows)")
      }
      #expect(emptied > 15, "some are emptied")
    }
  }

  @Test("what was emptied although it is still to happen is not missed after a promotion")
  func notMissed() async throws {
    try await withRelayBed { bed in
      try await bed.withRelay {
        try await bed.waitUntilStarted()
        for key in 0..<6 { try await bed.publish(key) }
        try await bed.settle()
      }
      try await bed.age(days: 1)
      let first = try await bed.destinationAdmin.query(
        """
        update packing.inbox set time = now() + interval '9 days' where position = 1
        returning event_id
        """, as: UUID.self)[0]
      try await bed.sourceAdmin.query("delete from clients.outbox where event_id = \(first)")
      #expect(try await bed.missing() == [])
      // The last one may be as young as the clock says.
      let last = try await bed.destinationAdmin.query(
        """
        update packing.inbox set time = now() + interval '9 days' where position = 6
        returning event_id
        """, as: UUID.self)[0]
      try await bed.sourceAdmin.query("delete from clients.outbox where event_id = \(last)")
      #expect(try await bed.missing() == [last])
    }
  }
}

/// Six days of a source that publishes every few hours; now and then its clock jumps, its server's, or
/// both, for a day and a half at most, by two days at least; all are right at the end.
private struct Life {
  /// `truth`: when it really was; both in days from now, which is a midday.
  var rows: [(child: Int, days: Double, truth: Double)] = []

  init(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var (truth, offsets, left, wrongs) = (-6.0, (source: 0.0, server: 0.0), 4, 0)
    while truth < 0 {
      if left == 0 {
        wrongs = wrongs < 2 && Bool.random(using: &random) ? wrongs + 1 : 0
        offsets = wrongs == 0 ? (0, 0) : Self.jump(&random)
        left = .random(in: 1...3, using: &random)
      }
      if truth > -0.15 { offsets = (0, 0) }
      left -= 1
      let day = Int((truth + offsets.server + 0.5).rounded(.down))
      let child = (day % Ring.children + Ring.children) % Ring.children
      rows.append((child, truth + offsets.source, truth))
      truth += .random(in: 0.05...0.25, using: &random)
    }
  }

  private static func jump(_ random: inout SplitMix64) -> (source: Double, server: Double) {
    let sizes: [Double] = [2, 3, 5, 400]
    let size = sizes[Int.random(in: sizes.indices, using: &random)]
    let offset = Bool.random(using: &random) ? size : -size
    let kinds: [(source: Double, server: Double)] = [(offset, 0), (0, offset), (offset, offset)]
    return kinds[Int.random(in: kinds.indices, using: &random)]
  }
}

extension RelayBed {
  /// Each row in a transaction of its own, and nothing else.
  fileprivate func write(_ rows: RotationClockTests.History) async throws {
    try await sourceAdmin.query("truncate clients.outbox")
    let today = try await rotation(of: .outbox).current()
    for row in rows {
      try await sourceAdmin.query(
        """
        insert into clients.outbox (ring, event_id, type, subject, sequence, time, data)
        values (\(Int16((today + row.child) % Ring.children)), gen_random_uuid(), 't', 's', 1,
                now() + make_interval(secs => \(row.days * 86_400)), '{}')
        """)
    }
  }

  fileprivate func rotateNext() async throws -> Rotation.Outcome {
    let rotation = rotation(of: .outbox)
    let outcome = try await rotation.rotate(after: rotation.current())
    await rotation.database.close()
    return outcome
  }

  fileprivate func missing() async throws -> [UUID] {
    let (source, destination) = ends()
    let missing = try await InboxWriter(source: "clients", destination: destination).missing(
      in: source)
    for database in [source.database, destination.database] { await database.close() }
    return missing
  }
}
