import ArgumentParser
import Contracts
import FoundationEssentials
import Outbox
import Postgres
import ServiceKit

struct OutboxReplay: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Have a service handle again what it has handled before.",
    discussion: """
      Copies the events within the service's inbox, which holds them for a week at least; the \
      service takes the copies like new events. It applies only what is newer than what it has, so \
      a replay mends holes and changes nothing else.
      """)

  @Option(help: "The service.")
  var to: ServiceEntry

  @Option(
    parsing: .upToNextOption,
    help: "Which types, such as order.accepted; all that it subscribes to if not given.")
  var types: [String] = []

  @Option(help: ArgumentHelp("From when on, such as 2026-03-01T09:00:00Z.", valueName: "time"))
  var since: String

  @OptionGroup var access: DatabaseAccess

  func validate() throws {
    _ = try (start, families)
  }

  private var start: Date {
    get throws {
      guard let time = Timestamp.parse(since) else {
        throw ValidationError("--since must be a time such as 2026-03-01T09:00:00Z")
      }
      return time
    }
  }

  private var families: [EventFamily] {
    get throws { try EventFamily.chosen(types, among: to.type.consumes, of: "\(to) subscribes to") }
  }

  func run() async throws {
    let replay = try Replay(to: to.schema, families, since: start)
    let line = LiveLine()
    let count = try await access.asRelay(to) {
      try await replay.run(in: $0) { line.draw("\($0) events copied") }
    }
    line.erase()
    Console.say("\(to) handles \(count) events again; see mcf outbox status.")
  }
}

extension EventFamily {
  /// Reads names of types, all of `types` if there are none.
  ///
  /// - Throws: `ValidationError` that lists what there is.
  static func chosen(
    _ names: [String], among types: [any EventPayload.Type], of whom: String
  ) throws -> [EventFamily] {
    let known = types.map { EventFamily($0) }
    let chosen = names.flatMap { $0.split(separator: ",") }.map { EventFamily(String($0)) }
    guard chosen.allSatisfy(known.contains) else {
      let list = known.map(\.description).joined(separator: ", ")
      throw ValidationError("--types: \(whom) \(list.isEmpty ? "nothing" : list)")
    }
    return chosen.isEmpty ? known : chosen
  }
}
