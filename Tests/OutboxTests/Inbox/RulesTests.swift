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

  @Test("an event waits behind those of its own key only, and a key is its bytes")
  func parking() {
    func envelope(_ subject: String) -> Envelope {
      Envelope(
        position: 1, id: UUID(), type: "a.v1", subject: ExactText(subject), sequence: 1,
        time: Date(),
        trace: .root, isReplayed: false, data: JSONText("{}"))
    }
    var parking = Parking(
      in: Slot(source: "clients", number: 0), behind: ["\u{439}"], at: Date())
    let joins = ["\u{439}", "\u{438}\u{306}"].map { parking.joins(envelope($0)) }
    #expect(joins == [true, false])
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
    #expect(Blame(PostgresError(.outcomeUnknown)) == .environment)
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
  private let limits = InboxConsumer.Limits(lanes: 3, slots: 2, events: 2)

  @Test("begins what was found, some slots a transaction, and has room for the rest")
  func room() {
    var schedule = Schedule(limits)
    #expect(schedule.free == 6)
    let begun = schedule.start([work(1), work(2), work(3)])
    #expect(slots(begun) == [[1, 2], [3]])
    #expect(schedule.free == 2)
    #expect(Set(schedule.busy) == [slot(1), slot(2), slot(3)])
    _ = schedule.finished([slot(1), slot(2)])
    #expect(schedule.free == 4)
    #expect(schedule.busy == [slot(3)])
  }

  @Test("wants another look only if the last one may have left something out")
  func again() {
    func isAgain(_ found: [SlotWork], looking: Bool = false) -> Bool {
      var schedule = Schedule(limits)
      schedule.willLook()
      let begun = schedule.start(found)
      if looking { schedule.willLook() }
      return begun.map { schedule.finished($0.map(\.batch.slot)) }.contains(true)
    }
    #expect(!isAgain([work(1)]))
    #expect(!isAgain([work(1), work(2), work(3)]))
    #expect(isAgain([work(1)], looking: true), "what came meanwhile was not looked for")
    #expect(isAgain((1...6).map { work($0) }), "there may have been a seventh")
    #expect(isAgain([work(1, events: 2)]), "there may be a third event")
    #expect(isAgain([work(1, isDue: true)]), "another parked event may be due")
  }

  @Test("rests a failed slot ever longer, up to 30 s, until it works again")
  func resting() {
    var schedule = Schedule(limits)
    var all: [Duration] = []
    for _ in 0..<12 {
      _ = schedule.start([work(1)])
      all.append(schedule.failed([slot(1)], jitter: 0.99))
      #expect(schedule.busy == [slot(1)])
      #expect(schedule.free == 6)
      schedule.rested([slot(1)])
    }
    #expect(all == all.sorted())
    #expect(all.first.map { $0 <= .milliseconds(100) } == true)
    #expect(all.last.map { $0 > .seconds(29) && $0 <= .seconds(30) } == true)
    _ = schedule.start([work(1)])
    _ = schedule.finished([slot(1)])
    _ = schedule.start([work(1)])
    let pause = schedule.failed([slot(1)], jitter: 0)
    #expect(pause == .milliseconds(50))
  }

  @Test("gives a slot that failed a transaction of its own, so that no other one fails with it")
  func apart() {
    var schedule = Schedule(limits)
    _ = schedule.start([work(1), work(2)])
    _ = schedule.failed([slot(1), slot(2)], jitter: 0)
    schedule.rested([slot(1), slot(2)])
    let begun = schedule.start([work(1), work(2), work(3), work(4)])
    #expect(slots(begun) == [[3, 4], [1], [2]])
  }

  @Test("lets a slot that may kill for the second time work alone")
  func alone() {
    var schedule = Schedule(limits)
    let found = [work(2), work(3, started: 2)]
    _ = schedule.start([work(1)])
    let begun = schedule.start(found)
    #expect(begun.isEmpty)
    let isAgain = schedule.finished([slot(1)])
    #expect(isAgain, "what was found was not begun")
    let alone = schedule.start(found)
    #expect(slots(alone) == [[3]])
    #expect(schedule.free == 0)
    _ = schedule.finished([slot(3)])
    #expect(schedule.free == 6)
  }

  private func slots(_ groups: [[SlotWork]]) -> [[Int16]] {
    groups.map { $0.map(\.batch.slot.number) }
  }

  private func slot(_ number: Int16) -> Slot { Slot(source: "orders", number: number) }

  private func work(
    _ number: Int16, started: Int32 = 0, events: Int = 1, isDue: Bool = false
  ) -> SlotWork {
    var batch = Batch(slot: slot(number), position: 0, started: started, reached: 0)
    batch.events = (0..<events).map {
      Envelope(
        position: Int64($0), id: UUID(), type: "cat.changed.v1", subject: "", sequence: 1,
        time: Date(), trace: .root, isReplayed: false, data: JSONText("{}"))
    }
    return SlotWork(batch: batch, isDue: isDue)
  }
}
