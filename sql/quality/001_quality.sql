-- Quality control: what happened to orders, who has looked at which, and what was found (R-190, R-200,
-- R-210). Rows are never deleted.

-- An order as its events tell of it, but for the client's e-mail address.
create table quality.known_order (
  order_id          uuid        primary key,
  client_id         uuid        not null,
  client_first_name text        not null,
  client_name       text        not null,
  worker_id         uuid        not null,
  worker_first_name text        not null,
  worker_name       text        not null,
  service_type_id   uuid        not null,
  service_type_name text        not null,
  -- what the client asked for; none once it is forgotten
  description       text,
  place             text        not null,
  -- the client's, for this order; none once it is forgotten
  phone             text,
  scheduled_at      timestamptz not null,
  ends_at           timestamptz not null,
  -- none: the event was of before it was told
  pick_up_at        timestamptz,
  -- amounts are in hundredths
  price             int8        not null,
  discount_percent  int4        not null,
  charge            int8        not null,
  -- the worker's; none: the event was of before it was told
  earning           int8,
  packing_list      text[]      not null,
  -- the order of which it is a copy
  copy_of           uuid,
  accepted_at       timestamptz not null,
  -- the check-in; none: it never started
  started_at        timestamptz,
  outcome           text        check (outcome in ('completed', 'cancelled', 'failed')),
  -- why it ended; none when completed
  reason            text,
  ended_by_role     text        check (ended_by_role in ('client', 'worker', 'manager', 'sweeper')),
  -- the subject of the token; none for the sweeper
  ended_by_id       text,
  ended_at          timestamptz,
  status            text        not null generated always as (
    coalesce(outcome, case when started_at is null then 'accepted' else 'started' end)
  ) stored,
  -- when phone and description were forgotten
  phone_gone_at     timestamptz,
  -- the version of the order that its events have brought it to
  version           int8        not null,
  -- What `q` looks in; the unit separator cannot be typed into a field.
  search            text        not null generated always as (
    lower(normalize(client_name || chr(31) || worker_name || chr(31) || service_type_name
                    || chr(31) || place, nfc) collate "und-x-icu")
  ) stored,

  constraint known_order_ended check (
    (outcome is null) = (ended_at is null) and (outcome is null) = (ended_by_role is null)
  ),
  constraint known_order_forgotten check (
    (phone_gone_at is null) = (phone is not null and description is not null)
  )
);

-- By accepted_at too, as the newest has the name that is shown.
create index known_order_by_worker on quality.known_order (worker_id, accepted_at);
create index known_order_by_service on quality.known_order (service_type_id, accepted_at);
create index known_order_by_client on quality.known_order (client_id);
create index known_order_search    on quality.known_order using gin (search extensions.gin_trgm_ops);
-- Among which reviews are drawn.
create index known_order_completed on quality.known_order (ended_at, order_id)
  where outcome = 'completed';
-- Whose phone is to be forgotten.
create index known_order_to_forget on quality.known_order (ended_at)
  where phone_gone_at is null and outcome is not null;

-- What happened to an order, in whatever order it was heard of; a package may be heard of first.
create table quality.timeline (
  id       int8        generated always as identity primary key,
  order_id uuid        not null,
  at       timestamptz not null,
  kind     text        not null
           check (kind in ('accepted', 'ready', 'issued', 'taken_back', 'started', 'overdue',
                           'ended')),
  -- what else is told of it: who, why, which photos
  data     jsonb       not null,
  -- An event that comes again is known.
  unique (order_id, kind, at)
);

-- A draw among completed orders (R-190), from which anybody can work out what was drawn.
create table quality.draw (
  id                uuid        primary key,
  -- 256 bits that nobody knew before, in hexadecimal
  seed              char(64)    not null check (seed ~ '^[0-9a-f]{64}$'),
  -- the orders that ended from then on,
  from_at           timestamptz not null,
  -- and before that
  to_at             timestamptz not null,
  -- none: of all services
  service_type_id   uuid,
  -- none: of all workers
  worker_id         uuid,
  -- in which groups it was drawn
  per               text        not null check (per in ('all', 'worker', 'service_type')),
  -- how many were wanted in each group, or how many of a hundred
  wanted            int4        not null check (wanted > 0),
  is_percent        bool        not null,
  -- among how many was drawn
  population        int4        not null check (population >= 0),
  -- of their sorted ids, joined by line feeds, in hexadecimal
  population_sha256 char(64)    not null check (population_sha256 ~ '^[0-9a-f]{64}$'),
  -- the manager
  by                uuid        not null,
  at                timestamptz not null,

  constraint draw_span    check (from_at < to_at),
  constraint draw_percent check (not is_percent or wanted <= 100)
);

-- All among which was drawn.
create table quality.draw_member (
  draw_id  uuid     not null references quality.draw (id),
  order_id uuid     not null references quality.known_order (order_id),
  -- SHA-256 of the seed, a colon and the order's id, in hexadecimal
  digest   char(64) not null check (digest ~ '^[0-9a-f]{64}$'),
  -- its place by the digest in its group, from 1 on
  rank     int4     not null check (rank > 0),
  primary key (draw_id, order_id)
);

-- An order that a manager looks at.
create table quality.review (
  id                 uuid        primary key,
  order_id           uuid        not null references quality.known_order (order_id),
  origin             text        not null check (origin in ('automatic', 'draw', 'named')),
  draw_id            uuid        references quality.draw (id),
  -- the closed one that it corrects or goes on from
  follows            uuid        references quality.review (id),
  state              text        not null default 'open' check (state in ('open', 'taken', 'closed')),
  -- the manager who has it in hand
  assignee           uuid,
  due_at             timestamptz not null,

  -- The form. Was it the right worker, and was the order described as it then was?
  right_worker       bool,
  described_well     bool,
  -- 1, bad, to 5, good
  on_time            int4        check (on_time between 1 and 5),
  work               int4        check (work between 1 and 5),
  supplies           text        check (supplies in ('complete', 'incomplete', 'missing')),
  -- who was spoken with
  reached            text[]      not null default '{}'
                     check (reached <@ array['client', 'worker', 'nobody']),
  cause              text        check (cause in ('matching', 'worker', 'client', 'supplies',
                                                  'description', 'time', 'system', 'other')),
  -- for managers alone
  findings           text,
  -- what the client and the worker are told
  text_for_client    text,
  text_for_worker    text,
  -- there is nothing to tell them
  nothing_for_client bool        not null default false,
  nothing_for_worker bool        not null default false,

  -- whoever has it, or has closed it, ended the order, as nobody else was there
  own_act            bool        not null default false,
  opened_at          timestamptz not null,
  -- the manager; none: the order's end opened it
  opened_by          uuid,
  taken_at           timestamptz,
  closed_at          timestamptz,
  closed_by          uuid,
  version            int8        not null default 1,

  constraint review_draw     check ((origin = 'draw') = (draw_id is not null)),
  constraint review_opened   check ((origin = 'automatic') = (opened_by is null)),
  constraint review_follows  check (follows is null or origin = 'named'),
  constraint review_assignee check ((state = 'taken') = (assignee is not null)),
  constraint review_taken    check ((state = 'open') = (taken_at is null)),
  constraint review_closed   check (
    (state = 'closed') = (closed_at is not null) and (state = 'closed') = (closed_by is not null)
  ),
  constraint review_complete check (
    state <> 'closed'
    or findings is not null and cause is not null
       and (text_for_client is not null) <> nothing_for_client
       and (text_for_worker is not null) <> nothing_for_worker
  )
);

-- An order has one that is not closed, and by its end at most one, ever (R-200).
create unique index review_open      on quality.review (order_id) where state <> 'closed';
create unique index review_automatic on quality.review (order_id) where origin = 'automatic';
create index review_by_order  on quality.review (order_id);
create index review_due       on quality.review (due_at, id) where state <> 'closed';
create index review_by_due    on quality.review (due_at, id);
create index review_in_hand   on quality.review (assignee)   where state = 'taken';
create index review_by_closed on quality.review (closed_at, id) where state = 'closed';
create index review_closed_by on quality.review (closed_by, closed_at) where state = 'closed';
create index review_by_draw   on quality.review (draw_id)    where draw_id is not null;

-- Who did what with a review and when, one row a version.
create table quality.review_history (
  review_id uuid        not null references quality.review (id),
  version   int8        not null,
  event     text        not null check (event in ('opened', 'taken', 'put_back', 'saved', 'closed')),
  at        timestamptz not null,
  -- the manager; none: it came about by itself
  by        uuid,
  -- why
  note      text,
  primary key (review_id, version)
);

-- Calls that a manager has made about an order.
create table quality.call (
  id        uuid        primary key,
  review_id uuid        not null references quality.review (id),
  at        timestamptz not null,
  whom      text        not null check (whom in ('client', 'worker')),
  -- whether somebody answered
  reached   bool        not null,
  text      text        not null check (char_length(text) between 1 and 2000),
  -- the manager
  by        uuid        not null
);

create index call_of_review on quality.call (review_id, at, id);

-- What managers believe is behind what they find (R-210).
create table quality.hypothesis (
  id         uuid        primary key,
  -- what people call it by
  number     int8        not null generated always as identity unique,
  title      text        not null,
  statement  text        not null,
  status     text        not null default 'proposed'
             check (status in ('proposed', 'testing', 'confirmed', 'refuted', 'adopted', 'dropped')),
  -- the manager who follows it; none: nobody does
  owner      uuid,
  -- what came of it
  effect     text,
  created_at timestamptz not null,
  -- the manager
  created_by uuid        not null,
  version    int8        not null default 1,
  -- What `q` looks in; the unit separator cannot be typed into a field.
  search     text        not null generated always as (
    lower(normalize(title || chr(31) || statement || chr(31) || coalesce(effect, ''), nfc)
          collate "und-x-icu")
  ) stored,

  constraint hypothesis_effect
    check (status not in ('confirmed', 'refuted', 'adopted') or effect is not null)
);

create index hypothesis_search on quality.hypothesis using gin (search extensions.gin_trgm_ops);

-- Who did what with it and when, one row a version.
create table quality.hypothesis_history (
  hypothesis_id uuid        not null references quality.hypothesis (id),
  version       int8        not null,
  event         text        not null,
  at            timestamptz not null,
  -- the manager
  by            uuid        not null,
  -- what became otherwise, reviews that were tied or untied among it
  facts         jsonb       not null,
  primary key (hypothesis_id, version)
);

-- The cases that it comes from.
create table quality.hypothesis_review (
  hypothesis_id uuid not null references quality.hypothesis (id),
  review_id     uuid not null references quality.review (id),
  primary key (hypothesis_id, review_id)
);

create index hypothesis_of_review on quality.hypothesis_review (review_id);

grant select, insert, update on quality.known_order, quality.review, quality.hypothesis to quality_app;
grant select, insert         on quality.timeline, quality.call, quality.review_history to quality_app;
grant select, insert         on quality.draw, quality.draw_member                to quality_app;
grant select, insert         on quality.hypothesis_history                       to quality_app;
grant select, insert, delete on quality.hypothesis_review                        to quality_app;
