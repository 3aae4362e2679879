-- What can be ordered (R-021). Rows are deactivated, never deleted.
create table orders.service_type (
  id               uuid        primary key,
  name             text        not null check (char_length(name) between 1 and 100),
  description      text        not null check (char_length(description) <= 2000),
  duration_minutes int4        not null check (duration_minutes between 1 and 1440),
  active           bool        not null default true,
  -- name of a characteristic → its weight; the names are matching's business
  characteristics  jsonb       not null default '{}' check (jsonb_typeof(characteristics) = 'object'),
  packing_list     text[]      not null default '{}',
  lead_minutes     int4        not null check (lead_minutes between 0 and 43200),
  horizon_days     int4        not null check (horizon_days between 1 and 366),
  travel_minutes   int4        not null check (travel_minutes between 0 and 1440),
  created_at       timestamptz not null,
  version          int8        not null default 1
);

-- One service at one place and time, for one client, by one worker.
-- No foreign key to service_type: nobody may delete there, and each order would share-lock the
-- same few rows. None to clients and workers: they are other services' tables.
create table orders.orders (
  id                    uuid        primary key,
  client_id             uuid        not null,
  worker_id             uuid        not null,
  service_type_id       uuid        not null,
  status                text        not null default 'accepted'
                        check (status in ('accepted', 'started', 'completed', 'cancelled', 'failed')),
  -- as the form had it
  description           text        not null,
  place                 text        not null,
  phone                 text        not null,
  email                 text        not null,
  scheduled_at          timestamptz not null,
  max_charge            int8,
  -- as the client, the worker and the service type were at that moment
  client_first_name     text        not null,
  client_name           text        not null,
  worker_first_name     text        not null,
  worker_name           text        not null,
  service_type_name     text        not null,
  packing_list          text[]      not null,
  -- the way there and the pick-up of supplies count as busy (R-074)
  ends_at               timestamptz not null,
  busy                  tstzrange   not null,
  -- money in hundredths, fixed when the order is accepted (R-040, R-050, R-240)
  price                 int8        not null check (price >= 0),
  discount_percent      int4        not null check (discount_percent between 0 and 12),
  charge                int8        not null check (charge between 0 and price),
  earning               int8        not null check (earning between 0 and price),
  -- copies: the order it copies, and the first order of that chain (itself when it is no copy)
  copy_of               uuid,
  chain                 uuid        not null,
  pipeline_version      int8        not null,
  outcome               text        check (outcome in ('completed', 'cancelled', 'failed')),
  reason                text,
  note                  text,
  ended_by              text        check (ended_by in ('client', 'worker', 'manager', 'sweeper')),
  check_in_photo_sha256 text,
  report_photo_sha256   text,
  created_at            timestamptz not null,
  started_at            timestamptz,
  -- when the sweeper told that its report is late (R-185)
  overdue_at            timestamptz,
  ended_at              timestamptz,
  version               int8        not null default 1,

  constraint order_outcome_is_status
    check (outcome is not distinct from case when status in ('accepted', 'started') then null else status end),
  constraint order_ended check ((ended_at is null) = (outcome is null)),
  constraint order_started check (status <> 'started' or started_at is not null),
  -- R-074: a worker never has two open orders that overlap
  constraint order_worker_free
    exclude using gist (worker_id with =, busy with &&) where (status in ('accepted', 'started'))
);

-- Lists, newest time first: all, a client's, a worker's.
create index orders_by_time on orders.orders (scheduled_at, id);
create index orders_by_client on orders.orders (client_id, scheduled_at, id);
create index orders_by_worker on orders.orders (worker_id, scheduled_at, id);

-- The sweeper's: who should have come, whose report is late.
create index orders_to_start on orders.orders (scheduled_at) where status = 'accepted';
create index orders_to_report on orders.orders (ends_at) where status = 'started';

-- R-132: a second copy waits until the first has ended; the chain names whom to exclude.
create unique index order_copy_open on orders.orders (copy_of)
  where copy_of is not null and status in ('accepted', 'started');
create index orders_failed_in_chain on orders.orders (chain) where status = 'failed';

-- What happened to an order, one row a version.
create table orders.order_history (
  order_id   uuid        not null references orders.orders (id),
  version    int8        not null,
  event      text        not null
             check (event in ('accepted', 'started', 'overdue', 'completed', 'cancelled', 'failed')),
  at         timestamptz not null,
  by_role    text        not null check (by_role in ('client', 'worker', 'manager', 'sweeper')),
  by_subject text,
  reason     text,
  note       text,
  primary key (order_id, version)
);

-- Nothing of these is ever deleted, and history is never changed.
grant select, insert, update on orders.service_type, orders.orders to orders_app;
grant select, insert on orders.order_history to orders_app;
