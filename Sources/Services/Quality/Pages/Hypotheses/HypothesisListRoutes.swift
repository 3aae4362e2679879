import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension QualityModule {
  /// `/hypotheses` and what it leads to. What can be done there goes by the same functions as in
  /// REST.
  func addHypothesisPages(to router: ServiceRouter) throws {
    let routes = router.pages(try HypothesisPages.pages())
    routes.list(RouterPath(.hypothesisPages), for: .manager, use: hypothesesPage)
    routes.readingQuery.get(
      RouterPath(.hypothesesFile), for: .manager, use: hypothesesFile)
    addHypothesisFormPages(to: routes)
  }

  private static let hypothesesAPage = 50
  private static let cardsAColumn = 6

  @Sendable private func hypothesesPage(_ visit: Visit) async throws -> Response {
    let (query, texts) = (visit.query(), visit.texts)
    let filter = HypothesisFilter(query, by: visit.caller)
    let before = query.cursor("hypothesis-pages", Int64.self)
    try query.finish()
    let found = try await hypotheses(
      HypothesisPage(filter: filter, before: before, limit: Self.hypothesesAPage + 1))
    let words = try await words(visit)
    let page = Page(
      fetched: found, limit: Self.hypothesesAPage,
      cursor: { Cursor.encode("hypothesis-pages", $0.number) }, item: words.row)
    let address = ListAddress(.hypothesisPages, query, "status", "owner", "q")
    let isNarrowed = filter.isNarrow || before != nil
    let emptiness = isNarrowed ? "nothing_found" : "no_hypotheses"
    return visit.page(
      HypothesesView(
        board: isNarrowed || page.items.isEmpty ? nil : try await board(words),
        rows: page.items,
        list: ListView(
          address, next: page.nextCursor, search: visit.search(texts.text("search")),
          tabs: tabs(address, filter.status, words),
          empty: EmptyState(
            texts.text(emptiness), hint: texts.text("\(emptiness)_hint"),
            way: (texts.text("propose"), Address.newHypothesisPage.path))),
        csv: page.items.isEmpty ? nil : address.at(.hypothesesFile).with("cursor", nil).path),
      titleKey: "hypotheses")
  }

  /// `/hypotheses/file`: the same list for a table, from its start; `Link` leads to what one file does
  /// not hold.
  @Sendable private func hypothesesFile(_ visit: Visit) async throws -> Response {
    let query = visit.query()
    let filter = HypothesisFilter(query, by: visit.caller)
    let before = query.cursor("hypothesis-pages", Int64.self)
    try query.finish()
    let found = try await hypotheses(
      HypothesisPage(filter: filter, before: before, limit: Self.mostInFile + 1))
    let page = Page(
      fetched: found, limit: Self.mostInFile,
      cursor: { Cursor.encode("hypothesis-pages", $0.number) }, item: HypothesisTable.cells)
    return csv(
      HypothesisTable.columns, page.items, named: "hypotheses", next: page.nextCursor,
      for: visit.request)
  }

  private func board(_ words: PageWords) async throws -> HypothesesView.Board {
    let counts = try await database.read(CountHypotheses())
      .reduce(into: [:]) { $0[$1.status] = $1.count }
    let cards = Dictionary(
      grouping: try await database.read(ListHypothesisCards(most: Self.cardsAColumn)),
      by: \.status)
    return HypothesesView.Board(
      columns: HypothesisStatus.allCases.map { status in
        HypothesesView.Column(
          title: words.status(status), count: "\(counts[status] ?? 0)",
          path: Address.hypothesisPages.path + "?status=\(status.rawValue)",
          cards: (cards[status] ?? []).map(words.row))
      })
  }

  private func tabs(
    _ address: ListAddress, _ current: HypothesisStatus?, _ words: PageWords
  ) -> Tabs {
    Tabs(
      ([nil] + HypothesisStatus.allCases.map(Optional.some)).map { status in
        Tabs.Tab(
          status.map(words.status) ?? words.text("all"), count: nil,
          path: address.with("status", status?.rawValue).path, isCurrent: status == current)
      })
  }
}

extension HypothesisFilter {
  fileprivate var isNarrow: Bool { status != nil || owner != nil || text != nil }
}
