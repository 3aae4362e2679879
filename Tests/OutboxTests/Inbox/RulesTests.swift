import Contracts
import FoundationEssentials
import Postgres
import Testing

@testable import Outbox

@Suite("The inbox's rules")
struct InboxRulesTests {
  @Test(
    "a subject's slot is FNV-1a 64 modulo 16, for ever",
    arguments: [("", 5), ("a", 12), ("foobar", 8)])
  func slot(_ subject: String, _ slot: Int16) {
    // 0xcbf29ce484222325, 0xaf63dc4c8601ec8c and 0x85944171f73967e8, as published.
    #expect(Slot.number(of: subject) == slot)
  }

  @Test(
    "an event is to blame for its data, its constraints, its SQL and what its handler throws",
    arguments: ["22P02", "23505", "42501", "P0001"])
  func ownFault(_ state: String) {
    #expect(Blame(error(state)) == .event)
    #expect(Blame(UnknownEvent(type: "x")) == .event)
    #expect(Blame(PostgresError(.decoding)) == .event)
    #expect(Blame(PostgresError(.nestedUse)) == .event)
  }

  @Test(
    "the environment is to blame for everything else",
    arguments: [
      "08006", "25006", "40001", "40P01", "53100", "53300", "54000", "55P03", "57014", "57P01",
      "58030", "XX000",
    ])
  func environment(_ state: String) {
    #expect(Blame(error(state)) == .environment)
    #expect(Blame(CancellationError()) == .environment)
    #expect(Blame(PostgresError(.connectionLost)) == .environment)
    #expect(Blame(PostgresError(.acquireTimeout)) == .environment)
  }

  @Test("a swallowed failure keeps its blame")
  func swallowed() {
    let state = SQLState(rawValue: "55P03")
    #expect(Blame(PostgresError(.rolledBack, sqlState: state)) == .environment)
    #expect(Blame(PostgresError(.rolledBack, sqlState: .checkViolation)) == .event)
  }

  @Test("pauses grow from a second to an hour, with jitter")
  func pauses() {
    #expect(RetryPolicy.pauseSeconds(afterTries: 1, jitter: 0) == 1)
    for tries in 1...40 as ClosedRange<Int32> {
      let (least, most) = (pause(tries, 0), pause(tries, 0.999))
      #expect(least >= 1 && most <= 3600 && least < most)
      #expect(least >= pause(max(1, tries - 1), 0))
    }
    #expect(pause(40, 0) == 1800)
  }

  @Test("an event is hopeless after 25 tries or a day")
  func hopeless() {
    let start = Date(timeIntervalSince1970: 1_803_891_600)
    func isHopeless(_ tries: Int32, _ seconds: Double) -> Bool {
      RetryPolicy.isHopeless(tries: tries, since: start, now: start.addingTimeInterval(seconds))
    }
    #expect(!isHopeless(24, 86_399))
    #expect(isHopeless(25, 0))
    #expect(isHopeless(1, 86_400))
  }

  @Test("types are named without their versions")
  func families() {
    #expect(EventFamily("order.accepted.v12") == EventFamily("order.accepted"))
    #expect(EventFamily("order.accepted").stem == "order.accepted.v")
    #expect(EventFamily(Paid.self).description == "till.paid")
  }

  private func pause(_ tries: Int32, _ jitter: Double) -> Double {
    RetryPolicy.pauseSeconds(afterTries: tries, jitter: jitter)
  }

  private func error(_ state: String) -> PostgresError {
    PostgresError(.server, sqlState: SQLState(rawValue: state))
  }
}

@Suite("The schedule of slots")
struct ScheduleTests {
  private let pauses = Backoff(first: .milliseconds(100), longest: .seconds(30))

  @Test("begins what was found, and has room for the rest")
  func room() {
    var schedule = Schedule(limit: 3, pauses: pauses)
    #expect(schedule.start([work(1), work(2)]).count == 2)
    #expect(schedule.free == 1)
    #expect(Set(schedule.busy) == [slot(1), slot(2)])
    schedule.finished(slot(1))
    #expect(schedule.free == 2)
    #expect(schedule.busy == [slot(2)])
  }

  @Test("rests a failed slot ever longer, up to 30 s, until it works again")
  func resting() {
    var schedule = Schedule(limit: 3, pauses: pauses)
    var all: [Duration] = []
    for _ in 0..<12 {
      _ = schedule.start([work(1)])
      all.append(schedule.failed(slot(1), jitter: 0.99))
      #expect(schedule.busy == [slot(1)])
      #expect(schedule.free == 3)
      schedule.rested(slot(1))
    }
    #expect(all == all.sorted())
    #expect(all.first.map { $0 <= .milliseconds(100) } == true)
    #expect(all.last.map { $0 > .seconds(29) && $0 <= .seconds(30) } == true)
    _ = schedule.start([work(1)])
    schedule.finished(slot(1))
    #expect(schedule.failed(slot(1), jitter: 0) == .milliseconds(50))
  }

  @Test("lets a slot that may kill for the second time work alone")
  func alone() {
    var schedule = Schedule(limit: 3, pauses: pauses)
    _ = schedule.start([work(1)])
    #expect(schedule.start([work(2), work(3, started: 2)]).isEmpty)
    schedule.finished(slot(1))
    #expect(schedule.start([work(2), work(3, started: 2)]).map(\.batch.slot) == [slot(3)])
    #expect(schedule.free == 0)
    schedule.finished(slot(3))
    #expect(schedule.free == 3)
  }

  private func slot(_ number: Int16) -> Slot { Slot(source: "orders", number: number) }

  private func work(_ number: Int16, started: Int32 = 0) -> SlotWork {
    SlotWork(
      batch: Batch(slot: slot(number), position: 0, started: started, reached: 0), isDue: false)
  }
}
