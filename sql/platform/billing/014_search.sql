-- Managers look for whose money it is by a part of the name or the e-mail.
create index person_search on person using gin (search extensions.gin_trgm_ops);
