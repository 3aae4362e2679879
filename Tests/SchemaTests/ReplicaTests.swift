import Orders
import Postgres
import TestSupport
import Testing

/// The way out, should sharing the database prove wrong: the views become tables of the orders'
/// database, fed by events, and the orders' statements stay as they are.
@Suite("Replica tables in the views' place")
struct ReplicaTests {
  @Test("every statement of the orders still prepares and explains")
  func explains() async throws {
    try await withDatabase { db in
      try await replaceViews(db)
      for statement in OrdersModule.statements {
        do {
          try await db.app("orders").explain(statement)
        } catch {
          Issue.record("\(statement.name): \((error as? PostgresError)?.detail ?? "\(error)")")
        }
      }
    }
  }

  @Test("and the registers themselves can be gone")
  func withoutRegisters() async throws {
    try await withDatabase { db in
      try await replaceViews(db)
      try await db.admin.query("drop schema clients cascade")
      try await db.admin.query("drop schema workers cascade")
      for statement in OrdersModule.statements { try await db.app("orders").explain(statement) }
    }
  }
}

/// Puts a table with the same columns and rows in each published view's place.
func replaceViews(_ db: TestDatabase) async throws {
  for (view, key, reader) in [
    ("clients_api.v1_client", "id", "clients_reader"),
    ("workers_api.v1_worker", "id", "workers_reader"),
    ("workers_api.v1_photo", "worker_id", "workers_reader"),
  ] {
    try await db.admin.withConnection {
      try await $0.script(
        """
        create table replica as select * from \(view);
        drop view \(view);
        alter table replica rename to \(view.split(separator: ".")[1]);
        alter table \(view.split(separator: ".")[1]) set schema \(view.split(separator: ".")[0]);
        alter table \(view) add primary key (\(key));
        grant select on \(view) to \(reader);
        """)
    }
  }
}
