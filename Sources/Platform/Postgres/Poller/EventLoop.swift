import CLibPQ
import Glibc

/// What runs on the poller thread: it alone knows the pools and the sessions.
final class EventLoop {
  private let mailbox: Mailbox<Poller.Command>
  private let connector: Connector
  private let epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
  private var pools: [PoolID: Pool] = [:]
  private var sessions: [UInt64: Session] = [:]
  private var unflushed: [Session] = []
  /// Answers of this round, and the tasks that wait for them.
  private var answers: [(task: UnsafeContinuation<Outcome, Never>, outcome: Outcome)] = []
  private var lastSession: UInt64 = 0
  /// The time, read once a round.
  private(set) var now = Instant.now
  private var nextTick: Instant?

  /// The mailbox's descriptor; sessions count from 1.
  private static let mailboxTag: UInt64 = 0

  init(_ mailbox: Mailbox<Poller.Command>, _ connector: Connector) {
    self.mailbox = mailbox
    self.connector = connector
    let added = mcf_epoll_control(
      epoll, EPOLL_CTL_ADD, mailbox.descriptor, EPOLLIN.rawValue, Self.mailboxTag)
    precondition(added == 0, "no epoll: errno \(errno)")
  }

  func run() -> Never {
    let capacity = 64
    let events = UnsafeMutablePointer<epoll_event>.allocate(capacity: capacity)
    var batch: [Poller.Command] = []
    while true {
      mailbox.take(into: &batch)
      let mustLook = !batch.isEmpty
      now = .now
      for command in batch { handle(command) }
      batch.removeAll(keepingCapacity: true)
      flush()
      resume()
      let timeout = mustLook ? 0 : millisecondsToNextTick
      let count = epoll_wait(epoll, events, Int32(capacity), timeout)
      now = .now
      for index in 0..<Int(max(0, count)) { handle(events[index]) }
      // After the events: what was answered while this process itself was stopped is not late.
      if let nextTick, nextTick <= now { tick() }
      flush()
      resume()
    }
  }

  private func handle(_ event: epoll_event) {
    var event = event
    let tag = mcf_epoll_tag(&event)
    if tag == Self.mailboxTag { return mailbox.drain() }
    guard let session = sessions[tag] else { return }
    if event.events & EPOLLOUT.rawValue != 0 { session.flush() }
    if event.events & ~EPOLLOUT.rawValue != 0 { session.readable() }
  }

  private func handle(_ command: Poller.Command) {
    switch command {
    case .submit(let ticket):
      guard let pool = pools[ticket.job.pool] else {
        return ticket.resume(with: .failure(PostgresError(.closed)))
      }
      pool.submit(ticket)
    case .cancel(let job): pools[job.pool]?.cancel(job)
    case .connected(let request, let result): pools[request.pool]?.connected(request.role, result)
    case .openPool(let id, let configuration, let logger, let metrics):
      pools[id] = Pool(id, configuration, logger, metrics, loop: self)
    case .closePool(let id, let continuation):
      guard let pool = pools[id] else { return continuation?.resume() ?? () }
      pool.close(then: continuation)
    case .listen(let id, let channel, let subscriber):
      guard let pool = pools[id] else { return subscriber.finish() }
      pool.listen(to: channel, subscriber)
    case .unlisten(let id, let channel, let subscriber):
      pools[id]?.unlisten(channel, subscriber)
    case .ring(let id, let channel): pools[id]?.ring(channel)
    case .run(let job): Poller.running.run(job)
    }
  }

  // MARK: what pools and sessions ask for

  func connect(_ request: Connector.Request) { connector.request(request) }

  func adopt(_ connected: Connected, as role: Session.Role, for pool: Pool) -> Session {
    lastSession += 1
    let session = Session(SessionID(id: lastSession), role, Wire(connected), pool: pool)
    sessions[lastSession] = session
    _ = mcf_epoll_control(
      epoll, EPOLL_CTL_ADD, session.wire.descriptor, EPOLLIN.rawValue, lastSession)
    return session
  }

  func session(_ id: SessionID) -> Session? { sessions[id.id] }

  /// Throws the answer to a job away, wherever it was sent.
  func abandon(_ job: Job) -> Ticket? {
    for session in sessions.values {
      if let ticket = session.machine.pipeline.abandon(job) { return ticket }
    }
    return nil
  }

  /// The descriptor leaves epoll when the connection is freed, which closes it.
  func forget(_ session: Session) { sessions[session.id.id] = nil }

  func forget(_ pool: Pool) { pools[pool.id] = nil }

  func flushLater(_ session: Session) { unflushed.append(session) }

  func watch(_ session: Session, forWriting: Bool) {
    let events = EPOLLIN.rawValue | (forWriting ? EPOLLOUT.rawValue : 0)
    _ = mcf_epoll_control(
      epoll, EPOLL_CTL_MOD, session.wire.descriptor, events, session.id.id)
  }

  func wake(at instant: Instant?) {
    guard let instant else { return }
    nextTick = min(nextTick ?? instant, instant)
  }

  private func flush() {
    for pool in pools.values where pool.hasNews { pool.pump() }
    while !unflushed.isEmpty {
      let batch = unflushed
      unflushed = []
      for session in batch { session.flush() }
    }
  }

  /// Resumes at the end of the round: one after the other, tasks that become ready find a thread
  /// of the pool awake that the first of them has woken. Each on its own would wake one anew.
  func resumeLater(_ task: UnsafeContinuation<Outcome, Never>, with outcome: Outcome) {
    answers.append((task, outcome))
  }

  private func resume() {
    for answer in answers { answer.task.resume(returning: answer.outcome) }
    answers.removeAll(keepingCapacity: true)
  }

  private func tick() {
    nextTick = nil
    for session in Array(sessions.values) { session.checkAnswer() }
    for pool in pools.values { pool.pump() }
  }

  private var millisecondsToNextTick: Int32 {
    guard let nextTick else { return -1 }
    return Int32(clamping: max(0, (nextTick - now).wholeMilliseconds + 1))
  }
}

extension Ticket {
  /// Tells the task, if there is one.
  func resume(with outcome: Outcome) {
    switch reply {
    case .task(let continuation): continuation.resume(returning: outcome)
    case .kept(let kept): kept.keep(outcome)
    case .cancelRequest, .listening, .bell, .nobody, .gone: break
    }
  }
}
