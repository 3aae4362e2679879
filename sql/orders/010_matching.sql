-- How workers stand in the order of ranks by which matching's first stage takes its finalists; one
-- row a worker, kept by the orders' own transitions. Lower ranks come first.
-- `load` is a virtual time in hours since 1970, as in fair queueing: an order moves it on from
-- whichever is later, itself or now, so it lies ahead of the clock by the recent load, falls back
-- by itself as time goes by, and whoever has been idle longest is first. Failures queue a worker
-- further back.
create table orders.worker_standing (
  worker_id  uuid   primary key,
  load       float8 not null,
  completed  int4   not null default 0,
  failed     int4   not null default 0,
  cancelled  int4   not null default 0,
  rank       float8 not null
             generated always as (load + 168.0 * (failed + 1) / (completed + failed + 10)) stored
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.05);

create index worker_standing_rank on orders.worker_standing (rank, worker_id);

-- A worker's next open order at or after some time: open orders of one worker never overlap
-- (R-074), so that one tells whether the worker is free. A b-tree finds it at a fraction of what
-- the exclusion constraint's GiST index costs.
create index orders_open_by_worker on orders.orders (worker_id, ends_at) include (busy)
  where status in ('accepted', 'started');

-- The pipeline (R-070): each change is a new version, and an order keeps the one it was matched with.
create table orders.pipeline (
  version    int8        primary key,
  steps      jsonb       not null check (jsonb_typeof(steps) = 'array'),
  created_at timestamptz not null,
  created_by text        not null
);

-- What matching did for an order (R-075), written by the transaction that inserts the order.
create table orders.match_trace (
  order_id          uuid  primary key,
  pipeline_version  int8  not null,
  trace             jsonb not null,
  took_microseconds int8  not null
);

insert into orders.pipeline (version, steps, created_at, created_by) values (1, '[
  {"name": "weaknesses",   "kind": "filter",    "run": "no-weakness"},
  {"name": "fit",          "kind": "score",     "run": "characteristics", "weight": 3},
  {"name": "results",      "kind": "score",     "run": "past-results",    "weight": 2},
  {"name": "fairness",     "kind": "score",     "run": "fairness",        "weight": 1},
  {"name": "common-scale", "kind": "normalise", "run": "min-max"},
  {"name": "best",         "kind": "choose",    "run": "best", "margin": 0.1}
]', '2026-01-01 00:00:00+00', 'migration');

grant select, insert, update on orders.worker_standing to orders_app;
grant select, insert on orders.pipeline, orders.match_trace to orders_app;
