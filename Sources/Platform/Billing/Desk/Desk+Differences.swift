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
    let about = try await subjects(of: page.items)
    let words = try await words(
      visit, page.items.map(\.foundAt), people: about.values.compactMap(\.party))
    let table = DeskTable(
      [
        .text("desk_difference"), .number("desk_invoice"), .text("desk_provider"),
        .text("desk_found"),
        .amount("desk_ours"), .amount("desk_theirs"),
      ],
      page.items.map { difference in
        DeskTable.Row(
          DeskTable.Cell(words.what(difference), note: words.standing(difference)),
          [
            cell(of: about[difference.id], note: about[difference.id]?.party.map(words.name)),
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
    let onCredit = differences.takesMoney ? form.optionalMoney("amount") : nil
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
        id, as: Settling(why, for: invoice, onCredit: onCredit), by: visit.caller, under: key
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
    let about = try await subjects(of: [difference])[difference.id]
    let words = try await words(
      visit, [difference.foundAt], people: [about?.party].compactMap(\.self))
    let (lead, fields) = try await asked(about: difference, words)
    return visit.page(
      DeskActView(
        facts(about: about, words) + facts(of: difference, words), [lead],
        warning: difference.settled.map { _ in words.text("desk_is_decided") },
        visit.form(
          fields, submit: words.text("desk_settle"), back: part(.differences).path)),
      titleKey: "desk_settle_title")
  }

  private func facts(of difference: Difference, _ words: DeskWords) -> [DeskActView.Fact] {
    let told: [(String, String?)] = [
      ("desk_difference", words.what(difference)),
      ("desk_provider", words.word("desk_adapter", difference.adapter)),
      ("desk_reference", difference.reference.text),
      ("desk_standing", words.standing(difference)),
      ("desk_ours", words.amount(orNone: difference.ours)),
      ("desk_theirs", words.amount(orNone: difference.theirs)),
      ("desk_found", words.time(difference.foundAt)),
    ]
    return told.compactMap { key, value in value.map { .init(words.text(key), $0) } }
  }

  /// What can be said of a difference, and what comes of it.
  private func asked(
    about difference: Difference, _ words: DeskWords
  ) async throws -> (lead: String, PageForm) {
    if differences.takesMoney, difference.isStray {
      let form = PageForm(.init("invoice_id", refusedBy: ["gone-back"]), .init("why"))
      return (words.text("desk_settle_stray"), form)
    }
    guard differences.takesMoney, difference.kind == .lateRefund, let amount = difference.theirs
    else { return (words.text("desk_settle_consequence"), PageForm(.init("why"))) }
    let form = PageForm(.init("amount", refusedBy: ["beyond-the-credit"]), .init("why"))
    if difference.standing == .back {
      return (words.text("desk_settle_late_refund_back", ["most": words.amount(amount)]), form)
    }
    let carried = try await database.readOne(FindCarried(of: difference.party)) ?? .zero
    let most = words.amount(min(.zero - carried, amount))
    return (words.text("desk_settle_late_refund", ["most": most]), form)
  }
}

extension DeskWords {
  fileprivate func what(_ difference: Difference) -> String {
    text("desk_difference_\(difference.kind.rawValue)")
  }

  /// How the payment stood there; nil: it was not asked for.
  fileprivate func standing(_ difference: Difference) -> String? {
    difference.standing.map { text("desk_standing_\($0.rawValue)") }
  }

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
