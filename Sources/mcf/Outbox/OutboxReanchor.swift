import ArgumentParser
import Outbox
import ServiceKit

struct OutboxReanchor: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reanchor",
    abstract: "Go on with a source that is not what it was: a restored backup, another cluster.",
    discussion: """
      The relay refuses a source that lacks what it has delivered, and its log says so. When that \
      source is right as it is, this delivers what it retains (two to three days) and was not \
      delivered, told apart by the events' ids, and ties its destinations to it; the relay then \
      goes on by itself. Events older than a week count as delivered.
      """)

  @Argument(help: "The services whose outboxes are meant.")
  var sources: [ServiceName]

  @Option(
    name: .customLong("to"),
    help: ArgumentHelp("Only this destination; else all of them.", valueName: "service"))
  var destination: ServiceName?

  @OptionGroup var access: DatabaseAccess

  func run() async throws {
    for source in sources {
      for service in ServiceName.consumers where service.sources.contains(source) {
        if destination == nil || destination == service { try await reanchor(source, to: service) }
      }
    }
  }

  private func reanchor(_ source: ServiceName, to service: ServiceName) async throws {
    do {
      let delivered = try await deliver(from: source, to: service)
      guard let delivered else {
        return Console.say("\(service) never had events of \(source); nothing to do.")
      }
      Console.say("\(source) to \(service): \(delivered) events delivered that were not before.")
    } catch is LostRace {
      throw Failure(
        .busy,
        "a relay carries events of \(source) to \(service) all the while, so it does not refuse "
          + "the source; to reanchor all the same, stop the relays first")
    }
  }

  private func deliver(from source: ServiceName, to service: ServiceName) async throws -> Int? {
    try await access.asRelay(source) { outbox in
      try await access.asRelay(service) { inbox in
        try await Reanchor(
          RelaySource(name: source.rawValue, database: outbox),
          to: RelayDestination(
            name: service.rawValue, database: inbox, subscriptions: service.subscriptions)
        ).run()
      }
    }
  }
}
