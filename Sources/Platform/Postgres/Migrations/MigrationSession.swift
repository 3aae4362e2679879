import Logging

/// One connection of the migrator's, and what it does there.
struct MigrationSession {
  /// Files that wait for a lock give way to the service's own work after 3 s and try again.
  static let lockAttempts = 40

  let connection: Connection
  let logger: Logger

  /// Waits until no other migrator works on the same part.
  ///
  /// Locks count per database, and the admin's may be the core database itself: so the parts,
  /// the cluster and a database's schemas, have a lock each.
  ///
  /// By trying again and again: a statement that waits holds a snapshot, for which the other
  /// one's `create index concurrently` would wait in turn.
  func lock(_ part: String) async throws {
    let deadline = ContinuousClock.now + .seconds(600)
    while true {
      let answer = try await connection.query(
        "select pg_try_advisory_lock(hashtextextended(\("mcf migrate " + part), 0))",
        as: Bool.self)
      if answer == [true] { return }
      guard ContinuousClock.now < deadline else {
        throw MigrationError(.busy, "migration", "another migrator has been at work for 10 minutes")
      }
      try await Task.sleep(for: .milliseconds(100))
    }
  }

  /// Runs steps of the cluster's script with the parameters it reads as settings.
  func apply(
    _ steps: [ClusterScript.Step], of path: String, settings: [String: String]
  ) async throws {
    for (name, value) in settings {
      try await connection.query("select set_config(\(name), \(value), false)")
    }
    for step in steps {
      try await naming(path) {
        switch step {
        case .connect: break
        case .run(let sql): try await connection.script(sql)
        case .runRows(let query):
          let rows = try await connection.query(PostgresQuery(unescaped: query), as: String.self)
          for row in rows { try await connection.script(row) }
        }
      }
    }
  }

  /// Applies what is new of a service's files; the names of those.
  func migrate(_ files: [MigrationFile], of service: String) async throws -> [String] {
    try await connection.script(
      """
      set role \(service)_owner;
      set search_path = \(service);
      set statement_timeout = 0;
      set client_min_messages = warning;
      create table if not exists \(service).migration (
        file       text        primary key,
        checksum   text        not null,
        applied_at timestamptz not null default now()
      );
      """)
    let plan = try MigrationPlan(files: await steps(files), applied: await applied())
    for step in plan.steps {
      logger.info("migrating", metadata: ["file": "\(step.file.path)"])
      try await naming(step.file.path) { try await apply(step) }
    }
    try await connection.script("reset role; reset search_path")
    return plan.steps.map(\.file.path)
  }

  private func applied() async throws -> [String: String] {
    let rows = try await connection.query(
      "select file, checksum from migration", as: String.self, String.self)
    return Dictionary(uniqueKeysWithValues: rows)
  }

  private func steps(_ files: [MigrationFile]) async throws -> [MigrationPlan.Step] {
    var steps: [MigrationPlan.Step] = []
    for file in files {
      let checksum = try await connection.query(
        "select encode(sha256(convert_to(\(file.sql), 'UTF8')), 'hex')", as: String.self)
      steps.append(MigrationPlan.Step(file: file, checksum: checksum[0]))
    }
    return steps
  }

  private func apply(_ step: MigrationPlan.Step) async throws {
    for attempt in 1... {
      do {
        if step.file.runsOutsideTransaction {
          return try await applyOutsideTransaction(step)
        }
        return try await applyInTransaction(step)
      } catch let error as PostgresError
        where error.sqlState == .lockNotAvailable && attempt < Self.lockAttempts
      {
        logger.warning("waiting for a lock", metadata: ["file": "\(step.file.path)"])
        try await Task.sleep(for: .milliseconds(min(100 * attempt, 3000)))
      }
    }
  }

  private func applyInTransaction(_ step: MigrationPlan.Step) async throws {
    do {
      try await connection.script("begin; set local lock_timeout = '3s'")
      try await connection.script(step.file.sql)
      try await record(step)
      try await connection.script("commit")
    } catch {
      try? await connection.script("rollback")
      throw error
    }
  }

  private func applyOutsideTransaction(_ step: MigrationPlan.Step) async throws {
    // What an interrupted `create index concurrently` leaves behind is of no use to anybody.
    let invalid = try await connection.query(
      """
      select indexrelid::regclass::text
      from   pg_index
      join   pg_class on pg_class.oid = indexrelid
      where  not indisvalid
      and    relkind = 'i'
      and    relnamespace = current_schema()::regnamespace
      """, as: String.self)
    for index in invalid { try await connection.script("drop index concurrently \(index)") }
    try await connection.script("set lock_timeout = '3s'")
    try await connection.script(step.file.sql)
    try await record(step)
  }

  private func record(_ step: MigrationPlan.Step) async throws {
    try await connection.query(
      """
      insert into migration (file, checksum)
      values (\(step.file.name), \(step.checksum))
      on conflict (file) do update
      set checksum   = excluded.checksum,
          applied_at = excluded.applied_at
      """)
  }

  /// Postgres's errors say where in the SQL, but not in which file.
  private func naming<T>(_ path: String, _ body: () async throws -> T) async throws -> T {
    do {
      return try await body()
    } catch let error as PostgresError where error.code == .server {
      let code: MigrationError.Code = error.sqlState == .lockNotAvailable ? .busy : .failedFile
      throw MigrationError(code, path, error.detail)
    }
  }
}
