import Billing
import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import WorkerBilling

@Suite("R-240: what a job brings its worker")
struct EarningRuleTests {
  private static let rule = EarningRule(fine: Money(hundredths: 4_000), earningPercent: 60)
  private static let now = TestClock().now

  @Test(
    "case 1: 60 % of the price, half up to the hundredth, where the event does not say",
    arguments: zip([3_333, 1_250, 5, 9_999] as [Int64], ["20.00", "7.50", "0.03", "59.99"]))
  func share(_ price: Int64, _ earning: String) {
    let line = Self.rule.line(of: .ended(price: price, at: Self.now), at: Self.now)
    #expect(line?.amount.description == earning)
    #expect(line?.order?.earning == line?.amount)
  }

  @Test("what was promised at acceptance counts, whatever the setting says by now")
  func promised() {
    let line = Self.rule.line(of: .ended(earning: 7_000, at: Self.now), at: Self.now)
    #expect(line?.amount == Money(hundredths: 7_000))
    #expect(line.map(WorkerPostings.of)?.map(\.debit) == ["wages"])
  }

  @Test("a failed job costs the fine, a cancelled one nothing, an earning of nothing is no line")
  func others() {
    let failed = Self.rule.line(of: .ended(.failed, at: Self.now), at: Self.now)
    #expect(failed?.kind == "fine" && failed?.amount == Money(hundredths: -4_000))
    let posting = Posting("fine", debit: "earned", credit: "fines", Money(hundredths: 4_000))
    #expect(failed.map(WorkerPostings.of) == [posting])
    #expect(Self.rule.line(of: .ended(.cancelled, at: Self.now), at: Self.now) == nil)
    #expect(Self.rule.line(of: .ended(earning: 0, at: Self.now), at: Self.now) == nil)
    let free = EarningRule(fine: .zero, earningPercent: 60)
    #expect(free.line(of: .ended(.failed, at: Self.now), at: Self.now) == nil)
  }
}

@Suite("R-240, R-260: what has ended is earned at once")
struct EarnOrdersTests {
  @Test("three completed, one failed, one cancelled: 140.00, booked entry by entry")
  func month() async throws {
    try await withBilling { bed in
      let worker = UUID()
      for outcome in [OrderOutcome.completed, .completed, .completed, .failed, .cancelled] {
        try await bed.take(bed.ended(outcome, worker: worker))
      }
      let answer = try await bed.api.send(
        .get, "/api/worker-billing/summary", as: Fixture.worker(worker))
      #expect(answer["earned"] == "180.00" && answer["fines"] == "-40.00")
      #expect(answer["total"] == "140.00")
      let report = try await bed.billing.ledger.verify()
      #expect(report.faults.count == 0 && report.entries == 4 && report.documents == 4)
      #expect(
        report.balances.map { "\($0.account) \($0.balance)" }
          == ["earned -14000", "fines -4000", "wages 18000"])
    }
  }

  @Test("heard again, at the same time or later, it books nothing")
  func replay() async throws {
    try await withBilling { bed in
      let order = bed.ended()
      _ = try await atOnce(10) { _ in try await bed.take(order) }
      try await bed.take(order)
      #expect(try await bed.lines().count == 1)
      #expect(try await bed.billing.ledger.verify().entries == 1)
    }
  }
}
