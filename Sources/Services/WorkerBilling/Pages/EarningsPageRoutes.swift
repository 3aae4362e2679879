import Billing
import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension WorkerBillingModule {
  /// `/earnings`: what a worker will be paid, and why, and to managers the desk; below it the
  /// payslips.
  func addPages(to router: ServiceRouter) throws {
    let routes = router.pages(try EarningsPages.pages())
    routes.list(RouterPath(.earnings), for: .worker, .manager) { visit in
      visit.caller.has(.manager)
        ? try await desk.listPage(visit) : try await earningsPage(visit)
    }
    addAccountPage(to: routes)
    routes.get("/earnings/{id}", for: .worker, .manager, use: payslipPage)
    addDesk(to: routes)
  }

  private static let pageSize = 50
  /// A year's.
  private static let mostPayslips = 12

  @Sendable private func earningsPage(_ visit: Visit) async throws -> Response {
    let query = visit.query()
    let after = query.cursor("earnings", Date.self, UUID.self)
    try query.finish()
    let worker = visit.caller.workerID
    let summary = try await summary(of: worker)
    let found = try await database.lines(
      LineQuery(
        party: worker, from: nil, to: nil, after: after.map { (occurredAt: $0, id: $1) },
        limit: Self.pageSize + 1))
    let payslips = try await database.invoices(
      InvoiceQuery(
        party: worker, statuses: nil, from: nil, to: nil, after: nil, limit: Self.mostPayslips))
    let page = Page(fetched: found, limit: Self.pageSize) {
      Cursor.encode("earnings", $0.line.occurredAt, $0.line.id)
    } item: {
      $0
    }
    let texts = try await texts(visit, page.items, payslips, and: [summary.period.endsAt])
    return visit.page(
      EarningsView(
        sums: texts.sums(summary.earnings, carriedIn: summary.carriedIn),
        total: texts.amount(summary.expected), pays: texts.pays(summary),
        warning: texts.warning(summary, payslips), payslips: payslips.map(texts.payslip),
        hasPayslips: !payslips.isEmpty,
        rows: page.items.map { texts.row($0, in: summary.period.startsAt) },
        list: ListView(
          ListAddress(.earnings, query), next: page.nextCursor, lead: texts.until(summary.period),
          empty: EmptyState(visit.texts.text("nothing"), hint: visit.texts.text("nothing_hint")))),
      titleKey: "earnings")
  }

  @Sendable private func payslipPage(_ visit: Visit) async throws -> Response {
    let viewer = try visit.context.earningsViewer()
    let listed = try await invoice(try visit.context.id(), for: viewer)
    let invoice = listed.invoice
    let worker = invoice.party
    var query = LineQuery(
      party: worker, from: nil, to: nil, after: nil, limit: Int(invoice.lines))
    query.period = invoice.period
    let lines = Array(try await database.lines(query).reversed())
    var earnings = Earnings()
    for sum in try await database.read(SumPeriod(invoice.period, of: worker)) {
      earnings.add(sum.kind, sum.isCorrection, sum.amount)
    }
    let payouts = try await database.read(ListPayouts(of: invoice.id))
    let texts = try await texts(
      visit, lines, [listed], and: [invoice.issuedAt] + payouts.map(\.at))
    return visit.page(
      PayslipView(
        sheet: SheetView(
          texts.mark(listed), from: configuration.address,
          to: (name: invoice.partyName, email: invoice.email), period: texts.period(listed),
          issued: texts.date(invoice.issuedAt),
          sums: texts.sums(earnings, carriedIn: invoice.carriedIn),
          due: texts.amount(invoice.due), carried: texts.carriedOut(invoice),
          moves: payouts.map(texts.move), left: texts.amount(listed.left),
          back: (viewer.isManager ? desk.page(of: worker) : .earnings).path),
        rows: lines.map { texts.row($0, in: listed.startsAt) }),
      titleKey: "payslip", ["number": "\(invoice.number)"])
  }

  /// With the local times of all that is told.
  func texts(
    _ visit: Visit, _ lines: [ListedLine], _ payslips: [ListedInvoice], and times: [Date]
  ) async throws -> EarningsTexts {
    let told =
      lines.flatMap { [$0.line.occurredAt, $0.startsAt, $0.endsAt] }
      + payslips.flatMap { [$0.startsAt, $0.endsAt] } + times
    let clocks = try await BusinessTime(database, zone: configuration.billing.timeZone)
      .local(told)
    return EarningsTexts(visit, clocks)
  }
}
