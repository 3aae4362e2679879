import ArgumentParser
import Configuration
import Contracts
import FoundationEssentials
import Outbox
import Postgres
import ServiceKit

struct OutboxBackfill: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backfill",
    abstract: "Publish again what a service has, for consumers that start late.",
    discussion: """
      Registers publish the present state of every row; orders publish those that are open as they \
      were accepted, and those that have ended, as far back as you say, as they ended. Each goes out \
      under the version that it had, so consumers that have it ignore it. It may be broken off and \
      begun anew. These have something: \(sources).
      """)

  private static var sources: String {
    ServiceEntry.allCases.filter { !$0.type.backfills.isEmpty }.map(\.name)
      .joined(separator: ", ")
  }

  @Argument(help: "Whose.")
  var source: ServiceEntry

  @Option(
    parsing: .upToNextOption,
    help: "Which types, such as client.changed; all that there are if not given.")
  var types: [String] = []

  @Option(
    help: ArgumentHelp(
      """
      How far back, of what is over: a time such as 2027-03-07T17:00:00Z, or a business day, from \
      its begin. What ended before is not published, and so not billed.
      """, valueName: "date|time"))
  var since: String?

  @OptionGroup var access: DatabaseAccess

  func validate() throws {
    let backfills = try self.backfills
    let past = backfills.filter(\.isOfThePast).map { EventFamily($0.type).description }
    if let since {
      _ = try DayOrTime(since, of: "--since")
      if past.isEmpty {
        let chosen = backfills.map { EventFamily($0.type).description }
        throw ValidationError(
          "--since: \(chosen.joined(separator: ", ")) tells of nothing that is over; leave it out")
      }
    } else if !past.isEmpty {
      throw ValidationError(
        """
        --since must say how far back \(past.joined(separator: ", ")) goes, such as 2027-03-07: \
        whoever bills what has ended bills everything since
        """)
    }
  }

  private var backfills: [Backfill] {
    get throws {
      let known = source.type.backfills
      guard !known.isEmpty else {
        throw ValidationError("\(source) publishes nothing again; choose from \(Self.sources)")
      }
      let chosen = try EventFamily.chosen(
        types, among: known.map(\.type), of: "\(source) can publish again")
      return known.filter { chosen.contains(EventFamily($0.type)) }
    }
  }

  func run() async throws {
    let configuration = try await ConfigReader.environment()
    let zone = try configuration[.timeZone]
    try await access.asApplication(source) { database in
      let start = try await since.map { try DayOrTime($0, of: "--since") }?
        .span(in: zone, database).lowerBound
      guard start ?? .distantPast <= Clock.system.now() else {
        throw Failure(.input, "--since lies ahead; nothing has ended since then")
      }
      for backfill in try backfills {
        let line = LiveLine()
        let count = try await backfill.run(in: database, since: start, now: Clock.system.now) {
          line.draw("\($0) \(backfill.type.type) published")
        }
        line.erase()
        Console.say("Published \(backfill.type.type) \(count) times.")
      }
    }
  }
}
