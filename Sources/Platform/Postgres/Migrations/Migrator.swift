public import Logging

/// Brings a cluster to the version that the files of a `sql` folder describe.
///
/// First the scripts of `sql/cluster` as the admin: roles, databases, schemas. Then each schema's
/// files as its owner: those of the platform that it has, then its own; numbered ones once, in order,
/// each in a transaction of its own; `api.sql` whenever it has changed. What was applied is in each
/// schema's table `migration`. A second run finds nothing to do, a second migrator waits for the
/// first, and one that was interrupted is simply run again.
public struct Migrator: Sendable {
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
  ///     follow. nil: as many as their present limits are for, ``ConnectionLimits/replicas`` at least.
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
      let role = name == ClusterLayout.relay ? name : String(name.dropFirst("mcf_".count))
      passwords[role] = value
    }
    return passwords
  }

  /// Applies what has not been applied.
  ///
  /// A database comes first. From then on there is a place for the lock, the same for all migrators,
  /// whichever database their admin connects to: locks count per database.
  ///
  /// - Returns: the files, such as `clients/001_client.sql`, in the order in which they were applied.
  /// - Throws: ``MigrationError``; `PostgresError` when the server cannot be reached.
  @discardableResult
  public func run() async throws -> [String] {
    let layout = try ClusterLayout(folder)
    try await withSession(nil) { try await $0.makeDatabase(ClusterLayout.core) }
    return try await withSession(ClusterLayout.core) { session in
      try await session.lock()
      try await prepare(layout, session)
      var applied: [String] = []
      for schema in layout.schemas {
        let sequences = try schema.sequences.map { try MigrationFile.all(of: $0, in: folder) }
        applied += try await withSession(schema.database) {
          try await $0.migrate(sequences, of: schema)
        }
      }
      return applied
    }
  }

  /// How many connections the roles may open together, and how many the server has for them.
  public func connections() async throws -> (most: Int, room: Int) {
    let roles =
      try ClusterLayout(folder).schemas.flatMap { $0.roles + $0.callers } + [ClusterLayout.relay]
    return try await withPostgresClient(PostgresConfiguration(url: admin), logger: logger) {
      let rows = try await $0.readAlone(
        """
        select coalesce(sum(rolconnlimit), 0)::int8,
               current_setting('max_connections')::int8
                 - current_setting('superuser_reserved_connections')::int8
        from   pg_roles
        where  rolname = any(\(roles))
        and    rolconnlimit > 0
        """, as: Int.self, Int.self)
      return rows.first.map { (most: $0.0, room: $0.1) } ?? (0, 0)
    }
  }

  /// Roles, databases and empty schemas.
  private func prepare(_ layout: ClusterLayout, _ session: MigrationSession) async throws {
    let had = try await session.connectionLimit(of: layout.schemas.flatMap(\.roles))
    let limits = ConnectionLimits(
      replicas: replicas ?? ConnectionLimits.replicas(limitedTo: had), of: layout)
    let common = Dictionary(
      uniqueKeysWithValues: passwords.map { ("mcf.\($0)_password", $1) }
        + [
          ("mcf.app_connections", "\(limits.application)"),
          ("mcf.caller_connections", "\(limits.caller)"),
          ("mcf.relay_connections", "\(limits.relay)"),
        ])
    try await session.run(script("relay"), settings: common)
    for database in layout.databases {
      try await session.makeDatabase(database)
      let script = try script("database")
      try await withSession(database) { try await $0.run(script, settings: common) }
    }
    for schema in layout.schemas {
      let script = try script("schema")
      let settings = common.merging(schema.settings) { $1 }
      try await withSession(schema.database) { try await $0.run(script, settings: settings) }
    }
  }

  private func script(_ name: String) throws -> MigrationFile {
    try MigrationFile("cluster/\(name).sql", in: folder)
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
}

extension ClusterLayout.Schema {
  /// What `sql/cluster/schema.sql` reads.
  fileprivate var settings: [String: String] {
    [
      "mcf.schema": name, "mcf.roles": roles.joined(separator: ","),
      "mcf.reads": reads.joined(separator: ","), "mcf.publishes": publishes ? "on" : "off",
      "mcf.callers": callers.joined(separator: ","),
    ]
  }
}
