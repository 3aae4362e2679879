import Billing
import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension ClientBillingModule {
  /// `/invoices`: what a client will owe and owes; below it the invoices.
  func addPages(to router: ServiceRouter) throws {
    let routes = router.pages(try InvoicePages.pages())
    routes.readingQuery.get(RouterPath(.invoices), for: .client, use: invoicesPage)
    routes.get("/invoices/{id}", for: .client, use: invoicePage)
  }

  private static let pageSize = 20
  /// Of what is on no invoice yet; all of it stands on the invoice.
  private static let mostLines = 100

  @Sendable private func invoicesPage(_ visit: Visit) async throws -> Response {
    let query = visit.query()
    let after = query.cursor("invoices", Date.self, UUID.self)
    try query.finish()
    let client = try await client(visit.caller)
    // A provider's page leads back here: what was decided there holds from now on.
    _ = try await paymentMethods(of: client)
    let summary = try await summary(of: client)
    var unbilled = LineQuery(
      party: client, from: nil, to: nil, after: nil, limit: Self.mostLines + 1)
    unbilled.areUnbilled = true
    let lines = try await database.lines(unbilled)
    let found = try await database.invoices(
      InvoiceQuery(
        party: client, statuses: nil, from: nil, to: nil,
        after: after.map { (issuedAt: $0, id: $1) }, limit: Self.pageSize + 1))
    let page = Page(fetched: found, limit: Self.pageSize) {
      Cursor.encode("invoices", $0.invoice.issuedAt, $0.invoice.id)
    } item: {
      $0
    }
    let texts = try await texts(visit, lines, page.items, and: [summary.period.endsAt])
    return visit.page(
      InvoicesPageView(
        week: texts.week(summary), expected: texts.amount(summary.expectedTotal),
        owed: texts.owed(summary.money),
        rows: lines.prefix(Self.mostLines).map(texts.row), hasRows: !lines.isEmpty,
        hasMore: lines.count > Self.mostLines, invoices: page.items.map(texts.entry),
        list: ListView(
          ListAddress(.invoices, query), next: page.nextCursor, lead: texts.until(summary.period),
          empty: EmptyState(visit.texts.text("nothing"), hint: visit.texts.text("nothing_hint")))),
      titleKey: "invoices")
  }

  @Sendable private func invoicePage(_ visit: Visit) async throws -> Response {
    let client = try await client(visit.caller)
    let listed = try await invoice(try visit.context.id(), for: MoneyViewer(client: client))
    let invoice = listed.invoice
    var query = LineQuery(party: client, from: nil, to: nil, after: nil, limit: Int(invoice.lines))
    query.period = invoice.period
    let lines = Array(try await database.lines(query).reversed())
    let texts = try await texts(visit, lines, [listed], and: [invoice.issuedAt])
    return visit.page(
      InvoicePageView(
        number: "\(invoice.number)", mark: texts.mark(listed), name: invoice.partyName,
        email: invoice.email, period: texts.period(listed), issued: texts.date(invoice.issuedAt),
        rows: lines.map(texts.row), sums: texts.sums(invoice), due: texts.amount(invoice.due),
        back: Address.invoices.path),
      titleKey: "invoice")
  }

  /// With the local times of all that is told.
  private func texts(
    _ visit: Visit, _ lines: [ListedLine], _ invoices: [ListedInvoice], and times: [Date]
  ) async throws -> InvoiceTexts {
    let told =
      lines.flatMap { [$0.line.occurredAt, $0.line.recordedAt] }
      + invoices.flatMap { [$0.startsAt, $0.endsAt] } + invoices.compactMap(\.nextAt) + times
    let clocks = try await BusinessTime(database, zone: configuration.billing.timeZone)
      .local(told)
    return InvoiceTexts(visit, clocks, at: clock.now())
  }
}
