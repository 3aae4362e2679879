import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Billing
@testable import WorkerBilling

/// Months of jobs, fines, bonuses, corrections and runs, drawn at random, against a ledger that is kept
/// with paper and pencil.
@Suite("R-230, R-275: whatever happens, every amount is explained")
struct HistoryTests {
  /// What the books must say, by adding up what was done.
  private struct Paper {
    /// Of lines that are on no invoice yet, in the order in which they came.
    var open: [UUID: Int64] = [:]
    var carried: [UUID: Int64] = [:]
    /// What was promised to be paid, of all months.
    var due: [UUID: Int64] = [:]
    var lines: [(id: UUID, worker: UUID, amount: Int64)] = []
    var takenBack: Set<UUID> = []

    mutating func add(_ id: UUID, _ worker: UUID, _ amount: Int64) {
      lines.append((id: id, worker: worker, amount: amount))
      open[worker, default: 0] += amount
    }

    /// A month ends.
    mutating func bill() {
      for (worker, total) in open {
        let balance = total + carried[worker, default: 0]
        due[worker, default: 0] += max(balance, 0)
        carried[worker] = min(balance, 0)
      }
      open = [:]
    }
  }

  @Test("of months drawn at random", arguments: 0..<6)
  func random(_ seed: UInt64) async throws {
    try await withBilling { bed in
      var random = SplitMix64(seed: seed)
      var paper = Paper()
      let workers = [try await bed.worker(), try await bed.worker(), try await bed.worker()]
      for month in 3...6 {
        for _ in 0..<Int.random(in: 5...15, using: &random) {
          let worker = workers[Int.random(in: 0..<3, using: &random)]
          try await Self.act(bed, worker, &paper, &random)
          bed.time.advance(by: 3_600)
        }
        bed.goToEnd(ofMonth: month)
        try await bed.bill()
        paper.bill()
        try await Self.compare(bed, paper)
      }
      #expect(try await bed.bill().isEmpty)
    }
  }

  private static func act(
    _ bed: Fixture, _ worker: UUID, _ paper: inout Paper, _ random: inout SplitMix64
  ) async throws {
    switch Int.random(in: 0..<10, using: &random) {
    case 0..<4:
      let price = Int64.random(in: 1...20_000, using: &random)
      let earning = Money(hundredths: price).percent(60)
      let id = try await bed.take(bed.ended(worker: worker, price: price))
      if earning != .zero { paper.add(id, worker, earning.hundredths) }
    case 4..<7:
      paper.add(try await bed.take(bed.ended(.failed, worker: worker)), worker, -4_000)
    case 7:
      let amount = Int64.random(in: 1...10_000, using: &random)
      let answer = try await bed.api.send(
        .post, "/api/worker-billing/bonuses", as: Fixture.manager,
        [
          "worker_id": .string(worker.wire),
          "amount": .string(Money(hundredths: amount).description), "reason": "x",
        ], headers: ["Idempotency-Key": UUID().wire])
      let id = try #require(UUID(uuidString: answer["id"]?.string ?? ""))
      paper.add(id, worker, amount)
    default:
      guard !paper.lines.isEmpty else { return }
      let line = paper.lines[Int.random(in: 0..<paper.lines.count, using: &random)]
      let answer = try await bed.takeBack(line.id)
      let isFirst = paper.takenBack.insert(line.id).inserted
      #expect(answer.status == (isFirst ? 201 : 409))
      guard isFirst else { return }
      let id = try #require(UUID(uuidString: answer["id"]?.string ?? ""))
      paper.add(id, line.worker, -line.amount)
    }
  }

  private static func compare(_ bed: Fixture, _ paper: Paper) async throws {
    let report = try await bed.billing.ledger.verify()
    #expect(report.faults.count == 0, "\(report.faults.first)")
    let balances = Dictionary(
      uniqueKeysWithValues: report.balances.map { ($0.account, $0.balance) })
    #expect(balances.values.reduce(0, +) == 0)
    #expect(balances["earned", default: 0] == 0, "all lines are on an invoice")
    #expect(balances["payable", default: 0] == -paper.due.values.reduce(0, +))
    #expect(balances["carried", default: 0] == -paper.carried.values.reduce(0, +))
    let kept = try await bed.billing.database.query(
      "select party, carried from account", as: UUID.self, Int64.self)
    for (party, carried) in kept { #expect(paper.carried[party, default: 0] == carried) }
    let due = try await bed.billing.database.query(
      "select party, sum(due)::int8 from invoice group by party", as: UUID.self, Int64.self)
    for (party, sum) in due { #expect(paper.due[party, default: 0] == sum) }
    // Every line is on the invoice of its period, and nothing else is.
    let strays = try await bed.billing.database.query(
      """
      select count(*)
      from   (select period, party, count(*) as lines, sum(amount) as total
              from   billing_line group by 1, 2) l
      full   join invoice i using (period, party)
      where  (l.lines, l.total) is distinct from (i.lines, i.total)
      """, as: Int.self)
    #expect(strays == [0])
  }
}
