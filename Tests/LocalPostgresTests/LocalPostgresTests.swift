import FoundationEssentials
import Glibc
import Postgres
import TestSupport
import Testing

@testable import LocalPostgres

@Suite("A Postgres of our own")
struct LocalPostgresTests {
  @Test("starts, answers on a private socket, stops")
  func startsAndStops() async throws {
    try await withFolder { folder in
      let server = try await LocalPostgres.start(in: folder, options: .forTests)
      #expect(!server.wasAdopted)
      #expect(socketExists(server))
      #expect(try permissions(server.socketFolder) == 0o700)
      #expect(try owner(server.socketFolder) == ServerUser.find().id)
      try await server.stop()
      #expect(!socketExists(server))
      try await server.stop()
    }
  }

  @Test("copes with a path too long for a socket")
  func longPath() async throws {
    try await withFolder { parent in
      let folder = parent + "/" + String(repeating: "a long name/", count: 12) + "end"
      let server = try await LocalPostgres.start(
        in: folder, options: .forTests, environment: ["PATH": "/usr/bin"])
      #expect(!server.socketFolder.hasPrefix(folder))
      #expect(server.socketFolder.hasPrefix("/tmp/mcf-"))
      #expect(try permissions(server.socketFolder) == 0o700)
      #expect(socketExists(server))
      try await server.stop()
      rmdir(server.socketFolder)
    }
  }

  @Test(
    "copes with whatever a path may hold, and is reached there",
    arguments: [
      "it's \"a\" $HOME", "a, b", "back\\slash", "per%cent=ünï 🐈", "'\u{301} \"\u{301}",
    ])
  func oddPath(_ name: String) async throws {
    try await withFolder { parent in
      let server = try await LocalPostgres.start(
        in: "\(parent)/\(name)", options: .forTests, environment: ["PATH": "/usr/bin"])
      let url = server.url(database: "postgres")
      try await withPostgresClient(PostgresConfiguration(url: url)) { db in
        let answer = try await db.query("select 'here'", as: String.self)
        #expect(answer == ["here"])
      }
      try await server.stop()
      if !server.socketFolder.hasPrefix(parent) { rmdir(server.socketFolder) }
    }
  }

  @Test("refuses a path of several lines")
  func pathOfLines() async throws {
    try await withFolder { parent in await expect(.fileSystem, parent + "/two\nlines") }
  }

  @Test("keeps its settings whatever ALTER SYSTEM has left there")
  func alteredSystem() async throws {
    try await withFolder { folder in
      let server = try await LocalPostgres.start(in: folder, options: .forTests)
      try await server.stop()
      let left = "port = '1'\nunix_socket_directories = '/tmp'\nmax_connections = '9'\n"
      try Data((left + "default_transaction_read_only = on\n").utf8)
        .write(to: URL(filePath: folder + "/data/postgresql.auto.conf"))
      try await server.launch()
      let url = server.url(database: "postgres")
      try await withPostgresClient(PostgresConfiguration(url: url)) { db in
        let found = try await db.query(
          "select current_setting('max_connections'), current_setting('transaction_read_only')",
          as: String.self, String.self)
        #expect(found.first.map { $0 == ("10", "off") } == true)
      }
      try await server.stop()
    }
  }

  @Test("starts over an empty postmaster.pid that a dead server left behind")
  func emptyPostmasterFile() async throws {
    try await withFolder { folder in
      let server = try await LocalPostgres.start(in: folder, options: .forTests)
      try await server.stop()
      let file = folder + "/data/postmaster.pid"
      #expect(FileManager.default.createFile(atPath: file, contents: nil))
      try await server.launch()
      #expect(socketExists(server))
      try await server.stop()
    }
  }

  @Test("takes over a server that a killed process left running")
  func adoption() async throws {
    try await withFolder { folder in
      let pid = try await startAndForget(folder, .forTests)
      let second = try await LocalPostgres.start(in: folder, options: .forTests)
      #expect(second.wasAdopted)
      #expect(serverPID(folder) == pid)
      try await second.stop()
    }
  }

  @Test("restarts a server left running with other options")
  func adoptionWithOtherOptions() async throws {
    try await withFolder { folder in
      let pid = try await startAndForget(folder, .forTests)
      var options = ServerOptions.forTests
      options.maxConnections = 20
      let second = try await LocalPostgres.start(in: folder, options: options)
      #expect(!second.wasAdopted)
      #expect(serverPID(folder) != pid)
      try await second.stop()
    }
  }

  @Test("is gone when its stop returns, though nobody finds its postmaster.pid")
  func vanishedPostmasterFile() async throws {
    try await withFolder { folder in
      let server = try await LocalPostgres.start(in: folder, options: .forTests)
      try FileManager.default.removeItem(atPath: folder + "/data/postmaster.pid")
      try await server.stop()
      #expect(try ServerProcess.all(on: folder + "/data").isEmpty)
    }
  }

  @Test("a server that does not stop is said to run on, and can be stopped later")
  func stuckServer() async throws {
    try await withFolder { folder in
      let server = try await LocalPostgres.start(in: folder, options: .forTests)
      let leader = try #require(serverPID(folder))
      let processes = try ServerProcess.all(on: folder + "/data")
      let child = try #require(processes.first { $0.parent == leader })
      kill(child.pid, SIGSTOP)
      await #expect {
        try await server.stop(patience: .milliseconds(500))
      } throws: {
        let error = $0 as? LocalPostgresError
        return error?.code == .stillRunning && "\($0)".contains("kill -QUIT \(leader) ")
      }
      kill(child.pid, SIGCONT)
      try await server.stop()
      #expect(try ServerProcess.all(on: folder + "/data").isEmpty)
    }
  }

  @Test("a start that is broken off leaves no server")
  func brokenOffStart() async throws {
    try await withFolder { folder in
      // Without initdb the next one is at its server at once.
      try await LocalPostgres.start(in: folder, options: .forTests).stop()
      let start = Task { try await LocalPostgres.start(in: folder, options: .forTests) }
      let leader = try await eventually("a server") {
        try ServerProcess.all(on: folder + "/data").first?.pid
      }
      // Held, so that it is not ready before.
      kill(leader, SIGSTOP)
      start.cancel()
      kill(leader, SIGCONT)
      await #expect(throws: (any Error).self) { try await start.value }
      #expect(try ServerProcess.all(on: folder + "/data").isEmpty)
    }
  }

  @Test("recovers after an immediate stop, and after a kill")
  func recovery() async throws {
    try await withFolder { folder in
      let server = try await LocalPostgres.start(in: folder, options: .forTests)
      try await server.restart(.immediate)
      #expect(socketExists(server))
      let pid = try #require(serverPID(folder))
      kill(pid, SIGQUIT)
      try await gone(pid)
      try await server.launch()
      #expect(socketExists(server))
      try await server.stop()
    }
  }

  @Test("runs in a session of its own")
  func ownSession() async throws {
    try await withFolder { folder in
      let server = try await LocalPostgres.start(in: folder, options: .forTests)
      let pid = try #require(serverPID(folder))
      #expect(getsid(pid) != getsid(0))
      try await server.stop()
    }
  }

  @Test("a folder in use is refused while its holder lives")
  func inUse() async throws {
    try await withFolder { folder in
      let server = try await LocalPostgres.start(in: folder, options: .forTests)
      await expect(.folderInUse, folder)
      try await server.stop()
      withExtendedLifetime(server) {}
    }
  }

  @Test("a socket folder that others can enter is refused")
  func unsafeSocketFolder() async throws {
    try await withFolder { folder in
      mkdir(folder, 0o755)
      mkdir(folder + "/run", 0o777)
      chmod(folder + "/run", 0o777)
      await expect(.unsafeSocketFolder, folder)
    }
  }

  @Test("a folder that the server's user cannot reach is named", .enabled(if: geteuid() == 0))
  func unreachable() async throws {
    try await withFolder { parent in
      mkdir(parent, 0o700)
      await expect(.unreachableFolder, parent + "/state")
    }
  }

  @Test("a half-made data folder is made anew")
  func brokenOffInitdb() async throws {
    try await withFolder { folder in
      mkdir(folder, 0o755)
      mkdir(folder + "/data.new", 0o700)
      #expect(FileManager.default.createFile(atPath: folder + "/data.new/rest", contents: nil))
      let server = try await LocalPostgres.start(in: folder, options: .forTests)
      #expect(socketExists(server))
      try await server.stop()
    }
  }

  @Test("a killed process's initdb, which clears its folder when it fails, clears no other's")
  func orphanedInitdb() async throws {
    try await withFolder { folder in
      mkdir(folder, 0o755)
      let unfinished = folder + "/data.new"
      mkdir(unfinished, 0o700)
      let orphan = Task {
        try await eventually("a folder of the same name") {
          FileManager.default.fileExists(atPath: unfinished + "/global/pg_control")
        }
        try FileManager.default.removeItem(atPath: unfinished + "/global")
      }
      let server = try await LocalPostgres.start(in: folder, options: .forTests)
      orphan.cancel()
      #expect(socketExists(server))
      try await server.stop()
    }
  }

  @Test("says how to get a missing PostgreSQL")
  func missingBinaries() throws {
    let installed = try PostgresBinaries.find(version: nil, path: nil).folder
    #expect {
      // Whose folder is in PATH is another version.
      try PostgresBinaries.find(version: 99, path: installed)
    } throws: {
      "\($0)".contains("apt-get install postgresql-99")
    }
    #expect {
      try PostgresBinaries.find(version: 14, path: "/nowhere")
    } throws: {
      "\($0)".contains("made by PostgreSQL 14")
    }
  }

  @Test("reads postmaster.pid as far as it is written")
  func postmasterFile() {
    let full = "12\n/data\n17\n5432\n/run\n\n  1 2\nready   \n"
    let file = PostmasterFile(text: full)
    #expect(file?.pid == 12)
    #expect(file?.port == 5432)
    #expect(file?.socketFolder == "/run")
    #expect(file?.status == .ready)
    #expect(PostmasterFile(text: "12\n/data\n")?.status == .starting)
    #expect(PostmasterFile(text: "") == nil)
  }
}

extension ServerOptions {
  fileprivate static let forTests = ServerOptions(maxConnections: 10, fsync: false)
}

/// Starts a server and drops the value that holds its folder, as a killed process would.
private func startAndForget(_ folder: String, _ options: ServerOptions) async throws -> pid_t? {
  _ = try await LocalPostgres.start(in: folder, options: options)
  return serverPID(folder)
}

private func expect(_ code: LocalPostgresError.Code, _ folder: String) async {
  await #expect {
    _ = try await LocalPostgres.start(in: folder, options: .forTests)
  } throws: {
    ($0 as? LocalPostgresError)?.code == code
  }
}

private func withFolder(_ body: (String) async throws -> Void) async throws {
  let folder = "/tmp/mcf-local-\(UUID().uuidString.prefix(8))"
  defer {
    let left = (try? ServerProcess.all(on: folder + "/data")) ?? []
    for process in left { kill(process.pid, SIGQUIT) }
    try? FileManager.default.removeItem(atPath: folder)
  }
  try await body(folder)
}

private func serverPID(_ folder: String) -> pid_t? {
  PostmasterFile.ofRunningServer(on: folder + "/data")?.pid
}

private func gone(_ pid: pid_t) async throws {
  let deadline = ContinuousClock.now + .seconds(20)
  while kill(pid, 0) == 0, ContinuousClock.now < deadline {
    try await Task.sleep(for: .milliseconds(5))
  }
}

private func socketExists(_ server: LocalPostgres) -> Bool {
  FileManager.default.fileExists(atPath: server.socketFolder + "/.s.PGSQL.5432")
}

private func permissions(_ path: String) throws -> mode_t {
  var info = stat()
  try #require(lstat(path, &info) == 0)
  return info.st_mode & 0o777
}

private func owner(_ path: String) throws -> uid_t {
  var info = stat()
  try #require(lstat(path, &info) == 0)
  return info.st_uid
}
