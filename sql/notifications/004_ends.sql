-- Two more ends of a mail: it was unclear time and again, and that it is overtaken was found when it
-- was taken.
alter table message
  drop constraint message_cause_check,
  add  constraint message_cause_check
    check (cause in ('too_old', 'overtaken', 'suppressed', 'refused', 'no_such_mailbox',
                     'address_unusable', 'too_large', 'unclear')),
  drop constraint message_finding_check,
  add  constraint message_finding_check
    check (finding in ('broken', 'unclear', 'too_old', 'overtaken', 'suppressed'));
