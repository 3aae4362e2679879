-- Applicants who become workers (R-120).

alter table workers.worker
  -- The application that it was hired by last, and when that was accepted; null: by none.
  add column application_id uuid,
  add column accepted_at    timestamptz,
  add constraint worker_application unique (application_id),
  add constraint worker_accepted check ((application_id is null) = (accepted_at is null));

-- Each acceptance that was heard of, so that one that is told again changes nothing, and the photo
-- that came with it, as long as it is to be fetched.
create table workers.acceptance (
  application_id uuid        primary key,
  -- null: the register knew a later one of that cat already
  worker_id      uuid        references workers.worker (id),
  accepted_at    timestamptz not null,
  photo_sha256   text        not null,
  -- The photo that the worker had then: another one that is there by now stays.
  replaces       text,
  -- Where it is got at applicants, and until when; null: it is fetched no more.
  photo_path     text,
  photo_until    timestamptz not null,
  tries          int4        not null default 0,
  -- why the last try brought none
  failure        text,
  next_at        timestamptz,
  created_at     timestamptz not null,

  constraint acceptance_photo_digest check (photo_sha256 ~ '^[0-9a-f]{64}$'),
  constraint acceptance_wanted
    check ((next_at is null) = (photo_path is null) and (worker_id is not null or next_at is null))
);

create index acceptance_due on workers.acceptance (next_at) where next_at is not null;

grant select, insert, update on workers.acceptance to workers_app;
