import ArgumentParser

@main
struct MCF: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mcf",
    abstract: "Make Cats Free: help for the cats who test toys.",
    discussion: """
      New here? `mcf up` starts everything on this machine, with demo data, and says how to
      try it. `mcf doctor` tells what is missing for that.

      \(Exit.table)
      """,
    subcommands: []
  )

  static func main() async {
    do {
      var command = try parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch let failure as Failure {
      Console.complain(failure.description)
      exit(withError: ExitCode(failure.exit.rawValue))
    } catch {
      exit(withError: error)
    }
  }
}
