import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension BetsModule {
  static let marketStatements: [any Statement.Type] = [
    FindActiveManager.self, FindNames.self, LockMarket.self, FindMarket.self, FindBets.self,
    FindSettlement.self, ListOpenMarkets.self, ListOpenPools.self, ListClosedMarkets.self,
    ListClosedPools.self, ListSettledMarkets.self, ListSettledPools.self, FindStakes.self,
    FindResults.self,
  ]

  func addMarketRoutes(to router: ServiceRouter) {
    router.readingQuery.get("/api/markets", use: listMarkets)
    router.get("/api/markets/{order_id}", use: showMarket)
    router.get("/api/markets/{order_id}/sheet", use: showSheet)
    router.post("/api/markets/{order_id}/bets", use: placeBet)
  }

  @Sendable private func listMarkets(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    let manager = try context.bettor().id
    let form = request.query()
    let status = form.choice("status", MarketStatus.self) ?? .open
    let isComplete = form.bool("all") ?? false
    let list = "markets \(status.rawValue) \(isComplete)"
    var query = MarketQuery(
      status: status, isComplete: isComplete,
      after: form.cursor(list, Date.self, UUID.self).map { (time: $0.0, id: $0.1) },
      limit: form.limit())
    try form.finish()
    let limit = query.limit
    // The one too many says that there is a next page.
    query.limit += 1
    let found = try await markets(query, seenBy: manager)
    return json(
      Page(fetched: found, limit: limit) {
        Cursor.encode(list, $0.settledAt ?? $0.market.scheduledAt, $0.market.orderID)
      } item: {
        $0
      })
  }

  @Sendable private func showMarket(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    let manager = try context.bettor().id
    return json(try await market(try context.market(), seenBy: manager))
  }

  @Sendable private func showSheet(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    try context.require(.manager)
    return try await sheet(of: try context.market())
  }

  @Sendable private func placeBet(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    let (caller, manager) = try context.bettor()
    let order = try context.market()
    let form = try await request.form(context)
    let outcome = form.choice("outcome", OrderOutcome.self)
    let stake = form.money("stake", WantedBet.stakes)
    let wanted = WantedBet(
      order: order, manager: manager, outcome: try form.finish(outcome), stake: stake)
    return try await place(
      wanted, under: try request.requireIdempotencyKey(caller, form.digest))
  }
}

extension RequestScope {
  /// The order that the path names.
  ///
  /// - Throws: 404 `no-such-market` for what is no id.
  fileprivate func market() throws -> UUID {
    guard let id = try? id("order_id") else { throw Problem.noSuchMarket }
    return id
  }
}
