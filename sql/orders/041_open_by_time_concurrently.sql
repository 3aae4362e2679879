create index concurrently orders_open_by_time on orders.orders (scheduled_at, id)
  where status in ('accepted', 'started');
