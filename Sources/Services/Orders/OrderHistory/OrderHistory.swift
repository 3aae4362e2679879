import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// One step of an order's life.
struct HistoryEntry: Sendable {
  let version: Int64
  let event: String
  let at: Date
  let by: Actor
  let subject: ExactText?
  let reason: String?
  let note: String?
}

/// An order's steps in order; there are never more than a handful.
struct FindHistory: Statement {
  static let sql = """
    select version, event, at, by_role, by_subject, reason, note
    from   orders.order_history
    where  order_id = $1
    order  by version
    """

  let orderID: UUID

  var bindings: Bindings { [orderID] }
  static func decode(_ row: inout RowReader) throws -> HistoryEntry {
    HistoryEntry(
      version: try row.next(), event: try row.next(), at: try row.next(), by: try row.next(),
      subject: try row.next(), reason: try row.next(), note: try row.next())
  }
}

/// A step as one viewer may see it: notes are for managers and for who wrote them, subjects of
/// tokens for managers.
struct HistoryEntryView: JSONWritable {
  let entry: HistoryEntry
  let actor: Actor

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("version", entry.version)
    writer.field("event", entry.event)
    writer.field("at", entry.at)
    writer.field("by", entry.by.rawValue)
    if actor == .manager { writer.field("subject", entry.subject) }
    writer.field("reason", entry.reason)
    writer.field("note", actor == .manager || actor == entry.by ? entry.note : nil)
    writer.endObject()
  }
}
