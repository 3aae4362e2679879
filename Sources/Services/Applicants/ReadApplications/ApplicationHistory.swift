import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// One thing that has happened to an application.
struct ApplicationHistoryEntry: Sendable {
  let version: Int64
  let event: String
  let at: Date
  let by: String
  let subject: ExactText?
  let reason: String?
  let note: String?
  let facts: JSONText?
}

extension ApplicationHistoryEntry: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("version", version)
    writer.field("event", event)
    writer.field("at", at)
    writer.field("by", by)
    writer.field("subject", subject)
    writer.field("reason", reason)
    writer.field("note", note)
    writer.key("facts")
    if let facts { writer.value(json: facts.text.utf8) } else { writer.null() }
    writer.endObject()
  }
}

/// In their order, after a version.
struct ListApplicationHistory: Statement {
  static let sql = """
    select version, event, at, by_role, by_subject, reason, note, facts
    from   applicants.application_history
    where  application_id = $1
    and    version > $2
    order  by version
    limit  $3
    """

  let application: UUID
  let after: Int64
  let limit: Int

  var bindings: Bindings { [application, after, limit] }
  static func decode(_ row: inout RowReader) throws -> ApplicationHistoryEntry {
    ApplicationHistoryEntry(
      version: try row.next(), event: try row.next(), at: try row.next(), by: try row.next(),
      subject: try row.next(), reason: try row.next(), note: try row.next(),
      facts: try row.next())
  }
}
