-- Hiring: vacancies, the tests given for them, applications and what becomes of each (R-080, R-090,
-- R-110 to R-120).
--
-- Whoever locks several things locks application, invitation, attempt, sitting_group, in this
-- order.

-- Whether there is none twice, and each is one.
create function each_once(ids uuid[]) returns boolean
language sql immutable strict parallel safe
return (select count(distinct id) = cardinality(ids) from unnest(ids) id);

create table vacancy (
  id         uuid        primary key,
  -- by language: title, description
  texts      jsonb       not null,
  -- what who applies is given to sit, in this order
  tests      uuid[]      not null,
  open       boolean     not null,
  version    int8        not null default 1 check (version > 0),
  created_at timestamptz not null,
  changed_at timestamptz not null,

  constraint vacancy_texts check (
    (char_length(texts #>> '{en,title}') between 1 and 120
     and char_length(texts #>> '{ru,title}') between 1 and 120
     and char_length(texts #>> '{en,description}') between 1 and 4000
     and char_length(texts #>> '{ru,description}') between 1 and 4000) is true),
  constraint vacancy_tests check (cardinality(tests) between 1 and 5 and each_once(tests))
);

comment on table vacancy is 'What is applied for, and the tests that are given for it (R-110)';

create table test (
  id            uuid        primary key,
  name          text        not null unique check (char_length(name) between 1 and 120),
  archived      boolean     not null default false,
  -- What managers write at; it may have mistakes.
  draft         jsonb       check (octet_length(draft::text) <= 524288),
  -- counts its changes
  draft_version int8        not null default 0 check (draft_version >= 0),
  draft_by      text,
  draft_at      timestamptz,
  version       int8        not null default 1 check (version > 0),
  created_at    timestamptz not null,

  constraint test_draft check (num_nulls(draft, draft_by, draft_at) in (0, 3))
);

comment on table test is 'A test, by its name and what is written at (R-110)';

create table test_version (
  test_id       uuid        not null references test,
  number        int4        not null check (number > 0),
  -- What is shown: nothing in it tells right from wrong.
  paper         jsonb       not null,
  limit_seconds int4        not null check (limit_seconds between 10 and 28800),
  questions     int4        not null check (questions between 1 and 100),
  published_by  text        not null,
  published_at  timestamptz not null,
  -- The rest is its state, and changes.
  status        text        not null default 'live' check (status in ('live', 'retired')),
  -- the one that new invitations get
  scoring       int4        not null default 1,
  is_default    boolean     not null default false,
  state_version int8        not null default 1 check (state_version > 0),

  primary key (test_id, number),
  constraint test_version_default check (not is_default or status = 'live')
);

comment on table test_version is
  'A published test as it is shown, for ever; a running attempt keeps the version it began with '
  '(R-110)';

create unique index test_version_default_once on test_version (test_id) where is_default;

create table test_scoring (
  test_id    uuid        not null,
  version    int4        not null,
  number     int4        not null check (number > 0),
  -- What answers are worth, which the portal never reads.
  document   jsonb       not null,
  max_points int4        not null check (max_points > 0),
  -- why it came after another
  note       text        check (char_length(note) between 1 and 2000),
  created_by text        not null,
  created_at timestamptz not null,

  primary key (test_id, version, number),
  foreign key (test_id, version) references test_version
);

comment on table test_scoring is
  'What the answers to a published test are worth: a later one stands beside those before (R-110)';

-- A version and its first scoring are made together.
alter table test_version
  add constraint test_version_scoring foreign key (test_id, number, scoring)
  references test_scoring deferrable initially deferred;

create table application (
  id            uuid        primary key,
  vacancy_id    uuid        not null references vacancy,
  status        text        not null
                check (status in ('unconfirmed', 'new', 'invited', 'tested', 'accepted', 'rejected',
                                  'withdrawn')),
  -- Whose it is: emptied when it is erased.
  name          text        check (char_length(name) between 1 and 200),
  email         text        check (char_length(email) between 3 and 254),
  phone         text        check (char_length(phone) between 1 and 40),
  age           int4        check (age between 0 and 40),
  breed         text        check (char_length(breed) between 1 and 100),
  coat_colour   text        check (char_length(coat_colour) between 1 and 100),
  -- one of those that were uploaded; with it the application counts
  photo_sha256  text,
  -- Compared without the case of ASCII letters, as in the registers.
  email_key     text        generated always as (lower(email collate "C")) stored,
  -- What `q` looks in; the unit separator cannot be typed into a field.
  search        text        generated always as (
    lower(
      normalize(
        name || chr(31) || email || chr(31) || phone || chr(31) || breed || chr(31) || coat_colour,
        nfc)
      collate "und-x-icu")
  ) stored,
  language      text        not null check (language in ('en', 'ru')),
  -- what it is given to sit, in this order: the vacancy's when it is confirmed
  tests         uuid[]      not null default '{}',
  -- the manager who has it
  held_by       text,
  -- Why more time is asked for, as long as nobody has answered.
  asks_time     text        check (char_length(asks_time) between 1 and 500),
  -- why it was rejected, where it stood, and from when on the cat may apply again (R-113)
  reason        text        check (reason in ('test_result', 'no_test_taken', 'incomplete',
                                              'vacancy_closed', 'not_suitable', 'other')),
  rejected_from text        check (rejected_from in ('new', 'invited', 'tested')),
  reapply_at    timestamptz,
  -- a manager's words about the decision
  note          text        check (char_length(note) between 1 and 2000),
  -- the worker that the cat has become (R-120)
  worker_id     uuid        unique,
  confirmed_at  timestamptz,
  -- when it was accepted, rejected or withdrawn
  decided_at    timestamptz,
  -- none: withdrawn by the cat itself
  decided_by    text,
  erased_at     timestamptz,
  version       int8        not null default 1 check (version > 0),
  created_at    timestamptz not null,

  constraint application_whose check (
    case
      when erased_at is null
        then num_nulls(name, email, phone, age, breed, coat_colour) = 0
             and (status = 'unconfirmed' or photo_sha256 is not null)
      else num_nonnulls(name, email, phone, age, breed, coat_colour, photo_sha256, asks_time, note)
             = 0
    end),
  -- An open one is withdrawn before it is erased, an unconfirmed one is dropped.
  constraint application_erased
    check (erased_at is null or status in ('accepted', 'rejected', 'withdrawn')),
  constraint application_confirmed check ((status = 'unconfirmed') = (confirmed_at is null)),
  constraint application_tests check (
    cardinality(tests) <= 5 and each_once(tests)
    and (status not in ('invited', 'tested') or cardinality(tests) > 0)),
  constraint application_decided
    check ((status in ('accepted', 'rejected', 'withdrawn')) = (decided_at is not null)),
  constraint application_decided_by check (
    case status
      when 'accepted'  then decided_by is not null
      when 'rejected'  then decided_by is not null
      when 'withdrawn' then true
      else decided_by is null
    end),
  constraint application_accepted check ((status = 'accepted') = (worker_id is not null)),
  constraint application_rejected check (
    num_nonnulls(reason, rejected_from, reapply_at)
      = case status when 'rejected' then 3 else 0 end),
  constraint application_other
    check (reason is distinct from 'other' or note is not null or erased_at is not null)
);

comment on table application is
  'A cat that wants to become a worker: no row is deleted once it is confirmed (R-090)';

-- R-113: one open application a mailbox and vacancy. Unconfirmed ones are in nobody's way.
create unique index application_open on application (vacancy_id, email_key)
where status in ('new', 'invited', 'tested');

-- Lists, the oldest first: of a status, a manager's own, and all of one mailbox.
create index application_by_status on application (status, created_at, id);
create index application_held      on application (held_by, status) where held_by is not null;
create index application_email     on application (email_key);
create index application_search    on application using gin (search extensions.gin_trgm_ops);
-- What is to be erased in the end.
create index application_kept      on application (decided_at)
where decided_at is not null and erased_at is null;

create table application_photo (
  application_id uuid        not null references application,
  sha256         text        not null references photo,
  at             timestamptz not null,
  primary key (application_id, sha256)
);

comment on table application_photo is
  'What the holder of a link has uploaded; the bytes go with the last application that has them';

create index application_photo_bytes on application_photo (sha256);

alter table application
  add constraint application_photo foreign key (id, photo_sha256) references application_photo;

create table application_history (
  application_id uuid        not null references application,
  version        int8        not null,
  event          text        not null
                 check (event in ('asked', 'confirmed', 'corrected', 'taken', 'taken_over',
                                  'released', 'assigned', 'tests_set', 'invited', 'invited_again',
                                  'time_asked', 'time_added', 'tested', 'rescored', 'accepted',
                                  'rejected', 'withdrawn', 'reopened', 'link_sent', 'link_made',
                                  'erased')),
  at             timestamptz not null,
  by_role        text        not null check (by_role in ('applicant', 'manager', 'applicants')),
  by_subject     text,
  -- a word of the application's own, such as why it was rejected
  reason         text        check (reason ~ '^[a-z_]+$'),
  -- people's words, emptied when the application is erased
  note           text        check (char_length(note) between 1 and 2000),
  -- What was so: the standing that was shown, the minutes that were added, who had it before. Never
  -- the applicant's words.
  facts          jsonb,

  primary key (application_id, version),
  constraint application_history_by check ((by_role = 'manager') = (by_subject is not null))
);

comment on table application_history is
  'Who did what with an application and when, a row a version that has something to tell';

-- Who is compared with whom (R-080).
create table sitting_group (
  id         int8        generated always as identity primary key,
  -- `test:version/scoring` of each part, sorted, with commas
  key        text        not null unique,
  finished   int4        not null default 0 check (finished >= 0),
  created_at timestamptz not null
);

comment on table sitting_group is
  'Attempts at the same tests in the same versions, worth the same: they are ranked together, in '
  'the order in which they finish';

create table invitation (
  id             uuid        primary key,
  application_id uuid        not null references application,
  number         int4        not null check (number > 0),
  group_id       int8        not null references sitting_group,
  -- of all parts together
  limit_seconds  int4        not null check (limit_seconds between 10 and 144000),
  -- For how long answers are taken beyond the end that is shown: the network's, not the cat's.
  grace_seconds  int4        not null check (grace_seconds between 0 and 60),
  -- until when the test may be begun
  expires_at     timestamptz not null,
  -- granted before it was begun
  extra_seconds  int4        not null default 0 check (extra_seconds between 0 and 28800),
  -- Why there is another one, in a manager's words; empty once the application is erased.
  reason         text        check (char_length(reason) <= 2000),
  created_by     text        not null,
  created_at     timestamptz not null,
  -- From when on it is of no use: another one has taken its place, or nobody is to begin it.
  revoked_at     timestamptz,

  unique (application_id, number),
  constraint invitation_again check (number = 1 or reason is not null)
);

comment on table invitation is
  'The leave to sit one test set once (R-111); tests, time and what answers are worth are fixed, '
  'so that the mail and the first page tell the truth';

create unique index invitation_live on invitation (application_id) where revoked_at is null;

create table invitation_test (
  invitation_id uuid not null references invitation,
  position      int4 not null check (position between 1 and 5),
  test_id       uuid not null,
  version       int4 not null,
  scoring       int4 not null,

  primary key (invitation_id, position),
  unique (invitation_id, test_id),
  foreign key (test_id, version, scoring) references test_scoring
);

comment on table invitation_test is 'The parts of what an invitation is for, in their order';

-- Statistics of a version: who was given it.
create index invitation_test_version on invitation_test (test_id, version);

create table attempt (
  -- The invitation's: one invitation, one attempt.
  id              uuid        primary key references invitation,
  application_id  uuid        not null references application,
  group_id        int8        not null references sitting_group,
  -- gives the order of questions and options
  seed            int8        not null,
  order_version   int2        not null default 1,
  limit_seconds   int4        not null check (limit_seconds between 10 and 144000),
  extra_seconds   int4        not null check (extra_seconds between 0 and 28800),
  started_at      timestamptz not null,
  -- The end that is shown.
  deadline_at     timestamptz not null,
  -- Until when answers are taken.
  accept_until    timestamptz not null,
  status          text        not null default 'running'
                  check (status in ('running', 'handed_in', 'marking', 'finished', 'void')),
  handed_in_at    timestamptz,
  handed_in_by    text        check (handed_in_by in ('applicant', 'time', 'manager')),
  points          int4,
  max_points      int4        check (max_points > 0),
  -- points in the fixed order of the twenty, and their letters (R-115)
  characteristics int2[],
  code            text        check (code ~ '^[A-T]{20}$'),
  -- a question that must be answered best was not
  knocked_out     boolean,
  -- its place among those of its group that have finished, by time
  ordinal         int4        check (ordinal > 0),
  finished_at     timestamptz,
  -- how it stood then
  standing        jsonb,
  -- Of scoring it. Handed in, and none to look at it next: it is left to a manager.
  tries           int4        not null default 0 check (tries >= 0),
  failure         text,
  next_at         timestamptz,
  -- when all but its last answers were forgotten
  trimmed_at      timestamptz,
  version         int8        not null default 1 check (version > 0),

  constraint attempt_deadline check (
    deadline_at = started_at + make_interval(secs => limit_seconds + extra_seconds)),
  constraint attempt_grace check (accept_until >= deadline_at),
  -- One that was void before it was handed in never was.
  constraint attempt_running
    check (status = 'void' or (status = 'running') = (handed_in_at is null)),
  constraint attempt_handed_in check (
    (handed_in_at is null) = (handed_in_by is null)
    and (handed_in_at is null or handed_in_at <= deadline_at)),
  constraint attempt_finished check (
    num_nonnulls(points, max_points, characteristics, code, knocked_out, ordinal, finished_at)
      = case status when 'finished' then 7 else 0 end),
  constraint attempt_characteristics check (
    cardinality(characteristics) = 20
    and array_position(characteristics, null) is null
    and 0 <= all (characteristics)
    and 100 >= all (characteristics)),
  constraint attempt_next check (next_at is null or status = 'handed_in')
);

comment on table attempt is
  'One sitting of the tests of one invitation, under the clock of the server (R-111)';

create index attempt_of_application on attempt (application_id);
create index attempt_running        on attempt (accept_until) where status = 'running';
create index attempt_to_score       on attempt (next_at)      where status = 'handed_in';
create index attempt_untrimmed      on attempt (deadline_at)  where trimmed_at is null;

-- The last ones of a group, with what they are compared by.
create unique index attempt_ranked on attempt (group_id, ordinal) include (points)
where ordinal is not null;

create table answer (
  attempt_id uuid        not null references attempt,
  -- the part's position, a dot, the question's id: 1.late_bus
  question   text        not null check (question ~ '^[1-5]\.[a-z0-9_]{1,40}$'),
  revision   int4        not null check (revision > 0),
  -- none: taken back
  value      jsonb       check (octet_length(value::text) <= 16384),
  saved_at   timestamptz not null,
  via        text        not null check (via in ('form', 'script')),

  primary key (attempt_id, question, revision)
);

comment on table answer is
  'What was answered, as it was given (R-111): the last revision counts, and none is ever changed';

-- Whoever saves it, no answer comes after the end. Handing in changes the attempt, which the lock
-- keeps waiting until the answer is there for good.
create function answer_in_time() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  perform from applicants.attempt a
  where   a.id = new.attempt_id
  and     a.status = 'running'
  and     new.saved_at < a.accept_until
  for     share;
  if not found then
    raise exception 'attempt % takes no answer of %', new.attempt_id, new.saved_at
      using errcode = 'MC001', constraint = 'answer_in_time';
  end if;
  return new;
end
$$;

create trigger answer_in_time before insert on answer
for each row execute function answer_in_time();

-- An invitation is not taken away from under a running attempt. Whoever begins one locks the
-- invitation, so that the attempt is seen here or finds the invitation revoked.
create function invitation_not_in_use() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select from applicants.attempt a where a.id = new.id and a.status = 'running') then
    raise exception 'the attempt of invitation % is running', new.id
      using errcode = '23514', constraint = 'invitation_not_in_use';
  end if;
  return new;
end
$$;

create trigger invitation_not_in_use before update of revoked_at on invitation
for each row when (old.revoked_at is null and new.revoked_at is not null)
execute function invitation_not_in_use();

create table mark (
  attempt_id    uuid        not null references attempt,
  question      text        not null check (question ~ '^[1-5]\.[a-z0-9_]{1,40}$'),
  -- none: to be marked
  points        int4        check (points >= 0),
  comment       text        check (char_length(comment) between 1 and 2000),
  marked_by     text,
  marked_at     timestamptz,
  -- Who has it before the eyes: two managers do not get the same.
  claimed_by    text,
  claimed_until timestamptz,
  version       int8        not null default 1 check (version > 0),
  created_at    timestamptz not null,

  primary key (attempt_id, question),
  constraint mark_marked  check (num_nulls(points, marked_by, marked_at) in (0, 3)),
  constraint mark_claimed check (num_nulls(claimed_by, claimed_until) in (0, 2))
);

comment on table mark is
  'What a manager gives for an answer in words: a row each that waits, or is marked';

create index mark_waiting on mark (created_at, attempt_id, question) where points is null;

create table attempt_points (
  attempt_id uuid not null references attempt,
  -- its number among those of the version that the question is of
  scoring    int4 not null,
  question   text not null check (question ~ '^[1-5]\.[a-z0-9_]{1,40}$'),
  points     int4 not null,
  primary key (attempt_id, scoring, question)
);

comment on table attempt_points is
  'What each answer of a finished attempt came to, by each scoring that it was given';

grant execute on function each_once to applicants_app;

grant select, insert, update on vacancy, test, mark to applicants_app;
grant select, insert on test_version, test_scoring, application, application_history, sitting_group,
  invitation, invitation_test, attempt, answer, attempt_points to applicants_app;
grant select on application_photo to applicants_app;

grant update (status, scoring, is_default, state_version) on test_version to applicants_app;
grant update (status, name, email, phone, age, breed, coat_colour, photo_sha256, language, tests,
  held_by, asks_time, reason, rejected_from, reapply_at, note, worker_id, confirmed_at, decided_at,
  decided_by, version) on application to applicants_app;
grant update (finished) on sitting_group to applicants_app;
grant update (extra_seconds, revoked_at) on invitation to applicants_app;
-- When and in which order it was sat is not for anybody to change.
grant update (group_id, extra_seconds, deadline_at, accept_until, status, handed_in_at,
  handed_in_by, points, max_points, characteristics, code, knocked_out, ordinal, finished_at,
  standing, tries, failure, next_at, version) on attempt to applicants_app;
