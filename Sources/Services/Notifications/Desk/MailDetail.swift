public import FoundationEssentials
import Postgres
public import ServiceKit

/// A mail with each try to send it, and what it says.
public struct MailDetail: Sendable {
  public let record: MailRecord
  /// In their order.
  public let tries: [Try]
  /// What it says, put into words anew; nil: it is forgotten.
  public let words: Words?

  /// One row of the table `try`.
  public struct Try: Sendable {
    public let n: Int
    public let at: Date
    /// How far it came.
    public let phase: String
    /// SMTP's; nil: the server said nothing.
    public let code: Int?
    /// The more exact one of RFC 3463.
    public let enhanced: String?
    /// What the server said, or why it said nothing; nil: it is forgotten.
    public let text: String?
    let took: Duration?
  }

  public struct Words: Sendable {
    /// Of its header.
    public let title: String
    public let text: String
  }
}

extension MailDetail: JSONWritable {
  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    record.writeFields(to: &writer)
    writer.field("last_reply", record.lastReply)
    writer.field("attempts", tries)
    writer.field("title", words?.title)
    writer.field("text", words?.text)
    writer.endObject()
  }
}

extension MailDetail.Try: JSONWritable {
  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("n", Int64(n))
    writer.field("at", at)
    writer.field("phase", phase)
    writer.field("code", code.map(Int64.init))
    writer.field("enhanced", enhanced)
    writer.field("text", text)
    writer.field("took_ms", took.map { Int64($0 / .milliseconds(1)) })
    writer.endObject()
  }
}

/// One mail.
struct FindMail: Statement {
  static let sql = "select \(MailRecord.columns) from \(MailRecord.source) where m.id = $1"

  let id: UUID
  var bindings: Bindings { [id] }
  static func decode(_ row: inout RowReader) throws -> MailRecord { try MailRecord(row: &row) }
}

/// What one mail was made of, unless it is forgotten.
struct FindToldMail: Statement {
  static let sql = """
    select \(QueuedMail.columns)
    from   message m
    where  m.id = $1
    and    m.params is not null
    """

  let id: UUID
  var bindings: Bindings { [id] }
  static func decode(_ row: inout RowReader) throws -> QueuedMail { try QueuedMail(row: &row) }
}

/// Each try to send one mail, in their order.
struct ListTries: Statement {
  static let sql = """
    select n, at, phase, code, enhanced, text, took_ms
    from   try
    where  message_id = $1
    order  by n
    """

  let id: UUID
  var bindings: Bindings { [id] }

  static func decode(_ row: inout RowReader) throws -> MailDetail.Try {
    MailDetail.Try(
      n: Int(try row.next(as: Int32.self)), at: try row.next(), phase: try row.next(),
      code: try row.next(as: Int32?.self).map(Int.init), enhanced: try row.next(),
      text: try row.next(),
      took: try row.next(as: Int64?.self).map { .milliseconds($0) })
  }
}
