import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Billing
@testable import WorkerBilling

@Suite("R-275: the provider's own list is held against the books")
struct ReconcileTests {
  @Test("what was paid, once, agrees; the second time nothing is left to be read")
  func agrees() async throws {
    try await withPayouts { payouts in
      _ = try await payouts.billed()
      try await payouts.round()
      #expect(try await payouts.reconcile() == .init(read: 1))
      #expect(try await payouts.reconcile() == .init(read: 0))
      #expect(try await payouts.reconcile(since: .distantPast) == .init(read: 1))
      #expect(try await payouts.differences() == [])
    }
  }

  @Test("case 22: what bounced, and nobody said so, is found by it and paid the next day")
  func bounced() async throws {
    try await withPayouts { payouts in
      let (worker, invoice) = try await payouts.billed()
      try await payouts.round()
      payouts.time.advance(by: 5 * 86_400)
      payouts.bank.move(MoneyTry.key(invoice, 1), to: .back(cause: "account_closed"))
      try await payouts.round()
      #expect(try await payouts.status(of: worker) == "paid", "no notice came")
      #expect(try await payouts.reconcile().news == 1)
      try await payouts.round()
      #expect(try await payouts.status(of: worker) == "failed")
      #expect(try await payouts.receipts() == ["in", "back"])
      payouts.time.advance(by: 86_400)
      try await payouts.round()
      #expect(try await payouts.status(of: worker) == "paid")
      #expect(try await payouts.reconcile().news == 0)
      #expect(try await payouts.differences() == [])
      try await payouts.expectOnceAndInOrder()
    }
  }

  @Test("what was found while the provider fell silent is looked up until it answers")
  func silentWhenLookedUp() async throws {
    try await withPayouts { payouts in
      let (worker, invoice) = try await payouts.billed()
      try await payouts.round()
      payouts.bank.move(MoneyTry.key(invoice, 1), to: .back(cause: "account_closed"))
      #expect(try await payouts.reconcile().news == 1)
      payouts.bank.isDeaf = true
      try await payouts.round()
      #expect(try await payouts.status(of: worker) == "paid")
      payouts.bank.isDeaf = false
      payouts.time.advance(by: 3_600)
      try await payouts.round()
      #expect(try await payouts.receipts() == ["in", "back"])
    }
  }

  @Test("what somebody asks for while it is looked up is not forgotten")
  func askedMeanwhile() async throws {
    try await withPayouts([.pends]) { payouts in
      let (worker, invoice) = try await payouts.billed()
      try await payouts.round()
      payouts.time.advance(by: 86_400)
      let claims = try await payouts.claim()
      let claim = try #require(claims.first)
      let outcome = await payouts.errand.act(on: claim)
      payouts.bank.move(MoneyTry.key(invoice, 1), to: .paid)
      #expect(try await payouts.reconcile().news == 1)
      try await payouts.errand.note(
        outcome, of: claim, at: payouts.time.now, nextAt: payouts.time.now)
      try await payouts.round()
      #expect(try await payouts.status(of: worker) == "paid")
    }
  }

  @Test("another amount is told once, and does not hide that it went back")
  func otherAmountBack() {
    func state(_ standing: MoneyStanding) -> MoneyState {
      MoneyState(
        key: "k", reference: "r", providerReference: "p", amount: Money(hundredths: 90_00),
        standing: standing, at: .distantPast)
    }
    let ours = BookedPayment(
      subject: UUID(), amount: Money(hundredths: 95_00), state: .succeeded, hasArrived: true,
      hasComeBack: false, isPaidTwice: false)
    let paid = Comparison(state(.paid), beside: ours)
    #expect(paid.difference == .amount && !paid.isNews)
    let back = Comparison(state(.back(cause: "returned")), beside: ours)
    #expect(back.difference == .amount && back.isNews)
  }

  @Test("a payment that is not known here holds back further tries until it is settled")
  func unexplained() async throws {
    try await withPayouts([.declines("limit_reached", isFinal: false)]) { payouts in
      let (worker, invoice) = try await payouts.billed()
      try await payouts.round()
      payouts.bank.arrive(
        "\(invoice.wire).7", of: "elsewhere", Money(hundredths: 60_00))
      try await payouts.reconcile()
      payouts.time.advance(by: 86_400)
      try await payouts.round()
      #expect(payouts.bank.orders.count == 1)
      let database = payouts.bed.billing.database
      let open = try await database.read(ListDifferences(limit: 1)).first
      let difference = try #require(open)
      try await database.withTransaction { transaction in
        _ = try await transaction.settle(
          difference: difference.id, as: Settling("it was another's"), by: "boss",
          booked: WorkerBillingModule.money, at: payouts.time.now)
      }
      payouts.time.advance(by: 86_400)
      try await payouts.round()
      #expect(try await payouts.status(of: worker) == "paid")
    }
  }

  @Test("a payment that waited, and of whose end no notice came, is looked up")
  func pending() async throws {
    try await withPayouts([.pends]) { payouts in
      let (worker, invoice) = try await payouts.billed()
      try await payouts.round()
      #expect(try await payouts.reconcile() == .init(read: 1))
      payouts.bank.move(MoneyTry.key(invoice, 1), to: .paid)
      #expect(try await payouts.reconcile() == .init(read: 1, news: 1))
      try await payouts.round()
      #expect(try await payouts.status(of: worker) == "paid")
    }
  }

  @Test(
    "what does not fit is kept once, whoever finds it again, and no money moves",
    arguments: [
      (PawBank.Fate.paysAnotherAmount, ["amount p-1 6000 12000"]),
      (.paysTwice, ["paid_twice p-1 6000 6000", "paid_twice p-again 6000 6000"]),
    ])
  func differs(fate: PawBank.Fate, found: [String]) async throws {
    try await withPayouts([fate]) { payouts in
      _ = try await payouts.billed()
      try await payouts.round()
      let booked = try await payouts.booked()
      for _ in 0..<2 {
        try await payouts.reconcile(since: .distantPast)
        #expect(try await payouts.differences() == found)
      }
      try await payouts.round()
      #expect(try await payouts.booked() == booked)
    }
  }

  @Test("a payment that nobody here asked for")
  func unknownHere() async throws {
    try await withPayouts { payouts in
      _ = await payouts.bank.payOut(
        MoneyOrder(
          key: "somebody-else.1", reference: "somebody-else",
          destination: Destination("GH-0000-0000-0000"), amount: Money(hundredths: 5_00),
          text: "?"))
      try await payouts.reconcile()
      #expect(try await payouts.differences() == ["unknown_here p-1 – 500"])
    }
  }

  @Test("what becomes of an unknown payment is a difference of its own, each once")
  func becomesOfUnknown() async throws {
    try await withPayouts { payouts in
      payouts.bank.arrive("somebody-else.1", of: "somebody-else", Money(hundredths: 5_00))
      for standing in [.pending, .paid, .back(cause: "account_closed")] as [MoneyStanding] {
        payouts.bank.move("somebody-else.1", to: standing)
        for _ in 0..<2 { try await payouts.reconcile(since: .distantPast) }
      }
      let kept = try await payouts.bed.billing.database.read(
        ListDifferences(limit: 100))
      #expect(Set(kept.compactMap(\.standing)) == [.paid, .pending, .back] && kept.count == 3)
      #expect(kept.allSatisfy { $0.kind == .unknownHere && !$0.isStray })
    }
  }

  @Test("a payment that was booked, and which the provider does not have, or has taken back unsaid")
  func unknownThere() async throws {
    try await withPayouts { payouts in
      _ = try await payouts.billed()
      try await payouts.round()
      payouts.bank.forgetAll()
      try await payouts.reconcile()
      #expect(try await payouts.differences() == [], "it may not be in its list yet")
      payouts.time.advance(by: 600)
      try await payouts.reconcile()
      #expect(try await payouts.differences() == ["unknown_there p-1 6000 –"])
    }
  }

  @Test("what is pending for more than two weeks")
  func pendingLong() async throws {
    try await withPayouts([.pends]) { payouts in
      _ = try await payouts.billed()
      try await payouts.round()
      payouts.time.advance(by: 14 * 86_400)
      try await payouts.reconcile()
      #expect(try await payouts.differences() == [])
      payouts.time.advance(by: 1)
      try await payouts.reconcile()
      #expect(try await payouts.differences() == ["pending_long p-1 6000 –"])
    }
  }

  @Test("a provider that falls silent keeps its place: the next time goes on there")
  func silent() async throws {
    try await withPayouts { payouts in
      for n in 0..<5 {
        _ = await payouts.bank.payOut(
          MoneyOrder(
            key: "other.\(n)", reference: "other", destination: Destination("GH-0000-0000-0000"),
            amount: Money(hundredths: 5_00), text: "?"))
      }
      payouts.bank.pagesTold = 1
      let silent = await #expect(throws: ProviderSilent.self) { try await payouts.reconcile() }
      #expect(silent.map { "\($0)" } == "gold_hat does not tell its payments: it is closed")
      #expect(try await payouts.differences().count == 2)
      payouts.bank.pagesTold = .max
      let rest = try await payouts.reconcile()
      #expect(rest.read == 3)
      #expect(try await payouts.differences().count == 5)
    }
  }

  @Test("it is done by itself once a day at 04:00 business time, by one replica, until it succeeds")
  func schedule() async throws {
    try await withPayouts { payouts in
      func turn() async {
        await withDiscardingTaskGroup { group in
          for _ in 0..<2 { group.addTask { await payouts.schedule.turn(payouts.bank) } }
        }
      }
      let told = { 100 - payouts.bank.pagesTold }
      payouts.bank.pagesTold = 100
      payouts.time.set(try #require(Timestamp.parse("2027-03-10T00:59:59Z")))
      await turn()
      #expect(told() == 1, "never done yet")
      await turn()
      #expect(told() == 1)
      payouts.time.advance(by: 1)
      await turn()
      #expect(told() == 2, "04:00 in Moscow")
      payouts.time.advance(by: 86_400)
      payouts.bank.pagesTold = 0
      await turn()
      payouts.bank.pagesTold = 97
      payouts.time.advance(by: 899)
      await turn()
      #expect(told() == 3, "a quarter of an hour is not over")
      payouts.time.advance(by: 1)
      await turn()
      #expect(told() == 4)
    }
  }

  @Test("a notice of what is not known here has it done soon, and a flood of them once")
  func soon() async throws {
    try await withPayouts { payouts in
      _ = try await payouts.billed()
      try await payouts.round()
      await payouts.schedule.turn(payouts.bank)
      payouts.bank.arrive("somebody-else.1", of: "somebody-else", Money(hundredths: 5_00))
      payouts.bank.pagesTold = 100
      let told = { 100 - payouts.bank.pagesTold }
      func notify(_ ids: Range<Int>, _ status: Int = 202, of reference: String) async throws {
        for id in ids {
          let notice = payouts.bank.notice(reference, id: "n-\(id)")
          let answer = try await payouts.bed.api.send(
            .post, "/api/worker-billing/notices/gold-hat", as: nil, notice.body,
            headers: notice.headers)
          #expect(answer.status == status)
        }
      }
      payouts.time.advance(by: 1)
      try await notify(0..<1, 204, of: try #require(payouts.bank.payments.first).reference.text)
      payouts.time.advance(by: 600)
      await payouts.schedule.turn(payouts.bank)
      #expect(told() == 0, "what is known is only looked up")
      try await notify(1..<20, of: UUID().wire)
      await payouts.schedule.turn(payouts.bank)
      await payouts.schedule.turn(payouts.bank)
      #expect(told() == 1)
      #expect(try await payouts.differences() == ["unknown_here p-late – 500"])
      payouts.time.advance(by: 299)
      try await notify(20..<40, of: "meow")
      await payouts.schedule.turn(payouts.bank)
      #expect(told() == 1, "at most once in five minutes")
      payouts.time.advance(by: 1)
      await payouts.schedule.turn(payouts.bank)
      #expect(told() == 2)
    }
  }

  @Test("a manager settles a difference with a reason, once; who did is kept")
  func settled() async throws {
    try await withPayouts([.paysAnotherAmount]) { payouts in
      _ = try await payouts.billed()
      try await payouts.round()
      try await payouts.reconcile()
      let listed = try await payouts.bed.api.send(
        .get, "/api/worker-billing/differences", as: Fixture.manager)
      let difference = try #require(listed["items"]?.array?.first)
      #expect(difference["what"] == "amount" && difference["settled_at"] == .null)
      #expect(difference["ours"] == "60.00" && difference["theirs"] == "120.00")
      let path = "/api/worker-billing/differences/\(difference["id"]?.string ?? "")/settle"
      func settle(_ key: String) async throws -> TestAnswer {
        try await payouts.bed.api.send(
          .post, path, as: Fixture.manager, ["why": "they sent half of it back"],
          headers: ["Idempotency-Key": key])
      }
      let settled = try await settle("a")
      #expect(settled.status == 200 && settled["why"] == "they sent half of it back")
      #expect(settled["settled_by"]?.string == Fixture.manager.subject.text)
      #expect(try await settle("b").status == 409)
      #expect(try await payouts.differences() == [])
      try await payouts.reconcile(since: .distantPast)
      #expect(try await payouts.differences() == [], "it stays settled")
    }
  }

  @Test("it asks for somebody until it is settled")
  func status() async throws {
    try await withPayouts([.paysAnotherAmount]) { payouts in
      _ = try await payouts.billed()
      try await payouts.round()
      try await payouts.reconcile()
      let database = payouts.bed.billing.database
      let status = try await payouts.bed.status()
      #expect(status.differences == 1 && status.needsSomebody)
      let figures = try await database.read(ReadMoneyStanding(at: payouts.time.now))
      #expect(figures.first { $0.what == .differences }?.value == 1)
    }
  }
}

extension PayoutBed {
  var schedule: ReconcileSchedule {
    ReconcileSchedule(
      bed.billing.database, of: [bank], bed.billing.configuration.billing, clock: time.clock,
      logger: .silent)
  }

  @discardableResult
  func reconcile(since: Date? = nil) async throws -> Reconciliation.Outcome {
    try await Reconciliation(bed.billing.database, bank, clock: time.clock).run(since: since)
  }

  /// `what reference ours theirs` of those that are open, sorted.
  func differences() async throws -> [String] {
    try await bed.billing.database.read(ListDifferences(limit: 100)).map {
      func words(_ amount: Money?) -> String { amount.map { "\($0.hundredths)" } ?? "–" }
      return "\($0.kind.rawValue) \($0.reference) \(words($0.ours)) \(words($0.theirs))"
    }.sorted()
  }
}
