import ArgumentParser
import Outbox
import ServiceKit

struct OutboxDropDestination: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drop-destination",
    abstract: "Stop keeping events for a destination that will never come back.",
    discussion: """
      A source keeps its events until every destination has them. Take the destination out of \
      the relay's settings first. Should it come back after all, the relay refuses it until \
      `mcf outbox reanchor`, since events may be gone.
      """)

  @Argument(help: "The service whose outbox keeps the events.")
  var source: ServiceEntry

  @Argument(help: "The destination, by the name that the outbox knows it by.")
  var destination: String

  @OptionGroup var access: DatabaseAccess

  func run() async throws {
    try await access.asRelay(source) { database in
      let outbox = RelaySource(name: source.schema, database: database)
      if try await outbox.drop(destination) {
        return Console.say("\(source) keeps no events for \(destination) any more.")
      }
      let known = try await outbox.destinations().joined(separator: ", ")
      throw Failure(
        .input,
        "\(source) keeps no events for \(destination); it does for: \(known.isEmpty ? "nobody" : known)"
      )
    }
  }
}
