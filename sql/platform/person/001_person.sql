-- adopts person: schemas that an earlier version migrated have it already.

-- Who the clients, workers and managers of MCF are, as far as their registers' events (`*.changed`)
-- have told the service whose schema is current. The only replica of persons; each register's own
-- table is the truth.

create table person (
  kind        text    not null check (kind in ('client', 'worker', 'manager')),
  id          uuid    not null,
  -- HCB's id of a client
  external_id text,
  -- in full
  name        text    not null,
  first_name  text    not null,
  email       text    not null,
  -- compared without the case of ASCII letters, as in the registers
  email_key   text    not null generated always as (lower(email collate "C")) stored,
  phone       text,
  -- none: not told
  language    text    check (language in ('en', 'ru')),
  active      boolean not null,
  -- The register's: of two states the newer one counts, in whatever order they come.
  version     bigint  not null,
  -- What `q` looks in; the unit separator cannot be typed into a field.
  search      text    not null generated always as (
    lower(normalize(name || chr(31) || email, nfc) collate "und-x-icu")
  ) stored,

  primary key (kind, id)
);

-- Registers delete nobody.
do $$
begin
  execute format('grant select, insert, update on person to %I', current_schema() || '_app');
end
$$;
