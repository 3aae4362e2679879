import Contracts
import FoundationEssentials
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Billing
@testable import ClientBilling

/// Weeks of orders, runs, payments, partial and second ones, refusals, silence and money that comes
/// back, drawn at random, against a ledger that is kept with paper and pencil.
@Suite("R-040, R-221, R-275: whatever providers do, every client's amount is explained")
struct PaymentHistoryTests {
  /// What the books must say, by adding up what was done.
  private struct Paper {
    /// Of charges that are on no invoice yet.
    var open: [UUID: Int64] = [:]
    /// What was ever to be paid.
    var billed: [UUID: Int64] = [:]

    mutating func bill() {
      billed.merge(open, uniquingKeysWith: +)
      open = [:]
    }
  }

  @Test("of weeks drawn at random", arguments: 0..<5)
  func random(_ seed: UInt64) async throws {
    try await withCollecting { collect in
      var random = SplitMix64(seed: seed)
      var paper = Paper()
      var clients: [UUID] = []
      for adapter in ["card", "direct_debit", "card"] {
        clients.append(try await collect.bed.client())
        try await collect.method(adapter, of: clients[clients.count - 1])
      }
      for day in [7, 14, 21] {
        for _ in 0..<Int.random(in: 3...9, using: &random) {
          let client = clients[Int.random(in: 0..<3, using: &random)]
          let order = collect.bed.facts(
            client: client, price: Int64.random(in: 0...20_000, using: &random),
            discountPercent: [0, 5, 12][Int.random(in: 0..<3, using: &random)])
          try await collect.bed.finish(order)
          paper.open[client, default: 0] += order.charge.hundredths
        }
        try collect.bed.go(to: "2027-03-\(day < 10 ? "0" : "")\(day)T17:03:00Z")
        try await collect.bed.bill()
        paper.bill()
        for _ in 0..<5 { try await Self.liveADay(collect, clients, &random) }
        try await Self.askForAll(collect)
        try await Self.compare(collect, paper)
      }
    }
  }

  private static func liveADay(
    _ collect: CollectBed, _ clients: [UUID], _ random: inout SplitMix64
  ) async throws {
    for desk in [collect.card, collect.debit] {
      desk.add(fate(at: desk, &random))
      desk.isDeaf = Int.random(in: 0..<5, using: &random) == 0
    }
    if Int.random(in: 0..<8, using: &random) == 0 {
      let client = clients[Int.random(in: 0..<3, using: &random)]
      try await collect.method(Bool.random(using: &random) ? "card" : "direct_debit", of: client)
    }
    try await collect.round()
    for desk in [collect.card, collect.debit] {
      // In an order that no draw depends on.
      let payments = desk.payments.sorted {
        $0.amount.hundredths < $1.amount.hundredths
      }
      guard !payments.isEmpty else { continue }
      turn(payments[Int.random(in: 0..<payments.count, using: &random)], at: desk, &random)
    }
    collect.time.advance(by: 86_400)
  }

  private static func fate(
    at desk: PawPayDesk, _ random: inout SplitMix64
  ) -> PawPayDesk.Fate {
    let fates: [PawPayDesk.Fate] = [
      .pays, .pends, .declines("insufficient_funds", isFinal: false), .losesAnswer, .losesOrder,
      .paysHalf,
    ]
    // Of two payments the desk has one name for the second.
    let hasPaidTwice = Set(desk.payments.map(\.key)).count < desk.payments.count
    let choice = Int.random(in: 0...fates.count, using: &random)
    return choice < fates.count ? fates[choice] : hasPaidTwice ? .pays : .paysTwice
  }

  /// What was pending is paid or declined; what was paid may come back.
  private static func turn(
    _ payment: MoneyState, at desk: PawPayDesk, _ random: inout SplitMix64
  ) {
    let isGood = Bool.random(using: &random)
    switch payment.standing {
    case .pending:
      desk.move(
        payment.key, to: isGood ? .paid : .declined(code: "insufficient_funds", isFinal: false))
    case .paid where !isGood: desk.giveBack(payment.providerReference)
    case .paid, .declined, .back: break
    }
  }

  /// Everything that providers know becomes known: what an answer that is lost has done is there at the
  /// next look.
  private static func askForAll(_ collect: CollectBed) async throws {
    for desk in [collect.card, collect.debit] { desk.isDeaf = false }
    let invoices = try await collect.query(
      "select id from client_billing.invoice", as: UUID.self)
    for _ in 0..<8 {
      for invoice in invoices {
        _ = try await collect.notify(invoice, by: "card", collect.card)
        _ = try await collect.notify(invoice, by: "direct_debit", collect.debit)
      }
      try await collect.round()
    }
  }

  private static func compare(_ collect: CollectBed, _ paper: Paper) async throws {
    let report = try await collect.bed.billing.ledger.verify()
    #expect(report.faults.count == 0, "\(report.faults.first)")
    let balances = Dictionary(
      uniqueKeysWithValues: report.balances.map { ($0.account, $0.balance) })
    #expect(balances.values.reduce(0, +) == 0)
    #expect(balances["unbilled", default: 0] == 0, "all lines are on an invoice")
    for (name, desk) in [("card", collect.card), ("direct_debit", collect.debit)] {
      let got = desk.got.values.reduce(Money.zero, +).hundredths
      #expect(balances["provider_\(name)", default: 0] == got)
    }
    for (client, billed) in paper.billed {
      let got = try await Self.got(from: client, collect)
      let stands = try await collect.query(
        """
        select coalesce((select sum(amount)::int8 from client_billing.settlement
                         where party = '\(client.wire)'), 0)
        """, as: Int64.self)
      let account = try await collect.account(of: client) ?? "0 0"
      let credit = Int64(account.prefix { $0 != " " }) ?? -1
      #expect(stands == [billed - got + credit], "what is left, of \(billed) less \(got)")
      #expect(account == "\(credit) \(got)", "R-040: what came and stayed")
    }
  }

  /// What providers have got for a client's invoices, by their own lists.
  private static func got(from client: UUID, _ collect: CollectBed) async throws -> Int64 {
    let invoices = try await collect.query(
      "select id from client_billing.invoice where party = '\(client.wire)'", as: UUID.self)
    return [collect.card, collect.debit].flatMap { desk in
      invoices.compactMap { desk.got[ExactText($0.wire)]?.hundredths }
    }.reduce(0, +)
  }

  @Test("orders end while a run is at it, and none is lost or on two invoices")
  func besideHandlers() async throws {
    try await withBilling { bed in
      try await bed.fill(40)
      let clients = try await bed.billing.database.query("select id from person", as: UUID.self)
      try bed.go(to: Fixture.firstSunday)
      try await withThrowingTaskGroup { group in
        group.addTask { () async throws -> Void in
          var run = bed.run()
          run.chunk = 3...5
          _ = try await run.run(asOf: bed.time.now)
        }
        for client in clients {
          group.addTask { () async throws -> Void in
            let late = bed.time.now.addingTimeInterval(-600)
            try await bed.finish(bed.facts(client: client, endsAt: late))
          }
        }
        try await group.waitForAll()
      }
      try bed.go(to: "2027-03-14T17:03:00Z")
      try await bed.bill()
      let sums = try await bed.billing.database.query(
        """
        select (select count(*) from billing_line), (select sum(lines)::int8 from invoice),
               (select sum(amount)::int8 from billing_line), (select sum(total)::int8 from invoice)
        """, as: Int64.self, Int64.self, Int64.self, Int64.self)
      let (lines, onInvoices, amount, total) = try #require(sums.first)
      #expect(lines == 80 && lines == onInvoices && amount == total)
      #expect(try await bed.faults() == 0)
    }
  }
}
