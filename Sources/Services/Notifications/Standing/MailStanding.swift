import FoundationEssentials
import Postgres
import ServiceKit

/// How it stands with mails that are not settled.
struct MailStanding: Hashable, Sendable {
  /// Of their persons nothing is heard so far.
  let waiting: Int64
  let queued: Int64
  let sending: Int64
  /// The age of the oldest that is queued or being sent; 0: there is none.
  let oldestSeconds: Int64
  /// For how long the one that was to be looked at first was not; 0: there is none.
  let lateSeconds: Int64
  /// How many addresses are not written to.
  let suppressed: Int64
}

extension MailStanding: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("waiting", waiting)
    writer.field("queued", queued)
    writer.field("sending", sending)
    writer.field("oldest_seconds", oldestSeconds)
    writer.field("late_seconds", lateSeconds)
    writer.field("suppressed", suppressed)
    writer.endObject()
  }
}

struct ReadMailStanding: Statement {
  static let sql = """
    select count(*) filter (where state = 'waiting'),
           count(*) filter (where state = 'queued'),
           count(*) filter (where state = 'sending'),
           greatest(extract(epoch from $1 - min(created_at) filter (where state <> 'waiting')),
                    0)::int8,
           greatest(extract(epoch from $1 - min(next_at)), 0)::int8,
           (select count(*) from suppressed where lifted_at is null)
    from   message
    where  settled_at is null
    """

  let now: Date

  var bindings: Bindings { [now] }
  static func decode(_ row: inout RowReader) throws -> MailStanding {
    MailStanding(
      waiting: try row.next(), queued: try row.next(), sending: try row.next(),
      oldestSeconds: try row.next(), lateSeconds: try row.next(), suppressed: try row.next())
  }
}
