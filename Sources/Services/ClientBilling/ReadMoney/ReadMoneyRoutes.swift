import Billing
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension ClientBillingModule {
  /// `GET /api/client-billing/summary`: what a client will owe, and owes.
  @Sendable func showSummary(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    let viewer = try await moneyViewer(context)
    let query = request.query()
    let asked = query.uuid("client")
    if viewer.isManager, asked == nil { query.mistake(in: "client", .required) }
    try query.finish()
    guard let client = viewer.client ?? asked, asked ?? client == client else {
      throw Problem.notFound
    }
    return json(try await summary(of: client))
  }

  /// `GET /api/client-billing/lines`: the newest first.
  @Sendable func listLines(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    let viewer = try await moneyViewer(context)
    let format = try ListFormat(of: request, mayBeCSV: viewer.isManager)
    let query = request.query()
    let (asked, limit) = (query.uuid("client"), query.limit())
    var lines = LineQuery(
      party: viewer.client ?? asked, from: query.time("from"), to: query.time("to"),
      after: query.cursor("client-lines", Date.self, UUID.self).map { (occurredAt: $0, id: $1) },
      limit: limit + 1)
    let invoice = query.uuid("invoice")
    try query.finish()
    if let invoice {
      let found = try await self.invoice(invoice, for: viewer)
      (lines.party, lines.period) = (found.invoice.party, found.invoice.period)
    }
    let isSomebodyElse = asked != nil && asked != lines.party
    let page = Page(
      fetched: isSomebodyElse ? [] : try await database.lines(lines), limit: limit,
      cursor: { Cursor.encode("client-lines", $0.line.occurredAt, $0.line.id) }, item: \.self)
    guard format == .csv else {
      return json(
        Page(
          page.items.map { LineView(listed: $0, viewer: viewer) }, nextCursor: page.nextCursor))
    }
    return csv(
      LineTable.columns, page.items.map(LineTable.cells), named: "charges", next: page.nextCursor,
      for: request)
  }

  /// `GET /api/client-billing/ledger`: in the order of the chain.
  @Sendable func listEntries(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    try context.require(.manager)
    let format = try ListFormat(of: request, mayBeCSV: true)
    let query = request.query()
    let limit = query.limit()
    let entries = EntryQuery(
      party: query.uuid("client"), cause: query.uuid("cause"), period: query.time("period"),
      from: query.time("from"), to: query.time("to"),
      after: query.cursor("client-ledger", Int.self, Int64.self, Int.self)
        .map { (lane: $0, link: $1, n: $2) },
      limit: limit + 1)
    try query.finish()
    let page = Page(
      fetched: try await database.readAlone(ListEntries(entries)), limit: limit,
      cursor: { Cursor.encode("client-ledger", Int($0.lane), $0.link, Int($0.n)) }, item: \.self)
    guard format == .csv else {
      return json(
        Page(
          page.items.map { EntryView($0, party: "client_id") }, nextCursor: page.nextCursor))
    }
    return csv(
      EntryTable.columns(party: "client_id"), page.items.map(EntryTable.cells), named: "ledger",
      next: page.nextCursor, for: request)
  }
}
