import Billing
import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import WorkerBilling

@Suite("R-232: workers are paid out, once, and until it has succeeded")
struct PayoutTests {
  @Test("case 7: a month of 152.34 is paid out")
  func month() async throws {
    try await withPayouts { payouts in
      let bed = payouts.bed
      let worker = try await bed.worker()
      try await payouts.setAccount(of: worker)
      for _ in 0..<3 { try await bed.take(bed.ended(worker: worker)) }
      try await bed.take(bed.ended(.failed, worker: worker))
      let bonus = try await bed.api.send(
        .post, "/api/worker-billing/bonuses", as: Fixture.manager,
        ["worker_id": .string(worker.wire), "amount": "12.34", "reason": "for the vase"],
        headers: ["Idempotency-Key": "b"])
      try #require(bonus.status == 201)
      bed.goToEnd(ofMonth: 3)
      try await bed.bill()
      #expect(try await bed.issued().last?["account"] == "…42")
      #expect(try await payouts.status(of: worker) == "due")
      try await payouts.round()
      #expect(try await payouts.status(of: worker, as: Fixture.worker(worker)) == "paid")
      #expect(payouts.bank.payments.map(\.amount) == [Money(hundredths: 15_234)])
      #expect(
        try await payouts.booked() == [
          "payout_sent payable/in_transit 15234", "payout_paid in_transit/gold_hat 15234",
        ])
      #expect(try await payouts.told() == ["paid"])
      #expect(try await payouts.receipts() == ["in"])
      // Nothing is left to be done.
      for _ in 0..<3 {
        bed.time.advance(by: 100_000)
        try await payouts.round()
      }
      #expect(payouts.bank.orders.count == 1)
      try await payouts.expectOnceAndInOrder()
    }
  }

  @Test("case 8: what was owed before is kept back, and 85.50 paid")
  func carried() async throws {
    try await withPayouts { payouts in
      let bed = payouts.bed
      let worker = try await bed.worker()
      try await payouts.setAccount(of: worker)
      bed.time.set(try #require(Timestamp.parse("2027-02-10T09:00:00Z")))
      try await bed.take(bed.ended(worker: worker))
      for _ in 0..<3 { try await bed.take(bed.ended(.failed, worker: worker)) }
      bed.goToEnd(ofMonth: 2)
      try await bed.bill()
      try await payouts.round()
      #expect(payouts.bank.orders.isEmpty, "nothing is due")
      for _ in 0..<2 { try await bed.take(bed.ended(worker: worker)) }
      _ = try await bed.api.send(
        .post, "/api/worker-billing/bonuses", as: Fixture.manager,
        ["worker_id": .string(worker.wire), "amount": "25.50", "reason": "for the vase"],
        headers: ["Idempotency-Key": "b"])
      bed.goToEnd(ofMonth: 3)
      try await bed.bill()
      try await payouts.round()
      #expect(
        try await payouts.booked() == [
          "payout_sent payable/in_transit 8550", "payout_paid in_transit/gold_hat 8550",
        ])
      try await payouts.expectOnceAndInOrder()
    }
  }

  @Test("case 22: no account, then one; the answer is lost; it bounces; the next day it is paid")
  func bounced() async throws {
    try await withPayouts([.losesAnswer]) { payouts in
      let (worker, invoice) = try await payouts.billed(withAccount: false)
      let time = payouts.time
      try await payouts.round()
      #expect(try await payouts.status(of: worker) == "no_account")
      #expect(try await payouts.tries() == [])
      time.advance(by: 3 * 86_400)
      try await payouts.round()
      #expect(payouts.bank.orders.isEmpty)
      try await payouts.setAccount(of: worker)
      try await payouts.round()
      #expect(try await payouts.tries() == ["1 unknown"])
      #expect(try await payouts.status(of: worker) == "under_way")
      #expect(try await payouts.status(of: worker, as: Fixture.worker(worker)) == "due")
      time.advance(by: 10)
      try await payouts.round()
      #expect(try await payouts.tries() == ["1 succeeded"])
      time.advance(by: 5 * 86_400)
      payouts.bank.move("\(invoice.wire).1", to: .back(cause: "account_closed"))
      let notice = payouts.bank.notice(invoice.wire)
      let answer = try await payouts.bed.api.send(
        .post, "/api/worker-billing/notices/gold-hat", as: nil, notice.body, headers: notice.headers
      )
      #expect(answer.status == 204)
      try await payouts.round()
      #expect(try await payouts.status(of: worker) == "failed")
      #expect(try await payouts.status(of: worker, as: Fixture.worker(worker)) == "due")
      time.advance(by: 86_399)
      try await payouts.round()
      #expect(payouts.bank.orders.count == 1, "not before the next day")
      time.advance(by: 1)
      try await payouts.round()
      #expect(try await payouts.tries() == ["1 succeeded", "2 succeeded"])
      #expect(try await payouts.status(of: worker) == "paid")
      #expect(try await payouts.told() == ["paid", "failed", "paid"])
      #expect(
        try await payouts.booked() == [
          "payout_sent payable/in_transit 6000", "payout_paid in_transit/gold_hat 6000",
          "payout_returned gold_hat/payable 6000", "payout_sent payable/in_transit 6000",
          "payout_paid in_transit/gold_hat 6000",
        ])
      #expect(try await payouts.receipts() == ["in", "back", "in"])
      try await payouts.expectOnceAndInOrder()
    }
  }

  @Test("a refusal that is final waits for another account, which is tried at once")
  func refusedForGood() async throws {
    try await withPayouts([.declines("account_closed", isFinal: true)]) { payouts in
      let (worker, _) = try await payouts.billed()
      try await payouts.round()
      #expect(try await payouts.status(of: worker, as: Fixture.worker(worker)) == "check_account")
      #expect(try await payouts.told() == ["failed"])
      payouts.time.advance(by: 30 * 86_400)
      try await payouts.setAccount(of: worker)
      try await payouts.round()
      #expect(payouts.bank.orders.count == 1, "it is the same account")
      try await payouts.setAccount("GH-0000-0000-0001", of: worker)
      try await payouts.round()
      #expect(try await payouts.tries() == ["1 declined", "2 succeeded"])
      #expect(
        try await payouts.booked().prefix(2) == [
          "payout_sent payable/in_transit 6000", "payout_failed in_transit/payable 6000",
        ])
      try await payouts.expectOnceAndInOrder()
    }
  }

  @Test("an account that is changed while a try is under way is tried at once when that is refused")
  func changedMeanwhile() async throws {
    try await withPayouts([.pends]) { payouts in
      let (worker, invoice) = try await payouts.billed()
      try await payouts.round()
      #expect(try await payouts.tries() == ["1 pending"])
      try await payouts.setAccount("GH-0000-0000-0001", of: worker)
      payouts.bank.move(
        "\(invoice.wire).1", to: .declined(code: "account_closed", isFinal: true))
      payouts.time.advance(by: 86_400)
      try await payouts.round()
      try await payouts.round()
      #expect(try await payouts.tries() == ["1 declined", "2 succeeded"])
      try await payouts.expectOnceAndInOrder()
    }
  }

  @Test("any other refusal is tried again each day at the same business time, without end")
  func daily() async throws {
    let busy = PawBank.Fate.declines("limit_reached", isFinal: false)
    try await withPayouts(Array(repeating: busy, count: 10)) { payouts in
      let (worker, _) = try await payouts.billed()
      for day in 1...10 {
        try await payouts.round()
        #expect(payouts.bank.orders.count == day)
        #expect(try await payouts.status(of: worker) == "failed")
        // A while after, and a while before the next day's time.
        payouts.time.advance(by: 3_600)
        try await payouts.round()
        payouts.time.advance(by: 86_400 - 3_601)
        try await payouts.round()
        #expect(payouts.bank.orders.count == day)
        payouts.time.advance(by: 1)
      }
      try await payouts.round()
      #expect(try await payouts.status(of: worker) == "paid")
      try await payouts.expectOnceAndInOrder()
    }
  }

  @Test("what is pending keeps every other try out, and is looked up each day")
  func pending() async throws {
    try await withPayouts([.pends]) { payouts in
      let (worker, invoice) = try await payouts.billed()
      for _ in 0..<5 {
        try await payouts.round()
        payouts.time.advance(by: 86_400)
      }
      #expect(try await payouts.tries() == ["1 pending"] && payouts.bank.orders.count == 1)
      payouts.bank.move("\(invoice.wire).1", to: .paid)
      try await payouts.round()
      #expect(try await payouts.status(of: worker) == "paid")
      try await payouts.expectOnceAndInOrder()
    }
  }

  @Test("what stands open, has failed, is unpaid or was paid twice is counted from the tables")
  func figures() async throws {
    try await withPayouts([.pends]) { payouts in
      func figures() async throws -> Set<String> {
        let found = try await payouts.bed.billing.database.read(
          ReadMoneyStanding(at: payouts.time.now))
        return Set(
          found.filter { $0.what != .balance }.map {
            "\($0.what) \($0.state ?? "") \($0.value)"
          })
      }
      let (_, invoice) = try await payouts.billed()
      #expect(
        try await figures() == [
          "unpaid waiting 60.0", "invoices waiting 1.0", "twice  0.0", "differences  0.0",
          "proposals  0.0",
        ])
      try await payouts.round()
      payouts.time.advance(by: 90)
      #expect(
        try await figures() == [
          "unpaid under_way 60.0", "invoices under_way 1.0", "open pending 90.0", "twice  0.0",
          "differences  0.0", "proposals  0.0",
        ])
      payouts.bank.move(
        "\(invoice.wire).1", to: .declined(code: "account_closed", isFinal: true))
      payouts.time.advance(by: 86_400)
      try await payouts.round()
      #expect(
        try await figures() == [
          "unpaid refused 60.0", "invoices refused 1.0", "twice  0.0", "differences  0.0",
          "proposals  0.0",
        ])
    }
  }

  @Test("PaidTwice: two payments under one key are both kept, and counted, and none is added")
  func paidTwice() async throws {
    try await withPayouts([.paysTwice]) { payouts in
      let (_, invoice) = try await payouts.billed()
      try await payouts.round()
      let notice = payouts.bank.notice(invoice.wire)
      _ = try await payouts.bed.api.send(
        .post, "/api/worker-billing/notices/gold-hat", as: nil, notice.body,
        headers: notice.headers)
      try await payouts.round()
      #expect(try await payouts.receipts() == ["in", "in"])
      #expect(try await payouts.tries() == ["1 succeeded"])
      let figures = try await payouts.bed.billing.database.read(
        ReadMoneyStanding(at: payouts.time.now))
      #expect(figures.contains { $0.what == .twice && $0.value == 1 })
      #expect(try await payouts.bed.billing.ledger.verify().faults.count == 0)
    }
  }

  @Test("without a provider nothing is tried, and all waits")
  func nobodyPays() async throws {
    try await withBilling { bed in
      let worker = try await bed.worker()
      try await bed.take(bed.ended(worker: worker))
      bed.goToEnd(ofMonth: 3)
      try await bed.bill()
      #expect(bed.billing.payouts == nil)
      let invoice = try #require(try await bed.invoices().first)
      #expect(invoice["status"] == "due")
      let sent = try await bed.api.send(
        .post, "/api/worker-billing/invoices/\(invoice["id"]?.string ?? "")/send",
        as: Fixture.manager)
      #expect(sent.status == 409 && sent.problem == "nobody-pays")
    }
  }
}
