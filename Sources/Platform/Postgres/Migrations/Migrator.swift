public import Logging

/// Brings a cluster to the version that the files of a `sql` folder describe.
///
/// First `roles.sql` as the admin, then each service's files as the service's owner: numbered ones
/// once, in order, each in a transaction of its own; `api.sql` whenever it has changed. What was
/// applied is in each schema's table `migration`. A second run finds nothing to do, a second
/// migrator waits for the first, and one that was interrupted is simply run again.
public struct Migrator: Sendable {
  /// Each database and the services whose schemas lie in it, in the order of their migration.
  static let databases = [
    ("mcf_core", ["clients", "workers", "orders"]),
    ("mcf_managers", ["managers"]),
    ("mcf_packing", ["packing"]),
  ]

  let admin: String
  let folder: String
  let passwords: [String: String]
  let replicas: Int
  let logger: Logger

  /// - Parameters:
  ///   - admin: libpq connection string of a superuser, or of one who may create roles and
  ///     databases.
  ///   - folder: the `sql` folder.
  ///   - passwords: new passwords by role; roles that are not named keep theirs.
  ///   - replicas: how many processes of one service may be connected at a time; the roles'
  ///     connection limits follow.
  public init(
    admin: String, folder: String, passwords: [String: String] = [:], replicas: Int = 1,
    logger: Logger
  ) {
    self.admin = admin
    self.folder = folder
    self.passwords = passwords
    self.replicas = replicas
    self.logger = logger
  }

  /// The passwords in an environment: `MCF_CLIENTS_APP_PASSWORD` is the role `clients_app`'s.
  public static func passwords(in environment: [String: String]) -> [String: String] {
    var passwords: [String: String] = [:]
    for (key, value) in environment where key.hasPrefix("MCF_") && key.hasSuffix("_PASSWORD") {
      let name = key.dropLast("_PASSWORD".count).lowercased()
      passwords[name == "mcf_relay" ? name : String(name.dropFirst("mcf_".count))] = value
    }
    return passwords
  }

  /// Applies what has not been applied.
  ///
  /// - Returns: the files, as `clients/001_client.sql`, in the order in which they were applied.
  /// - Throws: ``MigrationError``; `PostgresError` when the server cannot be reached.
  @discardableResult
  public func run() async throws -> [String] {
    try await withSession(admin) { session in
      try await session.lock("cluster")
      try await prepareCluster(session)
      return try await migrateAll()
    }
  }

  private func prepareCluster(_ session: MigrationSession) async throws {
    let path = "roles.sql"
    let script = try ClusterScript(MigrationFile.text(path, in: folder))
    let parts = script.steps.split(omittingEmptySubsequences: false) { $0.isConnect }
    let databases: [String?] = [nil] + script.steps.compactMap { $0.database }
    for (database, steps) in zip(databases, parts) {
      guard let database else {
        try await session.apply(Array(steps), of: path, settings: settings)
        continue
      }
      try await withSession(admin.connecting(to: database)) {
        try await $0.apply(Array(steps), of: path, settings: settings)
      }
    }
  }

  private func migrateAll() async throws -> [String] {
    let found = try MigrationFile.services(in: folder)
    let known = Self.databases.flatMap(\.1)
    if let stranger = found.first(where: { !known.contains($0) }) {
      throw MigrationError(.malformedFile, stranger, "no database is known for this service")
    }
    var applied: [String] = []
    for (database, services) in Self.databases {
      applied += try await withSession(admin.connecting(to: database)) { session in
        try await session.lock("schemas")
        return try await migrate(services.filter(found.contains), session)
      }
    }
    return applied
  }

  private func migrate(
    _ services: [String], _ session: MigrationSession
  ) async throws -> [String] {
    var applied: [String] = []
    for service in services {
      applied += try await session.migrate(
        MigrationFile.all(of: service, in: folder), of: service)
    }
    return applied
  }

  private func withSession<T>(
    _ url: String, _ body: (MigrationSession) async throws -> T
  ) async throws -> T {
    var configuration = PostgresConfiguration(url: url)
    configuration.applicationName = "mcf migrate"
    return try await withPostgresClient(configuration, logger: logger) { client in
      try await client.withConnection { connection in
        try await body(MigrationSession(connection: connection, logger: logger))
      }
    }
  }

  private var settings: [String: String] {
    var settings = ["mcf.replicas": "\(replicas)"]
    for (role, password) in passwords { settings["mcf.\(role)_password"] = password }
    return settings
  }
}

extension ClusterScript.Step {
  fileprivate var isConnect: Bool { database != nil }

  fileprivate var database: String? {
    if case .connect(let database) = self { database } else { nil }
  }
}

extension String {
  /// The same server and user, another database.
  func connecting(to database: String) -> String {
    if hasPrefix("postgres://") || hasPrefix("postgresql://") {
      // libpq takes what comes last.
      return self + (contains("?") ? "&" : "?") + "dbname=\(database)"
    }
    return self + " dbname='\(database)'"
  }
}
