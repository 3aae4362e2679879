-- Invoices: one a party and period, made by the batch once the period is sealed. An invoice is the
-- key (period, party), so nothing has to be marked as billed, and whoever repeats a run finds it.

-- What the next invoice of a party begins with: what a worker owes, what a client has to its credit.
create table account (
  party   uuid   primary key,
  carried bigint not null check (carried <= 0)
);

-- Gapless numbers, by series and business year.
create table number_series (
  series text    not null,
  year   integer not null,
  last   bigint  not null,
  primary key (series, year)
);

create table invoice (
  -- `invoice_id` of its party and period
  id         uuid        primary key,
  party      uuid        not null,
  period     integer     not null references period,
  -- W-2027-000001
  series     text        not null,
  year       integer     not null,
  number     bigint      not null check (number > 0),
  lines      integer     not null check (lines > 0),
  -- of these, how many belong to an earlier period and came too late for it
  late_lines integer     not null check (late_lines between 0 and lines),
  -- the sum of its lines, in hundredths
  total      bigint      not null,
  -- what the account held before
  carried_in bigint      not null check (carried_in <= 0),
  -- what is to be paid
  due        bigint      not null check (due = greatest(total + carried_in, 0)),
  issued_at  timestamptz not null
             check (issued_at >= '2000-01-01' and issued_at < '2100-01-01'),
  -- as they were then
  party_name text        not null,
  email      text        not null,

  constraint invoice_once unique (period, party),
  unique (series, year, number)
);

create index invoice_by_party on invoice (party, issued_at, id);
create index invoice_by_time on invoice (issued_at, id);

-- The same invoice has the same id, even in a database that was restored from before it was issued:
-- a UUID of version 8 (RFC 9562, section 5.8).
create function invoice_id(party uuid, starts_at timestamptz) returns uuid
language sql stable strict parallel safe
return (
  select encode(
           set_byte(set_byte(substr(digest, 1, 16), 6, get_byte(digest, 6) & 15 | 128),
                    8, get_byte(digest, 8) & 63 | 128),
           'hex')::uuid
  from   (select sha256(convert_to('mcf invoice ' || current_schema(), 'UTF8')
                          || uuid_send(party) || timestamptz_send(starts_at)) as digest) d);

-- SHA-256 of all columns in their order but name and e-mail, so that these can be erased; its twin is
-- Invoice+Document.swift.
create function document(i invoice) returns bytea
language sql immutable parallel safe
return sha256(
  document_field(uuid_send(i.id)) || document_field(uuid_send(i.party))
    || document_field(i.period::bigint) || document_field(i.series)
    || document_field(i.year::bigint) || document_field(i.number)
    || document_field(i.lines::bigint) || document_field(i.late_lines::bigint)
    || document_field(i.total) || document_field(i.carried_in) || document_field(i.due)
    || document_field(timestamptz_send(i.issued_at)));

-- Numbers follow one another without a gap, whoever inserts.
create function keep_numbers() returns trigger
language plpgsql set search_path from current as $$
declare
  gap record;
begin
  select a.series, a.year, min(a.number) as first into gap
  from   added a
  group  by a.series, a.year
  having max(a.number) - min(a.number) + 1 <> count(*)
      or min(a.number) <> 1 + coalesce((select max(i.number)
                                        from   invoice i
                                        where  i.series = a.series
                                        and    i.year   = a.year
                                        and    i.number < min(a.number)), 0)
  limit  1;
  if found then
    raise exception 'a gap in the numbers of %-% at %', gap.series, gap.year, gap.first
    using errcode = '23514', constraint = 'invoice_gapless';
  end if;
  return null;
end
$$;

create trigger invoice_gapless after insert on invoice
referencing new table as added
for each statement execute function keep_numbers();

-- An invoice is what its lines come to, of a period that takes no more of them, whoever inserts it.
create function keep_to_lines() returns trigger
language plpgsql set search_path from current as $$
begin
  if exists (select
             from   (select distinct a.period from added a) a
             join   period p on p.id = a.period
             where  p.sealed_at is null) then
    raise exception 'invoices of a period that is not sealed'
    using errcode = '23514', constraint = 'invoice_of_sealed_period';
  end if;
  if exists (select
             from   added a
             join   period p on p.id = a.period
             cross  join lateral (
                      select count(*) as lines, sum(l.amount) as total,
                             count(*) filter (where l.occurred_at < p.starts_at) as late_lines
                      from   billing_line l
                      where  l.period = a.period
                      and    l.party  = a.party) l
             where  (a.id, a.lines, a.late_lines, a.total) is distinct from
                    (invoice_id(a.party, p.starts_at), l.lines, l.late_lines, l.total)) then
    raise exception 'an invoice that is not what its lines come to'
    using errcode = '23514', constraint = 'invoice_of_lines';
  end if;
  return null;
end
$$;

create trigger invoice_of_lines after insert on invoice
referencing new table as added
for each statement execute function keep_to_lines();

-- How the money of an invoice with something due comes or goes.
create table settlement (
  invoice_id  uuid        primary key references invoice,
  party       uuid        not null,
  -- what is left to be paid
  amount      bigint      not null check (amount >= 0),
  state       text        not null
              check (state in ('waiting', 'under_way', 'paid', 'overdue', 'no_method')),
  -- when it is tried next by itself; none: not any more, or not before something else changes
  next_at     timestamptz,
  -- the days of trying are counted from here
  ladder_from timestamptz not null,
  version     bigint      not null
);

create index settlement_due on settlement (next_at) where next_at is not null;

-- That a period is billed, and what came out.
create table billing_run (
  period      integer     primary key references period,
  started_at  timestamptz not null,
  started_by  text        not null,
  finished_at timestamptz,
  invoices    bigint,
  lines       bigint,
  total       bigint,
  -- SHA-256 of (number, party, total) of all in order: int8, uuid, int8
  digest      bytea       check (octet_length(digest) = 32),

  check (num_nulls(finished_at, invoices, lines, total, digest) in (0, 5))
);

-- Who could not be invoiced. Every later run begins with them.
create table stuck (
  period   integer     not null references period,
  party    uuid        not null,
  since    timestamptz not null,
  tried_at timestamptz not null,
  cause    text        not null,
  tries    integer     not null default 1,
  primary key (period, party)
);

-- Reads what the batch sums without touching the table.
drop index billing_line_by_period;
create index billing_line_by_period on billing_line (period, party) include (amount, occurred_at);

do $$
begin
  execute format(
    'grant select, insert, update on account, number_series, settlement, billing_run to %1$I; '
      'grant select, insert on invoice to %1$I; '
      'grant select, insert, update, delete on stuck to %1$I; '
      'grant execute on function invoice_id, document(invoice) to %1$I', current_schema() || '_app');
end
$$;
