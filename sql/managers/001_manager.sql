-- The register of managers.

create table managers.manager (
  id         uuid        primary key,
  name       text        not null,
  email      text        not null,
  active     boolean     not null default true,
  version    bigint      not null default 1,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  -- One cat, one address: compared without the case of ASCII letters.
  email_key  text        not null generated always as (lower(email collate "C")) stored,
  -- What `q` looks in; the unit separator cannot be typed into a field. They are few: no index.
  search     text        not null generated always as (
    lower((name || chr(31) || email) collate "und-x-icu")
  ) stored,

  constraint manager_email unique (email_key),
  constraint manager_name_length check (char_length(name) between 1 and 200),
  constraint manager_email_length check (char_length(email) between 3 and 254),
  constraint manager_version_positive check (version > 0)
);

-- Rows are deactivated, never deleted.
grant select, insert, update on managers.manager to managers_app;
