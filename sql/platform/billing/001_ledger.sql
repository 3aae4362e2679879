-- The ledger of the service whose schema is current: every movement of money that it knows of.
--
-- An entry moves one amount from one account to another, so the sum over all accounts is 0 whatever
-- is written. The entries of one posting are a link; links are chained by SHA-256, in 33 lanes, so
-- that postings that do not wait for one another anyway do not wait for the chain:
--
--   0–15   what events bring: the inbox slot of the event
--   16–31  what people and providers bring: 16 and the slot number of the party
--   32     the batch
--
-- What is hashed, with numbers big-endian and times as microseconds since 2000-01-01:
--
--   entry   int4 n, party, kind, debit, credit (each int2 length and UTF-8), int8 amount, cause,
--           document, int8 occurred_at
--   digest  of a link: SHA-256 of its entries in order
--   hash    of a link: SHA-256 of prev, int2 lane, int8 link, int4 entries, digest,
--           int8 recorded_at, int2 length and UTF-8 of recorded_by
--
-- Times are of this century: those beyond are a clock that is wrong, and are not exact in every language.
--
-- The application role may read all of it and write none: `ledger_append` and `ledger_seal` are the
-- only ways in. Whoever locks several things locks account, number_series, lane, in this order.

create table ledger_link (
  lane        smallint    not null check (lane between 0 and 32),
  link        bigint      not null check (link > 0),
  -- the hash of the link before it in its lane; the first one's is the lane's genesis
  prev        bytea       not null check (octet_length(prev) = 32),
  entries     integer     not null check (entries > 0),
  digest      bytea       not null check (octet_length(digest) = 32),
  recorded_at timestamptz not null check (recorded_at >= '2000-01-01' and recorded_at < '2100-01-01'),
  -- who: a service, or a role and its subject
  recorded_by text        not null check (recorded_by <> ''),
  hash        bytea       not null check (octet_length(hash) = 32),
  primary key (lane, link)
);

create table ledger_entry (
  lane        smallint    not null,
  link        bigint      not null,
  n           integer     not null,
  -- the client or worker whose money it is
  party       uuid        not null,
  kind        text        not null check (kind ~ '^[a-z_]+$'),
  debit       text        not null check (debit ~ '^[a-z_]+$'),
  credit      text        not null check (credit ~ '^[a-z_]+$'),
  -- in hundredths
  amount      bigint      not null check (amount between 1 and 999999999999999),
  -- the line, invoice, receipt … that it is booked for
  cause       uuid        not null,
  -- SHA-256 of all columns of that
  document    bytea       not null check (octet_length(document) = 32),
  occurred_at timestamptz not null check (occurred_at >= '2000-01-01' and occurred_at < '2100-01-01'),
  primary key (lane, link, n),
  foreign key (lane, link) references ledger_link,
  check (debit <> credit),
  -- A cause books each kind once, whoever repeats it.
  unique (cause, kind)
);

create index ledger_entry_by_party on ledger_entry (party, lane, link);

-- The last link of each lane; link 0 is the genesis.
create table ledger_head (
  lane smallint primary key check (lane between 0 and 32),
  link bigint   not null,
  hash bytea    not null check (octet_length(hash) = 32)
);

insert into ledger_head
select lane, 0, sha256(convert_to('mcf ledger ' || current_schema(), 'UTF8') || int2send(lane::int2))
from   generate_series(0, 32) lane;

-- What all lanes stood at, and each account's balance by then (debits less credits). What is hashed:
-- prev, int8 no, int8 sealed_at, each lane's int8 link and hash, int4 count of accounts, each one's
-- int2 length and UTF-8, and its int8 balance.
create table ledger_seal (
  no        bigint      primary key check (no > 0),
  prev      bytea       not null check (octet_length(prev) = 32),
  sealed_at timestamptz not null check (sealed_at >= '2000-01-01' and sealed_at < '2100-01-01'),
  -- by lane
  links     bigint[]    not null check (cardinality(links) = 33),
  hashes    bytea[]     not null check (cardinality(hashes) = 33 and array_position(hashes, null) is null),
  -- in the order of their bytes
  accounts  text[]      not null,
  balances  bigint[]    not null check (cardinality(balances) = cardinality(accounts)),
  hash      bytea       not null check (octet_length(hash) = 32)
);

-- A seal signed outside the database (Ed25519, RFC 8032, over the seal's hash).
create table ledger_signature (
  no        bigint not null references ledger_seal,
  key       bytea  not null check (octet_length(key) = 32),
  signature bytea  not null check (octet_length(signature) = 64),
  -- A worthless one keeps no good one out.
  primary key (no, key, signature)
);

-- Who has gone through the ledger, how far, and what was found.
create table ledger_verification (
  id          uuid        primary key,
  verified_at timestamptz not null,
  verified_by text        not null,
  -- the seal that it went on from; none: it began at the beginning
  since_seal  bigint      references ledger_seal,
  -- the last seal that it went through; none: there was none
  to_seal     bigint      references ledger_seal,
  links       bigint      not null,
  entries     bigint      not null,
  faults      bigint      not null,
  first_fault text        check ((first_fault is null) = (faults = 0))
);

create index ledger_verification_by_time on ledger_verification (verified_at);

do $$
begin
  execute format(
    'grant select on ledger_link, ledger_entry, ledger_head, ledger_seal, ledger_signature, '
      'ledger_verification to %1$I; '
    'grant insert on ledger_signature, ledger_verification to %1$I', current_schema() || '_app');
end
$$;
