import ArgumentParser
import Contracts
import Outbox
import Postgres
import ServiceKit

struct OutboxBackfill: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backfill",
    abstract: "Publish the present state of every row again, for consumers that start late.",
    discussion: """
      Each row goes out under its unchanged version, so consumers that have it ignore it. It may be \
      broken off and begun anew. Registers have this: \(sources).
      """)

  private static var sources: String {
    ServiceEntry.allCases.filter { !$0.type.backfills.isEmpty }.map(\.name)
      .joined(separator: ", ")
  }

  @Argument(help: "Whose rows.")
  var source: ServiceEntry

  @Option(
    parsing: .upToNextOption,
    help: "Which types, such as client.changed; all that there are if not given.")
  var types: [String] = []

  @OptionGroup var access: DatabaseAccess

  func validate() throws { _ = try backfills }

  private var backfills: [Backfill] {
    get throws {
      let known = source.type.backfills
      guard !known.isEmpty else {
        throw ValidationError("\(source) keeps no register; choose from \(Self.sources)")
      }
      let chosen = try EventFamily.chosen(
        types, among: known.map(\.type), of: "\(source) can publish again")
      return known.filter { chosen.contains(EventFamily($0.type)) }
    }
  }

  func run() async throws {
    for backfill in try backfills {
      let progress = ProgressLine("\(backfill.type.type) published")
      let count = try await access.asApplication(source) {
        try await backfill.run(in: $0, now: Clock.system.now) { progress.show($0) }
      }
      progress.end()
      Console.say("Published \(backfill.type.type) \(count) times.")
    }
  }
}
