-- What is packed for one order (R-150, R-160). Rows are never deleted.
create table packing.package (
  -- The order's: an order has one package, a package is for one order.
  id                uuid        primary key,
  status            text        not null default 'to_pack'
                    check (status in ('to_pack', 'ready', 'issued')),
  -- as the order's events tell
  worker_id         uuid        not null,
  worker_name       text        not null,
  client_first_name text        not null,
  service_type_name text        not null,
  description       text        not null,
  place             text        not null,
  scheduled_at      timestamptz not null,
  -- by when it is needed: when the worker sets out (R-074)
  pick_up_at        timestamptz not null,
  -- with the acceptance form
  packing_list      text[]      not null,
  ready_at          timestamptz,
  issued_at         timestamptz,
  outcome           text        check (outcome in ('completed', 'cancelled', 'failed')),
  ended_at          timestamptz,
  unpacked_at       timestamptz,
  -- Off the list: taken apart, or handed over and used up.
  done              bool        not null generated always as
                    (unpacked_at is not null
                     or status = 'issued' and outcome is not distinct from 'completed') stored,
  created_at        timestamptz not null,
  -- the version of the order that its events have brought it to
  order_version     int8        not null,
  version           int8        not null default 1,
  -- Its place among all changes, given by the feed; none since it changed last.
  change            int8,
  -- What `q` looks in.
  search            text        not null generated always as
                    (lower(worker_name collate "und-x-icu")) stored,

  constraint package_ready    check (status = 'to_pack' or ready_at is not null),
  constraint package_issued   check ((status = 'issued') = (issued_at is not null)),
  constraint package_ended    check ((outcome is null) = (ended_at is null)),
  constraint package_unpacked check (unpacked_at is null or outcome is not null)
);

-- Lists, the first pick-up first: what is to be done, all, a worker's.
create index package_to_do     on packing.package (pick_up_at, id) where not done;
create index package_by_time   on packing.package (pick_up_at, id);
create index package_by_status on packing.package (status, pick_up_at, id);
create index package_by_worker on packing.package (worker_id, pick_up_at, id);
create index package_search    on packing.package using gin (search extensions.gin_trgm_ops);

-- The feed's: what comes after a change, and what has no number yet.
create unique index package_by_change on packing.package (change);
create index package_unnumbered on packing.package (id) where change is null;
create sequence packing.package_change;

-- Who did what with a package and when, one row a version; both an "issued" and its being taken
-- back are kept (R-160).
create table packing.package_history (
  package_id uuid        not null references packing.package (id),
  version    int8        not null,
  event      text        not null
             check (event in ('ordered', 'ready', 'issued', 'taken_back', 'ended', 'unpacked',
                              'cookie_ordered', 'cookie_late', 'cookie_missing',
                              'cookie_not_ordered', 'cookie_arrived')),
  at         timestamptz not null,
  by_role    text        not null
             check (by_role in ('clerk', 'contractor', 'orders', 'packing')),
  by_subject text,
  primary key (package_id, version)
);

-- The cookie that goes with it (R-170). Whoever locks both locks the cookie first.
create table packing.cookie (
  -- What the contractor knows it by.
  id         uuid        primary key,
  package_id uuid        not null unique references packing.package (id),
  status     text        not null default 'due'
             check (status in ('due', 'ordered', 'late', 'arrived', 'missing', 'not_ordered')),
  -- why it was not ordered
  cause      text        check (cause in ('order_ended', 'no_contractor', 'contractor_failed', 'too_late')),
  -- when it is ordered, and from when it is of no use any more
  due_at     timestamptz not null,
  needed_at  timestamptz not null,
  -- When to look at it next; none once nothing can happen to it by itself. Whoever orders it moves
  -- this ahead first: that is the lease, and should they die with it, it is tried again.
  next_at    timestamptz,
  tries      int4        not null default 0,
  -- what went wrong at the last try
  failure    text,
  -- the contractor's name for it
  reference  text,
  ordered_at timestamptz,
  arrived_at timestamptz,

  constraint cookie_cause   check ((status = 'not_ordered') = (cause is not null)),
  constraint cookie_ordered check (status not in ('ordered', 'late', 'missing') or ordered_at is not null),
  constraint cookie_arrived check ((status = 'arrived') = (arrived_at is not null))
);

create index cookie_next on packing.cookie (next_at) where next_at is not null;

-- Signed calls that were received, so that each counts once.
create table packing.webhook (
  id          text        primary key check (char_length(id) between 1 and 255),
  received_at timestamptz not null
);

create index webhook_received_at on packing.webhook (received_at);

grant select, insert, update on packing.package, packing.cookie to packing_app;
grant select, insert         on packing.package_history          to packing_app;
-- Whoever locks rows before deleting them needs to be allowed to update them.
grant select, insert, update, delete on packing.webhook          to packing_app;
grant usage                  on sequence packing.package_change  to packing_app;
