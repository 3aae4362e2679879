create index concurrently orders_open_by_client on orders.orders (client_id)
  where status in ('accepted', 'started');
