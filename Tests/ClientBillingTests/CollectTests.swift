import Billing
import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import ClientBilling

@Suite("R-040, R-220, R-221: what is due is collected, and booked as it came")
struct CollectTests {
  private static let busy = PawPayDesk.Fate.declines("insufficient_funds", isFinal: false)
  private static let day: TimeInterval = 86_400

  @Test("an invoice is paid at once; what is paid is what clients are told")
  func paid() async throws {
    try await withCollecting { collect in
      let (client, invoice) = try await collect.billed(orders: 2)
      try await collect.round()
      #expect(try await collect.standing(of: invoice) == "paid 0")
      #expect(try await collect.account(of: client) == "0 19000")
      #expect(try await collect.booked() == ["payment provider_card/due 19000"])
      #expect(try await collect.told() == ["paid card 190.00 0.00"])
      let summary = try await collect.bed.api.send(
        .get, "/api/client-billing/summary", as: Fixture.client(client))
      #expect(summary["paid"] == "190.00" && summary["method"] == "Paw …42")
      let issued = try await collect.query(
        "select data ->> 'method' from client_billing.outbox where type = 'client_invoice.issued.v1'",
        as: String.self)
      #expect(issued == ["Paw …42"])
      for _ in 0..<3 {
        collect.time.advance(by: Self.day)
        try await collect.round()
      }
      #expect(collect.card.orders.count == 1)
      try await collect.expectInOrder()
    }
  }

  @Test(
    "case 13: taken, the answer lost, the process killed: looked up, one payment, no second try")
  func answerLost() async throws {
    try await withCollecting { collect in
      collect.card.add(.losesAnswer)
      let (_, invoice) = try await collect.billed()
      for claim in try await collect.claim() { _ = await collect.errand.act(on: claim) }
      #expect(try await collect.tries() == ["1 card made"])
      collect.time.advance(by: CollectBed.lease)
      try await collect.replica().collecting.round()
      #expect(try await collect.tries() == ["1 card succeeded"])
      #expect(collect.card.orders == ["\(invoice.wire).1"])
      #expect(try await collect.told() == ["paid card 95.00 0.00"])
      try await collect.expectInOrder()
    }
  }

  @Test("case 14: never arrived, not found: sent again under its own key")
  func neverArrived() async throws {
    try await withCollecting { collect in
      collect.card.add(.losesOrder)
      let (_, invoice) = try await collect.billed()
      try await collect.round()
      #expect(try await collect.tries() == ["1 card unknown"])
      collect.time.advance(by: 10)
      try await collect.round()
      #expect(collect.card.orders == Array(repeating: "\(invoice.wire).1", count: 2))
      #expect(try await collect.standing(of: invoice) == "paid 0")
      try await collect.expectInOrder()
    }
  }

  @Test(
    "case 16: two payments under one reference: the second is credit, and pays the next invoice")
  func paidTwice() async throws {
    try await withCollecting { collect in
      collect.card.add(.paysTwice)
      let (client, invoice) = try await collect.billed()
      try await collect.round()
      // Its answer says one of them; whoever looks, both.
      try await collect.lookAgain(at: "\(invoice.wire).1")
      #expect(
        try await collect.booked() == [
          "payment provider_card/due 9500", "overpayment provider_card/credit 9500",
        ])
      #expect(try await collect.account(of: client) == "9500 19000")
      let figures = try await collect.bed.billing.database.read(
        ReadMoneyStanding(at: collect.time.now))
      #expect(figures.contains { $0.what == .twice && $0.value == 1 })
      try await collect.bed.finish(collect.bed.facts(client: client))
      collect.time.advance(by: 7 * Self.day)
      let next = try await collect.bill(client)
      try await collect.round()
      #expect(next != invoice && collect.card.orders.count == 1)
      #expect(try await collect.standing(of: next) == nil, "settled without a try")
      #expect(try await collect.account(of: client) == "0 19000")
      try await collect.expectInOrder()
    }
  }

  @Test("R-221: a payment under the name of another one books nothing, and nobody is charged again")
  func sameName() async throws {
    try await withCollecting { collect in
      let (client, _) = try await collect.billed()
      try await collect.round()
      let name = try #require(collect.card.payments.first?.providerReference.text)
      try await collect.bed.finish(collect.bed.facts(client: client))
      collect.time.advance(by: 7 * Self.day)
      let next = try await collect.bill(client)
      collect.card.know(
        "\(next.wire).1", of: next, Money(hundredths: 9_500), named: String(name.dropFirst(5)))
      for _ in 0..<3 {
        try await collect.round()
        collect.time.advance(by: Self.day)
      }
      #expect(try await collect.standing(of: next) == "under_way 9500")
      #expect(
        collect.card.orders.count == 2
          && collect.card.payments.map(\.providerReference.text) == [name, name])
      #expect(try await collect.account(of: client) == "0 9500")
      #expect(try await collect.bed.faults() == 0)
    }
  }

  @Test("case 16: what was paid twice pays at once for an older invoice that is overdue")
  func paidTwiceBesideOverdue() async throws {
    try await withCollecting { collect in
      for _ in 0..<8 { collect.card.add(Self.busy) }
      let (client, older) = try await collect.billed()
      for _ in 0..<8 {
        try await collect.round()
        collect.time.advance(by: Self.day)
      }
      #expect(try await collect.standing(of: older) == "overdue 9500")
      for _ in 0..<2 { try await collect.bed.finish(collect.bed.facts(client: client)) }
      collect.time.advance(by: 7 * Self.day)
      let newer = try await collect.bill(client)
      collect.card.add(.paysTwice)
      try await collect.round()
      #expect(try await collect.account(of: client) == "0 19000")
      try await collect.lookAgain(at: "\(newer.wire).1")
      #expect(try await collect.standing(of: older) == "paid 0")
      #expect(try await collect.account(of: client) == "9500 38000")
      #expect(
        try await collect.booked() == [
          "payment provider_card/due 19000", "overpayment provider_card/credit 19000",
          "credit_applied credit/due 9500",
        ])
      #expect(try await collect.told().last == "paid credit 0.00 0.00")
      try await collect.expectInOrder()
    }
  }

  @Test("an invoice below zero pays for an older one, whatever became of that")
  func belowZeroBesideOpen() async throws {
    try await withCollecting { collect in
      let client = try await collect.bed.client()
      let order = try await collect.bed.finish(collect.bed.facts(client: client))
      try collect.goToSunday()
      // Its week is over and not billed: what takes it back is in the next one.
      #expect(try await collect.takeBack(order).status == 201)
      let older = try await collect.bill(client)
      try await collect.round()
      #expect(try await collect.standing(of: older) == "no_method 9500")
      collect.time.advance(by: 7 * Self.day)
      let below = try await collect.bill(client)
      #expect(below != older)
      #expect(try await collect.standing(of: older) == "paid 0")
      #expect(try await collect.account(of: client) == "0 0")
      #expect(try await collect.told() == ["paid credit 0.00 0.00"])
      try await collect.expectInOrder()
    }
  }

  @Test("case 17: a debit comes back: due again, paid so far falls, tried daily for a fresh week")
  func returned() async throws {
    try await withCollecting { collect in
      collect.debit.add(.pends, Self.busy)
      let (client, invoice) = try await collect.billed("direct_debit")
      try await collect.round()
      #expect(try await collect.standing(of: invoice) == "under_way 9500")
      collect.time.advance(by: 4 * Self.day)
      collect.move(invoice, 1, at: collect.debit, to: .paid)
      try await collect.round()
      #expect(try await collect.account(of: client) == "0 9500")
      collect.time.advance(by: 5 * Self.day)
      collect.move(invoice, 1, at: collect.debit, to: .back(cause: "returned"))
      try await collect.lookAgain(at: "\(invoice.wire).1")
      #expect(try await collect.standing(of: invoice) == "waiting 9500")
      #expect(try await collect.account(of: client) == "0 0")
      #expect(
        try await collect.booked() == [
          "payment provider_direct_debit/due 9500", "returned due/provider_direct_debit 9500",
        ])
      for _ in 0..<6 { collect.debit.add(Self.busy) }
      for day in 1...7 {
        collect.time.advance(by: Self.day)
        try await collect.round()
        #expect(collect.debit.orders.count == 1 + day)
      }
      #expect(try await collect.standing(of: invoice) == "overdue 9500")
      #expect(
        try await collect.told().prefix(2) == [
          "paid direct_debit 95.00 0.00", "reversed 95.00 95.00",
        ])
      try await collect.expectInOrder()
    }
  }

  @Test("a second payment that comes back is paid for by the credit that it had left")
  func secondReturned() async throws {
    try await withCollecting { collect in
      collect.card.add(.paysTwice)
      let (client, invoice) = try await collect.billed()
      try await collect.round()
      try await collect.lookAgain(at: "\(invoice.wire).1")
      #expect(try await collect.account(of: client) == "9500 19000")
      collect.card.giveBack("card-again")
      try await collect.lookAgain(at: "\(invoice.wire).1")
      #expect(try await collect.standing(of: invoice) == "paid 0")
      #expect(try await collect.account(of: client) == "0 9500")
      #expect(
        try await collect.booked().suffix(2) == [
          "returned due/provider_card 9500", "credit_applied credit/due 9500",
        ])
      #expect(
        try await collect.told().suffix(2) == [
          "reversed 95.00 95.00", "paid credit 0.00 0.00",
        ])
      try await collect.expectInOrder()
    }
  }

  @Test("another amount is booked as it came, the rest stays due, and a manager is told once")
  func half() async throws {
    try await withCollecting { collect in
      collect.card.add(.paysHalf)
      let (_, invoice) = try await collect.billed()
      try await collect.round()
      #expect(try await collect.standing(of: invoice) == "waiting 4750")
      func differences() async throws -> [String] {
        try await collect.bed.list("differences").map { difference in
          ["what", "ours", "theirs", "standing"].compactMap { difference[$0]?.string }
            .joined(separator: " ")
        }
      }
      #expect(try await differences() == ["amount 95.00 47.50 paid"])
      try await collect.reconcile()
      #expect(try await differences().count == 1, "what found it first has told it")
      collect.time.advance(by: Self.day)
      try await collect.round()
      #expect(try await collect.tries() == ["1 card succeeded", "2 card succeeded"])
      #expect(
        try await collect.told() == ["paid card 47.50 47.50", "paid card 47.50 0.00"])
      try await collect.expectInOrder()
    }
  }

  @Test("credit is applied before a try; what is left is collected, and all of it needs no try")
  func creditFirst() async throws {
    try await withCollecting { collect in
      collect.card.add(Self.busy)
      let (client, invoice) = try await collect.billed(orders: 2)
      try await collect.round()
      #expect(try await collect.standing(of: invoice) == "waiting 19000")
      // A manager gives 30.00 (case 10), as an entry that corrections will book.
      try await collect.giveCredit(3_000, to: client)
      collect.time.advance(by: Self.day)
      try await collect.round()
      #expect(collect.card.payments.last?.amount == Money(hundredths: 16_000))
      #expect(
        try await collect.booked().suffix(2) == [
          "credit_applied credit/due 3000", "payment provider_card/due 16000",
        ])
      #expect(try await collect.account(of: client) == "0 16000")
      #expect(try await collect.standing(of: invoice) == "paid 0")
    }
  }

  @Test("credit that comes while a try is under way waits, and pays when that has failed")
  func creditMeanwhile() async throws {
    try await withCollecting { collect in
      collect.debit.add(.pends)
      let (client, invoice) = try await collect.billed("direct_debit")
      try await collect.round()
      try await collect.giveCredit(9_500, to: client)
      collect.time.advance(by: Self.day)
      try await collect.round()
      #expect(try await collect.standing(of: invoice) == "under_way 9500")
      collect.move(
        invoice, 1, at: collect.debit, to: .declined(code: "refused", isFinal: false))
      collect.time.advance(by: Self.day)
      try await collect.round()
      #expect(try await collect.standing(of: invoice) == "paid 0")
      #expect(
        try await collect.told() == ["failed refused 95.00 true", "paid credit 0.00 0.00"])
      #expect(try await collect.account(of: client) == "0 0")
    }
  }
}
