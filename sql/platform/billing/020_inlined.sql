-- Functions that are computed for each row, so that Postgres inlines them: one that it calls costs as
-- much as an insert. It inlines none that is declared immutable and depends on the server's encoding,
-- as `convert_to` does, and none with a query of its own. What they come to is as before.
alter function ledger_text(text)       stable;
alter function document_field(text)    stable;
alter function document(billing_line)  stable;
alter function document(invoice)       stable;
alter function document(receipt)       stable;
alter function document(money_try)     stable;
alter function document(credit_use)    stable;

-- A UUID of version 8 (RFC 9562, section 5.8): of its seventh byte the upper four bits are 1000, of
-- its ninth the upper two are 10.
create or replace function invoice_id(party uuid, starts_at timestamptz) returns uuid
language sql stable strict parallel safe
return encode(
  set_bit(set_bit(set_bit(set_bit(set_bit(set_bit(
    substr(sha256(convert_to('mcf invoice ' || current_schema(), 'UTF8')
                    || uuid_send(party) || timestamptz_send(starts_at)), 1, 16),
    55, 1), 54, 0), 53, 0), 52, 0), 71, 1), 70, 0),
  'hex')::uuid;

-- An amount or a number always takes eight bytes.
create or replace function document_field(value bigint) returns bytea
language sql immutable parallel safe
return coalesce('\x00000008'::bytea || int8send(value), int4send(-1));
