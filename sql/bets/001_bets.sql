-- Bets on how orders end (R-280, R-281).
--
-- Rows are inserted and never changed: the application role has no other right, so nothing can be
-- reopened, whoever wrote the code. That leaves no row to lock: whoever takes a bet on an order, or
-- settles its pool, takes an advisory lock on the order first; whoever settles shares one on all
-- statements, which the maker of a statement has alone. What one may not insert either, since it
-- would reopen what is settled, triggers refuse.
--
-- Amounts are in hundredths.

create table bets.market (
  order_id          uuid        primary key,
  -- as the order's events tell
  worker_name       text        not null,
  client_first_name text        not null,
  service_type_name text        not null,
  scheduled_at      timestamptz not null,
  ends_at           timestamptz not null,
  accepted_at       timestamptz not null
);

create index market_by_time on bets.market (scheduled_at, order_id);

create table bets.bet (
  id         uuid        not null unique,
  order_id   uuid        not null references bets.market,
  -- its place among the order's bets, from 1
  seq        int4        not null check (seq > 0),
  manager_id uuid        not null,
  outcome    text        not null check (outcome in ('completed', 'cancelled', 'failed')),
  stake      int8        not null check (stake between 1 and 1000000000000),
  placed_at  timestamptz not null,
  primary key (order_id, seq)
);

-- The first thing that ended the time for bets before it was over.
create table bets.closing (
  order_id uuid        primary key references bets.market,
  cause    text        not null check (cause in ('checked_in', 'ended')),
  at       timestamptz not null,
  event_id uuid        not null
);

create index closing_by_time on bets.closing (at, order_id);

create table bets.settlement (
  order_id      uuid        primary key references bets.closing,
  -- In which order pools were settled.
  n             int8        not null unique generated always as identity,
  outcome       text        not null check (outcome in ('completed', 'cancelled', 'failed')),
  -- as the order's end has it; none: completed
  reason        text,
  ended_at      timestamptz not null,
  ended_by_role text        not null,
  ended_by_id   text,
  -- From then on bets are late.
  closed_at     timestamptz not null,
  -- How many bets there are, those that are void included.
  bets          int4        not null check (bets >= 0),
  -- Valid stakes, and those of them on the outcome.
  bank          int8        not null,
  right_stakes  int8        not null,
  to_developers int8        not null,
  -- What anybody can compute anew, and the SHA-256 of its UTF-8.
  sheet         text        not null,
  sheet_sha256  text        not null check (sheet_sha256 ~ '^[0-9a-f]{64}$'),
  event_id      uuid        not null,
  settled_at    timestamptz not null,

  constraint settlement_bank check (
    bank >= 0 and right_stakes between 0 and bank
    and to_developers = case when right_stakes = 0 then bank else 0 end)
);

create index settlement_by_time on bets.settlement (settled_at, order_id);
create index settlement_with_bets on bets.settlement (settled_at, order_id) where bets > 0;

-- The stakes that do not count: placed when it was known, or by who ended the order.
create table bets.voided (
  order_id uuid not null,
  seq      int4 not null,
  reason   text not null check (reason in ('late', 'acted')),
  primary key (order_id, seq),
  foreign key (order_id, seq) references bets.bet
);

-- The markets that have bets and no settlement, with the times of the market: however much is
-- settled, and however many have no bets, what is at stake is found at once. Triggers alone write it.
create table bets.unsettled (
  order_id     uuid        primary key references bets.market,
  scheduled_at timestamptz not null,
  ends_at      timestamptz not null
);

create index unsettled_by_time on bets.unsettled (scheduled_at, order_id);

-- What a manager gets of a pool, all her bets together.
create table bets.share (
  order_id   uuid not null references bets.settlement,
  manager_id uuid not null,
  staked     int8 not null check (staked > 0),
  payout     int8 not null check (payout >= 0),
  net        int8 not null generated always as (payout - staked) stored,
  primary key (order_id, manager_id)
);

-- Who owes whom, for all pools that were settled since the statement before.
create table bets.statement (
  number  int8        primary key generated always as identity,
  made_at timestamptz not null,
  made_by uuid        not null,
  -- It has all pools up to this one that no statement before it has.
  up_to   int8        not null unique,
  sha256  text        not null check (sha256 ~ '^[0-9a-f]{64}$')
);

create table bets.statement_market (
  order_id uuid primary key references bets.settlement,
  number   int8 not null references bets.statement
);

create index statement_market_by_number on bets.statement_market (number, order_id);

create table bets.statement_line (
  number int8 not null references bets.statement,
  -- a manager's id, or `developers`
  party  text not null check (party = 'developers' or party = party::uuid::text),
  net    int8 not null check (net <> 0),
  primary key (number, party)
);

create table bets.transfer (
  number   int8 not null,
  n        int4 not null check (n > 0),
  debtor   text not null,
  creditor text not null check (creditor <> debtor),
  amount   int8 not null check (amount > 0),
  primary key (number, n),
  foreign key (number, debtor)   references bets.statement_line,
  foreign key (number, creditor) references bets.statement_line
);

create table bets.transfer_paid (
  number int8        not null,
  n      int4        not null,
  -- the manager who says so
  by     uuid        not null,
  at     timestamptz not null,
  primary key (number, n),
  foreign key (number, n) references bets.transfer
);

-- A settled pool takes no bet, and no bet of it is made void: settling writes what is void first.
create function bets.refuse_settled() returns trigger
language plpgsql set search_path = bets, pg_temp as $$
begin
  if exists (select from settlement s where s.order_id = new.order_id) then
    raise exception 'the pool of % is settled', new.order_id
      using errcode = 'check_violation', constraint = 'settled_for_good';
  end if;
  return new;
end
$$;

create trigger settled_for_good before insert on bets.bet
  for each row execute function bets.refuse_settled();
create trigger settled_for_good before insert on bets.voided
  for each row execute function bets.refuse_settled();

create function bets.note_unsettled() returns trigger
language plpgsql security definer set search_path = bets, pg_temp as $$
begin
  insert into unsettled (order_id, scheduled_at, ends_at)
  select m.order_id, m.scheduled_at, m.ends_at
  from   market m
  where  m.order_id = new.order_id;
  return null;
end
$$;

create trigger first_of_pool after insert on bets.bet
  for each row when (new.seq = 1) execute function bets.note_unsettled();

create function bets.note_settled() returns trigger
language plpgsql security definer set search_path = bets, pg_temp as $$
begin
  delete from unsettled u where u.order_id = new.order_id;
  return null;
end
$$;

create trigger no_longer_unsettled after insert on bets.settlement
  for each row execute function bets.note_settled();

-- Whatever the code computes, a pool pays out what is in it, looked at when all its rows are there.
create function bets.check_pool() returns trigger
language plpgsql set search_path = bets, pg_temp as $$
begin
  if exists (
    select
    from   settlement s,
           lateral (select coalesce(sum(h.staked), 0) as staked, coalesce(sum(h.payout), 0) as payout
                    from   share h
                    where  h.order_id = s.order_id) as h
    where  s.order_id = new.order_id
    and    (h.staked <> s.bank or h.payout + s.to_developers <> s.bank)
  ) then
    raise exception 'the shares of % are not its bank', new.order_id
      using errcode = 'check_violation', constraint = 'settlement_shares';
  end if;
  return null;
end
$$;

create constraint trigger settlement_shares after insert or update on bets.settlement
  deferrable initially deferred for each row execute function bets.check_pool();
create constraint trigger share_of_bank after insert or update on bets.share
  deferrable initially deferred for each row execute function bets.check_pool();

-- What the lines of a statement owe is what they are owed, and its transfers clear them.
create function bets.check_statement() returns trigger
language plpgsql set search_path = bets, pg_temp as $$
begin
  if exists (
    select
    from   statement_line l
    left   join lateral (
             select sum(case when t.creditor = l.party then t.amount else -t.amount end) as moved
             from   transfer t
             where  t.number = l.number
             and    l.party in (t.creditor, t.debtor)) as t on true
    where  l.number = new.number
    and    l.net <> coalesce(t.moved, 0)
  ) then
    raise exception 'the transfers of statement % do not clear it', new.number
      using errcode = 'check_violation', constraint = 'statement_cleared';
  end if;
  return null;
end
$$;

create constraint trigger statement_cleared after insert or update on bets.statement
  deferrable initially deferred for each row execute function bets.check_statement();
create constraint trigger line_cleared after insert or update on bets.statement_line
  deferrable initially deferred for each row execute function bets.check_statement();
create constraint trigger transfer_clears after insert or update on bets.transfer
  deferrable initially deferred for each row execute function bets.check_statement();

grant select, insert
on    bets.market, bets.bet, bets.closing, bets.settlement, bets.voided, bets.share, bets.statement,
      bets.statement_market, bets.statement_line, bets.transfer, bets.transfer_paid
to    bets_app;

grant select on bets.unsettled to bets_app;
