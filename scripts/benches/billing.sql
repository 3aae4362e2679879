-- The yardstick of `scripts/bench billing`: the least that billing a period asks of Postgres, in one
-- statement. Written for this; the tables are in billing-tables.sql. No chain, no event, no check of
-- gaps, no lock, no chunk.
with sums as (
  select client, count(*) as lines, sum(amount) as total
  from   line
  where  period = 1
  group  by client
),
issued as (
  insert into invoice
  select gen_random_uuid(), row_number() over (order by client), client, 1, lines, total, now()
  from   sums
  returning id, client, total
),
to_receive as (
  insert into receivable
  select id, client, total, now()
  from   issued
)
insert into entry (invoice, account, amount)
select i.id, e.account, e.amount
from   issued i
cross  join lateral (values ('due', i.total), ('unbilled', -i.total)) e (account, amount);
