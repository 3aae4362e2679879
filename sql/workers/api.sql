-- What other services may read of the workers: a published contract. Columns are only ever added,
-- at the end; tables behind may change.

create or replace view workers_api.v1_worker as
select id,
       name,
       email,
       phone,
       age,
       breed,
       coat_colour,
       code,
       active,
       hours,
       absences,
       photo_sha256,
       version
from   workers.worker;

grant usage  on schema workers_api           to workers_reader;
grant select on        workers_api.v1_worker to workers_reader;
