-- Which state of what a client has paid is known (R-040): of two that are told, the higher counts,
-- in whatever order and however often they come.

alter table clients.client
  add column paid_version bigint not null default 0
  constraint client_paid_version_not_negative check (paid_version >= 0);

comment on column clients.client.paid is
  'money paid so far, net of what went back, in hundredths of a cat-unit (R-040)';
comment on column clients.client.paid_version is 'which state of it that is; 0: none was told yet';
