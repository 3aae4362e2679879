-- What comes in by the portal, and what is remembered of mailboxes so that it stays bearable for
-- them.

create table link (
  -- SHA-256 of the token, of which there is no other trace.
  token_hash     bytea       primary key check (octet_length(token_hash) = 32),
  -- Where it leads. That is outlived: who confirms too late is told so by the link.
  application_id uuid        not null,
  kind           text        not null check (kind in ('status', 'invitation')),
  invitation_id  uuid        references invitation,
  expires_at     timestamptz not null,
  revoked_at     timestamptz,
  -- the manager who had it made; none: a mail has it
  created_by     text,
  created_at     timestamptz not null,

  constraint link_invitation check ((kind = 'invitation') = (invitation_id is not null))
);

comment on table link is 'The addresses by which applicants come to what is theirs (R-111)';

create index link_of_application on link (application_id);
create index link_expires        on link (expires_at);

create table submission (
  id          int8        generated always as identity primary key,
  received_at timestamptz not null,
  -- how many its network had sent in that hour, and what else speaks against it
  turn        int4        not null check (turn >= 0),
  suspicion   int4        not null check (suspicion >= 0),
  language    text        not null check (language in ('en', 'ru')),
  vacancy_id  uuid        not null,
  name        text        not null check (char_length(name) between 1 and 200),
  email       text        not null check (char_length(email) between 3 and 254),
  phone       text        not null check (char_length(phone) between 1 and 40),
  age         int4        not null check (age between 0 and 40),
  breed       text        not null check (char_length(breed) between 1 and 100),
  coat_colour text        not null check (char_length(coat_colour) between 1 and 100)
);

comment on table submission is
  'Forms of strangers that wait for their mail; a row goes with the letter, or after two hours';

-- In which order they get it.
create index submission_turn on submission (suspicion, turn, id);

create table spent_ticket (
  nonce      bytea       primary key check (octet_length(nonce) between 8 and 32),
  -- from when on the ticket is refused by its own date
  expires_at timestamptz not null
);

comment on table spent_ticket is 'Tickets of forms that were sent: each is good once';

create index spent_ticket_expires on spent_ticket (expires_at);

create table portal_act (
  id             int8        generated always as identity primary key,
  -- which may have been dropped
  application_id uuid        not null,
  kind           text        not null
                 check (kind in ('confirm', 'not_me', 'withdraw', 'erase', 'resend', 'more_time')),
  -- What the holder wrote with it; emptied with the application.
  form           jsonb       check (octet_length(form::text) <= 16384),
  at             timestamptz not null,
  done_at        timestamptz,
  -- What the holder is to be told of it; none: nothing.
  result         text        check (result ~ '^[a-z-]+$'),
  -- until when that is so
  result_until   timestamptz,

  constraint portal_act_result check (
    (result is null or done_at is not null) and (result_until is null or result is not null))
);

comment on table portal_act is
  'What holders of links want: the portal files it, and the managers'' half decides, in this order';

create unique index portal_act_waiting on portal_act (application_id, kind) where done_at is null;
create index portal_act_next on portal_act (id)      where done_at is null;
create index portal_act_last on portal_act (application_id, id);
create index portal_act_done on portal_act (done_at) where done_at is not null;

-- Mailboxes are known here by HMAC-SHA-256 under a key that is not in the database.
create table mail_count (
  mailbox bytea not null check (octet_length(mailbox) = 32),
  utc_day date  not null,
  count   int4  not null check (count > 0),
  primary key (mailbox, utc_day)
);

comment on table mail_count is 'How many first letters a mailbox was sent on a day';

create index mail_count_day on mail_count (utc_day);

create table no_mail (
  mailbox bytea       primary key check (octet_length(mailbox) = 32),
  until   timestamptz not null
);

comment on table no_mail is 'Mailboxes whose owner has said that it was somebody else';

create index no_mail_until on no_mail (until);

create table rejected (
  email_hash bytea       not null check (octet_length(email_hash) = 32),
  vacancy_id uuid        not null references vacancy,
  until      timestamptz not null,
  primary key (email_hash, vacancy_id)
);

comment on table rejected is
  'Until when who was rejected for a vacancy may not apply for it again (R-113), also once the '
  'application is erased';

create index rejected_until on rejected (until);

grant select, insert, delete, update (revoked_at) on link to applicants_app;
-- Whoever locks rows before deleting them needs to be allowed to update them.
grant select, update, delete on submission to applicants_app;
grant select, delete on spent_ticket to applicants_app;
grant select, delete, update (form, done_at, result, result_until) on portal_act to applicants_app;
grant select, insert, update, delete on mail_count, no_mail, rejected to applicants_app;
