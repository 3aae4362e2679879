import DequeModule

/// Knows which answers of one connection are still due and to whom they belong.
///
/// A trip is the statements of one job. A sync ends one trip or, since it costs both sides as much
/// as a read, a batch of reads. libpq answers each statement (and each preparation) with one result
/// and an end, and each sync with one result and no end; after an error, everything up to the sync
/// is answered as aborted: what an error took along of its batch is sent anew, alone.
struct PipelineStateMachine {
  /// How a statement is to be sent.
  enum Plan: Equatable {
    case unprepared
    case prepared(name: String)
    /// Prepare it under this name, then execute it.
    case preparing(name: String)
  }

  enum Answer {
    case result(ResultSet)
    case failure(PostgresError)
    case aborted
    /// It precedes the answers that it came with, and may precede others.
    case warning(ServerWarning)
    case end
    case sync
  }

  enum Action {
    case complete(Ticket, Outcome)
    /// It failed for what is not its own fault: a prepared statement out of date, which is
    /// forgotten now, or its batch. Send the job anew.
    case sendAnew(Ticket)
  }

  private struct Trip {
    var ticket: Ticket
    /// The statements that this trip prepares, first to last, by index.
    var preparations: Deque<Int>
    var index = 0
    var isOutdated = false
    var isAborted = false
    var answers = Answers()
    var failure: PostgresError?
    /// Why its success is none to rely on.
    var doubt: PostgresError?

    /// The statement due; nil: the sync is due.
    var statement: BoundStatement? {
      index < ticket.job.statementCount ? ticket.job.statement(at: index) : nil
    }
    var isAnswered: Bool { index == ticket.job.statementCount }
    var isPreparing: Bool { preparations.first == index }
  }

  private var trips: Deque<Trip> = []
  /// For each sync that was sent and not answered: how many of the trips before it are left.
  private var batches: Deque<Int> = []
  /// How many trips were sent since the last sync.
  private(set) var unsynced = 0
  private var prepared: [BoundStatement.Key: String] = [:]
  private let names: String
  private var namesGiven = 0

  /// - Parameter names: what the names of prepared statements begin with.
  init(names: String = "s") { self.names = names }

  var isEmpty: Bool { trips.isEmpty && batches.isEmpty }

  // MARK: sending

  /// Decides how to send a statement of `ticket`; what it returns must be sent.
  mutating func plan(for statement: BoundStatement, of ticket: Ticket) -> Plan {
    guard let key = statement.key else { return .unprepared }
    if !ticket.preparesAnew, let name = prepared[key] { return .prepared(name: name) }
    namesGiven += 1
    let name = "\(names)\(namesGiven)"
    prepared[key] = name
    return .preparing(name: name)
  }

  /// All statements of the ticket's job were sent.
  mutating func sent(_ ticket: Ticket, preparations: Deque<Int>) {
    trips.append(Trip(ticket: ticket, preparations: preparations))
    unsynced += 1
  }

  /// A sync was sent.
  mutating func synced() {
    batches.append(unsynced)
    unsynced = 0
  }

  /// After `discard all` the server has no prepared statements.
  mutating func forgetPrepared() { prepared = [:] }

  // MARK: receiving

  mutating func received(_ answer: Answer) -> Action? {
    if case .sync = answer { return (batches.popFirst() ?? 0) > 0 ? finish() : nil }
    guard !trips.isEmpty else { return nil }
    switch answer {
    case .result(let result): if !trips[0].isPreparing { trips[0].answers.append(result) }
    case .failure(let error): failed(error)
    case .aborted: aborted()
    case .warning(let warning): warned(warning)
    case .end: return advance()
    case .sync: break
    }
    return nil
  }

  private mutating func failed(_ error: PostgresError) {
    let statement = trips[0].statement
    trips[0].failure = statement.map { error.named($0.name) } ?? error
    if trips[0].isPreparing {
      forgetCurrent()
    } else if error.meansOutdatedPlan {
      trips[0].isOutdated = true
      forgetCurrent()
    } else if error.sqlState?.errorClass == "40" {
      // A conflict, perhaps over a lock that an earlier read of the batch has taken.
      trips[0].isAborted = trips[0].ticket.sharesSync
    }
  }

  /// A commit that comes with a warning is none; what commits by itself may warn of anything but its
  /// commit. Several may be in flight: then it may be about any of them.
  private mutating func warned(_ warning: ServerWarning) {
    for index in trips.indices where warning.isOfStandbyWait || trips[index].ticket.job.isCommit {
      trips[index].doubt = .outcomeUnknown(warning)
    }
  }

  /// What fails after an error of its own trip stays the error's.
  private mutating func aborted() {
    if trips[0].failure == nil { trips[0].isAborted = true }
    if trips[0].isPreparing { forgetCurrent() }
  }

  /// A read that shares its sync is over with its last answer; any other trip with its sync, which
  /// says what the transaction has become.
  private mutating func advance() -> Action? {
    if trips[0].isPreparing {
      trips[0].preparations.removeFirst()
      return nil
    }
    trips[0].index += 1
    guard trips[0].ticket.sharesSync, trips[0].isAnswered else { return nil }
    if batches.isEmpty { unsynced -= 1 } else { batches[0] -= 1 }
    return finish()
  }

  private mutating func forgetCurrent() {
    if let key = trips[0].statement?.key { prepared[key] = nil }
  }

  private mutating func finish() -> Action? {
    let trip = trips.removeFirst()
    if trip.isAborted && !trip.ticket.isAbandoned { return .sendAnew(trip.ticket.alone) }
    if trip.isOutdated && trip.ticket.mayRepeat && !trip.ticket.isAbandoned {
      return .sendAnew(trip.ticket.repeated(preparingAnew: true))
    }
    let error = trip.failure ?? trip.doubt
    return .complete(trip.ticket, error.map { .failure($0) } ?? .success(trip.answers))
  }

  // MARK: giving up

  /// Nobody will wait for the answers to this job; who did, if it was sent and not answered.
  mutating func abandon(_ job: Job) -> Ticket? {
    let index = trips.firstIndex { $0.ticket.job === job && !$0.ticket.isAbandoned }
    guard let index else { return nil }
    defer { trips[index].ticket = trips[index].ticket.abandoned }
    return trips[index].ticket
  }

  /// The connection broke: nothing more will be answered.
  mutating func lost() -> [Ticket] {
    defer { (trips, batches, unsynced) = ([], [], 0) }
    return trips.map(\.ticket)
  }
}

extension PostgresError {
  /// The prepared statement is unknown, or was planned for tables that have changed since.
  var meansOutdatedPlan: Bool {
    sqlState == .invalidStatementName || sqlState == .featureNotSupported
  }
}
