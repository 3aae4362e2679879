-- The yardstick of `scripts/bench orders`: what accepting an order asks of Postgres, as a pgbench
-- script (-M prepared). Written for this; the tables are in orders-tables.sql. One read for the
-- client, the service type and 200 finalists by index; then one transaction: idempotency, the order
-- for the best finalist still free with its price, history, match trace, outbox, standing, answer.
\set client random(1, 1000)
\set half_hour random(6, 2800)
\set first random(1, 200)
\set key random(1, 9000000000000000)

select c.id    as client_id,
       t.id    as type_id,
       gen_random_uuid() as order_id,
       to_timestamp(1893456000 + :half_hour * 1800) as scheduled_at,
       (select array_agg(f.id)
        from   (select w.id, w.code, s.completed, s.failed
                from   standing s, worker w
                where  w.id = s.worker_id
                and    w.active
                and    (w.hours is null or w.hours @> int4range(600, 720))
                and    not w.absences && tstzrange(to_timestamp(1893452400 + :half_hour * 1800),
                                                   to_timestamp(1893459600 + :half_hour * 1800))
                order  by s.rank
                limit  200) f) as finalists
from   client c, service_type t
where  c.number = :client
and    t.number = 1
\gset

\startpipeline
begin;
select pg_try_advisory_xact_lock(:key);
select answer from idempotency where caller = :client and key = :key;
with free as (
  select f.id
  from   unnest(:finalists::uuid[]) with ordinality f (id, n)
  where  not exists (
           select
           from   placed o
           where  o.worker_id = f.id
           and    o.open
           and    o.busy && tstzrange(:scheduled_at::timestamptz - interval '1 hour',
                                      :scheduled_at::timestamptz + interval '1 hour'))
  order  by (f.n + :first) % 200
  limit  1
)
insert into placed (id, client_id, worker_id, type_id, description, place, scheduled_at, busy,
                    price, charge, earning, version)
select :order_id::uuid, :client_id::uuid, id, :type_id::uuid, 'Buy fish and milk', 'Roof 7',
       :scheduled_at::timestamptz,
       tstzrange(:scheduled_at::timestamptz - interval '1 hour',
                 :scheduled_at::timestamptz + interval '1 hour'),
       10000, 10000, 6000, 1
from   free
on     conflict on constraint placed_worker_free do nothing
returning worker_id;
insert into history (order_id, version, event, at, by_role, by_subject)
select id, version, 'accepted', now(), 'client', 'c' from placed where id = :order_id::uuid;
insert into trace (order_id, pipeline_version, trace, took)
select :order_id::uuid, 1, trace, 1000 from material;
insert into outbox (event_id, type, subject, sequence, at, data)
select gen_random_uuid(), 'order.accepted.v1', :order_id, 1, now(), event from material;
update standing
set    rank = greatest(rank, extract(epoch from now()) / 3600) + 24
where  worker_id = (select worker_id from placed where id = :order_id::uuid);
insert into idempotency (caller, key, fingerprint, answer, at)
select :client::int8, :key::int8, decode('00112233445566778899aabbccddeeff', 'hex'), answer, now()
from   material;
commit;
\endpipeline
