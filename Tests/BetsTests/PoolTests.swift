import Contracts
import FoundationEssentials
import Testing

@testable import Bets

@Suite("R-281: a pool is divided to the hundredth, by manager")
struct PoolTests {
  /// Bets as `1 completed 1000`: manager, outcome, hundredths; in the order of their times.
  private static func bets(_ texts: String...) -> [Bet] {
    texts.enumerated().map { n, text in
      let parts = text.split(separator: " ")
      return bet(
        n + 1, of: Int(parts[0]) ?? 0, OrderOutcome(rawValue: String(parts[1])) ?? .failed,
        Int64(parts[2]) ?? 0)
    }
  }

  private static func bet(
    _ seq: Int, of manager: Int, _ outcome: OrderOutcome, _ stake: Int64
  ) -> Bet {
    let time = Date(timeIntervalSince1970: 1_803_891_600 + Double(seq))
    return Bet(
      id: Fixture.id(1_000 + seq), order: .zero, seq: seq, manager: Fixture.id(manager),
      outcome: outcome, stake: Money(hundredths: stake), placedAt: time)
  }

  private func payouts(_ bets: [Bet], _ outcome: OrderOutcome) -> [Int64] {
    Pool(bets, endedAs: outcome).shares.map(\.payout.hundredths)
  }

  @Test("the four examples")
  func examples() {
    let three = Self.bets("1 completed 1000", "2 completed 500", "3 failed 701")
    #expect(payouts(three, .completed) == [1467, 734, 0])
    #expect(Pool(three, endedAs: .completed).shares.map(\.net.hundredths) == [467, 234, -701])
    let small = Self.bets("1 completed 1", "2 completed 1", "3 completed 1", "4 failed 2")
    #expect(payouts(small, .completed) == [2, 2, 1, 0])
    let alike = Self.bets("1 completed 700", "2 completed 300")
    #expect(payouts(alike, .completed) == [700, 300])
    let nobody = Pool(three, endedAs: .cancelled)
    #expect(nobody.toDevelopers.hundredths == 2201)
    #expect(nobody.shares.map(\.payout.hundredths) == [0, 0, 0])
  }

  @Test("of the same remainder the hundredth is who bet first's, in the same millisecond too")
  func ties() {
    var bets = Self.bets("2 completed 1", "1 completed 1", "3 failed 1")
    #expect(payouts(bets, .completed) == [1, 2, 0])
    // The first bet on the outcome counts, not the first of all.
    bets = Self.bets("1 failed 1", "2 completed 1", "1 completed 1", "3 failed 2")
    #expect(Pool(bets, endedAs: .completed).shares.map(\.isRoundedUp) == [false, true, false])
    let now = Date(timeIntervalSince1970: 0)
    let same = [(1, of: 2, id: 9), (2, of: 1, id: 8)].map { seq, manager, id in
      Bet(
        id: Fixture.id(id), order: .zero, seq: seq, manager: Fixture.id(manager),
        outcome: .completed, stake: Money(hundredths: 1), placedAt: now)
    }
    #expect(payouts(same + Self.bets("3 failed 1"), .completed) == [1, 2, 0])
  }

  @Test("void stakes are in no sum, and an empty pool is empty")
  func void() {
    var bets = Self.bets("1 completed 1000", "2 failed 500", "3 failed 700")
    bets[0].void = .late
    let pool = Pool(bets, endedAs: .failed)
    #expect(pool.bank.hundredths == 1200 && pool.shares.count == 2)
    bets[1].void = .acted
    bets[2].void = .late
    let empty = Pool(bets, endedAs: .failed)
    #expect(empty.bank == .zero && empty.toDevelopers == .zero && empty.shares == [])
  }

  @Test("100 000 random pools: nothing lost, nobody right loses, splitting and order do not matter")
  func randomPools() {
    var random = SplitMix64(seed: 281)
    for number in 0..<100_000 {
      let bets = Self.randomPool(&random, most: number.isMultiple(of: 2) ? 20 : 1_000_000_000_000)
      let outcome = OrderOutcome.allCases.randomElement(using: &random) ?? .failed
      let pool = Pool(bets, endedAs: outcome)
      let paid = pool.shares.reduce(.zero) { $0 + $1.payout }
      let isExact =
        paid + pool.toDevelopers == pool.bank
        && pool.shares.reduce(.zero) { $0 + $1.staked } == pool.bank
      let isFair = pool.shares.allSatisfy {
        $0.payout >= $0.right && ($0.right > .zero || $0.payout == .zero)
      }
      guard isExact, isFair else {
        Issue.record("pool \(number): \(bets) \(outcome)")
        return
      }
      guard Self.isRoundedByRemainder(pool, bets), Self.isTimeless(pool, bets, &random) else {
        Issue.record("pool \(number), who is rounded up: \(bets) \(outcome)")
        return
      }
      let split = Pool(Self.split(bets, &random).shuffled(using: &random), endedAs: outcome)
      guard split.shares.map(\.payout) == pool.shares.map(\.payout) else {
        Issue.record("pool \(number), split: \(bets) \(outcome)")
        return
      }
    }
  }

  /// Whether exactly the largest remainders are rounded up, of the same ones those who bet first.
  private static func isRoundedByRemainder(_ pool: Pool, _ bets: [Bet]) -> Bool {
    let ranked = ranked(pool, bets)
    let left = pool.bank - pool.toDevelopers - pool.shares.reduce(.zero) { $0 + $1.quotient }
    let due = ranked.prefix(Int(left.hundredths)).map(\.manager)
    return Set(pool.shares.filter(\.isRoundedUp).map(\.manager)) == Set(due)
  }

  /// Whether who bet when decides nothing, unless remainders are the same where the last hundredth
  /// goes.
  private static func isTimeless(
    _ pool: Pool, _ bets: [Bet], _ random: inout SplitMix64
  ) -> Bool {
    let (ranked, most) = (ranked(pool, bets), pool.shares.count(where: \.isRoundedUp))
    let isTied =
      most > 0 && most < ranked.count && ranked[most - 1].remainder == ranked[most].remainder
    let others = zip(bets, bets.shuffled(using: &random)).map { bet, other in
      Bet(
        id: other.id, order: other.order, seq: other.seq, manager: bet.manager,
        outcome: bet.outcome, stake: bet.stake, placedAt: other.placedAt)
    }
    let moved = Pool(others, endedAs: pool.outcome)
    return isTied || moved.shares.map(\.payout) == pool.shares.map(\.payout)
  }

  /// Who was right, in the order in which hundredths that are left go.
  private static func ranked(_ pool: Pool, _ bets: [Bet]) -> [Share] {
    var first: [UUID: Int] = [:]
    for bet in bets.reversed() where bet.outcome == pool.outcome { first[bet.manager] = bet.seq }
    return pool.shares.filter { first[$0.manager] != nil }
      .sorted { a, b in
        a.remainder == b.remainder
          ? first[a.manager, default: 0] < first[b.manager, default: 0] : a.remainder > b.remainder
      }
  }

  private static func randomPool(_ random: inout SplitMix64, most: Int64) -> [Bet] {
    (1...Int.random(in: 1...12, using: &random)).map { seq in
      bet(
        seq, of: Int.random(in: 1...6, using: &random),
        OrderOutcome.allCases.randomElement(using: &random) ?? .failed,
        Int64.random(in: 1...most, using: &random))
    }
  }

  /// Each stake that can be in two, the second at the same time.
  private static func split(_ bets: [Bet], _ random: inout SplitMix64) -> [Bet] {
    bets.flatMap { bet in
      guard bet.stake.hundredths > 1 else { return [bet] }
      let part = Int64.random(in: 1..<bet.stake.hundredths, using: &random)
      let (first, second) = (part, bet.stake.hundredths - part)
      return [first, second].map { stake in
        Bet(
          id: bet.id, order: bet.order, seq: bet.seq, manager: bet.manager, outcome: bet.outcome,
          stake: Money(hundredths: stake), placedAt: bet.placedAt)
      }
    }
  }

  @Test("the highest stakes of all managers do not overflow")
  func highest() {
    let most: Int64 = 1_000_000_000_000
    let bets = (1...50 * 100).map {
      Self.bet($0, of: $0 % 100, $0 % 3 == 0 ? .failed : .completed, most)
    }
    let pool = Pool(bets, endedAs: .completed)
    #expect(pool.bank.hundredths == 5_000 * most)
    #expect(pool.shares.reduce(.zero) { $0 + $1.payout } == pool.bank)
  }

  @Test("what 1.00 more would bring is rounded down and counts itself")
  func oneBrings() {
    let stakes = Stakes(Self.bets("1 completed 1000", "2 completed 500", "3 failed 701"))
    #expect(stakes.oneBrings(on: .completed).hundredths == 143)
    #expect(stakes.oneBrings(on: .cancelled).hundredths == 2301)
    #expect(Stakes().oneBrings(on: .failed).hundredths == 100)
  }
}

@Suite("R-281: debts are cleared by as few transfers as may be")
struct NettingTests {
  private static func balances(_ nets: [Int64], developers: Int64 = 0) -> [Balance] {
    nets.enumerated().map {
      Balance(party: .manager(Fixture.id($0 + 1)), net: Money(hundredths: $1))
    } + [Balance(party: .developers, net: Money(hundredths: developers))]
  }

  private func text(_ transfers: [Transfer]) -> [String] {
    transfers.map { transfer in
      let names = [transfer.debtor, transfer.creditor].map { party in
        party.manager.map { String($0.wire.suffix(1)) } ?? "developers"
      }
      return "\(names[0]) → \(names[1]) \(transfer.amount)"
    }
  }

  @Test("the example, ties by id, the developers last")
  func example() {
    #expect(
      text(netted(Self.balances([-500, -300, 650], developers: 150))) == [
        "1 → 3 5.00", "2 → 3 1.50", "2 → developers 1.50",
      ])
    #expect(
      text(netted(Self.balances([100, -100, 100, -100]))) == ["2 → 1 1.00", "4 → 3 1.00"])
    #expect(netted([]) == [] && netted(Self.balances([0, 0])) == [])
  }

  @Test("10 000 random balances: all cleared, fewer transfers than parties")
  func randomBalances() {
    var random = SplitMix64(seed: 11)
    for _ in 0..<10_000 {
      let nets = (0..<Int.random(in: 1...15, using: &random)).map { _ in
        Int64.random(in: -1_000...1_000, using: &random)
      }
      let balances = Self.balances(nets, developers: -nets.reduce(0, +))
      let transfers = netted(balances)
      var open = Dictionary(uniqueKeysWithValues: balances.map { ($0.party, $0.net) })
      for transfer in transfers {
        open[transfer.debtor, default: .zero] += transfer.amount
        open[transfer.creditor, default: .zero] -= transfer.amount
      }
      let parties = balances.count { $0.net != .zero }
      guard open.values.allSatisfy({ $0 == .zero }), transfers.count <= max(0, parties - 1),
        transfers.allSatisfy({ $0.amount > .zero })
      else {
        Issue.record("\(nets)")
        return
      }
    }
  }
}
