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

  @Test("another cluster is refused")
  func anotherCluster() async throws {
    try await withSource { _, bed in
      try await withServer { other in
        try await bed.over(other.postgres).expectRefusal(.anotherCluster)
      }
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
      try await bed.sourceAdmin.query("update clients.outbox set xid = '99999999999'")
      try await bed.expectRefusal(.foreignTransactions)
      await #expect(throws: SourceRefused.self) { try await bed.reanchored() }
      try await bed.sourceAdmin.query("update clients.outbox set xid = pg_current_xact_id()")
      #expect(try await bed.reanchored() == 1)
      try await bed.withRelay {
        try await bed.publish(2)
        try await bed.settle()
      }
    }
  }

  @Test("reanchoring gives up when a relay moves the cursor all the while")
  func reanchoringLoses() async throws {
    try await withRelayBed { bed in
      try await bed.withRelay { try await bed.waitUntilStarted() }
      let relay = Task {
        while !Task.isCancelled {
          try await bed.destinationAdmin.query(
            "update packing.inbox_cursor set version = version % 1000000 + 1")
        }
      }
      await #expect(throws: LostRace.self) { try await bed.reanchored() }
      relay.cancel()
    }
  }

  @Test("says what to do")
  func advice() {
    let refused = SourceRefused(source: "orders", destination: "packing", reason: .wentBack)
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

  fileprivate func expectRefusal(_ expected: SourceRefused.Reason?) async throws {
    let reason = try await refusal()
    #expect(reason == expected)
  }

  fileprivate var producerURL: String {
    sourceURL.replacing("mcf_relay", with: "clients_app")
  }
}
