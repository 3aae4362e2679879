-- Which database an outbox is, and what its destinations are: so that none is taken for another, or
-- for what it was before.

create table outbox_identity (
  -- There is one row.
  one     boolean primary key default true check (one),
  -- Drawn once; a copy of the database has the same, and is told apart by its bonds.
  id      uuid    not null default gen_random_uuid(),
  -- The greatest transaction of all rows that rotation has emptied; 0: every row ever is there.
  emptied xid8    not null default '0'
);

-- Of an outbox that has been in use nobody noted what was emptied: all below what is there may be.
insert into outbox_identity (emptied)
select case
         when not (select is_called from outbox_id) then '0'
         when exists (select from outbox where id = 1) then '0'
         else coalesce((select xid from outbox order by xid limit 1),
                       pg_snapshot_xmin(pg_current_snapshot()))
       end;

alter table outbox_destination
  -- The identity of its inbox; none: not asked yet.
  add inbox uuid,
  -- What was agreed upon with it at each meeting, the last one first; 0: before the first one.
  add bonds bigint[] not null default '{0}';

grant select, update (emptied) on outbox_identity to mcf_relay;
