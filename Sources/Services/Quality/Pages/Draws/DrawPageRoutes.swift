import Contracts
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Postgres
import ServiceKit

extension QualityModule {
  /// `/reviews/draws` and what it leads to. What can be done there goes by the same functions as in
  /// REST.
  func addDrawPages(to router: ServiceRouter) throws {
    let routes = router.pages(try DrawPages.pages())
    routes.list(RouterPath(.drawPages), for: .manager, use: drawsPage)
    routes.form(RouterPath(.newDrawPage), for: .manager, show: newDrawPage, act: drawOnPage)
    routes.readingQuery.get("/reviews/draws/{id}", for: .manager, use: drawPage)
    routes.readingQuery.get(
      "/reviews/draws/{id}/population", for: .manager, use: drawPopulationFile)
  }

  private static let drawsAPage = 50

  @Sendable private func drawsPage(_ visit: Visit) async throws -> Response {
    let (query, texts) = (visit.query(), visit.texts)
    let before = query.cursor("draw-pages", UUID.self)
    try query.finish()
    let draws = try await database.read(ListDraws(before: before, limit: Self.drawsAPage + 1))
    let words = try await words(
      visit, draws.flatMap { [$0.at, $0.terms.from, $0.terms.lastInstant] })
    let page = Page(
      fetched: draws, limit: Self.drawsAPage, cursor: { Cursor.encode("draw-pages", $0.id) },
      item: words.row)
    return visit.page(
      DrawsView(
        rows: page.items,
        list: ListView(
          ListAddress(.drawPages, query), next: page.nextCursor, lead: texts.text("draws_lead"),
          empty: EmptyState(
            texts.text("no_draws"), hint: texts.text("no_draws_hint"),
            way: (texts.text("draw"), Address.newDrawPage.path)))),
      titleKey: "draws")
  }

  @Sendable private func newDrawPage(_ visit: Visit) async throws -> Response {
    let form = PageForm.draw(
      services: try await database.read(ListKnownServices()),
      workers: try await database.read(ListKnownWorkers()), try await words(visit))
    return visit.page(
      NewDrawView(
        form: visit.form(
          form, submit: visit.texts.text("draw"), back: Address.drawPages.path,
          values: ["per": DrawGrouping.all.rawValue])),
      titleKey: "draw")
  }

  @Sendable private func drawOnPage(_ visit: Visit, _ form: Form) async throws -> Response {
    let typed = try form.draw(try await span(form.daysOfDraw))
    try form.finish()
    let terms = DrawTerms(typed)
    try typed.finish()
    return try await draw(
      terms, by: visit.caller.subject, try visit.requireIdempotencyKey(form), at: clock.now()
    ) { visit.redirection(to: Address.page(ofDraw: $0.id).path, notice: "drawn") }
  }

  @Sendable private func drawPage(_ visit: Visit) async throws -> Response {
    let whole = try await findDraw(try visit.context.id())
    try visit.query().finish()
    let (draw, orders) = (whole.draw, whole.orders)
    let words = try await words(
      visit, [draw.at, draw.terms.from, draw.terms.lastInstant] + orders.map(\.endedAt))
    return visit.page(
      DrawView(
        facts: words.facts(draw), orders: orders.map(words.order),
        proofs: whole.groups.map { words.proof(of: $0, in: draw) }),
      titleKey: "draw_title", ["time": words.time(draw.at)])
  }

  /// The ids of a draw, or of one of its groups, as the file of its command.
  @Sendable private func drawPopulationFile(_ visit: Visit) async throws -> Response {
    let query = visit.query()
    let group = query.uuid("group")
    try query.finish()
    var answer = try await population(of: try visit.context.id(), group: group)
    answer.headers[.contentDisposition] = "attachment; filename=\"\(DrawProof.file)\""
    return answer
  }

  private func span(
    _ days: (first: String, last: String)?
  ) async throws -> (from: Date, to: Date)? {
    guard let days else { return nil }
    return try await database.readOne(
      ReadSpan(first: days.first, last: days.last, zone: configuration.timeZone))
  }
}
