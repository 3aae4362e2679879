-- The database of a service that shares none: `mcf_packing` is packing's, which runs as
-- `packing_app` in the schema `packing`, owned by `packing_owner`.
do $$
declare
  service text := substr(current_database(), length('mcf_') + 1);
begin
  execute format('revoke all on database %I from public', current_database());
  execute format('grant connect on database %I to %I, %I, mcf_relay',
                 current_database(), service || '_app', service || '_owner');
  revoke all on schema public from public;

  -- Indexes for searching parts of texts; nobody calls the extension's functions.
  create schema if not exists extensions;
  create extension if not exists pg_trgm schema extensions;
  revoke all on schema extensions from public;
  revoke all on all functions in schema extensions from public;
  execute format('grant usage on schema extensions to %I', service || '_owner');

  execute format('create schema if not exists %I authorization %I', service, service || '_owner');
  execute format('grant usage on schema %I to %I, mcf_relay', service, service || '_app');
  execute format('alter default privileges for role %I revoke execute on functions from public',
                 service || '_owner');
end
$$;
