import Contracts
public import FoundationEssentials
public import Postgres
public import ServiceKit
import ServiceLifecycle

/// Bills what is due of a side: seals each period that has ended, and makes an invoice for each party
/// that has lines in it.
///
/// An invoice is the key (party, period), so a run that was killed anywhere is gone on with by the
/// next one, and comes to the same.
public struct BillingRun: Sendable {
  let bookkeeper: any Bookkeeper.Type
  let database: PostgresClient
  let settings: BillingSettings
  /// For periods that have to be made; nil: as the last one was made.
  let rule: CutoffRule?
  let clock: Clock
  let by: String
  let tell: @Sendable (RunNews) async -> Void
  /// How many parties a chunk has, at first and at most.
  var chunk = 1_000...5_000

  /// - Parameters:
  ///   - database: as the service's application role.
  ///   - rule: for periods that have to be made; nil: as the last one was made.
  ///   - by: who bills, as runs and links of the ledger name them.
  ///   - tell: is told of the way of it.
  public init(
    of bookkeeper: any Bookkeeper.Type, in database: PostgresClient, _ settings: BillingSettings,
    rule: CutoffRule?, clock: Clock, by: String,
    tell: @escaping @Sendable (RunNews) async -> Void = { _ in }
  ) {
    self.bookkeeper = bookkeeper
    self.database = database
    self.settings = settings
    self.rule = rule
    self.clock = clock
    self.by = by
    self.tell = tell
  }

  /// Bills everything that ended by `asOf` and is not billed, or has somebody left; the oldest first.
  ///
  /// - Parameter mayWait: for somebody else who is at it.
  /// - Returns: what each period came to.
  /// - Throws: ``BillingUnderWay``; ``BillingInterrupted`` once the process is to stop, after the
  ///   chunk that it was at; the database's errors. Nothing is lost or doubled then.
  public func run(asOf: Date, mayWait: Bool = true) async throws -> [RunSummary] {
    try await database.withConnection { connection in
      try await takeTurn(connection, mayWait: mayWait)
      _ = try await database.execute(
        MakePeriods(instant: clock.now(), rule: rule, settings: settings))
      var summaries: [RunSummary] = []
      for period in try await database.readAlone(FindDuePeriods(asOf: asOf)) {
        summaries.append(try await bill(period))
      }
      return summaries
    }
  }

  private func takeTurn(_ connection: Connection, mayWait: Bool) async throws {
    var isNew = true
    while try await connection.execute(TakeRunLock()).first != true {
      let runner = try await database.readAlone(FindRunner()).first
      guard mayWait else { throw BillingUnderWay(runner: runner) }
      await tell(.waiting(.turn(runner), isNew: isNew))
      isNew = false
      try await rest(.milliseconds(500))
    }
  }

  private func bill(_ period: DuePeriod) async throws -> RunSummary {
    await tell(.began(period))
    let left = try await gather(period)
    try await begin(period)
    try await issue(period)
    try await database.execute(FinishRun(period: period.id, now: clock.now()))
    let seal = try await bookkeeper.ledger(in: database).seal(at: clock.now())
    guard let figures = try await database.readAlone(ReadRun(period: period.id)).first else {
      throw PostgresError(.protocolViolation, statement: "ReadRun")
    }
    let summary = RunSummary(
      period: period, figures: figures,
      withoutWay: try await bookkeeper.countWithoutWay(of: period.id, in: database),
      stuck: try await database.readAlone(ListStuck(period: period.id)), parked: left.parked,
      firstParked: try await database.readAlone(
        ListParked(before: period.endsAt, most: Self.mostNamed)),
      unhandled: left.waiting, seal: seal)
    await tell(.finished(summary))
    return summary
  }

  /// Seals it: from now on no line comes any more.
  func begin(_ period: DuePeriod) async throws {
    let now = clock.now()
    try await database.execute(ClosePeriod(id: period.id, now: now))
    try await database.execute(SealPeriod(id: period.id, now: now))
    try await database.execute(BeginRun(period: period.id, now: now, by: by))
  }

  /// Of what has failed so many are named.
  private static let mostNamed = 10

  /// Longer than that it is not waited for events which have arrived.
  private static let mostWaiting: TimeInterval = 900

  /// Waits until what happened before the cut-off is here and handled.
  private func gather(_ period: DuePeriod) async throws -> (waiting: Int, parked: Int) {
    let ready = period.endsAt + settings.grace
    var isNew = true
    while clock.now() < ready {
      await tell(.waiting(.latecomers(until: ready), isNew: isNew))
      isNew = false
      try await rest(.milliseconds(200))
    }
    let deadline = clock.now() + Self.mostWaiting
    isNew = true
    while true {
      let left = try await database.readAlone(CountUnhandled(before: period.endsAt)).first
      guard let left, left.waiting > 0, !period.isSealed,
        clock.now() < deadline
      else { return left ?? (waiting: 0, parked: 0) }
      await tell(.waiting(.events(left.waiting, until: deadline), isNew: isNew))
      isNew = false
      try await rest(.milliseconds(200))
    }
  }

  /// A pause that ends when the process is to stop.
  private func rest(_ pause: Duration) async throws {
    if Task.isShuttingDownGracefully { throw BillingInterrupted() }
    try await Task.sleep(for: pause)
  }
}

/// What a run tells on its way.
public enum RunNews: Sendable {
  /// Told again and again for as long as it lasts.
  case waiting(RunWait, isNew: Bool)
  case began(DuePeriod)
  /// Of so many parties so many have their invoices.
  case issued(done: Int, of: Int)
  case finished(RunSummary)
}

/// What a run waits for.
public enum RunWait: Sendable {
  /// Somebody else is billing the same side.
  case turn(Runner?)
  /// What happened before the cut-off may still be on its way.
  case latecomers(until: Date)
  /// So many events have arrived and are not handled yet; it goes on without them then.
  case events(Int, until: Date)
}

/// Somebody else is billing the same side.
public struct BillingUnderWay: Error, CustomStringConvertible {
  public let runner: Runner?

  public var description: String {
    let who = runner.map {
      "\($0.program), since \(Timestamp.format($0.since)) (process \($0.process) of the server)"
    }
    return "somebody else is billing: \(who ?? "done by now")"
  }
}

/// The process had to stop before everything was billed; the next run goes on.
public struct BillingInterrupted: Error {}
