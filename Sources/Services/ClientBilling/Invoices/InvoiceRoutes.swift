import Billing
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension ClientBillingModule {
  /// `GET /api/client-billing/invoices`: the newest first.
  @Sendable func listInvoices(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    let viewer = try await moneyViewer(context)
    let format = try ListFormat(of: request, mayBeCSV: viewer.isManager)
    let query = request.query()
    let (asked, limit) = (query.uuid("client"), query.limit())
    let invoices = InvoiceQuery(
      party: viewer.client ?? asked, statuses: query.choice("status", BillStatus.self)?.kept,
      from: query.time("from"), to: query.time("to"),
      of: query.search().map(LikePattern.init),
      after: query.cursor("client-invoices", Date.self, UUID.self)
        .map { (issuedAt: $0, id: $1) },
      limit: limit + 1)
    try query.finish()
    let isSomebodyElse = asked != nil && asked != invoices.party
    let found = isSomebodyElse ? [] : try await database.invoices(invoices)
    let money = format == .csv ? [:] : try await database.money(of: found.map(\.invoice.id))
    let page = Page(
      fetched: found, limit: limit,
      cursor: { Cursor.encode("client-invoices", $0.invoice.issuedAt, $0.invoice.id) },
      item: { listed in
        InvoiceView(
          listed: listed, money: money[listed.invoice.id] ?? InvoiceMoney(), viewer: viewer)
      })
    guard format == .csv else { return json(page) }
    return csv(
      InvoiceTable.columns, page.items.map(InvoiceTable.cells), named: "invoices",
      next: page.nextCursor, for: request)
  }

  /// `GET /api/client-billing/invoices/{id}`.
  @Sendable func showInvoice(_ request: Request, _ context: RequestScope) async throws -> Response {
    let viewer = try await moneyViewer(context)
    let listed = try await invoice(try context.id(), for: viewer)
    let id = listed.invoice.id
    let money = try await database.money(of: [id])[id] ?? InvoiceMoney()
    return json(InvoiceView(listed: listed, money: money, viewer: viewer))
  }

  /// - Throws: 404 for what is not there, or somebody else's.
  func invoice(_ id: UUID, for viewer: MoneyViewer) async throws -> ListedInvoice {
    guard let found = try await database.readOne(FindInvoice(id: id)),
      viewer.isManager || viewer.client == found.invoice.party
    else { throw Problem.notFound }
    return found
  }
}
