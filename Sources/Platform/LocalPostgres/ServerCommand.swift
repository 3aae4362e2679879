import FoundationEssentials
import Subprocess
import SystemPackage

/// Runs PostgreSQL's programs as the server's user.
struct ServerCommand {
  let binaries: PostgresBinaries
  let user: ServerUser
  let data: String

  /// Runs a program to its end and fails with what it said.
  ///
  /// - Returns: what it said to standard output, without the line's end.
  @discardableResult
  func run(_ program: String, _ arguments: [String]) async throws -> String {
    let result = try await Subprocess.run(
      executable(program), arguments: self.arguments(program, arguments), environment: environment,
      workingDirectory: "/", platformOptions: options,
      output: .string(limit: 1 << 16), error: .string(limit: 1 << 16))
    guard !result.terminationStatus.isSuccess else {
      return String(result.standardOutput.prefix { $0 != "\n" })
    }
    let said = [result.standardError, result.standardOutput].first { !$0.isEmpty }
    throw LocalPostgresError(.commandFailed, "\(program) failed: \(said ?? "it does not say why")")
  }

  /// Runs a program whose output, and that of the server it leaves running, goes to a file.
  func run(_ program: String, _ arguments: [String], log path: String) async throws {
    let log = try FileDescriptor.open(
      FilePath(path), .writeOnly, options: [.append, .create, .closeOnExec],
      permissions: [.ownerReadWrite])
    let start = try log.seek(offset: 0, from: .end)
    let result = try await Subprocess.run(
      executable(program), arguments: self.arguments(program, arguments), environment: environment,
      workingDirectory: "/", platformOptions: options,
      output: .fileDescriptor(log, closeAfterSpawningProcess: false),
      error: .fileDescriptor(log, closeAfterSpawningProcess: true))
    guard !result.terminationStatus.isSuccess else { return }
    let written = FileManager.default.contents(atPath: path) ?? Data()
    let said = String(decoding: written.dropFirst(Int(start)).suffix(2000), as: UTF8.self)
    throw LocalPostgresError(.commandFailed, "\(program) failed, see \(path):\n\(said)")
  }

  // Subprocess can drop to a user by itself, but in a process with several threads its child hangs:
  // glibc's setuid waits for the threads that a bare clone left behind. setpriv drops after exec.
  private func executable(_ program: String) -> Executable {
    .path(FilePath(user.differsFromPresent ? "/usr/bin/setpriv" : path(program)))
  }

  private func arguments(_ program: String, _ arguments: [String]) -> Arguments {
    guard user.differsFromPresent else { return Arguments(arguments) }
    let drop = ["--reuid=\(user.id)", "--regid=\(user.group)", "--clear-groups", "--"]
    return Arguments(drop + [path(program)] + arguments)
  }

  private func path(_ program: String) -> String { "\(binaries.folder)/\(program)" }

  /// The data folder goes by environment: `pg_ctl` would hand `-D` through a shell in double
  /// quotes. Nothing of the caller's environment (`PGPORT`, `LC_ALL` …) reaches the server.
  private var environment: Environment {
    .custom(["PATH": "/usr/bin:/bin", "PGDATA": data, "LC_ALL": "C.UTF-8", "TZ": "UTC"])
  }

  /// A session of its own: a terminal's ctrl-C goes to the whole foreground session and would
  /// stop the server before whoever uses it.
  private var options: PlatformOptions {
    var options = PlatformOptions()
    options.createSession = true
    return options
  }
}
