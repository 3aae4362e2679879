import Testing

@testable import Postgres

@Suite("Bell state machine, without sockets")
struct BellStateMachineTests {
  private let start = Instant.now

  private func rings(_ bell: inout BellStateMachine, after microseconds: Int) -> Bool {
    !bell.next(now: after(microseconds)).isEmpty
  }

  private func after(_ microseconds: Int) -> Instant { start + .microseconds(microseconds) }

  @Test("rings for nobody")
  func quiet() {
    var bell = BellStateMachine()
    #expect(!rings(&bell, after: 0))
    #expect(bell.nextDeadline == nil)
  }

  @Test("the first time at once, and once only")
  func first() {
    var bell = BellStateMachine()
    bell.ring("a")
    #expect(rings(&bell, after: 0))
    #expect(!rings(&bell, after: 0))
    bell.finished()
    #expect(!rings(&bell, after: 5_000))
    #expect(bell.nextDeadline == nil)
  }

  @Test("many within a millisecond are one, at its end")
  func coalesced() {
    var bell = BellStateMachine()
    bell.ring("a")
    #expect(rings(&bell, after: 0))
    bell.finished()
    for _ in 0..<100 { bell.ring("a") }
    #expect(!rings(&bell, after: 999))
    #expect(bell.nextDeadline == after(1_000))
    #expect(rings(&bell, after: 1_000))
    #expect(!rings(&bell, after: 1_000))
    bell.finished()
    bell.ring("a")
    #expect(bell.nextDeadline == after(2_000), "a millisecond after the last one, not the first")
    #expect(!rings(&bell, after: 1_999))
    #expect(rings(&bell, after: 2_000))
  }

  @Test("one at a time: what comes while it rings is rung afterwards, since it may be too late")
  func whileRinging() {
    var bell = BellStateMachine()
    bell.ring("a")
    #expect(rings(&bell, after: 0))
    bell.ring("a")
    #expect(!rings(&bell, after: 50_000))
    #expect(bell.nextDeadline == nil, "the answer wakes it")
    bell.finished()
    #expect(rings(&bell, after: 50_000))
  }

  @Test("a ring that was lost is not rung again, and does not silence the next one")
  func lost() {
    var bell = BellStateMachine()
    bell.ring("a")
    #expect(rings(&bell, after: 0))
    bell.finished()
    #expect(!rings(&bell, after: 10_000))
    bell.ring("a")
    #expect(rings(&bell, after: 10_000))
  }

  @Test("on several channels at once, each once")
  func channels() {
    var bell = BellStateMachine()
    for channel in ["b", "a", "b"] { bell.ring(channel) }
    #expect(bell.next(now: start) == ["a", "b"])
    bell.finished()
    bell.ring("b")
    #expect(bell.next(now: after(1_000)) == ["b"])
  }

  @Test("after a silence the first one does not wait")
  func again() {
    var bell = BellStateMachine()
    for round in 0..<3 {
      bell.ring("a")
      #expect(rings(&bell, after: round * 1_000))
      bell.finished()
    }
  }
}
