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
  let replicas: Int?
  let logger: Logger

  /// - Parameters:
  ///   - admin: libpq connection string of a superuser, or of one who may create roles and
  ///     databases.
  ///   - folder: the `sql` folder.
  ///   - passwords: new passwords by role; roles that are not named keep theirs.
  ///   - replicas: how many processes of one service run at a time; the roles' connection limits
  ///     follow. nil: limits stay that are more than those of ``ConnectionLimits/replicas``.
  public init(
    admin: String, folder: String, passwords: [String: String] = [:], replicas: Int? = nil,
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
      // Whatever else the machine has for other programs.
      guard name.allSatisfy({ $0.isASCII && ($0.isLetter || $0 == "_") }) else { continue }
      passwords[name == "mcf_relay" ? name : String(name.dropFirst("mcf_".count))] = value
    }
    return passwords
  }

  /// Applies what has not been applied.
  ///
  /// The first part of `roles.sql` makes the database of its second part, if it is not there. From
  /// then on there is a place for the lock, the same for all migrators, whichever database their
  /// admin connects to: locks count per database.
  ///
  /// - Returns: the files, as `clients/001_client.sql`, in the order in which they were applied.
  /// - Throws: ``MigrationError``; `PostgresError` when the server cannot be reached.
  @discardableResult
  public func run() async throws -> [String] {
    let parts = try ClusterScript(MigrationFile.text(Self.cluster, in: folder)).parts
    guard let first = parts.first, let common = parts.dropFirst().first?.database else {
      throw MigrationError(.malformedFile, Self.cluster, "must make a database and connect to it")
    }
    try await apply(first)
    return try await withSession(common) { session in
      try await session.lock()
      for part in parts.dropFirst() { try await apply(part) }
      return try await migrateAll()
    }
  }

  /// How many connections the roles may open together, and how many the server has for them.
  public func connections() async throws -> (most: Int, room: Int) {
    try await withPostgresClient(PostgresConfiguration(url: admin), logger: logger) { client in
      let rows = try await client.query(
        """
        select coalesce(sum(rolconnlimit), 0)::int8,
               current_setting('max_connections')::int8
                 - current_setting('superuser_reserved_connections')::int8
        from   pg_roles
        where  rolname = any(\(Self.databases.flatMap(\.1).map { $0 + "_app" } + ["mcf_relay"]))
        and    rolconnlimit > 0
        """, as: Int.self, Int.self)
      return rows.first.map { (most: $0.0, room: $0.1) } ?? (0, 0)
    }
  }

  private static let cluster = "roles.sql"

  private func apply(_ part: ClusterScript.Part) async throws {
    try await withSession(part.database) {
      try await $0.apply(part.steps, of: Self.cluster, settings: settings)
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
      applied += try await withSession(database) {
        try await migrate(services.filter(found.contains), $0)
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

  /// - Parameter database: nil: the admin's own, in which nothing is kept, so that its encoding does
  ///   not matter.
  private func withSession<T>(
    _ database: String?, _ body: (MigrationSession) async throws -> T
  ) async throws -> T {
    var configuration = PostgresConfiguration(url: admin)
    configuration.database = database
    configuration.mustBeUTF8 = database != nil
    configuration.applicationName = "mcf migrate"
    return try await withPostgresClient(configuration, logger: logger) { client in
      try await client.withConnection { connection in
        try await body(MigrationSession(connection: connection, logger: logger))
      }
    }
  }

  private var settings: [String: String] {
    var settings: [String: String] = [:]
    if let limits = replicas.map(ConnectionLimits.init) {
      settings["mcf.app_connections"] = "\(limits.application)"
      settings["mcf.relay_connections"] = "\(limits.relay)"
    }
    for (role, password) in passwords { settings["mcf.\(role)_password"] = password }
    return settings
  }
}
