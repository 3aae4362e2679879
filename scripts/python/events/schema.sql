-- The two ends of the events' way in fault tests and benchmarks, made by psql in a new cluster:
-- cats walk in the yard, a row and an event for each step; the attic watches them.

set mcf.relay_connections = '-1';
\ir ../../../sql/cluster/relay.sql

create database mcf_yard  encoding 'UTF8' locale 'C.UTF-8' template template0;
create database mcf_attic encoding 'UTF8' locale 'C.UTF-8' template template0;

\connect mcf_yard
\ir ../../../sql/cluster/database.sql
set mcf.schema          = 'yard';
set mcf.roles           = 'yard_app';
set mcf.reads           = '';
set mcf.callers         = '';
set mcf.publishes       = 'off';
set mcf.app_connections = '-1';
\ir ../../../sql/cluster/schema.sql
set role yard_owner;
set search_path = yard;
\ir ../../../sql/platform/base/001_outbox.sql

create table cat (
  id    uuid   primary key,
  steps bigint not null
);

-- What else goes on beside the events.
create table nap (
  cat  uuid   primary key,
  naps bigint not null
);

insert into cat
select ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 0
from   generate_series(1, 10000) n;

insert into nap
select id, 0
from   cat;

grant select, update on cat, nap to yard_app;

\connect mcf_attic
\ir ../../../sql/cluster/database.sql
set mcf.schema          = 'attic';
set mcf.roles           = 'attic_app';
set mcf.reads           = '';
set mcf.callers         = '';
set mcf.publishes       = 'off';
set mcf.app_connections = '-1';
\ir ../../../sql/cluster/schema.sql
set role attic_owner;
set search_path = attic;
\ir ../../../sql/platform/inbox/001_inbox.sql

create table cat (
  id    uuid     primary key,
  seen  bigint   not null,
  last  bigint   not null,
  -- Steps that were not the one after the last.
  wrong bigint[] not null
);

insert into cat
select ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 0, 0, '{}'
from   generate_series(1, 10000) n;

grant select, update on cat to attic_app;
