import DequeModule

/// One connection at work: carries out what its state machine decides. Poller thread only.
final class Session {
  enum Role: Sendable { case shared, leased, listener, bell }

  let id: SessionID
  let role: Role
  /// Who has it, while it is leased.
  var lease: Lease?
  var machine: SessionStateMachine
  private(set) var wire: Wire
  private let pool: Pool
  private var isWaitingToWrite = false
  private(set) var isLost = false
  /// The server's last word, or why there will be none.
  private var goodbye: PostgresError?
  /// When the server last said something, or came to owe us an answer.
  private var heardAt: Instant
  private var exclusiveAnswers = Answers()
  private var exclusiveFailure: PostgresError?

  init(_ id: SessionID, _ role: Role, _ wire: Wire, pool: Pool) {
    self.id = id
    self.role = role
    self.wire = wire
    self.pool = pool
    heardAt = pool.loop.now
    let settings = SessionSettings(role, pool.configuration).sql
    machine = SessionStateMachine(
      names: Self.namesOfItsOwn,
      settings: [BoundStatement(PostgresQuery(unescaped: settings), name: "settings")])
  }

  /// Behind a pooler a later session may get the server's process of an earlier one, and with it
  /// the statements that were prepared there.
  private static var namesOfItsOwn: String {
    "mcf_" + String(UInt64.random(in: .min ... .max), radix: 36) + "_"
  }

  func submit(_ ticket: Ticket) {
    machine.submit(ticket)
    advance()
  }

  /// Does whatever can be done now.
  func advance() {
    if !machine.isAwaitingAnswer { heardAt = pool.loop.now }
    while !wire.isBroken, let action = machine.nextAction(wire.transactionStatus) {
      switch action {
      case .sendTrip(let ticket): send(ticket)
      case .startExclusive(let ticket): startExclusive(ticket)
      case .free(let ticket, let outcome):
        pool.answer(ticket, outcome, from: self)
        return pool.freed(self)
      case .giveUp: return lose()
      }
    }
    if wire.isBroken { return lose() }
    pool.loop.wake(at: answerDeadline)
    pool.loop.flushLater(self)
  }

  // MARK: sending

  private func send(_ ticket: Ticket) {
    if !ticket.sharesSync { sync() }  // an error before it must not abort it
    var preparations: Deque<Int> = []
    for index in 0..<ticket.job.statementCount {
      guard let statement = ticket.job.statement(at: index) else { continue }
      switch machine.pipeline.plan(for: statement, of: ticket) {
      case .unprepared: wire.executeUnprepared(statement)
      case .prepared(let name): wire.execute(name, statement.bindings)
      case .preparing(let name):
        wire.prepare(name, statement)
        wire.execute(name, statement.bindings)
        preparations.append(index)
      }
    }
    machine.pipeline.sent(ticket, preparations: preparations)
    if !ticket.sharesSync || machine.pipeline.unsynced == Self.batchLimit { sync() }
  }

  /// The server keeps small answers until the sync, so a read waits for those of its batch, and a
  /// batch is only as long as it must be for the sync to weigh little.
  private static let batchLimit = 16

  private func sync() {
    guard machine.pipeline.unsynced > 0 else { return }
    wire.sync()
    machine.pipeline.synced()
  }

  private func startExclusive(_ ticket: Ticket) {
    exclusiveAnswers = Answers()
    exclusiveFailure = nil
    switch ticket.job.work {
    case .script(let sql), .copyIn(let sql): wire.startScript(sql)
    case .one, .many, .end, .copyData, .copyDone: break  // data goes with the next flush
    }
  }

  /// Hands COPY data to libpq; a chunk is answered when it has left, so memory stays bounded.
  /// Returns whether the end was handed over, which the server answers.
  private func pushCopy() -> Bool {
    guard let ticket = machine.exclusive, !isExclusiveSent else { return false }
    switch ticket.job.work {
    case .copyData(let bytes):
      if !isCopyAccepted { isCopyAccepted = wire.copyData(bytes) }
      guard isCopyAccepted, !wire.flush() else { return false }
      finishExclusive(.success(Answers()), isCopying: true)
    case .copyDone(let failure): isExclusiveSent = wire.copyDone(failure: failure)
    case .one, .many, .script, .copyIn, .end: break
    }
    return isExclusiveSent
  }
  private var isCopyAccepted = false
  private var isExclusiveSent = false

  /// Writes what is buffered, now and when the socket can take more.
  func flush() {
    guard !isLost else { return }
    if machine.exclusive != nil {
      // The answer to a COPY that failed early has been read before it was due.
      if pushCopy() { return readAnswers() }
      if machine.exclusive == nil { return advance() }
    }
    sync()
    let mustWait = wire.flush()
    if wire.isBroken { return lose() }
    let isStuck = mustWait || isCopyStuck
    guard isStuck != isWaitingToWrite else { return }
    isWaitingToWrite = isStuck
    pool.loop.watch(self, forWriting: isStuck)
  }

  private var isCopyStuck: Bool {
    switch machine.exclusive?.job.work {
    case .copyData: true
    case .copyDone: !isExclusiveSent
    default: false
    }
  }

  // MARK: receiving

  func readable() {
    guard !isLost else { return }
    heardAt = pool.loop.now
    wire.receive()
    readAnswers()
  }

  private func readAnswers() {
    while isAnswerDue, goodbye == nil, let event = wire.next() { handle(event) }
    while let notification = wire.nextNotification() { pool.notified(notification) }
    if wire.isBroken || goodbye != nil { lose() } else { advance() }
  }

  private var isAnswerDue: Bool {
    switch machine.exclusive?.job.work {
    case .script, .copyIn: true
    case .copyDone: isExclusiveSent
    case .copyData: false
    case .one, .many, .end, nil: !machine.pipeline.isEmpty
    }
  }

  private func handle(_ event: Wire.Event) {
    switch (event, machine.exclusive) {
    case (.goodbye(let error), _): goodbye = error
    case (.answer(let answer), nil): perform(machine.pipeline.received(answer))
    case (.answer(let answer), .some): receivedExclusive(answer)
    case (.copyInReady, let ticket?):
      guard case .copyIn = ticket.job.work else {
        goodbye = PostgresError(.protocolViolation, detail: "COPY FROM STDIN in a script")
        return
      }
      finishExclusive(.success(Answers()), isCopying: true)
    case (.copyInReady, nil): goodbye = PostgresError(.protocolViolation, detail: "COPY")
    }
  }

  private func perform(_ action: PipelineStateMachine.Action?) {
    switch action {
    case .complete(let ticket, let outcome):
      complete(ticket, outcome)
      if role == .shared { pool.finishedShared(self) }
      if role == .bell { pool.finishedBell(self) }
    case .sendAnew(let ticket): machine.submit(ticket)
    case nil: break
    }
  }

  private func receivedExclusive(_ answer: PipelineStateMachine.Answer) {
    switch answer {
    case .result(let result): exclusiveAnswers.append(result)
    case .failure(let error): exclusiveFailure = exclusiveFailure ?? error
    case .warning(let warning):
      if warning.isOfStandbyWait { exclusiveFailure = .outcomeUnknown(warning) }
    case .aborted, .sync: break
    case .end:
      wire.enterPipeline()
      finishExclusive(
        exclusiveFailure.map { .failure($0) } ?? .success(exclusiveAnswers), isCopying: false)
    }
  }

  private func finishExclusive(_ outcome: Outcome, isCopying: Bool) {
    guard let ticket = machine.exclusive else { return }
    isCopyAccepted = false
    isExclusiveSent = false
    machine.exclusiveFinished(isCopying: isCopying)
    complete(ticket, outcome)
  }

  private func complete(_ ticket: Ticket, _ outcome: Outcome) {
    if case .failure(let error) = outcome { pool.noticed(error, on: role) }
    if case .nobody = ticket.reply, case .failure(let error) = outcome {
      goodbye = error  // the session could not be cleaned
    } else if machine.completed(ticket, outcome) {
      pool.answer(ticket, outcome, from: self)
    }
  }

  // MARK: the end

  /// When the server has been silent for too long.
  private var answerDeadline: Instant? {
    guard machine.isAwaitingAnswer else { return nil }
    return pool.configuration.answerTimeout.map { heardAt + $0 }
  }

  /// Gives the connection up when its server is silent for too long: it may hang for ever.
  func checkAnswer() {
    guard let answerDeadline else { return }
    guard answerDeadline <= pool.loop.now else { return pool.loop.wake(at: answerDeadline) }
    pool.retireAll()
    lose(because: PostgresError(.connectionLost, detail: "the server has not answered in time"))
  }

  /// Gives the connection up; the server ends what it does there when it notices.
  func lose(because error: PostgresError) {
    goodbye = error
    lose()
  }

  private func lose() {
    guard !isLost else { return }
    isLost = true
    let error = PostgresError.connectionLost(goodbye)
    pool.lost(self, error, machine.lost(error))
  }
}
