-- The only ways by which something of an application is forgotten. They run as the tables' owner,
-- whoever calls them: the application role cannot delete what they delete.

-- Drops what applications had uploaded, and the bytes that no other one has. They are locked first:
-- who has just uploaded the same is then seen, and who uploads it next makes it anew.
create function drop_photos(subjects uuid[]) returns void
language plpgsql set search_path = applicants, pg_temp as $$
declare
  dropped text[];
begin
  with gone as (
    delete from application_photo where application_id = any (subjects) returning sha256
  )
  select array_agg(distinct sha256) into dropped from gone;

  perform from photo where sha256 = any (dropped) order by sha256 for update;

  delete from photo p
  where  p.sha256 = any (dropped)
  and    not exists (select from application_photo a where a.sha256 = p.sha256);
end
$$;

-- Forgets whose a decided application was, and every word of people about it. What others are
-- ranked by stays. Returns whether there was something to forget.
create function erase(subject uuid, instant timestamptz) returns boolean
language plpgsql security definer set search_path = applicants, pg_temp as $$
begin
  update application
  set    name = null, email = null, phone = null, age = null, breed = null, coat_colour = null,
         photo_sha256 = null, asks_time = null, note = null,
         erased_at = instant
  where  id = subject
  and    status in ('accepted', 'rejected', 'withdrawn')
  and    erased_at is null;
  if not found then
    return false;
  end if;

  update application_history set note = null where application_id = subject and note is not null;
  update invitation set reason = '' where application_id = subject and reason <> '';

  -- What was typed. What was chosen says nothing of whose it is, and scorings are tried on it.
  update answer n
  set    value = null
  from   attempt a, invitation_test t, test_version v,
         jsonb_array_elements(v.paper -> 'questions') q
  where  a.application_id = subject
  and    n.attempt_id = a.id
  and    t.invitation_id = a.id
  and    (v.test_id, v.number) = (t.test_id, t.version)
  and    n.question = t.position || '.' || (q ->> 'id')
  and    q ->> 'type' not in ('one', 'several');

  update mark m
  set    comment = null
  from   attempt a
  where  a.application_id = subject and m.attempt_id = a.id and m.comment is not null;

  update attempt set failure = null where application_id = subject and failure is not null;
  update link set revoked_at = instant where application_id = subject and revoked_at is null;
  update portal_act set form = null where application_id = subject and form is not null;
  perform drop_photos(array[subject]);
  return true;
end
$$;

-- Drops applications that nobody has confirmed; their links and acts stay, so that who comes too
-- late can be told. Returns how many there were.
create function drop_unconfirmed(subjects uuid[]) returns int8
language plpgsql security definer set search_path = applicants, pg_temp as $$
declare
  dropped uuid[];
begin
  with found as (
    select id
    from   application
    where  id = any (subjects)
    and    status = 'unconfirmed'
    order  by id
    for    update
  )
  select array_agg(id) into dropped from found;

  update portal_act set form = null where application_id = any (dropped) and form is not null;
  perform drop_photos(dropped);
  delete from application_history where application_id = any (dropped);
  delete from application where id = any (dropped);
  return coalesce(cardinality(dropped), 0);
end
$$;

-- Forgets all but the last answer to each question, of attempts that ended long ago. Returns of how
-- many, which are `most` as long as there are more.
create function trim_answers(ended_before timestamptz, instant timestamptz, most int4) returns int8
language plpgsql security definer set search_path = applicants, pg_temp as $$
declare
  trimmed uuid[];
begin
  with old as (
    select id
    from   attempt
    where  trimmed_at is null
    and    deadline_at < ended_before
    and    status <> 'running'
    order  by deadline_at
    limit  most
    for    no key update skip locked
  ), noted as (
    update attempt a set trimmed_at = instant from old where a.id = old.id returning a.id
  )
  select array_agg(id) into trimmed from noted;

  delete from answer n
  using  answer later
  where  n.attempt_id = any (trimmed)
  and    (later.attempt_id, later.question) = (n.attempt_id, n.question)
  and    later.revision > n.revision;
  return coalesce(cardinality(trimmed), 0);
end
$$;

grant execute on function erase, drop_unconfirmed, trim_answers to applicants_app;
