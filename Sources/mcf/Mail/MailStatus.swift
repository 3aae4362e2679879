import ArgumentParser
import Configuration
import FoundationEssentials
import Notifications

struct MailStatus: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Show how it stands with mails, and what asks for somebody.",
    discussion: """
      By what mails tell: those that are not settled, and those that were within the last day. A mail \
      waits as long as nothing is heard of the person whom it is for. The server is tried, without a \
      mail.

      Exit code 1 when something asks for a person: the oldest is queued for more than half an hour, \
      more than a twentieth of the last hour's mails have failed, or the server takes none; 69 when \
      the database cannot be asked.
      """)

  @OptionGroup var access: DatabaseAccess

  func run() async throws {
    let configuration = try await access.configuration()
    let report = try await access.asApplication(MailCommand.service) {
      try await MailReport(from: $0, at: Date())
    }
    let server = await Finding("SERVER") {
      try await MailServerLook.look(configuration, isDeployed: true)
    }
    Console.say("\(report.text)\nSERVER      \(server.text)")
    guard server.isGood, !report.isStuck, !report.areRefused else {
      throw ExitCode(Exit.missing.rawValue)
    }
  }
}

extension MailReport {
  fileprivate var text: String {
    var table = TextTable(["MAIL"] + Self.states.map { ">\($0.uppercased())" })
    for row in rows { table.add([row.template] + row.mails.map { Int($0).grouped }) }
    return """
      \(table.text)
      OLDEST      \(oldestText)
      REFUSED     \(Int(refused).grouped) of \(Int(tried).grouped) within an hour\(areRefused ? ": too many" : "")
      SUPPRESSED  \(Int(suppressed).counted("address", "addresses"))
      """
  }

  private var oldestText: String {
    guard let oldestSeconds else { return "none is on its way" }
    let minutes = oldestSeconds / 60
    let age = minutes < 120 ? "\(minutes) min" : "\(minutes / 60) h"
    return "on its way for \(age)\(isStuck ? ": stuck" : "")"
  }
}
