-- Finds parts of clients' texts (`q`) without reading the whole register.

create index client_search on clients.client using gin (search extensions.gin_trgm_ops);
