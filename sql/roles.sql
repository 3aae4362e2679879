-- What a cluster must have before the services' own files: roles, databases, extensions, schemas.
-- Idempotent; run by `mcf migrate --admin URL`, and as well by psql.
--
-- Parameters are settings of each session, all optional (to psql by PGOPTIONS='-c mcf.replicas=2'):
--   mcf.<role>_password   a role's new password, such as mcf.clients_app_password
--   mcf.app_connections, mcf.relay_connections
--                         how many connections an application role, or the relay's, may have: see
--                         ConnectionLimits.swift; by default enough for two processes of a service
--                         and two relays, or what the roles have if that is more

-- Clients, workers and orders share a database, since Postgres cannot join across databases.
select 'create database mcf_core encoding ''UTF8'' locale ''C.UTF-8'' template template0'
where  not exists (select from pg_database where datname = 'mcf_core')
\gexec

-- Whoever migrates takes the lock there, so that two never do the rest at the same time.
\connect mcf_core

-- Roles. An owner owns a service's schemas and is used by migrations alone; an application role is
-- what the service runs as; a reader is what other services may read, granted by the data's owner.
do $$
declare
  role text;
begin
  foreach role in array array[
    'clients_owner',  'workers_owner',  'orders_owner', 'managers_owner', 'packing_owner',
    'clients_app',    'workers_app',    'orders_app',   'managers_app',   'packing_app',
    'clients_reader', 'workers_reader', 'mcf_relay'
  ] loop
    if not exists (select from pg_roles where rolname = role) then
      execute format('create role %I', role);
    end if;
    execute format(
      'alter role %I %s nocreatedb nocreaterole inherit',
      role, case when role like '%\_reader' then 'nologin' else 'login' end);
    if coalesce(current_setting('mcf.' || role || '_password', true), '') <> '' then
      execute format(
        'alter role %I password %L', role, current_setting('mcf.' || role || '_password'));
    end if;
    -- An admin who is no superuser (a managed cluster's) acts for the owners as their member.
    if role like '%\_owner' and not (select rolsuper from pg_roles where rolname = current_user) then
      execute format('grant %I to %I', role, current_user);
    end if;
  end loop;
end
$$;

-- `orders` reads the registers, with plain joins; writing there is refused with 42501.
grant clients_reader, workers_reader to orders_app;

-- Role settings.
do $$
declare
  service text;
begin
  foreach service in array array['clients', 'workers', 'orders', 'managers', 'packing'] loop
    execute format('alter role %I set search_path                         = %I',   service || '_app', service);
    execute format('alter role %I set statement_timeout                   = ''5s''',  service || '_app');
    execute format('alter role %I set lock_timeout                        = ''2s''',  service || '_app');
    execute format('alter role %I set idle_in_transaction_session_timeout = ''10s''', service || '_app');

    execute format('alter role %I set search_path  = %I',     service || '_owner', service);
    execute format('alter role %I set lock_timeout = ''3s''', service || '_owner');
  end loop;
end
$$;

-- Connection limits, as ConnectionLimits.swift counts them.
do $$
declare
  role  text;
  had   int;
  given int;
begin
  for role, had in
    select rolname, rolconnlimit
    from   pg_roles
    where  rolname in ('clients_app', 'workers_app', 'orders_app', 'managers_app', 'packing_app',
                       'mcf_relay')
  loop
    given := nullif(current_setting(
      case role when 'mcf_relay' then 'mcf.relay_connections' else 'mcf.app_connections' end,
      true), '')::int;
    execute format(
      'alter role %I connection limit %s', role,
      coalesce(given, greatest(had, case role when 'mcf_relay' then 75 else 60 end)));
  end loop;
end
$$;

-- A window of the outbox may take long to read.
alter role mcf_relay set statement_timeout                   = '60s';
alter role mcf_relay set lock_timeout                        = '2s';
alter role mcf_relay set idle_in_transaction_session_timeout = '10s';
-- It reads what is new by index. Plans that are made once, for any number of new rows, and from
-- statistics that lag behind a ring of tables, would read whole tables, or be compiled; and making
-- them anew each time takes longer than reading.
alter role mcf_relay set enable_seqscan  = off;
alter role mcf_relay set jit             = off;
alter role mcf_relay set plan_cache_mode = force_generic_plan;

-- Every other service has a database of its own.
select format('create database %I encoding ''UTF8'' locale ''C.UTF-8'' template template0', name)
from   unnest(array['mcf_managers', 'mcf_packing']) as name
where  not exists (select from pg_database where datname = name)
\gexec

revoke all     on database mcf_core from public;
grant  connect on database mcf_core to clients_app, workers_app, orders_app, mcf_relay,
                                       clients_owner, workers_owner, orders_owner;

revoke all on schema public from public;

-- btree_gist: exclusion constraints over an id and a range (R-074). pg_trgm: indexes for searching
-- parts of texts; its operator class has to be named, so owners may look into the schema. Nobody
-- calls their functions.
create schema if not exists extensions;
create extension if not exists btree_gist schema extensions;
create extension if not exists pg_trgm schema extensions;
revoke all on schema extensions from public;
revoke all on all functions in schema extensions from public;
grant usage on schema extensions to clients_owner, workers_owner, orders_owner;

-- A service's schema, and the one of its published views.
create schema if not exists clients     authorization clients_owner;
create schema if not exists clients_api authorization clients_owner;
create schema if not exists workers     authorization workers_owner;
create schema if not exists workers_api authorization workers_owner;
create schema if not exists orders      authorization orders_owner;

grant usage on schema clients to clients_app, mcf_relay;
grant usage on schema workers to workers_app, mcf_relay;
grant usage on schema orders  to orders_app,  mcf_relay;

-- Functions are the one thing that PUBLIC gets by itself.
alter default privileges for role clients_owner revoke execute on functions from public;
alter default privileges for role workers_owner revoke execute on functions from public;
alter default privileges for role orders_owner  revoke execute on functions from public;

\connect mcf_managers
\ir own_database.sql

\connect mcf_packing
\ir own_database.sql
