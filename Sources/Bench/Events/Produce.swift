import ArgumentParser
import FoundationEssentials
import Logging
import Outbox
import Postgres
import ServiceLifecycle
import Synchronization

/// Lets the yard's cats walk: a business row and its event in each transaction, until it is told
/// to stop or has done its count.
struct Produce: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "produce", abstract: "Append events, a row changed with each.")

  @Option(help: "The yard's connection string, as yard_app.") var url: String
  @Option(help: "How many cats walk; each is a key.") var cats = 100
  @Option(help: "How many tasks append.") var writers = 4
  @Option(help: "Events a second, all writers together; none: as fast as it goes.")
  var rate: Double?
  @Option(help: "Ends after so many acknowledged events; none: when told to.") var count: Int?
  @Option(help: "Where each acknowledged event goes, a line CAT STEP.") var acknowledged: String?
  @Flag(help: "Those lines end with when, in nanoseconds since 1970.") var stamped = false
  @Option(help: "Append to this queue of PgQ's instead.") var queue: String?
  @Option(help: "The version of the event's type: 1, or 2, which came later.") var eventVersion = 1
  @Flag(
    help: """
      Transactions get their ids before they wait for their cat: so ids run against the order of \
      the key.
      """)
  var crossing = false
  @Flag(
    help: """
      Beside each event a transaction that does not wait for the log: a crash hands its id out \
      again.
      """)
  var unflushed = false

  func run() async throws {
    var configuration = PostgresConfiguration(url: url)
    configuration.leasedConnections = writers
    configuration.applicationName = "producer"
    configuration.notifies = Doorbells.ring
    let logger = Logger(label: "producer")
    let database = PostgresClient(configuration, logger: logger)
    let yard = Yard(
      database: database, crossing: crossing, unflushed: unflushed, isLater: eventVersion == 2,
      queue: queue)
    let walk = Walk(
      yard: yard, cats: cats, writers: writers, rate: rate, count: count ?? .max,
      acknowledged: try acknowledged.map { try AcknowledgedFile($0, stamped: stamped) },
      logger: logger)
    try await ServiceGroup.run(ending: walk, beside: [database], logger: logger)
  }
}

/// All writers, each with one event after the other.
struct Walk: Service {
  let yard: Yard
  let cats: Int
  let writers: Int
  let rate: Double?
  let count: Int
  let acknowledged: AcknowledgedFile?
  let logger: Logger

  func run() async throws {
    let tickets = Tickets(count)
    try await withThrowingTaskGroup { group in
      for _ in 0..<writers {
        group.addTask { try await write(tickets) }
      }
      try await group.waitForAll()
    }
  }

  private func write(_ tickets: Tickets) async throws {
    var pace = Pace(rate.map { .seconds(Double(writers) / $0) })
    while !Task.isShuttingDownGracefully, tickets.take() {
      try await pace.wait()
      let cat = Cat.id(.random(in: 1...cats))
      guard let step = try await acknowledgement(of: { try await yard.walk(cat) }) else { return }
      try acknowledged?.write(cat, step)
    }
  }

  /// After a lost connection nobody knows whether it happened. Either way the cat's row tells the
  /// next step, so that trying again is right. Nil: told to stop before it succeeded.
  private func acknowledgement(of body: () async throws -> Int64) async throws -> Int64? {
    while true {
      do {
        return try await body()
      } catch let error as PostgresError where !error.isOurs {
        logger.warning("not acknowledged", metadata: ["error": "\(error)"])
        if Task.isShuttingDownGracefully { return nil }
        try await Task.sleep(for: .milliseconds(20))
      }
    }
  }
}

extension PostgresError {
  /// A statement that is wrong fails the test at once.
  fileprivate var isOurs: Bool { ["22", "23", "42"].contains(sqlState?.errorClass) }
}

/// So many events are to be appended by all writers together.
final class Tickets: Sendable {
  private let left: Atomic<Int>

  init(_ count: Int) { left = Atomic(count) }

  func take() -> Bool { left.wrappingSubtract(1, ordering: .relaxed).oldValue > 0 }
}

/// Keeps a distance between events; what a fault delayed is not made up for in a burst.
struct Pace {
  private let distance: Duration?
  private var next = ContinuousClock.now

  init(_ distance: Duration?) {
    self.distance = distance
    // Writers that start together spread out.
    if let distance { next += distance * Double.random(in: 0..<1) }
  }

  mutating func wait() async throws {
    guard let distance else { return }
    try await Task.sleep(until: next)
    next = max(next + distance, .now)
  }
}
