-- adopts idempotency: schemas that an earlier version migrated have it already.

-- Answers already given to requests with an Idempotency-Key, for 24 hours; inserted by the
-- transaction of the effect, so that a crash cannot split the two.

create table idempotency (
  -- who sent the key: callers do not see each other's
  caller       text        not null,
  key          text        not null check (char_length(key) between 1 and 255),
  -- SHA-256 of method, path and body
  fingerprint  bytea       not null,
  status       integer     not null,
  content_type text,
  etag         text,
  location     text,
  body         bytea       not null,
  created_at   timestamptz not null,

  primary key (caller, key)
);

create index idempotency_created_at on idempotency (created_at);

do $$
begin
  execute format(
    'grant select, insert, update, delete on idempotency to %I', current_schema() || '_app');
end
$$;
