import DequeModule

/// Knows which answers of one connection are still due and to whom they belong.
///
/// A trip is the statements of one job and the sync behind them. libpq answers each statement (and
/// each preparation) with one result and an end, and each sync with one result and no end; after an
/// error, everything up to the sync is answered as aborted.
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
    case end
    case sync
  }

  enum Action {
    case complete(Ticket, Outcome)
    /// A prepared statement was out of date and is forgotten: send the job anew.
    case sendAnew(Ticket)
    /// Nobody wants the answer any more.
    case discard
  }

  private struct Trip {
    let ticket: Ticket
    /// The statements that this trip prepares, first to last, by index.
    var preparations: Deque<Int>
    var index = 0
    var isAbandoned = false
    var isOutdated = false
    var answers = Answers()
    var failure: PostgresError?

    /// The statement due; nil: the sync is due.
    var statement: BoundStatement? {
      index < ticket.job.statementCount ? ticket.job.statement(at: index) : nil
    }
    var isPreparing: Bool { preparations.first == index }
  }

  private var trips: Deque<Trip> = []
  private var prepared: [BoundStatement.Key: String] = [:]
  private var namesGiven = 0

  var isEmpty: Bool { trips.isEmpty }

  // MARK: sending

  /// Decides how to send a statement; what it returns must be sent.
  mutating func plan(for statement: BoundStatement) -> Plan {
    guard let key = statement.key else { return .unprepared }
    if let name = prepared[key] { return .prepared(name: name) }
    namesGiven += 1
    let name = "s\(namesGiven)"
    prepared[key] = name
    return .preparing(name: name)
  }

  /// All statements of the ticket's job and a sync were sent.
  mutating func sent(_ ticket: Ticket, preparations: Deque<Int>) {
    trips.append(Trip(ticket: ticket, preparations: preparations))
  }

  /// After `discard all` the server has no prepared statements.
  mutating func forgetPrepared() { prepared = [:] }

  // MARK: receiving

  mutating func received(_ answer: Answer) -> Action? {
    guard !trips.isEmpty else { return nil }
    switch answer {
    case .result(let result):
      if !trips[0].isPreparing { trips[0].answers.append(result) }
    case .failure(let error): failed(error)
    case .aborted: if trips[0].isPreparing { forgetCurrent() }
    case .end: advance()
    case .sync: return finish()
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
    }
  }

  private mutating func advance() {
    if trips[0].isPreparing {
      trips[0].preparations.removeFirst()
    } else {
      trips[0].index += 1
    }
  }

  private mutating func forgetCurrent() {
    if let key = trips[0].statement?.key { prepared[key] = nil }
  }

  private mutating func finish() -> Action? {
    let trip = trips.removeFirst()
    if trip.isAbandoned { return .discard }
    guard let failure = trip.failure else { return .complete(trip.ticket, .success(trip.answers)) }
    if trip.isOutdated && trip.ticket.mayRepeat {
      var ticket = trip.ticket
      ticket.repeats += 1
      return .sendAnew(ticket)
    }
    return .complete(trip.ticket, .failure(failure))
  }

  // MARK: giving up

  /// The answers to this job will be thrown away when they come.
  mutating func abandon(_ job: Job) -> Ticket? {
    guard let index = trips.firstIndex(where: { $0.ticket.job === job && !$0.isAbandoned }) else {
      return nil
    }
    trips[index].isAbandoned = true
    return trips[index].ticket
  }

  func contains(_ job: Job) -> Bool { trips.contains { $0.ticket.job === job } }

  /// The connection broke: nothing more will be answered.
  mutating func lost() -> [Ticket] {
    defer { trips = [] }
    return trips.filter { !$0.isAbandoned }.map(\.ticket)
  }
}

extension PostgresError {
  /// The prepared statement is unknown, or was planned for tables that have changed since.
  var meansOutdatedPlan: Bool {
    sqlState == .invalidStatementName || sqlState == .featureNotSupported
  }
}
