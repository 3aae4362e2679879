import Billing
import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import ClientBilling

@Suite("R-221: clients pay at once if they want to, once, whoever is at it at the same time")
struct PayTests {
  private static let busy = PawPayDesk.Fate.declines("insufficient_funds", isFinal: false)

  @Test("pay now is under way at once; it does not count, and the client is told if it fails")
  func now() async throws {
    try await withCollecting { collect in
      collect.card.add(Self.busy, Self.busy, Self.busy)
      let (client, invoice) = try await collect.billed()
      try await collect.round()
      collect.time.advance(by: 86_400)
      try await collect.round()
      collect.time.advance(by: 3_600)
      let paying = try await collect.pay(invoice, as: client)
      #expect(paying.status == 200 && paying["status"] == "under_way")
      #expect(try await collect.pay(invoice, as: client).problem == "payment-under-way")
      try await collect.round()
      #expect(try await collect.standing(of: invoice) == "waiting 9500")
      let told = try await collect.told()
      #expect(told.map { $0.hasSuffix("true") } == [true, false, true])
      let by = try await collect.query(
        "select by_role from client_billing.money_try order by n", as: String.self)
      #expect(by == ["client-billing", "client-billing", "client"])
      collect.time.advance(by: 86_400 - 3_601)
      try await collect.round()
      #expect(collect.card.orders.count == 3)
      collect.time.advance(by: 1)
      try await collect.round()
      #expect(try await collect.standing(of: invoice) == "paid 0")
      #expect(try await collect.pay(invoice, as: client).problem == "nothing-due")
      try await collect.expectInOrder()
    }
  }

  @Test("by another way to pay than the usual one, which stays the usual one")
  func byAnother() async throws {
    try await withCollecting { collect in
      collect.card.add(Self.busy)
      let (client, invoice) = try await collect.billed()
      try await collect.round()
      let debit = try await collect.method("direct_debit", of: client, isDefault: false)
      #expect(try await collect.pay(invoice, as: client, by: debit).status == 200)
      try await collect.round()
      #expect(try await collect.tries() == ["1 card declined", "2 direct_debit succeeded"])
      #expect(try await collect.methods(of: client).map { $0["default"] } == [true, false])
      try await collect.expectInOrder()
    }
  }

  @Test("by one that is removed before the collector comes: by no other one that day")
  func removed() async throws {
    try await withCollecting { collect in
      collect.card.add(Self.busy)
      let (client, invoice) = try await collect.billed()
      try await collect.round()
      let debit = try await collect.method("direct_debit", of: client, isDefault: false)
      #expect(try await collect.pay(invoice, as: client, by: debit).status == 200)
      #expect(try await collect.remove(debit, of: client) == 204)
      try await collect.round()
      #expect(try await collect.standing(of: invoice) == "waiting 9500")
      #expect(collect.debit.orders.isEmpty && collect.card.orders.count == 1)
      collect.time.advance(by: 86_400)
      try await collect.round()
      #expect(try await collect.tries() == ["1 card declined", "2 card succeeded"])
      #expect(try await collect.standing(of: invoice) == "paid 0")
      try await collect.expectInOrder()
    }
  }

  @Test("by the only one, which is removed before the collector comes: nothing is tried")
  func removedLast() async throws {
    try await withCollecting { collect in
      let (client, invoice) = try await collect.billed()
      let card = try #require(try await collect.methods(of: client).first?["id"]?.string)
      let id = try #require(UUID(uuidString: card))
      #expect(try await collect.pay(invoice, as: client, by: id).status == 200)
      #expect(try await collect.remove(id, of: client) == 204)
      try await collect.round()
      #expect(try await collect.standing(of: invoice) == "waiting 9500")
      collect.time.advance(by: 86_400)
      try await collect.round()
      #expect(try await collect.standing(of: invoice) == "no_method 9500")
      #expect(collect.card.orders.isEmpty)
      // It waits for another one, as whoever has never had any.
      try await collect.method("direct_debit", of: client)
      try await collect.round()
      #expect(try await collect.standing(of: invoice) == "paid 0")
      try await collect.expectInOrder()
    }
  }

  @Test("what cannot be paid is told why")
  func refused() async throws {
    try await withCollecting { collect in
      let (client, invoice) = try await collect.billed(nil)
      func problem(_ method: UUID? = nil) async throws -> String? {
        try await collect.pay(invoice, as: client, by: method).problem
      }
      #expect(try await problem() == "no-payment-method")
      let added = try await collect.add("card", of: client)
      let id = try #require(UUID(uuidString: added["id"]?.string ?? ""))
      #expect(try await problem(id) == "method-not-active")
      let other = try await collect.bed.client(name: "Another Cat")
      let theirs = try await collect.method(of: other)
      #expect(try await collect.pay(invoice, as: client, by: theirs).status == 404)
      #expect(try await collect.pay(invoice, as: other).status == 404)
      let kept = try await collect.query(
        "select why from client_billing.refusal where act = 'pay' order by why", as: String.self)
      #expect(kept == ["method-not-active", "no-payment-method"])
    }
  }

  @Test("50 times at once, on two replicas: one try")
  func fifty() async throws {
    try await withCollecting { collect in
      collect.card.add(Self.busy)
      let (client, invoice) = try await collect.billed()
      try await collect.round()
      let replicas = [collect.bed.billing, collect.replica()]
      let answers = try await atOnce(50) { n in
        let answer = try await collect.pay(invoice, as: client)
        try await replicas[n % 2].collecting.round()
        return "\(answer.status) \(answer.problem ?? "")"
      }
      #expect(
        Set(answers).isSubset(of: ["200 ", "409 payment-under-way", "409 nothing-due"]),
        "\(Set(answers))")
      #expect(answers.count { $0 == "200 " } == 1)
      #expect(try await collect.tries() == ["1 card declined", "2 card succeeded"])
      #expect(collect.card.orders.count == 2)
      try await collect.expectInOrder()
    }
  }

  @Test("pay now, collectors, changed ways to pay and notices at once: each invoice is paid once")
  func everythingAtOnce() async throws {
    try await withCollecting { collect in
      let fates: [PawPayDesk.Fate] = [.losesAnswer, .losesOrder, Self.busy, .pays, .pends]
      for fate in (0..<3).flatMap({ _ in fates }) {
        collect.card.add(fate)
        collect.debit.add(fate)
      }
      var owing: [(client: UUID, invoice: UUID, debit: UUID)] = []
      for _ in 0..<6 {
        let client = try await collect.bed.client()
        try await collect.method(of: client)
        let debit = try await collect.method("direct_debit", of: client, isDefault: false)
        try await collect.bed.finish(collect.bed.facts(client: client))
        owing.append((client, UUID(), debit))
      }
      try collect.goToSunday()
      for n in owing.indices { owing[n].invoice = try await collect.bill(owing[n].client) }
      let bills = owing
      let replicas = (0..<3).map { _ in collect.replica() }
      for pause in [1, 10, 60, 300, 900, 3_600, 86_400, 86_400, 86_400] as [TimeInterval] {
        _ = try await atOnce(24) { n in
          let bill = bills[n % bills.count]
          switch n / bills.count {
          case 0: _ = try await collect.pay(bill.invoice, as: bill.client)
          case 1: try await replicas[n % 3].collecting.round()
          case 2: _ = try await collect.makeDefault(bill.debit, of: bill.client)
          default: _ = try await collect.notify(bill.invoice, by: "card", collect.card)
          }
          return n
        }
        collect.time.advance(by: pause)
      }
      for bill in bills {
        for n in 1...9 {
          collect.move(bill.invoice, n, at: collect.card, to: .paid, ifPending: true)
          collect.move(bill.invoice, n, at: collect.debit, to: .paid, ifPending: true)
        }
      }
      for _ in 0..<4 {
        collect.time.advance(by: 86_400)
        try await collect.round()
      }
      for bill in bills { #expect(try await collect.standing(of: bill.invoice) == "paid 0") }
      for bill in bills {
        let got = [collect.card, collect.debit].compactMap { $0.got["\(bill.invoice.wire)"] }
        #expect(got == [Money(hundredths: 9_500)])
      }
      try await collect.expectInOrder()
    }
  }

  @Test("case 15: a notice before the answer, and twice more: one receipt, one event")
  func noticeFirst() async throws {
    try await withCollecting { collect in
      let (_, invoice) = try await collect.billed()
      let claim = try #require(try await collect.claim().first)
      let answer = await collect.errand.act(on: claim)
      #expect(try await collect.notify(invoice, by: "card", collect.card, id: "n-1") == 204)
      try await collect.round()
      #expect(try await collect.tries() == ["1 card succeeded"])
      let now = collect.time.now
      try await collect.errand.note(answer, of: claim, at: now, nextAt: now)
      #expect(try await collect.notify(invoice, by: "card", collect.card, id: "n-1") == 409)
      #expect(try await collect.notify(invoice, by: "card", collect.card, id: "n-2") == 204)
      try await collect.round()
      #expect(try await collect.booked() == ["payment provider_card/due 9500"])
      #expect(try await collect.told() == ["paid card 95.00 0.00"])
      // Another provider's message may have the same name, and nothing was tried there.
      #expect(
        try await collect.notify(invoice, by: "direct_debit", collect.debit, id: "n-1") == 202)
      #expect(try await collect.notify(invoice, by: "direct_debit", collect.card) == 401)
      #expect(try await collect.notify(invoice, by: "gold", collect.card) == 404)
      try await collect.expectInOrder()
    }
  }
}

extension CollectBed {
  func pay(
    _ invoice: UUID, as client: UUID, by method: UUID? = nil
  ) async throws -> TestAnswer {
    let body: JSONValue = method.map { ["method_id": .string($0.wire)] } ?? [:]
    return try await bed.api.send(
      .post, "/api/client-billing/invoices/\(invoice.wire)/pay", as: Fixture.client(client), body,
      headers: ["Idempotency-Key": UUID().wire])
  }

  func notify(
    _ invoice: UUID, by name: String, _ desk: PawPayDesk, id: String = UUID().wire
  ) async throws -> Int {
    let notice = desk.notice(invoice.wire, id: id)
    return try await bed.api.send(
      .post, "/api/client-billing/notices/\(name)", as: nil, notice.body, headers: notice.headers
    ).status
  }

  func move(
    _ invoice: UUID, _ n: Int, at desk: PawPayDesk, to standing: MoneyStanding, ifPending: Bool
  ) {
    let key = ExactText("\(invoice.wire).\(n)")
    if desk.payments.contains(where: { $0.key == key && $0.standing == .pending }) {
      desk.move(key, to: standing)
    }
  }
}
