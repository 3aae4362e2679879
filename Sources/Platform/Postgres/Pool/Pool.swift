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
  var shared: PoolStateMachine<Ticket>
  var leased: PoolStateMachine<Lease>
  var leases: [Lease: LeaseState] = [:]
  var listener = ListenStateMachine()
  /// Reads were asked for or answered since the last `pump`, which the loop calls once a round, so
  /// that reads which come together go together.
  private(set) var hasNews = false
  var bell = BellStateMachine()
  /// The one connection for ringing.
  var bells: PoolStateMachine<Ticket>
  private let secondConnection = SecondConnection()
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
    if ticket.job.isCancelled.load(ordering: .acquiring), !ticket.isAbandoned {
      guard ticket.job.isEnd else {
        return ticket.resume(with: .failure(PostgresError(.cancelled)))
      }
      ticket.resume(with: .success(Answers()))
      return submit(ticket.abandoned)
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
    loop.connect(
      .init(pool: id, role: role, configuration: configuration, second: secondConnection))
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

  // MARK: what sessions report

  /// Hands out an outcome.
  func answer(_ ticket: Ticket, _ outcome: Outcome, from session: Session?) {
    switch ticket.reply {
    case .task(let continuation): loop.resumeLater(continuation, with: outcome)
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
    case .gone: if case .success(let answers) = outcome { ticket.job.lateCommit?(answers) }
    case .nobody: break
    }
  }

  /// What one session was told may hold for all of them: they were begun while the database took no
  /// writes, or their server is stopping. Shared connections are read-only of our own making.
  func noticed(_ error: PostgresError, on role: Session.Role) {
    let isRefusedWrite = error.sqlState == .readOnlyTransaction && role != .shared
    if isRefusedWrite || error.sqlState == .adminShutdown { retireAll() }
  }

  /// No session that stands is to be trusted; new ones go through the hosts again.
  func retireAll() {
    shared.retireAll(now: loop.now)
    leased.retireAll(now: loop.now)
    bells.retireAll(now: loop.now)
    listener.retire(now: loop.now)
    hasNews = true
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
  func lost(_ session: Session, _ error: PostgresError, _ fates: [(Ticket, Outcome)]) {
    noticed(error, on: session.role)
    logger.info("connection to Postgres lost", metadata: ["reason": "\(error)"])
    metrics[session.role].lost.increment()
    loop.forget(session)
    switch session.role {
    case .shared: shared.lost(session.id)
    case .leased: leased.lost(session.id)
    case .bell: bells.lost(session.id)
    case .listener: listener.lost(session.id, now: loop.now, jitter: .random(in: 0..<1))
    }
    let isOver = fates.contains { $0.0.job.isEnd || $0.0.job.options.contains(.endsLease) }
    if let lease = session.lease { leases[lease] = isOver ? nil : .broken(error) }
    for (ticket, outcome) in fates {
      if ticket.mayRepeat, !ticket.job.mayHaveCommitted, !ticket.isAbandoned {
        submit(ticket.repeated(preparingAnew: false))
      } else {
        answer(ticket, outcome, from: session)
      }
    }
    pump()
  }

  func connected(_ role: Session.Role, _ result: Result<Connected, PostgresError>) {
    switch result {
    case .success(let connected):
      metrics[role].made.increment()
      remark(connected.remark)
      joined(loop.adopt(connected, as: role, for: self))
    case .failure(let error):
      metrics[role].refused.increment()
      logger.warning("cannot connect to Postgres", metadata: ["reason": "\(error.detail)"])
      refused(role, error)
    }
    pump()
  }

  /// Says it once.
  private func remark(_ remark: String?) {
    guard let remark, !hasRemarked else { return }
    hasRemarked = true
    logger.warning("\(remark)", metadata: ["client": "\(configuration.applicationName)"])
  }

  private func joined(_ session: Session) {
    let (id, now, takesNoWrites) = (session.id, loop.now, session.wire.takesNoWrites)
    switch session.role {
    case .shared: shared.connected(id, now: now)
    case .leased: leased.connected(id, now: now, takesNoWrites: takesNoWrites)
    case .bell: bells.connected(id, now: now, takesNoWrites: takesNoWrites)
    case .listener: listener.connected(id, now: now, takesNoWrites: takesNoWrites)
    }
  }

  private func refused(_ role: Session.Role, _ error: PostgresError) {
    let (now, jitter) = (loop.now, Double.random(in: 0..<1))
    switch role {
    case .shared: shared.connectFailed(error, now: now, jitter: jitter)
    case .leased: leased.connectFailed(error, now: now, jitter: jitter)
    case .bell: bells.connectFailed(error, now: now, jitter: jitter)
    case .listener: listener.connectFailed(now: now, jitter: jitter)
    }
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
