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
      Runs until it is told to stop (ctrl-C or SIGTERM), then ends within a second, whatever the \
      databases do. Any number may run at once: they stand by for each other. A database that is \
      away is tried again for ever, and stops nothing else. `mcf up` has a relay inside.

      /metrics, /livez and /readyz are on the internal port. It is ready while any of its \
      databases answers: one that is away is no reason to hold up a new version or to replace a \
      relay that serves the others. Which ones are away, /readyz tells, and the alarm RelayFailing.

      Configuration comes from environment variables, and behind them from the file that \
      MCF_CONFIG names, with a NAME=value a line:

      \(SettingList.text(of: RelaySettings.all))
      """)

  func run() async throws {
    let configuration = try await ConfigReader.environment()
    let logger = try Log.logger(configuration)
    let services = try composeRelay(
      configuration, metrics: ProcessMetrics.registry, logger: logger)
    let deadline = StopDeadline(duration: .milliseconds(700), logger: logger)
    try await ServiceGroup(
      services: services + [deadline], gracefulShutdownSignals: [.sigint, .sigterm],
      logger: logger
    ).run()
  }
}
