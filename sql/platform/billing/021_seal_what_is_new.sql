-- A seal read the whole ledger, and took longer with each of them: Postgres cannot tell that few links
-- are new. Otherwise it is as it was.

select set_config('search_path', current_schema() || ', pg_temp', true);

-- Writes down what all lanes stand at. Returns the seal's number; null if nothing was posted since
-- the last one.
create or replace function ledger_seal(sealed_at timestamptz) returns bigint
language plpgsql security definer set search_path from current as $$
declare
  last         ledger_seal;
  new_links    bigint[];
  new_hashes   bytea[];
  new_accounts text[];
  new_balances bigint[];
  new_hash     bytea;
begin
  -- one at a time
  lock table ledger_seal in share row exclusive mode;
  select * into last from ledger_seal s order by s.no desc limit 1;
  if last.no is null then
    last.no       := 0;
    last.hash     := sha256(convert_to('mcf seals ' || current_schema(), 'UTF8'));
    last.links    := array_fill(0::bigint, array[33]);
    last.accounts := '{}';
    last.balances := '{}';
  end if;

  -- All heads in one snapshot. What comes after them waits for the next seal.
  select array_agg(h.link order by h.lane), array_agg(h.hash order by h.lane)
  into   new_links, new_hashes
  from   ledger_head h;
  if new_links = last.links then
    return null;
  end if;

  select array_agg(account order by account collate "C"),
         array_agg(balance order by account collate "C")
  into   new_accounts, new_balances
  from   (select account, sum(amount)::bigint as balance
          from   (select account, amount
                  from   unnest(last.accounts, last.balances) as b (account, amount)
                  union all
                  select side.account, side.amount
                  from   unnest(last.links, new_links) with ordinality as l (before, upto, n)
                  -- offset: what is new in a lane is read by its key, however long the ledger is
                  cross  join lateral (
                           select e.debit, e.credit, e.amount
                           from   ledger_entry e
                           where  e.lane = l.n - 1
                           and    e.link > l.before
                           and    e.link <= l.upto
                           offset 0) e
                  cross  join lateral (values (e.debit, e.amount), (e.credit, -e.amount))
                         as side (account, amount)) moved
          group  by account) balances;

  select sha256(
           last.hash || int8send(last.no + 1) || timestamptz_send(sealed_at)
             || (select string_agg(int8send(link) || hash, ''::bytea order by n)
                 from   unnest(new_links, new_hashes) with ordinality as h (link, hash, n))
             || int4send(cardinality(new_accounts))
             || (select string_agg(ledger_text(account) || int8send(balance), ''::bytea order by n)
                 from   unnest(new_accounts, new_balances)
                        with ordinality as b (account, balance, n)))
  into   new_hash;

  insert into ledger_seal
  values (last.no + 1, last.hash, sealed_at, new_links, new_hashes, new_accounts, new_balances,
          new_hash);
  return last.no + 1;
end
$$;
