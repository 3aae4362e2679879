import Billing
import Contracts
import FoundationEssentials
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import ClientBilling

@Suite("R-221: what was declined is tried daily for a week, at the same business time")
struct LadderTests {
  private static let busy = PawPayDesk.Fate.declines("insufficient_funds", isFinal: false)
  private static let closed = PawPayDesk.Fate.declines("closed", isFinal: true)
  private static let day: TimeInterval = 86_400

  @Test("eight tries, then it is overdue; the client is told of the first and the last")
  func week() async throws {
    try await withCollecting { collect in
      for _ in 0..<9 { collect.card.add(Self.busy) }
      let (_, invoice) = try await collect.billed()
      for day in 0...7 {
        try await collect.round()
        #expect(collect.card.orders.count == day + 1)
        // A while after, and a while before the next day's time.
        collect.time.advance(by: 3_600)
        try await collect.round()
        collect.time.advance(by: Self.day - 3_601)
        try await collect.round()
        #expect(collect.card.orders.count == day + 1)
        collect.time.advance(by: 1)
      }
      #expect(try await collect.standing(of: invoice) == "overdue 9500")
      collect.time.advance(by: 30 * Self.day)
      try await collect.round()
      #expect(collect.card.orders.count == 8)
      let told = try await collect.told()
      #expect(
        told.count == 8 && told.allSatisfy { $0.hasPrefix("failed insufficient_funds 95.00") })
      #expect(
        told.map { $0.hasSuffix("true") } == [true] + Array(repeating: false, count: 6) + [true])
      try await collect.expectInOrder()
    }
  }

  @Test("it goes by date: whoever did not look for three days makes up for none of them")
  func asleep() async throws {
    try await withCollecting { collect in
      for _ in 0..<9 { collect.card.add(Self.busy) }
      let (_, invoice) = try await collect.billed()
      try await collect.round()
      collect.time.advance(by: 3.5 * Self.day)
      for _ in 0..<3 { try await collect.round() }
      #expect(collect.card.orders.count == 2)
      collect.time.advance(by: Self.day / 2)
      try await collect.round()
      #expect(collect.card.orders.count == 3, "at the time of the invoice, not of the last try")
      for _ in 0..<10 {
        collect.time.advance(by: Self.day)
        try await collect.round()
      }
      #expect(collect.card.orders.count == 6)
      #expect(try await collect.standing(of: invoice) == "overdue 9500")
    }
  }

  @Test("a debit that fails after the week has its next day, and none after that")
  func late() async throws {
    try await withCollecting { collect in
      collect.debit.add(.pends, Self.busy, Self.busy)
      let (_, invoice) = try await collect.billed("direct_debit")
      try await collect.round()
      for _ in 0..<10 {
        collect.time.advance(by: Self.day)
        try await collect.round()
      }
      #expect(collect.debit.orders.count == 1, "pending keeps every other try out")
      collect.move(
        invoice, 1, at: collect.debit, to: .declined(code: "insufficient_funds", isFinal: false))
      collect.time.advance(by: Self.day)
      try await collect.round()
      #expect(try await collect.standing(of: invoice) == "waiting 9500")
      for _ in 0..<5 {
        collect.time.advance(by: Self.day)
        try await collect.round()
      }
      #expect(collect.debit.orders.count == 2)
      #expect(try await collect.standing(of: invoice) == "overdue 9500")
    }
  }

  @Test("case 12: closed for good; a debit becomes the usual one, is tried at once and is pending")
  func closedForGood() async throws {
    try await withCollecting { collect in
      collect.card.add(Self.closed)
      collect.debit.add(.pends)
      let (client, invoice) = try await collect.billed()
      try await collect.round()
      #expect(try await collect.standing(of: invoice) == "no_method 9500")
      #expect(
        try await collect.query(
          "select state from client_billing.payment_method", as: String.self) == ["refused"])
      #expect(try await collect.told() == ["failed closed 95.00 true"])
      collect.time.advance(by: Self.day)
      try await collect.round()
      try await collect.method("direct_debit", of: client)
      let looks = collect.card.looks
      try await collect.round()
      #expect(collect.card.looks == looks + 1, "everybody is asked who was ever tried")
      #expect(try await collect.standing(of: invoice) == "under_way 9500")
      collect.time.advance(by: Self.day)
      let payNow = try await collect.pay(invoice, as: client)
      #expect(payNow.status == 409 && payNow.problem == "payment-under-way")
      collect.time.advance(by: Self.day)
      collect.move(invoice, 2, at: collect.debit, to: .paid)
      try await collect.round()
      #expect(try await collect.tries() == ["1 card declined", "2 direct_debit succeeded"])
      #expect(collect.card.orders.count == 1)
      #expect(
        try await collect.told() == [
          "failed closed 95.00 true", "paid direct_debit 95.00 0.00",
        ])
      try await collect.expectInOrder()
    }
  }

  @Test("who was ever tried is asked before another is: what is paid there after all counts")
  func paidElsewhere() async throws {
    try await withCollecting { collect in
      collect.card.add(Self.busy)
      let (client, invoice) = try await collect.billed()
      try await collect.round()
      collect.move(invoice, 1, at: collect.card, to: .pending)
      try await collect.method("direct_debit", of: client)
      try await collect.round()
      #expect(collect.debit.orders.isEmpty, "it may still be paid by card")
      collect.move(invoice, 1, at: collect.card, to: .paid)
      collect.card.isDeaf = true
      collect.time.advance(by: Self.day)
      try await collect.round()
      #expect(collect.debit.orders.isEmpty, "who does not answer may have been paid")
      collect.card.isDeaf = false
      collect.time.advance(by: Self.day)
      try await collect.round()
      #expect(collect.debit.orders.isEmpty)
      #expect(try await collect.standing(of: invoice) == "paid 0")
      #expect(try await collect.account(of: client) == "0 9500")
      #expect(try await collect.tries() == ["1 card declined"])
      try await collect.expectInOrder()
    }
  }

  @Test(
    "a way to pay that is changed while a try is under way is tried at once when that has failed")
  func changedMeanwhile() async throws {
    try await withCollecting { collect in
      collect.debit.add(.pends)
      let (client, invoice) = try await collect.billed("direct_debit")
      try await collect.round()
      collect.time.advance(by: 3_600)
      try await collect.method("card", of: client)
      try await collect.round()
      #expect(collect.card.orders.isEmpty)
      collect.move(
        invoice, 1, at: collect.debit, to: .declined(code: "insufficient_funds", isFinal: false))
      collect.time.advance(by: Self.day)
      try await collect.round()
      try await collect.round()
      #expect(try await collect.tries() == ["1 direct_debit declined", "2 card succeeded"])
      try await collect.expectInOrder()
    }
  }

  @Test(
    "a restored database: what is there already is not asked for again, what lies ahead keeps all out",
    arguments: [2, 3])
  func restored(_ n: Int) async throws {
    try await withCollecting { collect in
      collect.card.add(Self.busy)
      let (_, invoice) = try await collect.billed()
      try await collect.round()
      collect.card.know("\(invoice.wire).\(n)", of: invoice, Money(hundredths: 9_500))
      for _ in 0..<2 {
        collect.time.advance(by: Self.day)
        try await collect.round()
      }
      #expect(collect.card.orders.count == 1)
      let isNext = n == 2
      #expect(
        try await collect.tries() == ["1 card declined"] + (isNext ? ["2 card succeeded"] : []))
      #expect(try await collect.standing(of: invoice) == (isNext ? "paid 0" : "waiting 9500"))
    }
  }

  @Test("a restored database: what another provider has been paid is not collected once more")
  func restoredElsewhere() async throws {
    try await withCollecting { collect in
      collect.debit.add(Self.busy)
      let (client, invoice) = try await collect.billed("direct_debit")
      try await collect.round()
      collect.debit.know("\(invoice.wire).2", of: invoice, Money(hundredths: 9_500))
      try await collect.giveCredit(3_000, to: client)
      try await collect.method("card", of: client)
      try await collect.round()
      #expect(collect.card.orders == [])
      #expect(try await collect.standing(of: invoice) == "waiting 6500", "credit has paid of it")
    }
  }

  @Test("no way to pay: nothing is tried until there is one, and then at once")
  func noMethod() async throws {
    try await withCollecting { collect in
      let (client, invoice) = try await collect.billed(nil)
      for _ in 0..<3 {
        try await collect.round()
        collect.time.advance(by: 10 * Self.day)
      }
      #expect(try await collect.standing(of: invoice) == "no_method 9500")
      try await collect.method(of: client)
      try await collect.round()
      #expect(try await collect.standing(of: invoice) == "paid 0")
      #expect(try await collect.tries() == ["1 card succeeded"])
      try await collect.expectInOrder()
    }
  }

  @Test(
    "steps are days at the same business time, also where the clocks change, or so many seconds",
    arguments: [
      // Berlin's clocks go on on 28 March 2027: the day has 23 hours.
      ("2027-03-27T18:00:00Z", "2027-03-28T16:59:59.999Z", "day", 0, "2027-03-28T17:00:00.000Z"),
      ("2027-03-27T18:00:00Z", "2027-03-28T17:00:00.000Z", "day", 1, "2027-03-29T17:00:00.000Z"),
      // and back on 31 October: it has 25.
      ("2027-10-30T18:00:00Z", "2027-10-31T18:59:59.999Z", "day", 0, "2027-10-31T19:00:00.000Z"),
      ("2027-10-30T18:00:00Z", "2027-11-06T19:00:00.000Z", "day", 7, "2027-11-07T19:00:00.000Z"),
      ("2027-03-27T18:00:00Z", "2027-03-27T18:00:00.000Z", "day", 0, "2027-03-28T17:00:00.000Z"),
      // Somebody's clock was wrong.
      ("2027-03-27T18:00:00Z", "2027-03-26T18:00:00.000Z", "day", 0, "2027-03-28T17:00:00.000Z"),
      ("2027-03-27T18:00:00Z", "2027-03-27T18:00:29.999Z", "10s", 2, "2027-03-27T18:00:30.000Z"),
    ])
  func steps(
    _ since: String, _ asked: String, _ pace: String, _ gone: Int, _ next: String
  ) async throws {
    try await withDatabase(.of("client_billing")) { database in
      let time = try #require(Timestamp.parse(asked))
      let place = try await database.app("client_billing").readOne(
        ReadLadder(
          from: try #require(Timestamp.parse(since)), triedAt: time,
          try #require(RetryPace(pace)), zone: "Europe/Berlin", at: time))
      #expect(place?.step == gone)
      #expect(place?.nextAt == Timestamp.parse(next))
    }
  }

  @Test("a ladder ends with the try of its last step")
  func ladder() {
    let ladder = RetryLadder(retries: 7)
    let next = Date(timeIntervalSince1970: 1_800_000_000)
    for step in 0...10 {
      let place = RetryLadder.Place(step: step, nextAt: next)
      #expect(ladder.next(from: place) == (step < 7 ? next : nil))
      #expect(place.isFirst == (step == 0))
    }
  }
}
