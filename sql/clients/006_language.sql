-- In which a client wants to read mails and pages; null: not told.

alter table clients.client
  add column language text check (language in ('en', 'ru'));
