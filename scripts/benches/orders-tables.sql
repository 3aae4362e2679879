-- The tables of the yardstick orders.sql: 10 000 workers, 1 000 clients, and material as large as
-- what ordering stores.
create extension btree_gist;

create table client (id uuid primary key, number int unique, name text, email text, paid int8);
insert into client
select gen_random_uuid(), n, 'Murka Ivanova', n || '@cats.example', 0
from   generate_series(1, 1000) n;

create table service_type (id uuid primary key, number int unique, name text, weights jsonb);
insert into service_type values (gen_random_uuid(), 1, 'Shopping', '{"speed": 50}');

create table worker (
  id       uuid primary key,
  name     text not null,
  code     text not null,
  active   bool not null,
  hours    int4multirange,
  absences tstzmultirange not null
);
insert into worker
select gen_random_uuid(), 'Barsik ' || n, repeat('J', 20), true, null, '{}'
from   generate_series(1, 10000) n;

create table standing (
  worker_id uuid   primary key,
  rank      float8 not null,
  completed int4   not null,
  failed    int4   not null
);
insert into standing select id, random(), 0, 0 from worker;
create index standing_rank on standing (rank);

create table placed (
  id           uuid        primary key,
  client_id    uuid        not null,
  worker_id    uuid        not null,
  type_id      uuid        not null,
  description  text        not null,
  place        text        not null,
  scheduled_at timestamptz not null,
  busy         tstzrange   not null,
  price        int8        not null,
  charge       int8        not null,
  earning      int8        not null,
  version      int8        not null,
  open         bool        not null default true,
  constraint placed_worker_free exclude using gist (worker_id with =, busy with &&) where (open)
);
create index placed_by_time on placed (scheduled_at, id);
create index placed_by_client on placed (client_id, scheduled_at, id);
create index placed_by_worker on placed (worker_id, scheduled_at, id);
-- Lists of open orders; no order that is new is in an index of ended ones.
create index placed_open_by_time on placed (scheduled_at, id) where open;
create index placed_open_by_client on placed (client_id) where open;
create index placed_open_by_worker on placed (worker_id, upper(busy)) include (busy) where open;

create table history (
  order_id   uuid        not null references placed (id),
  version    int8        not null,
  event      text        not null,
  at         timestamptz not null,
  by_role    text        not null,
  by_subject text,
  primary key (order_id, version)
);

create table trace (order_id uuid primary key, pipeline_version int8, trace jsonb, took int8);

create table outbox (
  id       int8 generated always as identity,
  xid      xid8 not null default pg_current_xact_id(),
  event_id uuid not null,
  type     text not null,
  subject  text not null,
  sequence int8 not null,
  at       timestamptz not null,
  data     jsonb not null
);
create index outbox_xid on outbox (xid);

create table idempotency (
  caller      int8,
  key         int8,
  fingerprint bytea,
  answer      bytea,
  at          timestamptz,
  primary key (caller, key)
);

-- A match trace of ten workers, an event and an answer, in their usual sizes.
create table material as
select (select jsonb_build_object('best', jsonb_agg(jsonb_build_object(
                 'worker_id', gen_random_uuid(), 'worker_name', 'Barsik Petrov ' || n,
                 'rating', random(), 'vetoed', false,
                 'verdicts', jsonb_build_object(
                   'fit', jsonb_build_object('score', random()),
                   'results', jsonb_build_object('score', random()),
                   'fairness', jsonb_build_object('score', random())))))
        from   generate_series(1, 10) n) as trace,
       (select jsonb_object_agg('field_' || n, md5(n::text)) from generate_series(1, 20) n) as event,
       decode(repeat(md5('answer'), 40), 'hex') as answer;
vacuum analyze;
