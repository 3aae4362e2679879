import Contracts
import FoundationEssentials
import Postgres

/// A market of a list, with what a settled one came to.
struct ListedMarket: Sendable {
  let market: Market
  let outcome: OrderOutcome?
  let settledAt: Date?
  /// From when on bets were late, of a settled one.
  let closedAt: Date?
}

/// A list of markets; each kind is a statement of its own, so that it is planned for its index.
protocol MarketList: Statement where Row == ListedMarket {}

extension MarketList {
  fileprivate static var columns: String {
    "\(Market.columns), s.outcome, s.settled_at, s.closed_at"
  }

  static func decode(_ row: inout RowReader) throws -> ListedMarket {
    ListedMarket(
      market: try Market(row: &row), outcome: try row.next(), settledAt: try row.next(),
      closedAt: try row.next())
  }
}

/// A list by when the orders are scheduled.
protocol ScheduledMarketList: MarketList {
  /// What is scheduled later than that is open, unless something closed it.
  var openAfter: Date { get }
  var query: MarketQuery { get }
}

extension ScheduledMarketList {
  var bindings: Bindings {
    [query.after?.time ?? Date.distantPast, query.after?.id ?? UUID.zero, query.limit, openAfter]
  }

  /// - Parameters:
  ///   - source: where markets are looked for, with their times.
  ///   - scope: which of them, as a condition.
  fileprivate static func list(_ source: String, _ scope: String) -> String {
    """
    select \(columns)
    from   \(source) k
    join   bets.market m          on m.order_id = k.order_id
    left   join bets.closing c    on c.order_id = k.order_id
    left   join bets.settlement s on s.order_id = k.order_id
    where  (k.scheduled_at, k.order_id) > ($1, $2)
    and    \(scope)
    order  by k.scheduled_at, k.order_id
    limit  $3
    """
  }

  fileprivate static var open: String { "k.scheduled_at > $4 and c.order_id is null" }
  fileprivate static var closed: String {
    "s.order_id is null and (k.scheduled_at <= $4 or c.order_id is not null)"
  }
}

struct ListOpenMarkets: ScheduledMarketList {
  static let sql = list("bets.market", open)
  let openAfter: Date
  let query: MarketQuery
}

struct ListOpenPools: ScheduledMarketList {
  static let sql = list("bets.unsettled", open)
  let openAfter: Date
  let query: MarketQuery
}

/// Markets are many: looked for are those whose time has come and those that something closed ahead
/// of it, both not long ago, and all with bets.
struct ListClosedMarkets: ScheduledMarketList {
  static let sql = list(
    """
    ((select k.scheduled_at, k.order_id
             from   bets.market k
             where  (k.scheduled_at, k.order_id) > (greatest($1::timestamptz, $5), $2)
             and    k.scheduled_at <= $4
             and    not exists (select from bets.settlement s where s.order_id = k.order_id)
             order  by k.scheduled_at, k.order_id
             limit  $3)
            union
            (select k.scheduled_at, k.order_id
             from   bets.closing c
             join   bets.market k on k.order_id = c.order_id
             where  c.at > $5
             and    k.scheduled_at > $4
             and    not exists (select from bets.settlement s where s.order_id = k.order_id))
            union
            select scheduled_at, order_id
            from   bets.unsettled)
    """, closed)

  let openAfter: Date
  /// How far back those without bets are listed.
  let since: Date
  let query: MarketQuery
  var bindings: Bindings {
    [
      query.after?.time ?? Date.distantPast, query.after?.id ?? UUID.zero, query.limit, openAfter,
      since,
    ]
  }
}

struct ListClosedPools: ScheduledMarketList {
  static let sql = list("bets.unsettled", closed)
  let openAfter: Date
  let query: MarketQuery
}

/// A list by when the pools were settled, the last one first.
protocol SettledMarketList: MarketList {
  var query: MarketQuery { get }
}

extension SettledMarketList {
  var bindings: Bindings { [query.after?.time, query.after?.id, query.limit] }

  fileprivate static func settled(_ scope: String) -> String {
    """
    select \(columns)
    from   bets.settlement s
    join   bets.market m  on m.order_id = s.order_id
    join   bets.closing c on c.order_id = s.order_id
    where  \(scope)
    and    (s.settled_at, s.order_id)
           < (coalesce($1, 'infinity'::timestamptz),
              coalesce($2, 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid))
    order  by s.settled_at desc, s.order_id desc
    limit  $3
    """
  }
}

struct ListSettledMarkets: SettledMarketList {
  static let sql = settled("true")
  let query: MarketQuery
}

struct ListSettledPools: SettledMarketList {
  static let sql = settled("s.bets > 0")
  let query: MarketQuery
}
