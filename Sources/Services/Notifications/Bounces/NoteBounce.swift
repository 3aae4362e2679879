import FoundationEssentials
import Postgres

/// Ends the mail that a report is of, if a server has it and nothing has ended it otherwise.
struct NoteBounce: Statement {
  private static let parameters: NamedParameters<Self> = [
    "ids": { $0.ids }, "moves": { $0.turn != nil }, "state": { $0.turn?.state },
    "cause": { $0.turn?.cause }, "suppresses": { $0.turn?.suppresses ?? false },
    "text": { $0.text }, "now": { $0.now },
  ]

  static let sql = parameters.sql(
    """
    with found as (
      select id, template, state, address is not null as is_known
      from   message
      where  message_id = any ($ids::text[])
      for    no key update
    ),
    moved as (
      update message m
      set    state      = $state,
             cause      = $cause,
             raw        = null,
             last_reply = coalesce($text, m.last_reply),
             -- it is forgotten when it would have been
             next_at    = case when m.settled_at is null
                               then \(MailSQL.forgetting("m"))
                               else m.next_at
                          end,
             settled_at = coalesce(m.settled_at, $now)
      from   found f
      where  m.id = f.id
      and    f.is_known
      -- queued: it was unclear whether it had arrived
      and    (f.state = 'sent' or f.state = 'queued' and m.tries > 0)
      and    $moves::bool
      -- what names two mails is true of one at most
      and    (select count(*) from found) = 1
      returning m.id, m.address
    ),
    suppressing as (
      \(MailSQL.suppress(MailSQL.failed("bounce")))
    )
    select f.id, f.template, f.state, f.is_known, m.id is not null
    from   found f
    left   join moved m on m.id = f.id
    """)

  /// One that names it. Message-IDs' parts before the @.
  let ids: [String]
  /// nil: it is not the end of it.
  let turn: MailLife.Turn?
  /// What the server said.
  let text: String?
  let now: Date

  struct Bounced: Sendable {
    let mail: ReportedMail
    let state: MailState
    /// It is not forgotten whom it was for.
    let isKnown: Bool
    let isMoved: Bool
  }

  var bindings: Bindings { Self.parameters.bindings(of: self) }
  static func decode(_ row: inout RowReader) throws -> Bounced {
    Bounced(
      mail: ReportedMail(id: try row.next(), template: try row.next()), state: try row.next(),
      isKnown: try row.next(), isMoved: try row.next())
  }
}
