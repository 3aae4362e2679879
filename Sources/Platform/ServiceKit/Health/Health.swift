import Hummingbird
import Postgres

/// `/livez` asks nothing of others, `/readyz` asks the databases.
enum Health {
  static func isHealthPath(_ path: String) -> Bool { path == "/livez" || path == "/readyz" }

  /// The answer of a process that runs.
  static var alive: Response { json(["status": "ok"] as JSONValue) }

  static func addRoutes(to router: ServiceRouter, databases: [(name: String, PostgresClient)]) {
    router.get("/livez") { _, _ in alive }
    router.withDeadline(.after(.seconds(3))).get("/readyz") { _, context in
      for (name, database) in databases {
        do {
          _ = try await database.readOne(Ping())
        } catch {
          throw Problem.unavailable(
            "not-ready", "The database of \(name) does not answer.", cause: "\(error)")
        }
      }
      return alive
    }
  }
}

struct Ping: Statement {
  static let sql = "select 1::int4"
  static func decode(_ row: inout RowReader) throws -> Int32 { try row.next() }
}
