import Contracts
import FoundationEssentials
import ServiceKit

/// Hypotheses as a table, for spreadsheets.
enum HypothesisTable {
  private static let table: KeyValuePairs<String, @Sendable (Hypothesis) -> CSV.Cell> = [
    "number": { .number("\($0.number)") }, "id": { .text($0.id.wire) },
    "status": { .text($0.status.rawValue) }, "title": { .text($0.title) },
    "statement": { .text($0.statement) }, "owner": { .text($0.owner?.wire ?? "") },
    "owner_name": { .text($0.ownerName ?? "") },
    "effect": { .text($0.effect ?? "") },
    "reviews": { .text($0.reviews.map(\.wire).joined(separator: " ")) },
    "created_at": { .text(Timestamp.format($0.createdAt)) },
    "created_by": { .text($0.createdBy.wire) },
    "created_by_name": { .text($0.createdByName ?? "") }, "version": { .number("\($0.version)") },
  ]

  static let columns = table.map(\.key)

  static func cells(_ hypothesis: Hypothesis) -> [CSV.Cell] {
    table.map { $0.value(hypothesis) }
  }
}
