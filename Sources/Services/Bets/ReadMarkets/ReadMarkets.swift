import Contracts
import FoundationEssentials
import HTTPTypes
import Hummingbird
import NIOCore
import Postgres
import ServiceKit

// What routes and pages read.
extension BetsModule {
  /// How long after its time an order on which nobody bet and that has not ended is still listed as
  /// closed: nothing is at stake there. What has bets is listed until it is settled.
  private static let closedFor: TimeInterval = 7 * 86_400

  /// As many as the query's limit: open and closed ones by when they are scheduled, settled ones the
  /// last first.
  func markets(_ query: MarketQuery, seenBy manager: UUID) async throws -> [MarketListing] {
    let now = clock.now()
    let found = try await listed(query, at: now)
    let orders = found.map(\.market.orderID)
    guard !orders.isEmpty else { return [] }
    let stakes = try await database.read(FindStakes(orders: orders, manager: manager))
    let results =
      query.status == .settled ? try await database.read(FindResults(orders: orders)) : []
    let stakesOf = Dictionary(grouping: stakes, by: \.order)
    let resultsOf = Dictionary(grouping: results, by: \.order).mapValues { $0.map(\.result) }
    return found.map { listed in
      let order = listed.market.orderID
      return listing(
        listed, stakesOf[order] ?? [], results: resultsOf[order] ?? [], at: now)
    }
  }

  /// - Throws: 404 `no-such-market`.
  func market(_ id: UUID, seenBy manager: UUID) async throws -> MarketDetails {
    let now = clock.now()
    // The settlement last: it is there if the market says so, and the bets are all of them then.
    guard let market = try await database.readOne(FindMarket(order: id)) else {
      throw Problem.noSuchMarket
    }
    let settlement =
      market.isSettled ? try await database.readOne(FindSettlement(order: id)) : nil
    let bets = try await database.read(FindBets(orders: [id]))
    let results = settlement == nil ? [] : try await database.read(FindResults(orders: [id]))
    return MarketDetails(
      listing: MarketListing(
        market: market, stakes: Stakes(bets), own: Stakes(bets.filter { $0.manager == manager }),
        status: market.status(at: now, margin: configuration.margin),
        closesAt: settlement?.closedAt ?? market.closesAt(margin: configuration.margin),
        results: results.map(\.result), settledAt: settlement?.settledAt,
        outcome: settlement?.end.outcome),
      ownBets: bets.filter { $0.manager == manager },
      settled: try await settled(settlement, bets))
  }

  /// The sheet's text, as it was stored when the pool was settled.
  ///
  /// - Throws: 404 `no-such-market`, `not-settled`.
  func sheet(of id: UUID) async throws -> Response {
    guard let settlement = try await database.readOne(FindSettlement(order: id)) else {
      let market = try await database.readOne(FindMarket(order: id))
      throw market == nil ? Problem.noSuchMarket : .notSettled
    }
    return Response(
      status: .ok, headers: [.contentType: "text/plain; charset=utf-8"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: settlement.sheet)))
  }

  private func settled(
    _ settlement: Settlement?, _ bets: [Bet]
  ) async throws -> MarketDetails.Settled? {
    guard let settlement else { return nil }
    return MarketDetails.Settled(
      settlement: settlement, bets: bets, pool: Pool(bets, endedAs: settlement.end.outcome),
      names: try await names(of: bets.map(\.manager)))
  }

  private func listed(_ query: MarketQuery, at now: Date) async throws -> [ListedMarket] {
    let openAfter = now.addingTimeInterval(configuration.margin)
    switch (query.status, query.isComplete) {
    case (.open, true):
      return try await database.read(ListOpenMarkets(openAfter: openAfter, query: query))
    case (.open, false):
      return try await database.read(ListOpenPools(openAfter: openAfter, query: query))
    case (.closed, true):
      return try await database.read(
        ListClosedMarkets(
          openAfter: openAfter, since: now.addingTimeInterval(-Self.closedFor), query: query))
    case (.closed, false):
      return try await database.read(ListClosedPools(openAfter: openAfter, query: query))
    case (.settled, true): return try await database.read(ListSettledMarkets(query: query))
    case (.settled, false): return try await database.read(ListSettledPools(query: query))
    }
  }

  private func listing(
    _ listed: ListedMarket, _ stakes: [FindStakes.Row], results: [MarketListing.Result],
    at now: Date
  ) -> MarketListing {
    var (all, own) = (Stakes(), Stakes())
    for stake in stakes {
      all[stake.outcome] = stake.all
      own[stake.outcome] = stake.own
    }
    let market = listed.market
    return MarketListing(
      market: market, stakes: all, own: own,
      status: market.status(at: now, margin: configuration.margin),
      closesAt: listed.closedAt ?? market.closesAt(margin: configuration.margin),
      results: results, settledAt: listed.settledAt, outcome: listed.outcome)
  }
}
