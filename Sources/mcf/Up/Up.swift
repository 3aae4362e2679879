import ArgumentParser
import Configuration
import Logging
import ServiceKit
import ServiceLifecycle
import UnixSignals

struct Up: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Start everything on this machine, with demo data.",
    discussion: """
      Runs a Postgres of its own, all services in one process, and an OpenID provider at which \
      anybody signs in as any cat, and prints how to try it. Everything listens on 127.0.0.1 only. \
      Ctrl-C stops everything; the next start finds what was there.

      The settings of `mcf reference settings` hold here too, except where the database and the \
      identity provider are.
      """)

  @Option(
    help: ArgumentHelp(
      """
      Where the database and the signing key are kept. Default: MCF_STATE, else /var/lib/mcf \
      for root (Postgres runs as the user postgres then, who may not enter root's home), else \
      ~/.local/state/mcf.
      """, valueName: "dir"))
  var state: String?

  @Option(
    help: ArgumentHelp(
      """
      Port to listen on; another free one if it is taken. Default: MCF_PORT, else \
      \(ServerSettings().port).
      """, valueName: "n"))
  var port: Int?

  @Flag(
    help: """
      Of the demo data, leave out the orders, and with them reviews and bets: the cats are there, and \
      the books begin empty. Counts on the first start.
      """)
  var withoutOrders = false

  func validate() throws {
    if let port, !(1...65535).contains(port) {
      throw ValidationError("--port must be from 1 to 65535")
    }
  }

  func run() async throws {
    let settings = try await ConfigReader.environment()
    let logger = try Log.logger(settings, quiet: true)
    var server = try ServerSettings(settings)
    guard Loopback.contains(server.host) else {
      throw SettingError(
        Setting.host.name,
        "must be a loopback address for mcf up, which gives tokens to anyone here")
    }
    server.port = port ?? server.port
    let everything = Everything(
      folder: StateFolder(state), server: server, hasDemoOrders: !withoutOrders, logger: logger)
    // The group listens for ctrl-C from the first moment, so that no start is left half done.
    let group = ServiceGroup(
      configuration: .init(
        services: [
          .init(service: everything, successTerminationBehavior: .gracefullyShutdownGroup)
        ],
        gracefulShutdownSignals: [.sigint, .sigterm], logger: logger))
    try await group.run()
    Console.say("Stopped.")
  }
}
