\ir ../outbox/identity.sql
