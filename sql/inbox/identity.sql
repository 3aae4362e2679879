-- Which database an inbox is, and which its sources are: so that none is taken for another, or for
-- what it was before.

create table inbox_identity (
  -- There is one row.
  one     boolean     primary key default true check (one),
  -- Drawn once; a copy of the database has the same.
  id      uuid        not null default gen_random_uuid(),
  -- Rotation has emptied nothing that happened later than this.
  emptied timestamptz not null default '-infinity'
);

-- Of an inbox that has been in use nobody noted what was emptied; it kept a week at least.
insert into inbox_identity (emptied)
select case
         when exists (select from inbox_cursor c
                      where  c.position > 0
                      and    not exists (select from inbox e
                                         where  e.source   = c.source
                                         and    e.position = 1))
         then now() - interval '7 days'
         else '-infinity'
       end;

alter table inbox_cursor
  -- The identity of the outbox that it was read from; none: not asked yet.
  add outbox uuid,
  -- What the source may hold of what was agreed upon: mostly one.
  add bonds  bigint[] not null default '{0}';

grant select, update (emptied) on inbox_identity to mcf_relay;
