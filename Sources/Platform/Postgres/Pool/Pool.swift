import Logging
import Metrics
import Synchronization

/// The connections of one client: carries out what the pool state machines decide. Poller thread
/// only.
final class Pool {
  enum LeaseState {
    /// No connection yet; these wait for it.
    case waiting([Ticket])
    case running(Session)
    /// The connection broke before the lease was over.
    case broken(PostgresError)
  }

  let id: PoolID
  let configuration: PostgresConfiguration
  let loop: EventLoop
  private let logger: Logger
  private let metrics: PoolMetrics
  private var shownUsage = (shared: PoolUsage(), leased: PoolUsage())
  private var shared: PoolStateMachine<Ticket>
  private var leased: PoolStateMachine<Lease>
  private var leases: [Lease: LeaseState] = [:]
  var listener = ListenStateMachine()
  /// Reads were asked for or answered since the last `pump`, which the loop calls once a round, so
  /// that reads which come together go together.
  private(set) var hasNews = false
  var bell = BellStateMachine()
  /// The one connection for ringing.
  var bells: PoolStateMachine<Ticket>
  private var hasRemarked = false
  private var isClosing = false
  private var closeContinuations: [CheckedContinuation<Void, Never>] = []

  /// So many reads are in flight on one shared connection at most; the rest wait here, where they
  /// have a deadline and can be cancelled at no cost.
  private static let pipelineDepth = 64

  init(
    _ id: PoolID, _ configuration: PostgresConfiguration, _ logger: Logger,
    _ metrics: PoolMetrics, loop: EventLoop
  ) {
    self.id = id
    self.logger = logger
    self.metrics = metrics
    self.configuration = configuration
    self.loop = loop
    shared = PoolStateMachine(
      .init(
        connections: max(1, configuration.sharedConnections), capacity: Self.pipelineDepth,
        spread: 2, idleTimeout: configuration.idleTimeout))
    leased = PoolStateMachine(
      .init(
        connections: max(1, configuration.leasedConnections), capacity: 1, spread: .max,
        idleTimeout: configuration.idleTimeout))
    bells = PoolStateMachine(
      .init(connections: 1, capacity: 1, spread: .max, idleTimeout: configuration.idleTimeout))
  }

  // MARK: jobs

  func submit(_ ticket: Ticket) {
    if ticket.job.isCancelled.load(ordering: .acquiring) {
      return ticket.resume(with: .failure(PostgresError(.cancelled)))
    }
    if let lease = ticket.job.lease {
      submit(ticket, for: lease)
    } else {
      shared.wait(ticket, until: loop.now + configuration.acquireDeadline)
      hasNews = true
    }
  }

  private func submit(_ ticket: Ticket, for lease: Lease) {
    switch leases[lease] {
    case .running(let session): session.submit(ticket)
    case .waiting(let tickets): leases[lease] = .waiting(tickets + [ticket])
    case .broken(let error):
      let isEnd = ticket.job.isEnd
      if isEnd { leases[lease] = nil }
      ticket.resume(with: isEnd ? .success(Answers()) : .failure(error))
    case nil:
      guard ticket.job.options.contains(.opensLease) else {
        let outcome: Outcome =
          ticket.job.isEnd ? .success(Answers()) : .failure(PostgresError(.closed))
        return ticket.resume(with: outcome)
      }
      leases[lease] = .waiting([ticket])
      leased.wait(lease, until: loop.now + configuration.acquireDeadline)
      pump()
    }
  }

  /// Does what the state machines want done.
  func pump() {
    hasNews = false
    pumpShared()
    while let action = leased.nextAction(now: loop.now) {
      switch action {
      case .assign(let id, let lease): start(lease, on: id)
      case .connect: connect(.leased)
      case .fail(let lease, let error):
        metrics.leased.failed(error)
        fail(lease, error)
      case .close(let id): loop.session(id).map(loop.forget)
      }
    }
    pumpListener()
    pumpBell()
    loop.wake(at: leased.nextDeadline)
    showUsage()
    finishClosing()
  }

  private func showUsage() {
    let usage = (shared: shared.usage, leased: leased.usage)
    metrics.sharedUsage.show(usage.shared, last: shownUsage.shared)
    metrics.leasedUsage.show(usage.leased, last: shownUsage.leased)
    shownUsage = usage
  }

  /// The part of `pump` that a read needs.
  private func pumpShared() {
    while let action = shared.nextAction(now: loop.now) {
      switch action {
      case .assign(let id, let ticket): loop.session(id)?.submit(ticket)
      case .connect: connect(.shared)
      case .fail(let ticket, let error):
        metrics.shared.failed(error)
        answer(ticket, .failure(error), from: nil)
      case .close(let id): loop.session(id).map(loop.forget)
      }
    }
    loop.wake(at: shared.nextDeadline)
  }

  func connect(_ role: Session.Role) {
    loop.connect(.init(pool: id, role: role, configuration: configuration))
  }

  private func start(_ lease: Lease, on id: SessionID) {
    guard let session = loop.session(id), case .waiting(let tickets)? = leases[lease] else {
      return leased.finished(id, now: loop.now)
    }
    leases[lease] = .running(session)
    session.lease = lease
    for ticket in tickets { session.submit(ticket) }
  }

  private func fail(_ lease: Lease, _ error: PostgresError) {
    guard case .waiting(let tickets)? = leases.removeValue(forKey: lease) else { return }
    for ticket in tickets {
      ticket.resume(with: ticket.job.isEnd ? .success(Answers()) : .failure(error))
    }
  }

  // MARK: cancelling

  func cancel(_ job: Job) {
    guard let lease = job.lease else { return cancelShared(job) }
    switch leases[lease] {
    case .waiting(let tickets):
      guard let ticket = tickets.first(where: { $0.job === job }) else { return }
      let rest = tickets.filter { $0.job !== job }
      leases[lease] = rest.isEmpty ? nil : .waiting(rest)
      if rest.isEmpty { _ = leased.withdraw { $0 == lease } }
      ticket.resume(with: .failure(PostgresError(.cancelled)))
      pump()
    case .running(let session): cancelLeased(job, on: session)
    case .broken, nil: break
    }
  }

  private func cancelShared(_ job: Job) {
    let waiting = shared.withdraw { $0.job === job }
    let ticket = waiting ?? loop.abandon(job)
    ticket?.resume(with: .failure(PostgresError(.cancelled)))
    pump()
  }

  private func cancelLeased(_ job: Job, on session: Session) {
    if let ticket = session.machine.withdraw(job) {
      return ticket.resume(with: .failure(PostgresError(.cancelled)))
    }
    guard session.machine.isRunning(job) else { return }
    session.machine.cancelRequested()
    let request = Job(
      pool: id, work: .one(BoundStatement(CancelBackend(pid: session.wire.backendPID))))
    submit(Ticket(job: request, reply: .cancelRequest(against: session.id)))
  }

  // MARK: what sessions report

  /// Hands out an outcome.
  func answer(_ ticket: Ticket, _ outcome: Outcome, from session: Session?) {
    switch ticket.reply {
    case .task(let continuation):
      var outcome = outcome
      if case .failure(let error) = outcome, error.sqlState == .queryCanceled,
        ticket.job.isCancelled.load(ordering: .acquiring)
      {
        outcome = .failure(error.with(.cancelled))
      }
      loop.resumeLater(continuation, with: outcome)
    case .cancelRequest(let id):
      guard let session = loop.session(id) else { return }
      session.machine.cancelAnswered()
      if case .failure(let error) = outcome, error.isSilence {
        return session.lose(because: error)  // who cannot be told to stop will not answer either
      }
      session.advance()
    case .listening(let channels):
      guard let session else { return }
      if case .success = outcome { return listener.listening(to: channels, on: session.id) }
      loop.forget(session)
      listener.lost(session.id, now: loop.now, jitter: .random(in: 0..<1))
    case .kept(let kept): kept.keep(outcome)
    case .bell: bell.finished()
    case .nobody: break
    }
  }

  func finishedShared(_ session: Session) {
    shared.finished(session.id, now: loop.now)
    hasNews = true
  }

  /// The session's lease is over and the session clean.
  func freed(_ session: Session) {
    if let lease = session.lease { leases[lease] = nil }
    session.lease = nil
    leased.finished(session.id, now: loop.now)
    pump()
  }

  /// The connection broke. Reads that it did not answer are sent once more, elsewhere.
  func lost(_ session: Session, _ error: PostgresError, _ waiting: [(Ticket, Outcome?)]) {
    logger.info("connection to Postgres lost", metadata: ["reason": "\(error)"])
    metrics[session.role].lost.increment()
    loop.forget(session)
    switch session.role {
    case .shared: shared.lost(session.id)
    case .leased: leased.lost(session.id)
    case .bell: bells.lost(session.id)
    case .listener: listener.lost(session.id, now: loop.now, jitter: .random(in: 0..<1))
    }
    let isOver = waiting.contains { $0.0.job.isEnd || $0.0.job.options.contains(.endsLease) }
    if let lease = session.lease { leases[lease] = isOver ? nil : .broken(error) }
    for (ticket, outcome) in waiting {
      if session.role == .shared, ticket.mayRepeat {
        submit(ticket.repeated(preparingAnew: false))
      } else {
        let lost: Outcome = ticket.job.isEnd ? .success(Answers()) : .failure(error)
        answer(ticket, outcome ?? lost, from: session)
      }
    }
    pump()
  }

  func connected(_ role: Session.Role, _ result: Result<Connected, PostgresError>) {
    switch result {
    case .success(let connected):
      metrics[role].made.increment()
      remark(connected.remark)
    case .failure(let error):
      metrics[role].refused.increment()
      logger.warning("cannot connect to Postgres", metadata: ["reason": "\(error.detail)"])
    }
    switch (role, result) {
    case (.shared, .success(let connected)):
      shared.connected(loop.adopt(connected, as: role, for: self).id, now: loop.now)
    case (.leased, .success(let connected)):
      leased.connected(loop.adopt(connected, as: role, for: self).id, now: loop.now)
    case (.bell, .success(let connected)):
      bells.connected(loop.adopt(connected, as: role, for: self).id, now: loop.now)
    case (.listener, .success(let connected)):
      listener.connected(loop.adopt(connected, as: role, for: self).id)
    case (.shared, .failure(let error)):
      shared.connectFailed(error, now: loop.now, jitter: .random(in: 0..<1))
    case (.leased, .failure(let error)):
      leased.connectFailed(error, now: loop.now, jitter: .random(in: 0..<1))
    case (.bell, .failure(let error)):
      bells.connectFailed(error, now: loop.now, jitter: .random(in: 0..<1))
    case (.listener, .failure):
      listener.connectFailed(now: loop.now, jitter: .random(in: 0..<1))
    }
    pump()
  }

  /// Says it once.
  private func remark(_ remark: String?) {
    guard let remark, !hasRemarked else { return }
    hasRemarked = true
    logger.warning("\(remark)", metadata: ["client": "\(configuration.applicationName)"])
  }

  // MARK: closing

  /// Open leases end first; the shared connections outlive them, since they carry cancel requests.
  func close(then continuation: CheckedContinuation<Void, Never>?) {
    if let continuation { closeContinuations.append(continuation) }
    isClosing = true
    listener.close()
    bells.close()
    leased.close()
    pump()
  }

  private func finishClosing() {
    guard isClosing, leased.isClosed, listener.isClosed, bells.isClosed else { return }
    if !shared.isClosing {
      shared.close()
      return pump()
    }
    guard shared.isClosed else { return }
    loop.forget(self)
    for continuation in closeContinuations { continuation.resume() }
    closeContinuations = []
  }
}

extension PostgresError {
  /// No server has said anything.
  fileprivate var isSilence: Bool {
    sqlState == nil && (code == .connectFailed || code == .connectionLost)
  }
}

/// Asks the server to interrupt what a backend of the same role does.
struct CancelBackend: Statement {
  static let sql = "select pg_cancel_backend($1)"
  let pid: Int32
  var bindings: Bindings { [pid] }
}

extension Job {
  var isEnd: Bool {
    if case .end = work { true } else { false }
  }
}
