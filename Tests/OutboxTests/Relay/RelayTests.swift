import FoundationEssentials
import Postgres
import TestSupport
import Testing

@testable import Outbox

@Suite("The relay")
struct RelayTests {
  @Test("carries what is appended, once, by doorbell and without", arguments: [true, false])
  func delivers(notifies: Bool) async throws {
    try await withRelayBed { bed in
      try await bed.withRelay(notifies: notifies) {
        try await bed.waitUntilStarted()
        for key in 0..<5 { try await bed.publish(key) }
        try await bed.ring()
        try await bed.settle()
        for key in 0..<5 { try await bed.publish(key) }
        try await bed.settle()
      }
    }
  }

  @Test("asks one question a second at rest, and writes nothing")
  func rest() async throws {
    try await withRelayBed { bed in
      try await bed.withRelay {
        try await bed.waitUntilStarted()
        try await bed.publish(1)
        try await bed.settle()
        // Rest comes after the last report, about a second later.
        try await eventually("it is at rest") {
          let before = try await bed.cursorVersion()
          let questions = try await bed.questions(atLeast: 4)
          let isUnmoved = try await bed.cursorVersion() == before
          return isUnmoved && questions.allSatisfy { $0.hasPrefix("select 'clients'::text") }
        }
        #expect(try await bed.isReported())
      }
    }
  }

  @Test("has three connections a database, however much there is to do")
  func connections() async throws {
    try await withRelayBed { bed in
      try await bed.withRelay {
        try await bed.waitUntilStarted()
        async let writing: Void = bed.writeConcurrently(rounds: 20)
        for _ in 0..<20 {
          for database in [bed.sourceAdmin, bed.destinationAdmin] {
            #expect(try await bed.relayConnections(in: database) <= 3)
          }
          try await bed.ring()
        }
        try await writing
        try await bed.settle()
      }
    }
  }
}

extension RelayBed {
  func isReported() async throws -> Bool {
    try await sourceAdmin.query(
      """
      select not exists (select from clients.outbox, clients.outbox_destination
                         where not pg_visible_in_snapshot(xid, passed))
      """, as: Bool.self) == [true]
  }

  fileprivate func cursorVersion() async throws -> [Int64] {
    try await destinationAdmin.query(
      "select version from \(unescaped: inbox).inbox_cursor", as: Int64.self)
  }

  fileprivate func relayConnections(in database: PostgresClient) async throws -> Int {
    try await database.query(
      """
      select count(*) from pg_stat_activity
      where application_name = 'mcf relay' and datname = current_database()
      """, as: Int.self)[0]
  }

  /// What relays ask of the source from now on; LISTEN aside, which is said once.
  fileprivate func questions(atLeast count: Int) async throws -> [String] {
    let start = try await sourceAdmin.query("select clock_timestamp()", as: Date.self)[0]
    var seen: [Date: String] = [:]
    try await eventually("\(count) questions") {
      let rows = try await sourceAdmin.query(
        """
        select query_start, query from pg_stat_activity
        where application_name = 'mcf relay' and datname = current_database()
        and   query_start > \(start)
        """, as: Date.self, String.self)
      for (at, query) in rows { seen[at] = query }
      return seen.count >= count
    }
    return Array(seen.values)
  }
}
