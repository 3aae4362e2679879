import ArgumentParser
import Configuration
import FoundationEssentials
import LocalPostgres
import Postgres
import ServiceKit
import Subprocess

struct Doctor: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tell what is missing for `mcf up`, and how to get it.",
    discussion: """
      Tries everything that `mcf up` will need, and leaves nothing behind: it starts no server and \
      installs nothing. The services' databases that settings name, such as MCF_ORDERS_URL, are \
      tried, too, and so is the mail server of MCF_SMTP_URL, which gets no mail. \
      `scripts/setup` installs what is missing on Debian. Exit code 1 when something is missing or \
      wrong.
      """)

  @Option(help: "The state folder to look at; see `mcf up --help`.")
  var state: String?

  @Option(
    help: """
      A file with the settings of another deployment, as MCF_CONFIG names one: whether the keys of \
      links fit is told, and no key.
      """)
  var beside: String?

  func run() async throws {
    let folder = StateFolder(state)
    var findings = [
      await Finding("PostgreSQL") { try await LocalPostgres.tryPrograms(for: folder.postgres) },
      await Finding("state folder") { try Self.look(at: folder) },
      await Finding("migrations") {
        let migrations = try SQLFolder.find()
        return "\(try Migrator.check(migrations)) files in \(migrations)"
      },
      await Finding("curl, to try it out") { try await Self.tryCurl() },
      await Finding("port") { try await Self.lookAtPort() },
    ]
    findings += try await DatabaseLook.findings()
    findings += try await KeyLook.findings(beside: beside)
    findings.append(await Finding("mail server") { try await Self.lookAtMailServer() })
    for finding in findings { Console.say(finding.line) }
    guard findings.allSatisfy(\.isGood) else {
      throw ExitCode(Exit.missing.rawValue)
    }
    Console.say("Nothing is missing. Start with: mcf up")
  }

  private static func look(at folder: StateFolder) throws -> String {
    do {
      try LocalPostgres.tryFolder(folder.path)
    } catch {
      throw Failure(.file, "\(error); choose another with --state")
    }
    let isThere = FileManager.default.fileExists(atPath: folder.path)
    return isThere ? folder.path : "\(folder.path) (will be made)"
  }

  private static func lookAtPort() async throws -> String {
    let port = try ServerSettings(await ConfigReader.environment()).port
    return Port.isFree(port)
      ? "\(port) is free" : "\(port) is taken; `mcf up` will use another one"
  }

  private static func lookAtMailServer() async throws -> String {
    let configuration = try await ConfigReader.environment()
    return try await MailServerLook.look(
      configuration, isDeployed: configuration.has(MailCommand.service.databaseURL))
  }

  private static func tryCurl() async throws -> String {
    do {
      let result = try await Subprocess.run(
        .name("curl"), arguments: ["--version"], output: .string(limit: 1 << 12), error: .discarded)
      guard result.terminationStatus.isSuccess else { throw Failure(.missing, "") }
      return result.standardOutput.split(separator: " ").prefix(2).joined(separator: " ")
    } catch {
      throw Failure(.missing, "does not run. On Debian: apt-get install curl")
    }
  }
}

/// What was found out about one thing that `mcf up` needs.
struct Finding {
  let isGood: Bool
  /// What is there, or what is missing and what to do.
  let text: String
  private let subject: String

  var line: String { "\(isGood ? "ok     " : "missing")  \(subject): \(text)" }

  init(_ subject: String, attempt: () async throws -> String) async {
    self.subject = subject
    do {
      text = try await attempt()
      isGood = true
    } catch {
      text = Failure(cause: error)?.description ?? "\(error)"
      isGood = false
    }
  }
}
