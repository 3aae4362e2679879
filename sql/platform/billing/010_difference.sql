-- Where a provider's own list of payments says otherwise than our tables: each once, until a person
-- has settled it.
create table difference (
  id         uuid        primary key,
  adapter    text        not null,
  what       text        not null check (what in (
               -- the provider has a payment that nobody here has asked for
               'unknown_here',
               -- the provider does not have one that was booked here, or says that it was never made
               'unknown_there',
               'amount',
               'paid_twice',
               -- the provider has neither paid nor declined for longer than it may take
               'pending_long')),
  -- the provider's name for the payment
  reference  text        not null,
  -- under which it was asked for
  key        text        not null,
  -- in hundredths; null where it is not known
  ours       bigint,
  theirs     bigint,
  found_at   timestamptz not null,
  settled_at timestamptz,
  settled_by text,
  why        text,
  constraint difference_once unique (adapter, what, reference),
  check (num_nulls(settled_at, settled_by, why) in (0, 3))
);

create index difference_open on difference (found_at, id) where settled_at is null;

-- Up to where the list of each provider was gone through.
create table reconciliation (
  adapter     text primary key,
  -- the provider's; null: nothing of it was read yet
  cursor      text,
  -- when the service last began by itself
  begun_at    timestamptz,
  -- as of when all of the list was last gone through
  finished_at timestamptz
);

-- Finds what was booked lately.
create index receipt_by_adapter on receipt (adapter, recorded_at, id);

do $$
begin
  execute format(
    'grant select, insert, update (settled_at, settled_by, why) on difference to %1$I; '
      'grant select, insert, update on reconciliation to %1$I', current_schema() || '_app');
end
$$;
