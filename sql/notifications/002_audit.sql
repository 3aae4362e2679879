-- Seals of the ledgers go to whoever audits the books (R-275). They are never too old, and expire at
-- infinity. What `params` says is by now of the kind that the template tells (`MailTemplate.tells`).
alter table message
  drop constraint message_recipient_kind_check,
  add  constraint message_recipient_kind_check
       check (recipient_kind in ('client', 'worker', 'manager', 'department', 'audit')),
  drop constraint message_recipient,
  add  constraint message_recipient
       check ((recipient_kind in ('department', 'audit')) = (recipient_id is null));
