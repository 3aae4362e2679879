import Logging
import Postgres
import Synchronization
import TestSupport
import Testing

@Suite("What the code relies on in a session")
struct SessionSettingsTests {
  private struct Settings: Statement {
    static let sql = """
      select current_setting('transaction_isolation'), current_setting('transaction_deferrable'),
             current_setting('synchronous_commit'),    current_setting('idle_session_timeout'),
             current_schema(),                         current_setting('client_min_messages'),
             current_setting('transaction_read_only')
      """
    static func decode(_ row: inout RowReader) throws -> [String] {
      try (0..<7).map { _ in try row.next() }
    }
  }

  private static let defaults = [
    "default_transaction_isolation = 'serializable'", "default_transaction_deferrable = on",
    "synchronous_commit = off", "idle_session_timeout = '2s'", "search_path = nowhere",
    "client_min_messages = error",
  ]

  /// A database with unusual defaults.
  private func withOddDatabase(_ body: (PostgresClient) async throws -> Void) async throws {
    try await withClient { admin in
      let name = try await admin.query("select current_database()", as: String.self)[0]
      try await admin.query("create schema pantry")
      for setting in Self.defaults {
        try await admin.query("alter database \(unescaped: name) set \(unescaped: setting)")
      }
      try await body(admin)
    }
  }

  @Test("holds whatever defaults the database has, and after a session was made as new")
  func defaults() async throws {
    try await withOddDatabase { _ in
      try await withClient(configured: {
        $0.leasedConnections = 1
        $0.schema = "pantry"
      }) { (db) async throws in
        let expected = ["read committed", "off", "on", "0", "pantry", "warning"]
        for _ in 0..<2 {
          #expect(try await db.execute(Settings()) == [expected + ["off"]])
          let inside = try await db.withTransaction { try await $0.one(Settings()) }
          #expect(inside == expected + ["off"])
          try await db.withConnection { connection in
            try await connection.script(
              "set synchronous_commit = off; set search_path = public; set idle_session_timeout = 9"
            )
          }
        }
        #expect(try await db.read(Settings()).first?.last == "on")
        #expect(try await db.read(Settings()).first?.first == "read committed")
      }
    }
  }

  @Test("a stronger synchronous_commit than is needed is left alone")
  func stronger() async throws {
    try await withClient { (admin) async throws in
      let name = try await admin.query("select current_database()", as: String.self)[0]
      try await admin.query(
        "alter database \(unescaped: name) set synchronous_commit = remote_apply")
      try await withClient { (db) async throws in
        #expect(try await db.execute(Settings())[0][2] == "remote_apply")
      }
    }
  }

  @Test("a weaker one is named in the log, once a client")
  func named() async throws {
    try await withOddDatabase { admin in
      let log = Recorder()
      try await withPostgresClient(admin.configuration, logger: log.logger) { (db) async throws in
        _ = try await db.read(Echo(value: 1))
        try await db.execute(Echo(value: 1))
      }
      let said = log.lines.withLock { $0 }.filter { $0.contains("synchronous_commit is off") }
      #expect(said.count == 1)
    }
  }
}

/// Keeps what is logged.
private final class Recorder: Sendable {
  let lines = Mutex<[String]>([])

  var logger: Logger { Logger(label: "test") { _ in Handler(recorder: self) } }

  private struct Handler: LogHandler {
    let recorder: Recorder
    var logLevel: Logger.Level = .info
    var metadata: Logger.Metadata = [:]

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) { recorder.lines.withLock { $0.append("\(event.message)") } }
  }
}
