import Contracts
import FoundationEssentials
import LocalPostgres
import Postgres
import TestSupport
import Testing

@testable import Outbox

/// Each ends in the same books: per key versions 1, 2, 3 … none missing, none twice.
@Suite("The relay, whatever happens")
struct RelayFaultTests {
  @Test("32 writers on 10 keys, some of whose transactions are rolled back: order per key")
  func writers() async throws {
    try await withRelayBed { bed in
      try await bed.withRelay {
        try await bed.waitUntilStarted()
        try await withThrowingTaskGroup { group in
          for writer in 0..<32 {
            group.addTask { try await bed.write(20, as: writer, rollingBack: true) }
          }
          try await group.waitForAll()
        }
        try await bed.settle()
      }
    }
  }

  @Test("a long transaction that holds an undelivered event: others pass it, it comes at its end")
  func longTransaction() async throws {
    try await withRelayBed { bed in
      try await bed.withRelay {
        try await bed.waitUntilStarted()
        try await bed.clients.withTransaction { transaction in
          try await bed.publish(0, in: transaction)
          try await transaction.query("select 1")
          // By other connections; the task itself is inside of the transaction.
          try await Task.detached {
            for round in 1...3 {
              for key in 1...5 { try await bed.publish(key) }
              try await eventually { try await bed.received() == 5 * round }
            }
          }.value
        }
        try await bed.settle()
      }
    }
  }

  @Test("three relays at once")
  func threeRelays() async throws {
    try await withRelayBed { bed in
      let relays = (0..<3).map { _ in bed.startRelay() }
      try await bed.waitUntilStarted()
      try await bed.writeConcurrently()
      try await bed.settle()
      // Whichever was at work, another one goes on.
      for relay in relays.dropLast() {
        await relay.stop()
        try await bed.writeConcurrently()
        try await bed.settle()
      }
      await relays[2].stop()
    }
  }

  @Test("a relay stopped at any moment, again and again")
  func stopped() async throws {
    try await withRelayBed { bed in
      let first = bed.startRelay()
      try await bed.waitUntilStarted()
      await first.stop()
      async let writing: Void = bed.writeConcurrently(rounds: 40)
      for round in 1...12 {
        let relay = bed.startRelay()
        let before = try await bed.received()
        try? await eventually(within: .milliseconds(50 * round)) {
          try await bed.received() > before
        }
        await relay.stop()
      }
      try await writing
      try await bed.withRelay { try await bed.settle() }
    }
  }

  @Test("the backends of its connections terminated, on both sides")
  func terminated() async throws {
    try await withRelayBed { bed in
      try await bed.withRelay {
        try await bed.waitUntilStarted()
        async let writing: Void = bed.writeConcurrently(rounds: 40)
        for _ in 0..<10 {
          let before = try await bed.received()
          for database in [bed.sourceAdmin, bed.destinationAdmin] {
            try await database.query(
              """
              select pg_terminate_backend(pid) from pg_stat_activity
              where application_name = 'mcf relay' and datname = current_database()
              """)
          }
          try await eventually {
            if try await bed.received() > before { return true }
            return try await bed.isSettled()
          }
        }
        try await writing
        try await bed.settle()
      }
    }
  }

  @Test("a backlog of several windows, and events that come meanwhile")
  func backlog() async throws {
    try await withRelayBed { bed in
      try await bed.withRelay { try await bed.waitUntilStarted() }
      for key in 0..<3 { try await bed.publish(5_000, of: key) }
      let relays = [bed.startRelay(), bed.startRelay()]
      try await bed.writeConcurrently()
      try await bed.settle()
      for relay in relays { await relay.stop() }
    }
  }

  @Test("a destination that hangs in the midst of a window does not hold the others up")
  func hangingDestination() async throws {
    try await withDatabase { core in
      try await withDatabase(.of("packing")) { packing in
        let hanging = RelayBed(
          clients: core.app("clients"), sourceURL: core.url(.relay),
          destinationURL: packing.url(.relay), sourceAdmin: core.admin,
          destinationAdmin: packing.admin)
        var other = hanging
        (other.destinationAdmin, other.inbox) = (core.admin, "orders")
        try await hanging.prepare()
        try await packing.admin.query(
          """
          create function packing.hang() returns trigger language plpgsql security definer as $$
          begin
            while exists (select from packing.hanging) loop perform pg_sleep(0.05); end loop;
            return null;
          end $$
          """)
        try await packing.admin.query("create table packing.hanging as select true")
        try await packing.admin.query(
          """
          create trigger hang after insert on packing.inbox for each row
          when (new.position > 2500) execute function packing.hang()
          """)
        let source = PostgresClient(.relay(url: core.url(.relay)), logger: .silent)
        var silent = PostgresConfiguration.relay(url: packing.url(.relay))
        silent.answerTimeout = .seconds(1)
        let destination = PostgresClient(silent, logger: .silent)
        let subscriptions = ["clients": [ClientChanged.type]]
        let relay = Relay(
          sources: [RelaySource(name: "clients", database: source)],
          destinations: [
            RelayDestination(
              name: "packing", database: destination, subscriptions: subscriptions),
            RelayDestination(name: "orders", database: source, subscriptions: subscriptions),
          ], logger: .silent)
        let running = RunningRelay(
          task: Task { try? await relay.run() }, clients: [source, destination])
        for bed in [hanging, other] { try await bed.waitUntilStarted() }
        for key in 1...3 {
          try await hanging.publish(5_000, of: key)
          try await other.settle()
        }
        #expect(try await hanging.received() == 2_000)
        try await packing.admin.query("delete from packing.hanging")
        try await hanging.settle()
        await running.stop()
      }
    }
  }

  @Test("a cursor whose version moves all the while, as in a long replay, holds nothing up")
  func replaying() async throws {
    try await withRelayBed { bed in
      try await bed.withRelay {
        try await bed.waitUntilStarted()
        let replay = Task {
          while true {
            try await bed.destinationAdmin.query(
              "update packing.inbox_cursor set version = (random() * 9e18)::int8")
            // The time that a batch takes.
            try await Task.sleep(for: .milliseconds(50))
          }
        }
        defer { replay.cancel() }
        for round in 1...20 {
          try await bed.publish(round)
          try await bed.ring()
          try await eventually { try await bed.received() == round }
        }
      }
      try await bed.check()
    }
  }

  @Test("source and destination in one database")
  func sameDatabase() async throws {
    try await withDatabase { core in
      let bed = RelayBed(
        clients: core.app("clients"), sourceURL: core.url(.relay), destinationURL: core.url(.relay),
        sourceAdmin: core.admin, destinationAdmin: core.admin, inbox: "orders")
      try await bed.prepare()
      try await bed.withRelay { try await bed.waitUntilStarted() }
      try await bed.publish(5_000, of: 0)
      try await bed.withRelay {
        try await bed.publish(1)
        try await bed.settle()
      }
    }
  }

  @Test("the source killed right after its last event, its transaction ids handed out again")
  func sourceCrash() async throws {
    try await withCrashBed { server, bed in
      try await bed.withRelay {
        try await bed.waitUntilStarted()
        for _ in 0..<5 {
          for key in 0..<3 { try await bed.persist(key) }
          // Ids that leave nothing durable: a crash hands them out again.
          try? await bed.sourceAdmin.withTransaction { transaction in
            try await transaction.query("set local synchronous_commit = off")
            try await transaction.query("select pg_current_xact_id()")
          }
          try await server.postgres.restart(.immediate)
          for key in 0..<3 { try await bed.persist(key) }
        }
        try await bed.settle()
      }
    }
  }

  @Test("the destination killed, which loses the last moves together with their rows")
  func destinationCrash() async throws {
    try await withServer { server in
      try await server.withClient(.admin) { admin in
        try await withDatabase { core in
          let bed = RelayBed(
            clients: core.app("clients"), sourceURL: core.url(.relay),
            destinationURL: server.url(.relay), sourceAdmin: core.admin,
            destinationAdmin: admin, inbox: "orders")
          try await bed.prepare()
          try await bed.withRelay {
            try await bed.waitUntilStarted()
            for round in 1...5 {
              for key in 0..<5 { try await bed.publish(key) }
              try await bed.ring()
              try await eventually("round \(round)") {
                ((try? await bed.received()) ?? 0) >= round * 5
              }
              try await server.postgres.restart(.immediate)
            }
            try await bed.settle()
          }
        }
      }
    }
  }
}

/// A bed whose source is a server of its own.
func withCrashBed(_ body: (TestServer, RelayBed) async throws -> Void) async throws {
  try await withServer { server in
    try await withDatabase(.of("packing")) { packing in
      try await server.withClient(.admin) { admin in
        try await server.withClient(.app("clients")) { clients in
          let bed = RelayBed(
            clients: clients, sourceURL: server.url(.relay), destinationURL: packing.url(.relay),
            sourceAdmin: admin, destinationAdmin: packing.admin)
          try await bed.prepare()
          try await body(server, bed)
        }
      }
    }
  }
}

extension RelayBed {
  /// Writers on few keys at once.
  func writeConcurrently(rounds: Int = 10) async throws {
    try await withThrowingTaskGroup { group in
      for writer in 0..<8 {
        group.addTask { try await write(rounds, as: writer, rollingBack: false) }
      }
      try await group.waitForAll()
    }
    try await ring()
  }

  func write(_ rounds: Int, as writer: Int, rollingBack: Bool) async throws {
    for round in 0..<rounds {
      do {
        try await clients.withTransaction { transaction in
          try await publish((writer + round) % 10, in: transaction)
          try await transaction.query("select 1")
          if rollingBack, round % 5 == writer % 5 { throw RolledBack() }
        }
        try await ring()
      } catch is RolledBack {}
    }
  }

  /// Publishes, again if the server was away; a version more does no harm.
  func persist(_ key: Int) async throws {
    try await eventually {
      do {
        try await publish(key)
        return true
      } catch is PostgresError {
        return false
      }
    }
  }

  func isSettled() async throws -> Bool {
    try await appended() == received()
  }

  private struct RolledBack: Error {}
}
