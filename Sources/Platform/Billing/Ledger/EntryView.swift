import Contracts
public import ServiceKit

/// An entry of the ledger as managers see it.
public struct EntryView: JSONWritable, Sendable {
  private let listed: ListedEntry
  private let party: String

  /// - Parameter party: the member that says whose money it is, such as `worker_id`.
  public init(_ listed: ListedEntry, party: String) {
    self.listed = listed
    self.party = party
  }

  public func write(to writer: inout JSONWriter) {
    let entry = listed.entry
    writer.beginObject()
    writer.field("lane", Int(listed.lane))
    writer.field("link", listed.link)
    writer.field("n", listed.n)
    writer.field(party, entry.party)
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

/// Entries as a table, for managers' spreadsheets.
public enum EntryTable {
  /// - Parameter party: as in ``EntryView``.
  public static func columns(party: String) -> [String] {
    [
      "lane", "link", "n", party, "kind", "debit", "credit", "amount", "cause", "occurred_at",
      "recorded_at", "by",
    ]
  }

  public static func cells(_ listed: ListedEntry) -> [CSV.Cell] {
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
