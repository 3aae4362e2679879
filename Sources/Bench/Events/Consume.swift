import ArgumentParser
import FoundationEssentials
import Glibc
import Logging
import Outbox
import Postgres
import ServiceLifecycle

/// Watches the cats from the attic: the library's consumer with a handler of one UPDATE.
struct Consume: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "consume", abstract: "Handle events, with a row changed for each.")

  @Option(help: "The attic's connection string, as attic_app.") var url: String
  @Option(help: "The event whose handler throws, as CAT:STEP.") var throwOn: Which?
  @Option(help: "The event whose handler kills the process, as CAT:STEP.") var abortOn: Which?
  @Option(help: "How long each handler sleeps, in milliseconds.") var sleep = 0
  @Option(help: "How often it looks for what no doorbell told.") var pollMilliseconds = 1_000
  @Flag(help: "Knows version 2 of the event's type, too.") var knowsLater = false

  @Option(help: "Where each handled event goes with when, a line CAT STEP NANOSECONDS.")
  var handled: String?

  func run() async throws {
    var configuration = PostgresConfiguration(url: url)
    configuration.applicationName = "consumer"
    configuration.notifies = Doorbells.ring
    let logger = Logger(label: "consumer")
    let database = PostgresClient(configuration, logger: logger)
    let consumer = InboxConsumer(
      try handlers(), database: database, pollInterval: .milliseconds(pollMilliseconds),
      logger: logger)
    try await ServiceGroup.run([database, consumer], logger: logger)
  }

  private func handlers() throws -> [EventHandler] {
    let file = try handled.map { try AcknowledgedFile($0, stamped: true) }
    let known = EventHandler.on(CatStep.self) { event, transaction in
      if let file { transaction.afterCommit { try? file.write(event.subject, event.version) } }
      try await watch(event.subject, event.version, transaction)
    }
    let later = EventHandler.on(LaterCatStep.self) { try await watch($0.subject, $0.version, $1) }
    return knowsLater ? [known, later] : [known]
  }

  private func watch(_ cat: UUID, _ step: Int64, _ transaction: Transaction) async throws {
    let which = Which(cat: cat, step: step)
    guard which == throwOn || which == abortOn || sleep > 0 else {
      return transaction.enqueue(SeeStep(cat: cat, step: step))
    }
    try await transaction.execute(SeeStep(cat: cat, step: step))
    if which == throwOn { throw Startled() }
    if which == abortOn { kill(getpid(), SIGKILL) }
    try await Task.sleep(for: .milliseconds(sleep))
  }
}

/// What a handler throws that cannot cope with its event.
private struct Startled: Error {}

/// Whatever is not the next step is kept: nothing may be missing, twice, or out of turn.
struct SeeStep: Statement {
  static let sql = """
    update cat
    set    seen  = seen + 1,
           last  = $2,
           wrong = case when $2 = last + 1 then wrong else wrong || $2 end
    where  id = $1
    """
  let cat: UUID
  let step: Int64
  var bindings: Bindings { [cat, step] }
}
