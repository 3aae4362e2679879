import Contracts
import FoundationEssentials
import Mail
import Postgres
import ServiceKit

/// Whether there is anything to do by now.
struct FindMailWork: Statement {
  static let sql = """
    select exists (select
                   from   message
                   where  next_at <= $1
                   and    settled_at is null
                   and    (state <> 'queued' or $2::bool))
           or exists (select
                      from   message
                      where  state = 'queued'
                      and    expires_at <= $1
                      and    next_at <= $1)
           or exists (select from message where next_at <= $1 and settled_at is not null)
           or exists (select
                      from   message m
                      join   person p on p.kind = m.recipient_kind and p.id = m.recipient_id
                      where  m.state = 'waiting')
    """

  let now: Date
  /// Mails may be sent, not only settled.
  let sends: Bool

  var bindings: Bindings { [now, sends] }
  static func decode(_ row: inout RowReader) throws -> Bool { try row.next() }
}

/// Queues what has waited for persons of whom something is heard by now.
struct QueueAddressed: Statement {
  static let sql = """
    with known as (
      select m.id, p.name, p.email, p.language
      from   message m
      join   person p on p.kind = m.recipient_kind and p.id = m.recipient_id
      where  m.state = 'waiting'
      limit  $2
      for    no key update of m skip locked
    )
    update message m
    set    state    = 'queued',
           name     = k.name,
           address  = k.email,
           language = coalesce(k.language, m.language),
           next_at  = $1
    from   known k
    where  m.id = k.id
    returning m.id
    """

  let now: Date
  let limit: Int

  var bindings: Bindings { [now, limit] }
  static func decode(_ row: inout RowReader) throws -> UUID { try row.next() }
}

/// Forgets whom mails were for and what they said, some time after they were settled.
struct BlankMails: Statement {
  static let sql = """
    with old as (
      select id
      from   message
      where  next_at <= $1
      and    settled_at is not null
      limit  $2
      for    no key update skip locked
    ),
    unsaid as (
      update try t
      set    text = null
      from   old
      where  t.message_id = old.id
    )
    update message m
    set    name       = null,
           address    = null,
           params     = null,
           last_reply = null,
           next_at    = null
    from   old
    where  m.id = old.id
    returning m.id
    """

  let now: Date
  let limit: Int

  var bindings: Bindings { [now, limit] }
  static func decode(_ row: inout RowReader) throws -> UUID { try row.next() }
}

/// Takes mails that are due, each for one replica until the lease ends: those that are to be sent, and
/// those of which it is known already what becomes of them.
struct ClaimMails: Statement {
  static let sql = """
    with due as (
      select m.id, f.finding
      from   message m
      cross  join lateral (
               select case -- whoever had it is gone
                           when m.finding is not null                    then m.finding
                           when m.state = 'sending' and m.dot_at is null then 'broken'
                           when m.state = 'sending'                      then 'unclear'
                           when m.expires_at <= $1                       then 'too_old'
                           -- Its order ended in a transaction that did not see it, nor it that.
                           when m.template = any ($6)
                                and exists (select
                                            from   message e
                                            where  e.subject = m.subject
                                            and    e.template = any ($7)) then 'overtaken'
                           when exists (select
                                        from   suppressed s
                                        where  s.address_key = lower(m.address collate "C")
                                        and    s.lifted_at is null)      then 'suppressed'
                      end) f (finding)
      where  m.next_at <= $1
      and    m.settled_at is null
      and    (f.finding is not null or $5::bool)
      order  by m.next_at, m.occurred_at, m.id
      limit  $4
      for    no key update of m skip locked
    )
    update message m
    set    state   = 'sending',
           lease   = $3,
           finding = due.finding,
           next_at = $2,
           tries   = m.tries + (due.finding is null)::int4,
           dot_at  = case when due.finding is not null then m.dot_at end
    from   due
    where  m.id = due.id
    returning m.id, m.lease, m.tries, m.repeats, due.finding, m.dot_at, \(QueuedMail.columns)
    """

  let now: Date
  let leaseEnd: Date
  let lease: UUID
  let limit: Int
  let sends: Bool

  var bindings: Bindings {
    [
      now, leaseEnd, lease, limit, sends, MailTemplate.overtakenByTheEnd, MailTemplate.endings,
    ]
  }
  static func decode(_ row: inout RowReader) throws -> MailClaim {
    MailClaim(
      id: try row.next(), lease: try row.next(), tries: Int(try row.next(as: Int32.self)),
      repeats: Int(try row.next(as: Int32.self)), finding: try row.next(), dotAt: try row.next(),
      mail: try QueuedMail(row: &row))
  }
}

/// Keeps a mail as it travels, before it is tried for the first time.
struct KeepRaw: Statement {
  static let sql = """
    update message
    set    raw = $3
    where  id = $1
    and    lease = $2
    returning true
    """

  let claim: MailClaim
  let raw: [UInt8]

  var bindings: Bindings { [claim.id, claim.lease, raw] }
  static func decode(_ row: inout RowReader) throws -> Bool { try row.next() }
}

/// From now on the mail may have arrived: the final dot is about to be sent, and its answer may take
/// as long as a lease.
struct NoteDot: Statement {
  static let sql = """
    update message
    set    dot_at  = $3,
           next_at = $4
    where  id = $1
    and    lease = $2
    returning true
    """

  let claim: MailClaim
  let now: Date
  let leaseEnd: Date

  var bindings: Bindings { [claim.id, claim.lease, now, leaseEnd] }
  static func decode(_ row: inout RowReader) throws -> Bool { try row.next() }
}

/// Writes down what came of a try, or that there was none, unless somebody else has the mail by now.
struct NoteTurn: Statement {
  private static let parameters: NamedParameters<Self> = [
    "id": { $0.claim.id }, "lease": { $0.claim.lease }, "n": { Int32($0.claim.tries) },
    "state": { $0.turn.state }, "cause": { $0.turn.cause },
    "repeats": { Int32($0.turn.isRepeat ? 1 : 0) }, "suppresses": { $0.turn.suppresses },
    "next_at": { $0.nextAt }, "is_settled": { $0.turn.state.isSettled }, "now": { $0.now },
    "phase": { $0.news.phase?.rawValue }, "code": { $0.news.reply.map { Int32($0.code) } },
    "enhanced": { $0.news.reply?.enhanced?.description }, "text": { $0.news.text },
    "took_ms": { $0.news.took.map { Int64($0 / .milliseconds(1)) } },
  ]

  static let sql = parameters.sql(
    """
    with moved as (
      update message m
      set    state      = $state,
             -- what has overtaken it meanwhile is why it ends
             cause      = case $state when 'sent'    then null
                                      when 'queued'  then m.cause
                                      when 'expired' then coalesce(m.cause, $cause)
                                      else $cause
                          end,
             repeats    = m.repeats + $repeats,
             next_at    = coalesce($next_at, \(MailSQL.forgetting("m"))),
             lease      = null,
             finding    = null,
             raw        = case when not $is_settled::bool then m.raw end,
             last_reply = coalesce($text, m.last_reply),
             settled_at = case when $is_settled then $now end
      where  m.id = $id
      and    m.lease = $lease
      returning m.id, m.address
    ),
    tried as (
      insert into try (message_id, n, at, phase, code, enhanced, text, took_ms)
      select id, $n, $now, $phase, $code, $enhanced, $text, $took_ms
      from   moved
      where  $phase::text is not null
    ),
    suppressing as (
      \(MailSQL.suppress(MailSQL.failed("rcpt")))
    )
    select true
    from   moved
    """)

  let claim: MailClaim
  let turn: MailLife.Turn
  let news: MailNews
  /// nil: it is settled.
  let nextAt: Date?
  let now: Date

  var bindings: Bindings { Self.parameters.bindings(of: self) }
  static func decode(_ row: inout RowReader) throws -> Bool { try row.next() }
}
