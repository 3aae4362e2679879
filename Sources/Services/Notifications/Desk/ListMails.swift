import FoundationEssentials
import Postgres
import ServiceKit

/// Which mails are looked for; what is nil does not narrow them.
public struct MailFilter: Sendable {
  var states: [MailState]?
  var template: MailTemplate?
  /// Whom they are for.
  var recipient: UUID?
  /// What their address begins with, or is found in the name or e-mail of whom they are for.
  var sought: String?

  /// `$1` to `$3`.
  fileprivate var bindings: Bindings {
    [states?.map(\.rawValue), template?.rawValue, recipient]
  }

  /// `$1` to `$5`: a condition, and what a page of them is.
  fileprivate static let page = """
    ($1::text[] is null or m.state = any ($1))
    and    ($2::text is null or m.template = $2)
    and    ($3::uuid is null or m.recipient_id = $3)
    and    ($4::uuid is null or m.id < $4)
    order  by m.id desc
    limit  $5
    """
}

/// Mails, the newest first: their ids grow with the time.
struct ListMails: Statement {
  static let sql = """
    select \(MailRecord.columns)
    from   \(MailRecord.source)
    where  \(MailFilter.page)
    """

  let filter: MailFilter
  let after: UUID?
  let limit: Int

  var bindings: Bindings { filter.bindings + [after, limit] }
  static func decode(_ row: inout RowReader) throws -> MailRecord { try MailRecord(row: &row) }
}

/// Those in which something is found. Lower case is Unicode's in persons, as in their column, and
/// that of ASCII in addresses.
struct SearchMails: Statement {
  static let sql = """
    with found as (
      select id
      from   message
      where  lower(address collate "C") like lower($6 collate "C")
      union
      select f.id
      from   person s
      join   message f on f.recipient_kind = s.kind and f.recipient_id = s.id
      where  s.search like (lower($7 collate "und-x-icu") collate "default")
    )
    select \(MailRecord.columns)
    from   \(MailRecord.source)
    join   found on found.id = m.id
    where  \(MailFilter.page)
    """

  let filter: MailFilter
  let pattern: LikePattern
  let after: UUID?
  let limit: Int

  var bindings: Bindings {
    filter.bindings + [after, limit, pattern.starting, pattern.containing]
  }
  static func decode(_ row: inout RowReader) throws -> MailRecord { try MailRecord(row: &row) }
}

/// How many are on their way, have failed, and how many addresses are not written to.
struct CountListedMails: Statement {
  static let sql = """
    select (select count(*) from message where settled_at is null),
           (select count(*) from message where state in ('failed', 'suppressed')),
           (select count(*) from suppressed where lifted_at is null)
    """

  struct Counts: Sendable {
    let underWay: Int64
    let failed: Int64
    let suppressed: Int64
  }

  static func decode(_ row: inout RowReader) throws -> Counts {
    Counts(underWay: try row.next(), failed: try row.next(), suppressed: try row.next())
  }
}
