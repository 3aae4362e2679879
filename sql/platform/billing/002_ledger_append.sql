-- The only ways into the ledger. They run as its owner, whoever calls them, and find their tables in
-- the schema that they were made in, and nowhere before it.

select set_config('search_path', current_schema() || ', pg_temp', true);

create function ledger_text(value text) returns bytea
language sql immutable strict parallel safe
return int2send(octet_length(convert_to(value, 'UTF8'))::int2) || convert_to(value, 'UTF8');

-- Posts entries, given column by column, as the next link of a lane.
--
-- Returns the link's number; null where there is nothing to post. Who posts what was posted already
-- gets a violation of `unique (cause, kind)`.
create function ledger_append(
  lane smallint, recorded_at timestamptz, recorded_by text,
  parties uuid[], kinds text[], debits text[], credits text[], amounts bigint[],
  causes uuid[], documents bytea[], times timestamptz[]
) returns bigint
language plpgsql security definer set search_path from current as $$
declare
  head       ledger_head;
  new_link   bigint;
  new_digest bytea;
  new_hash   bytea;
  count      integer := coalesce(cardinality(parties), 0);
begin
  if count = 0 then
    return null;
  end if;
  -- Whoever goes through the ledger holds a link at a time.
  if count > 50000 then
    raise exception 'a link has at most 50000 entries, not %', count using errcode = '22023';
  end if;

  select * into strict head
  from   ledger_head h
  where  h.lane = ledger_append.lane
  for    no key update;
  new_link := head.link + 1;

  select sha256(string_agg(
           int4send(n::int4) || uuid_send(party) || ledger_text(kind) || ledger_text(debit)
             || ledger_text(credit) || int8send(amount) || uuid_send(cause) || document
             || timestamptz_send(time),
           ''::bytea order by n))
  into   new_digest
  from   unnest(parties, kinds, debits, credits, amounts, causes, documents, times)
         with ordinality as e (party, kind, debit, credit, amount, cause, document, time, n);

  new_hash := sha256(
    head.hash || int2send(lane) || int8send(new_link) || int4send(count) || new_digest
      || timestamptz_send(recorded_at) || ledger_text(recorded_by));

  insert into ledger_link
  values (lane, new_link, head.hash, count, new_digest, recorded_at, recorded_by, new_hash);

  insert into ledger_entry
  select ledger_append.lane, new_link, n, party, kind, debit, credit, amount, cause, document, time
  from   unnest(parties, kinds, debits, credits, amounts, causes, documents, times)
         with ordinality as e (party, kind, debit, credit, amount, cause, document, time, n);

  update ledger_head h
  set    link = new_link,
         hash = new_hash
  where  h.lane = ledger_append.lane;
  return new_link;
end
$$;

-- Writes down what all lanes stand at. Returns the seal's number; null if nothing was posted since
-- the last one.
create function ledger_seal(sealed_at timestamptz) returns bigint
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
                  join   ledger_entry e
                    on   e.lane = l.n - 1 and e.link > l.before and e.link <= l.upto
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

do $$
begin
  execute format(
    'grant execute on function ledger_append, ledger_seal to %I', current_schema() || '_app');
end
$$;
