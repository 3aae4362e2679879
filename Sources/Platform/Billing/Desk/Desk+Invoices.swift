import Contracts
public import FoundationEssentials
import Postgres
public import ServiceKit

extension Desk {
  /// As many as a party's page has.
  private static let mostInvoices = 24

  /// A party's newest invoices.
  public func invoices(of party: UUID) async throws -> [ListedInvoice] {
    try await database.invoices(
      InvoiceQuery(
        party: party, statuses: nil, from: nil, to: nil, after: nil, limit: Self.mostInvoices))
  }

  /// Invoices of one party, each of which can be read.
  public func table(of found: [ListedInvoice], _ visit: Visit) async throws -> DeskTable {
    let words = try await words(
      visit, found.flatMap { [$0.startsAt, $0.endsAt] + [$0.nextAt].compactMap(\.self) })
    return DeskTable(
      [
        .number("desk_invoice"), .text("desk_period"), .text("desk_state"), .amount("desk_due"),
        .amount("desk_left"),
      ],
      found.map { listed in
        DeskTable.Row(
          DeskTable.Cell(
            "\(listed.invoice.number)", to: invoice(listed.invoice.id).path),
          [
            DeskTable.Cell(
              words.text(
                "desk_from_to",
                ["from": words.time(listed.startsAt), "to": words.time(listed.endsAt)])),
            DeskTable.Cell(
              mark: words.mark(listed.status),
              note: listed.nextAt.map { words.text("desk_next_try", ["time": words.time($0)]) }),
            DeskTable.Cell(words.amount(listed.invoice.due)),
            DeskTable.Cell(words.amount(listed.left)),
          ])
      }, visit.texts)
  }
}
