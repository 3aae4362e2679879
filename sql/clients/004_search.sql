-- A name is found in whichever normal form it was stored: what `q` looks in is in NFC, as the text
-- that is looked for.

alter table clients.client
  drop column search,
  add  column search text not null generated always as (
    lower(
      normalize(
        first_name || ' ' || last_name || chr(31) || email || chr(31) || external_id, nfc)
      collate "und-x-icu")
  ) stored;

create index client_search on clients.client using gin (search extensions.gin_trgm_ops);
