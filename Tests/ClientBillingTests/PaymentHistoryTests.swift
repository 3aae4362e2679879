import Contracts
import FoundationEssentials
import Postgres
import ServiceKit
import Synchronization
import TestSupport
import Testing

@testable import Billing
@testable import ClientBilling

/// Weeks of orders, runs, corrections, refunds, payments, partial, second and unasked ones, refusals,
/// silence and money that comes back, drawn at random, against a ledger that is kept with paper and
/// pencil.
@Suite("R-040, R-221, R-250, R-275: whatever is done, every client's amount is explained")
struct PaymentHistoryTests {
  private static let sundays = ["2027-03-07", "2027-03-14", "2027-03-21"]

  /// Half of them with one try after another, so that what fails once fails again.
  @Test("of weeks drawn at random", arguments: zip(0..<6 as Range<UInt64>, [1, 1, 1, 20, 20, 20]))
  func random(_ seed: UInt64, atOnce: Int) async throws {
    try await withCollecting(atOnce: atOnce) { collect in
      var history = try await PaymentHistory(seed, collect)
      for sunday in Self.sundays {
        try await history.live(until: sunday)
        try await Self.compare(collect, history)
      }
    }
  }

  @Test("of one seed it is the same one again, if tries are made one after another")
  func replayed() async throws {
    let (first, second) = (try await Self.tries(of: 3), try await Self.tries(of: 3))
    #expect(!first.isEmpty && first == second)
  }

  /// All those of a history, in an order that is its own.
  private static func tries(of seed: UInt64) async throws -> [String] {
    let found = Mutex<[String]>([])
    try await withCollecting(atOnce: 1) { collect in
      var history = try await PaymentHistory(seed, collect)
      for sunday in sundays { try await history.live(until: sunday) }
      let tries = try await collect.query(
        """
        select concat_ws(' ', made_at, purpose, adapter, n, amount, state, code, looks)
        from   client_billing.money_try
        order  by 1
        """, as: String.self)
      found.withLock { $0 = tries }
    }
    return found.withLock { $0 }
  }

  private static func compare(_ collect: CollectBed, _ history: PaymentHistory) async throws {
    let (desks, paper) = ([collect.card, collect.debit], history.paper)
    let report = try await collect.bed.billing.ledger.verify()
    #expect(report.faults.count == 0, "\(report.faults.first)")
    let balances = Dictionary(
      uniqueKeysWithValues: report.balances.map { ($0.account, $0.balance) })
    #expect(balances.values.reduce(0, +) == 0)
    for (name, desk) in zip(["card", "direct_debit"], desks) {
      let got = desk.got.values.reduce(Money.zero, +).hundredths
      #expect(balances["provider_\(name)", default: 0] == got)
    }
    let unexplained = paper.strays.reduce(0) { $1.isOpen ? $0 + $1.amount : $0 }
    #expect(balances["suspense", default: 0] == -unexplained)
    for client in history.clients {
      try await compare(collect, paper, client, got: Self.got(from: client, collect, paper))
    }
    // A payment that its bank has sent back as well has nothing left to give back.
    for payment in desks.flatMap(\.payments) where payment.standing == .paid {
      let given = desks.flatMap(\.payments).filter {
        $0.givesBack == payment.providerReference && $0.standing == .paid
      }
      #expect(given.reduce(Money.zero) { $0 + $1.amount } <= payment.amount)
    }
  }

  /// - Parameter got: what providers have got for this client and not given back.
  private static func compare(
    _ collect: CollectBed, _ paper: PaymentPaper, _ client: UUID, got: Int64
  ) async throws {
    let booked = try await collect.bed.billing.database.query(
      """
      select coalesce(sum(e.amount * ((e.debit = a.name)::int - (e.credit = a.name)::int)), 0)::int8
      from   unnest(array['unbilled', 'due', 'credit', 'refund_in_transit']) with ordinality
             as a (name, n)
      left   join ledger_entry e on e.party = \(client) and a.name in (e.debit, e.credit)
      group  by a.n
      order  by a.n
      """, as: Int64.self)
    let onTheWay = [collect.card, collect.debit].flatMap(\.payments).reduce(Int64(0)) {
      let isRefund = $1.standing == .pending && isOf(client, $1.reference, paper)
      return isRefund ? $0 + $1.amount.hundredths : $0
    }
    #expect(booked[0] == paper.unbilled(client), "of lines that are on no invoice")
    #expect(booked[3] == -onTheWay, "refunds that are still pending")
    #expect(
      booked.reduce(0, +) == paper.charged(client) - got,
      "what is left, of \(paper.charged(client)) less \(got): \(booked)")
    let account = try await collect.account(of: client)
    #expect(account ?? "0 0" == "\(-booked[2]) \(got)", "R-040: what came and stayed")
  }

  /// By their own lists, of invoices, refunds, and of what paid for invoices without being asked.
  private static func got(
    from client: UUID, _ collect: CollectBed, _ paper: PaymentPaper
  ) async throws -> Int64 {
    let invoices = try await collect.query(
      "select id::text from client_billing.invoice where party = '\(client.wire)'", as: String.self)
    let strays = paper.strays.filter { $0.client == client }.map(\.reference.wire)
    let sums = [collect.card, collect.debit].flatMap { desk in
      desk.got.compactMap { reference, amount in
        (invoices + strays).contains(reference.text) || isOf(client, reference, paper)
          ? amount.hundredths : nil
      }
    }
    return sums.reduce(0, +)
  }

  /// Whether a reference is of one of a client's refunds.
  private static func isOf(
    _ client: UUID, _ reference: ExactText, _ paper: PaymentPaper
  ) -> Bool {
    UUID(uuidString: reference.text).flatMap { paper.refunds[$0] } == client
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
