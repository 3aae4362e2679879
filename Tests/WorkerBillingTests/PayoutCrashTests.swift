import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Billing
@testable import WorkerBilling

/// Whatever is lost or dies on the way.
@Suite("R-232: no payout twice, whatever is lost, doubled, late or killed")
struct PayoutCrashTests {
  @Test("case 13: taken, the answer lost, the process killed: looked up, paid once, no second try")
  func answerLost() async throws {
    try await withPayouts([.losesAnswer]) { payouts in
      let (worker, _) = try await payouts.billed()
      let claims = try await payouts.claim()
      // It dies with the answer: nothing is noted.
      for claim in claims { _ = await payouts.errand.act(on: claim) }
      #expect(try await payouts.tries() == ["1 made"])
      payouts.time.advance(by: PayoutBed.lease - 1)
      try await payouts.replica().payouts?.round()
      #expect(try await payouts.tries() == ["1 made"], "the lease has not ended")
      payouts.time.advance(by: 1)
      try await payouts.replica().payouts?.round()
      #expect(try await payouts.tries() == ["1 succeeded"])
      #expect(payouts.bank.orders.count == 1)
      #expect(try await payouts.receipts() == ["in"])
      #expect(try await payouts.status(of: worker) == "paid")
      try await payouts.expectOnceAndInOrder()
    }
  }

  @Test("killed after it was written down and before it was asked: sent under the same key")
  func neverSent() async throws {
    try await withPayouts { payouts in
      let (_, invoice) = try await payouts.billed()
      _ = try await payouts.claim()
      let made = try await payouts.errand.books.makeTry(
        for: invoice, 1, knowing: .nothing, through: MoneyRoutes([.payingOut(payouts.bank)]),
        at: payouts.time.now, until: payouts.time.now.addingTimeInterval(PayoutBed.lease))
      #expect(made?.state == .made && payouts.bank.orders.isEmpty)
      payouts.time.advance(by: PayoutBed.lease)
      try await payouts.replica().payouts?.round()
      #expect(payouts.bank.orders == ["\(invoice.wire).1"])
      #expect(try await payouts.tries() == ["1 succeeded"])
      try await payouts.expectOnceAndInOrder()
    }
  }

  @Test("killed before it was written down: nothing was asked, and it is due when the lease ends")
  func claimedOnly() async throws {
    try await withPayouts { payouts in
      _ = try await payouts.billed()
      _ = try await payouts.claim()
      try await payouts.replica().payouts?.round()
      #expect(payouts.bank.orders.isEmpty)
      payouts.time.advance(by: PayoutBed.lease)
      try await payouts.replica().payouts?.round()
      #expect(try await payouts.tries() == ["1 succeeded"])
      try await payouts.expectOnceAndInOrder()
    }
  }

  @Test("case 14: never arrived, not found: sent again under its own key")
  func neverArrived() async throws {
    try await withPayouts([.losesOrder, .losesOrder]) { payouts in
      let (_, invoice) = try await payouts.billed()
      try await payouts.round()
      #expect(try await payouts.tries() == ["1 unknown"])
      payouts.time.advance(by: 9)
      try await payouts.round()
      #expect(payouts.bank.orders.count == 1)
      payouts.time.advance(by: 1)
      try await payouts.round()
      payouts.time.advance(by: 60)
      try await payouts.round()
      #expect(payouts.bank.orders == Array(repeating: "\(invoice.wire).1", count: 3))
      #expect(try await payouts.tries() == ["1 succeeded"])
      #expect(try await payouts.told() == ["paid"])
      try await payouts.expectOnceAndInOrder()
    }
  }

  @Test("case 15: a notice before the answer, and twice more: one receipt, one event")
  func noticeFirst() async throws {
    try await withPayouts { payouts in
      let (_, invoice) = try await payouts.billed()
      func notify(_ id: String) async throws -> Int {
        let notice = payouts.bank.notice(invoice.wire, id: id)
        return try await payouts.bed.api.send(
          .post, "/api/worker-billing/notices/gold-hat", as: nil, notice.body,
          headers: notice.headers
        ).status
      }
      let claim = try #require(try await payouts.claim().first)
      let answer = await payouts.errand.act(on: claim)
      #expect(try await notify("n-1") == 204)
      try await payouts.round()
      #expect(try await payouts.tries() == ["1 succeeded"])
      let now = payouts.time.now
      try await payouts.errand.note(answer, of: claim, at: now, nextAt: now)
      #expect(try await notify("n-1") == 409)
      #expect(try await notify("n-2") == 204)
      try await payouts.round()
      #expect(try await payouts.receipts() == ["in"])
      #expect(try await payouts.told() == ["paid"])
      #expect(payouts.bank.orders.count == 1)
      try await payouts.expectOnceAndInOrder()
    }
  }

  @Test("a notice is believed only from whom it is, and says nothing of what was never tried")
  func notices() async throws {
    try await withPayouts { payouts in
      _ = try await payouts.billed()
      let path = "/api/worker-billing/notices/gold-hat"
      for (reference, id) in [(UUID().wire, "a"), ("meow", "b")] {
        let notice = payouts.bank.notice(reference, id: id)
        let answer = try await payouts.bed.api.send(
          .post, path, as: nil, notice.body, headers: notice.headers)
        #expect(answer.status == 202)
      }
      var forged = payouts.bank.notice(UUID().wire, id: "c")
      forged.body.append(UInt8(ascii: " "))
      let answer = try await payouts.bed.api.send(
        .post, path, as: nil, forged.body, headers: forged.headers)
      #expect(answer.status == 401 && answer.problem == "webhook-refused")
    }
  }

  @Test("it is unknown until there is an answer; once its key is forgotten it was never made")
  func neverMade() async throws {
    try await withPayouts([.losesOrder]) { payouts in
      let (worker, _) = try await payouts.billed()
      try await payouts.round()
      payouts.bank.isDeaf = true
      for _ in 0..<40 {
        payouts.time.advance(by: 3_600)
        try await payouts.round()
      }
      #expect(try await payouts.tries() == ["1 unknown"], "40 hours without an answer")
      #expect(try await payouts.status(of: worker) == "under_way")
      payouts.bank.isDeaf = false
      payouts.time.advance(by: 3_600)
      try await payouts.round()
      #expect(try await payouts.tries() == ["1 never_made"])
      #expect(payouts.bank.orders.count == 1, "its key no longer counts")
      payouts.time.advance(by: 86_400)
      try await payouts.round()
      #expect(try await payouts.tries() == ["1 never_made", "2 succeeded"])
      #expect(try await payouts.told() == ["failed", "paid"])
      try await payouts.expectOnceAndInOrder()
    }
  }

  @Test(
    "before another try everything is looked up: what was declined and is paid after all counts")
  func paidAfterAll() async throws {
    try await withPayouts([.declines("limit_reached", isFinal: false)]) { payouts in
      let (worker, invoice) = try await payouts.billed()
      try await payouts.round()
      payouts.bank.move("\(invoice.wire).1", to: .pending)
      payouts.time.advance(by: 86_400)
      try await payouts.round()
      #expect(payouts.bank.orders.count == 1, "it may still be paid")
      payouts.bank.move("\(invoice.wire).1", to: .paid)
      payouts.time.advance(by: 86_400)
      try await payouts.round()
      #expect(payouts.bank.orders.count == 1)
      #expect(try await payouts.tries() == ["1 declined"])
      #expect(try await payouts.status(of: worker) == "paid")
      #expect(
        try await payouts.booked() == [
          "payout_sent payable/in_transit 6000", "payout_failed in_transit/payable 6000",
          "payout_recovered payable/gold_hat 6000",
        ])
      #expect(try await payouts.told() == ["failed", "paid"])
      try await payouts.expectOnceAndInOrder()
    }
  }

  @Test("what was never made as far as anybody knew, and is paid after all, counts too")
  func arrivedAfterAll() async throws {
    try await withPayouts([.losesOrder]) { payouts in
      let (worker, invoice) = try await payouts.billed()
      payouts.bank.isDeaf = true
      try await payouts.round()
      payouts.time.advance(by: 2 * 86_400)
      payouts.bank.isDeaf = false
      try await payouts.round()
      #expect(try await payouts.tries() == ["1 never_made"])
      payouts.bank.arrive(
        "\(invoice.wire).1", of: ExactText(invoice.wire), Money(hundredths: 60_00))
      payouts.time.advance(by: 86_400)
      try await payouts.round()
      #expect(payouts.bank.orders.count == 1)
      #expect(try await payouts.tries() == ["1 never_made"])
      #expect(try await payouts.status(of: worker) == "paid")
      #expect(try await payouts.told() == ["failed", "paid"])
      try await payouts.expectOnceAndInOrder()
    }
  }

  @Test("another amount than was asked for ends nothing: somebody has to look")
  func anotherAmount() async throws {
    try await withPayouts([.paysAnotherAmount]) { payouts in
      let (worker, _) = try await payouts.billed()
      for _ in 0..<3 {
        try await payouts.round()
        payouts.time.advance(by: 86_400)
      }
      #expect(try await payouts.tries() == ["1 unknown"] && payouts.bank.orders.count == 1)
      #expect(try await payouts.status(of: worker) == "under_way")
      #expect(try await payouts.differences() == ["amount p-1 6000 12000"])
      try await payouts.expectOnceAndInOrder()
    }
  }

  @Test("50 want it sent at once, on two replicas: one try")
  func atOnceSent() async throws {
    try await withPayouts([.declines("limit_reached", isFinal: false)]) { payouts in
      let (_, invoice) = try await payouts.billed()
      try await payouts.round()
      let replicas = [payouts.bed.billing, payouts.replica()]
      let statuses = try await atOnce(50) { n in
        let answer = try await payouts.bed.api.send(
          .post, "/api/worker-billing/invoices/\(invoice.wire)/send", as: Fixture.manager,
          headers: ["Idempotency-Key": "\(n)"])
        try await replicas[n % 2].payouts?.round()
        return "\(answer.status) \(answer.problem ?? "")"
      }
      #expect(
        Set(statuses).isSubset(of: ["202 ", "409 payment-under-way", "409 nothing-due"]),
        "\(Set(statuses))")
      #expect(statuses.contains("202 "))
      #expect(try await payouts.tries() == ["1 declined", "2 succeeded"])
      #expect(payouts.bank.orders.count == 2)
      let by = try await payouts.bed.database.admin.query(
        "select by_role || ' ' || by_subject from worker_billing.money_try where n = 2",
        as: String.self)
      #expect(by == ["manager boss"])
      try await payouts.expectOnceAndInOrder()
    }
  }

  @Test("many workers, replicas, lost answers and lost orders: each is paid once")
  func crowd() async throws {
    try await withPayouts { payouts in
      let bed = payouts.bed
      try await bed.fill(30)
      try await bed.database.admin.query(
        """
        insert into worker_billing.payout_account
        select id, 'GH-0000-0000-0001', 1, now() from worker_billing.person
        """)
      bed.goToEnd(ofMonth: 3)
      try await bed.bill()
      let fates: [PawBank.Fate] = [.losesAnswer, .losesOrder, .pays, .losesOrder, .pays]
      for fate in (0..<6).flatMap({ _ in fates }) { payouts.bank.add(fate) }
      let replicas = (0..<3).map { _ in payouts.replica() }
      for pause in [1, 10, 60, 300, 900, 3_600, 3_600] as [TimeInterval] {
        _ = try await atOnce(3) { try await replicas[$0].payouts?.round() != nil }
        bed.time.advance(by: pause)
      }
      #expect(payouts.bank.paid.count == 30)
      #expect(try await payouts.tries() == Array(repeating: "1 succeeded", count: 30))
      #expect(try await payouts.told().count == 30)
      try await payouts.expectOnceAndInOrder()
    }
  }
}
