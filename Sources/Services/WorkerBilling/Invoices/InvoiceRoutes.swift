import Billing
import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension WorkerBillingModule {
  /// `GET /api/worker-billing/invoices`: the newest first.
  @Sendable func listInvoices(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    let viewer = try context.earningsViewer()
    let format = try ListFormat(of: request, mayBeCSV: viewer.isManager)
    let query = request.query()
    let (asked, limit) = (query.uuid("worker"), query.limit())
    let invoices = InvoiceQuery(
      party: viewer.worker ?? asked,
      statuses: query.choice("status", PayStatus.self)?
        .kept(isForManager: viewer.isManager), from: query.time("from"),
      to: query.time("to"),
      of: query.search().map(LikePattern.init),
      after: query.cursor("worker-invoices", Date.self, UUID.self)
        .map { (issuedAt: $0, id: $1) },
      limit: limit + 1)
    try query.finish()
    let isSomebodyElse = asked != nil && asked != invoices.party
    let page = Page(
      fetched: isSomebodyElse ? [] : try await database.invoices(invoices), limit: limit,
      cursor: { Cursor.encode("worker-invoices", $0.invoice.issuedAt, $0.invoice.id) },
      item: { InvoiceView(listed: $0, viewer: viewer) })
    guard format == .csv else { return json(page) }
    return csv(
      InvoiceTable.columns, page.items.map(InvoiceTable.cells), named: "payslips",
      next: page.nextCursor, for: request)
  }

  /// `GET /api/worker-billing/invoices/{id}`.
  @Sendable func showInvoice(_ request: Request, _ context: RequestScope) async throws -> Response {
    let viewer = try context.earningsViewer()
    return json(
      InvoiceView(listed: try await invoice(try context.id(), for: viewer), viewer: viewer))
  }

  /// - Throws: 404 for what is not there, or somebody else's.
  func invoice(_ id: UUID, for viewer: EarningsViewer) async throws -> ListedInvoice {
    guard let found = try await database.readOne(FindInvoice(id: id)),
      viewer.isManager || viewer.worker == found.invoice.party
    else { throw Problem.notFound }
    return found
  }
}
