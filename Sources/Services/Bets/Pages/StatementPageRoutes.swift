import Contracts
import FoundationEssentials
import Hummingbird
import ServiceKit

extension BetsModule {
  /// `/bets/statements`: who owes whom, and what was made of it.
  func addStatementPages(to routes: PageRoutes) {
    routes.readingQuery.form(RouterPath(.betStatements), for: .manager, show: owedPage) {
      visit, form in
      try visit.query().finish()
      try form.finish()
      _ = try await makeStatement(
        by: try visit.context.bettor().id, under: try visit.requireIdempotencyKey(form))
      return visit.redirect(to: Address.betStatements.path, notice: "statement")
    }
    routes.readingQuery.get("/bets/statements/{number}", for: .manager, use: statementPage)
    routes.post("/bets/statements/{number}/transfers/{n}/paid", for: .manager, use: tickTransfer)
  }

  private static let list = "bet-statements"
  private static let listed = 20

  @Sendable private func owedPage(_ visit: Visit) async throws -> Response {
    let query = visit.query()
    let before = query.cursor(Self.list, Int64.self)
    try query.finish()
    let balances = try await runningBalances()
    let open = try await openTransfers()
    let page = Page(
      fetched: try await statements(before: before, limit: Self.listed + 1), limit: Self.listed
    ) {
      Cursor.encode(Self.list, $0.head.number)
    } item: {
      $0
    }
    let words = try await words(
      visit, page.items.flatMap(\.times),
      of: page.items.flatMap(\.managers) + balances.compactMap(\.party.manager)
        + open.flatMap(\.managers))
    return visit.page(
      OwedPageView(
        balances: words.balances(balances), hasBalances: !balances.isEmpty,
        form: visit.form(submit: words.text("make_statement"), back: Address.bets.path),
        open: words.transfers(
          open, for: try visit.context.bettor().id, namingStatements: true),
        statements: page.items.map(words.row), hasStatements: !page.items.isEmpty,
        list: ListView(
          ListAddress(.betStatements, query), next: page.nextCursor, tabs: words.tabs(nil),
          empty: EmptyState("", hint: ""))),
      titleKey: "bets")
  }

  @Sendable private func statementPage(_ visit: Visit) async throws -> Response {
    try visit.query().finish()
    let statement = try await statement(try visit.context.number("number"))
    let words = try await words(visit, statement.times, of: statement.managers)
    return visit.page(
      StatementPageView(
        made: words.text(
          "statement_made",
          [
            "time": words.time(statement.head.madeAt), "name": words.name(statement.head.madeBy),
          ]),
        lines: words.balances(statement.lines),
        transfers: words.transfers(statement.transfers, for: try visit.context.bettor().id),
        digest: statement.head.digest),
      titleKey: "statement", ["number": "\(statement.head.number)"])
  }

  /// Who is paid says so.
  @Sendable private func tickTransfer(_ visit: Visit, _ form: Form) async throws -> Response {
    try form.finish()
    let (number, n): (Int64, Int) = (
      try visit.context.number("number"), try visit.context.number("n")
    )
    _ = try await markPaid(
      n, of: number, by: try visit.context.bettor().id,
      under: try visit.idempotencyKey(form, for: "\(number):\(n)"))
    return visit.redirect(to: Address.betStatement(number).path, notice: "paid")
  }
}
