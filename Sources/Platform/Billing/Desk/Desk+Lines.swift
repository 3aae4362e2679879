import Contracts
public import FoundationEssentials
import Postgres
public import ServiceKit

extension Desk {
  /// A page of a party's lines, each with what can be done about it.
  public struct PartyLines: Sendable {
    public let table: DeskTable
    /// The cursor of what comes after them; nil: nothing does.
    public let next: String?
  }

  /// - Parameters:
  ///   - query: of the page, whose other parameters were read.
  ///   - act: what can be done about a line, unless nothing is left of it.
  /// - Throws: a 400 problem with all mistakes of the query.
  public func lines(
    of party: UUID, _ query: QueryForm, _ visit: Visit,
    act: (BillingLine, DeskWords) -> DeskLink
  ) async throws -> PartyLines {
    let list = "desk-\(side.rawValue)-lines"
    let after = query.cursor(list, Date.self, UUID.self)
    try query.finish()
    let found = try await database.lines(
      LineQuery(
        party: party, from: nil, to: nil, after: after.map { (occurredAt: $0, id: $1) },
        limit: Self.pageSize + 1))
    let page = Page(fetched: found, limit: Self.pageSize) {
      Cursor.encode(list, $0.line.occurredAt, $0.line.id)
    } item: {
      $0
    }
    let taken = try await database.read(SumReversals(lines: page.items.map(\.line.id)))
      .reduce(into: [:]) { $0[$1.line] = $1.amount }
    let words = try await words(visit, page.items.flatMap { [$0.line.occurredAt, $0.endsAt] })
    let table = DeskTable(
      [
        .text("desk_line"), .text("desk_when"), .text("desk_why"), .number("desk_invoice"),
        .amount("desk_amount"),
      ],
      page.items.map { listed in
        row(listed, left: listed.line.amount + (taken[listed.line.id] ?? .zero), words, act)
      }, visit.texts)
    return PartyLines(table: table, next: page.nextCursor)
  }

  private func row(
    _ listed: ListedLine, left: Money, _ words: DeskWords,
    _ act: (BillingLine, DeskWords) -> DeskLink
  ) -> DeskTable.Row {
    let line = listed.line
    return DeskTable.Row(
      DeskTable.Cell(words.what(line)),
      [
        DeskTable.Cell(
          words.time(line.occurredAt), note: listed.isLate ? words.text("desk_late") : nil),
        DeskTable.Cell(words.why(line), note: words.price(line.order)),
        DeskTable.Cell(
          listed.invoice.map { "\($0)" } ?? "–",
          note: listed.invoice == nil
            ? words.text("desk_open_until", ["time": words.time(listed.endsAt)]) : nil),
        DeskTable.Cell(words.amount(line.amount)),
      ], acts: left == .zero ? [] : [act(line, words)],
      unless: left == .zero ? words.text("desk_is_taken_back") : nil)
  }
}

extension DeskWords {
  /// What a client's order would have cost, and how much less it did, if it did; nil: it is no client's.
  fileprivate func price(_ order: BilledOrder?) -> String? {
    guard let order, let rate = order.discountPercent else { return nil }
    guard rate > 0 else { return amount(order.price) }
    return text("desk_price", ["price": amount(order.price), "rate": "\(rate)"])
  }
}
