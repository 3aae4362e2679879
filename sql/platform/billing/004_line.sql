-- What a party is charged or earns, line by line; nothing else makes an invoice's total. Lines are
-- never changed: what was wrong is reversed by another one.
create table billing_line (
  -- an order's: the order's id
  id                uuid        primary key,
  party             uuid        not null,
  period            integer     not null references period,
  kind              text        not null check (kind ~ '^[a-z_]+$'),
  -- in hundredths, with the sign it has on the invoice
  amount            bigint      not null
                    check (amount between -999999999999999 and 999999999999999),
  occurred_at       timestamptz not null
                    check (occurred_at >= '2000-01-01' and occurred_at < '2100-01-01'),
  recorded_at       timestamptz not null
                    check (recorded_at >= '2000-01-01' and recorded_at < '2100-01-01'),
  -- as the order's events told
  order_id          uuid,
  service_type_name text,
  outcome           text        check (outcome in ('completed', 'cancelled', 'failed')),
  reason            text,
  price             bigint      check (price >= 0),
  discount_percent  integer     check (discount_percent between 0 and 100),
  earning           bigint      check (earning >= 0),
  -- the line that this one takes back
  reverses          uuid        references billing_line,
  -- who, and why if it was a person
  by_role           text        not null,
  by_subject        text,
  why               text,

  -- It is for an order, with all that is told of it, or for none.
  check (num_nonnulls(order_id, service_type_name, outcome, price) in (0, 4)),
  check (order_id is not null or num_nonnulls(reason, discount_percent, earning) = 0)
);

create index billing_line_by_period on billing_line (period, party) include (amount);
create index billing_line_by_party on billing_line (party, occurred_at, id);
create index billing_line_by_time on billing_line (occurred_at, id);

-- No line enters a sealed period, whoever inserts it and whenever the period was chosen.
create function refuse_sealed_period() returns trigger
language plpgsql set search_path from current as $$
declare
  sealed timestamptz;
begin
  -- The lock first: whoever seals waits for it, so what the next statement sees stays so.
  perform from period p where p.id = new.period for key share;
  select p.sealed_at into sealed from period p where p.id = new.period;
  if sealed is not null then
    raise exception 'period % is sealed since %', new.period, sealed
    using errcode = '23514', constraint = 'billing_line_period_open';
  end if;
  return new;
end
$$;

create trigger billing_line_period_open before insert on billing_line
for each row execute function refuse_sealed_period();

-- Of a column of a document: int4 length and bytes; -1 for none.
create function document_field(value bytea) returns bytea
language sql immutable parallel safe
return coalesce(int4send(octet_length(value)) || value, int4send(-1));

create function document_field(value text) returns bytea
language sql immutable parallel safe
return document_field(convert_to(value, 'UTF8'));

create function document_field(value bigint) returns bytea
language sql immutable parallel safe
return document_field(int8send(value));

-- SHA-256 of all columns in their order; its twin is LineDocument.swift.
create function document(l billing_line) returns bytea
language sql immutable parallel safe
return sha256(
  document_field(uuid_send(l.id)) || document_field(uuid_send(l.party)) || document_field(l.period::bigint)
    || document_field(l.kind) || document_field(l.amount)
    || document_field(timestamptz_send(l.occurred_at))
    || document_field(timestamptz_send(l.recorded_at)) || document_field(uuid_send(l.order_id))
    || document_field(l.service_type_name) || document_field(l.outcome) || document_field(l.reason)
    || document_field(l.price) || document_field(l.discount_percent::bigint)
    || document_field(l.earning) || document_field(uuid_send(l.reverses))
    || document_field(l.by_role) || document_field(l.by_subject) || document_field(l.why));

do $$
begin
  execute format(
    'grant select, insert on billing_line to %1$I; '
      'grant execute on function document_field(bytea), document_field(text), '
      'document_field(bigint), document(billing_line) to %1$I', current_schema() || '_app');
end
$$;
