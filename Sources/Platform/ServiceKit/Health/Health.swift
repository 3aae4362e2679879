import Hummingbird
import Postgres

/// `/livez` asks nothing of others, `/readyz` asks the databases.
enum Health {
  static let statements: [any Statement.Type] = [HasTables.self, TakesWrites.self]
  /// Of a service that strangers reach.
  static let publicStatements: [any Statement.Type] = [HasFunctions.self, TakesWrites.self]

  static func isHealthPath(_ path: String) -> Bool { path == "/livez" || path == "/readyz" }

  /// The answer of a process that runs.
  static var alive: Response { json(["status": "ok"] as JSONValue) }

  /// Ready is who can do all of its work: every database answers, has the service's tables and takes
  /// writes. Whose database it is that does not, is said of services that everybody may know of.
  static func addRoutes(to router: ServiceRouter, modules: [any ServiceModule]) {
    // Whatever a probe adds to the address says nothing of the process.
    let router = router.readingQuery
    router.get("/livez") { _, _ in alive }
    let look = SharedLook { try await checkAll(modules) }
    router.withDeadline(.after(.seconds(3))).get("/readyz") { _, _ in
      if modules.contains(where: { type(of: $0).isPublic }) {
        try await look.join()
      } else {
        try await checkAll(modules)
      }
      return ready(modules)
    }
  }

  private static func checkAll(_ modules: [any ServiceModule]) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for module in modules {
        let service = type(of: module)
        let name = service.audience.isEverybody ? "The database of \(service.name)" : "A database"
        group.addTask {
          try await check(module.database, called: name, isPublic: service.isPublic)
        }
      }
      try await group.waitForAll()
    }
  }

  private static func ready(_ modules: [any ServiceModule]) -> Response {
    let omissions = modules.filter { type(of: $0).audience.isEverybody }.flatMap(\.omissions)
    guard !omissions.isEmpty else { return alive }
    return json(
      ["status": "ok", "omissions": .array(omissions.map { .string($0) })] as JSONValue)
  }

  private static func check(
    _ database: PostgresClient, called name: String, isPublic: Bool
  ) async throws {
    do {
      let hasAll =
        try await isPublic ? database.readOne(HasFunctions()) : database.readOne(HasTables())
      guard hasAll == true else {
        let what = isPublic ? "functions" : "tables"
        throw Problem.unavailable(
          "not-ready", "\(name) has not got its \(what); mcf migrate makes them.")
      }
      // Too busy to say so is no reason to be taken out of service.
      guard try await database.takesWrites(within: .seconds(1)) ?? true else {
        throw Problem.unavailable("not-ready", "\(name) takes no writes.")
      }
    } catch let error as PostgresError {
      throw Problem.unavailable(
        "not-ready", "\(name) does not answer.", cause: "\(error)")
    }
  }

  /// Tells which databases can be worked with; 503 if none can.
  static func readiness(
    withAnyOf databases: [(name: String, PostgresClient)]
  ) async -> Response {
    let states = await withTaskGroup { group in
      for (name, database) in databases { group.addTask { (name, await state(of: database)) } }
      return await group.reduce(into: [:]) { states, found in states[found.0] = found.1 }
    }
    let members = databases.map { name, _ in
      JSONValue.Member(name, .string(states[name] ?? "away"))
    }
    let isReady = states.values.contains("ok")
    var response = json(
      ["status": .string(isReady ? "ok" : "not ready"), "databases": .object(members)] as JSONValue)
    if !isReady { response.status = .serviceUnavailable }
    return response
  }

  /// Kubernetes' probes wait for a second.
  private static func state(of database: PostgresClient) async -> String {
    switch try? await database.takesWrites(within: .milliseconds(800)) {
    case true?: "ok"
    case false?: "read-only"
    case nil: "away"
    }
  }
}

/// Looks once a second for all who ask: strangers may ask as often as they like, and are not to have
/// the connections of those who wait for an answer.
private actor SharedLook {
  private let work: @Sendable () async throws -> Void
  private var latest: (begun: ContinuousClock.Instant, look: Task<Void, any Error>)?

  init(_ work: @escaping @Sendable () async throws -> Void) { self.work = work }

  func join() async throws {
    if let latest, latest.begun.duration(to: .now) < .seconds(1) {
      return try await latest.look.value
    }
    let look = Task { [work] in try await work() }
    latest = (.now, look)
    try await look.value
  }
}

extension PostgresClient {
  /// Whether what is begun now may write; nil when nobody has answered in time.
  fileprivate func takesWrites(within duration: Duration) async throws -> Bool? {
    try await withThrowingTaskGroup(of: Bool?.self) { group in
      group.addTask { try await self.readAlone(TakesWrites()).first }
      group.addTask {
        try? await Task.sleep(for: duration)
        return nil
      }
      defer { group.cancelAll() }
      return try await group.next() ?? nil
    }
  }
}

/// Of the tables that every service has.
struct HasTables: Statement {
  static let sql = "select to_regclass('idempotency') is not null"
  static func decode(_ row: inout RowReader) throws -> Bool { try row.next() }
}

/// Of those that a schema publishes for whom strangers reach.
struct HasFunctions: Statement {
  static let sql = """
    select exists (select from pg_proc where pronamespace = current_schema()::regnamespace)
    """
  static func decode(_ row: inout RowReader) throws -> Bool { try row.next() }
}

struct TakesWrites: Statement {
  static let sql = """
    select not pg_is_in_recovery() and not current_setting('transaction_read_only')::bool
    """
  static func decode(_ row: inout RowReader) throws -> Bool { try row.next() }
}
