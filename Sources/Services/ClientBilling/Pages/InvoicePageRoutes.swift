import Billing
import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension ClientBillingModule {
  /// `/invoices`: what a client will owe and owes, and by what it is paid; below it the invoices.
  func addPages(to router: ServiceRouter) throws {
    let routes = router.pages(try InvoicePages.pages())
    routes.list(RouterPath(.invoices), for: .client, .manager) { visit in
      visit.caller.has(.manager)
        ? try await desk.listPage(visit) : try await invoicesPage(visit)
    }
    routes.readingQuery.get("/invoices/{id}", for: .client, .manager, use: invoicePage)
    addPayPage(to: routes)
    addPaymentMethodPages(to: routes)
    addDesk(to: routes)
  }

  private static let pageSize = 20
  /// Of what is on no invoice yet; all of it stands on the invoice.
  private static let mostLines = 100

  @Sendable private func invoicesPage(_ visit: Visit) async throws -> Response {
    let query = visit.query()
    let after = query.cursor("invoices", Date.self, UUID.self)
    try query.finish()
    let client = try await client(visit.caller)
    // What was decided at a provider holds from now on, also for who has not come back from there.
    let ways = WaysToPay(try await paymentMethods(of: client), by: adapters)
    let summary = try await summary(of: client)
    let lines = try await unbilledLines(of: client)
    let page = try await invoices(of: client, after: after.map { (issuedAt: $0, id: $1) })
    let texts = try await texts(visit, lines, page.items, and: [summary.period.endsAt])
    return visit.page(
      InvoicesPageView(
        banner: texts.banner(ways), week: texts.week(summary),
        expected: texts.amount(summary.expectedTotal), owed: texts.owed(summary.money),
        ways: texts.ways(ways, offered: offered),
        rows: lines.prefix(Self.mostLines).map(texts.row), hasRows: !lines.isEmpty,
        hasMore: lines.count > Self.mostLines,
        invoices: page.items.map { texts.entry($0, by: ways) },
        list: ListView(
          ListAddress(.invoices, query), next: page.nextCursor, lead: texts.until(summary.period),
          empty: EmptyState(visit.texts.text("nothing"), hint: visit.texts.text("nothing_hint")))),
      titleKey: "invoices", leadingTo: adapters.map(\.pageOrigin))
  }

  /// By what one more way to pay can be added: nothing where no page could lead back to.
  private var offered: [String] {
    configuration.collect.publicURL == nil ? [] : adapters.map { type(of: $0).name }
  }

  private func unbilledLines(of client: UUID) async throws -> [ListedLine] {
    var unbilled = LineQuery(
      party: client, from: nil, to: nil, after: nil, limit: Self.mostLines + 1)
    unbilled.areUnbilled = true
    return try await database.lines(unbilled)
  }

  private func invoices(
    of client: UUID, after: (issuedAt: Date, id: UUID)?
  ) async throws -> Page<ListedInvoice> {
    let found = try await database.invoices(
      InvoiceQuery(
        party: client, statuses: nil, from: nil, to: nil, after: after, limit: Self.pageSize + 1))
    return Page(fetched: found, limit: Self.pageSize) {
      Cursor.encode("invoices", $0.invoice.issuedAt, $0.invoice.id)
    } item: {
      $0
    }
  }

  @Sendable private func invoicePage(_ visit: Visit) async throws -> Response {
    try visit.query().finish()
    let viewer = try await moneyViewer(visit.context)
    let listed = try await invoice(try visit.context.id(), for: viewer)
    let (invoice, client) = (listed.invoice, listed.invoice.party)
    let ways = WaysToPay(try await database.read(ListPaymentMethods(client: client)), by: adapters)
    let money = try await database.money(of: [invoice.id])[invoice.id] ?? InvoiceMoney()
    let (moves, notes) = (money.moves, money.notes)
    var query = LineQuery(party: client, from: nil, to: nil, after: nil, limit: Int(invoice.lines))
    query.period = invoice.period
    let lines = Array(try await database.lines(query).reversed())
    let texts = try await texts(
      visit, lines, [listed],
      and: [invoice.issuedAt] + moves.map(\.at)
        + notes.flatMap { [$0.at, $0.endedAt] })
    return visit.page(
      InvoicePageView(
        sheet: SheetView(
          texts.mark(listed), next: texts.next(listed), from: configuration.address,
          to: (name: invoice.partyName, email: invoice.email), period: texts.period(listed),
          issued: texts.date(invoice.issuedAt),
          sums: texts.sums(InvoiceSums(invoice, lines.map(\.line))),
          due: texts.amount(invoice.due), moves: moves.map(texts.move),
          left: texts.amount(listed.left),
          back: (viewer.isManager ? desk.page(of: client) : .invoices).path),
        pay: viewer.isManager ? nil : texts.pay(listed, by: ways),
        ways: viewer.isManager ? nil : texts.waysToAdd(listed, to: ways),
        rows: lines.map(texts.row), notes: notes.map(texts.note), hasNotes: !notes.isEmpty),
      titleKey: "invoice", ["number": "\(invoice.number)"])
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
