import Synchronization

/// What a task asks the poller for.
final class Job: Sendable {
  enum Work: Sendable {
    /// Statements in one round trip, ended by one sync.
    case one(BoundStatement)
    case many([BoundStatement])
    /// SQL without parameters, any number of statements.
    case script(String)
    /// `copy … from stdin`; answered when the server wants the data.
    case copyIn(String)
    /// Answered when it has left this process.
    case copyData([UInt8])
    /// The end of the data, or the reason why there will be no more.
    case copyDone(failure: String?)
    /// The lease is over; answered when the session is clean. `discarding`: settings and all.
    case end(discarding: Bool)
  }

  struct Options: OptionSet, Sendable {
    let rawValue: UInt8
    /// The first job of its lease, which waits for a connection.
    static let opensLease = Self(rawValue: 1)
    /// The last job of its lease.
    static let endsLease = Self(rawValue: 2)
    /// Sending it again is harmless as long as it has not been answered.
    static let mayRepeat = Self(rawValue: 4)
    /// Nothing that was prepared before is of use.
    static let preparesAnew = Self(rawValue: 8)
    /// What it does is committed without a COMMIT of ours.
    static let commitsByItself = Self(rawValue: 16)
  }

  let pool: PoolID
  /// nil: runs on a shared connection.
  let lease: Lease?
  let work: Work
  let options: Options
  /// Set for what ends with COMMIT. Sent, it goes on whatever becomes of its task: Postgres would
  /// take a cancelled wait for a standby for success. It is told of answers that come too late for
  /// the task, on the poller's thread.
  let lateCommit: (@Sendable (Answers) -> Void)?
  /// Set before the poller is told, so that it notices even when told before it has the job.
  let isCancelled = Atomic(false)

  init(
    pool: PoolID, lease: Lease? = nil, work: Work, options: Options = [],
    lateCommit: (@Sendable (Answers) -> Void)? = nil
  ) {
    self.pool = pool
    self.lease = lease
    self.work = work
    self.options = options
    self.lateCommit = lateCommit
  }

  var isCommit: Bool { lateCommit != nil }

  /// Whether it may have happened for good once it was sent, although nobody has heard the answer.
  var mayHaveCommitted: Bool {
    if case .copyDone(failure: nil) = work { return true }
    return isCommit || options.contains(.commitsByItself)
  }

  var isEnd: Bool {
    if case .end = work { true } else { false }
  }

  /// Whether it is sent behind others without waiting for their answers.
  var isPipelined: Bool {
    switch work {
    case .one, .many: true
    case .script, .copyIn, .copyData, .copyDone, .end: false
    }
  }

  var statementCount: Int {
    switch work {
    case .one: 1
    case .many(let statements): statements.count
    case .script, .copyIn, .copyData, .copyDone, .end: 0
    }
  }

  func statement(at index: Int) -> BoundStatement? {
    switch work {
    case .one(let statement): statement
    case .many(let statements): statements[index]
    case .script, .copyIn, .copyData, .copyDone, .end: nil
    }
  }
}

/// The right of one transaction or one `withConnection` to a connection of its own.
struct Lease: Hashable, Sendable {
  let id: UInt64
  private static let last = Atomic<UInt64>(0)
  init() { id = Self.last.add(1, ordering: .relaxed).newValue }
}

/// One client's pool, as the poller knows it.
struct PoolID: Hashable, Sendable {
  let id: UInt64
  private static let last = Atomic<UInt64>(0)
  init() { id = Self.last.add(1, ordering: .relaxed).newValue }
}

/// One connection, for as long as the process runs; never used twice, unlike descriptors.
struct SessionID: Hashable, Sendable {
  let id: UInt64
}

/// The answers to the statements of one job, in order.
struct Answers: Sendable {
  private(set) var first: ResultSet?
  private(set) var rest: [ResultSet] = []

  mutating func append(_ answer: ResultSet) {
    if first == nil { first = answer } else { rest.append(answer) }
  }

  var count: Int { first == nil ? 0 : rest.count + 1 }

  subscript(index: Int) -> ResultSet? {
    if index == 0 { return first }
    return rest.indices.contains(index - 1) ? rest[index - 1] : nil
  }

  /// The answer to the last statement.
  var last: ResultSet? { rest.last ?? first }
}

typealias Outcome = Result<Answers, PostgresError>

/// Where the outcome of a job lies until the task comes for it.
final class KeptOutcome: Sendable {
  private let outcome = Mutex<Outcome?>(nil)

  func keep(_ outcome: Outcome) { self.outcome.withLock { $0 = outcome } }

  /// - Throws: the job's error; nothing while there is no outcome.
  func check() throws { _ = try outcome.withLock { $0 }?.get() }
}

/// A job on its way, with who wants the outcome.
struct Ticket: Sendable {
  enum Reply: Sendable {
    case task(UnsafeContinuation<Outcome, Never>)
    /// A task that waits for the job behind it.
    case kept(KeptOutcome)
    /// The poller's own business.
    case cancelRequest(against: SessionID)
    case listening(channels: [String])
    case bell
    /// Housekeeping, which must not fail.
    case nobody
    /// A task that was cancelled and has gone on, or never waited.
    case gone
  }

  let job: Job
  private(set) var reply: Reply
  /// How often it was sent anew, not counting that a neighbour's error had aborted it.
  private var repeats: UInt8 = 0
  private var isAlone = false
  /// Its prepared statement was of no use, and one that another is preparing may be none either.
  private(set) var preparesAnew: Bool

  init(job: Job, reply: Reply) {
    self.job = job
    preparesAnew = job.options.contains(.preparesAnew)
    self.reply = reply
  }

  var mayRepeat: Bool { job.options.contains(.mayRepeat) && repeats == 0 }

  /// Whether one sync may end it together with others: an error of one of them aborts those behind
  /// it, which are then sent again, so only reads may.
  var sharesSync: Bool { job.lease == nil && job.options.contains(.mayRepeat) && !isAlone }

  /// The same, to be sent anew, and with a preparation of its own if that was the reason.
  func repeated(preparingAnew: Bool) -> Ticket {
    var ticket = self
    ticket.repeats += 1
    ticket.preparesAnew = preparingAnew
    return ticket
  }

  /// The same, for which nobody waits any more.
  var abandoned: Ticket {
    var ticket = self
    ticket.reply = .gone
    return ticket
  }

  var isAbandoned: Bool {
    if case .gone = reply { true } else { false }
  }

  /// The same, to be sent anew with a sync of its own, so that only its own error can end it.
  var alone: Ticket {
    var ticket = self
    ticket.isAlone = true
    return ticket
  }
}
