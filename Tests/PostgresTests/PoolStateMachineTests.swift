import Contracts
import Testing

@testable import Postgres

@Suite("Pool state machine, without sockets")
struct PoolStateMachineTests {
  private let start = Instant.now
  private let refused = PostgresError(.connectFailed, detail: "refused")
  private let starting = PostgresError(.connectFailed, sqlState: .cannotConnectNow)

  private func machine(
    connections: Int = 2, capacity: Int = 1, spread: Int = .max
  ) -> PoolStateMachine<String> {
    PoolStateMachine(
      .init(
        connections: connections, capacity: capacity, spread: spread, idleTimeout: .seconds(60)))
  }

  /// All that is to be done, as text.
  private func actions(
    _ machine: inout PoolStateMachine<String>, after seconds: Double = 0
  ) -> [String] {
    var all: [String] = []
    while let action = machine.nextAction(now: start + .seconds(seconds)) {
      switch action {
      case .assign(let id, let waiter): all.append("\(waiter) gets \(id.id)")
      case .connect: all.append("connect")
      case .fail(let waiter, let error): all.append("\(waiter) fails: \(error.code)")
      case .close(let id): all.append("close \(id.id)")
      }
    }
    return all
  }

  @Test("opens nothing before somebody waits, and no more than the limit")
  func lazy() {
    var machine = machine()
    #expect(actions(&machine) == [])
    for waiter in ["a", "b", "c"] { machine.wait(waiter, until: start + .seconds(5)) }
    #expect(actions(&machine) == ["connect", "connect"])
    machine.connected(SessionID(id: 1), now: start)
    #expect(actions(&machine) == ["a gets 1"])
    machine.connected(SessionID(id: 2), now: start)
    #expect(actions(&machine) == ["b gets 2"])
    machine.finished(SessionID(id: 1), now: start)
    #expect(actions(&machine) == ["c gets 1"])
  }

  @Test("the one used last is used first, so that others rest and close")
  func idle() {
    var machine = machine()
    for waiter in ["a", "b"] { machine.wait(waiter, until: start + .seconds(5)) }
    _ = actions(&machine)
    machine.connected(SessionID(id: 1), now: start)
    machine.connected(SessionID(id: 2), now: start)
    _ = actions(&machine)
    machine.finished(SessionID(id: 1), now: start)
    machine.finished(SessionID(id: 2), now: start + .seconds(1))
    machine.wait("c", until: start + .seconds(40))
    #expect(actions(&machine, after: 30) == ["c gets 2"])
    #expect(machine.nextDeadline == start + .seconds(60))
    machine.finished(SessionID(id: 2), now: start + .seconds(30))
    #expect(actions(&machine, after: 60) == ["close 1"])
    #expect(actions(&machine, after: 90) == ["close 2"])
    #expect(machine.nextDeadline == nil)
  }

  @Test("a shared connection serves many, and another is opened when all are busy")
  func shared() {
    var machine = machine(connections: 2, capacity: 3, spread: 2)
    machine.wait("a", until: start + .seconds(5))
    #expect(actions(&machine) == ["connect"])
    machine.connected(SessionID(id: 1), now: start)
    #expect(actions(&machine) == ["a gets 1"])
    machine.wait("b", until: start + .seconds(5))
    #expect(actions(&machine) == ["b gets 1", "connect"])
    machine.connected(SessionID(id: 2), now: start)
    for waiter in ["c", "d", "e", "f", "g"] { machine.wait(waiter, until: start + .seconds(5)) }
    let given = actions(&machine)
    #expect(given.filter { $0.hasSuffix("gets 2") }.count == 3)
    #expect(given.filter { $0.hasSuffix("gets 1") }.count == 1)
    machine.finished(SessionID(id: 2), now: start)
    #expect(actions(&machine) == ["g gets 2"])
  }

  @Test("a refused connection fails everybody who waits, at once; then it backs off")
  func refusedConnection() {
    var machine = machine()
    for waiter in ["a", "b", "c"] { machine.wait(waiter, until: start + .seconds(5)) }
    #expect(actions(&machine) == ["connect", "connect"])
    machine.connectFailed(refused, now: start, jitter: 0)
    #expect(
      actions(&machine) == [
        "a fails: cannot connect", "b fails: cannot connect", "c fails: cannot connect",
      ])
    machine.connectFailed(refused, now: start, jitter: 0)
    machine.wait("d", until: start + .seconds(5))
    #expect(actions(&machine) == [])
    #expect(machine.nextDeadline == start + .milliseconds(25))
    #expect(actions(&machine, after: 0.025) == ["connect"])
    machine.connected(SessionID(id: 1), now: start)
    #expect(actions(&machine, after: 0.025) == ["d gets 1"])
  }

  @Test("while the server starts up or is full, waiters wait for their deadline, which says why")
  func worthWaiting() {
    var machine = machine()
    machine.wait("a", until: start + .seconds(5))
    #expect(actions(&machine) == ["connect"])
    machine.connectFailed(starting, now: start, jitter: 0)
    #expect(actions(&machine) == [])
    #expect(actions(&machine, after: 1) == ["connect"])
    machine.connectFailed(starting, now: start + .seconds(1), jitter: 0.5)
    guard case .fail("a", let error)? = machine.nextAction(now: start + .seconds(5)) else {
      Issue.record("a should have failed")
      return
    }
    #expect(error.code == .acquireTimeout)
    #expect(error.sqlState == .cannotConnectNow)
    #expect(error.description.contains("cannot connect [57P03]"))
  }

  @Test("a failed attempt fails nobody who can be served by a connection that lives")
  func stillServed() {
    var machine = machine()
    machine.wait("a", until: start + .seconds(5))
    _ = actions(&machine)
    machine.connected(SessionID(id: 1), now: start)
    _ = actions(&machine)
    machine.wait("b", until: start + .seconds(5))
    #expect(actions(&machine) == ["connect"])
    machine.connectFailed(refused, now: start, jitter: 0)
    #expect(actions(&machine) == [])
    machine.finished(SessionID(id: 1), now: start)
    #expect(actions(&machine) == ["b gets 1"])
  }

  @Test("a lost connection is replaced for those who wait; who gives up is not served")
  func lostAndWithdrawn() {
    var machine = machine(connections: 1)
    machine.wait("a", until: start + .seconds(5))
    _ = actions(&machine)
    machine.connected(SessionID(id: 1), now: start)
    _ = actions(&machine)
    for waiter in ["b", "c"] { machine.wait(waiter, until: start + .seconds(5)) }
    #expect(machine.withdraw { $0 == "b" } == "b")
    #expect(machine.withdraw { $0 == "b" } == nil)
    machine.lost(SessionID(id: 1))
    #expect(actions(&machine) == ["connect"])
    machine.connected(SessionID(id: 2), now: start)
    #expect(actions(&machine) == ["c gets 2"])
  }

  @Test("retired, a session without work is closed at once, another when it has done its own")
  func retired() {
    var machine = machine(connections: 3)
    for waiter in ["a", "b"] { machine.wait(waiter, until: start + .seconds(9)) }
    _ = actions(&machine)
    for id in 1...2 { machine.connected(SessionID(id: UInt64(id)), now: start) }
    #expect(actions(&machine) == ["a gets 1", "b gets 2"])
    machine.finished(SessionID(id: 1), now: start)
    machine.retireAll(now: start + .seconds(2))
    machine.wait("c", until: start + .seconds(9))
    #expect(actions(&machine, after: 2) == ["close 1", "connect"])
    machine.connected(SessionID(id: 3), now: start + .seconds(2))
    #expect(actions(&machine, after: 2) == ["c gets 3"])
    machine.finished(SessionID(id: 2), now: start + .seconds(3))
    #expect(actions(&machine, after: 3) == ["close 2"])
  }

  @Test("a session that takes no writes serves for a second, and so does one that is new")
  func short() {
    var machine = machine()
    machine.wait("a", until: start + .seconds(9))
    _ = actions(&machine)
    machine.connected(SessionID(id: 1), now: start, takesNoWrites: true)
    #expect(actions(&machine) == ["a gets 1"])
    machine.finished(SessionID(id: 1), now: start)
    machine.retireAll(now: start)
    machine.wait("b", until: start + .seconds(9))
    #expect(actions(&machine, after: 0.9) == ["b gets 1"])
    machine.finished(SessionID(id: 1), now: start + .seconds(0.9))
    #expect(machine.nextDeadline == start + .seconds(1))
    #expect(actions(&machine, after: 1) == ["close 1"])
  }

  @Test("closing refuses who waits, closes what is idle and lets work end")
  func closing() {
    var machine = machine()
    for waiter in ["a", "b"] { machine.wait(waiter, until: start + .seconds(5)) }
    _ = actions(&machine)
    machine.connected(SessionID(id: 1), now: start)
    _ = actions(&machine)
    machine.close()
    #expect(actions(&machine) == ["b fails: already closed"])
    machine.connected(SessionID(id: 2), now: start)
    #expect(actions(&machine) == ["close 2"])
    #expect(!machine.isClosed)
    machine.finished(SessionID(id: 1), now: start)
    #expect(actions(&machine) == ["close 1"])
    #expect(machine.isClosed)
  }

  @Test("never more than the limits, nobody forgotten, whatever happens", arguments: 0..<200)
  func invariants(_ seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let (connections, capacity) = (Int.random(in: 1...4, using: &random), 3)
    var machine = machine(connections: connections, capacity: capacity, spread: 2)
    var load: [UInt64: [String]] = [:]
    var (connecting, opened, asked, answered) = (0, UInt64(0), 0, 0)
    var now = start
    for _ in 0..<400 {
      now += .milliseconds(Int.random(in: 0..<200, using: &random))
      switch Int.random(in: 0..<8, using: &random) {
      case 0...2:
        asked += 1
        machine.wait("\(asked)", until: now + .seconds(5))
      case 3 where connecting > 0:
        connecting -= 1
        opened += 1
        load[opened] = []
        machine.connected(SessionID(id: opened), now: now)
      case 4 where connecting > 0:
        connecting -= 1
        let error = Bool.random(using: &random) ? refused : starting
        machine.connectFailed(error, now: now, jitter: .random(in: 0..<1, using: &random))
      case 5, 6:
        guard let id = load.filter({ !$0.value.isEmpty }).keys.min() else { continue }
        load[id]?.removeLast()
        answered += 1
        machine.finished(SessionID(id: id), now: now)
      case 7 where Int.random(in: 0..<10, using: &random) == 0:
        guard let id = load.keys.max() else { continue }
        answered += load.removeValue(forKey: id)?.count ?? 0
        machine.lost(SessionID(id: id))
      default: break
      }
      while let action = machine.nextAction(now: now) {
        switch action {
        case .assign(let id, let waiter): load[id.id]?.append(waiter)
        case .connect: connecting += 1
        case .fail: answered += 1
        case .close(let id): #expect(load.removeValue(forKey: id.id) == [])
        }
      }
      #expect(load.count + connecting <= connections)
      #expect(load.values.allSatisfy { $0.count <= capacity })
    }
    machine.close()
    while let action = machine.nextAction(now: now) {
      if case .fail = action { answered += 1 }
    }
    #expect(answered + load.values.map(\.count).reduce(0, +) == asked)
  }

  @Test("pauses grow from half of 50 ms to a second and start anew after a success")
  func backoff() {
    var backoff = Backoff()
    let least = (0..<7).map { _ in backoff.next(jitter: 0) }
    #expect(least == [25, 50, 100, 200, 400, 500, 500].map { .milliseconds($0) })
    #expect(backoff.next(jitter: 0.5) == .milliseconds(750))
    backoff.reset()
    #expect(backoff.next(jitter: 0) == .milliseconds(25))
  }

  @Test("a row's pauses double by its own count, never in step, and no longer than the longest")
  func backoffOfRows() {
    let backoff = Backoff(first: .seconds(1), longest: .seconds(600))
    #expect(backoff.pause(after: 1, jitter: 1) == .seconds(1))
    #expect(backoff.pause(after: 1, jitter: 0) == .milliseconds(500))
    #expect(backoff.pause(after: 4, jitter: 1) == .seconds(8))
    for tries in [11, 50, Int.max] {
      #expect(backoff.pause(after: tries, jitter: 1) == .seconds(600))
      #expect(backoff.pause(after: tries, jitter: 0) == .seconds(300))
    }
    #expect(backoff.pause(after: 1, atLeast: .seconds(30), jitter: 1) == .seconds(30))
    #expect(backoff.pause(after: 1, atLeast: .seconds(1e9), jitter: 1) == .seconds(600))
    #expect(backoff.pause(after: 1, atLeast: .seconds(-5), jitter: 1) == .seconds(1))
  }
}
