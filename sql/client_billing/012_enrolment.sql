-- When the provider is asked next what a client has decided on its page: whoever does not come back
-- from there has a way to pay all the same (R-220). The version before sets neither.
alter table client_billing.payment_method
  add column look_at timestamptz not null default now(),
  -- how often it was asked so; a later look has taken an earlier one over
  add column looks   integer     not null default 0;

create index payment_method_look on client_billing.payment_method (look_at)
where state = 'to_authorise';

grant update (look_at, looks) on client_billing.payment_method to client_billing_app;
