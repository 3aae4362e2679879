import Contracts
import FoundationEssentials
import HTTPTypes
import Outbox
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Clients

@Suite("mcf outbox backfill clients")
struct BackfillTests {
  @Test("publishes every client as it is now, under its unchanged version")
  func everybody() async throws {
    try await withClients { clients in
      var ids: [String] = []
      for number in 1...5 { ids.append(try await clients.register("hcb-\(number)")) }
      _ = try await clients.api.send(
        .patch, "/api/clients/\(ids[1])", as: clients.manager, ["place": "Attic"])
      let before = try await clients.events()
      let newest = Dictionary(before.map { ($0.id.wire, $0) }, uniquingKeysWith: { $1 })

      let backfill = try #require(ClientsModule.backfills.first)
      let count = try await backfill.run(
        in: clients.database.clientsApp, now: { clients.clock.now }, batch: 2)

      #expect(count == 5)
      let again = try await clients.events().dropFirst(before.count)
      #expect(Array(again) == ids.compactMap { newest[$0] })
    }
  }

  @Test("does not overtake a change that is being made")
  func locked() async throws {
    try await withClients { clients in
      let id = try #require(UUID(uuidString: try await clients.register("hcb-1")))
      let backfill = try #require(ClientsModule.backfills.first)
      let database = clients.database
      let run = try await database.admin.withTransaction { transaction in
        try await transaction.query(
          "update clients.client set version = 2, place = 'Attic' where id = \(id)")
        let run = Task {
          try await backfill.run(in: database.clientsApp, now: { clients.clock.now })
        }
        let admin = database.client(.clientsOwner)
        try await eventually("the backfill waits") {
          try await admin.query(
            """
            select count(*) > 0 from pg_locks
            where not granted and database = (select oid from pg_database
                                              where datname = current_database())
               or not granted and locktype = 'transactionid'
            """, as: Bool.self
          ) == [true]
        }
        return run
      }
      #expect(try await run.value == 1)
      #expect(try await clients.events().last?.version == 2)
    }
  }
}
