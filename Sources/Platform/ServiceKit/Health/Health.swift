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

  /// Tells which databases answer; 503 if none does.
  static func readiness(
    withAnyOf databases: [(name: String, PostgresClient)]
  ) async -> Response {
    let answering = await withTaskGroup { group in
      for (name, database) in databases {
        group.addTask { await database.answers(within: .milliseconds(800)) ? name : nil }
      }
      return await group.reduce(into: Set()) { names, name in name.map { _ = names.insert($0) } }
    }
    let members = databases.map { name, _ in
      JSONValue.Member(name, .string(answering.contains(name) ? "ok" : "away"))
    }
    var response = json(
      [
        "status": .string(answering.isEmpty ? "not ready" : "ok"), "databases": .object(members),
      ] as JSONValue)
    if answering.isEmpty { response.status = .serviceUnavailable }
    return response
  }
}

extension PostgresClient {
  /// Whether the server answers a question in time. Kubernetes' probes wait for a second.
  fileprivate func answers(within duration: Duration) async -> Bool {
    await withTaskGroup(of: Bool.self) { group in
      group.addTask { (try? await self.execute(Ping())) != nil }
      group.addTask {
        try? await Task.sleep(for: duration)
        return false
      }
      defer { group.cancelAll() }
      return await group.next() ?? false
    }
  }
}

struct Ping: Statement {
  static let sql = "select 1::int4"
  static func decode(_ row: inout RowReader) throws -> Int32 { try row.next() }
}
