-- A name is found in whichever normal form it was published: what `q` looks in is in NFC, as the
-- text that is looked for.

alter table packing.package
  drop column search,
  add  column search text not null generated always as (
    lower(normalize(worker_name, nfc) collate "und-x-icu")
  ) stored;

create index package_search on packing.package using gin (search extensions.gin_trgm_ops);
