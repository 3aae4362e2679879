import ArgumentParser
import FoundationEssentials
import LocalPostgres

struct Doctor: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tell what is missing for `mcf up`, and how to get it.",
    discussion: """
      Looks only; starts, changes and installs nothing. `scripts/setup` installs what is missing \
      on Debian. Exit code 1 when something is missing.
      """)

  @Option(help: "The state folder to look at; see `mcf up --help`.")
  var state: String?

  func run() throws {
    let folder = StateFolder(state)
    let findings = [
      Finding("PostgreSQL") { try LocalPostgres.programs() },
      Finding("state folder") { try Self.look(at: folder) },
      Finding("migrations") { try SQLFolder.find() },
      Finding("curl, to try it out") { try Self.program("curl") },
      Finding("port 8080") {
        try Port.free(preferring: 8080) == 8080 ? "free" : "taken; `mcf up` will use another one"
      },
    ]
    for finding in findings { Console.say(finding.line) }
    guard findings.allSatisfy(\.isGood) else {
      throw ExitCode(Exit.missing.rawValue)
    }
    Console.say("Nothing is missing. Start with: mcf up")
  }

  /// Whether the folder is there or could be made, for us and for the user of Postgres.
  private static func look(at folder: StateFolder) throws -> String {
    var present = URL(filePath: folder.path)
    while !FileManager.default.fileExists(atPath: present.path) {
      present.deleteLastPathComponent()
    }
    var isFolder = false
    _ = FileManager.default.fileExists(atPath: present.path, isDirectory: &isFolder)
    guard isFolder, FileManager.default.isWritableFile(atPath: present.path) else {
      throw Failure(
        .file, "\(folder.path) cannot be made or written; choose another with --state")
    }
    try LocalPostgres.checkUser(canEnter: folder.path)
    return present.path == folder.path ? folder.path : "\(folder.path) (will be made)"
  }

  private static func program(_ name: String) throws -> String {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    let files = folders.map { "\($0)/\(name)" }
    guard let file = files.first(where: FileManager.default.isExecutableFile) else {
      throw Failure(.missing, "not found. On Debian: apt-get install \(name)")
    }
    return file
  }
}

/// What was found out about one thing that `mcf up` needs.
private struct Finding {
  let isGood: Bool
  let line: String

  init(_ subject: String, look: () throws -> String) {
    do {
      line = "ok       \(subject): \(try look())"
      isGood = true
    } catch {
      line = "missing  \(subject): \(error)"
      isGood = false
    }
  }
}
