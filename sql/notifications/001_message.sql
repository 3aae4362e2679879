-- Mails: what somebody is told of what happened, each try to tell it, and who is not written to
-- (R-300). `MailLife` says what becomes of a message.
create table message (
  id             uuid        primary key,
  -- What it is about, in which version: an order in the version that an event tells of. Events come
  -- more than once, under ids of their own; there is one message a subject, version, template and
  -- recipient, for ever.
  subject        uuid        not null,
  version        int8        not null,
  template       text        not null,
  recipient_kind text        not null
                 check (recipient_kind in ('client', 'worker', 'manager', 'department')),
  recipient_id   uuid,
  language       text        not null check (language in ('en', 'ru')),
  name           text,
  address        text,
  -- What the mail says, as `OrderTold` reads it.
  params         jsonb,
  -- The instant in the event's payload, whenever it is heard of: the mail's Date.
  occurred_at    timestamptz not null,
  -- From when on it is of no use any more.
  expires_at     timestamptz not null,
  state          text        not null
                 check (state in ('waiting', 'queued', 'sending', 'sent', 'failed', 'suppressed',
                                  'expired')),
  -- why it was not sent
  cause          text
                 check (cause in ('too_old', 'overtaken', 'suppressed', 'refused',
                                  'no_such_mailbox', 'address_unusable', 'too_large')),
  tries          int4        not null default 0,
  -- how often it was given to the server again although it may have arrived
  repeats        int4        not null default 0,
  -- When to look at it next: waiting, when it expires; queued, when it is due; sending, when the
  -- lease ends; settled, when nobody needs to know any more whom it was for and what it said.
  next_at        timestamptz,
  -- Whoever sends it: the state moves only under this.
  lease          uuid,
  -- What was known of it when it was taken, wherefore it is not tried; whoever takes it over from
  -- somebody who has died knows the same. None: it is tried.
  finding        text
                 check (finding in ('broken', 'unclear', 'too_old', 'suppressed')),
  -- When the final dot of the present or last try was about to be sent. None: that try has
  -- certainly not delivered it.
  dot_at         timestamptz,
  -- of its Message-ID, what stands before the @
  message_id     text        not null unique,
  -- The mail as it travels, made before the first try: the same bytes in each.
  raw            bytea,
  -- what the server said last, for those who may see whom we write to
  last_reply     text,
  created_at     timestamptz not null,
  settled_at     timestamptz,

  constraint message_once
    unique nulls not distinct (subject, version, template, recipient_kind, recipient_id),
  constraint message_recipient check ((recipient_kind = 'department') = (recipient_id is null)),
  constraint message_addressed check (state <> 'queued' or address is not null),
  constraint message_leased    check ((state = 'sending') = (lease is not null)),
  constraint message_found     check (finding is null or state = 'sending'),
  -- What it said is not kept beyond its end twice.
  constraint message_raw       check (settled_at is null or raw is null),
  constraint message_settled
    check ((state in ('waiting', 'queued', 'sending')) = (settled_at is null)),
  constraint message_reason
    check (state not in ('failed', 'suppressed', 'expired') or cause is not null)
);

create index message_next    on message (next_at) where settled_at is null;
create index message_kept    on message (next_at)
  where settled_at is not null and next_at is not null;
create index message_expires on message (expires_at) where state = 'queued';
create index message_waiting on message (recipient_kind, recipient_id) where state = 'waiting';
create index message_open    on message (created_at) where settled_at is null;

-- One row a try, never changed: how far it came and what the server said. Its words often have the
-- address in them, and are forgotten with it.
create table try (
  message_id uuid        not null references message (id),
  n          int4        not null,
  at         timestamptz not null,
  phase      text        not null
             check (phase in ('connect', 'tls', 'auth', 'mail', 'rcpt', 'data', 'dot', 'done')),
  -- SMTP's, and the more exact one of RFC 3463; none: the server said nothing
  code       int4        check (code between 200 and 599),
  enhanced   text,
  text       text,
  -- how long it took; none: whoever tried has died
  took_ms    int8,
  primary key (message_id, n)
);

-- Who is not written to, since the server said that nobody is there.
create table suppressed (
  -- compared without the case of ASCII letters, as in the registers
  address_key text        primary key check (address_key = lower(address_key collate "C")),
  since       timestamptz not null,
  reason      text        not null,
  source      text        not null check (source in ('rcpt', 'bounce', 'manager')),
  lifted_at   timestamptz,
  lifted_by   text,

  constraint suppressed_lifted check ((lifted_at is null) = (lifted_by is null))
);

grant select, insert, update on message, suppressed to notifications_app;
grant select, insert, update (text) on try          to notifications_app;
