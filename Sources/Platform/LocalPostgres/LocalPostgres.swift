import FoundationEssentials
import Glibc

/// A Postgres server of our own in a folder, for `mcf up` and for tests.
///
/// It listens on a unix socket in a private folder, runs as the user `postgres` when we are root,
/// and in a session of its own, so that it outlives us unless ``stop(_:patience:)`` is called; the
/// next ``start(in:options:environment:)`` on the folder takes over one that a killed process left
/// running.
public struct LocalPostgres: Sendable {
  /// The server's folder, with `data`, `postgres.log` and mostly the socket's folder in it.
  public let folder: String
  public let socketFolder: String
  public let options: ServerOptions
  /// Whether the server was found running.
  public let wasAdopted: Bool
  let command: ServerCommand
  private let lock: FolderLock

  private var log: String { "\(folder)/postgres.log" }

  /// Starts the server of a folder, making both on first use.
  ///
  /// - Parameters:
  ///   - path: made if missing; held for this process as long as the value lives.
  ///   - environment: for `PATH` and `XDG_RUNTIME_DIR`; nil: the process's own.
  /// - Throws: ``LocalPostgresError`` with advice for the person at the terminal.
  public static func start(
    in path: String, options: ServerOptions = ServerOptions(),
    environment: [String: String]? = nil
  ) async throws -> LocalPostgres {
    let environment = environment ?? ProcessInfo.processInfo.environment
    let user = try ServerUser.find()
    let folder = try ready(folder: path, user: user)
    let lock = try await FolderLock.acquire(folder)
    let data = "\(folder)/data"
    let binaries = try PostgresBinaries.find(
      version: madeByVersion(data), path: environment["PATH"])
    let command = ServerCommand(binaries: binaries, user: user, data: data)
    try await initialise(command, fsync: options.fsync)
    let socketFolder = try SocketFolder.make(
      for: folder, user: user, runtimeFolder: environment["XDG_RUNTIME_DIR"])
    let adopted = try await adopt(command, options: options, socketFolder: socketFolder)
    let server = LocalPostgres(
      folder: folder, socketFolder: socketFolder, options: options, wasAdopted: adopted,
      command: command, lock: lock)
    if !adopted { try await server.launch() }
    return server
  }

  /// Starts a server that was stopped, with the options it had.
  public func launch() async throws {
    try write(options.configuration(socketFolder: socketFolder), to: "postgresql.conf")
    try write(options.access, to: "pg_hba.conf")
    // What ALTER SYSTEM has left there would win over the settings above.
    try write("", to: "postgresql.auto.conf")
    PostmasterFile.removeRemnant(on: command.data)
    do {
      try await command.run("pg_ctl", ["start", "-w", "-t", "300"], log: log)
    } catch {
      // It gave up waiting, or was ended itself: its server goes on.
      try await stop()
      throw error
    }
  }

  /// Stops and starts the server.
  public func restart(_ mode: StopMode = .fast) async throws {
    try await stop(mode)
    try await launch()
  }

  /// A libpq connection string by the unix socket.
  public func url(database: String, user: String = "postgres") -> String {
    let port = options.port ?? ServerOptions.socketPort
    return """
      host=\(Self.quoted(socketFolder)) port=\(port) dbname=\(Self.quoted(database)) user=\(Self.quoted(user))
      """
  }

  /// A libpq connection string by TCP; nil without a port.
  public func tcpURL(database: String, user: String, password: String) -> String? {
    options.port.map {
      """
      host=127.0.0.1 port=\($0) dbname=\(Self.quoted(database)) user=\(Self.quoted(user)) \
      password=\(Self.quoted(password)) sslmode=disable
      """
    }
  }

  private func write(_ text: String, to file: String) throws {
    try Data(text.utf8).write(to: URL(filePath: "\(command.data)/\(file)"))
  }

  /// A libpq connection string for the server that runs in a folder, nil when none does.
  public static func url(
    ofServerIn folder: String, database: String, user: String
  ) -> String? {
    guard
      let data = realpath("\(folder)/data", nil).map({ path in
        defer { free(path) }
        return String(cString: path)
      }), let server = PostmasterFile.ofRunningServer(on: data)
    else { return nil }
    return """
      host=\(quoted(server.socketFolder)) port=\(server.port) dbname=\(quoted(database)) \
      user=\(quoted(user))
      """
  }

  private static func quoted(_ value: String) -> String {
    "'\(value.escaped { $0 == "\\" || $0 == "'" ? "\\" : nil })'"
  }
}

// The steps of a start.
extension LocalPostgres {
  /// The folder's real path, made and given to the server's user.
  private static func ready(folder path: String, user: ServerUser) throws -> String {
    let files = FileManager.default
    let absolute = path.hasPrefix("/") ? path : "\(files.currentDirectoryPath)/\(path)"
    if !files.fileExists(atPath: absolute) {
      let parent = URL(filePath: absolute).deletingLastPathComponent().path
      try files.createDirectory(atPath: parent, withIntermediateDirectories: true)
      try user.makePrivateFolder(absolute)
    }
    guard let resolved = realpath(absolute, nil) else {
      throw fileSystemError("cannot use folder \(absolute)")
    }
    defer { free(resolved) }
    let folder = String(cString: resolved)
    // `postmaster.pid` has a path a line.
    guard !folder.utf8.contains(UInt8(ascii: "\n")) else {
      throw LocalPostgresError(
        .fileSystem, "Postgres cannot run in \(folder), whose name has more than one line")
    }
    if let barrier = user.barrier(onTheWayTo: folder) {
      throw unreachable(folder, behind: barrier)
    }
    return folder
  }

  static func madeByVersion(_ data: String) -> Int? {
    FileManager.default.contents(atPath: "\(data)/PG_VERSION").flatMap {
      Int(String(decoding: $0, as: UTF8.self).prefix { $0.isNumber })
    }
  }

  /// Runs initdb beside the data folder and then renames, so that one broken off is no data folder.
  ///
  /// Each time in a folder of its own: the initdb of a process that was killed may still be at work,
  /// and clears its folder when that is taken from it.
  private static func initialise(_ command: ServerCommand, fsync: Bool) async throws {
    let files = FileManager.default
    let folder = URL(filePath: command.data).deletingLastPathComponent().path
    for name in try files.contentsOfDirectory(atPath: folder) where name.hasPrefix("data.new") {
      // What cannot be removed yet is removed by a later start.
      try? files.removeItem(atPath: "\(folder)/\(name)")
    }
    guard !files.fileExists(atPath: command.data) else { return }
    let unfinished = "\(command.data).new-\(UUID().uuidString)"
    try command.user.makePrivateFolder(unfinished)
    try await command.run(
      "initdb",
      [
        "--pgdata", unfinished, "--username=postgres", "--auth=trust", "--encoding=UTF8",
        "--locale=C.UTF-8", "--no-instructions",
      ] + (fsync ? [] : ["--no-sync"]))
    try files.moveItem(atPath: unfinished, toPath: command.data)
  }

  /// Takes over a server that runs on the folder; one with other options is stopped instead.
  private static func adopt(
    _ command: ServerCommand, options: ServerOptions, socketFolder: String
  ) async throws -> Bool {
    guard try await settled(command.data) else { return false }
    let written = FileManager.default.contents(atPath: "\(command.data)/postgresql.conf")
    let wanted = options.configuration(socketFolder: socketFolder)
    if written?.elementsEqual(wanted.utf8) == true { return true }
    try await stop(serverOn: command.data)
    return false
  }

  /// Waits until a server on the folder is ready or gone; true: ready.
  private static func settled(_ data: String) async throws -> Bool {
    let deadline = ContinuousClock.now + .seconds(60)
    while let server = PostmasterFile.ofRunningServer(on: data) {
      if server.status == .ready { return true }
      guard ContinuousClock.now < deadline else {
        throw LocalPostgresError(
          .notReady, "the server with process id \(server.pid) on \(data) does not get ready")
      }
      try await Task.sleep(for: .milliseconds(20))
    }
    return false
  }
}
