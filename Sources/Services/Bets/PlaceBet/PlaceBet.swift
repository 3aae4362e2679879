import Contracts
import FoundationEssentials
import Hummingbird
import Metrics
import Postgres
import ServiceKit

extension BetsModule {
  static let bettingStatements: [any Statement.Type] = [CountBets.self, KeepBet.self]

  /// Places a bet, and answers 201 with its id and place. Bets are final.
  ///
  /// - Throws: 404 `no-such-market`, 409 `market-closed`, `stake-too-high`, `too-many-bets`.
  func place(_ wanted: WantedBet, under key: IdempotencyKey) async throws -> Response {
    try await database.withIdempotency(key, at: clock.now()) { transaction in
      try await transaction.execute(LockMarket(order: wanted.order))
      // Behind the lock: who had to wait has not placed it before.
      let now = clock.now()
      let (markets, found) = try await transaction.execute(
        FindMarket(order: wanted.order),
        CountBets(order: wanted.order, manager: wanted.manager))
      guard let market = markets.first, let count = found.first else {
        throw Problem.noSuchMarket
      }
      try refuse(wanted, on: market, own: count.own, at: now)
      let bet = Bet(
        id: .v7(at: now), order: wanted.order, seq: count.all + 1, manager: wanted.manager,
        outcome: wanted.outcome, stake: wanted.stake, placedAt: now)
      transaction.enqueue(KeepBet(bet: bet))
      transaction.afterCommit { [counts] in counts.placed.increment() }
      return StoredAnswer(PlacedBet(id: bet.id, seq: bet.seq), status: .created)
    }
  }

  private func refuse(
    _ wanted: WantedBet, on market: Market, own count: Int, at now: Date
  ) throws {
    guard market.status(at: now, margin: configuration.margin) == .open else {
      throw Problem.marketClosed(at: market.closesAt(margin: configuration.margin))
    }
    guard wanted.stake <= configuration.maxStake else {
      throw Problem.stakeTooHigh(configuration.maxStake)
    }
    guard count < BetsConfiguration.mostBets else {
      throw Problem.tooManyBets(BetsConfiguration.mostBets)
    }
  }
}

private struct PlacedBet: JSONWritable {
  let id: UUID
  let seq: Int

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("id", id)
    writer.field("seq", seq)
    writer.endObject()
  }
}

/// How many bets there are on an order, and how many of them are a manager's.
struct CountBets: Statement {
  static let sql = """
    select count(*), count(*) filter (where manager_id = $2)
    from   bets.bet
    where  order_id = $1
    """

  let order: UUID
  let manager: UUID
  var bindings: Bindings { [order, manager] }
  static func decode(_ row: inout RowReader) throws -> (all: Int, own: Int) {
    (all: try row.next(), own: try row.next())
  }
}

/// Under the market's lock, so that numbers have neither gaps nor twins.
struct KeepBet: Statement {
  static let sql = """
    insert into bets.bet
           (id, order_id, seq, manager_id, outcome, stake, placed_at)
    values ($1, $2, $3, $4, $5, $6, $7)
    """

  let bet: Bet
  var bindings: Bindings {
    [
      bet.id, bet.order, Int32(clamping: bet.seq), bet.manager, bet.outcome, bet.stake,
      bet.placedAt,
    ]
  }
}
