-- The tables of the yardstick billing.sql, with the lines of one period: CLIENTS clients with LINES
-- lines each, which the bench puts in.
create table line (
  id     uuid   primary key,
  client uuid   not null,
  period int    not null,
  amount bigint not null
);
insert into line
select gen_random_uuid(), md5('client ' || c)::uuid, 1,
       case when c % 10 = 0 then 9500 else 10000 end
from   generate_series(1, CLIENTS) c,
       generate_series(1, LINES) l;
create index line_by_period on line (period, client) include (amount);

create table invoice (
  id        uuid        primary key,
  number    bigint      not null unique,
  client    uuid        not null,
  period    int         not null,
  lines     int         not null,
  total     bigint      not null,
  issued_at timestamptz not null,
  unique (client, period)
);

create table receivable (
  invoice uuid        primary key,
  client  uuid        not null,
  amount  bigint      not null,
  next_at timestamptz not null
);
create index receivable_due on receivable (next_at);

create table entry (
  id      bigint primary key generated always as identity,
  invoice uuid   not null,
  account text   not null,
  amount  bigint not null
);
