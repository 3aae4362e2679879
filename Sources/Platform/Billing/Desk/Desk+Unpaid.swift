import Contracts
import FoundationEssentials
import Postgres
public import ServiceKit

extension Desk {
  /// Invoices of which something is left to be paid, the oldest first.
  func unpaid(
    _ statuses: [InvoiceStatus], at place: ListPlace, _ visit: Visit
  ) async throws -> Rows {
    let found = try await database.read(ListUnpaid(statuses: statuses, place: place))
    let page = place.page(found) { ($0.listed.invoice.issuedAt, $0.listed.invoice.id) }
    let words = try await words(
      visit,
      page.items.flatMap { [$0.listed.invoice.issuedAt] + [$0.listed.nextAt].compactMap(\.self) })
    let table = DeskTable(
      [
        .text("desk_party"), .number("desk_invoice"), .text("desk_issued"), .text("desk_state"),
        .amount("desk_left"),
      ], page.items.map { row($0, words) }, visit.texts)
    return Rows(table: table, next: page.nextCursor)
  }

  private func row(_ row: ListUnpaid.Row, _ words: DeskWords) -> DeskTable.Row {
    let (listed, invoice) = (row.listed, row.listed.invoice)
    let next = listed.nextAt.map { words.text("desk_next_try", ["time": words.time($0)]) }
    let cause = row.cause.map { words.word("desk_cause", $0) }
    let notes = [cause, next].compactMap(\.self).joined(separator: "; ")
    let canBeSent = side == .worker && [.failed, .refused].contains(listed.status)
    return DeskTable.Row(
      DeskTable.Cell(invoice.partyName, to: page(of: invoice.party).path),
      [
        DeskTable.Cell("\(invoice.number)", to: self.invoice(invoice.id).path),
        DeskTable.Cell(words.time(invoice.issuedAt), note: words.age(since: invoice.issuedAt)),
        DeskTable.Cell(mark: words.mark(listed.status), note: notes.isEmpty ? nil : notes),
        DeskTable.Cell(words.amount(listed.left)),
      ],
      acts: canBeSent
        ? [DeskLink(words.text("desk_send"), to: self.invoice(invoice.id).below("send"))] : [])
  }

  /// Tries of which nobody knows what has become.
  func unknown(at place: ListPlace, _ visit: Visit) async throws -> Rows {
    let found = try await database.read(ListUnknown(place: place))
    let page = place.page(found) { ($0.attempt.madeAt, $0.attempt.cause) }
    let words = try await words(
      visit, page.items.flatMap { [$0.attempt.madeAt] + [$0.lookAt].compactMap(\.self) },
      people: page.items.map(\.attempt.party))
    let table = DeskTable(
      [
        .text("desk_party"), .number("desk_invoice"), .text("desk_provider"), .text("desk_asked"),
        .amount("desk_amount"),
      ],
      page.items.map { row in
        let attempt = row.attempt
        return DeskTable.Row(
          DeskTable.Cell(words.name(attempt.party), to: self.page(of: attempt.party).path),
          [
            DeskTable.Cell(
              row.number.map { "\($0)" } ?? attempt.id.text,
              to: row.invoice.map { invoice($0).path },
              note: words.text("desk_purpose_\(attempt.purpose)")),
            DeskTable.Cell(words.word("desk_adapter", attempt.adapter)),
            DeskTable.Cell(
              words.time(attempt.madeAt),
              note: row.lookAt.map { words.text("desk_next_look", ["time": words.time($0)]) }),
            DeskTable.Cell(words.amount(attempt.amount)),
          ])
      }, visit.texts)
    return Rows(table: table, next: page.nextCursor)
  }
}

extension DeskWords {
  /// How it stands with the money of an invoice.
  public func mark(_ status: InvoiceStatus) -> StatusMark {
    let kind: StatusMark.Kind =
      switch status {
      case .waiting, .noMethod: .waiting
      case .underWay: .underWay
      case .paid: .done
      case .overdue: .late
      case .failed, .refused: .failed
      case .settled, .carried: .cancelled
      }
    return StatusMark(kind, text("desk_status_\(status.rawValue)"))
  }
}
