-- `orders` takes `manager.changed`.
\ir ../inbox/inbox.sql
