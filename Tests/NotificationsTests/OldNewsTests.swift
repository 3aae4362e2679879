import Contracts
import FoundationEssentials
import TestSupport
import Testing

@testable import Notifications

@Suite("R-300, case 5: nothing old is mailed, and nothing twice")
struct OldNewsTests {
  @Test("a month that is told again makes not one mail, nor do registers and orders told anew")
  func toldAgain() async throws {
    try await withNotifications { bed in
      let month = try await live(days: 30, bed)
      let (rows, received) = (try await bed.mails(), bed.office.received.count)
      #expect(rows.count == 30 * 6 && received == rows.count)
      // `mcf outbox replay`: the same events in their order, each under an id of its own.
      for day in month { try await tell(day, bed) }
      // `mcf outbox backfill`: of orders what is open as it was accepted, what has ended as it ended.
      for day in month {
        try await bed.introduce(day.order.workerID)
        try await bed.tell(
          OrderFinished.finished(day.order, .completed, nil, at: day.end), of: day.order.orderID,
          version: 3)
      }
      try await bed.round()
      #expect(bed.office.received.count == received)
      #expect(try await bed.mails() == rows)
    }
  }

  @Test("who has never heard of a month, and is told all of it, writes down what is over, no more")
  func toldLate() async throws {
    try await withNotifications { bed in
      let start = bed.time.now
      let month = (0..<30).map { day in
        Day(OrderFacts.sample(at: start.addingTimeInterval(Double(day) * 86_400)))
      }
      bed.time.set(start.addingTimeInterval(60 * 86_400))
      for day in month { try await tell(day, bed) }
      try await bed.round()
      #expect(bed.office.received.isEmpty)
      #expect(try await bed.mails().allSatisfy { $0.contains(" expired ") })
    }
  }

  @Test("after two days away only what is of use goes out, what happened first before the rest")
  func away() async throws {
    try await withNotifications(change: { ($0.connections, $0.packagesTo) = (1, nil) }) { bed in
      let start = bed.time.now
      let orders = (0..<48).map { hour in
        OrderFacts.sample(
          at: start.addingTimeInterval(Double(hour) * 3_600), hours: 24,
          email: "cat-\(hour)@cats.example")
      }
      bed.time.set(start.addingTimeInterval(48 * 3_600))
      // By slots, events of different keys come in any order.
      try await bed.accept(orders.shuffled())
      try await bed.round()
      // Those whose hour has come or is over are told nothing.
      #expect(bed.office.taken == (25..<48).map { "cat-\($0)@cats.example" })
      #expect(try await bed.mails().count { $0 == "order-stands client expired too_old" } == 25)
    }
  }

  /// An order's life, and when it ended.
  private struct Day {
    let order: OrderFacts
    var end: Date { order.scheduledAt.addingTimeInterval(3_600) }

    init(_ order: OrderFacts) { self.order = order }
  }

  /// A day after the other, each with an order of its own whose mails all go out.
  private func live(days: Int, _ bed: Fixture) async throws -> [Day] {
    var lived: [Day] = []
    for _ in 0..<days {
      let day = Day(bed.order(hours: 2))
      try await bed.introduce(day.order.workerID)
      try await tell(day, bed, at: day.order.acceptedAt)
      lived.append(day)
      bed.time.advance(by: 86_400 - 1)
    }
    return lived
  }

  /// - Parameter start: when it begins to be lived, so that mails go out; nil: it is told afterwards.
  private func tell(_ day: Day, _ bed: Fixture, at start: Date? = nil) async throws {
    let order = day.order
    func step(_ at: Date, _ told: () async throws -> Void) async throws {
      if start != nil { bed.time.set(at) }
      try await told()
      if start != nil { try await bed.round() }
    }
    try await step(order.acceptedAt) { try await bed.accept(order) }
    try await step(order.acceptedAt.addingTimeInterval(60)) { try await bed.makeReady(order) }
    try await step(day.end) {
      try await bed.tell(
        OrderFinished.finished(order, .completed, nil, at: day.end), of: order.orderID, version: 3)
    }
  }
}
