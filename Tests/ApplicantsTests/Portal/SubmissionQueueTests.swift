import Contracts
import FoundationEssentials
import Testing

@testable import Applicants

@Suite("Applications that wait for a connection to the database")
struct SubmissionQueueTests {
  private let second: Nanoseconds = 1_000_000_000
  private let honest = Suspicion(trap: "", name: "Tom", breed: "Manx", age: 60)
  private let trapped = Suspicion(trap: "x", name: "Tom", breed: "Manx", age: 60)

  private func actions(
    _ queue: inout SubmissionQueue, at now: Nanoseconds
  ) -> [SubmissionQueue.Action] {
    var actions: [SubmissionQueue.Action] = []
    while let action = queue.nextAction(at: now) { actions.append(action) }
    return actions
  }

  /// With all four connections taken, by 1 to 4.
  private func full() -> SubmissionQueue {
    var queue = SubmissionQueue()
    for _ in 0..<4 { _ = queue.join(honest, turn: 0, at: 0) }
    #expect(actions(&queue, at: 0) == (1...4).map { .lease($0) })
    return queue
  }

  @Test("the least suspicious goes first, then whose network sent least, then who came first")
  func order() {
    var queue = full()
    for (suspicion, turn) in [(trapped, 0), (honest, 2), (honest, 0), (honest, 0), (honest, 1)] {
      _ = queue.join(suspicion, turn: turn, at: 0)
    }
    #expect(actions(&queue, at: 0) == [])
    var order: [SubmissionQueue.Action] = []
    for _ in 0..<5 {
      queue.finished()
      order += actions(&queue, at: 0)
    }
    #expect(order == [7, 8, 9, 6, 5].map { .lease($0) })
    #expect(queue.leased == 4 && queue.waiting == 0)
  }

  @Test("who has waited for two seconds is told to come again")
  func patience() {
    var queue = full()
    let first = queue.join(honest, turn: 0, at: 0)
    let second = queue.join(honest, turn: 0, at: second)
    #expect(actions(&queue, at: 2 * self.second - 1) == [])
    #expect(actions(&queue, at: 2 * self.second) == [.refuse(first)])
    queue.finished()
    #expect(actions(&queue, at: 2 * self.second) == [.lease(second)])
  }

  @Test("of more than 256 the last is refused, who came or who is overtaken")
  func places() {
    var queue = full()
    for _ in 0..<255 { _ = queue.join(honest, turn: 1, at: 0) }
    let suspect = queue.join(trapped, turn: 0, at: 0)
    #expect(actions(&queue, at: 0) == [])
    _ = queue.join(honest, turn: 1, at: 0)
    #expect(actions(&queue, at: 0) == [.refuse(suspect)])
    let late = queue.join(honest, turn: 2, at: 0)
    #expect(actions(&queue, at: 0) == [.refuse(late)])
    #expect(queue.waiting == 256)
  }

  @Test("twenty a second are written, whatever comes")
  func pace() {
    var queue = SubmissionQueue()
    var leased = 0
    for tick in 0..<100 as Range<Int64> {
      let now = tick * second / 10
      for _ in 0..<30 { _ = queue.join(honest, turn: 0, at: now) }
      while let action = queue.nextAction(at: now) {
        guard case .lease = action else { continue }
        leased += 1
        queue.finished()
      }
    }
    // At once, and in 9.9 s.
    #expect(leased == 20 + 198)
  }

  @Test("whatever happens: four at most, the first of the order, nobody longer than two seconds")
  func everybody() {
    var random = SplitMix64(seed: 9)
    for _ in 0..<100 {
      var queue = SubmissionQueue()
      var waiting: [Int: (order: [Int], since: Nanoseconds)] = [:]
      var (leased, now, due) = (0, 0 as Nanoseconds, 0 as Nanoseconds)
      for _ in 0..<1_500 {
        now += Int64.random(in: 0...second / 200, using: &random)
        switch Int.random(in: 0..<10, using: &random) {
        case 0..<6:
          let suspicion = Bool.random(using: &random) ? honest : trapped
          let turn = Int.random(in: 0..<3, using: &random)
          let id = queue.join(suspicion, turn: turn, at: now)
          waiting[id] = ([suspicion.count, turn, id], now)
        default:
          guard leased > 0 else { continue }
          queue.finished()
          leased -= 1
        }
        while let action = queue.nextAction(at: now) {
          switch action {
          case .lease(let id):
            #expect(leased < 4 && queue.pace.wait(due: due, at: now) == 0)
            let first = waiting.values.map(\.order).min { $0.lexicographicallyPrecedes($1) }
            #expect(waiting[id]?.order == first)
            due = queue.pace.next(due: due, at: now)
            leased += 1
            waiting[id] = nil
          case .refuse(let id):
            let isLate = waiting[id].map { now - $0.since >= 2 * second } ?? false
            let last = waiting.values.map(\.order).max { $0.lexicographicallyPrecedes($1) }
            #expect(isLate || (waiting.count == 257 && waiting[id]?.order == last))
            waiting[id] = nil
          }
        }
        #expect(queue.waiting == waiting.count && waiting.count <= 256 && queue.leased == leased)
        #expect(waiting.values.allSatisfy { now - $0.since < 2 * second })
        // Nobody waits while there is a connection.
        #expect(
          waiting.isEmpty || leased == 4 || queue.pace.wait(due: due, at: now) > 0)
      }
    }
  }

  @Test(
    "traps make suspicious and refuse nobody",
    arguments: [
      ("", "Tom", "Manx", 60.0, 0), ("x", "Tom", "Manx", 60, 1), ("", "Tom", "Tom", 60, 1),
      ("", "Tom", "Manx", 4.999, 1), ("", "Tom", "Manx", 5, 0), ("", "", "", 60, 0),
      ("x", "Tom", "Tom", 3, 3),
    ])
  func traps(trap: String, name: String, breed: String, age: TimeInterval, count: Int) {
    #expect(Suspicion(trap: trap, name: name, breed: breed, age: age).count == count)
  }
}
