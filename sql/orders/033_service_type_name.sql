-- What can be ordered is told apart by its name. Of those that share one, the first keeps it.
update orders.service_type s
set    name    = left(s.name, 89) || ' ' || right(s.id::text, 10),
       version = s.version + 1
where  s.active
and    exists (select
               from   orders.service_type earlier
               where  earlier.active
               and    earlier.name = s.name
               and    (earlier.created_at, earlier.id) < (s.created_at, s.id));

create unique index service_type_name_active on orders.service_type (name) where active;
