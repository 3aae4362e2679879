import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// Writes down a mail that is to be sent, unless its event was heard of before.
///
/// What came too late for it, or was overtaken by the order's end, is written down as expired. One for
/// a person of whom nothing was heard waits.
struct InsertMail: Statement {
  private static let parameters: NamedParameters<Self> = [
    "id": { UUID.v7(at: $0.now) }, "subject": { $0.draft.subject },
    "version": { $0.draft.version }, "template": { $0.draft.template },
    "kind": { $0.draft.recipient.kind }, "recipient": { $0.draft.recipient.id },
    "said": { $0.draft.language }, "language": { $0.language }, "name": { $0.draft.name },
    "address": { $0.draft.address }, "params": { $0.draft.told.params },
    "occurred_at": { $0.draft.occurredAt }, "expires_at": { $0.draft.expiresAt },
    "message_id": { $0.draft.messageID }, "now": { $0.now },
    "overtaken": { MailTemplate.overtakenByTheEnd.contains($0.draft.template) },
    "endings": { _ in MailTemplate.endings },
  ]

  static let sql = parameters.sql(
    """
    insert into message
           (id, subject, version, template, recipient_kind, recipient_id, language, name, address,
            params, occurred_at, expires_at, state, cause, next_at, message_id, created_at,
            settled_at)
    select $id, $subject, $version, $template, $kind, $recipient,
           coalesce($said, p.language, $language), coalesce($name, p.name), a.address,
           $params, $occurred_at, r.expires_at, coalesce(open.state, 'expired'), late.cause,
           coalesce(open.next_at, $now::timestamptz + \(MailSQL.memory)), $message_id, $now,
           case when open.state is null then $now end
    from   (select $kind::text as kind, $recipient::uuid as id,
                   coalesce($expires_at::timestamptz, 'infinity') as expires_at) r
    left   join person p on p.kind = r.kind and p.id = r.id
    cross  join lateral (select coalesce($address, p.email)) a (address)
    cross  join lateral (
             select case when r.expires_at <= $now::timestamptz
                         then 'too_old'
                         -- of another source than the order's end, so it may come after that
                         when $overtaken::bool
                              and exists (select
                                          from   message
                                          where  subject = $subject::uuid
                                          and    template = any ($endings::text[]))
                         then 'overtaken'
                    end) late (cause)
    left   join lateral (
             select case when a.address is null then 'waiting' else 'queued' end,
                    case when a.address is null then r.expires_at else $now end
             where  late.cause is null) open (state, next_at) on true
    on conflict do nothing
    """)

  let draft: MailDraft
  let language: Language
  let now: Date

  var bindings: Bindings { Self.parameters.bindings(of: self) }
}

/// Ends what nobody needs to read any more and is not under way. What is ends so too, if it is not
/// sent by this try.
struct OvertakeMails: Statement {
  static let sql = """
    update message
    set    state      = case when state = 'sending' then state else 'expired' end,
           cause      = 'overtaken',
           expires_at = least(expires_at, $3),
           next_at    = case when state = 'sending' then next_at else $3 + \(MailSQL.memory) end,
           raw        = case when state = 'sending' then raw end,
           settled_at = case when state <> 'sending' then $3 end
    where  subject = $1
    and    template = any ($2)
    and    settled_at is null
    and    ($4::int8 is null or version < $4)
    """

  let subject: UUID
  let templates: [MailTemplate]
  let now: Date
  /// Only what tells of an older one; nil: whatever it tells of.
  var version: Int64?

  var bindings: Bindings { [subject, templates, now, version] }
}

enum MailSQL {
  /// For how long after its end a mail is known with address and text.
  static let memory = "interval '90 days'"

  /// When a mail that is settled at `$now` is forgotten: at once if its applicant wants that.
  static func forgetting(_ mail: String) -> String {
    """
    $now::timestamptz
      + case when \(mail).recipient_kind = 'applicant'
                  and exists (select
                              from   message e
                              where  e.subject = \(mail).subject
                              and    e.template = '\(MailTemplate.applicationErased.rawValue)')
             then interval '0'
             else \(memory)
        end
    """
  }
}
