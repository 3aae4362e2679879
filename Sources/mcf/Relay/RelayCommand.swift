import ArgumentParser
import Configuration
import Logging
import ServiceKit
import ServiceLifecycle
import UnixSignals

struct RelayCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "relay",
    abstract: "Carry events from each service's outbox to the inboxes of those who subscribed.",
    discussion: """
      Runs until it is told to stop (ctrl-C or SIGTERM), then ends within a second. Any number \
      may run at once: they stand by for each other. A database that is away is tried again for \
      ever, and stops nothing else. `mcf up` has a relay inside.

      /metrics and /livez are on the internal port.

      Configuration comes from environment variables, and behind them from the file that \
      MCF_CONFIG names, with a NAME=value a line:

      \(SettingList.text(of: RelaySettings.all))
      """)

  func run() async throws {
    let configuration = try await ConfigReader.environment()
    let logger = try Log.logger(configuration)
    var group = ServiceGroupConfiguration(
      services: try composeRelay(
        configuration, metrics: ProcessMetrics.registry, logger: logger),
      gracefulShutdownSignals: [.sigint, .sigterm], logger: logger)
    group.maximumGracefulShutdownDuration = .seconds(5)
    try await ServiceGroup(configuration: group).run()
  }
}
