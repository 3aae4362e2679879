import ArgumentParser
import Contracts
import FoundationEssentials
import Outbox
import Postgres
import ServiceKit

struct OutboxRetry: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retry",
    abstract: "Try a parked or dead event again, now.",
    discussion: """
      The running service tries it, once if it is dead. If that succeeds the later events of its \
      key follow by themselves; if not, `mcf outbox dead` tells the new cause.
      """)

  @Argument(help: ArgumentHelp("The event, as `mcf outbox dead` shows it.", valueName: "id"))
  var event: EventID

  @Option(
    name: .customLong("in"), help: "In the inbox of this service; needed if it is in several.")
  var service: ServiceEntry?

  @OptionGroup var access: DatabaseAccess

  func run() async throws {
    let service = try await access.find(event.id, in: service)
    let isDue = try await access.asApplication(service) {
      try await ParkedEvents(in: $0).retry(event.id, at: Clock.system.now())
    }
    guard isDue else { throw Failure.notParked(event.id) }
    Console.say("\(service) tries it now.")
  }
}

struct OutboxSkip: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "skip",
    abstract: "Give a parked or dead event up; its key flows again.",
    discussion: """
      It never takes effect. It is kept in the table inbox_skipped of the service, with who gave \
      it up and why; `mcf outbox dead --skipped` shows it.
      """)

  @Argument(help: ArgumentHelp("The event, as `mcf outbox dead` shows it.", valueName: "id"))
  var event: EventID

  @Option(help: "Who gives it up.")
  var by: String

  @Option(help: "Why.")
  var because: String

  @Option(
    name: .customLong("in"), help: "In the inbox of this service; needed if it is in several.")
  var service: ServiceEntry?

  @OptionGroup var access: DatabaseAccess

  func validate() throws {
    guard !by.isEmpty, !because.isEmpty else {
      throw ValidationError("--by and --because must not be empty")
    }
  }

  func run() async throws {
    let service = try await access.find(event.id, in: service)
    let isSkipped = try await access.asApplication(service) {
      try await ParkedEvents(in: $0).skip(
        event.id, by: by, because: because, at: Clock.system.now())
    }
    guard isSkipped else { throw Failure.notParked(event.id) }
    Console.say("\(service) goes on without it.")
  }
}

extension DatabaseAccess {
  /// The service in whose inbox the event is the first parked one of its key.
  func find(_ id: UUID, in chosen: ServiceEntry?) async throws -> ServiceEntry {
    if let chosen { return chosen }
    let (inboxes, failures) = await askAsApplication(try ServiceEntry.consumers) {
      try await ParkedEvents(in: $0).isHead(id)
    }
    for failure in failures { Console.complain(failure) }
    let found = inboxes.filter(\.answer).map(\.service)
    guard let service = found.first else {
      throw failures.isEmpty ? .notParked(id) : Failure.notFound(id)
    }
    guard found.count == 1 else {
      let names = found.map(\.name).joined(separator: ", ")
      throw Failure(.input, "it is parked in several inboxes; choose one with --in: \(names)")
    }
    return service
  }
}

extension Failure {
  static func notParked(_ id: UUID) -> Failure {
    Failure(
      .input,
      "\(id.wire) is not parked, or waits behind another event of its key; see mcf outbox dead")
  }

  /// Some inboxes could not be asked.
  fileprivate static func notFound(_ id: UUID) -> Failure {
    Failure(.unavailable, "\(id.wire) is not the first of its key in any inbox that can be asked")
  }
}
