-- `workers` takes `manager.changed`: a deactivated manager has no right here any more.
\ir ../inbox/inbox.sql
\ir ../inbox/parked_indexes.sql
\ir ../platform/person.sql
