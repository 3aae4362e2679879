import Accounts
import ArgumentParser
import Configuration
import FoundationEssentials
import Postgres
import ServiceKit

/// What those who run MCF see and do of who is signed in.
struct AccountsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accounts",
    abstract: "See and end sessions and links, change keys, look at providers.",
    discussion: """
      Goes to the accounts' database, MCF_ACCOUNTS_URL, else to that of the running `mcf up`.
      """,
    subcommands: [
      AccountsSessions.self, AccountsEnd.self, AccountsLinks.self, AccountsUnlink.self,
      AccountsRotateKey.self, AccountsCheck.self,
    ])

  static let service = ServiceEntry(AccountsModule.self)
}

struct AccountsSessions: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sessions", abstract: "List who is signed in where, the first one first.")

  @Option(name: .customLong("subject"), help: "Only this one's.")
  var owner: String?

  @Option(help: ArgumentHelp("At most so many.", valueName: "n"))
  var limit = 200

  @OptionGroup var access: DatabaseAccess

  func run() async throws {
    let rows = try await access.asApplication(AccountsCommand.service) {
      try await AccountsDesk($0).sessionRows(of: owner, limit: limit)
    }
    Console.say(rows.isEmpty ? "Nobody is signed in." : AccountsDesk.sessionHeader.table(rows))
  }
}

struct AccountsEnd: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "end", abstract: "End a session; open pages may go on for an hour.")

  @Argument(help: "The session's id.")
  var session: AccountsID

  @OptionGroup var access: DatabaseAccess

  func run() async throws {
    try await access.asApplication(AccountsCommand.service) {
      try await AccountsDesk($0).end(session.id)
    }
    Console.say("It is over.")
  }
}

struct AccountsLinks: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "links", abstract: "List whom providers' users are here.")

  @Option(name: .customLong("subject"), help: "Only this one's.")
  var owner: String?

  @Option(help: ArgumentHelp("At most so many.", valueName: "n"))
  var limit = 200

  @OptionGroup var access: DatabaseAccess

  func run() async throws {
    let rows = try await access.asApplication(AccountsCommand.service) {
      try await AccountsDesk($0).linkRows(of: owner, limit: limit)
    }
    Console.say(rows.isEmpty ? "Nobody is linked." : AccountsDesk.linkHeader.table(rows))
  }
}

struct AccountsUnlink: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unlink",
    abstract: "Forget whom a provider's user is here, and end their sessions.",
    discussion: "At the next sign-in it is found out anew.")

  @Argument(help: "The link's id.")
  var link: AccountsID

  @OptionGroup var access: DatabaseAccess

  func run() async throws {
    try await access.asApplication(AccountsCommand.service) {
      try await AccountsDesk($0).unlink(link.id)
    }
    Console.say("It is forgotten.")
  }
}

/// Reads the id of a session or link.
struct AccountsID: ExpressibleByArgument {
  let id: UUID

  init?(argument: String) {
    guard let id = UUID(uuidString: argument) else { return nil }
    self.id = id
  }
}

extension [String] {
  /// Below this header.
  fileprivate func table(_ rows: [[String]]) -> String {
    var table = TextTable(self)
    for row in rows { table.add(row) }
    return table.text
  }
}
