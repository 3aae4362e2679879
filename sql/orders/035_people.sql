-- What `orders` knows of managers moves to the persons that all services keep.
\ir ../platform/person.sql

-- The version before this one may be writing there.
lock table orders.manager in access exclusive mode;

-- Names were not kept; `mcf outbox backfill managers` brings them.
insert into orders.person (kind, id, name, first_name, email, active, version)
select 'manager', id, '', '', '', active, version
from   orders.manager;

drop table orders.manager;

-- While the version before this one still runs, it reads and writes the same rows under the old
-- name, so each hears at once of what the other takes from the inbox. When no process of that
-- version is left, a later migration drops this view and its index.
create view orders.manager as
select id, active, version, kind, name, first_name, email
from   orders.person
where  kind = 'manager';

alter view orders.manager
  alter column kind       set default 'manager',
  alter column name       set default '',
  alter column first_name set default '',
  alter column email      set default '';

-- What its `on conflict (id)` means.
create unique index person_id on orders.person (id);

grant select, insert, update on orders.manager to orders_app;
