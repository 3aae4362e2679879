import Contracts
import FoundationEssentials
import Postgres

extension MailSQL {
  /// A condition: two mails tell the same to the same.
  static func tellsTheSame(_ one: String, _ other: String) -> String {
    """
    (\(one).subject, \(one).version, \(one).template, \(one).recipient_kind)
      = (\(other).subject, \(other).version, \(other).template, \(other).recipient_kind)
    and \(one).recipient_id is not distinct from \(other).recipient_id
    """
  }

  /// Whom one more of the mail `m` is for as that is known now, as `p`. What went where an order
  /// has said goes there again, whatever the register says.
  static let addressee = """
    left join person p on p.kind = m.recipient_kind and p.id = m.recipient_id
                       and m.template <> all ('{\(toldByOrders)}')
    """

  private static let toldByOrders = MailTemplate.allCases
    .filter { $0.reader == .client && $0.tells == OrderTold.self }
    .map(\.rawValue).joined(separator: ",")
}

/// Lets one transaction at a time make one more of the mails that tell the same to the same.
struct LockResends: Statement {
  static let sql = """
    select o.id
    from   message m
    join   message o on \(MailSQL.tellsTheSame("o", "m")) and o.nth = 0
    where  m.id = $1
    for    no key update of o
    """

  let id: UUID
  var bindings: Bindings { [id] }
  static func decode(_ row: inout RowReader) throws -> UUID { try row.next() }
}

/// The last one of them; under `LockResends`, it stays that.
struct FindLastMail: Statement {
  static let sql = """
    select m.id, m.state, m.params is null, coalesce(p.email, m.address),
           \(MailSQL.isSuppressed("coalesce(p.email, m.address)")), m.message_id
    from   message c
    join   message m on \(MailSQL.tellsTheSame("m", "c"))
    \(MailSQL.addressee)
    where  c.id = $1
    order  by m.nth desc
    limit  1
    """

  let id: UUID
  var bindings: Bindings { [id] }

  static func decode(_ row: inout RowReader) throws -> LastMail {
    LastMail(
      id: try row.next(), state: try row.next(), isForgotten: try row.next(),
      address: try row.next(), isSuppressed: try row.next(), messageID: try row.next())
  }
}

/// Makes one more of a mail: it says the same, of this instant on.
struct InsertResend: Statement {
  private static let parameters: NamedParameters<Self> = [
    "id": { $0.id }, "last": { $0.last.id }, "by": { $0.by }, "why": { $0.why },
    "now": { $0.now }, "expires_at": { $0.now.addingTimeInterval(Resend.use) },
    "message_id": { $0.last.nextMessageID },
  ]

  static let sql = parameters.sql(
    """
    insert into message
           (id, subject, version, template, recipient_kind, recipient_id, nth, resent_by,
            resent_why, language, name, address, params, occurred_at, expires_at, state, next_at,
            message_id, created_at)
    select $id, m.subject, m.version, m.template, m.recipient_kind, m.recipient_id, m.nth + 1, $by,
           $why, coalesce(p.language, m.language), coalesce(p.name, m.name), a.address, m.params,
           $now, r.expires_at, case when a.address is null then 'waiting' else 'queued' end,
           case when a.address is null then r.expires_at else $now end, $message_id, $now
    from   message m
    \(MailSQL.addressee)
    cross  join lateral (select coalesce(p.email, m.address)) a (address)
    -- not beyond what it leads to
    cross  join lateral (
             select least($expires_at::timestamptz,
                          to_timestamp((m.params #>> '{link,expires_at}')::float8))) r (expires_at)
    where  m.id = $last
    """)

  let id: UUID
  let last: LastMail
  let by: ExactText
  let why: String
  let now: Date

  var bindings: Bindings { Self.parameters.bindings(of: self) }
}
