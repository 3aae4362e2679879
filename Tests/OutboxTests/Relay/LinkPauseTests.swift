import Postgres
import TestSupport
import Testing

@testable import Outbox

@Suite("A link that has to begin anew")
struct LinkPauseTests {
  @Test("pauses ever longer, also when it was another relay that was faster")
  func lostRace() async throws {
    try await withRelayBed { bed in
      try await bed.withRelay {
        try await bed.waitUntilStarted()
        try await bed.publish(1)
        try await bed.settle()
        try await eventually("everything is reported") { try await bed.isReported() }
      }
      try await bed.loseEveryRace()
      let (source, destination) = bed.ends()
      let link = Link(
        source, destination, stems: destination.subscriptions["clients"] ?? [], windows: Turn(),
        logger: .silent)
      let start = ContinuousClock.now
      let running = Task { await link.run() }
      try await eventually("it has connected six times") { try await bed.racesLost() >= 6 }
      // Half of 50 + 100 + 200 + 400 + 800 ms at least, however fast this machine is.
      #expect(ContinuousClock.now - start > .milliseconds(775))
      running.cancel()
      await running.value
      for database in [source.database, destination.database] { await database.close() }
    }
  }
}

extension RelayBed {
  /// A destination that was restored from a backup, whose cursor somebody else moves each time.
  fileprivate func loseEveryRace() async throws {
    try await destinationAdmin.query("update packing.inbox_cursor set passed = '3:3:'")
    try await destinationAdmin.query("create sequence packing.lost")
    try await destinationAdmin.query(
      """
      create function packing.lose() returns trigger language plpgsql security definer
      as 'begin perform nextval(''packing.lost''); return null; end'
      """)
    try await destinationAdmin.query(
      """
      create trigger lose before update on packing.inbox_cursor
      for each row execute function packing.lose()
      """)
  }

  fileprivate func racesLost() async throws -> Int {
    try await destinationAdmin.query(
      "select case when is_called then last_value else 0 end from packing.lost", as: Int.self)[0]
  }
}
