-- Signing in through OpenID providers, and the sessions that come of it.
--
-- Secrets that a browser holds are here as their SHA-256 alone: whoever reads these tables can sign in
-- as nobody. What has to be read again (verifiers, ID tokens, private keys) is sealed by the service,
-- each to its row and column.

-- A browser that was sent to a provider, until it comes back or ten minutes are over. One row each, so
-- that tabs do not get into each other's way.
create table accounts.attempt (
  id           uuid        primary key,
  state_hash   bytea       not null unique check (octet_length(state_hash) = 32),
  browser_hash bytea       not null check (octet_length(browser_hash) = 32),
  provider     text        not null,
  nonce        text        not null,
  verifier     bytea       not null,
  -- a path of this site
  return_to    text        not null check (return_to ~ '^/([^/\\]|$)'),
  created_at   timestamptz not null,
  used_at      timestamptz check (used_at >= created_at)
);

create index attempt_by_time on accounts.attempt (created_at);

create table accounts.session (
  id           uuid        primary key,
  cookie_hash  bytea       not null unique check (octet_length(cookie_hash) = 32),
  provider     text        not null,
  provider_sub text        not null,
  -- none: the provider does not number its sessions
  provider_sid text,
  -- Who somebody is here, pinned when they signed in; none: whose roles lead to several subjects has
  -- not chosen yet.
  subject      text,
  roles        text[]      not null
               check (roles <@ array['client', 'worker', 'manager', 'clerk']),
  -- every subject and its roles that they may be
  standings    jsonb       not null check (jsonb_array_length(standings) > 0),
  -- names, contacts and language as tokens have them
  person       jsonb       not null,
  form_key     text        not null,
  id_token     bytea       not null,
  -- in a few words, as its owner may know it again
  browser      text        not null,
  created_at   timestamptz not null,
  seen_at      timestamptz not null check (seen_at >= created_at),
  expires_at   timestamptz not null check (expires_at > created_at),
  ended_at     timestamptz check (ended_at >= created_at),
  end_reason   text        check (end_reason in
                 ('signed_out', 'provider_refused', 'provider_logout', 'expired', 'deactivated',
                  'ended_by_person')),

  constraint session_subject check ((subject is null) = (roles = '{}')),
  constraint session_end     check ((ended_at is null) = (end_reason is null))
);

create index session_of_subject  on accounts.session (subject, created_at, id) where ended_at is null;
create index session_of_provider on accounts.session (provider, provider_sub) where ended_at is null;
create index session_by_number   on accounts.session (created_at, id) where ended_at is null;
create index session_ended       on accounts.session (ended_at) where ended_at is not null;

-- Whom a provider's user is here, for good: what changes there changes nothing here.
create table accounts.link (
  id           uuid        not null unique,
  provider     text        not null,
  provider_sub text        not null,
  role         text        not null check (role in ('client', 'worker', 'manager', 'clerk')),
  subject      text        not null,
  by           text        not null check (by in ('claim', 'email', 'manager')),
  linked_at    timestamptz not null,
  primary key (provider, provider_sub, role)
);

create index link_by_time on accounts.link (linked_at, id);
create index link_of_subject on accounts.link (subject);

-- What session tokens are signed with. A key is published before it signs, and for as long as a token
-- that it has signed may be good.
create table accounts.signing_key (
  kid        text        primary key,
  private    bytea       not null,
  public     jsonb       not null check (public ? 'x' and not public ? 'd'),
  created_at timestamptz not null,
  signs_from timestamptz not null check (signs_from >= created_at),
  -- from when on it is published no more; none: it has no successor
  retired_at timestamptz
);

-- Two replicas that make the next key at once make one.
create unique index signing_key_last on accounts.signing_key ((true)) where retired_at is null;

-- What providers have told once, so that it is not told again by whoever has got hold of it.
create table accounts.heard_logout (
  provider text        not null,
  jti      text        not null,
  at       timestamptz not null,
  primary key (provider, jti)
);

create index heard_logout_by_time on accounts.heard_logout (at);

grant select, insert, update, delete
on    accounts.attempt, accounts.session, accounts.link, accounts.signing_key
to    accounts_app;

grant select, insert, delete on accounts.heard_logout to accounts_app;

-- Whose address an e-mail is, is asked when somebody signs in for the first time.
create index person_by_email on accounts.person (kind, email_key) where active;
