-- Mails that somebody has had sent again, and who does not want to be written to.

alter table message
  -- Which one it is of those that tell the same to the same: 0 is the one that the event made, each
  -- other somebody has asked for.
  add column nth        int4 not null default 0 check (nth >= 0),
  add column resent_by  text,
  add column resent_why text,
  add constraint message_resent
    check ((nth > 0) = (resent_by is not null) and (nth > 0) = (resent_why is not null)),
  -- An event that comes again finds the one that it made, whatever was sent since.
  drop constraint message_once,
  add constraint message_once
    unique nulls not distinct (subject, version, template, recipient_kind, recipient_id, nth);

-- Which manager has said that nobody is to write there.
alter table suppressed add column noted_by text;

-- What managers look for: what has failed, by whom it is for, and by the beginning of an address.
create index message_failed    on message (id) where state in ('failed', 'suppressed');
create index message_recipient on message (recipient_kind, recipient_id);
create index message_address   on message (lower(address collate "C") text_pattern_ops)
  where address is not null;
create index person_search     on person using gin (search extensions.gin_trgm_ops);
create index suppressed_since  on suppressed (since, address_key collate "C")
  where lifted_at is null;
