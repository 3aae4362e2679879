-- Money that moves through a provider. A try is written down before the provider is asked, and ended
-- by an answer alone: what is not known is asked again under the try's own key, never guessed.

-- What a try's entries in the ledger are for: its id as a UUID of version 8 (RFC 9562, section 5.8).
create function try_cause(id text) returns uuid
language sql immutable strict parallel safe
return (
  select encode(
           set_byte(set_byte(substr(digest, 1, 16), 6, get_byte(digest, 6) & 15 | 128),
                    8, get_byte(digest, 8) & 63 | 128),
           'hex')::uuid
  from   (select sha256(convert_to('mcf try ' || id, 'UTF8')) as digest) d);

-- When what did not succeed is tried again: at the same time of business day as before, the next that
-- is to come, or after some seconds, by a pace of RetryPace.swift.
create function retry_after(asked timestamptz, since timestamptz, pace text, zone text)
returns timestamptz
language sql stable strict
return (
  select case
           when pace = 'day' then (
             select min(at)
             from   (select ((asked at time zone zone)::date + k + (since at time zone zone)::time)
                              at time zone zone as at
                     from   generate_series(0, 2) k) days
             where  at > asked)
           else asked + pace::interval
         end);

create table money_try (
  -- the key under which the provider is asked: '<subject>.<n>'
  id           text        primary key,
  cause        uuid        not null unique generated always as (try_cause(id)) stored,
  -- what it is for, and the reference under which the provider knows all tries for it: an invoice
  subject      uuid        not null,
  n            integer     not null check (n > 0),
  purpose      text        not null check (purpose in ('payout')),
  party        uuid        not null,
  adapter      text        not null check (adapter ~ '^[a-z_]+$'),
  -- its own copy: what is changed meanwhile counts for the next one
  destination  text        not null check (destination <> ''),
  amount       bigint      not null check (amount between 1 and 999999999999999),
  -- what the receiver reads
  text         text        not null,
  by_role      text        not null,
  by_subject   text,
  made_at      timestamptz not null check (made_at >= '2000-01-01' and made_at < '2100-01-01'),

  state        text        not null default 'made'
               check (state in ('made', 'unknown', 'pending', 'succeeded', 'declined', 'never_made')),
  -- When the provider is asked about it; whoever asks moves that ahead first, which is the lease.
  look_at      timestamptz,
  -- how often it was looked up
  looks        integer     not null default 0,
  answered_at  timestamptz check (answered_at >= '2000-01-01' and answered_at < '2100-01-01'),
  -- the provider's name for it
  reference    text,
  -- why it is declined, and whether another one at the same destination would be, too
  code         text,
  is_final     boolean,
  -- when the money came back that was paid
  returned_at  timestamptz check (returned_at >= '2000-01-01' and returned_at < '2100-01-01'),
  -- when it turned out to be paid after all, although it had ended otherwise
  recovered_at timestamptz check (recovered_at >= '2000-01-01' and recovered_at < '2100-01-01'),
  version      bigint      not null default 1,

  unique (subject, n),
  check (id = subject::text || '.' || n),
  check ((answered_at is null) = (state in ('made', 'unknown', 'pending'))),
  check (returned_at is null or state = 'succeeded' or recovered_at is not null),
  check (recovered_at is null or state in ('declined', 'never_made'))
);

-- One that is under way keeps every other one out.
create unique index money_try_open on money_try (subject)
where state in ('made', 'unknown', 'pending');

create index money_try_look on money_try (look_at) where look_at is not null;

-- How a try has ended, it has ended: what turns out later is a fact of its own.
create function keep_try() returns trigger
language plpgsql as $$
begin
  if old.state in ('succeeded', 'declined', 'never_made')
       and (new.state, new.answered_at, new.reference, new.code, new.is_final)
             is distinct from (old.state, old.answered_at, old.reference, old.code, old.is_final)
     or old.state <> 'made' and new.state = 'made'
     or old.returned_at is not null and new.returned_at is distinct from old.returned_at
     or old.recovered_at is not null and new.recovered_at is distinct from old.recovered_at then
    raise exception 'try % has ended as %', old.id, old.state
    using errcode = '23514', constraint = 'money_try_kept';
  end if;
  return new;
end
$$;

create trigger money_try_kept before update on money_try
for each row execute function keep_try();

create table try_history (
  try_id    text        not null references money_try,
  version   bigint      not null,
  state     text        not null,
  at        timestamptz not null,
  -- what it was told by
  source    text        not null check (source in ('made', 'answer', 'look')),
  reference text,
  code      text,
  primary key (try_id, version)
);

-- Money that has moved, as the provider tells it: each payment once, and its coming back once.
create table receipt (
  id          uuid        primary key,
  adapter     text        not null,
  -- the provider's name for the payment
  reference   text        not null,
  -- in: it reached whom it was for; back: it has come back from there
  direction   text        not null check (direction in ('in', 'back')),
  try_id      text        not null references money_try,
  invoice_id  uuid        not null references invoice,
  party       uuid        not null,
  amount      bigint      not null check (amount between 1 and 999999999999999),
  -- by the provider's clock, as far as it can be
  occurred_at timestamptz not null
              check (occurred_at >= '2000-01-01' and occurred_at < '2100-01-01'),
  recorded_at timestamptz not null,
  constraint receipt_once unique (adapter, reference, direction)
);

create index receipt_by_invoice on receipt (invoice_id);
create index receipt_by_time on receipt (recorded_at);

-- SHA-256 of all columns that never change, in their order; its twin is MoneyTry+Document.swift.
create function document(t money_try) returns bytea
language sql immutable parallel safe
return sha256(
  document_field(t.id) || document_field(uuid_send(t.subject)) || document_field(t.n::bigint)
    || document_field(t.purpose) || document_field(uuid_send(t.party))
    || document_field(t.adapter) || document_field(t.destination) || document_field(t.amount)
    || document_field(t.text) || document_field(t.by_role) || document_field(t.by_subject)
    || document_field(timestamptz_send(t.made_at)));

-- The last try has failed; or in a way that another one at the same destination would fail, too.
alter table settlement
  drop constraint settlement_state_check,
  add  constraint settlement_state_check check (
    state in ('waiting', 'under_way', 'paid', 'overdue', 'no_method', 'failed', 'refused')),
  -- the manager who wants it tried now
  add  column asked_by text;

create index settlement_by_party on settlement (party);
create index settlement_unpaid on settlement (state) include (amount) where state <> 'paid';

do $$
begin
  execute format(
    'grant select, insert, update (state, look_at, looks, answered_at, reference, code, is_final, '
      'returned_at, recovered_at, version) on money_try to %1$I; '
      'grant select, insert on try_history, receipt to %1$I; '
      'grant execute on function try_cause, retry_after, document(money_try) to %1$I',
    current_schema() || '_app');
end
$$;
