-- What `orders` knows of the managers, by `manager.changed`: who was deactivated has no right here
-- any more, whatever the token says. Who is not here keeps the token's right.

create table orders.manager (
  id      uuid    primary key,
  active  boolean not null,
  version bigint  not null
);

grant select, insert, update on orders.manager to orders_app;
