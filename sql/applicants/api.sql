-- All that the portal can do: a published contract. A function may gain a column, which whoever reads
-- it by names does not see; any other change of its shape makes a v2 beside its v1. Tables behind may
-- change.
--
-- They take the SHA-256 of a link's token, never an id, and the instant at which they are asked.
-- Where a link leads nowhere (forged, expired, revoked, erased), they give no row or null, whatever
-- the cause.

-- The application that a link leads to.
create or replace function applicants.linked(hash bytea, instant timestamptz) returns uuid
language sql stable as $$
  select application_id
  from   applicants.link
  where  token_hash = hash
  and    revoked_at is null
  and    instant < expires_at
$$;

-- Its invitation that counts, begun or not.
create or replace function applicants.linked_invitation(
  hash bytea, instant timestamptz
) returns uuid
language sql stable as $$
  select id
  from   applicants.invitation
  where  application_id = applicants.linked(hash, instant)
  and    revoked_at is null
$$;

-- The vacancies that can be applied for, the oldest first.
create or replace function applicants_api.v1_vacancies()
returns table (id uuid, texts jsonb)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select v.id, v.texts
  from   applicants.vacancy v
  where  v.open
  order  by v.created_at, v.id
$$;

-- Files a stranger's form and spends its ticket. False: that was spent before, and nothing is done.
create or replace function applicants_api.v1_submit(
  ticket bytea, ticket_expires timestamptz, turn int4, suspicion int4, language text, vacancy uuid,
  name text, email text, phone text, age int4, breed text, coat_colour text, instant timestamptz
) returns boolean
language sql security definer set search_path = pg_catalog, pg_temp as $$
  with spent as (
    insert into applicants.spent_ticket (nonce, expires_at)
    values (ticket, ticket_expires)
    on conflict do nothing
    returning nonce
  ), filed as (
    insert into applicants.submission (received_at, turn, suspicion, language, vacancy_id, name,
                                       email, phone, age, breed, coat_colour)
    select instant, turn, suspicion, language, vacancy, name, email, phone, age, breed, coat_colour
    from   spent
    returning id
  )
  select exists (select from filed)
$$;

-- Where an application stands: what its holder may know of it. One that was dropped has a row as
-- long as there is something to tell about that.
drop function if exists applicants_api.v1_state(bytea, timestamptz);
create function applicants_api.v1_state(hash bytea, instant timestamptz)
returns table (
  -- none: it was dropped
  status text, first_name text, language text, vacancy jsonb,
  asked_at timestamptz, confirmed_at timestamptz, decided_at timestamptz, reapply_at timestamptz,
  -- what is wanted and not decided yet, with time that a manager was asked for; what was decided
  -- last
  waiting text[], act text, result text, result_until timestamptz,
  -- the invitation
  good_until timestamptz, questions int4, limit_seconds int4, extra_seconds int4,
  -- of each of its tests, in their order: title, introduction
  tests jsonb,
  -- the attempt
  attempt text, started_at timestamptz, deadline_at timestamptz, accept_until timestamptz,
  handed_in_at timestamptz, answered int4
)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select a.status, split_part(btrim(a.name), ' ', 1), a.language, v.texts,
         a.created_at, a.confirmed_at, a.decided_at, a.reapply_at,
         acts.waiting || case when a.asks_time is null then '{}' else '{more_time}'::text[] end,
         last.kind, last.result, last.result_until,
         i.expires_at, asked.questions, i.limit_seconds, i.extra_seconds, asked.tests,
         t.status, t.started_at, t.deadline_at, t.accept_until, t.handed_in_at, given.answered
  from   (select applicants.linked(hash, instant) as id) subject
  left   join applicants.application a on a.id = subject.id
  left   join applicants.vacancy     v on v.id = a.vacancy_id
  left   join applicants.invitation  i on i.application_id = a.id and i.revoked_at is null
  left   join applicants.attempt     t on t.id = i.id
  cross  join lateral (
    select coalesce(array_agg(kind order by id), '{}') as waiting
    from   applicants.portal_act
    where  application_id = subject.id and done_at is null
  ) acts
  left   join lateral (
    select kind, result, result_until
    from   applicants.portal_act
    where  application_id = subject.id and done_at is not null
    order  by id desc
    limit  1
  ) last on true
  cross  join lateral (
    select sum(x.questions)::int4 as questions,
           jsonb_agg(
             jsonb_build_object('title',        x.paper -> 'title',
                                'introduction', x.paper -> 'introduction')
             order by p.position) as tests
    from   applicants.invitation_test p
    join   applicants.test_version    x on (x.test_id, x.number) = (p.test_id, p.version)
    where  p.invitation_id = i.id
  ) asked
  cross  join lateral (
    select count(*) filter (where value is not null)::int4 as answered
    from   (select distinct on (question) value
            from   applicants.answer
            where  attempt_id = t.id
            order  by question, revision desc) latest
  ) given
  where  subject.id is not null
  and    (a.id is not null or last.result is not null)
  and    a.erased_at is null
$$;

-- What an applicant has written, for as long as it can be corrected.
create or replace function applicants_api.v1_details(hash bytea, instant timestamptz)
returns table (
  name text, email text, phone text, age int4, breed text, coat_colour text,
  -- the picture that was uploaded last
  photo text
)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select a.name, a.email, a.phone, a.age, a.breed, a.coat_colour,
         (select p.sha256
          from   applicants.application_photo p
          where  p.application_id = a.id
          order  by p.at desc, p.sha256
          limit  1)
  from   applicants.application a
  where  a.id = applicants.linked(hash, instant)
  and    a.status = 'unconfirmed'
$$;

-- Keeps a picture of who is about to confirm: `kept`; `full`: five are there; null: nowhere to keep
-- it. The digest is made here: whoever could name another one's could put a picture in its place.
create or replace function applicants_api.v1_keep_photo(
  hash bytea, media_type text, bytes bytea, instant timestamptz
) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  subject uuid := applicants.linked(hash, instant);
  digest  text := encode(sha256(bytes), 'hex');
begin
  -- As ServiceKit's Photo has it. Managers look at what comes in here.
  if media_type not in ('image/jpeg', 'image/png', 'image/webp')
     or octet_length(bytes) not between 1 and 10485760 then
    raise exception 'no picture that is kept: % bytes of %', octet_length(bytes), media_type
      using errcode = '22023';
  end if;

  -- One picture after the other.
  perform from applicants.application
  where   id = subject
  and     status = 'unconfirmed'
  for     no key update;
  if not found then
    return null;
  end if;

  if (select count(*) >= 5
      from   applicants.application_photo
      where  application_id = subject
      and    sha256 <> digest) then
    return 'full';
  end if;

  -- Bytes that are there already are locked, lest they go with somebody else's application.
  insert into applicants.photo as p (sha256, media_type, bytes, created_at)
  values (digest, v1_keep_photo.media_type, v1_keep_photo.bytes, instant)
  on conflict (sha256) do update set media_type = p.media_type;

  insert into applicants.application_photo (application_id, sha256, at)
  values (subject, digest, instant)
  on conflict (application_id, sha256) do update set at = excluded.at;
  return 'kept';
end
$$;

-- The picture of the application: the one that was confirmed, or the one that was uploaded last.
drop function if exists applicants_api.v1_photo(bytea, timestamptz);
create function applicants_api.v1_photo(hash bytea, instant timestamptz)
returns table (sha256 text, media_type text, bytes bytea)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select p.sha256, p.media_type, p.bytes
  from   applicants.application       a
  join   applicants.application_photo k on k.application_id = a.id
                                       and k.sha256 = coalesce(a.photo_sha256, k.sha256)
  join   applicants.photo             p on p.sha256 = k.sha256
  where  a.id = applicants.linked(hash, instant)
  order  by k.at desc, k.sha256
  limit  1
$$;

-- Files what a holder wants: `filed`; `waiting`: the same is filed and not decided yet; `full`: fifty
-- acts were filed within a day, each of which is kept, and this does not end the application;
-- `refused`: not where the application stands.
create or replace function applicants_api.v1_act(
  hash bytea, kind text, form jsonb, instant timestamptz
) returns text
language sql security definer set search_path = pg_catalog, pg_temp as $$
  -- A decision changes the application, so that this comes before it, or knows of it.
  with subject as materialized (
    select a.id,
           case v1_act.kind
             when 'confirm'   then a.status = 'unconfirmed'
             when 'not_me'    then a.status = 'unconfirmed'
             when 'withdraw'  then a.status in ('new', 'invited', 'tested')
             when 'more_time' then a.status = 'invited'
             else true
           end as fits,
           -- What ends the application cannot be filed without end.
           v1_act.kind in ('not_me', 'withdraw', 'erase')
           or (select count(*) < 50
               from   applicants.portal_act p
               where  p.application_id = a.id
               and    p.at > instant - interval '1 day') as has_room
    from   applicants.application a
    where  a.id = applicants.linked(hash, instant)
    and    a.erased_at is null
    for    share
  ), filed as (
    insert into applicants.portal_act (application_id, kind, form, at)
    select id, v1_act.kind, v1_act.form, instant
    from   subject
    where  fits
    and    has_room
    on     conflict (application_id, kind) where done_at is null do nothing
    returning id
  )
  select case
           when exists (select from filed) then 'filed'
           when not fits                   then 'refused'
           when has_room
                or exists (select
                           from   applicants.portal_act p
                           where  p.application_id = subject.id
                           and    p.kind = v1_act.kind
                           and    p.done_at is null) then 'waiting'
           else 'full'
         end
  from   subject
$$;

-- Begins the test, or gives the attempt that is running already, on whichever device. `used`: it is
-- over; `lapsed`: it was not begun in time; `none`: there is none to begin.
create or replace function applicants_api.v1_start(hash bytea, seed int8, instant timestamptz)
returns table (
  outcome text, attempt_seed int8, order_version int2,
  started_at timestamptz, deadline_at timestamptz, accept_until timestamptz
)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
  subject uuid := applicants.linked(hash, instant);
  given   applicants.invitation;
  begun   applicants.attempt;
begin
  if subject is null then
    return;
  end if;
  -- Withdrawing, revoking and adding time come before this, or know of it.
  perform from applicants.application where id = subject and status = 'invited' for share;
  if found then
    select * into given
    from   applicants.invitation
    where  application_id = subject
    and    revoked_at is null
    for    share;
  end if;

  if instant < given.expires_at then
    insert into applicants.attempt (id, application_id, group_id, seed, limit_seconds,
                                    extra_seconds, started_at, deadline_at, accept_until)
    select given.id, subject, given.group_id, v1_start.seed, given.limit_seconds,
           given.extra_seconds, instant, deadline,
           deadline + make_interval(secs => given.grace_seconds)
    from   (select instant + make_interval(secs => given.limit_seconds + given.extra_seconds)
                   as deadline) shown
    on conflict (id) do nothing;
  end if;

  select * into begun from applicants.attempt where id = given.id;
  return query
  select case
           when given.id is null         then 'none'
           when begun.id is null         then 'lapsed'
           when begun.status = 'running' then 'running'
           else                               'used'
         end,
         begun.seed, begun.order_version, begun.started_at, begun.deadline_at, begun.accept_until;
end
$$;

-- What is asked in an attempt that was begun, and what was answered so far. One that was handed in
-- has ended then, so that nothing is taken for it; a void one is none.
create or replace function applicants_api.v1_paper(hash bytea, instant timestamptz)
returns table (
  seed int8, order_version int2,
  started_at timestamptz, deadline_at timestamptz, accept_until timestamptz,
  -- in their order: test, version, paper
  papers jsonb,
  -- by question: value, revision, saved_at (in seconds since 1970)
  answers jsonb
)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select a.seed, a.order_version, a.started_at,
         least(a.deadline_at, a.handed_in_at), least(a.accept_until, a.handed_in_at),
         (select jsonb_agg(
                   jsonb_build_object('test', p.test_id, 'version', p.version, 'paper', x.paper)
                   order by p.position)
          from   applicants.invitation_test p
          join   applicants.test_version    x on (x.test_id, x.number) = (p.test_id, p.version)
          where  p.invitation_id = a.id),
         (select coalesce(
                   jsonb_object_agg(question, jsonb_build_object(
                     'value', value, 'revision', revision,
                     'saved_at', extract(epoch from saved_at))),
                   '{}')
          from   (select distinct on (question) question, value, revision, saved_at
                  from   applicants.answer
                  where  attempt_id = a.id
                  order  by question, revision desc) latest)
  from   applicants.attempt a
  where  a.id = applicants.linked_invitation(hash, instant)
  and    a.status <> 'void'
$$;

-- The clock of a running attempt, and what was answered last to one question.
create or replace function applicants_api.v1_question(
  hash bytea, question text, instant timestamptz
)
returns table (
  deadline_at timestamptz, accept_until timestamptz,
  -- none: nothing yet
  revision int4, value jsonb, saved_at timestamptz
)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select a.deadline_at, a.accept_until, n.revision, n.value, n.saved_at
  from   applicants.attempt a
  left   join applicants.answer n on n.attempt_id = a.id and n.question = v1_question.question
  where  a.id = applicants.linked_invitation(hash, instant)
  and    a.status = 'running'
  order  by n.revision desc
  limit  1
$$;

-- Saves an answer; null takes it back. `saved`; `same`: it was that already; `over`: it comes too
-- late; `unknown`: nobody is asked that; `full`: there are 2000 revisions.
create or replace function applicants_api.v1_save(
  hash bytea, question text, value jsonb, via text, instant timestamptz
)
returns table (outcome text, revision int4, deadline_at timestamptz)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
  sitting applicants.attempt;
  latest  applicants.answer;
begin
  -- One answer after the other, and none while it is handed in.
  select * into sitting
  from   applicants.attempt
  where  id = applicants.linked_invitation(hash, instant)
  for    no key update;

  if not exists (
    select
    from   applicants.invitation_test p
    join   applicants.test_version    x on (x.test_id, x.number) = (p.test_id, p.version)
    where  p.invitation_id = sitting.id
    and    p.position::text = split_part(v1_save.question, '.', 1)
    and    x.paper -> 'questions'
             @> jsonb_build_array(jsonb_build_object('id', substr(v1_save.question, 3)))
  ) then
    return query select 'unknown', 0, sitting.deadline_at;
    return;
  end if;

  select * into latest
  from   applicants.answer n
  where  n.attempt_id = sitting.id
  and    n.question = v1_save.question
  order  by n.revision desc
  limit  1;

  outcome := case
    when sitting.status <> 'running' or instant >= sitting.accept_until then 'over'
    when latest.value is not distinct from v1_save.value                then 'same'
    when (select count(*) from applicants.answer n
          where n.attempt_id = sitting.id) >= 2000                      then 'full'
    else                                                                     'saved'
  end;
  revision    := coalesce(latest.revision, 0);
  deadline_at := sitting.deadline_at;
  if outcome = 'saved' then
    revision := revision + 1;
    insert into applicants.answer (attempt_id, question, revision, value, saved_at, via)
    values (sitting.id, v1_save.question, v1_save.revision, v1_save.value, instant, v1_save.via);
  end if;
  return next;
end
$$;

-- Hands in what is saved, once. Because time is up: only if the end has come, else it goes on,
-- until the end that is given.
create or replace function applicants_api.v1_hand_in(
  hash bytea, because_time_is_up boolean, instant timestamptz
)
returns table (status text, deadline_at timestamptz, handed_in_at timestamptz)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
  sitting uuid := applicants.linked_invitation(hash, instant);
begin
  update applicants.attempt a
  set    status       = 'handed_in',
         handed_in_at = least(instant, a.deadline_at),
         handed_in_by = case when instant < a.deadline_at then 'applicant' else 'time' end,
         next_at      = instant,
         version      = a.version + 1
  where  a.id = sitting
  and    a.status = 'running'
  and    (instant >= a.deadline_at or not because_time_is_up);

  return query
  select a.status, a.deadline_at, a.handed_in_at from applicants.attempt a where a.id = sitting;
end
$$;

grant usage   on schema                  applicants_api to applicants_portal_app;
grant execute on all functions in schema applicants_api to applicants_portal_app;
