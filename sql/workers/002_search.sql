-- Finds parts of workers' texts (`q`) without reading the whole register.

create index worker_search on workers.worker using gin (search extensions.gin_trgm_ops);
