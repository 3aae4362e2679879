import Contracts
import FoundationEssentials
import Hummingbird
import ServiceKit

extension BetsModule {
  /// `/bets` and what is below it. What can be done there goes by the same functions as in REST.
  func addBetPages(to router: ServiceRouter) throws {
    let routes = router.pages(try BetPages.pages())
    routes.readingQuery.get(RouterPath(.bets), for: .manager, use: marketsPage)
    routes.readingQuery.form("/bets/{id}", for: .manager, show: marketPage, act: confirmBet)
    routes.get("/bets/{id}/sheet", for: .manager) { visit in
      try await sheet(of: try visit.context.id())
    }
    addStatementPages(to: routes)
  }

  private static let pageSize = 20

  @Sendable private func marketsPage(_ visit: Visit) async throws -> Response {
    let manager = try visit.context.bettor().id
    let query = visit.query()
    let status = query.choice("status", MarketStatus.self) ?? .open
    let list = "bets-\(status.rawValue)"
    let after: (time: Date, id: UUID)? = query.cursor(list, Date.self, UUID.self)
    try query.finish()
    let fetched = try await markets(
      MarketQuery(
        // What nobody has bet on is of use as long as somebody can.
        status: status, isComplete: status == .open, after: after, limit: Self.pageSize + 1),
      seenBy: manager)
    let page = Page(fetched: fetched, limit: Self.pageSize) { listing in
      Cursor.encode(
        list, listing.settledAt ?? listing.market.scheduledAt, listing.market.orderID)
    } item: {
      $0
    }
    let words = try await words(visit, page.items.map(\.market.scheduledAt))
    return visit.page(
      MarketsPageView(
        part: words.text("tab_\(status.rawValue)"),
        about: words.text("about_\(status.rawValue)"), cards: page.items.map(words.card),
        isEmpty: page.items.isEmpty,
        list: ListView(
          ListAddress(.bets, query, "status"), next: page.nextCursor, tabs: words.tabs(status),
          empty: EmptyState(
            words.text("nothing_\(status.rawValue)"),
            hint: words.text("nothing_\(status.rawValue)_hint")))),
      titleKey: "bets")
  }

  @Sendable private func marketPage(_ visit: Visit) async throws -> Response {
    try visit.query().finish()
    let details = try await market(try visit.context.id(), seenBy: try visit.context.bettor().id)
    let words = try await words(visit, details)
    let listing = details.listing
    let form = visit.form(Self.form, submit: words.text("bet"), back: Address.bets.path)
    return visit.page(
      MarketPageView(
        mark: words.mark(listing), facts: words.facts(details), pools: words.pools(listing),
        own: words.own(details.ownBets), hasOwn: !details.ownBets.isEmpty && details.settled == nil,
        form: form, choice: words.choice(listing, form.field(Self.outcome)),
        stake: form.field(Self.stake), isOpen: listing.status == .open,
        most: words.text("most", ["amount": words.amount(configuration.maxStake)]),
        sheet: details.settled.map(words.sheet)),
      titleKey: "market_title", words.title(listing.market))
  }

  private static let (outcome, stake) = ("outcome", "stake")
  private static let form = PageForm(
    .init(outcome), .init(stake, refusedBy: ["stake-too-high"]))

  /// A bet is shown with what it means before it is placed, since it is final.
  @Sendable private func confirmBet(_ visit: Visit, _ form: Form) async throws -> Response {
    try visit.query().finish()
    let (order, manager) = (try visit.context.id(), try visit.context.bettor().id)
    let isConfirmed = form.optionalBool(Self.confirmed) == true
    let wanted = try wantedBet(form, on: order, by: manager)
    guard isConfirmed else { return try await confirmPage(visit, wanted) }
    _ = try await place(wanted, under: try visit.requireIdempotencyKey(form))
    return visit.redirect(to: Address.bets(on: order).path, notice: "placed")
  }

  private static let confirmed = "confirmed"

  private func wantedBet(_ form: Form, on order: UUID, by manager: UUID) throws -> WantedBet {
    let outcome = form.choice(Self.outcome, OrderOutcome.self)
    let stake = form.money(Self.stake, WantedBet.stakes)
    return try form.finish(
      outcome.map { WantedBet(order: order, manager: manager, outcome: $0, stake: stake) })
  }

  private func confirmPage(_ visit: Visit, _ wanted: WantedBet) async throws -> Response {
    let listing = try await market(wanted.order, seenBy: wanted.manager).listing
    guard listing.status == .open else { throw Problem.marketClosed(at: listing.closesAt) }
    guard wanted.stake <= configuration.maxStake else {
      throw Problem.stakeTooHigh(configuration.maxStake)
    }
    let words = try await words(visit, [listing.market.scheduledAt])
    let told = [
      "amount": words.amount(wanted.stake), "outcome": words.outcome(wanted.outcome),
      "market": words.text("market_title", words.title(listing.market)),
      "time": words.time(listing.market.scheduledAt),
    ]
    let form = visit.form(
      submit: words.text("confirm_do", told), back: Address.bets(on: wanted.order).path,
      hidden: [
        (Self.outcome, wanted.outcome.rawValue), (Self.stake, "\(wanted.stake)"),
        (Self.confirmed, "true"),
      ])
    return visit.page(ConfirmView(words.text("confirm", told), form), titleKey: "confirm_title")
  }

  private func words(_ visit: Visit, _ details: MarketDetails) async throws -> BetWords {
    let bets = details.settled?.bets ?? []
    let times =
      [details.listing.market.scheduledAt, details.listing.closesAt]
      + details.ownBets.map(\.placedAt) + [details.settled?.settlement.end.at].compactMap(\.self)
    return try await words(visit, times, of: bets.map(\.manager))
  }
}

extension BetWords {
  /// - Parameter current: nil: who owes whom.
  func tabs(_ current: MarketStatus?) -> Tabs {
    let list = ListAddress(.bets, QueryForm(query: nil))
    let markets = MarketStatus.allCases.map { status in
      Tabs.Tab(
        text("tab_\(status.rawValue)"), count: nil,
        path: list.with("status", status == .open ? nil : status.rawValue).path,
        isCurrent: status == current)
    }
    let owed = Tabs.Tab(
      text("owed"), count: nil, path: Address.betStatements.path, isCurrent: current == nil)
    return Tabs(markets + [owed])
  }
}
