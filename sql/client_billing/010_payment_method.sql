-- Ways to pay that clients have agreed upon with a provider (R-220). What is collected from is a token
-- that means something to its provider alone; numbers of cards and accounts never come here.
create table client_billing.payment_method (
  id            uuid        primary key,
  client_id     uuid        not null,
  adapter       text        not null check (adapter ~ '^[a-z_]+$'),
  state         text        not null
                check (state in ('to_authorise', 'active', 'refused', 'removed')),
  -- the provider's name of the page on which the client authorises it, and where that is
  session       text        not null check (session <> ''),
  authorise_url text        not null check (authorise_url <> ''),
  token         text        check (token <> '' and token !~ '^[0-9 -]{12,23}$'),
  label         text        check (label <> '' and label !~ '[0-9]{5}'),
  is_default    boolean     not null default false,
  -- since when it is the one that is collected by
  default_at    timestamptz,
  made_at       timestamptz not null,

  check ((token is null) = (label is null)),
  check (state <> 'active' or token is not null),
  check (state = 'active' or not is_default),
  check (is_default = (default_at is not null))
);

create unique index payment_method_default on client_billing.payment_method (client_id)
where is_default;

create index payment_method_by_client on client_billing.payment_method (client_id, made_at, id);

grant select, insert, update (state, token, label, is_default, default_at)
on client_billing.payment_method to client_billing_app;
