-- A name is found in whichever normal form it was stored: what `q` looks in is in NFC, as the text
-- that is looked for.

alter table managers.manager
  drop column search,
  add  column search text not null generated always as (
    lower(normalize(name || chr(31) || email, nfc) collate "und-x-icu")
  ) stored;
