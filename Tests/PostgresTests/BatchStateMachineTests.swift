import CLibPQ
import Testing

@testable import Postgres

@Suite("Reads that share a sync, without sockets")
struct BatchStateMachineTests {
  private typealias Answer = PipelineStateMachine.Answer
  private let pool = PoolID()
  private let failure = PostgresError(.server, sqlState: .numericValueOutOfRange)

  private func read() -> Ticket {
    let statement = BoundStatement(Echo(value: 1))
    let job = Job(pool: pool, work: .one(statement), options: .mayRepeat)
    return Ticket(job: job, reply: .nobody)
  }

  @discardableResult
  private func send(
    _ ticket: Ticket, _ machine: inout PipelineStateMachine
  ) throws -> PipelineStateMachine.Plan {
    let plan = machine.plan(for: try #require(ticket.job.statement(at: 0)), of: ticket)
    let isPreparing = if case .preparing = plan { true } else { false }
    machine.sent(ticket, preparations: .init(isPreparing ? [0] : [Int]()))
    if !ticket.sharesSync { machine.synced() }
    return plan
  }

  private func result() throws -> Answer {
    let empty = try #require(PQmakeEmptyPGresult(nil, PGRES_COMMAND_OK))
    return .result(ResultSet(LibPQHandle(empty, .result)))
  }

  /// A machine that has prepared `Echo`.
  private func warm() throws -> PipelineStateMachine {
    var machine = PipelineStateMachine()
    try send(read(), &machine)
    machine.synced()
    for answer in try [result(), .end, result(), .end, .sync] { _ = machine.received(answer) }
    return machine
  }

  private func receive(
    _ answers: [Answer], _ machine: inout PipelineStateMachine
  ) -> [PipelineStateMachine.Action] {
    answers.compactMap { machine.received($0) }
  }

  /// Whose action it is, counted in `tickets`, and what it is.
  private func describe(_ action: PipelineStateMachine.Action, _ tickets: [Ticket]) -> String {
    func number(_ ticket: Ticket) -> String {
      tickets.firstIndex { $0.job === ticket.job }.map { "\($0)" } ?? "?"
    }
    return switch action {
    case .complete(let ticket, _) where ticket.isAbandoned: number(ticket) + " given up"
    case .complete(let ticket, .success): number(ticket) + " answered"
    case .complete(let ticket, .failure(let error)):
      number(ticket) + " " + (error.sqlState?.rawValue ?? "-")
    case .sendAnew(let ticket): number(ticket) + (ticket.sharesSync ? " again" : " alone")
    }
  }

  @Test("each is over with its own answer; the sync is nobody's")
  func answered() throws {
    var machine = try warm()
    let tickets = [read(), read(), read()]
    for ticket in tickets { try send(ticket, &machine) }
    #expect(machine.unsynced == 3)
    machine.synced()
    #expect(machine.unsynced == 0)
    let first = try receive([result(), .end], &machine)
    #expect(first.map { describe($0, tickets) } == ["0 answered"])
    let rest = try receive([result(), .end, result(), .end], &machine)
    #expect(rest.map { describe($0, tickets) } == ["1 answered", "2 answered"])
    #expect(!machine.isEmpty, "the sync is still due")
    #expect(receive([.sync], &machine).isEmpty)
    #expect(machine.isEmpty)
  }

  @Test(
    "an error stays its own: those behind it in its batch are sent again, alone")
  func errorStaysItsOwn() throws {
    var machine = try warm()
    let tickets = (0..<5).map { _ in read() }
    for ticket in tickets[..<4] { try send(ticket, &machine) }
    machine.synced()
    try send(tickets[4], &machine)
    machine.synced()
    let actions = try receive(
      [
        result(), .end, .failure(failure), .end, .aborted, .end, .aborted, .end, .sync,
        result(), .end, .sync,
      ], &machine)
    #expect(
      actions.map { describe($0, tickets) } == [
        "0 answered", "1 22003", "2 alone", "3 alone", "4 answered",
      ])
  }

  @Test("what is sent alone has its own error; it ends with its sync")
  func alone() throws {
    var machine = try warm()
    let ticket = read().alone
    try send(ticket, &machine)
    #expect(machine.unsynced == 0)
    #expect(receive([.failure(failure), .end], &machine).isEmpty)
    #expect(receive([.sync], &machine).map { describe($0, [ticket]) } == ["0 22003"])
  }

  @Test("a preparation that its batch took along is made anew")
  func abortedPreparation() throws {
    var machine = PipelineStateMachine()
    let tickets = [read(), read()]
    let failing = BoundStatement("select 1/0" as PostgresQuery)
    machine.sent(
      Ticket(job: Job(pool: pool, work: .one(failing), options: .mayRepeat), reply: .nobody),
      preparations: .init([Int]()))
    #expect(try send(tickets[0], &machine) == .preparing(name: "s1"))
    #expect(try send(tickets[1], &machine) == .prepared(name: "s1"))
    machine.synced()
    let actions = receive(
      [.failure(failure), .end, .aborted, .end, .aborted, .end, .aborted, .end, .sync], &machine)
    #expect(actions.map { describe($0, tickets) } == ["? 22003", "0 alone", "1 alone"])
    #expect(try send(tickets[0].alone, &machine) == .preparing(name: "s2"))
    #expect(try send(tickets[1].alone, &machine) == .prepared(name: "s2"))
  }

  @Test("what met an unknown statement prepares for itself, whatever a neighbour is preparing")
  func unknownStatement() throws {
    var machine = try warm()
    let unknown = PostgresError(.server, sqlState: .invalidStatementName)
    let tickets = [read(), read()]
    for ticket in tickets {
      try send(ticket, &machine)
      machine.synced()
    }
    var again: [Ticket] = []
    for answer in [Answer.failure(unknown), .end, .sync, .failure(unknown), .end, .sync] {
      if case .sendAnew(let ticket)? = machine.received(answer) { again.append(ticket) }
    }
    #expect(
      try again.map { try send($0, &machine) } == [
        .preparing(name: "s2"), .preparing(name: "s3"),
      ])
  }

  @Test("a conflict may be over a neighbour's lock, so it counts only when alone")
  func conflict() throws {
    var machine = try warm()
    let ticket = read()
    let deadlock = PostgresError(.server, sqlState: .deadlockDetected)
    try send(ticket, &machine)
    machine.synced()
    let first = receive([.failure(deadlock), .end, .sync], &machine)
    #expect(first.map { describe($0, [ticket]) } == ["0 alone"])
    try send(ticket.alone, &machine)
    let second = receive([.failure(deadlock), .end, .sync], &machine)
    #expect(second.map { describe($0, [ticket]) } == ["0 40P01"])
  }

  @Test("given up, it is not sent again; answered, it is not lost with the connection")
  func abandonedAndLost() throws {
    var machine = try warm()
    let tickets = (0..<4).map { _ in read() }
    for ticket in tickets { try send(ticket, &machine) }
    machine.synced()
    #expect(machine.abandon(tickets[2].job)?.job === tickets[2].job)
    let actions = try receive(
      [result(), .end, .failure(failure), .end, .aborted, .end], &machine)
    #expect(
      actions.map { describe($0, tickets) } == ["0 answered", "1 22003", "2 given up"])
    #expect(machine.lost().map { $0.job === tickets[3].job } == [true])
    #expect(machine.isEmpty && machine.unsynced == 0)
  }
}
