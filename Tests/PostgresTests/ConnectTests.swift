import LocalPostgres
import Logging
import Postgres
import TestSupport
import Testing

@Suite("Connections that cannot be had")
struct ConnectTests {
  private func failure(
    _ url: String, _ use: (PostgresClient) async throws -> Void
  ) async throws -> PostgresError? {
    var configuration = PostgresConfiguration(url: url)
    // Far away, so that only an error at once ends the test in time.
    configuration.acquireDeadline = .seconds(3_600)
    return try await withPostgresClient(configuration, logger: .silent) { db in
      await postgresError { try await use(db) }
    }
  }

  private let uses = Self.everyUse

  /// All ways to need a connection.
  static let everyUse: [@Sendable (PostgresClient) async throws -> Void] = [
    { _ = try await $0.read(Echo(value: 1)) },
    { try await $0.execute(Echo(value: 1)) },
    { try await $0.withTransaction { _ = try await $0.execute(Echo(value: 1)) } },
    { try await $0.withConnection { try await $0.script("select 1") } },
  ]

  @Test(
    "nobody listens there: refused at once, whatever asks",
    arguments: ["host=/tmp/no-such-folder", "host=127.0.0.1 port=1", "host=127.0.0.1 port=1 = ="])
  func refused(_ url: String) async throws {
    for use in uses {
      let error = try await failure(url + " user=tom password=mouse dbname=cats", use)
      #expect(error?.code == .connectFailed)
      #expect(error?.detail.isEmpty == false)
    }
  }

  @Test("wrong password, database and role are told by SQLSTATE, without the password")
  func refusedByServer() async throws {
    let port = Int.random(in: 20_000..<32_000)
    let options = ServerOptions(maxConnections: 20, fsync: false, port: port)
    try await withPrivateServer(options) { server in
      try await server.withClient { db in
        try await db.query("create role tom login password 'mouse'")
      }
      func url(_ database: String, _ password: String) throws -> String {
        try #require(server.tcpURL(database: database, user: "tom", password: password))
      }
      for use in uses {
        let password = try await failure(url("postgres", "secret"), use)
        #expect(password?.code == .connectFailed)
        #expect(password?.sqlState == .invalidPassword)
        #expect(password?.description == "Postgres: cannot connect [28P01]")
        #expect(password?.detail.contains("secret") == false)
        let database = try await failure(url("nowhere", "mouse"), use)
        #expect(database?.sqlState == .invalidCatalogName)
      }
      try await withPostgresClient(PostgresConfiguration(url: url("postgres", "mouse"))) {
        (db) async throws in
        #expect(try await db.read(Echo(value: 1)) == [1])
      }
    }
  }

  @Test("what libpq finds wrong before it asks a server is told")
  func unknownService() async throws {
    for use in uses {
      let error = try await failure("service=nowhere", use)
      #expect(error?.code == .connectFailed)
      #expect(error?.detail.contains("nowhere") == true)
      #expect(error?.sqlState == nil)
    }
  }

  @Test(
    "a database in another encoding is refused with what to do, unless nothing is kept there",
    arguments: ["LATIN1", "SQL_ASCII"])
  func encoding(_ name: String) async throws {
    try await withPrivateServer { server in
      try await server.withClient { admin in
        try await admin.query(
          """
          create database cats encoding '\(unescaped: name)' locale 'C' template template0
          """)
      }
      for use in uses {
        let error = try await failure(server.url(database: "cats"), use)
        #expect(error?.code == .connectFailed)
        #expect(error?.detail.contains("encoding is \(name)") == true)
        #expect(error?.detail.contains("encoding 'UTF8'") == true)
      }
      try await server.withClient(configured: {
        $0.database = "cats"
        $0.mustBeUTF8 = false
      }) { (db) async throws in
        #expect(try await db.query("select current_database()", as: String.self) == ["cats"])
      }
    }
  }

  @Test("a server without a free connection is waited for until the deadline")
  func tooManyConnections() async throws {
    let options = ServerOptions(
      maxConnections: 4, fsync: false,
      settings: ["superuser_reserved_connections": "0", "max_wal_senders": "0"])
    try await withPrivateServer(options) { server in
      try await server.withClient(configured: {
        $0.leasedConnections = 4
        $0.acquireDeadline = .seconds(60)
      }) { hog in
        // The shared connection, which cancelling needs.
        _ = try await hog.read(Echo(value: 1))
        try await withThrowingTaskGroup { group in
          let (holding, hold) = AsyncStream<Void>.makeStream()
          for _ in 0..<3 {
            group.addTask {
              try await hog.withTransaction { transaction in
                try await transaction.execute(Echo(value: 1))
                hold.yield()
                try await transaction.execute(Nap(seconds: 600))
              }
            }
          }
          for await _ in holding.prefix(3) {}
          try await server.withClient(configured: { $0.acquireDeadline = .seconds(3) }) { db in
            let error = await postgresError { try await db.execute(Echo(value: 1)) }
            #expect(error?.code == .acquireTimeout)
            #expect(error?.sqlState == .tooManyConnections)
            #expect(error?.description.contains("cannot connect [53300]") == true)
          }
          group.cancelAll()
          while let result = await group.nextResult() {
            #expect(throws: PostgresError.self) { try result.get() }
          }
        }
      }
    }
  }

  @Test("a server that falls silent while connecting is given up, with a clear error")
  func silent() async throws {
    let server = try SilentServer()
    for use in uses {
      let error = try await failure(server.url, use)
      #expect(error?.code == .connectFailed)
      #expect(error?.detail.contains("timeout expired") == true)
    }
  }

  @Test("nobody else waits for a server that falls silent while connecting")
  func silentToOthers() async throws {
    let server = try SilentServer()
    var configuration = PostgresConfiguration(url: server.url)
    // Whoever waited behind it would not be done before.
    configuration.connectTimeout = .seconds(3_600)
    configuration.acquireDeadline = .seconds(3_600)
    try await withPostgresClient(configuration, logger: .silent) { (stuck) async throws in
      async let refused = postgresError { _ = try await stuck.read(Echo(value: 1)) }
      try await eventually("it connects") { server.accepts() }
      for use in uses { try await withClient { (db) async throws in try await use(db) } }
      server.hangUp()
      #expect(await refused?.code == .connectFailed)
    }
  }

  @Test("a pool exhausted past its deadline says so")
  func exhausted() async throws {
    try await withClient(configured: {
      $0.leasedConnections = 1
      $0.acquireDeadline = .seconds(2)
    }) { (db) async throws in
      try await db.withConnection { connection in
        try await connection.execute(Echo(value: 1))
        let error = await postgresError { try await db.execute(Echo(value: 2)) }
        #expect(error?.code == .acquireTimeout)
        #expect(error?.sqlState == nil)
      }
      #expect(try await db.execute(Echo(value: 3)) == [3])
    }
  }

  @Test("a closed client refuses work; closing waits for open transactions")
  func closed() async throws {
    let client = try await withClient { (db) async throws in
      let (began, begin) = AsyncStream<Void>.makeStream()
      let task = Task {
        try await db.withTransaction { transaction in
          try await transaction.execute(Echo(value: 1))
          begin.yield()
          try await transaction.execute(Nap(seconds: 0.2))
        }
      }
      for await _ in began.prefix(1) {}
      await db.close()
      try await task.value
      return db
    }
    for use in uses {
      #expect(await postgresError { try await use(client) }?.code == .closed)
    }
    await client.close()
  }
}
