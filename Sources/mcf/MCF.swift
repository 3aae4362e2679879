import ArgumentParser

@main
struct MCF: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mcf",
    abstract: "Make Cats Free: help for the cats who test toys.",
    discussion: """
      New here? `mcf up` starts everything on this machine, with demo data, and says how to \
      try it. `mcf doctor` tells what is missing for that.

      \(Exit.table)
      """,
    version: Version.current,
    subcommands: [
      Up.self, Serve.self, RelayCommand.self, Migrate.self, OutboxCommand.self, LedgerCommand.self,
      BillingCommand.self, BetsCommand.self, MailCommand.self, ManagersCommand.self,
      AccountsCommand.self,
      TestsCommand.self, PortalCommand.self, Token.self, Sandbox.self, Reference.self, Doctor.self,
    ]
  )

  static func main() async {
    do {
      try UnknownCommand.refuse(CommandLine.arguments.dropFirst(), of: self)
      var command = try parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch {
      guard let failure = Failure(cause: error) else { exit(withError: explained(error)) }
      Console.complain(failure.description)
      exit(withError: ExitCode(failure.exit.rawValue))
    }
  }

  /// ArgumentParser knows how to end for its own errors; others are defects.
  private static func explained(_ error: any Error) -> any Error {
    guard exitCode(for: error) == .failure, !(error is ExitCode) else { return error }
    Console.complain("\(error)")
    return ExitCode(Exit.software.rawValue)
  }
}
