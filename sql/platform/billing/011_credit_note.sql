-- What is taken back of a line that is on an invoice: invoices never change, so it is given back by a
-- document of its own, and becomes the party's credit.
create table credit_note (
  id         uuid        primary key,
  party      uuid        not null,
  -- K-2027-000001
  series     text        not null,
  year       integer     not null,
  number     bigint      not null check (number > 0),
  -- the line, and the invoice that it is on
  line       uuid        not null references billing_line,
  invoice_id uuid        not null references invoice,
  kind       text        not null check (kind ~ '^[a-z_]+$'),
  -- what is given back, in hundredths
  amount     bigint      not null check (amount between 1 and 999999999999999),
  -- what of the line's discount is taken back with it
  discount   bigint      not null check (discount between 0 and 999999999999999),
  issued_at  timestamptz not null check (issued_at >= '2000-01-01' and issued_at < '2100-01-01'),
  by_role    text        not null,
  by_subject text        not null,
  why        text        not null,

  unique (series, year, number)
);

create index credit_note_line on credit_note (line);
create index credit_note_by_invoice on credit_note (invoice_id);
create index credit_note_by_party on credit_note (party, issued_at, id);
create index credit_note_by_time on credit_note (issued_at, id);

-- SHA-256 of all columns in their order; its twin is CreditNote.swift.
create function document(n credit_note) returns bytea
language sql immutable parallel safe
return sha256(
  document_field(uuid_send(n.id)) || document_field(uuid_send(n.party))
    || document_field(n.series) || document_field(n.year::bigint) || document_field(n.number)
    || document_field(uuid_send(n.line)) || document_field(uuid_send(n.invoice_id))
    || document_field(n.kind) || document_field(n.amount) || document_field(n.discount)
    || document_field(timestamptz_send(n.issued_at)) || document_field(n.by_role)
    || document_field(n.by_subject) || document_field(n.why));

-- A credit note that was wrong is taken back by a line, which the next invoice has.
alter table billing_line
  add column reverses_note uuid references credit_note,
  add constraint billing_line_reverses_one check (num_nonnulls(reverses, reverses_note) <= 1);

create unique index billing_line_reverses_note on billing_line (reverses_note)
where reverses_note is not null;

-- A column that came later counts where it has a value, so that the digests before stay as they were.
create or replace function document(l billing_line) returns bytea
language sql immutable parallel safe
return sha256(
  document_field(uuid_send(l.id)) || document_field(uuid_send(l.party)) || document_field(l.period::bigint)
    || document_field(l.kind) || document_field(l.amount)
    || document_field(timestamptz_send(l.occurred_at))
    || document_field(timestamptz_send(l.recorded_at)) || document_field(uuid_send(l.order_id))
    || document_field(l.service_type_name) || document_field(l.outcome) || document_field(l.reason)
    || document_field(l.price) || document_field(l.discount_percent::bigint)
    || document_field(l.earning) || document_field(uuid_send(l.reverses))
    || document_field(l.by_role) || document_field(l.by_subject) || document_field(l.why)
    || case
         when l.reverses_note is null then ''::bytea
         else document_field(uuid_send(l.reverses_note))
       end);

-- What lines and credit notes have taken back of a line, with the opposite sign.
create function taken_back(line uuid) returns bigint
language sql stable strict
return ((select coalesce(sum(r.amount), 0) from billing_line r where r.reverses = taken_back.line)
          - (select coalesce(sum(n.amount), 0) from credit_note n where n.line = taken_back.line)
       )::bigint;

select set_config('search_path', current_schema() || ', pg_temp', true);

-- Refuses to take back more than a line is, of somebody else's, or the same way. Whoever is at it at
-- the same time waits at the line, which only its owner may lock.
create function keep_to_line(line uuid, party uuid, amount bigint) returns void
language plpgsql set search_path from current as $$
declare
  held  billing_line;
  taken bigint;
begin
  -- Its snapshot is older than the lock, and shows nothing of what others have taken meanwhile.
  if current_setting('transaction_isolation') = 'repeatable read' then
    raise exception 'a line is not taken back under repeatable read'
    using errcode = '25001', constraint = 'billing_line_beyond_the_line';
  end if;
  select * into held from billing_line l where l.id = keep_to_line.line for no key update;
  taken := taken_back(keep_to_line.line);
  if keep_to_line.party <> held.party or sign(keep_to_line.amount) <> -sign(held.amount)
     or abs(taken + keep_to_line.amount) > abs(held.amount) then
    raise exception 'line % has % of %', held.id, taken, held.amount
    using errcode = '23514', constraint = 'billing_line_beyond_the_line';
  end if;
end
$$;

create or replace function refuse_more_than_the_line() returns trigger
language plpgsql security definer set search_path from current as $$
begin
  if new.reverses is not null then
    perform keep_to_line(new.reverses, new.party, new.amount);
  end if;
  if new.reverses_note is not null
     and not exists (select
                     from   credit_note n
                     where  n.id = new.reverses_note
                     and    (n.party, n.amount) = (new.party, new.amount)) then
    raise exception 'a line of another amount, or for somebody else, than its credit note'
    using errcode = '23514', constraint = 'billing_line_beyond_the_line';
  end if;
  return new;
end
$$;

create function refuse_other_note() returns trigger
language plpgsql security definer set search_path from current as $$
begin
  perform keep_to_line(new.line, new.party, -new.amount);
  if not exists (select
                 from   billing_line l
                 join   invoice i on i.period = l.period and i.party = l.party
                 where  l.id = new.line
                 and    i.id = new.invoice_id) then
    raise exception 'line % is not on invoice %', new.line, new.invoice_id
    using errcode = '23514', constraint = 'credit_note_of_its_invoice';
  end if;
  return new;
end
$$;

create trigger credit_note_beyond_the_line before insert on credit_note
for each row execute function refuse_other_note();

-- Numbers follow one another without a gap, whoever inserts, in the table that it is a trigger of.
create or replace function keep_numbers() returns trigger
language plpgsql set search_path from current as $$
declare
  gap record;
begin
  execute format($query$
    select a.series, a.year, min(a.number) as first
    from   added a
    group  by a.series, a.year
    having max(a.number) - min(a.number) + 1 <> count(*)
        or min(a.number) <> 1 + coalesce((select max(i.number)
                                          from   %I i
                                          where  i.series = a.series
                                          and    i.year   = a.year
                                          and    i.number < min(a.number)), 0)
    limit  1
  $query$, tg_table_name) into gap;
  if gap.series is not null then
    raise exception 'a gap in the numbers of %-% at %', gap.series, gap.year, gap.first
    using errcode = '23514', constraint = tg_table_name || '_gapless';
  end if;
  return null;
end
$$;

create trigger credit_note_gapless after insert on credit_note
referencing new table as added
for each statement execute function keep_numbers();

-- Proposals to take a credit note back, or a line in part.
alter table proposal
  add  column note uuid references credit_note,
  drop constraint proposal_act_check,
  add  constraint proposal_act_check check (act in ('bonus', 'correction', 'allowance')),
  drop constraint proposal_line,
  add  constraint proposal_line check (
    case act
      when 'correction' then num_nonnulls(line, note) = 1
      when 'allowance'  then line is not null and note is null
      else num_nonnulls(line, note) = 0
    end);

do $$
begin
  execute format(
    'grant select, insert on credit_note to %1$I; '
      'grant execute on function document(credit_note), taken_back to %1$I',
    current_schema() || '_app');
end
$$;
