import ArgumentParser
import Configuration
import Contracts
import Managers
import ServiceKit

struct ManagersCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "managers",
    abstract: "Enter a manager without being one: the first, or when none is left who can.",
    discussion: """
      Everybody after the first is entered by a manager, with POST /api/managers. The last active \
      one cannot be deactivated; should that one be out of reach, enter another here. Goes to the \
      managers' database, MCF_MANAGERS_URL (see `mcf reference settings managers`), else to that of \
      the running `mcf up`.
      """,
    subcommands: [Add.self])

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Register a manager and print the id.",
      discussion: """
        The id is the subject of the manager's tokens. With the identity provider of `mcf up`:

          mcf token --role manager --subject "$(mcf managers add --name … --email …)"

        The rules are those of POST /api/managers: an e-mail has one manager, and at most \
        MCF_MANAGERS_MAX are active.
        """)

    @Option(help: "The manager's full name.")
    var name: String

    @Option(help: "The manager's e-mail address.")
    var email: String

    @OptionGroup var access: DatabaseAccess

    func run() async throws {
      let limits = try ManagersConfiguration(await ConfigReader.environment())
      let id = try await access.asApplication(ServiceEntry(ManagersModule.self)) {
        try await ManagersModule(database: $0, configuration: limits)
          .register(name: name, email: email)
      }
      Console.say(id.wire)
    }
  }
}
