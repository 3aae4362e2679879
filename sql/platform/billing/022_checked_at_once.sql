-- What a statement can prove of all its rows is asked once. A foreign key asks for each row, and locks
-- the one that it finds: of what a run of billing takes, that was a fifth.

select set_config('search_path', current_schema() || ', pg_temp', true);

-- `ledger_append`, the only way in, makes the link with its entries; `mcf ledger verify` counts those
-- that are of none.
alter table ledger_entry drop constraint ledger_entry_lane_link_fkey;

-- Nobody removes a period or an invoice, so what is there when a row is inserted stays.
alter table invoice    drop constraint invoice_period_fkey;
alter table settlement drop constraint settlement_invoice_id_fkey;

-- An invoice is what its lines come to, of a period that takes no more of them, whoever inserts it.
create or replace function keep_to_lines() returns trigger
language plpgsql set search_path from current as $$
begin
  if exists (select
             from   (select distinct a.period from added a) a
             left   join period p on p.id = a.period
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

create function keep_to_invoice() returns trigger
language plpgsql set search_path from current as $$
begin
  if exists (select
             from   added a
             -- A subquery is asked by the key, however many invoices there are.
             where  (select i.party from invoice i where i.id = a.invoice_id)
                      is distinct from a.party) then
    raise exception 'what is to be paid for no invoice, or by somebody else'
    using errcode = '23503', constraint = 'settlement_of_invoice';
  end if;
  return null;
end
$$;

create trigger settlement_of_invoice after insert on settlement
referencing new table as added
for each statement execute function keep_to_invoice();

-- Whose and what for it is stays as well.
do $$
begin
  execute format(
    'revoke update on settlement from %1$I; '
      'grant update (amount, state, next_at, ladder_from, version, asked_by, asked_method) '
      'on settlement to %1$I', current_schema() || '_app');
end
$$;
