public import Contracts
public import FoundationEssentials
import Postgres
public import ServiceKit

/// A mail as those see it who look after mails.
public struct MailRecord: Sendable {
  public let id: UUID
  let template: MailTemplate
  /// What it tells of, in which version.
  let about: UUID
  let version: Int64
  let recipientKind: Recipient.Kind
  let recipientID: UUID?
  let language: Language
  /// Of whom it is for, as far as somebody has said it.
  let name: String?
  /// nil: nothing was heard so far of whom it is for, or it is forgotten.
  public let address: String?
  let state: MailState
  let cause: MailCause?
  public let tries: Int
  /// How often it was given to the server again although it may have arrived.
  public let repeats: Int
  /// nil: the event made it.
  public let resent: Resent?
  public let createdAt: Date
  /// The instant that it tells of, or somebody asked for it: its Date.
  public let occurredAt: Date
  /// nil: it never is too old.
  public let expiresAt: Date?
  /// When it is tried next; nil: it is not queued.
  public let nextTryAt: Date?
  public let settledAt: Date?
  let lastReply: String?
  /// Its text, address and what the server said are not known any more.
  public let isForgotten: Bool
  /// Nobody is written to at its address for now.
  public let isSuppressed: Bool

  /// That somebody has had it sent again.
  public struct Resent: Sendable {
    public let by: ExactText
    /// By name; nil: not one of the managers of whom something was heard.
    let name: String?
    public let why: String

    public var whose: String { name ?? by.text }
  }

  /// What it tells, in the word that REST and settings have for it.
  public var what: String { template.rawValue }

  /// How it stands, and why it was not sent: `failed: refused`.
  public var standing: String {
    [state.rawValue, cause?.rawValue].compactMap(\.self).joined(separator: ": ")
  }
}

extension MailRecord {
  /// What `init(row:)` reads, from `source`.
  static let columns = """
    m.id, m.template, m.subject, m.version, m.recipient_kind, m.recipient_id, m.language,
    coalesce(m.name, p.name), m.address, m.state, m.cause, m.tries, m.repeats, m.resent_by, w.name,
    m.resent_why, m.created_at, m.occurred_at,
    nullif(m.expires_at, 'infinity'),
    case when m.state = 'queued' then m.next_at end, m.settled_at, m.last_reply, m.params is null,
    \(MailSQL.isSuppressed("m.address"))
    """

  static let source = """
    message m
    left join person p on p.kind = m.recipient_kind and p.id = m.recipient_id
    left join person w on w.kind = 'manager' and w.id::text = m.resent_by
    """

  init(row: inout RowReader) throws {
    id = try row.next()
    template = try row.next()
    about = try row.next()
    version = try row.next()
    recipientKind = try row.next()
    recipientID = try row.next()
    language = try row.next()
    name = try row.next()
    address = try row.next()
    state = try row.next()
    cause = try row.next()
    tries = Int(try row.next(as: Int32.self))
    repeats = Int(try row.next(as: Int32.self))
    let (by, name, why): (ExactText?, String?, String?) = (
      try row.next(), try row.next(), try row.next()
    )
    resent = if let by, let why { Resent(by: by, name: name, why: why) } else { nil }
    createdAt = try row.next()
    occurredAt = try row.next()
    expiresAt = try row.next()
    nextTryAt = try row.next()
    settledAt = try row.next()
    lastReply = try row.next()
    isForgotten = try row.next()
    isSuppressed = try row.next()
  }
}

extension MailSQL {
  /// A condition: nobody is written to there for now.
  static func isSuppressed(_ address: String) -> String {
    """
    exists (select
            from   suppressed s
            where  s.address_key = lower(\(address) collate "C")
            and    s.lifted_at is null)
    """
  }
}

/// As REST shows a mail in a list.
extension MailRecord: JSONWritable {
  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writeFields(to: &writer)
    writer.endObject()
  }

  func writeFields(to writer: inout JSONWriter) {
    writer.field("id", id)
    writer.field("template", template.rawValue)
    writer.field("subject", about)
    writer.field("version", version)
    writer.field("recipient_kind", recipientKind.rawValue)
    writer.field("recipient_id", recipientID)
    writer.field("name", name)
    writer.field("address", address)
    writer.field("language", language.rawValue)
    writer.field("state", state.rawValue)
    writer.field("cause", cause?.rawValue)
    writer.field("tries", Int64(tries))
    writer.field("repeats", Int64(repeats))
    writer.field("resent_by", resent?.by.text)
    writer.field("resent_why", resent?.why)
    writer.field("created_at", createdAt)
    writer.field("occurred_at", occurredAt)
    writer.field("expires_at", expiresAt)
    writer.field("next_try_at", nextTryAt)
    writer.field("settled_at", settledAt)
    writer.field("forgotten", isForgotten)
    writer.field("address_suppressed", isSuppressed)
  }
}
