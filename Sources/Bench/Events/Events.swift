import ArgumentParser

/// The two ends of the events' way and the relay between them, for fault tests and benchmarks.
///
/// Cats of the *yard* take steps, each with an event; the *attic* watches and counts. Their
/// databases are made by `scripts/python/events`.
struct Events: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "events", abstract: "Producer, relay and consumer of events, one a process.",
    subcommands: [Produce.self, Relaying.self, Consume.self])
}
