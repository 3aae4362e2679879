-- `packing` takes `manager.changed`: a deactivated manager has no right here any more.
\ir ../platform/person.sql
