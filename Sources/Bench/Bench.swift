import ArgumentParser

/// Measures parts of the platform against a yardstick in the same run. `scripts/bench` builds it.
@main
struct Bench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mcf-bench", abstract: "Benchmarks against a yardstick in the same run.",
    subcommands: [ClientBench.self, Events.self, PgQConsumer.self])
}
