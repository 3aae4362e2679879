-- A service's roles and its schema. Idempotent; run by `mcf migrate` in the schema's database, and
-- after the schemas that it reads.
--
-- Settings of the session:
--   mcf.schema           the schema, such as orders
--   mcf.roles            what services run as, with commas, such as orders_app
--   mcf.reads            schemas of the same database whose published views they read, with commas
--   mcf.publishes        on: it publishes views, in a schema orders_api for a role orders_reader
--   mcf.callers          roles that may do nothing but call what it publishes, with commas; there is
--                        no reader then
--   mcf.app_connections, mcf.caller_connections
--                        how many connections each role may have: see ConnectionLimits.swift
--   mcf.<role>_password  a role's new password; none: it keeps the one it has

-- An owner owns the schema and is used by migrations alone; an application role is what a service
-- runs as; a reader is what other services may read, granted by the data's owner; a caller is what a
-- process runs as that strangers reach.
create or replace function pg_temp.make_role(role text, kind text) returns void
language plpgsql as $$
begin
  if not exists (select from pg_roles where rolname = role) then
    execute format('create role %I', role);
  end if;
  execute format('alter role %I %s nocreatedb nocreaterole inherit', role, kind);
  if coalesce(current_setting('mcf.' || role || '_password', true), '') <> '' then
    execute format(
      'alter role %I password %L', role, current_setting('mcf.' || role || '_password'));
  end if;
end
$$;

-- What a role finds without naming a schema, how many it may be, and how long it may take.
create or replace function pg_temp.bound_role(
  role text, path text, connections text, statement text, lock text, idle text
) returns void
language plpgsql as $$
begin
  execute format('alter role %I connection limit %s', role, connections);
  execute format('alter role %I set search_path                         = %I', role, path);
  execute format('alter role %I set statement_timeout                   = %L', role, statement);
  execute format('alter role %I set lock_timeout                        = %L', role, lock);
  execute format('alter role %I set idle_in_transaction_session_timeout = %L', role, idle);
  execute format('grant connect on database %I to %I', current_database(), role);
end
$$;

do $$
declare
  schema  text := current_setting('mcf.schema');
  owner   text := schema || '_owner';
  roles   text[] := string_to_array(current_setting('mcf.roles'), ',');
  callers text[] := string_to_array(current_setting('mcf.callers'), ',');
  role    text;
begin
  perform pg_temp.make_role(owner, 'login');
  execute format('alter role %I set search_path  = %I',     owner, schema);
  execute format('alter role %I set lock_timeout = ''3s''', owner);
  -- An admin who is no superuser (a managed cluster's) acts for the owners as their member.
  if not (select rolsuper from pg_roles where rolname = current_user) then
    execute format('grant %I to %I', owner, current_user);
  end if;

  foreach role in array roles loop
    perform pg_temp.make_role(role, 'login');
    perform pg_temp.bound_role(
      role, schema, current_setting('mcf.app_connections'), '5s', '2s', '10s');
  end loop;
  -- Strangers wait for what it does, and the more of them the longer it takes.
  foreach role in array callers loop
    perform pg_temp.make_role(role, 'login');
    perform pg_temp.bound_role(
      role, schema || '_api', current_setting('mcf.caller_connections'), '2s', '500ms', '2s');
  end loop;
  execute format('grant connect on database %I to %I', current_database(), owner);
  execute format('grant usage on schema extensions to %I', owner);

  execute format('create schema if not exists %I authorization %I', schema, owner);
  execute format('grant usage on schema %I to mcf_relay', schema);
  foreach role in array roles loop
    execute format('grant usage on schema %I to %I', schema, role);
  end loop;
  -- Functions are the one thing that PUBLIC gets by itself.
  execute format(
    'alter default privileges for role %I revoke execute on functions from public', owner);
end
$$;

-- What a schema publishes, and who may read it.
do $$
declare
  schema text := current_setting('mcf.schema');
  read   text;
begin
  if current_setting('mcf.publishes') = 'on' then
    if current_setting('mcf.callers') = '' then
      perform pg_temp.make_role(schema || '_reader', 'nologin');
    end if;
    execute format(
      'create schema if not exists %I authorization %I', schema || '_api', schema || '_owner');
  end if;
  foreach read in array string_to_array(current_setting('mcf.reads'), ',') loop
    execute format('grant %I to %I', read || '_reader', schema || '_app');
  end loop;
end
$$;
