-- The register of clients (R-010, R-011).

create table clients.client (
  id          uuid        primary key,
  external_id text        not null,
  first_name  text        not null,
  last_name   text        not null,
  email       text        not null,
  phone       text,
  place       text,
  active      boolean     not null default true,
  paid        bigint      not null default 0,
  version     bigint      not null default 1,
  created_at  timestamptz not null,
  changed_at  timestamptz not null,
  -- What `q` looks in, in lower case whatever the alphabet. The unit separator cannot be typed
  -- into a field, so no match ever spans two of them.
  search      text        not null generated always as (
    lower(
      (first_name || ' ' || last_name || chr(31) || email || chr(31) || external_id)
      collate "und-x-icu")
  ) stored,

  constraint client_external_id unique (external_id),
  constraint client_external_id_length check (char_length(external_id) between 1 and 255),
  constraint client_first_name_length check (char_length(first_name) between 1 and 100),
  constraint client_last_name_length check (char_length(last_name) between 1 and 100),
  constraint client_email_length check (char_length(email) between 3 and 254),
  constraint client_phone_length check (char_length(phone) between 1 and 40),
  constraint client_place_length check (char_length(place) between 1 and 500),
  constraint client_paid_not_negative check (paid >= 0),
  constraint client_version_positive check (version > 0)
);

comment on column clients.client.external_id is 'HCB''s id, the subject of the client''s tokens';
comment on column clients.client.paid is 'money paid so far, in hundredths of a cat-unit (R-040)';

-- Rows are deactivated, never deleted.
grant select, insert, update on clients.client to clients_app;
