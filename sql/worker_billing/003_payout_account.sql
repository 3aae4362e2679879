-- Where workers are paid to (R-232).
create table worker_billing.payout_account (
  worker_id  uuid        primary key,
  account    text        not null check (account ~ '^GH-[0-9]{4}(-[0-9]{4}){2}$'),
  version    bigint      not null check (version > 0),
  changed_at timestamptz not null
);

-- Each that ever was, and who said so.
create table worker_billing.payout_account_history (
  worker_id  uuid        not null,
  version    bigint      not null,
  account    text        not null,
  changed_at timestamptz not null,
  by_role    text        not null,
  by_subject text        not null,
  primary key (worker_id, version)
);

grant select, insert, update (account, version, changed_at)
on worker_billing.payout_account to worker_billing_app;
grant select, insert on worker_billing.payout_account_history to worker_billing_app;
