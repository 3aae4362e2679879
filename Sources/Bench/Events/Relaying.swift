import ArgumentParser
import FoundationEssentials
import Logging
import Outbox
import Postgres
import ServiceLifecycle

/// Carries the cats' steps from the yard to the attic: the library's relay.
struct Relaying: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "relay", abstract: "Relay events from the yard to the attic.")

  @Option(help: "The yard's connection string, as mcf_relay.") var source: String
  @Option(help: "The attic's connection string, as mcf_relay.") var destination: String
  @Option(help: "How often it looks for what no doorbell told.") var pollMilliseconds = 1_000

  func run() async throws {
    let logger = Logger(label: "relay")
    let yard = PostgresClient(.relay(url: source, notifies: Doorbells.ring), logger: logger)
    let attic = PostgresClient(.relay(url: destination, notifies: Doorbells.ring), logger: logger)
    let relay = Relay(
      sources: [RelaySource(name: "yard", database: yard)],
      destinations: [
        RelayDestination(
          name: "attic", database: attic, subscriptions: ["yard": [CatStep.type]])
      ],
      pollInterval: .milliseconds(pollMilliseconds), logger: logger)
    try await ServiceGroup.run([yard, attic, relay], logger: logger)
  }
}

/// `MCF_NOTIFY`, as `mcf` reads it.
enum Doorbells {
  static var ring: Bool { ProcessInfo.processInfo.environment["MCF_NOTIFY"] != "off" }
}
