import FoundationEssentials
public import LocalPostgres
import Logging
public import Postgres
import Synchronization

/// A migrated server of a test's own, for tests that restart or break it.
public struct TestServer: Sendable {
  public let postgres: LocalPostgres

  public func url(_ role: DatabaseRole, database: String = ClusterLayout.core) -> String {
    postgres.url(database: database, user: role.rawValue)
  }

  /// A connection string by TCP with a password; needs ``LocalPostgres/ServerOptions/port``.
  public func tcpURL(_ role: DatabaseRole, password: String) -> String? {
    postgres.tcpURL(database: ClusterLayout.core, user: role.rawValue, password: password)
  }

  /// A client as a role, for as long as `body` runs.
  public func withClient<T>(
    _ role: DatabaseRole, database: DatabaseName = .core,
    isolation: isolated (any Actor)? = #isolation, _ body: (PostgresClient) async throws -> T
  ) async throws -> T {
    try await withPostgresClient(.patient(url: url(role, database: database.rawValue)), body)
  }
}

/// Runs `body` with a server of its own, which is stopped and removed afterwards.
///
/// - Parameter migrated: whether it has the roles, the database and the tables already.
public func withServer<T>(
  _ options: ServerOptions = ServerOptions(maxConnections: 100, fsync: false),
  migrated: Bool = true, isolation: isolated (any Actor)? = #isolation,
  _ body: (TestServer) async throws -> T
) async throws -> T {
  try await withPermit(of: Turnstile.servers) {
    let folder = "\(try TestFolder.path.get())/server-\(nextNumber())"
    let server = TestServer(postgres: try await LocalPostgres.start(in: folder, options: options))
    let result: Result<T, any Error>
    do {
      if migrated { try await migrator(admin: server.url(.admin, database: "postgres")).run() }
      result = .success(try await body(server))
    } catch {
      result = .failure(error)
    }
    try? await server.postgres.stop(.immediate)
    try? FileManager.default.removeItem(atPath: folder)
    return try result.get()
  }
}

/// The migrator of this package's `sql` folder.
public func migrator(
  admin: String, passwords: [String: String] = [:], folder: String? = nil, replicas: Int? = 1
) throws -> Migrator {
  Migrator(
    admin: admin, folder: try folder ?? sqlFolder(), passwords: passwords, replicas: replicas,
    logger: .silent)
}

/// The package's `sql` folder, found upwards from this file.
public func sqlFolder(from file: String = #filePath) throws -> String {
  var folder = URL(filePath: file)
  while folder.path.count > 1 {
    folder.deleteLastPathComponent()
    let path = folder.appending(path: "sql").path
    if FileManager.default.fileExists(atPath: path + "/cluster/schema.sql") { return path }
  }
  throw MissingSQLFolder(file: file)
}

struct MissingSQLFolder: Error {
  let file: String
}

private let lastNumber = Mutex(0)

/// Numbers without end, for names of servers and databases.
func nextNumber() -> Int {
  lastNumber.withLock {
    $0 += 1
    return $0
  }
}
