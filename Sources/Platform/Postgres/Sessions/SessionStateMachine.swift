import DequeModule

/// What the server says about the session between two jobs.
enum TransactionStatus: Sendable {
  case idle, active, inTransaction, inFailedTransaction, unknown
}

/// Decides, for one connection, what is sent when, and when a lease of it is over.
///
/// It is told what happened by its mutating methods and asked with `nextAction` what to do, until
/// that is nothing. It owns no socket.
struct SessionStateMachine {
  enum Action {
    /// Send its statements and, now or with those of others, a sync; then tell `pipeline`.
    case sendTrip(Ticket)
    /// Leave pipeline mode and start it; then call `exclusiveFinished`.
    case startExclusive(Ticket)
    /// The lease is over and the session clean; the ticket that ended it may be answered now.
    case free(Ticket, Outcome)
    /// The session cannot be cleaned, or what it commits is in doubt.
    case giveUp
  }

  /// What becomes of a job whose task was cancelled; the ticket is the task's, to be answered now.
  enum Cancellation {
    /// It was not sent and will not be.
    case withdrawn(Ticket)
    /// The server is busy with it and is to be asked to stop, which `cancelAnswered` must follow.
    case interrupt(Ticket)
    /// It was sent and commits, or it ends the lease: it goes on.
    case goesOn(Ticket)
  }

  private struct Ending {
    var ticket: Ticket
    let outcome: Outcome
    var mustDiscard: Bool
    var hasRolledBack = false
  }

  var pipeline: PipelineStateMachine
  /// What `discard all` takes along.
  private let settings: [BoundStatement]
  private var held: Deque<Ticket> = []
  private(set) var exclusive: Ticket?
  private var ending: Ending?
  /// `pg_cancel_backend` calls against this connection that have not been answered. Until they are,
  /// the signal may still come, so nothing new is sent that it could hit.
  private(set) var cancelRequests = 0
  private var isInDoubt = false
  /// COPY keeps the connection to itself between its jobs.
  private var isCopying = false

  /// - Parameters:
  ///   - names: what the names of prepared statements begin with.
  ///   - settings: sets what the session needs, once it was made as new.
  init(names: String = "s", settings: [BoundStatement] = []) {
    pipeline = PipelineStateMachine(names: names)
    self.settings = settings
  }

  // MARK: what happened

  mutating func submit(_ ticket: Ticket) { held.append(ticket) }

  mutating func cancelAnswered() { cancelRequests -= 1 }

  /// A ticket's job was answered. Returns whether it may be told now; if not, `free` will tell it.
  mutating func completed(_ ticket: Ticket, _ outcome: Outcome) -> Bool {
    if case .failure(let error) = outcome, error.code == .outcomeUnknown { isInDoubt = true }
    guard ticket.job.options.contains(.endsLease) else { return true }
    ending = Ending(ticket: ticket, outcome: outcome, mustDiscard: false)
    return false
  }

  mutating func exclusiveFinished(isCopying: Bool) {
    exclusive = nil
    self.isCopying = isCopying
  }

  // MARK: what to do

  mutating func nextAction(_ status: TransactionStatus) -> Action? {
    if isInDoubt { return .giveUp }
    guard exclusive == nil, cancelRequests == 0 else { return nil }
    while let next = held.first {
      if next.job.isPipelined && !isCopying {
        held.removeFirst()
        return .sendTrip(next)
      }
      guard pipeline.isEmpty else { return nil }
      held.removeFirst()
      if case .end(let discarding) = next.job.work {
        ending = Ending(ticket: next, outcome: .success(Answers()), mustDiscard: discarding)
        continue
      }
      if next.job.isPipelined { return .giveUp }  // nothing but data may be sent during COPY
      exclusive = next
      return .startExclusive(next)
    }
    return nextEndingAction(status)
  }

  private mutating func nextEndingAction(_ status: TransactionStatus) -> Action? {
    guard let ending, pipeline.isEmpty else { return nil }
    if isCopying { return .giveUp }
    if status != .idle {
      guard !ending.hasRolledBack, status != .unknown else { return .giveUp }
      self.ending?.hasRolledBack = true
      return .sendTrip(Self.housekeeping([Self.said("rollback")], ending.ticket.job))
    }
    if ending.mustDiscard {
      self.ending?.mustDiscard = false
      pipeline.forgetPrepared()
      let statements = [Self.said("discard all")] + settings
      return .sendTrip(Self.housekeeping(statements, ending.ticket.job))
    }
    self.ending = nil
    return .free(ending.ticket, ending.outcome)
  }

  private static func said(_ sql: String) -> BoundStatement {
    BoundStatement(PostgresQuery(unescaped: sql), name: sql)
  }

  private static func housekeeping(_ statements: [BoundStatement], _ job: Job) -> Ticket {
    Ticket(job: Job(pool: job.pool, work: .many(statements)), reply: .nobody)
  }

  /// Whether something was sent that the server has not answered.
  var isAwaitingAnswer: Bool { exclusive != nil || !pipeline.isEmpty }

  // MARK: giving up

  /// The task of `job` was cancelled; nil: it is answered already, or was before.
  mutating func cancel(_ job: Job) -> Cancellation? {
    if job.isEnd { return leaveEnd(job).map { .goesOn($0) } }
    if let index = held.firstIndex(where: { $0.job === job }) {
      return .withdrawn(held.remove(at: index))
    }
    guard let ticket = leave(job) else { return nil }
    if job.isCommit { return .goesOn(ticket) }
    cancelRequests += 1
    return .interrupt(ticket)
  }

  private mutating func leave(_ job: Job) -> Ticket? {
    guard let exclusive, exclusive.job === job else { return pipeline.abandon(job) }
    self.exclusive = exclusive.abandoned
    return exclusive
  }

  private mutating func leaveEnd(_ job: Job) -> Ticket? {
    if let ending, ending.ticket.job === job {
      self.ending?.ticket = ending.ticket.abandoned
      return ending.ticket
    }
    guard let index = held.firstIndex(where: { $0.job === job }) else { return nil }
    defer { held[index] = held[index].abandoned }
    return held[index]
  }

  /// The connection broke because of `error`: what becomes of everything that is not answered. What
  /// was sent and commits may have happened.
  mutating func lost(_ error: PostgresError) -> [(Ticket, Outcome)] {
    defer { self = SessionStateMachine() }
    let sent = pipeline.lost() + (exclusive.map { [$0] } ?? [])
    var fates: [(Ticket, Outcome)] = sent.map { ticket in
      (ticket, .failure(ticket.job.mayHaveCommitted ? error.with(.outcomeUnknown) : error))
    }
    if let ending { fates.append((ending.ticket, ending.outcome)) }
    return fates + held.map { ($0, $0.job.isEnd ? .success(Answers()) : .failure(error)) }
  }
}
