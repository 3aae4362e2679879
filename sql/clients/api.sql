-- What other services may read of the clients: a published contract. Columns are only ever added,
-- at the end; tables behind may change.

create or replace view clients_api.v1_client as
select id,
       external_id,
       first_name,
       last_name,
       email,
       phone,
       place,
       active,
       paid,
       version
from   clients.client;

grant usage  on schema clients_api           to clients_reader;
grant select on        clients_api.v1_client to clients_reader;
