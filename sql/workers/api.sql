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

-- The photos that workers show themselves by, as they are served.
create or replace view workers_api.v1_photo as
select w.id                                                                  as worker_id,
       w.photo_sha256                                                        as sha256,
       (select p.media_type from workers.photo p where p.sha256 = w.photo_sha256) as media_type,
       (select p.bytes      from workers.photo p where p.sha256 = w.photo_sha256) as bytes
from   workers.worker w
where  w.photo_sha256 is not null;

grant usage  on schema workers_api           to workers_reader;
grant select on        workers_api.v1_worker to workers_reader;
grant select on        workers_api.v1_photo  to workers_reader;
