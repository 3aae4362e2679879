create index concurrently orders_ended_by_worker
  on orders.orders (worker_id, status, scheduled_at, id)
  where status in ('completed', 'cancelled', 'failed');
