-- After a restore from a dump an operator gives the outbox's rows new transaction ids. Where a
-- publication has all tables, Postgres refuses to update rows that have no identity.
alter table outbox_0 replica identity full;
alter table outbox_1 replica identity full;
alter table outbox_2 replica identity full;
alter table outbox_3 replica identity full;
