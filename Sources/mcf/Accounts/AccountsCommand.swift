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

/// What the lists have in common.
struct AccountsListing: ParsableArguments {
  @Option(name: .customLong("subject"), help: "Only this one's.")
  var owner: String?

  @Option(help: ArgumentHelp("At most so many.", valueName: "n"))
  var limit = 200

  @OptionGroup var access: DatabaseAccess

  func say(_ list: AccountsDesk.List, orElse none: String) async throws {
    let rows = try await access.atAccounts { desk in
      try await desk.rows(list, of: owner, limit: limit)
    }
    var table = TextTable(list.header)
    for row in rows { table.add(row) }
    Console.say(rows.isEmpty ? none : table.text)
  }
}

struct AccountsSessions: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sessions", abstract: "List who is signed in where, the first one first.")

  @OptionGroup var listing: AccountsListing

  func run() async throws { try await listing.say(.sessions, orElse: "Nobody is signed in.") }
}

struct AccountsLinks: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "links", abstract: "List whom providers' users are here.")

  @OptionGroup var listing: AccountsListing

  func run() async throws { try await listing.say(.links, orElse: "Nobody is linked.") }
}

struct AccountsEnd: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "end", abstract: "End a session; open pages may go on for an hour.")

  @Argument(help: "The session's id.")
  var session: AccountsID

  @OptionGroup var access: DatabaseAccess

  func run() async throws {
    try await access.atAccounts { try await $0.end(session.id) }
    Console.say("It is over.")
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
    try await access.atAccounts { try await $0.unlink(link.id) }
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

extension DatabaseAccess {
  /// Runs `body` at the desk of accounts, as that is set up.
  func atAccounts<T>(_ body: (AccountsDesk) async throws -> T) async throws -> T {
    let configuration = try await configuration()
    return try await asApplication(AccountsCommand.service) { database in
      // Not quiet: who ends a session or drops a link stands in the log, from wherever they do it.
      let done = try await body(
        AccountsDesk(database, configuration, logger: Log.logger(configuration)))
      // The process ends before a line that is still on its way.
      await LogOutput.standardError.flush()
      return done
    }
  }
}
