-- In which a worker wants to read mails and pages; null: not told.

alter table workers.worker
  add column language text check (language in ('en', 'ru'));
