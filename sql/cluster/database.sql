-- What each database has, whichever schemas lie in it. Idempotent; run by `mcf migrate` there.

do $$
begin
  execute format('revoke all on database %I from public', current_database());
  execute format('grant connect on database %I to mcf_relay', current_database());
end
$$;

revoke all on schema public from public;

-- btree_gist: exclusion constraints over an id and a range (R-074). pg_trgm: indexes for searching
-- parts of texts; its operator class has to be named, so owners may look into the schema. Nobody
-- calls their functions.
create schema if not exists extensions;
create extension if not exists btree_gist schema extensions;
create extension if not exists pg_trgm    schema extensions;
revoke all on schema extensions from public;
revoke all on all functions in schema extensions from public;
