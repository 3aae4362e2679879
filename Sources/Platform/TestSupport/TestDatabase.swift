import FoundationEssentials
import LocalPostgres
public import Postgres
import Synchronization

/// A test's own copy of a migrated database, with a client a role; connections are opened only when
/// a test uses them.
public final class TestDatabase: Sendable {
  public let name: String
  private let server: TestCluster
  private let clients = Mutex<[DatabaseRole: PostgresClient]>([:])

  init(name: String, server: TestCluster) {
    self.name = name
    self.server = server
  }

  /// The superuser, who may look at and prepare everything.
  public var admin: PostgresClient { client(.admin) }

  /// As which a service runs, by its schema's name.
  public func app(_ schema: String) -> PostgresClient { client(.app(schema)) }

  /// A client as any role. The server refuses one that it does not have.
  public func client(_ role: DatabaseRole) -> PostgresClient {
    clients.withLock { clients in
      let client = clients[role] ?? PostgresClient(.patient(url: url(role)), logger: .silent)
      clients[role] = client
      return client
    }
  }

  /// The connection string of a role, for a client or a process of the test's own.
  public func url(_ role: DatabaseRole) -> String {
    server.server.url(database: name, user: role.rawValue)
  }

  func close() async {
    for client in clients.withLock({ $0 }).values { await client.close() }
  }
}

/// Runs `body` with a database of its own, a copy of one of a deployment's; tests that do so run in
/// parallel, and may have several.
public func withDatabase<T>(
  _ template: DatabaseName = .core,
  isolation: isolated (any Actor)? = #isolation, _ body: (TestDatabase) async throws -> T
) async throws -> T {
  try await withPermit(of: Turnstile.databases) {
    let cluster = try await TestCluster.shared
    let database = TestDatabase(name: try await cluster.makeDatabase(template), server: cluster)
    let result: Result<T, any Error>
    do {
      result = .success(try await body(database))
    } catch {
      result = .failure(error)
    }
    await database.close()
    try await cluster.drop(database.name)
    return try result.get()
  }
}

extension PostgresConfiguration {
  /// With deadlines, on both sides, for a machine on which many tests run at once.
  static func patient(url: String) -> PostgresConfiguration {
    let options =
      "-c lock_timeout=60s -c statement_timeout=120s -c idle_in_transaction_session_timeout=120s"
    var configuration = PostgresConfiguration(url: "\(url) options='\(options)'")
    configuration.acquireDeadline = .seconds(120)
    configuration.connectTimeout = .seconds(60)
    configuration.readTimeout = .seconds(30)
    configuration.notifies = TestRun.notifies
    return configuration
  }
}

/// How this run of the tests was started.
public enum TestRun {
  /// `MCF_NOTIFY=off`: nothing may be correct only because a NOTIFY arrived.
  public static let notifies = ProcessInfo.processInfo.environment["MCF_NOTIFY"] != "off"
}
