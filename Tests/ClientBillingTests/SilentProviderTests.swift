import Contracts
import FoundationEssentials
import TestSupport
import Testing

@testable import ClientBilling

@Suite("R-221: a provider that does not answer is asked once a rest, and holds up nobody else")
struct SilentProviderTests {
  @Test("many are due: no more tries are made than it takes to find out, and all are paid once")
  func silent() async throws {
    try await withCollecting { collect in
      for _ in 0..<30 { try await collect.owing("card") }
      let (lucky, late) = (
        try await collect.owing("direct_debit"), try await collect.owing(nil)
      )
      try collect.goToSunday()
      let (paid, later) = (try await collect.bill(lucky), try await collect.bill(late))
      collect.card.isShut = true
      try await collect.round()
      #expect(try await collect.standing(of: paid) == "paid 0")
      let asked = { collect.card.orders.count + collect.card.looks }
      let first = asked()
      #expect((1...20).contains(first))
      #expect(try await collect.tries().count == first + 1, "who rests gets no tries")
      for second in 1...30 {
        let before = asked()
        collect.time.advance(by: 1)
        try await collect.round()
        #expect(asked() - before <= 1, "second \(second)")
      }
      #expect((4...5).contains(asked() - first))
      try await collect.method("direct_debit", of: late)
      try await collect.round()
      #expect(try await collect.standing(of: later) == "paid 0", "while the card rests")
      collect.card.isShut = false
      for pause in [60, 60, 300, 900, 3_600] as [TimeInterval] {
        collect.time.advance(by: pause)
        try await collect.round()
      }
      let open = try await collect.query(
        "select count(*) from client_billing.settlement where state <> 'paid'", as: Int.self)
      #expect(open == [0] && collect.card.payments.count == 30)
      try await collect.expectInOrder()
    }
  }

  @Test("what a client wants paid now waits for whoever rests, and stays what the client wants")
  func payNow() async throws {
    try await withCollecting { collect in
      let (first, client) = (try await collect.owing("card"), try await collect.owing(nil))
      try collect.goToSunday()
      let invoice = try await collect.bill(client)
      collect.card.isShut = true
      try await collect.round()
      let card = try await collect.method(of: client, isDefault: false)
      #expect(try await collect.pay(invoice, as: client, by: card).status == 200)
      try await collect.round()
      #expect(try await collect.tries() == ["1 card unknown"])
      #expect(try await collect.standing(of: invoice) == "under_way 9500")
      #expect(try await collect.pay(invoice, as: client).problem == "payment-under-way")
      collect.card.isShut = false
      for _ in 0..<2 {
        collect.time.advance(by: 60)
        try await collect.round()
      }
      #expect(try await collect.standing(of: invoice) == "paid 0")
      let by = try await collect.query(
        "select by_role from client_billing.money_try where party <> '\(first.wire)'",
        as: String.self)
      #expect(by == ["client"])
      try await collect.expectInOrder()
    }
  }
}

extension CollectBed {
  /// A client with a charge of 95.00 in the present week.
  @discardableResult
  fileprivate func owing(_ adapter: String?) async throws -> UUID {
    let client = try await bed.client()
    if let adapter { try await method(adapter, of: client) }
    try await bed.finish(bed.facts(client: client))
    return client
  }
}
