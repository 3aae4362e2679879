-- Money that somebody wants moved and a second person has to agree to (R-270).
create table proposal (
  id          uuid        primary key,
  act         text        not null check (act in ('bonus')),
  party       uuid        not null,
  -- in hundredths
  amount      bigint      not null check (amount > 0),
  why         text        not null,
  proposed_by text        not null,
  proposed_at timestamptz not null,
  decision    text        check (decision in ('approved', 'withdrawn')),
  decided_by  text,
  decided_at  timestamptz,

  check ((decision is null) = (decided_by is null)),
  check ((decision is null) = (decided_at is null)),
  -- Nobody agrees to what they proposed themselves.
  constraint proposal_four_eyes check (
    decision is distinct from 'approved' or decided_by collate "C" <> proposed_by collate "C")
);

create index proposal_waiting on proposal (proposed_at, id) where decision is null;

-- Acts on money that were refused: kept like those that were done (R-275).
create table refusal (
  id         uuid        primary key,
  refused_at timestamptz not null,
  who        text        not null,
  act        text        not null,
  subject    text        not null,
  -- the problem's name
  why        text        not null
);

create index refusal_by_time on refusal (refused_at);

-- A proposal is decided once; nothing else of it ever changes.
create function keep_proposal() returns trigger
language plpgsql as $$
begin
  if old.decision is not null then
    raise exception 'proposal % is decided', old.id
    using errcode = '23514', constraint = 'proposal_decided_once';
  end if;
  return new;
end
$$;

create trigger proposal_decided_once before update on proposal
for each row execute function keep_proposal();

do $$
begin
  execute format(
    'grant select, insert, update (decision, decided_by, decided_at) on proposal to %1$I; '
      'grant select, insert on refusal to %1$I', current_schema() || '_app');
end
$$;
