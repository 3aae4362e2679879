import CLibPQ
import Testing

@testable import Postgres

@Suite("Connection and pipeline state machines, without sockets")
struct SessionStateMachineTests {
  private let pool = PoolID()
  private let outdated = PostgresError(.server, sqlState: .featureNotSupported)
  private let failure = PostgresError(.server, sqlState: .uniqueViolation)

  private func ticket(
    _ statements: Int = 1, _ options: Job.Options = [], text: Bool = false
  ) -> Ticket {
    let statement =
      text ? BoundStatement("select 1" as PostgresQuery) : BoundStatement(Echo(value: 1))
    let work: Job.Work =
      statements == 1 ? .one(statement) : .many(Array(repeating: statement, count: statements))
    return Ticket(job: Job(pool: pool, work: work, options: options), reply: .nobody)
  }

  private func work(_ work: Job.Work) -> Ticket {
    Ticket(job: Job(pool: pool, work: work), reply: .nobody)
  }

  /// Sends a ticket as a session would, but for the sync that reads share; returns how each
  /// statement was sent.
  @discardableResult
  private func send(
    _ ticket: Ticket, _ machine: inout PipelineStateMachine
  ) -> [PipelineStateMachine.Plan] {
    let plans = (0..<ticket.job.statementCount).compactMap { index in
      ticket.job.statement(at: index).map { machine.plan(for: $0, of: ticket) }
    }
    let preparations = plans.indices.filter {
      if case .preparing = plans[$0] { true } else { false }
    }
    machine.sent(ticket, preparations: .init(preparations))
    if !ticket.sharesSync { machine.synced() }
    return plans
  }

  private func result() throws -> PipelineStateMachine.Answer {
    let empty = try #require(PQmakeEmptyPGresult(nil, PGRES_COMMAND_OK))
    return .result(ResultSet(LibPQHandle(empty, .result)))
  }

  private func describe(_ action: PipelineStateMachine.Action?) -> String {
    switch action {
    case .complete(_, .success(let answers)): "\(answers.count) answers"
    case .complete(_, .failure(let error)):
      "\(error.statement ?? "-") \(error.sqlState?.rawValue ?? "-")"
    case .sendAnew: "again"
    case nil: "-"
    }
  }

  @Test("prepares at first use, by a name of its own; then only executes")
  func preparesOnce() throws {
    var machine = PipelineStateMachine()
    #expect(send(ticket(2), &machine) == [.preparing(name: "s1"), .prepared(name: "s1")])
    #expect(send(ticket(), &machine) == [.prepared(name: "s1")])
    #expect(send(ticket(text: true), &machine) == [.unprepared])
    let answers: [PipelineStateMachine.Answer] = try [
      result(), .end, result(), .end, result(), .end, .sync, result(), .end, .sync, result(), .end,
      .sync,
    ]
    #expect(
      answers.map { describe(machine.received($0)) }.filter { $0 != "-" } == [
        "2 answers", "1 answers", "1 answers",
      ])
    #expect(machine.isEmpty)
  }

  @Test("an error ends its own trip only, and names its statement")
  func errorStaysInTrip() throws {
    var machine = PipelineStateMachine()
    send(ticket(3), &machine)
    send(ticket(), &machine)
    let answers: [PipelineStateMachine.Answer] = try [
      result(), .end, result(), .end, .failure(failure), .end, .aborted, .end, .sync, result(),
      .end, .sync,
    ]
    #expect(
      answers.map { describe(machine.received($0)) }.filter { $0 != "-" } == [
        "Echo 23505", "1 answers",
      ])
  }

  @Test("a preparation that failed or was aborted does not count")
  func failedPreparation() throws {
    for first in [PipelineStateMachine.Answer.failure(failure), .aborted] {
      var machine = PipelineStateMachine()
      send(ticket(), &machine)
      for answer in [first, .end, .aborted, .end, .sync] { _ = machine.received(answer) }
      #expect(send(ticket(), &machine) == [.preparing(name: "s2")])
    }
  }

  @Test("an outdated plan is forgotten, and sent anew once where that is harmless")
  func outdatedPlan() throws {
    typealias Answers = [PipelineStateMachine.Answer]
    var machine = PipelineStateMachine()
    send(ticket(), &machine)
    for answer in try [result(), .end, result(), .end, .sync] { _ = machine.received(answer) }
    send(ticket(1, .mayRepeat), &machine)
    machine.synced()
    let first = ([.failure(outdated), .end, .sync] as Answers).compactMap { machine.received($0) }
    guard case .sendAnew(let again)? = first.first, first.count == 1 else {
      Issue.record("should be sent anew")
      return
    }
    #expect(send(again, &machine) == [.preparing(name: "s2")])
    machine.synced()
    let second = try ([result(), .end, .failure(outdated), .end, .sync] as Answers)
      .compactMap { machine.received($0) }
    #expect(second.map(describe) == ["Echo 0A000"])
    send(ticket(), &machine)
    let third = try ([result(), .end, .failure(outdated), .end, .sync] as Answers)
      .compactMap { machine.received($0) }
    #expect(third.map(describe) == ["Echo 0A000"], "inside a transaction it may not be repeated")
  }

  @Test("who gives up is told once, and waits no more for the answer or the loss")
  func abandonAndLose() throws {
    var machine = PipelineStateMachine()
    let (given, kept) = (ticket(), ticket())
    send(given, &machine)
    send(kept, &machine)
    #expect(machine.abandon(given.job)?.job === given.job)
    #expect(machine.abandon(given.job) == nil)
    #expect(machine.lost().map(\.isAbandoned) == [true, false])
    #expect(machine.isEmpty)
  }

  // MARK: the session

  private func next(_ machine: inout SessionStateMachine, _ status: TransactionStatus = .idle)
    -> String
  {
    switch machine.nextAction(status) {
    case .sendTrip(let ticket):
      send(ticket, &machine.pipeline)
      return "trip " + (ticket.job.statement(at: 0)?.sql ?? "")
    case .startExclusive: return "exclusive"
    case .free(_, .success): return "free"
    case .free(_, .failure(let error)): return "free \(error.code)"
    case .giveUp: return "give up"
    case nil: return "-"
    }
  }

  private func answerTrip(_ machine: inout SessionStateMachine) throws {
    while !machine.pipeline.isEmpty {
      _ = machine.pipeline.received(try result())
      _ = machine.pipeline.received(.end)
      if case .complete? = machine.pipeline.received(.sync) { return }
    }
  }

  @Test("a script waits until the pipeline is empty and holds back what comes after")
  func exclusive() throws {
    var machine = SessionStateMachine()
    for job in [ticket(text: true), work(.script("x")), ticket(text: true)] { machine.submit(job) }
    #expect(next(&machine) == "trip select 1")
    #expect(next(&machine) == "-")
    try answerTrip(&machine)
    #expect(next(&machine) == "exclusive")
    #expect(next(&machine) == "-")
    machine.exclusiveFinished(isCopying: false)
    #expect(next(&machine) == "trip select 1")
  }

  @Test("a lease that ends in a transaction is rolled back before it is free")
  func rollback() throws {
    var machine = SessionStateMachine()
    machine.submit(work(.end(discarding: true)))
    #expect(next(&machine, .inFailedTransaction) == "trip rollback")
    #expect(next(&machine, .active) == "-")
    try answerTrip(&machine)
    #expect(next(&machine) == "trip discard all")
    try answerTrip(&machine)
    #expect(next(&machine) == "free")
    #expect(next(&machine) == "-")
  }

  @Test("a session that was made as new gets its settings back in the same trip")
  func settings() throws {
    let settings = BoundStatement("select set_config('a', 'b', false)" as PostgresQuery)
    var machine = SessionStateMachine(settings: [settings])
    machine.submit(work(.end(discarding: true)))
    guard case .sendTrip(let trip)? = machine.nextAction(.idle) else {
      Issue.record("no trip")
      return
    }
    let sent = (0..<trip.job.statementCount).map { trip.job.statement(at: $0)?.sql }
    #expect(sent == ["discard all", settings.sql])
  }

  @Test("a session that cannot be cleaned is given up")
  func giveUp() throws {
    var machine = SessionStateMachine()
    machine.submit(work(.end(discarding: false)))
    #expect(next(&machine, .inTransaction) == "trip rollback")
    try answerTrip(&machine)
    #expect(next(&machine, .inTransaction) == "give up")
  }

  @Test("the outcome of the last job is told when the session is clean")
  func lastJob() throws {
    var machine = SessionStateMachine()
    let last = ticket(1, .endsLease, text: true)
    machine.submit(last)
    #expect(next(&machine) == "trip select 1")
    try answerTrip(&machine)
    #expect(machine.completed(last, .failure(failure)) == false)
    #expect(next(&machine, .inFailedTransaction) == "trip rollback")
    try answerTrip(&machine)
    #expect(next(&machine) == "free \(failure.code)")
  }

  @Test("nothing is sent while a cancel request may still hit it")
  func cancelRequest() throws {
    var machine = SessionStateMachine()
    let napping = ticket(text: true)
    machine.submit(napping)
    #expect(next(&machine) == "trip select 1")
    #expect(cancel(napping, &machine) == "interrupt")
    machine.submit(work(.end(discarding: false)))
    try answerTrip(&machine)
    #expect(next(&machine) == "-")
    machine.cancelAnswered()
    #expect(next(&machine) == "free")
  }

  // MARK: commits

  private func commit() -> Ticket {
    let job = Job(
      pool: pool, work: .many([.commit]), options: .endsLease, lateCommit: { _ in })
    return Ticket(job: job, reply: .nobody)
  }

  private func cancel(_ ticket: Ticket, _ machine: inout SessionStateMachine) -> String {
    switch machine.cancel(ticket.job) {
    case .withdrawn: "withdrawn"
    case .interrupt: "interrupt"
    case .goesOn: "goes on"
    case nil: "-"
    }
  }

  private func warning(ofStandbyWait isOfStandbyWait: Bool) -> PipelineStateMachine.Answer {
    .warning(ServerWarning(sqlState: SQLState(rawValue: "01000"), isOfStandbyWait: isOfStandbyWait))
  }

  @Test("a deadline amid COMMIT asks nobody to stop; before COMMIT was sent it is taken back")
  func cancelCommit() throws {
    var machine = SessionStateMachine()
    let (blocking, waiting) = (work(.script("x")), commit())
    for ticket in [blocking, waiting] { machine.submit(ticket) }
    #expect(next(&machine) == "exclusive")
    #expect(cancel(waiting, &machine) == "withdrawn")
    machine.exclusiveFinished(isCopying: false)
    let sent = commit()
    machine.submit(sent)
    #expect(next(&machine) == "trip commit")
    #expect(cancel(sent, &machine) == "goes on")
    #expect(machine.cancelRequests == 0)
    #expect(cancel(sent, &machine) == "-")
    try answerTrip(&machine)
    #expect(machine.completed(sent.abandoned, .success(Answers())) == false)
    #expect(next(&machine) == "free")
  }

  @Test("a COMMIT that comes with a warning is outcomeUnknown, and the session is given up")
  func doubtfulCommit() throws {
    for isOfStandbyWait in [true, false] {
      var machine = SessionStateMachine()
      let ticket = commit()
      machine.submit(ticket)
      #expect(next(&machine) == "trip commit")
      let answers: [PipelineStateMachine.Answer] = try [
        result(), .end, warning(ofStandbyWait: isOfStandbyWait), result(), .end, .sync,
      ]
      let action = answers.compactMap { machine.pipeline.received($0) }.last
      guard case .complete(_, .failure(let error))? = action else {
        Issue.record("should have failed")
        continue
      }
      #expect(error.code == .outcomeUnknown && error.sqlState?.rawValue == "01000")
      _ = machine.completed(ticket, .failure(error))
      #expect(next(&machine) == "give up")
      #expect(machine.lost(PostgresError(.connectionLost)).map { code($0.1) } == [.outcomeUnknown])
    }
  }

  @Test("what commits by itself may warn, but not of its commit")
  func doubtfulStatement() throws {
    for (isOfStandbyWait, expected) in [(true, "- 01000"), (false, "1 answers")] {
      var machine = PipelineStateMachine()
      send(ticket(text: true), &machine)
      let answers: [PipelineStateMachine.Answer] = try [
        result(), .end, warning(ofStandbyWait: isOfStandbyWait), .sync,
      ]
      #expect(answers.map { describe(machine.received($0)) }.last == expected)
    }
  }

  @Test("a connection lost amid COMMIT leaves its outcome unknown; an end has come about")
  func lostCommit() throws {
    var machine = SessionStateMachine()
    machine.submit(commit())
    #expect(next(&machine) == "trip commit")
    for held in [ticket(), work(.end(discarding: false))] { machine.submit(held) }
    let fates = machine.lost(PostgresError(.connectionLost)).map { code($0.1) }
    #expect(fates == [.outcomeUnknown, .connectionLost, nil])
  }

  private func code(_ outcome: Outcome) -> PostgresError.Code? {
    if case .failure(let error) = outcome { error.code } else { nil }
  }

  @Test("a lease ends although nobody waits for that any more")
  func endWithoutWaiting() throws {
    var machine = SessionStateMachine()
    let (busy, end) = (ticket(text: true), work(.end(discarding: false)))
    machine.submit(busy)
    #expect(next(&machine) == "trip select 1")
    machine.submit(end)
    #expect(cancel(end, &machine) == "goes on")
    try answerTrip(&machine)
    #expect(next(&machine) == "free")
  }

  @Test("a lease that ends amid a COPY cannot be cleaned; statements during COPY neither")
  func copy() throws {
    for job in [work(.end(discarding: false)), ticket(text: true)] {
      var machine = SessionStateMachine()
      machine.submit(work(.copyIn("copy")))
      #expect(next(&machine) == "exclusive")
      machine.exclusiveFinished(isCopying: true)
      machine.submit(work(.copyData([1])))
      #expect(next(&machine) == "exclusive")
      machine.exclusiveFinished(isCopying: true)
      machine.submit(job)
      #expect(next(&machine) == "give up")
    }
  }
}
