import LocalPostgres
public import Logging
import Postgres

/// The one server of this test process, started by the first test that needs it.
///
/// Its databases are migrated once and then only copied.
struct TestCluster: Sendable {
  private static let started = Task { try await start() }

  /// - Throws: to every test alike, when the server or a migration fails.
  static var shared: TestCluster {
    get async throws { try await started.value }
  }

  let server: LocalPostgres
  let admin: PostgresClient
  let layout: ClusterLayout

  private static func start() async throws -> TestCluster {
    let server = try await LocalPostgres.start(
      in: "\(try TestFolder.path.get())/shared",
      options: ServerOptions(
        maxConnections: 800, fsync: false,
        settings: [
          "jit": "off", "wal_level": "minimal", "max_wal_senders": "0",
          "autovacuum": "off", "max_wal_size": "256MB",
        ]))
    let url = server.url(database: "postgres")
    try await migrator(admin: url).run()
    let admin = PostgresClient(.patient(url: url), logger: .silent)
    // Roles are the cluster's: their limits would count over all tests together.
    let layout = try clusterLayout()
    for role in Set(layout.databaseNames.flatMap(layout.roles)) {
      try await admin.query("alter role \(unescaped: role.rawValue) connection limit -1")
    }
    return TestCluster(server: server, admin: admin, layout: layout)
  }

  /// Copies the template; a copy has its tables and their grants, but not the database's own.
  func makeDatabase(_ template: DatabaseName) async throws -> String {
    let name = "test_\(nextNumber())"
    // Files are copied as they are; by the log each page would be written twice, and whoever first
    // connects would have to build the cache of the catalog (`pg_internal.init`) anew.
    try await admin.query(
      """
      create database \(unescaped: name) \
      template \(unescaped: template.rawValue) strategy file_copy
      """)
    try await admin.query("revoke all on database \(unescaped: name) from public")
    let roles = layout.roles(of: template).map(\.rawValue)
    try await admin.query(
      """
      grant connect on database \(unescaped: name) \
      to \(unescaped: roles.joined(separator: ", "))
      """)
    return name
  }

  func drop(_ name: String) async throws {
    try await admin.query("drop database \(unescaped: name) with (force)")
  }
}

extension Logger {
  /// For tests that provoke what would be logged.
  public static let silent = Logger(label: "silent", factory: { _ in SwiftLogNoOpLogHandler() })
}
