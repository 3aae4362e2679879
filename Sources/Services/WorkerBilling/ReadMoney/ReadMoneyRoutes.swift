import Billing
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension WorkerBillingModule {
  /// `GET /api/worker-billing/summary`: the present period so far.
  @Sendable func showSummary(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    let viewer = try context.earningsViewer()
    let query = request.query()
    let asked = query.uuid("worker")
    if viewer.isManager, asked == nil { query.mistake(in: "worker", .required) }
    try query.finish()
    guard let worker = viewer.worker ?? asked, asked ?? worker == worker else {
      throw Problem.notFound
    }
    return json(try await summary(of: worker))
  }

  /// `GET /api/worker-billing/lines`: the newest first.
  @Sendable func listLines(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    let viewer = try context.earningsViewer()
    let format = try ListFormat(of: request, mayBeCSV: viewer.isManager)
    let query = request.query()
    let (asked, limit) = (query.uuid("worker"), query.limit())
    var lines = LineQuery(
      party: viewer.worker ?? asked, from: query.time("from"), to: query.time("to"),
      after: query.cursor("worker-lines", Date.self, UUID.self).map { (occurredAt: $0, id: $1) },
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
      cursor: { Cursor.encode("worker-lines", $0.line.occurredAt, $0.line.id) }, item: \.self)
    guard format == .csv else {
      return json(
        Page(
          page.items.map { LineView(listed: $0, viewer: viewer) }, nextCursor: page.nextCursor))
    }
    return csv(
      LineTable.columns, page.items.map(LineTable.cells), named: "earnings", next: page.nextCursor,
      for: request)
  }

  /// `GET /api/worker-billing/ledger`: in the order of the chain.
  @Sendable func listEntries(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    try context.require(.manager)
    let format = try ListFormat(of: request, mayBeCSV: true)
    let query = request.query()
    let limit = query.limit()
    let entries = EntryQuery(
      party: query.uuid("worker"), cause: query.uuid("cause"), period: query.time("period"),
      from: query.time("from"), to: query.time("to"),
      after: query.cursor("worker-ledger", Int.self, Int64.self, Int.self)
        .map { (lane: $0, link: $1, n: $2) },
      limit: limit + 1)
    try query.finish()
    let page = Page(
      fetched: try await database.readAlone(ListEntries(entries)), limit: limit,
      cursor: { Cursor.encode("worker-ledger", Int($0.lane), $0.link, Int($0.n)) }, item: \.self)
    guard format == .csv else {
      return json(
        Page(
          page.items.map { EntryView($0, party: "worker_id") }, nextCursor: page.nextCursor))
    }
    return csv(
      EntryTable.columns(party: "worker_id"), page.items.map(EntryTable.cells), named: "ledger",
      next: page.nextCursor, for: request)
  }
}
