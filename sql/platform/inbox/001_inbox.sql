-- adopts inbox_identity: schemas that an earlier version migrated have all this already.

-- The inbox of the service whose schema is current: what the relay has delivered to it.

create table inbox (
  -- A child covers three days and a half, four of them a lap; so rows stay for a week at least.
  ring     smallint    not null
           default extract(epoch from now())::bigint / 302400 % 4,
  -- The service whose outbox it comes from.
  source   text        not null,
  -- FNV-1a 64 of the subject's UTF-8, modulo 16: the events of a key share a slot, for ever.
  slot     smallint    not null,
  -- Where it stands among all that came from this source; numbered here, without gaps.
  position bigint      not null,
  -- CloudEvents' attributes, as they lay in the outbox.
  event_id uuid        not null,
  type     text        not null,
  subject  text        not null,
  sequence bigint      not null,
  time     timestamptz not null,
  headers  jsonb       not null,
  data     jsonb       not null
) partition by list (ring);

-- -1: inserts alone never call vacuum. The rows are truncated, not deleted.
create table inbox_0 partition of inbox (unique (source, slot, position)) for values in (0) with (autovacuum_vacuum_insert_threshold = -1);
create table inbox_1 partition of inbox (unique (source, slot, position)) for values in (1) with (autovacuum_vacuum_insert_threshold = -1);
create table inbox_2 partition of inbox (unique (source, slot, position)) for values in (2) with (autovacuum_vacuum_insert_threshold = -1);
create table inbox_3 partition of inbox (unique (source, slot, position)) for values in (3) with (autovacuum_vacuum_insert_threshold = -1);

-- How far the relay has come with a source. It lies here, so that rows and cursor live or die
-- together, and is moved by compare-and-swap on its version, so that several relays do no harm.
create table inbox_cursor (
  source            text        primary key,
  -- The cluster that it was read from, and its timeline then.
  system_identifier bigint      not null,
  timeline          integer     not null,
  -- Everything visible in `passed` has been delivered; of what became visible between it and
  -- `target`, everything up to `last_id`. No target: no window is open.
  passed            pg_snapshot not null,
  target            pg_snapshot,
  last_id           bigint      not null default 0,
  -- The newest delivered event, and the transaction that appended it.
  last_event_id     uuid,
  last_xid          xid8,
  position          bigint      not null default 0,
  -- Changed at random: one that a crash of the server has taken back never comes again.
  version           bigint      not null default 0,
  -- The identity of the outbox that it was read from; none: not asked yet.
  outbox            uuid,
  -- What the source may hold of what was agreed upon: mostly one.
  bonds             bigint[]    not null default '{0}'
);

-- Which database an inbox is, so that none is taken for another, or for what it was before.
create table inbox_identity (
  -- There is one row.
  one     boolean     primary key default true check (one),
  -- Drawn once; a copy of the database has the same.
  id      uuid        not null default gen_random_uuid(),
  -- Rotation has emptied nothing that happened later than this.
  emptied timestamptz not null default '-infinity'
);

insert into inbox_identity default values;

-- How far the service has come; the row's lock is the lease on the slot.
create table inbox_slot (
  source   text     not null,
  slot     smallint not null,
  -- Everything up to here has taken effect or is parked.
  position bigint   not null default 0,
  -- How many batches began and never ended, since one last did: their consumer was killed.
  started  integer  not null default 0,
  -- How far the longest of these went. Up to there events go one at a time: one of them kills.
  reached  bigint   not null default 0,

  primary key (source, slot)
);

-- Events whose handling failed, each with its whole envelope, and those of their key behind them.
-- Rows come and go only under the lock of their slot.
create table inbox_parked (
  source     text        not null,
  slot       smallint    not null,
  position   bigint      not null,
  event_id   uuid        not null,
  type       text        not null,
  subject    text        not null,
  sequence   bigint      not null,
  time       timestamptz not null,
  headers    jsonb       not null,
  data       jsonb       not null,

  parked_at  timestamptz not null,
  -- What went wrong, at the last try; none for one that only waits behind another.
  cause      text,
  tries      integer     not null default 0,
  -- How many tries began and never ended, as in inbox_slot.
  started    integer     not null default 0,
  -- Since when it is the first of its key; none for those behind it.
  head_since timestamptz,
  -- A head is either tried again some time or dead.
  retry_at   timestamptz,
  dead_at    timestamptz,

  primary key (source, slot, position),
  check (num_nonnulls(retry_at, dead_at) = num_nonnulls(head_since))
);

create index inbox_parked_event on inbox_parked (event_id);
create index inbox_parked_key   on inbox_parked (source, subject, position);
-- What a consumer asks, so that however many are parked do not slow it down: which is tried next,
-- and whether a key has any.
create index inbox_parked_due     on inbox_parked (source, slot, retry_at, position) where retry_at   is not null;
create index inbox_parked_subject on inbox_parked (source, slot, subject)            where head_since is not null;

-- Parked events that somebody gave up.
create table inbox_skipped (
  source     text        not null,
  slot       smallint    not null,
  position   bigint      not null,
  event_id   uuid        not null,
  type       text        not null,
  subject    text        not null,
  sequence   bigint      not null,
  time       timestamptz not null,
  headers    jsonb       not null,
  data       jsonb       not null,
  parked_at  timestamptz not null,
  cause      text,
  tries      integer     not null,

  skipped_at timestamptz not null,
  skipped_by text        not null check (skipped_by <> ''),
  reason     text        not null check (reason <> ''),

  primary key (source, slot, position)
);

do $$
declare
  app text := current_schema() || '_app';
begin
  execute format('grant select on inbox, inbox_0, inbox_1, inbox_2, inbox_3, inbox_cursor to %I', app);
  execute format('grant select, update on inbox_slot to %I', app);
  execute format('grant select, insert, update, delete on inbox_parked to %I', app);
  execute format('grant select, insert on inbox_skipped to %I', app);
end
$$;

-- The relay sees no business table.
grant select, insert         on inbox                              to mcf_relay;
grant select, truncate       on inbox_0, inbox_1, inbox_2, inbox_3 to mcf_relay;
grant select, insert, update on inbox_cursor                       to mcf_relay;
grant select, insert         on inbox_slot                         to mcf_relay;
grant select                 on inbox_parked                       to mcf_relay;
grant select, update (emptied) on inbox_identity                   to mcf_relay;
