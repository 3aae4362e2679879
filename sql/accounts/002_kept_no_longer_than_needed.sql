-- What is not needed any more is not kept, and what is never written is not allowed for.

-- Whose session is over is needed until its browser has gone on to the provider's own end.
alter table accounts.session
  alter column id_token drop not null,
  drop constraint session_end_reason_check,
  add  constraint session_end_reason_check check (end_reason in
         ('signed_out', 'provider_logout', 'expired', 'deactivated', 'ended_by_person')),
  add  constraint session_texts check (
         octet_length(provider) <= 20 and octet_length(provider_sub) <= 255
         and octet_length(provider_sid) <= 512 and octet_length(subject) <= 255
         and octet_length(browser) <= 255);

create index session_full on accounts.session (ended_at) where id_token is not null;

alter table accounts.link
  drop constraint link_by_check,
  add  constraint link_by_check check (by in ('claim', 'email')),
  add  constraint link_texts check (
         octet_length(provider) <= 20 and octet_length(provider_sub) <= 255
         and octet_length(subject) <= 255);

alter table accounts.signing_key
  add constraint signing_key_end check (retired_at >= created_at);

-- Of a logout that is heard before the session that it ends: which that is, and when the provider said
-- so by its own clock.
alter table accounts.heard_logout
  add column provider_sid text,
  add column provider_sub text,
  add column said_at      timestamptz;

create index heard_logout_of_session on accounts.heard_logout (provider, provider_sid)
  where provider_sid is not null;
create index heard_logout_of_user on accounts.heard_logout (provider, provider_sub)
  where provider_sub is not null;
