-- A name is found in whichever normal form it was stored: what `q` looks in is in NFC, as the text
-- that is looked for.

alter table workers.worker
  drop column search,
  add  column search text not null generated always as (
    lower(
      normalize(
        name || chr(31) || email || chr(31) || phone || chr(31) || breed || chr(31) || coat_colour,
        nfc)
      collate "und-x-icu")
  ) stored;

create index worker_search on workers.worker using gin (search extensions.gin_trgm_ops);
