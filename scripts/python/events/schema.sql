-- The two ends of the events' way in fault tests and benchmarks, made by psql in a new cluster:
-- cats walk in the yard, a row and an event for each step; the attic watches them.

create role yard_owner login;
create role yard_app login;
create role attic_owner login;
create role attic_app login;
create role mcf_relay login;

-- As in ../../../sql/roles.sql.
alter role yard_app  set search_path                         = yard;
alter role attic_app set search_path                         = attic;
alter role yard_app  set statement_timeout                   = '5s';
alter role attic_app set statement_timeout                   = '5s';
alter role yard_app  set lock_timeout                        = '2s';
alter role attic_app set lock_timeout                        = '2s';
alter role yard_app  set idle_in_transaction_session_timeout = '10s';
alter role attic_app set idle_in_transaction_session_timeout = '10s';
alter role mcf_relay set statement_timeout                   = '60s';
alter role mcf_relay set lock_timeout                        = '2s';
alter role mcf_relay set idle_in_transaction_session_timeout = '10s';
alter role mcf_relay set enable_seqscan                      = off;
alter role mcf_relay set jit                                 = off;
alter role mcf_relay set plan_cache_mode                     = force_generic_plan;

create database mcf_yard  encoding 'UTF8' locale 'C.UTF-8' template template0;
create database mcf_attic encoding 'UTF8' locale 'C.UTF-8' template template0;

\connect mcf_yard
\ir ../../../sql/own_database.sql
set role yard_owner;
set search_path = yard;
\ir ../../../sql/outbox/outbox.sql
\ir ../../../sql/outbox/identity.sql

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
\ir ../../../sql/own_database.sql
set role attic_owner;
set search_path = attic;
\ir ../../../sql/inbox/inbox.sql
\ir ../../../sql/inbox/identity.sql

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
