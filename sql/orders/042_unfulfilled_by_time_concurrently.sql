create index concurrently orders_unfulfilled_by_time on orders.orders (scheduled_at, id)
  where status in ('cancelled', 'failed');
