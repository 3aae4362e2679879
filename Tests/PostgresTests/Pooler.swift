import FoundationEssentials
import LocalPostgres
import Subprocess
import SystemPackage
import TestSupport

@testable import LocalPostgres

/// Runs `body` with the connection string of a PgBouncer before a server of the test's own.
/// - Parameters:
///   - mode: its `pool_mode`.
///   - size: how many of the server's sessions it uses.
func withPooler(
  mode: String, size: Int = 20, _ body: (String) async throws -> Void
) async throws {
  try await withPrivateServer { server in
    let pooler = try Pooler(mode: mode, size: size, before: server)
    let (end, running) = try pooler.start()
    let result: Result<Void, any Error>
    do {
      try await eventually("the pooler listens") { pooler.listens }
      result = .success(try await body(pooler.url))
    } catch {
      result = .failure(error)
    }
    try end.close()
    _ = await running.result
    try result.get()
  }
}

private struct Pooler {
  private let folder: String
  private let user: ServerUser

  init(mode: String, size: Int, before server: LocalPostgres) throws {
    folder = server.folder + "/pooler"
    user = try ServerUser.find()
    try user.makePrivateFolder(folder)
    try write("\"postgres\" \"\"\n", to: "users.txt")
    // Nothing is reset between two clients, so that all that they leave behind stays.
    try write(
      """
      [databases]
      * = host=\(server.socketFolder) port=5432
      [pgbouncer]
      listen_addr =
      listen_port = 6432
      unix_socket_dir = \(folder)
      auth_type = trust
      auth_file = \(folder)/users.txt
      logfile = \(folder)/pooler.log
      pool_mode = \(mode)
      default_pool_size = \(size)
      server_reset_query =
      """, to: "pooler.ini")
  }

  var url: String { "host=\(folder) port=6432 dbname=postgres user=postgres" }

  /// Its socket is there before it takes connections; what it says last is that it does.
  var listens: Bool {
    let log = try? String(contentsOfFile: "\(folder)/pooler.log", encoding: .utf8)
    return log?.contains("process up") ?? false
  }

  private func write(_ text: String, to file: String) throws {
    try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(file)"))
  }

  /// It ends when what is returned first is closed, which the kernel does when this process ends.
  func start() throws -> (FileDescriptor, Task<Void, any Error>) {
    let (reading, writing) = try FileDescriptor.pipe()
    // It refuses to run as root.
    let drop =
      user.differsFromPresent
      ? ["setpriv", "--reuid=\(user.id)", "--regid=\(user.group)", "--clear-groups", "--"] : []
    let script = #""$@" & pid=$!; cat >/dev/null; kill -KILL $pid"#
    let configuration = Configuration(
      executable: .path("/bin/sh"),
      arguments: Arguments(
        ["-c", script, "sh"] + drop + ["pgbouncer", "--quiet", "\(folder)/pooler.ini"]),
      environment: .custom(["PATH": "/usr/sbin:/usr/bin:/bin"]), workingDirectory: "/")
    let running = Task {
      _ = try await Subprocess.run(
        configuration, input: .fileDescriptor(reading, closeAfterSpawningProcess: true),
        output: .discarded, error: .discarded)
    }
    return (writing, running)
  }
}
