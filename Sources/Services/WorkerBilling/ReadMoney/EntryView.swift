import Billing
import Contracts
import ServiceKit

/// An entry of the ledger as managers see it.
struct EntryView: JSONWritable {
  let listed: ListedEntry

  func write(to writer: inout JSONWriter) {
    let entry = listed.entry
    writer.beginObject()
    writer.field("lane", Int(listed.lane))
    writer.field("link", listed.link)
    writer.field("n", listed.n)
    writer.field("worker_id", entry.party)
    writer.field("kind", entry.kind)
    writer.field("debit", entry.debit)
    writer.field("credit", entry.credit)
    writer.field("amount", entry.amount)
    writer.field("cause", entry.cause)
    writer.field("occurred_at", entry.occurredAt)
    writer.field("recorded_at", listed.recordedAt)
    writer.field("by", listed.recordedBy)
    writer.endObject()
  }
}

enum EntryTable {
  static let columns = [
    "lane", "link", "n", "worker_id", "kind", "debit", "credit", "amount", "cause", "occurred_at",
    "recorded_at", "by",
  ]

  static func cells(_ listed: ListedEntry) -> [CSV.Cell] {
    let entry = listed.entry
    return [
      .number("\(listed.lane)"), .number("\(listed.link)"), .number("\(listed.n)"),
      .text(entry.party.wire), .text(entry.kind), .text(entry.debit), .text(entry.credit),
      .number(entry.amount.description), .text(entry.cause.wire),
      .text(Timestamp.format(entry.occurredAt)), .text(Timestamp.format(listed.recordedAt)),
      .text(listed.recordedBy),
    ]
  }
}
