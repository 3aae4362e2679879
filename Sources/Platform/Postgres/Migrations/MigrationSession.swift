import Logging

/// One connection of the migrator's, and what it does there.
struct MigrationSession {
  /// Files that wait for a lock give way to the service's own work after 3 s and try again.
  static let lockAttempts = 40

  let connection: Connection
  let logger: Logger

  /// Waits until no other migrator is at work.
  ///
  /// By trying again and again: a statement that waits holds a snapshot, for which the other
  /// one's `create index concurrently` would wait in turn.
  func lock() async throws {
    let deadline = ContinuousClock.now + .seconds(600)
    while true {
      let answer = try await connection.read(
        "select pg_try_advisory_lock(hashtextextended('mcf migrate', 0))", as: Bool.self)
      if answer == [true] { return }
      guard ContinuousClock.now < deadline else {
        throw MigrationError(.busy, "migration", "another migrator has been at work for 10 minutes")
      }
      try await Task.sleep(for: .milliseconds(100))
    }
  }

  /// Makes a database that is not there. Another migrator, which nothing keeps away yet, may be
  /// doing so at the same time.
  func makeDatabase(_ name: String) async throws {
    let found = try await connection.read(
      "select 1 from pg_database where datname = \(name)", as: Int32.self)
    guard found.isEmpty else { return }
    do {
      try await connection.script(
        "create database \(name) encoding 'UTF8' locale 'C.UTF-8' template template0")
    } catch let error as PostgresError
      where error.sqlState == .duplicateDatabase || error.sqlState == .uniqueViolation
    {
      logger.info("another migrator was faster", metadata: ["database": "\(name)"])
    }
  }

  /// The highest connection limit of these roles; 0: none has one.
  func connectionLimit(of roles: [String]) async throws -> Int {
    let limits = try await connection.read(
      "select coalesce(max(rolconnlimit), 0)::int8 from pg_roles where rolname = any(\(roles))",
      as: Int.self)
    return max(0, limits[0])
  }

  /// Runs a script of the cluster's with the parameters that it reads as settings.
  func run(_ script: MigrationFile, settings: [String: String]) async throws {
    for (name, value) in settings {
      _ = try await connection.read(
        "select set_config(\(name), \(value), false)", as: String.self)
    }
    try await naming(script.path) { try await connection.script(script.sql) }
  }

  /// Applies what is new of a schema's sequences.
  ///
  /// - Returns: the files, those of the platform with the schema's name behind.
  func migrate(
    _ sequences: [[MigrationFile]], of schema: ClusterLayout.Schema
  ) async throws -> [String] {
    try await connection.script(
      """
      set role \(schema.owner);
      set search_path = \(schema.name);
      set statement_timeout = 0;
      set client_min_messages = warning;
      create table if not exists \(schema.name).migration (
        file       text        primary key,
        checksum   text        not null,
        applied_at timestamptz not null default now()
      );
      """)
    var applied: [String] = []
    for files in sequences {
      let plan = try MigrationPlan(files: await steps(files), applied: await self.applied(files))
      for step in plan.steps {
        if try await adopts(step) { continue }
        let file = step.file.path
        logger.info("migrating", metadata: ["file": "\(file)", "schema": "\(schema.name)"])
        try await naming(file) { try await apply(step) }
        applied.append(file.hasPrefix(schema.name + "/") ? file : "\(file) (\(schema.name))")
      }
    }
    return applied
  }

  /// Whether an earlier version has done all that the file does; then that is noted.
  private func adopts(_ step: MigrationPlan.Step) async throws -> Bool {
    guard let thing = step.file.adopted else { return false }
    let found = try await connection.read(
      "select to_regclass(\(thing)) is not null", as: Bool.self)
    if found == [true] { try await record(step) }
    return found == [true]
  }

  /// Of a sequence, the checksums of what was applied.
  private func applied(_ files: [MigrationFile]) async throws -> [String: String] {
    let folder = files.first?.record.split(separator: "/").dropLast().first.map(String.init)
    let rows = try await connection.read(
      """
      select file, checksum
      from   migration
      where  nullif(split_part(file, '/', -2), '') is not distinct from \(folder)::text
      """, as: String.self, String.self)
    return Dictionary(uniqueKeysWithValues: rows)
  }

  private func steps(_ files: [MigrationFile]) async throws -> [MigrationPlan.Step] {
    var steps: [MigrationPlan.Step] = []
    for file in files {
      let checksum = try await connection.read(
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
      try await connection.commit()
    } catch {
      try? await connection.script("rollback")
      throw error
    }
  }

  private func applyOutsideTransaction(_ step: MigrationPlan.Step) async throws {
    try await connection.script("set lock_timeout = '3s'")
    if try await mustRun(step.file) { try await connection.script(step.file.sql) }
    try await record(step)
  }

  /// Whether a statement outside a transaction has not been through already, the run that it was in
  /// having ended before that was recorded. What an interrupted one has left of its index is of no
  /// use to anybody, and goes; other indexes are not its business.
  private func mustRun(_ file: MigrationFile) async throws -> Bool {
    guard let index = try file.index else { return true }
    let found = try await connection.read(
      "select indisvalid from pg_index where indexrelid = to_regclass(\(index))", as: Bool.self)
    if found == [false] { try await connection.script("drop index concurrently \(index)") }
    return found != [true]
  }

  private func record(_ step: MigrationPlan.Step) async throws {
    try await connection.query(
      """
      insert into migration (file, checksum)
      values (\(step.file.record), \(step.checksum))
      on conflict (file) do update
      set checksum   = excluded.checksum,
          applied_at = excluded.applied_at
      """)
  }

  /// Postgres's errors say where in the SQL, but not in which file; whether that was committed is seen
  /// by the next run.
  private func naming<T>(_ path: String, _ body: () async throws -> T) async throws -> T {
    do {
      return try await body()
    } catch let error as PostgresError where error.code == .server {
      let code: MigrationError.Code = error.sqlState == .lockNotAvailable ? .busy : .failedFile
      throw MigrationError(code, path, error.detail)
    } catch let error as PostgresError
      where error.code == .outcomeUnknown || error.code == .connectionLost
    {
      let advice = "the connection was lost in the middle; start again, which goes on from here"
      throw MigrationError(.interrupted, path, "\(advice)\n\(error.detail)")
    }
  }
}
