import Contracts
public import FoundationEssentials
import HTTPTypes
public import Postgres
public import ServiceKit

/// An address that is not written to.
public struct SuppressedAddress: Sendable {
  /// In lower case, as far as it is of ASCII.
  public let address: String
  public let since: Date
  /// What the server or a manager said.
  public let reason: String
  public let source: Source
  /// nil: no manager.
  let by: ExactText?
  /// By name; nil: not one of the managers of whom something was heard.
  let name: String?

  public enum Source: String, CaseIterable, Sendable, PostgresText {
    /// The server, as it was given a mail to there.
    case rcpt
    /// Whoever sent a mail back.
    case bounce
    case manager
  }

  var whose: String? { name ?? by?.text }

  static let reasonLength = 1...500
}

extension SuppressedAddress {
  /// What `init(row:)` reads, from `source`.
  static let columns = """
    s.address_key, s.since, s.reason, s.source, w.noted_by, w.name
    """
  static let source = """
    suppressed s
    left join lateral (
           select s.noted_by, (select name
                               from   person
                               where  kind = 'manager'
                               and    id::text = s.noted_by)
           where  s.source = 'manager') w on true
    """

  init(row: inout RowReader) throws {
    address = try row.next()
    since = try row.next()
    reason = try row.next()
    source = try row.next()
    by = try row.next()
    name = try row.next()
  }
}

extension SuppressedAddress: JSONWritable {
  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("address", address)
    writer.field("since", since)
    writer.field("reason", reason)
    writer.field("source", source.rawValue)
    writer.field("by", by?.text)
    writer.endObject()
  }
}

/// Addresses that are not written to, the newest first.
struct ListSuppressed: Statement {
  static let sql = """
    select \(SuppressedAddress.columns)
    from   \(SuppressedAddress.source)
    where  s.lifted_at is null
    and    ($1::text is null or s.address_key like lower($1 collate "C"))
    and    ($2::timestamptz is null or (s.since, s.address_key) < ($2, $3 collate "C"))
    order  by s.since desc, s.address_key collate "C" desc
    limit  $4
    """

  typealias Key = (since: Date, address: String)

  /// nil: whatever they begin with.
  let pattern: LikePattern?
  let after: Key?
  let limit: Int

  var bindings: Bindings { [pattern?.starting, after?.since, after?.address, limit] }
  static func decode(_ row: inout RowReader) throws -> SuppressedAddress {
    try SuppressedAddress(row: &row)
  }
}

/// An address that is not written to.
struct FindSuppressed: Statement {
  static let sql = """
    select \(SuppressedAddress.columns)
    from   \(SuppressedAddress.source)
    where  s.address_key = lower($1 collate "C")
    and    s.lifted_at is null
    """

  let address: String
  var bindings: Bindings { [address] }
  static func decode(_ row: inout RowReader) throws -> SuppressedAddress {
    try SuppressedAddress(row: &row)
  }
}

/// From now on nobody is written to there, as a manager has said. What is known of one that is not
/// written to already stays as it is.
struct SuppressAddress: Statement {
  static let sql = MailSQL.suppress(
    "values (lower($1 collate \"C\"), $2, $3, 'manager', $4)")

  let address: String
  let now: Date
  let reason: String
  let by: ExactText

  var bindings: Bindings { [address, now, reason, by] }
}

/// From now on somebody is written to there again.
struct LiftAddress: Statement {
  static let sql = """
    update suppressed
    set    lifted_at = $2,
           lifted_by = $3
    where  address_key = lower($1 collate "C")
    and    lifted_at is null
    returning true
    """

  let address: String
  let now: Date
  let by: ExactText

  var bindings: Bindings { [address, now, by] }
  static func decode(_ row: inout RowReader) throws -> Bool { try row.next() }
}

extension Problem {
  static var notSuppressed: Problem {
    Problem(
      .notFound, "not-suppressed", title: "This address is written to",
      detail: "Nothing is to be lifted. GET /api/notifications/suppressed lists the addresses "
        + "that are not written to.")
  }
}
