-- The register of workers (R-115, R-120, R-141).

create table workers.worker (
  id              uuid           primary key,
  name            text           not null,
  email           text           not null,
  phone           text           not null,
  age             integer        not null,
  breed           text           not null,
  coat_colour     text           not null,
  characteristics smallint[]     not null,
  code            text           not null,
  active          boolean        not null default true,
  origin          text           not null,
  hours           int4multirange,
  absences        tstzmultirange not null default '{}',
  photo_sha256    text,
  version         bigint         not null default 1,
  created_at      timestamptz    not null,
  changed_at      timestamptz    not null,
  -- One cat, one address: compared without the case of ASCII letters, and the key of an import.
  email_key       text           not null generated always as (lower(email collate "C")) stored,
  -- What `q` looks in; the unit separator cannot be typed into a field.
  search          text           not null generated always as (
    lower(
      (name || chr(31) || email || chr(31) || phone || chr(31) || breed || chr(31) || coat_colour)
      collate "und-x-icu")
  ) stored,

  constraint worker_email unique (email_key),
  constraint worker_name_length check (char_length(name) between 1 and 200),
  constraint worker_email_length check (char_length(email) between 3 and 254),
  constraint worker_phone_length check (char_length(phone) between 1 and 40),
  constraint worker_age_range check (age between 0 and 40),
  constraint worker_breed_length check (char_length(breed) between 1 and 100),
  constraint worker_coat_colour_length check (char_length(coat_colour) between 1 and 100),
  constraint worker_characteristics_range
    check (cardinality(characteristics) = 20
           and array_position(characteristics, null) is null
           and 0 <= all (characteristics)
           and 100 >= all (characteristics)),
  constraint worker_code_letters check (code ~ '^[A-T]{20}$'),
  constraint worker_origin_known check (origin in ('imported', 'applicant')),
  -- Minutes of the business week: 0 is Monday 00:00, 10080 the end of Sunday.
  constraint worker_hours_within_week check (hours <@ '{[0,10080)}' and not isempty(hours)),
  constraint worker_photo_digest check (photo_sha256 ~ '^[0-9a-f]{64}$'),
  constraint worker_version_positive check (version > 0)
);

comment on column workers.worker.characteristics is 'points in the fixed order of the twenty';
comment on column workers.worker.code is 'R-115: a letter A-T each, five points a letter';
comment on column workers.worker.hours is 'null: always';
comment on column workers.worker.absences is 'the union of workers.absence, kept for the view';

create table workers.absence (
  id         uuid        primary key,
  worker_id  uuid        not null references workers.worker (id),
  period     tstzrange   not null,
  reason     text,
  created_at timestamptz not null,

  constraint absence_bounded
    check (not isempty(period)
           and not lower_inf(period)
           and not upper_inf(period)
           and lower_inc(period)
           and not upper_inc(period)),
  constraint absence_reason_length check (char_length(reason) between 1 and 500)
);

create index absence_of_worker on workers.absence (worker_id, lower(period), id);

-- Workers are deactivated, never deleted; an absence can be taken back.
grant select, insert, update         on workers.worker  to workers_app;
grant select, insert, update, delete on workers.absence to workers_app;
