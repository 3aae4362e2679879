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
      let answer = try await connection.query(
        "select pg_try_advisory_lock(hashtextextended('mcf migrate', 0))", as: Bool.self)
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
        case .run(let sql): try await connection.script(sql)
        case .runRows(let query):
          let rows = try await connection.query(PostgresQuery(unescaped: query), as: String.self)
          for row in rows { try await make(row) }
        }
      }
    }
  }

  /// Makes something unless another migrator, which nothing keeps away yet, has just done so.
  private func make(_ sql: String) async throws {
    do {
      try await connection.script(sql)
    } catch let error as PostgresError
      where error.sqlState == .duplicateDatabase || error.sqlState == .uniqueViolation
    {
      logger.info("another migrator was faster", metadata: ["statement": "\(sql)"])
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
    let found = try await connection.query(
      "select indisvalid from pg_index where indexrelid = to_regclass(\(index))", as: Bool.self)
    if found == [false] { try await connection.script("drop index concurrently \(index)") }
    return found != [true]
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
