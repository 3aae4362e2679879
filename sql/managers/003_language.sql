-- In which a manager wants to read mails and pages; null: not told.

alter table managers.manager
  add column language text check (language in ('en', 'ru'));
