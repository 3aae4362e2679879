import ArgumentParser
import Contracts
import FoundationEssentials
import Outbox
import Postgres
import ServiceKit

struct OutboxDead: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dead",
    abstract: "List the events that are not tried any more.",
    discussion: """
      Each of them keeps the later events of its key waiting. Find out what its cause is and mend \
      that; then `mcf outbox retry ID`. When it shall never take effect: `mcf outbox skip ID`.
      """)

  @Flag(help: "Those, too, that are tried again by themselves.")
  var parked = false

  @Option(name: .customLong("in"), help: "In the inboxes of these services only.")
  var services: [ServiceName] = []

  @OptionGroup var access: OutboxAccess

  func run() async throws {
    var found: [(ServiceName, ParkedHead)] = []
    for service in ServiceName.consumers where services.isEmpty || services.contains(service) {
      found += try await access.asApplication(service) {
        try await ParkedEvents(in: $0).heads(onlyDead: !parked)
      }.map { (service, $0) }
    }
    guard !found.isEmpty else {
      return Console.say(parked ? "No event is parked." : "No event is dead.")
    }
    for (service, head) in found { Console.say(Self.text(of: head, in: service)) }
  }

  private static func text(of head: ParkedHead, in service: ServiceName) -> String {
    let next = head.retryAt.map { "again at \(Timestamp.format($0))" } ?? "dead"
    return """
      \(head.id.wire)  \(next)
        \(head.type) from \(head.source) to \(service), version \(head.version) of \(head.subject)
        parked \(Timestamp.format(head.parkedAt)), tried \(head.tries) times, \
      \(head.behind) waiting behind it
        \(head.cause ?? "not tried yet")
      """
  }
}

extension ServiceName {
  /// Those that have an inbox.
  static var consumers: [ServiceName] { allCases.filter { !$0.type.consumes.isEmpty } }
}
