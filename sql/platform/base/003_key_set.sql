-- adopts key_set: schemas that an earlier version migrated have it already.

-- The identity provider's last good key set, so that a restart does not need the provider.

create table key_set (
  issuer     text        primary key,
  keys       text        not null,
  fetched_at timestamptz not null
);

do $$
begin
  execute format('grant select, insert, update on key_set to %I', current_schema() || '_app');
end
$$;
