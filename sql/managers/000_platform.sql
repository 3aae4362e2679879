-- What every service has beside its own tables.
\ir ../outbox/outbox.sql
\ir ../outbox/drop_destination.sql
\ir ../platform/idempotency.sql
\ir ../platform/key_set.sql
