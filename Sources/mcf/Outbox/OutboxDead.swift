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
      that; then `mcf outbox retry ID`. When it shall never take effect: `mcf outbox skip ID`. \
      Exit code 69 when a service's database cannot be asked.
      """)

  @Flag(help: "Those, too, that are tried again by themselves.")
  var parked = false

  @Flag(help: "Instead, those that somebody gave up: who and why; the last thousand a service.")
  var skipped = false

  @Option(name: .customLong("in"), help: "In the inboxes of these services only.")
  var services: [ServiceEntry] = []

  @OptionGroup var access: DatabaseAccess

  func validate() throws {
    guard !parked || !skipped else {
      throw ValidationError("--parked and --skipped cannot be shown together")
    }
  }

  func run() async throws {
    let asked =
      services.isEmpty
      ? try ServiceEntry.consumers : ServiceEntry.allCases.consumers.filter(services.contains)
    let (answers, failures) = await access.askAsApplication(asked) { database in
      let events = ParkedEvents(in: database)
      return skipped
        ? try await events.skipped(limit: 1_000).map(Self.text)
        : try await events.heads(onlyDead: !parked).map(Self.text)
    }
    let found = answers.flatMap { service, texts in texts.map { $0("\(service)") } }
    for text in found { Console.say(text) }
    for failure in failures { Console.complain(failure) }
    guard failures.isEmpty else { throw ExitCode(Exit.unavailable.rawValue) }
    let kind = skipped ? "skipped" : parked ? "parked" : "dead"
    if found.isEmpty { Console.say("No event is \(kind).") }
  }

  /// - Returns: what is said of an event in the inbox of a service.
  private static func text(of head: ParkedHead) -> (String) -> String {
    { service in
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

  private static func text(of event: SkippedEvent) -> (String) -> String {
    { service in
      """
      \(event.id.wire)  skipped \(Timestamp.format(event.skippedAt)) by \(event.skippedBy): \
      \(event.reason)
        \(event.type) from \(event.source) to \(service), version \(event.version) of \
      \(event.subject)
        parked \(Timestamp.format(event.parkedAt)), tried \(event.tries) times
        \(event.cause ?? "not tried")
      """
    }
  }
}

extension ServiceEntry {
  /// Those that have an inbox.
  static var consumers: [ServiceEntry] { get throws { try deployed.consumers } }
}
