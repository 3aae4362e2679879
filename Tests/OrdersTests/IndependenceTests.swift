import Contracts
import FoundationEssentials
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Orders

@Suite("Orders needs nothing but the core database")
struct IndependenceTests {
  /// A whole life of orders: quoted, placed, checked in, completed, cancelled, copied, swept.
  private func wholeLife(_ bed: Testbed) async throws {
    try await bed.addClient("c1")
    try await bed.addWorkers(3)
    try await life(bed)
  }

  private func life(_ bed: Testbed) async throws {
    let type = try await bed.addServiceType()
    let quote = try await bed.post(
      "/api/quotes", as: .client("c1"), ["service_type_id": .string(type.wire)])
    #expect(quote.status == 200)
    let done = try await bed.place(type)
    let cancelled = try await bed.place(type)
    let missed = try await bed.place(type)
    #expect(try await bed.cancel(cancelled).status == 200)
    bed.time.set(done.scheduledAt)
    #expect(try await bed.checkIn(done).status == 200)
    #expect(try await bed.complete(done).status == 200)
    bed.time.advance(by: 1_800)
    try await bed.orders.sweeper.sweep()
    #expect(try await bed.status(missed) == "failed")
    let copy = try await bed.post(
      "\(missed.path)/copy", as: .client("c1"),
      .object([.init("scheduled_at", bed.form(type)["scheduled_at"] ?? .null)]), key: "copy")
    #expect(copy.status == 201)
    #expect(try await bed.get("/api/orders", as: .client("c1"))["items"]?.array?.count == 4)
    #expect(try await bed.get("/api/orders", as: .worker(done.worker)).status == 200)
    #expect(try await bed.get("/api/orders?q=murka", as: .manager)["items"]?.array?.count == 4)
  }

  @Test("Everything else may be dead: with only orders and the core database, all works")
  func alone() async throws {
    try await withOrders { bed in
      // The other services cannot even connect; what their registers hold is there.
      let name = try await bed.admin.query("select current_database()::text", as: String.self)[0]
      try await bed.admin.query(
        "revoke connect on database \(unescaped: name) from clients_app, workers_app")
      try await wholeLife(bed)
    }
  }

  @Test("The statements run unchanged against replica tables of the views' shape")
  func replicas() async throws {
    try await withOrders { bed in
      try await bed.addClient("c1")
      try await bed.addWorkers(3)
      for (view, reader) in [
        ("clients_api.v1_client", "clients_reader"), ("workers_api.v1_worker", "workers_reader"),
        ("workers_api.v1_photo", "workers_reader"),
      ] {
        try await bed.admin.query("create table replica as select * from \(unescaped: view)")
        try await bed.admin.query("drop view \(unescaped: view)")
        let (schema, name) = (view.split(separator: ".")[0], view.split(separator: ".")[1])
        try await bed.admin.query("alter table replica rename to \(unescaped: String(name))")
        try await bed.admin.query(
          "alter table \(unescaped: String(name)) set schema \(unescaped: String(schema))")
        try await bed.admin.query(
          "grant select on \(unescaped: view) to \(unescaped: reader)")
      }
      try await bed.admin.query("drop table clients.client cascade")
      try await bed.admin.query("drop table workers.worker cascade")
      try await life(bed)
    }
  }
}
