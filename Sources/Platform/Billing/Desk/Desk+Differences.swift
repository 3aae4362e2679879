import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension Desk {
  /// Where providers' lists say otherwise than the books, the first one first.
  func differences(at place: ListPlace, _ visit: Visit) async throws -> Rows {
    let found = try await database.read(ListDifferences(after: place.after, limit: place.most))
    let page = place.page(found) { ($0.foundAt, $0.id) }
    let words = try await words(visit, page.items.map(\.foundAt))
    let table = DeskTable(
      [
        .text("desk_difference"), .text("desk_provider"), .text("desk_found"),
        .amount("desk_ours"), .amount("desk_theirs"),
      ],
      page.items.map { difference in
        DeskTable.Row(
          DeskTable.Cell(words.text("desk_difference_\(difference.kind.rawValue)")),
          [
            DeskTable.Cell(
              words.word("desk_adapter", difference.adapter), note: difference.reference.text),
            DeskTable.Cell(words.time(difference.foundAt)),
            DeskTable.Cell(words.amount(orNone: difference.ours)),
            DeskTable.Cell(words.amount(orNone: difference.theirs)),
          ],
          acts: [
            DeskLink(
              words.text("desk_settle"), to: act("settle", on: "differences", difference.id.wire))
          ])
      }, visit.texts)
    return Rows(table: table, next: page.nextCursor)
  }

  /// The page on which a manager says what came of a difference.
  func addSettling(to routes: PageRoutes) {
    routes.form(
      RouterPath(act("settle", on: "differences", "{id}")), for: .manager, show: settlePage,
      act: settle)
  }

  @Sendable private func settle(_ visit: Visit, _ form: Form) async throws -> Response {
    let id = try visit.context.id()
    // By its number, under the name that REST has for its id: what is refused of it is said there.
    let number = differences.takesMoney ? form.optionalText("invoice_id", 1...40) : nil
    let why = form.text("why", 1...500)
    var invoice: UUID?
    if let number { invoice = try await self.invoice(numbered: number) }
    if number != nil, invoice == nil { form.mistake(in: "invoice_id", .unknownInvoice) }
    try form.finish()
    let key = try visit.idempotencyKey(form)
    let answer = visit.redirection(to: part(.differences).path, notice: "settled")
    return try await approvals.refusals.watching(
      "settle", of: ExactText(id.wire), by: visit.context
    ) {
      try await differences.settle(
        id, because: why, for: invoice, by: visit.caller, under: key
      ) { _ in answer }
    }
  }

  private func invoice(numbered text: String) async throws -> UUID? {
    guard let number = InvoiceNumber(text) else { return nil }
    return try await database.readOne(FindInvoiceNumbered(number: number))
  }

  @Sendable private func settlePage(_ visit: Visit) async throws -> Response {
    let found = try await database.readOne(ReadDifference(id: try visit.context.id()))
    guard let difference = found else { throw Problem.notFound }
    let words = try await words(visit, [difference.foundAt])
    let takesMoney = differences.takesMoney && difference.isStray
    return visit.page(
      DeskActView(
        [
          .init(
            words.text("desk_difference"),
            words.text("desk_difference_\(difference.kind.rawValue)")),
          .init(words.text("desk_provider"), words.word("desk_adapter", difference.adapter)),
          .init(words.text("desk_reference"), difference.reference.text),
          .init(words.text("desk_ours"), words.amount(orNone: difference.ours)),
          .init(words.text("desk_theirs"), words.amount(orNone: difference.theirs)),
          .init(words.text("desk_found"), words.time(difference.foundAt)),
        ], [words.text(takesMoney ? "desk_settle_stray" : "desk_settle_consequence")],
        warning: difference.settled.map { _ in words.text("desk_is_decided") },
        visit.form(
          takesMoney ? PageForm(.init("invoice_id"), .init("why")) : PageForm(.init("why")),
          submit: words.text("desk_settle"),
          back: part(.differences).path)),
      titleKey: "desk_settle_title")
  }
}

extension DeskWords {
  /// nil: it is not known there.
  fileprivate func amount(orNone sum: Money?) -> String { sum.map(amount) ?? text("desk_none") }
}

extension InvoiceNumber {
  /// As people write it: `C-2027-000001`. nil for anything else.
  fileprivate init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, let year = Int32(parts[1]), let number = Int64(parts[2]) else {
      return nil
    }
    self.init(series: String(parts[0]), year: year, number: number)
  }
}
