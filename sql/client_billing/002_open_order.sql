-- What is going to be charged (R-220): orders as their newest event told of them. Those that have
-- ended stay, so that an older event opens none of them again.
create table client_billing.open_order (
  order_id  uuid        primary key,
  client_id uuid        not null,
  -- when it is to end
  ends_at   timestamptz not null,
  -- in hundredths
  charge    bigint      not null check (charge >= 0),
  -- of the event
  version   bigint      not null,
  ended     boolean     not null
);

create index open_order_by_client on client_billing.open_order (client_id, ends_at)
include (charge) where not ended;

-- A client is found by HCB's id, which its token has (R-220).
create index person_by_external_id on client_billing.person (external_id) where kind = 'client';

grant select, insert, update (ends_at, charge, version, ended)
on client_billing.open_order to client_billing_app;
