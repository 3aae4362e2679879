-- The view and the index by which the version before last went on with its own table of managers.
drop view  if exists orders.manager;
drop index if exists orders.person_id;
