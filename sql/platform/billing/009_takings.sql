-- Money that comes in through a provider, and credit that pays.

-- What really came and stayed (R-040): payments, less what went back. Credit that was used is none.
alter table account
  add column paid         bigint not null default 0 check (paid >= 0),
  -- which state of it that is: a higher one is newer
  add column paid_version bigint not null default 0;

alter table money_try
  drop constraint money_try_purpose_check,
  add  constraint money_try_purpose_check check (purpose in ('payout', 'collection'));

alter table settlement
  -- the way to pay that was asked for; none: the usual one
  add column asked_method uuid;

alter table receipt
  -- what of it exceeded what was due
  add column excess bigint not null default 0,
  add constraint receipt_excess check (
    excess between 0 and amount and (direction = 'in' or excess = 0));

-- SHA-256 of all columns in their order; its twin is Receipt+Document.swift.
create function document(r receipt) returns bytea
language sql immutable parallel safe
return sha256(
  document_field(uuid_send(r.id)) || document_field(r.adapter) || document_field(r.reference)
    || document_field(r.direction) || document_field(r.try_id)
    || document_field(uuid_send(r.invoice_id)) || document_field(uuid_send(r.party))
    || document_field(r.amount) || document_field(timestamptz_send(r.occurred_at))
    || document_field(timestamptz_send(r.recorded_at)) || document_field(r.excess));

-- What a party had to its credit, and has paid for an invoice with.
create table credit_use (
  id         uuid        primary key,
  invoice_id uuid        not null references invoice,
  party      uuid        not null,
  amount     bigint      not null check (amount between 1 and 999999999999999),
  used_at    timestamptz not null check (used_at >= '2000-01-01' and used_at < '2100-01-01'),
  -- what gave occasion to it
  because    text        not null check (because ~ '^[a-z_]+$')
);

create index credit_use_by_invoice on credit_use (invoice_id);

-- SHA-256 of all columns in their order; its twin is CreditUse.swift.
create function document(u credit_use) returns bytea
language sql immutable parallel safe
return sha256(
  document_field(uuid_send(u.id)) || document_field(uuid_send(u.invoice_id))
    || document_field(uuid_send(u.party)) || document_field(u.amount)
    || document_field(timestamptz_send(u.used_at)) || document_field(u.because));

-- How many steps since an instant are over, and when the next one comes: days, at the same time of
-- business day, or so many seconds each, by a pace of RetryPace.swift.
create function retry_step(
  since timestamptz, asked timestamptz, pace text, zone text, out gone integer, out next_at timestamptz
)
language sql stable strict as $$
  select max(k) filter (where at <= greatest(asked, since)),
         min(at) filter (where at > greatest(asked, since))
  from   (select k,
                 case
                   when pace = 'day'
                   then ((since at time zone zone) + k * interval '1 day') at time zone zone
                   else since + k * pace::interval
                 end as at
          from   (select case
                           when pace = 'day'
                           then (greatest(asked, since) at time zone zone)::date
                                  - (since at time zone zone)::date
                           else floor(extract(epoch from greatest(asked, since) - since)
                                        / extract(epoch from pace::interval))::int
                         end as days) d,
                 generate_series(days - 1, days + 2) k) steps
$$;

do $$
begin
  execute format(
    'grant select, insert on credit_use to %1$I; '
      'grant execute on function document(receipt), document(credit_use), retry_step to %1$I',
    current_schema() || '_app');
end
$$;
