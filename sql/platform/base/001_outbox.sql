-- adopts outbox_identity: schemas that an earlier version migrated have all this already.

-- The outbox of the service whose schema is current: what its transactions publish.
-- Append-only; the relay reads it, and empties a child once every destination has passed it.

create sequence outbox_id cache 1;

create table outbox (
  -- A child covers a day, four of them a lap.
  ring     smallint    not null
           default extract(epoch from now())::bigint / 86400 % 4,
  -- Cache 1: ids of one key follow its commits only if no session hoards numbers.
  id       bigint      not null default nextval('outbox_id'),
  -- The relay orders by visibility of transactions, not by ids, which commit out of turn.
  xid      xid8        not null default pg_current_xact_id(),
  -- CloudEvents' attributes.
  event_id uuid        not null,
  type     text        not null,
  subject  text        not null,
  sequence bigint      not null,
  time     timestamptz not null,
  headers  jsonb       not null default '{}',
  data     jsonb       not null,

  -- An event must not be delivered when its cause can still be lost. Checked here it costs no
  -- round trip and nothing gets past it.
  constraint outbox_synchronous_commit
    check (current_setting('synchronous_commit') in ('on', 'remote_apply'))
) partition by list (ring);

create index outbox_xid on outbox (xid);

-- -1: inserts alone never call vacuum. The rows are truncated, not deleted.
create table outbox_0 partition of outbox for values in (0) with (autovacuum_vacuum_insert_threshold = -1);
create table outbox_1 partition of outbox for values in (1) with (autovacuum_vacuum_insert_threshold = -1);
create table outbox_2 partition of outbox for values in (2) with (autovacuum_vacuum_insert_threshold = -1);
create table outbox_3 partition of outbox for values in (3) with (autovacuum_vacuum_insert_threshold = -1);

-- Who reads this outbox, and up to where everything is in its inbox for good. The relay inserts a
-- destination before it first reads for it; only an operator removes one.
create table outbox_destination (
  name        text        primary key,
  passed      pg_snapshot not null,
  reported_at timestamptz not null,
  -- The identity of its inbox; none: not asked yet.
  inbox       uuid,
  -- What was agreed upon with it at each meeting, the last one first; 0: before the first one.
  bonds       bigint[]    not null default '{0}'
);

-- Which database an outbox is, so that none is taken for another, or for what it was before.
create table outbox_identity (
  -- There is one row.
  one     boolean primary key default true check (one),
  -- Drawn once; a copy of the database has the same, and is told apart by its bonds.
  id      uuid    not null default gen_random_uuid(),
  -- The greatest transaction of all rows that rotation has emptied; 0: every row ever is there.
  emptied xid8    not null default '0'
);

insert into outbox_identity default values;

-- The application role may append and nothing else; ids and transaction ids are not its to choose.
do $$
declare
  app text := current_schema() || '_app';
begin
  execute format('grant usage on sequence outbox_id to %I', app);
  execute format(
    'grant insert (ring, event_id, type, subject, sequence, time, headers, data) on outbox to %I',
    app);
end
$$;

-- The relay sees no business table.
grant select           on sequence outbox_id                              to mcf_relay;
grant select           on outbox, outbox_0, outbox_1, outbox_2, outbox_3  to mcf_relay;
grant truncate         on outbox_0, outbox_1, outbox_2, outbox_3          to mcf_relay;
-- An operator may drop a destination that will never come back: `mcf outbox drop-destination`.
grant select, insert, update, delete on outbox_destination                to mcf_relay;
grant select, update (emptied) on outbox_identity                         to mcf_relay;
