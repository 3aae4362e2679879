\ir ../inbox/parked_indexes.sql
