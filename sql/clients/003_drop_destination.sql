\ir ../outbox/drop_destination.sql
