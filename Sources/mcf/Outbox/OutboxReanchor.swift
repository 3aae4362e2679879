import ArgumentParser
import Glibc
import NIOPosix
import Outbox
import ServiceKit

struct OutboxReanchor: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reanchor",
    abstract: "Go on with databases that are not what they were: restored, made anew, moved.",
    discussion: """
      The relay refuses to go on where a source or a destination is not the database that the other \
      one takes it for, and its log says so. When both are right as they are, this delivers what the \
      source retains (two to three days, and what waits) and was not delivered, told apart by the \
      events' ids, and ties both together; the relay then goes on by itself. What cannot be \
      delivered, or cannot be told apart any more, is said before anything is done.
      """)

  @Argument(help: "The services whose outboxes are meant.")
  var sources: [ServiceEntry]

  @Option(
    name: .customLong("to"),
    help: ArgumentHelp("Only this destination; else all of them.", valueName: "service"))
  var destination: ServiceEntry?

  @Flag(help: "Give up what cannot be delivered without asking.")
  var yes = false

  @OptionGroup var access: DatabaseAccess

  func run() async throws {
    let destinations = try destination.map { [$0] } ?? ServiceEntry.consumers
    for source in sources {
      for service in destinations where service.sources.contains(source) {
        try await reanchor(source, to: service)
      }
    }
  }

  private func reanchor(_ source: ServiceEntry, to service: ServiceEntry) async throws {
    do {
      let delivered: Int? = try await access.asRelay(source) { outbox in
        try await access.asRelay(service) { inbox in
          let reanchor = Reanchor(
            RelaySource(name: source.schema, database: outbox),
            to: RelayDestination(
              name: service.schema, database: inbox, subscriptions: service.subscriptions))
          try await confirm(try await reanchor.doubts(), source, service)
          return try await reanchor.run()
        }
      }
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

  /// Says what cannot be delivered, and asks; who cannot be asked has to say so before.
  private func confirm(
    _ doubts: ReanchorDoubts, _ source: ServiceEntry, _ service: ServiceEntry
  ) async throws {
    if doubts.isEmpty { return }
    for sentence in doubts.sentences(source: source.schema, destination: service.schema) {
      Console.complain(sentence)
    }
    if yes { return }
    guard isatty(STDIN_FILENO) == 1 else {
      throw Failure(.input, "nothing was done; if that is right, say --yes")
    }
    Console.draw("Go on all the same? [y/N] ")
    let answer = try await NIOThreadPool.singleton.runIfActive { readLine() }
    guard let answer, ["y", "yes"].contains(answer.lowercased()) else {
      throw Failure(.input, "nothing was done")
    }
  }
}
