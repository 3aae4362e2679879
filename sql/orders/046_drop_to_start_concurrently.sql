-- The sweeper finds who should have come by `orders_open_by_time`.
drop index concurrently if exists orders.orders_to_start;
