import ArgumentParser
import Configuration
import Hummingbird
import Logging
import ServiceKit
import ServiceLifecycle
import UnixSignals

struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run one or several services of a deployment.",
    discussion: """
      Serves REST until it is told to stop (ctrl-C or SIGTERM), then finishes what is in flight. \
      The database must have been migrated. applicants-portal, which strangers reach, is served \
      alone. To try MCF out, use `mcf up` instead.

      Settings come from environment variables, and behind them from the file that MCF_CONFIG \
      names, with a NAME=value a line; `mcf reference settings` lists them.
      """)

  @Argument(help: "Which ones.")
  var services: [ServiceEntry]

  func validate() throws {
    if let open = services.first(where: \.isPublic), unique.count > 1 {
      throw ValidationError(
        "\(open) is served alone, since strangers reach it; start another `mcf serve` for the others"
      )
    }
  }

  func run() async throws {
    let configuration = try await ConfigReader.environment()
    let logger = try Log.logger(configuration)
    let application = try compose(
      unique, configuration: configuration, metrics: ProcessMetrics.registry, logger: logger)
    var group = ServiceGroupConfiguration(
      services: [application], gracefulShutdownSignals: [.sigint, .sigterm], logger: logger)
    // An import that goes on sending must not keep the process.
    group.maximumGracefulShutdownDuration = try ServerSettings(configuration).stopTimeout
    try await ServiceGroup(configuration: group).run()
  }

  /// Each once, however often it was named.
  private var unique: [ServiceEntry] { ServiceEntry.allCases.filter(services.contains) }
}
