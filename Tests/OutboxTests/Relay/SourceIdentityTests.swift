import FoundationEssentials
import LocalPostgres
import Postgres
import Subprocess
import SystemPackage
import TestSupport
import Testing

@testable import Outbox

@Suite("The identity of a source")
struct SourceIdentityTests {
  @Test("a standby is refused: its snapshot lists nobody as in progress")
  func standby() async throws {
    try await withSource { source, bed in
      let copy = try await source.copy("standby", signal: "standby.signal")
      try await withCopy(copy) { standby in
        try await bed.over(standby).expectRefusal(.standby)
        #expect(try await bed.received() == 3)
      }
    }
  }

  @Test("a promoted standby that has everything is accepted without a person")
  func promoted() async throws {
    try await withSource { source, bed in
      let copy = try await source.copy("promoted", signal: "standby.signal")
      try await withCopy(copy) { promoted in
        try await promoted.promote()
        let bed = bed.over(promoted)
        try await withPostgresClient(PostgresConfiguration(url: bed.producerURL)) { clients in
          var bed = bed
          bed.clients = clients
          try await bed.withRelay {
            try await bed.publish(1)
            try await eventually { try await bed.received() == 4 }
          }
        }
        let timeline = try await bed.destinationAdmin.query(
          "select timeline from packing.inbox_cursor", as: Int32.self)
        #expect(timeline == [2])
      }
    }
  }

  @Test("a promoted standby that lost delivered events is refused, by their names")
  func promotedWithLoss() async throws {
    try await withSource { source, bed in
      let copy = try await source.copy("lossy", signal: "standby.signal")
      try await withCopy(copy) { promoted in
        try await promoted.promote()
        // The newest is there, the one before is not.
        try await withPostgresClient(
          PostgresConfiguration(url: promoted.url(database: "mcf_core"))
        ) { admin in
          let newest = try await bed.destinationAdmin.query(
            "select last_event_id from packing.inbox_cursor", as: UUID.self)[0]
          let lost = try await admin.query(
            "select event_id from clients.outbox where event_id <> \(newest) order by id desc",
            as: UUID.self)[0]
          try await admin.query("delete from clients.outbox where event_id = \(lost)")
          try await bed.over(promoted).expectRefusal(.missing([lost]))
        }
      }
    }
  }

  @Test("a backup older than what was delivered is refused, and nothing is skipped")
  func restoredBackup() async throws {
    try await withSource { source, bed in
      let copy = try await source.copy("backup", signal: nil)
      try await bed.withRelay {
        try await bed.publish(2)
        try await eventually { try await bed.received() == 4 }
      }
      try await withCopy(copy) { restored in
        let bed = bed.over(restored)
        try await bed.expectRefusal(.wentBack)
        // Its numbers overtake the lost ones; other events have them now.
        try await withPostgresClient(PostgresConfiguration(url: bed.producerURL)) { clients in
          var bed = bed
          bed.clients = clients
          for _ in 0..<40 { try await bed.publish(3) }
          let reason = try await bed.refusal()
          guard case .newestMissing? = reason else {
            Issue.record("\(String(describing: reason))")
            return
          }
          #expect(try await bed.received() == 4)
          #expect(try await bed.reanchored() == 40)
          try await bed.expectRefusal(nil)
          #expect(try await bed.received() == 44)
        }
      }
    }
  }

  @Test("another database in its place is refused, with or without another cluster")
  func anotherDatabase() async throws {
    try await withSource { _, bed in
      try await withServer { other in
        try await bed.over(other.postgres).expectRefusal(.anotherDatabase)
        // Moved by pg_upgrade, it is the same on another cluster.
        try await other.withClient(.admin) { admin in
          let id = try await bed.sourceAdmin.query(
            "select id from clients.outbox_identity", as: UUID.self)[0]
          try await admin.query("update clients.outbox_identity set id = \(id)")
        }
        try await bed.over(other.postgres).expectRefusal(.anotherCluster)
      }
    }
  }

  @Test("a copy is refused although it has all that was delivered, and what it publishes stays")
  func copied() async throws {
    try await withSource { source, bed in
      let before = try await bed.bonds()
      let copy = try await source.copy("clone", signal: nil)
      try await bed.withRelay {
        try await eventually("they have met since the copy was made") {
          let bonds = try await bed.bonds()
          return bonds.count == 1 && bonds != before
        }
      }
      try await withCopy(copy) { copied in
        let bed = bed.over(copied)
        try await withPostgresClient(PostgresConfiguration(url: bed.producerURL)) { clients in
          var bed = bed
          bed.clients = clients
          try await bed.publish(4)
        }
        try await bed.expectRefusal(.copy)
        #expect(try await bed.received() == 3)
      }
      try await bed.publish(1)
      try await bed.withRelay { try await bed.settle() }
    }
  }

  @Test("a database made anew under a relay that is at work is refused")
  func madeAnewMeanwhile() async throws {
    try await withRelayBed { bed in
      try await bed.withRelay {
        try await bed.waitUntilStarted()
        try await bed.publish(1)
        try await bed.settle()
        try await bed.sourceAdmin.query("update clients.outbox_identity set id = gen_random_uuid()")
        try await bed.publish(2)
        try await bed.ring()
        try await eventually("the relay has looked") {
          try await bed.refusal() == .anotherDatabase
        }
        #expect(try await bed.received() == 1)
      }
    }
  }

  @Test("a sequence that was set back is refused until it is set right")
  func sequenceBehind() async throws {
    try await withRelayBed { bed in
      try await bed.withRelay {
        try await bed.waitUntilStarted()
        for key in 0..<3 { try await bed.publish(key) }
        try await bed.settle()
      }
      try await bed.sourceAdmin.query("select setval('clients.outbox_id', 1)")
      try await bed.expectRefusal(.sequenceBehind)
      await #expect(throws: LinkRefused.self) { try await bed.reanchored() }
      try await bed.sourceAdmin.query(
        "select setval('clients.outbox_id', (select max(id) from clients.outbox))")
      try await bed.publish(1)
      try await bed.withRelay { try await bed.settle() }
    }
  }

  @Test("a destination that was dropped is not served again by itself, but after a reanchoring")
  func dropped() async throws {
    try await withSource { _, bed in
      #expect(try await bed.ends().0.drop("packing"))
      try await bed.expectRefusal(.destinationDropped)
      try await bed.publish(1)
      #expect(try await bed.reanchored() == 1)
      try await bed.withRelay { try await bed.settle() }
    }
  }

  @Test("a source restored from a dump, with another cluster's transaction ids, is refused")
  func dump() async throws {
    try await withSource { _, bed in
      try await bed.publish(1)
      // As whoever captures changes has it.
      try await bed.sourceAdmin.query("create publication everything for all tables")
      try await bed.sourceAdmin.query("update clients.outbox set xid = '99999999999'")
      try await bed.expectRefusal(.foreignTransactions)
      await #expect(throws: LinkRefused.self) { try await bed.reanchored() }
      try await bed.sourceAdmin.query("update clients.outbox set xid = pg_current_xact_id()")
      // The test's own table has no identity.
      try await bed.sourceAdmin.query("drop publication everything")
      #expect(try await bed.reanchored() == 1)
      try await bed.withRelay {
        try await bed.publish(2)
        try await bed.settle()
      }
    }
  }

  @Test("one whose transaction ids are higher is refused as long as one of them is in progress")
  func dumpIntoOlderCluster() async throws {
    try await withSource { _, bed in
      try await bed.sourceAdmin.withTransaction { transaction in
        let id = try await transaction.query("select pg_current_xact_id()", as: UInt64.self)[0]
        // The event would come again once that is over.
        try await Task.detached {
          try await bed.sourceAdmin.query(
            "update clients.outbox set xid = \(id) where id = (select min(id) from clients.outbox)")
          try await bed.expectRefusal(.foreignTransactions)
        }.value
      }
    }
  }

  @Test("of rows that have one transaction, the sequence is compared with the greatest number")
  func sequenceBehindOneTransaction() async throws {
    try await withSource { _, bed in
      let ids = try await bed.sourceAdmin.query(
        "select id from clients.outbox order by id", as: Int64.self)
      try await bed.sourceAdmin.withTransaction { transaction in
        // The greatest lies neither first nor last.
        for id in [ids[0], ids[2], ids[1]] {
          try await transaction.query(
            "update clients.outbox set xid = pg_current_xact_id() where id = \(id)")
        }
      }
      try await bed.sourceAdmin.query("select setval('clients.outbox_id', \(ids[1]))")
      try await bed.expectRefusal(.sequenceBehind)
    }
  }

  @Test("reanchoring gives up when a relay moves the cursor all the while")
  func reanchoringLoses() async throws {
    try await withRelayBed { bed in
      try await bed.withRelay { try await bed.waitUntilStarted() }
      // To who moves the cursor this is as if a relay had been faster, each time.
      try await bed.destinationAdmin.query(
        """
        create function packing.lose() returns trigger language plpgsql
        as 'begin return null; end'
        """)
      try await bed.destinationAdmin.query(
        """
        create trigger lose before update on packing.inbox_cursor
        for each row execute function packing.lose()
        """)
      await #expect(throws: LostRace.self) { try await bed.reanchored() }
    }
  }

  @Test("says what to do")
  func advice() {
    let refused = LinkRefused(source: "orders", destination: "packing", reason: .wentBack)
    #expect(refused.description.contains("mcf outbox reanchor orders"))
  }
}

/// A server as a source, of which three events were delivered.
private func withSource(_ body: (LocalPostgres, RelayBed) async throws -> Void) async throws {
  try await withCrashBed { server, bed in
    try await bed.withRelay {
      try await bed.waitUntilStarted()
      for _ in 0..<3 { try await bed.publish(1) }
      try await eventually { try await bed.received() == 3 }
    }
    try await body(server.postgres, bed)
  }
}

/// Runs a copied server.
private func withCopy(
  _ folder: String, _ body: (LocalPostgres) async throws -> Void
) async throws {
  let server = try await LocalPostgres.start(
    in: folder, options: ServerOptions(maxConnections: 100, fsync: false))
  let outcome: Result<Void, any Error>
  do {
    outcome = .success(try await body(server))
  } catch {
    outcome = .failure(error)
  }
  try await server.stop(.immediate)
  try outcome.get()
}

extension LocalPostgres {
  /// A copy of its folder, as a backup is one.
  fileprivate func copy(_ name: String, signal: String?) async throws -> String {
    let copy = "\(folder)-\(name)"
    try await stop()
    _ = try await Subprocess.run(
      .path("/bin/cp"), arguments: ["-a", folder, copy], output: .discarded)
    if let signal {
      _ = try await Subprocess.run(
        .path("/bin/cp"), arguments: ["-a", "\(copy)/data/PG_VERSION", "\(copy)/data/\(signal)"],
        output: .discarded)
    }
    try await launch()
    return copy
  }

  fileprivate func promote() async throws {
    try await withPostgresClient(PostgresConfiguration(url: url(database: "postgres"))) { admin in
      let isPromoted = try await admin.query("select pg_promote()", as: Bool.self)
      #expect(isPromoted == [true])
    }
  }
}

extension RelayBed {
  /// The same destination behind another source.
  fileprivate func over(_ source: LocalPostgres) -> RelayBed {
    var bed = self
    bed.sourceURL = source.url(database: "mcf_core", user: "mcf_relay")
    return bed
  }

  fileprivate func bonds() async throws -> [Int64] {
    try await destinationAdmin.query(
      "select bonds from packing.inbox_cursor", as: [Int64].self)[0]
  }

  fileprivate var producerURL: String {
    sourceURL.replacing("mcf_relay", with: "clients_app")
  }
}
