\ir ../outbox/identity.sql
\ir ../inbox/identity.sql
