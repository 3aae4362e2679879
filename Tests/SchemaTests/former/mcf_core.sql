-- A cluster as commit f12df7f made it: demo cats, and the orders of the README's tour. By pg_dump
-- --inserts, without its comments; read by FormerVersionTests.

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

CREATE SCHEMA clients;

ALTER SCHEMA clients OWNER TO clients_owner;

CREATE SCHEMA clients_api;

ALTER SCHEMA clients_api OWNER TO clients_owner;

CREATE SCHEMA extensions;

ALTER SCHEMA extensions OWNER TO postgres;

CREATE SCHEMA orders;

ALTER SCHEMA orders OWNER TO orders_owner;

CREATE SCHEMA workers;

ALTER SCHEMA workers OWNER TO workers_owner;

CREATE SCHEMA workers_api;

ALTER SCHEMA workers_api OWNER TO workers_owner;

CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA extensions;

COMMENT ON EXTENSION btree_gist IS 'support for indexing common datatypes in GiST';

CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA extensions;

COMMENT ON EXTENSION pg_trgm IS 'text similarity measurement and index searching based on trigrams';

SET default_tablespace = '';

SET default_table_access_method = heap;

CREATE TABLE clients.client (
    id uuid NOT NULL,
    external_id text NOT NULL,
    first_name text NOT NULL,
    last_name text NOT NULL,
    email text NOT NULL,
    phone text,
    place text,
    active boolean DEFAULT true NOT NULL,
    paid bigint DEFAULT 0 NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    search text GENERATED ALWAYS AS (lower((NORMALIZE(((((((first_name || ' '::text) || last_name) || chr(31)) || email) || chr(31)) || external_id), NFC) COLLATE "und-x-icu"))) STORED NOT NULL,
    CONSTRAINT client_email_length CHECK (((char_length(email) >= 3) AND (char_length(email) <= 254))),
    CONSTRAINT client_external_id_length CHECK (((char_length(external_id) >= 1) AND (char_length(external_id) <= 255))),
    CONSTRAINT client_first_name_length CHECK (((char_length(first_name) >= 1) AND (char_length(first_name) <= 100))),
    CONSTRAINT client_last_name_length CHECK (((char_length(last_name) >= 1) AND (char_length(last_name) <= 100))),
    CONSTRAINT client_paid_not_negative CHECK ((paid >= 0)),
    CONSTRAINT client_phone_length CHECK (((char_length(phone) >= 1) AND (char_length(phone) <= 40))),
    CONSTRAINT client_place_length CHECK (((char_length(place) >= 1) AND (char_length(place) <= 500))),
    CONSTRAINT client_version_positive CHECK ((version > 0))
);

ALTER TABLE clients.client OWNER TO clients_owner;

COMMENT ON COLUMN clients.client.external_id IS 'HCB''s id, the subject of the client''s tokens';

COMMENT ON COLUMN clients.client.paid IS 'money paid so far, in hundredths of a cat-unit (R-040)';

CREATE TABLE clients.idempotency (
    caller text NOT NULL,
    key text NOT NULL,
    fingerprint bytea NOT NULL,
    status integer NOT NULL,
    content_type text,
    etag text,
    location text,
    body bytea NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT idempotency_key_check CHECK (((char_length(key) >= 1) AND (char_length(key) <= 255)))
);

ALTER TABLE clients.idempotency OWNER TO clients_owner;

CREATE TABLE clients.inbox (
    ring smallint DEFAULT (((EXTRACT(epoch FROM now()))::bigint / 302400) % (4)::bigint) NOT NULL,
    source text NOT NULL,
    slot smallint NOT NULL,
    "position" bigint NOT NULL,
    event_id uuid NOT NULL,
    type text NOT NULL,
    subject text NOT NULL,
    sequence bigint NOT NULL,
    "time" timestamp with time zone NOT NULL,
    headers jsonb NOT NULL,
    data jsonb NOT NULL
)
PARTITION BY LIST (ring);

ALTER TABLE clients.inbox OWNER TO clients_owner;

CREATE TABLE clients.inbox_0 (
    ring smallint DEFAULT (((EXTRACT(epoch FROM now()))::bigint / 302400) % (4)::bigint) NOT NULL,
    source text NOT NULL,
    slot smallint NOT NULL,
    "position" bigint NOT NULL,
    event_id uuid NOT NULL,
    type text NOT NULL,
    subject text NOT NULL,
    sequence bigint NOT NULL,
    "time" timestamp with time zone NOT NULL,
    headers jsonb NOT NULL,
    data jsonb NOT NULL
)
WITH (autovacuum_vacuum_insert_threshold='-1');

ALTER TABLE clients.inbox_0 OWNER TO clients_owner;

CREATE TABLE clients.inbox_1 (
    ring smallint DEFAULT (((EXTRACT(epoch FROM now()))::bigint / 302400) % (4)::bigint) NOT NULL,
    source text NOT NULL,
    slot smallint NOT NULL,
    "position" bigint NOT NULL,
    event_id uuid NOT NULL,
    type text NOT NULL,
    subject text NOT NULL,
    sequence bigint NOT NULL,
    "time" timestamp with time zone NOT NULL,
    headers jsonb NOT NULL,
    data jsonb NOT NULL
)
WITH (autovacuum_vacuum_insert_threshold='-1');

ALTER TABLE clients.inbox_1 OWNER TO clients_owner;

CREATE TABLE clients.inbox_2 (
    ring smallint DEFAULT (((EXTRACT(epoch FROM now()))::bigint / 302400) % (4)::bigint) NOT NULL,
    source text NOT NULL,
    slot smallint NOT NULL,
    "position" bigint NOT NULL,
    event_id uuid NOT NULL,
    type text NOT NULL,
    subject text NOT NULL,
    sequence bigint NOT NULL,
    "time" timestamp with time zone NOT NULL,
    headers jsonb NOT NULL,
    data jsonb NOT NULL
)
WITH (autovacuum_vacuum_insert_threshold='-1');

ALTER TABLE clients.inbox_2 OWNER TO clients_owner;

CREATE TABLE clients.inbox_3 (
    ring smallint DEFAULT (((EXTRACT(epoch FROM now()))::bigint / 302400) % (4)::bigint) NOT NULL,
    source text NOT NULL,
    slot smallint NOT NULL,
    "position" bigint NOT NULL,
    event_id uuid NOT NULL,
    type text NOT NULL,
    subject text NOT NULL,
    sequence bigint NOT NULL,
    "time" timestamp with time zone NOT NULL,
    headers jsonb NOT NULL,
    data jsonb NOT NULL
)
WITH (autovacuum_vacuum_insert_threshold='-1');

ALTER TABLE clients.inbox_3 OWNER TO clients_owner;

CREATE TABLE clients.inbox_cursor (
    source text NOT NULL,
    system_identifier bigint NOT NULL,
    timeline integer NOT NULL,
    passed pg_snapshot NOT NULL,
    target pg_snapshot,
    last_id bigint DEFAULT 0 NOT NULL,
    last_event_id uuid,
    last_xid xid8,
    "position" bigint DEFAULT 0 NOT NULL,
    version bigint DEFAULT 0 NOT NULL,
    outbox uuid,
    bonds bigint[] DEFAULT '{0}'::bigint[] NOT NULL
);

ALTER TABLE clients.inbox_cursor OWNER TO clients_owner;

CREATE TABLE clients.inbox_identity (
    one boolean DEFAULT true NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    emptied timestamp with time zone DEFAULT '-infinity'::timestamp with time zone NOT NULL,
    CONSTRAINT inbox_identity_one_check CHECK (one)
);

ALTER TABLE clients.inbox_identity OWNER TO clients_owner;

CREATE TABLE clients.inbox_parked (
    source text NOT NULL,
    slot smallint NOT NULL,
    "position" bigint NOT NULL,
    event_id uuid NOT NULL,
    type text NOT NULL,
    subject text NOT NULL,
    sequence bigint NOT NULL,
    "time" timestamp with time zone NOT NULL,
    headers jsonb NOT NULL,
    data jsonb NOT NULL,
    parked_at timestamp with time zone NOT NULL,
    cause text,
    tries integer DEFAULT 0 NOT NULL,
    started integer DEFAULT 0 NOT NULL,
    head_since timestamp with time zone,
    retry_at timestamp with time zone,
    dead_at timestamp with time zone,
    CONSTRAINT inbox_parked_check CHECK ((num_nonnulls(retry_at, dead_at) = num_nonnulls(head_since)))
);

ALTER TABLE clients.inbox_parked OWNER TO clients_owner;

CREATE TABLE clients.inbox_skipped (
    source text NOT NULL,
    slot smallint NOT NULL,
    "position" bigint NOT NULL,
    event_id uuid NOT NULL,
    type text NOT NULL,
    subject text NOT NULL,
    sequence bigint NOT NULL,
    "time" timestamp with time zone NOT NULL,
    headers jsonb NOT NULL,
    data jsonb NOT NULL,
    parked_at timestamp with time zone NOT NULL,
    cause text,
    tries integer NOT NULL,
    skipped_at timestamp with time zone NOT NULL,
    skipped_by text NOT NULL,
    reason text NOT NULL,
    CONSTRAINT inbox_skipped_reason_check CHECK ((reason <> ''::text)),
    CONSTRAINT inbox_skipped_skipped_by_check CHECK ((skipped_by <> ''::text))
);

ALTER TABLE clients.inbox_skipped OWNER TO clients_owner;

CREATE TABLE clients.inbox_slot (
    source text NOT NULL,
    slot smallint NOT NULL,
    "position" bigint DEFAULT 0 NOT NULL,
    started integer DEFAULT 0 NOT NULL,
    reached bigint DEFAULT 0 NOT NULL
);

ALTER TABLE clients.inbox_slot OWNER TO clients_owner;

CREATE TABLE clients.key_set (
    issuer text NOT NULL,
    keys text NOT NULL,
    fetched_at timestamp with time zone NOT NULL
);

ALTER TABLE clients.key_set OWNER TO clients_owner;

CREATE TABLE clients.migration (
    file text NOT NULL,
    checksum text NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE clients.migration OWNER TO clients_owner;

CREATE SEQUENCE clients.outbox_id
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER TABLE clients.outbox_id OWNER TO clients_owner;

CREATE TABLE clients.outbox (
    ring smallint DEFAULT (((EXTRACT(epoch FROM now()))::bigint / 86400) % (4)::bigint) NOT NULL,
    id bigint DEFAULT nextval('clients.outbox_id'::regclass) NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    event_id uuid NOT NULL,
    type text NOT NULL,
    subject text NOT NULL,
    sequence bigint NOT NULL,
    "time" timestamp with time zone NOT NULL,
    headers jsonb DEFAULT '{}'::jsonb NOT NULL,
    data jsonb NOT NULL,
    CONSTRAINT outbox_synchronous_commit CHECK ((current_setting('synchronous_commit'::text) = ANY (ARRAY['on'::text, 'remote_apply'::text])))
)
PARTITION BY LIST (ring);

ALTER TABLE clients.outbox OWNER TO clients_owner;

CREATE TABLE clients.outbox_0 (
    ring smallint DEFAULT (((EXTRACT(epoch FROM now()))::bigint / 86400) % (4)::bigint) NOT NULL,
    id bigint DEFAULT nextval('clients.outbox_id'::regclass) NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    event_id uuid NOT NULL,
    type text NOT NULL,
    subject text NOT NULL,
    sequence bigint NOT NULL,
    "time" timestamp with time zone NOT NULL,
    headers jsonb DEFAULT '{}'::jsonb NOT NULL,
    data jsonb NOT NULL,
    CONSTRAINT outbox_synchronous_commit CHECK ((current_setting('synchronous_commit'::text) = ANY (ARRAY['on'::text, 'remote_apply'::text])))
)
WITH (autovacuum_vacuum_insert_threshold='-1');

ALTER TABLE clients.outbox_0 OWNER TO clients_owner;

CREATE TABLE clients.outbox_1 (
    ring smallint DEFAULT (((EXTRACT(epoch FROM now()))::bigint / 86400) % (4)::bigint) NOT NULL,
    id bigint DEFAULT nextval('clients.outbox_id'::regclass) NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    event_id uuid NOT NULL,
    type text NOT NULL,
    subject text NOT NULL,
    sequence bigint NOT NULL,
    "time" timestamp with time zone NOT NULL,
    headers jsonb DEFAULT '{}'::jsonb NOT NULL,
    data jsonb NOT NULL,
    CONSTRAINT outbox_synchronous_commit CHECK ((current_setting('synchronous_commit'::text) = ANY (ARRAY['on'::text, 'remote_apply'::text])))
)
WITH (autovacuum_vacuum_insert_threshold='-1');

ALTER TABLE clients.outbox_1 OWNER TO clients_owner;

CREATE TABLE clients.outbox_2 (
    ring smallint DEFAULT (((EXTRACT(epoch FROM now()))::bigint / 86400) % (4)::bigint) NOT NULL,
    id bigint DEFAULT nextval('clients.outbox_id'::regclass) NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    event_id uuid NOT NULL,
    type text NOT NULL,
    subject text NOT NULL,
    sequence bigint NOT NULL,
    "time" timestamp with time zone NOT NULL,
    headers jsonb DEFAULT '{}'::jsonb NOT NULL,
    data jsonb NOT NULL,
    CONSTRAINT outbox_synchronous_commit CHECK ((current_setting('synchronous_commit'::text) = ANY (ARRAY['on'::text, 'remote_apply'::text])))
)
WITH (autovacuum_vacuum_insert_threshold='-1');

ALTER TABLE clients.outbox_2 OWNER TO clients_owner;

CREATE TABLE clients.outbox_3 (
    ring smallint DEFAULT (((EXTRACT(epoch FROM now()))::bigint / 86400) % (4)::bigint) NOT NULL,
    id bigint DEFAULT nextval('clients.outbox_id'::regclass) NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    event_id uuid NOT NULL,
    type text NOT NULL,
    subject text NOT NULL,
    sequence bigint NOT NULL,
    "time" timestamp with time zone NOT NULL,
    headers jsonb DEFAULT '{}'::jsonb NOT NULL,
    data jsonb NOT NULL,
    CONSTRAINT outbox_synchronous_commit CHECK ((current_setting('synchronous_commit'::text) = ANY (ARRAY['on'::text, 'remote_apply'::text])))
)
WITH (autovacuum_vacuum_insert_threshold='-1');

ALTER TABLE clients.outbox_3 OWNER TO clients_owner;

CREATE TABLE clients.outbox_destination (
    name text NOT NULL,
    passed pg_snapshot NOT NULL,
    reported_at timestamp with time zone NOT NULL,
    inbox uuid,
    bonds bigint[] DEFAULT '{0}'::bigint[] NOT NULL
);

ALTER TABLE clients.outbox_destination OWNER TO clients_owner;

CREATE TABLE clients.outbox_identity (
    one boolean DEFAULT true NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    emptied xid8 DEFAULT '0'::xid8 NOT NULL,
    CONSTRAINT outbox_identity_one_check CHECK (one)
);

ALTER TABLE clients.outbox_identity OWNER TO clients_owner;

CREATE TABLE clients.person (
    kind text NOT NULL,
    id uuid NOT NULL,
    external_id text,
    name text NOT NULL,
    first_name text NOT NULL,
    email text NOT NULL,
    email_key text GENERATED ALWAYS AS (lower((email COLLATE "C"))) STORED NOT NULL,
    phone text,
    language text,
    active boolean NOT NULL,
    version bigint NOT NULL,
    search text GENERATED ALWAYS AS (lower((NORMALIZE(((name || chr(31)) || email), NFC) COLLATE "und-x-icu"))) STORED NOT NULL,
    CONSTRAINT person_kind_check CHECK ((kind = ANY (ARRAY['client'::text, 'worker'::text, 'manager'::text]))),
    CONSTRAINT person_language_check CHECK ((language = ANY (ARRAY['en'::text, 'ru'::text])))
);

ALTER TABLE clients.person OWNER TO clients_owner;

CREATE VIEW clients_api.v1_client AS
 SELECT client.id,
    client.external_id,
    client.first_name,
    client.last_name,
    client.email,
    client.phone,
    client.place,
    client.active,
    client.paid,
    client.version
   FROM clients.client;

ALTER TABLE clients_api.v1_client OWNER TO clients_owner;

CREATE TABLE orders.idempotency (
    caller text NOT NULL,
    key text NOT NULL,
    fingerprint bytea NOT NULL,
    status integer NOT NULL,
    content_type text,
    etag text,
    location text,
    body bytea NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT idempotency_key_check CHECK (((char_length(key) >= 1) AND (char_length(key) <= 255)))
);

ALTER TABLE orders.idempotency OWNER TO orders_owner;

CREATE TABLE orders.inbox (
    ring smallint DEFAULT (((EXTRACT(epoch FROM now()))::bigint / 302400) % (4)::bigint) NOT NULL,
    source text NOT NULL,
    slot smallint NOT NULL,
    "position" bigint NOT NULL,
    event_id uuid NOT NULL,
    type text NOT NULL,
    subject text NOT NULL,
    sequence bigint NOT NULL,
    "time" timestamp with time zone NOT NULL,
    headers jsonb NOT NULL,
    data jsonb NOT NULL
)
PARTITION BY LIST (ring);

ALTER TABLE orders.inbox OWNER TO orders_owner;

CREATE TABLE orders.inbox_0 (
    ring smallint DEFAULT (((EXTRACT(epoch FROM now()))::bigint / 302400) % (4)::bigint) NOT NULL,
    source text NOT NULL,
    slot smallint NOT NULL,
    "position" bigint NOT NULL,
    event_id uuid NOT NULL,
    type text NOT NULL,
    subject text NOT NULL,
    sequence bigint NOT NULL,
    "time" timestamp with time zone NOT NULL,
    headers jsonb NOT NULL,
    data jsonb NOT NULL
)
WITH (autovacuum_vacuum_insert_threshold='-1');

ALTER TABLE orders.inbox_0 OWNER TO orders_owner;

CREATE TABLE orders.inbox_1 (
    ring smallint DEFAULT (((EXTRACT(epoch FROM now()))::bigint / 302400) % (4)::bigint) NOT NULL,
    source text NOT NULL,
    slot smallint NOT NULL,
    "position" bigint NOT NULL,
    event_id uuid NOT NULL,
    type text NOT NULL,
    subject text NOT NULL,
    sequence bigint NOT NULL,
    "time" timestamp with time zone NOT NULL,
    headers jsonb NOT NULL,
    data jsonb NOT NULL
)
WITH (autovacuum_vacuum_insert_threshold='-1');

ALTER TABLE orders.inbox_1 OWNER TO orders_owner;

CREATE TABLE orders.inbox_2 (
    ring smallint DEFAULT (((EXTRACT(epoch FROM now()))::bigint / 302400) % (4)::bigint) NOT NULL,
    source text NOT NULL,
    slot smallint NOT NULL,
    "position" bigint NOT NULL,
    event_id uuid NOT NULL,
    type text NOT NULL,
    subject text NOT NULL,
    sequence bigint NOT NULL,
    "time" timestamp with time zone NOT NULL,
    headers jsonb NOT NULL,
    data jsonb NOT NULL
)
WITH (autovacuum_vacuum_insert_threshold='-1');

ALTER TABLE orders.inbox_2 OWNER TO orders_owner;

CREATE TABLE orders.inbox_3 (
    ring smallint DEFAULT (((EXTRACT(epoch FROM now()))::bigint / 302400) % (4)::bigint) NOT NULL,
    source text NOT NULL,
    slot smallint NOT NULL,
    "position" bigint NOT NULL,
    event_id uuid NOT NULL,
    type text NOT NULL,
    subject text NOT NULL,
    sequence bigint NOT NULL,
    "time" timestamp with time zone NOT NULL,
    headers jsonb NOT NULL,
    data jsonb NOT NULL
)
WITH (autovacuum_vacuum_insert_threshold='-1');

ALTER TABLE orders.inbox_3 OWNER TO orders_owner;

CREATE TABLE orders.inbox_cursor (
    source text NOT NULL,
    system_identifier bigint NOT NULL,
    timeline integer NOT NULL,
    passed pg_snapshot NOT NULL,
    target pg_snapshot,
    last_id bigint DEFAULT 0 NOT NULL,
    last_event_id uuid,
    last_xid xid8,
    "position" bigint DEFAULT 0 NOT NULL,
    version bigint DEFAULT 0 NOT NULL,
    outbox uuid,
    bonds bigint[] DEFAULT '{0}'::bigint[] NOT NULL
);

ALTER TABLE orders.inbox_cursor OWNER TO orders_owner;

CREATE TABLE orders.inbox_identity (
    one boolean DEFAULT true NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    emptied timestamp with time zone DEFAULT '-infinity'::timestamp with time zone NOT NULL,
    CONSTRAINT inbox_identity_one_check CHECK (one)
);

ALTER TABLE orders.inbox_identity OWNER TO orders_owner;

CREATE TABLE orders.inbox_parked (
    source text NOT NULL,
    slot smallint NOT NULL,
    "position" bigint NOT NULL,
    event_id uuid NOT NULL,
    type text NOT NULL,
    subject text NOT NULL,
    sequence bigint NOT NULL,
    "time" timestamp with time zone NOT NULL,
    headers jsonb NOT NULL,
    data jsonb NOT NULL,
    parked_at timestamp with time zone NOT NULL,
    cause text,
    tries integer DEFAULT 0 NOT NULL,
    started integer DEFAULT 0 NOT NULL,
    head_since timestamp with time zone,
    retry_at timestamp with time zone,
    dead_at timestamp with time zone,
    CONSTRAINT inbox_parked_check CHECK ((num_nonnulls(retry_at, dead_at) = num_nonnulls(head_since)))
);

ALTER TABLE orders.inbox_parked OWNER TO orders_owner;

CREATE TABLE orders.inbox_skipped (
    source text NOT NULL,
    slot smallint NOT NULL,
    "position" bigint NOT NULL,
    event_id uuid NOT NULL,
    type text NOT NULL,
    subject text NOT NULL,
    sequence bigint NOT NULL,
    "time" timestamp with time zone NOT NULL,
    headers jsonb NOT NULL,
    data jsonb NOT NULL,
    parked_at timestamp with time zone NOT NULL,
    cause text,
    tries integer NOT NULL,
    skipped_at timestamp with time zone NOT NULL,
    skipped_by text NOT NULL,
    reason text NOT NULL,
    CONSTRAINT inbox_skipped_reason_check CHECK ((reason <> ''::text)),
    CONSTRAINT inbox_skipped_skipped_by_check CHECK ((skipped_by <> ''::text))
);

ALTER TABLE orders.inbox_skipped OWNER TO orders_owner;

CREATE TABLE orders.inbox_slot (
    source text NOT NULL,
    slot smallint NOT NULL,
    "position" bigint DEFAULT 0 NOT NULL,
    started integer DEFAULT 0 NOT NULL,
    reached bigint DEFAULT 0 NOT NULL
);

ALTER TABLE orders.inbox_slot OWNER TO orders_owner;

CREATE TABLE orders.key_set (
    issuer text NOT NULL,
    keys text NOT NULL,
    fetched_at timestamp with time zone NOT NULL
);

ALTER TABLE orders.key_set OWNER TO orders_owner;

CREATE TABLE orders.person (
    kind text NOT NULL,
    id uuid NOT NULL,
    external_id text,
    name text NOT NULL,
    first_name text NOT NULL,
    email text NOT NULL,
    email_key text GENERATED ALWAYS AS (lower((email COLLATE "C"))) STORED NOT NULL,
    phone text,
    language text,
    active boolean NOT NULL,
    version bigint NOT NULL,
    search text GENERATED ALWAYS AS (lower((NORMALIZE(((name || chr(31)) || email), NFC) COLLATE "und-x-icu"))) STORED NOT NULL,
    CONSTRAINT person_kind_check CHECK ((kind = ANY (ARRAY['client'::text, 'worker'::text, 'manager'::text]))),
    CONSTRAINT person_language_check CHECK ((language = ANY (ARRAY['en'::text, 'ru'::text])))
);

ALTER TABLE orders.person OWNER TO orders_owner;

CREATE VIEW orders.manager AS
 SELECT person.id,
    person.active,
    person.version,
    person.kind,
    person.name,
    person.first_name,
    person.email
   FROM orders.person
  WHERE (person.kind = 'manager'::text);

ALTER TABLE orders.manager OWNER TO orders_owner;

CREATE TABLE orders.match_trace (
    order_id uuid NOT NULL,
    pipeline_version bigint NOT NULL,
    trace jsonb NOT NULL,
    took_microseconds bigint NOT NULL
);

ALTER TABLE orders.match_trace OWNER TO orders_owner;

CREATE TABLE orders.migration (
    file text NOT NULL,
    checksum text NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE orders.migration OWNER TO orders_owner;

CREATE TABLE orders.order_history (
    order_id uuid NOT NULL,
    version bigint NOT NULL,
    event text NOT NULL,
    at timestamp with time zone NOT NULL,
    by_role text NOT NULL,
    by_subject text,
    reason text,
    note text,
    CONSTRAINT order_history_by_role_check CHECK ((by_role = ANY (ARRAY['client'::text, 'worker'::text, 'manager'::text, 'sweeper'::text]))),
    CONSTRAINT order_history_event_check CHECK ((event = ANY (ARRAY['accepted'::text, 'started'::text, 'overdue'::text, 'completed'::text, 'cancelled'::text, 'failed'::text])))
);

ALTER TABLE orders.order_history OWNER TO orders_owner;

CREATE TABLE orders.orders (
    id uuid NOT NULL,
    client_id uuid NOT NULL,
    worker_id uuid NOT NULL,
    service_type_id uuid NOT NULL,
    status text DEFAULT 'accepted'::text NOT NULL,
    description text NOT NULL,
    place text NOT NULL,
    phone text NOT NULL,
    email text NOT NULL,
    scheduled_at timestamp with time zone NOT NULL,
    max_charge bigint,
    client_first_name text NOT NULL,
    client_name text NOT NULL,
    worker_first_name text NOT NULL,
    worker_name text NOT NULL,
    service_type_name text NOT NULL,
    packing_list text[] NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    busy tstzrange NOT NULL,
    price bigint NOT NULL,
    discount_percent integer NOT NULL,
    charge bigint NOT NULL,
    earning bigint NOT NULL,
    copy_of uuid,
    chain uuid NOT NULL,
    pipeline_version bigint NOT NULL,
    outcome text,
    reason text,
    note text,
    ended_by text,
    check_in_photo_sha256 text,
    report_photo_sha256 text,
    created_at timestamp with time zone NOT NULL,
    started_at timestamp with time zone,
    overdue_at timestamp with time zone,
    ended_at timestamp with time zone,
    version bigint DEFAULT 1 NOT NULL,
    CONSTRAINT order_ended CHECK (((ended_at IS NULL) = (outcome IS NULL))),
    CONSTRAINT order_outcome_is_status CHECK ((NOT (outcome IS DISTINCT FROM
CASE
    WHEN (status = ANY (ARRAY['accepted'::text, 'started'::text])) THEN NULL::text
    ELSE status
END))),
    CONSTRAINT order_started CHECK (((status <> 'started'::text) OR (started_at IS NOT NULL))),
    CONSTRAINT orders_check CHECK (((charge >= 0) AND (charge <= price))),
    CONSTRAINT orders_check1 CHECK (((earning >= 0) AND (earning <= price))),
    CONSTRAINT orders_discount_percent_check CHECK (((discount_percent >= 0) AND (discount_percent <= 12))),
    CONSTRAINT orders_ended_by_check CHECK ((ended_by = ANY (ARRAY['client'::text, 'worker'::text, 'manager'::text, 'sweeper'::text]))),
    CONSTRAINT orders_outcome_check CHECK ((outcome = ANY (ARRAY['completed'::text, 'cancelled'::text, 'failed'::text]))),
    CONSTRAINT orders_price_check CHECK ((price >= 0)),
    CONSTRAINT orders_status_check CHECK ((status = ANY (ARRAY['accepted'::text, 'started'::text, 'completed'::text, 'cancelled'::text, 'failed'::text])))
);

ALTER TABLE orders.orders OWNER TO orders_owner;

CREATE SEQUENCE orders.outbox_id
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER TABLE orders.outbox_id OWNER TO orders_owner;

CREATE TABLE orders.outbox (
    ring smallint DEFAULT (((EXTRACT(epoch FROM now()))::bigint / 86400) % (4)::bigint) NOT NULL,
    id bigint DEFAULT nextval('orders.outbox_id'::regclass) NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    event_id uuid NOT NULL,
    type text NOT NULL,
    subject text NOT NULL,
    sequence bigint NOT NULL,
    "time" timestamp with time zone NOT NULL,
    headers jsonb DEFAULT '{}'::jsonb NOT NULL,
    data jsonb NOT NULL,
    CONSTRAINT outbox_synchronous_commit CHECK ((current_setting('synchronous_commit'::text) = ANY (ARRAY['on'::text, 'remote_apply'::text])))
)
PARTITION BY LIST (ring);

ALTER TABLE orders.outbox OWNER TO orders_owner;

CREATE TABLE orders.outbox_0 (
    ring smallint DEFAULT (((EXTRACT(epoch FROM now()))::bigint / 86400) % (4)::bigint) NOT NULL,
    id bigint DEFAULT nextval('orders.outbox_id'::regclass) NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    event_id uuid NOT NULL,
    type text NOT NULL,
    subject text NOT NULL,
    sequence bigint NOT NULL,
    "time" timestamp with time zone NOT NULL,
    headers jsonb DEFAULT '{}'::jsonb NOT NULL,
    data jsonb NOT NULL,
    CONSTRAINT outbox_synchronous_commit CHECK ((current_setting('synchronous_commit'::text) = ANY (ARRAY['on'::text, 'remote_apply'::text])))
)
WITH (autovacuum_vacuum_insert_threshold='-1');

ALTER TABLE orders.outbox_0 OWNER TO orders_owner;

CREATE TABLE orders.outbox_1 (
    ring smallint DEFAULT (((EXTRACT(epoch FROM now()))::bigint / 86400) % (4)::bigint) NOT NULL,
    id bigint DEFAULT nextval('orders.outbox_id'::regclass) NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    event_id uuid NOT NULL,
    type text NOT NULL,
    subject text NOT NULL,
    sequence bigint NOT NULL,
    "time" timestamp with time zone NOT NULL,
    headers jsonb DEFAULT '{}'::jsonb NOT NULL,
    data jsonb NOT NULL,
    CONSTRAINT outbox_synchronous_commit CHECK ((current_setting('synchronous_commit'::text) = ANY (ARRAY['on'::text, 'remote_apply'::text])))
)
WITH (autovacuum_vacuum_insert_threshold='-1');

ALTER TABLE orders.outbox_1 OWNER TO orders_owner;

CREATE TABLE orders.outbox_2 (
    ring smallint DEFAULT (((EXTRACT(epoch FROM now()))::bigint / 86400) % (4)::bigint) NOT NULL,
    id bigint DEFAULT nextval('orders.outbox_id'::regclass) NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    event_id uuid NOT NULL,
    type text NOT NULL,
    subject text NOT NULL,
    sequence bigint NOT NULL,
    "time" timestamp with time zone NOT NULL,
    headers jsonb DEFAULT '{}'::jsonb NOT NULL,
    data jsonb NOT NULL,
    CONSTRAINT outbox_synchronous_commit CHECK ((current_setting('synchronous_commit'::text) = ANY (ARRAY['on'::text, 'remote_apply'::text])))
)
WITH (autovacuum_vacuum_insert_threshold='-1');

ALTER TABLE orders.outbox_2 OWNER TO orders_owner;

CREATE TABLE orders.outbox_3 (
    ring smallint DEFAULT (((EXTRACT(epoch FROM now()))::bigint / 86400) % (4)::bigint) NOT NULL,
    id bigint DEFAULT nextval('orders.outbox_id'::regclass) NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    event_id uuid NOT NULL,
    type text NOT NULL,
    subject text NOT NULL,
    sequence bigint NOT NULL,
    "time" timestamp with time zone NOT NULL,
    headers jsonb DEFAULT '{}'::jsonb NOT NULL,
    data jsonb NOT NULL,
    CONSTRAINT outbox_synchronous_commit CHECK ((current_setting('synchronous_commit'::text) = ANY (ARRAY['on'::text, 'remote_apply'::text])))
)
WITH (autovacuum_vacuum_insert_threshold='-1');

ALTER TABLE orders.outbox_3 OWNER TO orders_owner;

CREATE TABLE orders.outbox_destination (
    name text NOT NULL,
    passed pg_snapshot NOT NULL,
    reported_at timestamp with time zone NOT NULL,
    inbox uuid,
    bonds bigint[] DEFAULT '{0}'::bigint[] NOT NULL
);

ALTER TABLE orders.outbox_destination OWNER TO orders_owner;

CREATE TABLE orders.outbox_identity (
    one boolean DEFAULT true NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    emptied xid8 DEFAULT '0'::xid8 NOT NULL,
    CONSTRAINT outbox_identity_one_check CHECK (one)
);

ALTER TABLE orders.outbox_identity OWNER TO orders_owner;

CREATE TABLE orders.photo (
    sha256 text NOT NULL,
    media_type text NOT NULL,
    bytes bytea NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT photo_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
);
ALTER TABLE ONLY orders.photo ALTER COLUMN bytes SET STORAGE EXTERNAL;

ALTER TABLE orders.photo OWNER TO orders_owner;

CREATE TABLE orders.pipeline (
    version bigint NOT NULL,
    steps jsonb NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by text NOT NULL,
    CONSTRAINT pipeline_steps_check CHECK ((jsonb_typeof(steps) = 'array'::text))
);

ALTER TABLE orders.pipeline OWNER TO orders_owner;

CREATE TABLE orders.service_type (
    id uuid NOT NULL,
    name text NOT NULL,
    description text NOT NULL,
    duration_minutes integer NOT NULL,
    active boolean DEFAULT true NOT NULL,
    characteristics jsonb DEFAULT '{}'::jsonb NOT NULL,
    packing_list text[] DEFAULT '{}'::text[] NOT NULL,
    lead_minutes integer NOT NULL,
    horizon_days integer NOT NULL,
    travel_minutes integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    CONSTRAINT service_type_characteristics_check CHECK ((jsonb_typeof(characteristics) = 'object'::text)),
    CONSTRAINT service_type_description_check CHECK ((char_length(description) <= 2000)),
    CONSTRAINT service_type_duration_minutes_check CHECK (((duration_minutes >= 1) AND (duration_minutes <= 1440))),
    CONSTRAINT service_type_horizon_days_check CHECK (((horizon_days >= 1) AND (horizon_days <= 366))),
    CONSTRAINT service_type_lead_minutes_check CHECK (((lead_minutes >= 0) AND (lead_minutes <= 43200))),
    CONSTRAINT service_type_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 100))),
    CONSTRAINT service_type_travel_minutes_check CHECK (((travel_minutes >= 0) AND (travel_minutes <= 1440)))
);

ALTER TABLE orders.service_type OWNER TO orders_owner;

CREATE TABLE orders.worker_standing (
    worker_id uuid NOT NULL,
    load double precision NOT NULL,
    completed integer DEFAULT 0 NOT NULL,
    failed integer DEFAULT 0 NOT NULL,
    cancelled integer DEFAULT 0 NOT NULL,
    rank double precision GENERATED ALWAYS AS ((load + (((168.0 * ((failed + 1))::numeric) / (((completed + failed) + 10))::numeric))::double precision)) STORED NOT NULL
)
WITH (fillfactor='80', autovacuum_vacuum_scale_factor='0.02', autovacuum_analyze_scale_factor='0.05');

ALTER TABLE orders.worker_standing OWNER TO orders_owner;

CREATE TABLE workers.absence (
    id uuid NOT NULL,
    worker_id uuid NOT NULL,
    period tstzrange NOT NULL,
    reason text,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT absence_bounded CHECK (((NOT isempty(period)) AND (NOT lower_inf(period)) AND (NOT upper_inf(period)) AND lower_inc(period) AND (NOT upper_inc(period)))),
    CONSTRAINT absence_reason_length CHECK (((char_length(reason) >= 1) AND (char_length(reason) <= 500))),
    CONSTRAINT absence_within_calendar CHECK ((period <@ tstzrange('0001-01-01 00:00:00+00'::timestamp with time zone, '9999-12-31 23:59:59.999+00'::timestamp with time zone)))
);

ALTER TABLE workers.absence OWNER TO workers_owner;

CREATE TABLE workers.idempotency (
    caller text NOT NULL,
    key text NOT NULL,
    fingerprint bytea NOT NULL,
    status integer NOT NULL,
    content_type text,
    etag text,
    location text,
    body bytea NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT idempotency_key_check CHECK (((char_length(key) >= 1) AND (char_length(key) <= 255)))
);

ALTER TABLE workers.idempotency OWNER TO workers_owner;

CREATE TABLE workers.inbox (
    ring smallint DEFAULT (((EXTRACT(epoch FROM now()))::bigint / 302400) % (4)::bigint) NOT NULL,
    source text NOT NULL,
    slot smallint NOT NULL,
    "position" bigint NOT NULL,
    event_id uuid NOT NULL,
    type text NOT NULL,
    subject text NOT NULL,
    sequence bigint NOT NULL,
    "time" timestamp with time zone NOT NULL,
    headers jsonb NOT NULL,
    data jsonb NOT NULL
)
PARTITION BY LIST (ring);

ALTER TABLE workers.inbox OWNER TO workers_owner;

CREATE TABLE workers.inbox_0 (
    ring smallint DEFAULT (((EXTRACT(epoch FROM now()))::bigint / 302400) % (4)::bigint) NOT NULL,
    source text NOT NULL,
    slot smallint NOT NULL,
    "position" bigint NOT NULL,
    event_id uuid NOT NULL,
    type text NOT NULL,
    subject text NOT NULL,
    sequence bigint NOT NULL,
    "time" timestamp with time zone NOT NULL,
    headers jsonb NOT NULL,
    data jsonb NOT NULL
)
WITH (autovacuum_vacuum_insert_threshold='-1');

ALTER TABLE workers.inbox_0 OWNER TO workers_owner;

CREATE TABLE workers.inbox_1 (
    ring smallint DEFAULT (((EXTRACT(epoch FROM now()))::bigint / 302400) % (4)::bigint) NOT NULL,
    source text NOT NULL,
    slot smallint NOT NULL,
    "position" bigint NOT NULL,
    event_id uuid NOT NULL,
    type text NOT NULL,
    subject text NOT NULL,
    sequence bigint NOT NULL,
    "time" timestamp with time zone NOT NULL,
    headers jsonb NOT NULL,
    data jsonb NOT NULL
)
WITH (autovacuum_vacuum_insert_threshold='-1');

ALTER TABLE workers.inbox_1 OWNER TO workers_owner;

CREATE TABLE workers.inbox_2 (
    ring smallint DEFAULT (((EXTRACT(epoch FROM now()))::bigint / 302400) % (4)::bigint) NOT NULL,
    source text NOT NULL,
    slot smallint NOT NULL,
    "position" bigint NOT NULL,
    event_id uuid NOT NULL,
    type text NOT NULL,
    subject text NOT NULL,
    sequence bigint NOT NULL,
    "time" timestamp with time zone NOT NULL,
    headers jsonb NOT NULL,
    data jsonb NOT NULL
)
WITH (autovacuum_vacuum_insert_threshold='-1');

ALTER TABLE workers.inbox_2 OWNER TO workers_owner;

CREATE TABLE workers.inbox_3 (
    ring smallint DEFAULT (((EXTRACT(epoch FROM now()))::bigint / 302400) % (4)::bigint) NOT NULL,
    source text NOT NULL,
    slot smallint NOT NULL,
    "position" bigint NOT NULL,
    event_id uuid NOT NULL,
    type text NOT NULL,
    subject text NOT NULL,
    sequence bigint NOT NULL,
    "time" timestamp with time zone NOT NULL,
    headers jsonb NOT NULL,
    data jsonb NOT NULL
)
WITH (autovacuum_vacuum_insert_threshold='-1');

ALTER TABLE workers.inbox_3 OWNER TO workers_owner;

CREATE TABLE workers.inbox_cursor (
    source text NOT NULL,
    system_identifier bigint NOT NULL,
    timeline integer NOT NULL,
    passed pg_snapshot NOT NULL,
    target pg_snapshot,
    last_id bigint DEFAULT 0 NOT NULL,
    last_event_id uuid,
    last_xid xid8,
    "position" bigint DEFAULT 0 NOT NULL,
    version bigint DEFAULT 0 NOT NULL,
    outbox uuid,
    bonds bigint[] DEFAULT '{0}'::bigint[] NOT NULL
);

ALTER TABLE workers.inbox_cursor OWNER TO workers_owner;

CREATE TABLE workers.inbox_identity (
    one boolean DEFAULT true NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    emptied timestamp with time zone DEFAULT '-infinity'::timestamp with time zone NOT NULL,
    CONSTRAINT inbox_identity_one_check CHECK (one)
);

ALTER TABLE workers.inbox_identity OWNER TO workers_owner;

CREATE TABLE workers.inbox_parked (
    source text NOT NULL,
    slot smallint NOT NULL,
    "position" bigint NOT NULL,
    event_id uuid NOT NULL,
    type text NOT NULL,
    subject text NOT NULL,
    sequence bigint NOT NULL,
    "time" timestamp with time zone NOT NULL,
    headers jsonb NOT NULL,
    data jsonb NOT NULL,
    parked_at timestamp with time zone NOT NULL,
    cause text,
    tries integer DEFAULT 0 NOT NULL,
    started integer DEFAULT 0 NOT NULL,
    head_since timestamp with time zone,
    retry_at timestamp with time zone,
    dead_at timestamp with time zone,
    CONSTRAINT inbox_parked_check CHECK ((num_nonnulls(retry_at, dead_at) = num_nonnulls(head_since)))
);

ALTER TABLE workers.inbox_parked OWNER TO workers_owner;

CREATE TABLE workers.inbox_skipped (
    source text NOT NULL,
    slot smallint NOT NULL,
    "position" bigint NOT NULL,
    event_id uuid NOT NULL,
    type text NOT NULL,
    subject text NOT NULL,
    sequence bigint NOT NULL,
    "time" timestamp with time zone NOT NULL,
    headers jsonb NOT NULL,
    data jsonb NOT NULL,
    parked_at timestamp with time zone NOT NULL,
    cause text,
    tries integer NOT NULL,
    skipped_at timestamp with time zone NOT NULL,
    skipped_by text NOT NULL,
    reason text NOT NULL,
    CONSTRAINT inbox_skipped_reason_check CHECK ((reason <> ''::text)),
    CONSTRAINT inbox_skipped_skipped_by_check CHECK ((skipped_by <> ''::text))
);

ALTER TABLE workers.inbox_skipped OWNER TO workers_owner;

CREATE TABLE workers.inbox_slot (
    source text NOT NULL,
    slot smallint NOT NULL,
    "position" bigint DEFAULT 0 NOT NULL,
    started integer DEFAULT 0 NOT NULL,
    reached bigint DEFAULT 0 NOT NULL
);

ALTER TABLE workers.inbox_slot OWNER TO workers_owner;

CREATE TABLE workers.key_set (
    issuer text NOT NULL,
    keys text NOT NULL,
    fetched_at timestamp with time zone NOT NULL
);

ALTER TABLE workers.key_set OWNER TO workers_owner;

CREATE TABLE workers.migration (
    file text NOT NULL,
    checksum text NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE workers.migration OWNER TO workers_owner;

CREATE SEQUENCE workers.outbox_id
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER TABLE workers.outbox_id OWNER TO workers_owner;

CREATE TABLE workers.outbox (
    ring smallint DEFAULT (((EXTRACT(epoch FROM now()))::bigint / 86400) % (4)::bigint) NOT NULL,
    id bigint DEFAULT nextval('workers.outbox_id'::regclass) NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    event_id uuid NOT NULL,
    type text NOT NULL,
    subject text NOT NULL,
    sequence bigint NOT NULL,
    "time" timestamp with time zone NOT NULL,
    headers jsonb DEFAULT '{}'::jsonb NOT NULL,
    data jsonb NOT NULL,
    CONSTRAINT outbox_synchronous_commit CHECK ((current_setting('synchronous_commit'::text) = ANY (ARRAY['on'::text, 'remote_apply'::text])))
)
PARTITION BY LIST (ring);

ALTER TABLE workers.outbox OWNER TO workers_owner;

CREATE TABLE workers.outbox_0 (
    ring smallint DEFAULT (((EXTRACT(epoch FROM now()))::bigint / 86400) % (4)::bigint) NOT NULL,
    id bigint DEFAULT nextval('workers.outbox_id'::regclass) NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    event_id uuid NOT NULL,
    type text NOT NULL,
    subject text NOT NULL,
    sequence bigint NOT NULL,
    "time" timestamp with time zone NOT NULL,
    headers jsonb DEFAULT '{}'::jsonb NOT NULL,
    data jsonb NOT NULL,
    CONSTRAINT outbox_synchronous_commit CHECK ((current_setting('synchronous_commit'::text) = ANY (ARRAY['on'::text, 'remote_apply'::text])))
)
WITH (autovacuum_vacuum_insert_threshold='-1');

ALTER TABLE workers.outbox_0 OWNER TO workers_owner;

CREATE TABLE workers.outbox_1 (
    ring smallint DEFAULT (((EXTRACT(epoch FROM now()))::bigint / 86400) % (4)::bigint) NOT NULL,
    id bigint DEFAULT nextval('workers.outbox_id'::regclass) NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    event_id uuid NOT NULL,
    type text NOT NULL,
    subject text NOT NULL,
    sequence bigint NOT NULL,
    "time" timestamp with time zone NOT NULL,
    headers jsonb DEFAULT '{}'::jsonb NOT NULL,
    data jsonb NOT NULL,
    CONSTRAINT outbox_synchronous_commit CHECK ((current_setting('synchronous_commit'::text) = ANY (ARRAY['on'::text, 'remote_apply'::text])))
)
WITH (autovacuum_vacuum_insert_threshold='-1');

ALTER TABLE workers.outbox_1 OWNER TO workers_owner;

CREATE TABLE workers.outbox_2 (
    ring smallint DEFAULT (((EXTRACT(epoch FROM now()))::bigint / 86400) % (4)::bigint) NOT NULL,
    id bigint DEFAULT nextval('workers.outbox_id'::regclass) NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    event_id uuid NOT NULL,
    type text NOT NULL,
    subject text NOT NULL,
    sequence bigint NOT NULL,
    "time" timestamp with time zone NOT NULL,
    headers jsonb DEFAULT '{}'::jsonb NOT NULL,
    data jsonb NOT NULL,
    CONSTRAINT outbox_synchronous_commit CHECK ((current_setting('synchronous_commit'::text) = ANY (ARRAY['on'::text, 'remote_apply'::text])))
)
WITH (autovacuum_vacuum_insert_threshold='-1');

ALTER TABLE workers.outbox_2 OWNER TO workers_owner;

CREATE TABLE workers.outbox_3 (
    ring smallint DEFAULT (((EXTRACT(epoch FROM now()))::bigint / 86400) % (4)::bigint) NOT NULL,
    id bigint DEFAULT nextval('workers.outbox_id'::regclass) NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    event_id uuid NOT NULL,
    type text NOT NULL,
    subject text NOT NULL,
    sequence bigint NOT NULL,
    "time" timestamp with time zone NOT NULL,
    headers jsonb DEFAULT '{}'::jsonb NOT NULL,
    data jsonb NOT NULL,
    CONSTRAINT outbox_synchronous_commit CHECK ((current_setting('synchronous_commit'::text) = ANY (ARRAY['on'::text, 'remote_apply'::text])))
)
WITH (autovacuum_vacuum_insert_threshold='-1');

ALTER TABLE workers.outbox_3 OWNER TO workers_owner;

CREATE TABLE workers.outbox_destination (
    name text NOT NULL,
    passed pg_snapshot NOT NULL,
    reported_at timestamp with time zone NOT NULL,
    inbox uuid,
    bonds bigint[] DEFAULT '{0}'::bigint[] NOT NULL
);

ALTER TABLE workers.outbox_destination OWNER TO workers_owner;

CREATE TABLE workers.outbox_identity (
    one boolean DEFAULT true NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    emptied xid8 DEFAULT '0'::xid8 NOT NULL,
    CONSTRAINT outbox_identity_one_check CHECK (one)
);

ALTER TABLE workers.outbox_identity OWNER TO workers_owner;

CREATE TABLE workers.person (
    kind text NOT NULL,
    id uuid NOT NULL,
    external_id text,
    name text NOT NULL,
    first_name text NOT NULL,
    email text NOT NULL,
    email_key text GENERATED ALWAYS AS (lower((email COLLATE "C"))) STORED NOT NULL,
    phone text,
    language text,
    active boolean NOT NULL,
    version bigint NOT NULL,
    search text GENERATED ALWAYS AS (lower((NORMALIZE(((name || chr(31)) || email), NFC) COLLATE "und-x-icu"))) STORED NOT NULL,
    CONSTRAINT person_kind_check CHECK ((kind = ANY (ARRAY['client'::text, 'worker'::text, 'manager'::text]))),
    CONSTRAINT person_language_check CHECK ((language = ANY (ARRAY['en'::text, 'ru'::text])))
);

ALTER TABLE workers.person OWNER TO workers_owner;

CREATE TABLE workers.photo (
    sha256 text NOT NULL,
    media_type text NOT NULL,
    bytes bytea NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT photo_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
);
ALTER TABLE ONLY workers.photo ALTER COLUMN bytes SET STORAGE EXTERNAL;

ALTER TABLE workers.photo OWNER TO workers_owner;

CREATE TABLE workers.worker (
    id uuid NOT NULL,
    name text NOT NULL,
    email text NOT NULL,
    phone text NOT NULL,
    age integer NOT NULL,
    breed text NOT NULL,
    coat_colour text NOT NULL,
    characteristics smallint[] NOT NULL,
    code text NOT NULL,
    active boolean DEFAULT true NOT NULL,
    origin text NOT NULL,
    hours int4multirange,
    absences tstzmultirange DEFAULT '{}'::tstzmultirange NOT NULL,
    photo_sha256 text,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    email_key text GENERATED ALWAYS AS (lower((email COLLATE "C"))) STORED NOT NULL,
    search text GENERATED ALWAYS AS (lower((NORMALIZE(((((((((name || chr(31)) || email) || chr(31)) || phone) || chr(31)) || breed) || chr(31)) || coat_colour), NFC) COLLATE "und-x-icu"))) STORED NOT NULL,
    CONSTRAINT worker_age_range CHECK (((age >= 0) AND (age <= 40))),
    CONSTRAINT worker_breed_length CHECK (((char_length(breed) >= 1) AND (char_length(breed) <= 100))),
    CONSTRAINT worker_characteristics_range CHECK (((cardinality(characteristics) = 20) AND (array_position(characteristics, NULL::smallint) IS NULL) AND (0 <= ALL (characteristics)) AND (100 >= ALL (characteristics)))),
    CONSTRAINT worker_coat_colour_length CHECK (((char_length(coat_colour) >= 1) AND (char_length(coat_colour) <= 100))),
    CONSTRAINT worker_code_letters CHECK ((code ~ '^[A-T]{20}$'::text)),
    CONSTRAINT worker_email_length CHECK (((char_length(email) >= 3) AND (char_length(email) <= 254))),
    CONSTRAINT worker_hours_within_week CHECK (((hours <@ '{[0,10080)}'::int4multirange) AND (NOT isempty(hours)))),
    CONSTRAINT worker_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 200))),
    CONSTRAINT worker_origin_known CHECK ((origin = ANY (ARRAY['imported'::text, 'applicant'::text]))),
    CONSTRAINT worker_phone_length CHECK (((char_length(phone) >= 1) AND (char_length(phone) <= 40))),
    CONSTRAINT worker_photo_digest CHECK ((photo_sha256 ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT worker_version_positive CHECK ((version > 0))
);

ALTER TABLE workers.worker OWNER TO workers_owner;

COMMENT ON COLUMN workers.worker.characteristics IS 'points in the fixed order of the twenty';

COMMENT ON COLUMN workers.worker.code IS 'R-115: a letter A-T each, five points a letter';

COMMENT ON COLUMN workers.worker.hours IS 'null: always';

COMMENT ON COLUMN workers.worker.absences IS 'the union of workers.absence, kept for the view';

CREATE VIEW workers_api.v1_worker AS
 SELECT worker.id,
    worker.name,
    worker.email,
    worker.phone,
    worker.age,
    worker.breed,
    worker.coat_colour,
    worker.code,
    worker.active,
    worker.hours,
    worker.absences,
    worker.photo_sha256,
    worker.version
   FROM workers.worker;

ALTER TABLE workers_api.v1_worker OWNER TO workers_owner;

ALTER TABLE ONLY clients.inbox ATTACH PARTITION clients.inbox_0 FOR VALUES IN ('0');

ALTER TABLE ONLY clients.inbox ATTACH PARTITION clients.inbox_1 FOR VALUES IN ('1');

ALTER TABLE ONLY clients.inbox ATTACH PARTITION clients.inbox_2 FOR VALUES IN ('2');

ALTER TABLE ONLY clients.inbox ATTACH PARTITION clients.inbox_3 FOR VALUES IN ('3');

ALTER TABLE ONLY clients.outbox ATTACH PARTITION clients.outbox_0 FOR VALUES IN ('0');

ALTER TABLE ONLY clients.outbox ATTACH PARTITION clients.outbox_1 FOR VALUES IN ('1');

ALTER TABLE ONLY clients.outbox ATTACH PARTITION clients.outbox_2 FOR VALUES IN ('2');

ALTER TABLE ONLY clients.outbox ATTACH PARTITION clients.outbox_3 FOR VALUES IN ('3');

ALTER TABLE ONLY orders.inbox ATTACH PARTITION orders.inbox_0 FOR VALUES IN ('0');

ALTER TABLE ONLY orders.inbox ATTACH PARTITION orders.inbox_1 FOR VALUES IN ('1');

ALTER TABLE ONLY orders.inbox ATTACH PARTITION orders.inbox_2 FOR VALUES IN ('2');

ALTER TABLE ONLY orders.inbox ATTACH PARTITION orders.inbox_3 FOR VALUES IN ('3');

ALTER TABLE ONLY orders.outbox ATTACH PARTITION orders.outbox_0 FOR VALUES IN ('0');

ALTER TABLE ONLY orders.outbox ATTACH PARTITION orders.outbox_1 FOR VALUES IN ('1');

ALTER TABLE ONLY orders.outbox ATTACH PARTITION orders.outbox_2 FOR VALUES IN ('2');

ALTER TABLE ONLY orders.outbox ATTACH PARTITION orders.outbox_3 FOR VALUES IN ('3');

ALTER TABLE ONLY workers.inbox ATTACH PARTITION workers.inbox_0 FOR VALUES IN ('0');

ALTER TABLE ONLY workers.inbox ATTACH PARTITION workers.inbox_1 FOR VALUES IN ('1');

ALTER TABLE ONLY workers.inbox ATTACH PARTITION workers.inbox_2 FOR VALUES IN ('2');

ALTER TABLE ONLY workers.inbox ATTACH PARTITION workers.inbox_3 FOR VALUES IN ('3');

ALTER TABLE ONLY workers.outbox ATTACH PARTITION workers.outbox_0 FOR VALUES IN ('0');

ALTER TABLE ONLY workers.outbox ATTACH PARTITION workers.outbox_1 FOR VALUES IN ('1');

ALTER TABLE ONLY workers.outbox ATTACH PARTITION workers.outbox_2 FOR VALUES IN ('2');

ALTER TABLE ONLY workers.outbox ATTACH PARTITION workers.outbox_3 FOR VALUES IN ('3');

ALTER TABLE ONLY orders.manager ALTER COLUMN kind SET DEFAULT 'manager'::text;

ALTER TABLE ONLY orders.manager ALTER COLUMN name SET DEFAULT ''::text;

ALTER TABLE ONLY orders.manager ALTER COLUMN first_name SET DEFAULT ''::text;

ALTER TABLE ONLY orders.manager ALTER COLUMN email SET DEFAULT ''::text;

INSERT INTO clients.client VALUES
	('01a22174-3a9f-7114-a20e-eff91e4fad33', 'hcb-1', 'Luna', 'Catterall', 'luna.catterall.1@happycatbox.example', '+74955550001', 'Carpet Lane 66', true, 0, 1, '2026-11-28 09:19:55.045+00', '2026-11-28 09:19:55.045+00', DEFAULT),
	('01a22174-3aa1-783d-9e1f-31b14760f6b9', 'hcb-10', 'Milo', 'Clawford', 'milo.clawford.10@happycatbox.example', '+74955550010', 'Windowsill Row 77', true, 0, 1, '2026-11-28 09:19:55.045+00', '2026-11-28 09:19:55.045+00', DEFAULT),
	('01a22174-3aa1-73e6-b39f-9882451e3f41', 'hcb-11', 'Tiger', 'Pawson', 'tiger.pawson.11@happycatbox.example', '+74955550011', 'Windowsill Row 81', true, 0, 1, '2026-11-28 09:19:55.045+00', '2026-11-28 09:19:55.045+00', DEFAULT),
	('01a22174-3aa1-78f0-985b-b16293e88a7c', 'hcb-12', 'Duchess', 'Purrington', 'duchess.purrington.12@happycatbox.example', '+74955550012', 'Carpet Lane 58', true, 0, 1, '2026-11-28 09:19:55.045+00', '2026-11-28 09:19:55.045+00', DEFAULT),
	('01a22174-3aa1-76f3-bf1f-00196a80dd10', 'hcb-13', 'Smokey', 'Softstep', 'smokey.softstep.13@happycatbox.example', '+74955550013', 'Cushion Street 8', true, 0, 1, '2026-11-28 09:19:55.045+00', '2026-11-28 09:19:55.045+00', DEFAULT),
	('01a22174-3aa1-7b10-8a27-b319d0aa7a9d', 'hcb-14', 'Murka', 'Mewes', 'murka.mewes.14@happycatbox.example', '+74955550014', 'Carpet Lane 5', true, 0, 1, '2026-11-28 09:19:55.045+00', '2026-11-28 09:19:55.045+00', DEFAULT),
	('01a22174-3aa1-7b44-b2be-92ca18e83b22', 'hcb-15', 'Kitty', 'Tailor', 'kitty.tailor.15@happycatbox.example', '+74955550015', 'Sunspot Alley 12', true, 0, 1, '2026-11-28 09:19:55.045+00', '2026-11-28 09:19:55.045+00', DEFAULT),
	('01a22174-3aa1-7607-a73f-1ccdeafd772e', 'hcb-16', 'Smokey', 'Catterall', 'smokey.catterall.16@happycatbox.example', '+74955550016', 'Cushion Street 17', true, 0, 1, '2026-11-28 09:19:55.045+00', '2026-11-28 09:19:55.045+00', DEFAULT),
	('01a22174-3aa1-767a-bc25-49ddf359721b', 'hcb-17', 'Barsik', 'Pawson', 'barsik.pawson.17@happycatbox.example', '+74955550017', 'Cushion Street 52', true, 0, 1, '2026-11-28 09:19:55.045+00', '2026-11-28 09:19:55.045+00', DEFAULT),
	('01a22174-3aa1-7353-a6c7-959a10582545', 'hcb-18', 'Salem', 'Whiskers', 'salem.whiskers.18@happycatbox.example', '+74955550018', 'Carpet Lane 81', true, 0, 1, '2026-11-28 09:19:55.045+00', '2026-11-28 09:19:55.045+00', DEFAULT),
	('01a22174-3aa2-792f-a827-9ff6706472b5', 'hcb-19', 'Ginger', 'Clawford', 'ginger.clawford.19@happycatbox.example', '+74955550019', 'Windowsill Row 86', true, 0, 1, '2026-11-28 09:19:55.045+00', '2026-11-28 09:19:55.045+00', DEFAULT),
	('01a22174-3aa0-78e6-8a59-1edfe6d35633', 'hcb-2', 'Salem', 'Clawford', 'salem.clawford.2@happycatbox.example', '+74955550002', 'Sunspot Alley 67', true, 0, 1, '2026-11-28 09:19:55.045+00', '2026-11-28 09:19:55.045+00', DEFAULT),
	('01a22174-3aa2-794e-9285-95ab6832db9c', 'hcb-20', 'Simba', 'Furley', 'simba.furley.20@happycatbox.example', '+74955550020', 'Sunspot Alley 77', true, 0, 1, '2026-11-28 09:19:55.045+00', '2026-11-28 09:19:55.045+00', DEFAULT),
	('01a22174-3aa2-75a0-a22b-502cf003371c', 'hcb-21', 'Duchess', 'Nightwalker', 'duchess.nightwalker.21@happycatbox.example', '+74955550021', 'Sunspot Alley 68', true, 0, 1, '2026-11-28 09:19:55.045+00', '2026-11-28 09:19:55.045+00', DEFAULT),
	('01a22174-3aa2-7155-9f83-6865c8f4cb41', 'hcb-22', 'Milo', 'Mewes', 'milo.mewes.22@happycatbox.example', '+74955550022', 'Sunspot Alley 63', true, 0, 1, '2026-11-28 09:19:55.045+00', '2026-11-28 09:19:55.045+00', DEFAULT),
	('01a22174-3aa2-7cd6-a10a-5da75c11458d', 'hcb-23', 'Milo', 'Catterall', 'milo.catterall.23@happycatbox.example', '+74955550023', 'Carpet Lane 28', true, 0, 1, '2026-11-28 09:19:55.045+00', '2026-11-28 09:19:55.045+00', DEFAULT),
	('01a22174-3aa2-7e00-aa4b-a2656417ee21', 'hcb-24', 'Figaro', 'Catterall', 'figaro.catterall.24@happycatbox.example', '+74955550024', 'Carpet Lane 6', true, 0, 1, '2026-11-28 09:19:55.045+00', '2026-11-28 09:19:55.045+00', DEFAULT),
	('01a22174-3aa2-76c8-b73b-40b5e0e59985', 'hcb-25', 'Tiger', 'Velvet', 'tiger.velvet.25@happycatbox.example', '+74955550025', 'Sunspot Alley 20', true, 0, 1, '2026-11-28 09:19:55.045+00', '2026-11-28 09:19:55.045+00', DEFAULT),
	('01a22174-3aa2-7941-adf2-347363488e1e', 'hcb-26', 'Misty', 'Purrington', 'misty.purrington.26@happycatbox.example', '+74955550026', 'Cushion Street 13', true, 0, 1, '2026-11-28 09:19:55.045+00', '2026-11-28 09:19:55.045+00', DEFAULT),
	('01a22174-3aa2-797e-a850-4c4a27f24b51', 'hcb-27', 'Misty', 'Longtail', 'misty.longtail.27@happycatbox.example', '+74955550027', 'Sunspot Alley 13', true, 0, 1, '2026-11-28 09:19:55.045+00', '2026-11-28 09:19:55.045+00', DEFAULT),
	('01a22174-3aa2-7c6a-9ccd-0e269562b76a', 'hcb-28', 'Ginger', 'Clawford', 'ginger.clawford.28@happycatbox.example', '+74955550028', 'Windowsill Row 90', true, 0, 1, '2026-11-28 09:19:55.045+00', '2026-11-28 09:19:55.045+00', DEFAULT),
	('01a22174-3aa3-766f-b5b2-5bd2c9263535', 'hcb-29', 'Tom', 'Longtail', 'tom.longtail.29@happycatbox.example', '+74955550029', 'Sunspot Alley 63', true, 0, 1, '2026-11-28 09:19:55.045+00', '2026-11-28 09:19:55.045+00', DEFAULT),
	('01a22174-3aa0-7cfd-b373-b3b8117630e7', 'hcb-3', 'Tiger', 'Softstep', 'tiger.softstep.3@happycatbox.example', '+74955550003', 'Windowsill Row 78', true, 0, 1, '2026-11-28 09:19:55.045+00', '2026-11-28 09:19:55.045+00', DEFAULT),
	('01a22174-3aa3-773b-8e9a-cd3fff65a3ae', 'hcb-30', 'Salem', 'Whiskers', 'salem.whiskers.30@happycatbox.example', '+74955550030', 'Cushion Street 90', true, 0, 1, '2026-11-28 09:19:55.045+00', '2026-11-28 09:19:55.045+00', DEFAULT),
	('01a22174-3aa3-76d3-a5d2-be7e2164ae4f', 'hcb-31', 'Salem', 'Tailor', 'salem.tailor.31@happycatbox.example', '+74955550031', 'Windowsill Row 84', true, 0, 1, '2026-11-28 09:19:55.045+00', '2026-11-28 09:19:55.045+00', DEFAULT),
	('01a22174-3aa3-737f-8ddc-78a8d45ca81f', 'hcb-32', 'Kitty', 'Velvet', 'kitty.velvet.32@happycatbox.example', '+74955550032', 'Windowsill Row 46', true, 0, 1, '2026-11-28 09:19:55.045+00', '2026-11-28 09:19:55.045+00', DEFAULT),
	('01a22174-3aa3-7ae8-b7ab-c0b575a91fa1', 'hcb-33', 'Ginger', 'Clawford', 'ginger.clawford.33@happycatbox.example', '+74955550033', 'Windowsill Row 28', true, 0, 1, '2026-11-28 09:19:55.045+00', '2026-11-28 09:19:55.045+00', DEFAULT),
	('01a22174-3aa3-7f5d-af45-93693ae123ef', 'hcb-34', 'Mittens', 'Softstep', 'mittens.softstep.34@happycatbox.example', '+74955550034', 'Windowsill Row 50', true, 0, 1, '2026-11-28 09:19:55.045+00', '2026-11-28 09:19:55.045+00', DEFAULT),
	('01a22174-3aa4-70aa-b3c4-205d1684ccba', 'hcb-35', 'Smokey', 'Longtail', 'smokey.longtail.35@happycatbox.example', '+74955550035', 'Sunspot Alley 60', true, 0, 1, '2026-11-28 09:19:55.045+00', '2026-11-28 09:19:55.045+00', DEFAULT),
	('01a22174-3aa4-75f4-b70f-a27ff8f84dd6', 'hcb-36', 'Oliver', 'Softstep', 'oliver.softstep.36@happycatbox.example', '+74955550036', 'Windowsill Row 27', true, 0, 1, '2026-11-28 09:19:55.045+00', '2026-11-28 09:19:55.045+00', DEFAULT),
	('01a22174-3aa4-70f7-a90e-4871bf780195', 'hcb-37', 'Cleo', 'Longtail', 'cleo.longtail.37@happycatbox.example', '+74955550037', 'Carpet Lane 86', true, 0, 1, '2026-11-28 09:19:55.045+00', '2026-11-28 09:19:55.045+00', DEFAULT),
	('01a22174-3aa4-7ad8-8b05-28c31aa02bb0', 'hcb-38', 'Nala', 'Mewes', 'nala.mewes.38@happycatbox.example', '+74955550038', 'Sunspot Alley 54', true, 0, 1, '2026-11-28 09:19:55.045+00', '2026-11-28 09:19:55.045+00', DEFAULT),
	('01a22174-3aa4-73d0-9c76-e60e59b5f1ca', 'hcb-39', 'Simba', 'Velvet', 'simba.velvet.39@happycatbox.example', '+74955550039', 'Carpet Lane 12', true, 0, 1, '2026-11-28 09:19:55.045+00', '2026-11-28 09:19:55.045+00', DEFAULT),
	('01a22174-3aa0-7e16-b833-2b5e82f0df6f', 'hcb-4', 'Murka', 'Tailor', 'murka.tailor.4@happycatbox.example', '+74955550004', 'Sunspot Alley 73', true, 0, 1, '2026-11-28 09:19:55.045+00', '2026-11-28 09:19:55.045+00', DEFAULT),
	('01a22174-3aa4-70bf-b265-ef6eb353c6b9', 'hcb-40', 'Murka', 'Nightwalker', 'murka.nightwalker.40@happycatbox.example', '+74955550040', 'Cushion Street 39', true, 0, 1, '2026-11-28 09:19:55.045+00', '2026-11-28 09:19:55.045+00', DEFAULT),
	('01a22174-3aa4-7676-acfd-4ca743298250', 'hcb-41', 'Tiger', 'Velvet', 'tiger.velvet.41@happycatbox.example', '+74955550041', 'Windowsill Row 48', true, 0, 1, '2026-11-28 09:19:55.045+00', '2026-11-28 09:19:55.045+00', DEFAULT),
	('01a22174-3aa4-795c-b85e-c8c7818070b4', 'hcb-42', 'Tiger', 'Catterall', 'tiger.catterall.42@happycatbox.example', '+74955550042', 'Carpet Lane 55', true, 0, 1, '2026-11-28 09:19:55.045+00', '2026-11-28 09:19:55.045+00', DEFAULT),
	('01a22174-3aa4-7f09-b7c6-5ea9cc3e5577', 'hcb-43', 'Tom', 'Catterall', 'tom.catterall.43@happycatbox.example', '+74955550043', 'Sunspot Alley 12', true, 0, 1, '2026-11-28 09:19:55.045+00', '2026-11-28 09:19:55.045+00', DEFAULT),
	('01a22174-3aa5-74d7-8e17-d76ec447d43e', 'hcb-44', 'Oliver', 'Mewes', 'oliver.mewes.44@happycatbox.example', '+74955550044', 'Windowsill Row 83', true, 0, 1, '2026-11-28 09:19:55.045+00', '2026-11-28 09:19:55.045+00', DEFAULT),
	('01a22174-3aa5-7789-9720-713a162a4d3c', 'hcb-45', 'Milo', 'Velvet', 'milo.velvet.45@happycatbox.example', '+74955550045', 'Windowsill Row 9', true, 0, 1, '2026-11-28 09:19:55.045+00', '2026-11-28 09:19:55.045+00', DEFAULT),
	('01a22174-3aa5-789b-a715-e5888217d20e', 'hcb-46', 'Duchess', 'Pawson', 'duchess.pawson.46@happycatbox.example', '+74955550046', 'Sunspot Alley 80', true, 0, 1, '2026-11-28 09:19:55.045+00', '2026-11-28 09:19:55.045+00', DEFAULT),
	('01a22174-3aa5-7758-abdd-24b3026d30fa', 'hcb-47', 'Luna', 'Nightwalker', 'luna.nightwalker.47@happycatbox.example', '+74955550047', 'Cushion Street 51', true, 0, 1, '2026-11-28 09:19:55.045+00', '2026-11-28 09:19:55.045+00', DEFAULT),
	('01a22174-3aa5-7177-8224-73db876dc0ac', 'hcb-48', 'Cleo', 'Furley', 'cleo.furley.48@happycatbox.example', '+74955550048', 'Cushion Street 14', true, 0, 1, '2026-11-28 09:19:55.045+00', '2026-11-28 09:19:55.045+00', DEFAULT),
	('01a22174-3aa5-7774-bd22-a12ea9f9f179', 'hcb-49', 'Nala', 'Catterall', 'nala.catterall.49@happycatbox.example', '+74955550049', 'Windowsill Row 1', true, 0, 1, '2026-11-28 09:19:55.045+00', '2026-11-28 09:19:55.045+00', DEFAULT),
	('01a22174-3aa0-7306-acc6-ae06a8390b19', 'hcb-5', 'Murka', 'Tailor', 'murka.tailor.5@happycatbox.example', '+74955550005', 'Sunspot Alley 30', true, 0, 1, '2026-11-28 09:19:55.045+00', '2026-11-28 09:19:55.045+00', DEFAULT),
	('01a22174-3aa5-7b1b-a8cf-3cf172a16585', 'hcb-50', 'Barsik', 'Nightwalker', 'barsik.nightwalker.50@happycatbox.example', '+74955550050', 'Sunspot Alley 5', true, 0, 1, '2026-11-28 09:19:55.045+00', '2026-11-28 09:19:55.045+00', DEFAULT),
	('01a22174-3aa0-778b-9528-09754276911a', 'hcb-6', 'Nala', 'Furley', 'nala.furley.6@happycatbox.example', '+74955550006', 'Carpet Lane 79', true, 0, 1, '2026-11-28 09:19:55.045+00', '2026-11-28 09:19:55.045+00', DEFAULT),
	('01a22174-3aa0-7f4f-9a4a-7d082b5fd4ff', 'hcb-7', 'Cleo', 'Whiskers', 'cleo.whiskers.7@happycatbox.example', '+74955550007', 'Carpet Lane 34', true, 0, 1, '2026-11-28 09:19:55.045+00', '2026-11-28 09:19:55.045+00', DEFAULT),
	('01a22174-3aa0-77b9-bef3-478efcbbd7c1', 'hcb-8', 'Felix', 'Furley', 'felix.furley.8@happycatbox.example', '+74955550008', 'Windowsill Row 35', true, 0, 1, '2026-11-28 09:19:55.045+00', '2026-11-28 09:19:55.045+00', DEFAULT),
	('01a22174-3aa0-70e6-b228-d7e77cb0c5b7', 'hcb-9', 'Figaro', 'Longtail', 'figaro.longtail.9@happycatbox.example', '+74955550009', 'Carpet Lane 55', true, 0, 1, '2026-11-28 09:19:55.045+00', '2026-11-28 09:19:55.045+00', DEFAULT);

INSERT INTO clients.inbox_2 VALUES
	(2, 'managers', 5, 1, '01a22174-3b09-7626-87c8-a475353b28b3', 'manager.changed.v1', '01a22174-3b09-70ef-b1b8-ac305207e5d2', 1, '2026-11-28 09:19:55.145+00', '{"traceparent": "00-b7f7304c42a425be732b4028b9c65d68-80b505c2eef6f26d-00"}', '{"id": "01a22174-3b09-70ef-b1b8-ac305207e5d2", "name": "Murka Pawson", "email": "murka.pawson.1@mcf.example", "active": true, "version": 1}'),
	(2, 'managers', 10, 2, '01a22174-3b11-71a9-8266-cccfb17c97bc', 'manager.changed.v1', '01a22174-3b11-7ecb-8368-16e11c4f5864', 1, '2026-11-28 09:19:55.153+00', '{"traceparent": "00-dbe0899cb34412312b9ddb5be5c41958-282756ea8734ffe1-00"}', '{"id": "01a22174-3b11-7ecb-8368-16e11c4f5864", "name": "Barsik Nightwalker", "email": "barsik.nightwalker.2@mcf.example", "active": true, "version": 1}'),
	(2, 'managers', 10, 3, '01a22174-3b1e-7e15-af20-ccbcd136c2b2', 'manager.changed.v1', '01a22174-3b1e-77f0-864d-14493ff4cf59', 1, '2026-11-28 09:19:55.166+00', '{"traceparent": "00-52230c024d3c15f55779091494ba76b4-e5a4a218566f357b-00"}', '{"id": "01a22174-3b1e-77f0-864d-14493ff4cf59", "name": "Barsik Purrington", "email": "barsik.purrington.3@mcf.example", "active": true, "version": 1}');

INSERT INTO clients.inbox_cursor VALUES
	('managers', 7713149632608754572, 1, '829:829:', NULL, 3, '01a22174-3b1e-7e15-af20-ccbcd136c2b2', '828', 3, 4787511810859511912, 'ee208c6f-3401-44a1-ab05-b4c361064188', '{5728367427211246411}');

INSERT INTO clients.inbox_identity VALUES
	(true, '4d03c93b-8639-41b0-8bba-665330366e0e', '-infinity');

INSERT INTO clients.inbox_slot VALUES
	('managers', 0, 0, 0, 0),
	('managers', 1, 0, 0, 0),
	('managers', 2, 0, 0, 0),
	('managers', 3, 0, 0, 0),
	('managers', 4, 0, 0, 0),
	('managers', 6, 0, 0, 0),
	('managers', 7, 0, 0, 0),
	('managers', 8, 0, 0, 0),
	('managers', 9, 0, 0, 0),
	('managers', 11, 0, 0, 0),
	('managers', 12, 0, 0, 0),
	('managers', 13, 0, 0, 0),
	('managers', 14, 0, 0, 0),
	('managers', 15, 0, 0, 0),
	('managers', 5, 1, 0, 1),
	('managers', 10, 3, 0, 3);

INSERT INTO clients.key_set VALUES
	('https://issuer.mcf.localhost', '{"keys":[{"kty":"EC","crv":"P-256","use":"sig","alg":"ES256","kid":"jbvHAL6uKTxdMhnf","x":"H7gWuxQvSbrk9XsNKvMVLnTqGc08TgMUklsBOJdKuAo","y":"FDeoXpEPusDfn7EJQ-4wPfeJammRUMofHYHAO400C1w"}]}', '2026-11-28 09:19:55.015+00');

INSERT INTO clients.migration VALUES
	('000_platform.sql', '172a1c6953ff4d96142c0b6689f9dc70e69e38bc5890196eae1b635826a1161e', '2026-11-28 09:19:54.430458+00'),
	('001_client.sql', 'c64f54d755b11cc8e1d809109fb749e89658e592a0ac047cc5e29329307d0bc7', '2026-11-28 09:19:54.451326+00'),
	('002_search.sql', 'eb7f16ed72114fd392f54834c2a7775050b992dff866e34b2b833619cbf2df5e', '2026-11-28 09:19:54.456827+00'),
	('003_drop_destination.sql', 'ec429335f91ca206a13603827520600eb314cf87f12bc68606d868d978a412fd', '2026-11-28 09:19:54.459467+00'),
	('004_search.sql', '551f1965ba4f49ba3360b4d99f1ba888a29f7885a647b34fadfeead8b3a84b64', '2026-11-28 09:19:54.460611+00'),
	('005_people.sql', 'd9281349cc4874eb3702ba3714e56dab1008405c89aef38b4b61e3c2acbbe6d7', '2026-11-28 09:19:54.466814+00'),
	('006_identity.sql', '69b36eb3864350c06bac949c3042b88199a20bb42f56bd76ae7783e783e9bf1c', '2026-11-28 09:19:54.491461+00'),
	('api.sql', 'af85ef1a0f44e3291de83136c06003f529a57440731b865e20f1a6fcc5ee5cc6', '2026-11-28 09:19:54.498419+00');

INSERT INTO clients.outbox_1 VALUES
	(1, 1, '814', '01a22174-3aa5-79f0-9fd5-47c414180363', 'client.changed.v1', '01a22174-3a9f-7114-a20e-eff91e4fad33', 1, '2026-11-28 09:19:55.045+00', '{"traceparent": "00-3034fa4c3fe12b40b02804b7b22b2c5d-ebd812ca9ad7d382-00"}', '{"id": "01a22174-3a9f-7114-a20e-eff91e4fad33", "email": "luna.catterall.1@happycatbox.example", "phone": "+74955550001", "place": "Carpet Lane 66", "active": true, "version": 1, "last_name": "Catterall", "first_name": "Luna", "external_id": "hcb-1"}'),
	(1, 2, '814', '01a22174-3aa5-7fb3-9fa8-933564087243', 'client.changed.v1', '01a22174-3aa1-783d-9e1f-31b14760f6b9', 1, '2026-11-28 09:19:55.045+00', '{"traceparent": "00-3034fa4c3fe12b40b02804b7b22b2c5d-ebd812ca9ad7d382-00"}', '{"id": "01a22174-3aa1-783d-9e1f-31b14760f6b9", "email": "milo.clawford.10@happycatbox.example", "phone": "+74955550010", "place": "Windowsill Row 77", "active": true, "version": 1, "last_name": "Clawford", "first_name": "Milo", "external_id": "hcb-10"}'),
	(1, 3, '814', '01a22174-3aa5-774c-b5e9-c67412ec7967', 'client.changed.v1', '01a22174-3aa1-73e6-b39f-9882451e3f41', 1, '2026-11-28 09:19:55.045+00', '{"traceparent": "00-3034fa4c3fe12b40b02804b7b22b2c5d-ebd812ca9ad7d382-00"}', '{"id": "01a22174-3aa1-73e6-b39f-9882451e3f41", "email": "tiger.pawson.11@happycatbox.example", "phone": "+74955550011", "place": "Windowsill Row 81", "active": true, "version": 1, "last_name": "Pawson", "first_name": "Tiger", "external_id": "hcb-11"}'),
	(1, 4, '814', '01a22174-3aa5-7b94-a7aa-6a5e0663575e', 'client.changed.v1', '01a22174-3aa1-78f0-985b-b16293e88a7c', 1, '2026-11-28 09:19:55.045+00', '{"traceparent": "00-3034fa4c3fe12b40b02804b7b22b2c5d-ebd812ca9ad7d382-00"}', '{"id": "01a22174-3aa1-78f0-985b-b16293e88a7c", "email": "duchess.purrington.12@happycatbox.example", "phone": "+74955550012", "place": "Carpet Lane 58", "active": true, "version": 1, "last_name": "Purrington", "first_name": "Duchess", "external_id": "hcb-12"}'),
	(1, 5, '814', '01a22174-3aa5-7530-a437-8b49106c6b71', 'client.changed.v1', '01a22174-3aa1-76f3-bf1f-00196a80dd10', 1, '2026-11-28 09:19:55.045+00', '{"traceparent": "00-3034fa4c3fe12b40b02804b7b22b2c5d-ebd812ca9ad7d382-00"}', '{"id": "01a22174-3aa1-76f3-bf1f-00196a80dd10", "email": "smokey.softstep.13@happycatbox.example", "phone": "+74955550013", "place": "Cushion Street 8", "active": true, "version": 1, "last_name": "Softstep", "first_name": "Smokey", "external_id": "hcb-13"}'),
	(1, 6, '814', '01a22174-3aa5-7221-98fb-9726235c3d5a', 'client.changed.v1', '01a22174-3aa1-7b10-8a27-b319d0aa7a9d', 1, '2026-11-28 09:19:55.045+00', '{"traceparent": "00-3034fa4c3fe12b40b02804b7b22b2c5d-ebd812ca9ad7d382-00"}', '{"id": "01a22174-3aa1-7b10-8a27-b319d0aa7a9d", "email": "murka.mewes.14@happycatbox.example", "phone": "+74955550014", "place": "Carpet Lane 5", "active": true, "version": 1, "last_name": "Mewes", "first_name": "Murka", "external_id": "hcb-14"}'),
	(1, 7, '814', '01a22174-3aa5-7016-8b68-6b318312f90a', 'client.changed.v1', '01a22174-3aa1-7b44-b2be-92ca18e83b22', 1, '2026-11-28 09:19:55.045+00', '{"traceparent": "00-3034fa4c3fe12b40b02804b7b22b2c5d-ebd812ca9ad7d382-00"}', '{"id": "01a22174-3aa1-7b44-b2be-92ca18e83b22", "email": "kitty.tailor.15@happycatbox.example", "phone": "+74955550015", "place": "Sunspot Alley 12", "active": true, "version": 1, "last_name": "Tailor", "first_name": "Kitty", "external_id": "hcb-15"}'),
	(1, 8, '814', '01a22174-3aa5-71c9-9954-45843f332c13', 'client.changed.v1', '01a22174-3aa1-7607-a73f-1ccdeafd772e', 1, '2026-11-28 09:19:55.045+00', '{"traceparent": "00-3034fa4c3fe12b40b02804b7b22b2c5d-ebd812ca9ad7d382-00"}', '{"id": "01a22174-3aa1-7607-a73f-1ccdeafd772e", "email": "smokey.catterall.16@happycatbox.example", "phone": "+74955550016", "place": "Cushion Street 17", "active": true, "version": 1, "last_name": "Catterall", "first_name": "Smokey", "external_id": "hcb-16"}'),
	(1, 9, '814', '01a22174-3aa5-7346-9b2f-7c8c9e4eb531', 'client.changed.v1', '01a22174-3aa1-767a-bc25-49ddf359721b', 1, '2026-11-28 09:19:55.045+00', '{"traceparent": "00-3034fa4c3fe12b40b02804b7b22b2c5d-ebd812ca9ad7d382-00"}', '{"id": "01a22174-3aa1-767a-bc25-49ddf359721b", "email": "barsik.pawson.17@happycatbox.example", "phone": "+74955550017", "place": "Cushion Street 52", "active": true, "version": 1, "last_name": "Pawson", "first_name": "Barsik", "external_id": "hcb-17"}'),
	(1, 10, '814', '01a22174-3aa5-748f-a09a-07e79f15524a', 'client.changed.v1', '01a22174-3aa1-7353-a6c7-959a10582545', 1, '2026-11-28 09:19:55.045+00', '{"traceparent": "00-3034fa4c3fe12b40b02804b7b22b2c5d-ebd812ca9ad7d382-00"}', '{"id": "01a22174-3aa1-7353-a6c7-959a10582545", "email": "salem.whiskers.18@happycatbox.example", "phone": "+74955550018", "place": "Carpet Lane 81", "active": true, "version": 1, "last_name": "Whiskers", "first_name": "Salem", "external_id": "hcb-18"}'),
	(1, 11, '814', '01a22174-3aa5-743b-951f-950738212293', 'client.changed.v1', '01a22174-3aa2-792f-a827-9ff6706472b5', 1, '2026-11-28 09:19:55.045+00', '{"traceparent": "00-3034fa4c3fe12b40b02804b7b22b2c5d-ebd812ca9ad7d382-00"}', '{"id": "01a22174-3aa2-792f-a827-9ff6706472b5", "email": "ginger.clawford.19@happycatbox.example", "phone": "+74955550019", "place": "Windowsill Row 86", "active": true, "version": 1, "last_name": "Clawford", "first_name": "Ginger", "external_id": "hcb-19"}'),
	(1, 12, '814', '01a22174-3aa5-751e-8d8d-fe2f6700a5c8', 'client.changed.v1', '01a22174-3aa0-78e6-8a59-1edfe6d35633', 1, '2026-11-28 09:19:55.045+00', '{"traceparent": "00-3034fa4c3fe12b40b02804b7b22b2c5d-ebd812ca9ad7d382-00"}', '{"id": "01a22174-3aa0-78e6-8a59-1edfe6d35633", "email": "salem.clawford.2@happycatbox.example", "phone": "+74955550002", "place": "Sunspot Alley 67", "active": true, "version": 1, "last_name": "Clawford", "first_name": "Salem", "external_id": "hcb-2"}'),
	(1, 13, '814', '01a22174-3aa5-746e-adee-eec56c475098', 'client.changed.v1', '01a22174-3aa2-794e-9285-95ab6832db9c', 1, '2026-11-28 09:19:55.045+00', '{"traceparent": "00-3034fa4c3fe12b40b02804b7b22b2c5d-ebd812ca9ad7d382-00"}', '{"id": "01a22174-3aa2-794e-9285-95ab6832db9c", "email": "simba.furley.20@happycatbox.example", "phone": "+74955550020", "place": "Sunspot Alley 77", "active": true, "version": 1, "last_name": "Furley", "first_name": "Simba", "external_id": "hcb-20"}'),
	(1, 14, '814', '01a22174-3aa5-71ad-8a7e-1cf0109b1ae7', 'client.changed.v1', '01a22174-3aa2-75a0-a22b-502cf003371c', 1, '2026-11-28 09:19:55.045+00', '{"traceparent": "00-3034fa4c3fe12b40b02804b7b22b2c5d-ebd812ca9ad7d382-00"}', '{"id": "01a22174-3aa2-75a0-a22b-502cf003371c", "email": "duchess.nightwalker.21@happycatbox.example", "phone": "+74955550021", "place": "Sunspot Alley 68", "active": true, "version": 1, "last_name": "Nightwalker", "first_name": "Duchess", "external_id": "hcb-21"}'),
	(1, 15, '814', '01a22174-3aa5-7c48-8044-e5198374518c', 'client.changed.v1', '01a22174-3aa2-7155-9f83-6865c8f4cb41', 1, '2026-11-28 09:19:55.045+00', '{"traceparent": "00-3034fa4c3fe12b40b02804b7b22b2c5d-ebd812ca9ad7d382-00"}', '{"id": "01a22174-3aa2-7155-9f83-6865c8f4cb41", "email": "milo.mewes.22@happycatbox.example", "phone": "+74955550022", "place": "Sunspot Alley 63", "active": true, "version": 1, "last_name": "Mewes", "first_name": "Milo", "external_id": "hcb-22"}'),
	(1, 16, '814', '01a22174-3aa5-72ba-aed2-d42eaa8e0859', 'client.changed.v1', '01a22174-3aa2-7cd6-a10a-5da75c11458d', 1, '2026-11-28 09:19:55.045+00', '{"traceparent": "00-3034fa4c3fe12b40b02804b7b22b2c5d-ebd812ca9ad7d382-00"}', '{"id": "01a22174-3aa2-7cd6-a10a-5da75c11458d", "email": "milo.catterall.23@happycatbox.example", "phone": "+74955550023", "place": "Carpet Lane 28", "active": true, "version": 1, "last_name": "Catterall", "first_name": "Milo", "external_id": "hcb-23"}'),
	(1, 17, '814', '01a22174-3aa5-7c07-b12f-59d56f1b13e9', 'client.changed.v1', '01a22174-3aa2-7e00-aa4b-a2656417ee21', 1, '2026-11-28 09:19:55.045+00', '{"traceparent": "00-3034fa4c3fe12b40b02804b7b22b2c5d-ebd812ca9ad7d382-00"}', '{"id": "01a22174-3aa2-7e00-aa4b-a2656417ee21", "email": "figaro.catterall.24@happycatbox.example", "phone": "+74955550024", "place": "Carpet Lane 6", "active": true, "version": 1, "last_name": "Catterall", "first_name": "Figaro", "external_id": "hcb-24"}'),
	(1, 18, '814', '01a22174-3aa5-7f32-98da-955b7d00d3aa', 'client.changed.v1', '01a22174-3aa2-76c8-b73b-40b5e0e59985', 1, '2026-11-28 09:19:55.045+00', '{"traceparent": "00-3034fa4c3fe12b40b02804b7b22b2c5d-ebd812ca9ad7d382-00"}', '{"id": "01a22174-3aa2-76c8-b73b-40b5e0e59985", "email": "tiger.velvet.25@happycatbox.example", "phone": "+74955550025", "place": "Sunspot Alley 20", "active": true, "version": 1, "last_name": "Velvet", "first_name": "Tiger", "external_id": "hcb-25"}'),
	(1, 19, '814', '01a22174-3aa5-7835-bfad-b64ac14e7050', 'client.changed.v1', '01a22174-3aa2-7941-adf2-347363488e1e', 1, '2026-11-28 09:19:55.045+00', '{"traceparent": "00-3034fa4c3fe12b40b02804b7b22b2c5d-ebd812ca9ad7d382-00"}', '{"id": "01a22174-3aa2-7941-adf2-347363488e1e", "email": "misty.purrington.26@happycatbox.example", "phone": "+74955550026", "place": "Cushion Street 13", "active": true, "version": 1, "last_name": "Purrington", "first_name": "Misty", "external_id": "hcb-26"}'),
	(1, 20, '814', '01a22174-3aa5-713d-be64-91fbf473852b', 'client.changed.v1', '01a22174-3aa2-797e-a850-4c4a27f24b51', 1, '2026-11-28 09:19:55.045+00', '{"traceparent": "00-3034fa4c3fe12b40b02804b7b22b2c5d-ebd812ca9ad7d382-00"}', '{"id": "01a22174-3aa2-797e-a850-4c4a27f24b51", "email": "misty.longtail.27@happycatbox.example", "phone": "+74955550027", "place": "Sunspot Alley 13", "active": true, "version": 1, "last_name": "Longtail", "first_name": "Misty", "external_id": "hcb-27"}'),
	(1, 21, '814', '01a22174-3aa5-7607-b524-7b4088514d3a', 'client.changed.v1', '01a22174-3aa2-7c6a-9ccd-0e269562b76a', 1, '2026-11-28 09:19:55.045+00', '{"traceparent": "00-3034fa4c3fe12b40b02804b7b22b2c5d-ebd812ca9ad7d382-00"}', '{"id": "01a22174-3aa2-7c6a-9ccd-0e269562b76a", "email": "ginger.clawford.28@happycatbox.example", "phone": "+74955550028", "place": "Windowsill Row 90", "active": true, "version": 1, "last_name": "Clawford", "first_name": "Ginger", "external_id": "hcb-28"}'),
	(1, 22, '814', '01a22174-3aa5-7a11-a5f3-3ab96eeecf91', 'client.changed.v1', '01a22174-3aa3-766f-b5b2-5bd2c9263535', 1, '2026-11-28 09:19:55.045+00', '{"traceparent": "00-3034fa4c3fe12b40b02804b7b22b2c5d-ebd812ca9ad7d382-00"}', '{"id": "01a22174-3aa3-766f-b5b2-5bd2c9263535", "email": "tom.longtail.29@happycatbox.example", "phone": "+74955550029", "place": "Sunspot Alley 63", "active": true, "version": 1, "last_name": "Longtail", "first_name": "Tom", "external_id": "hcb-29"}'),
	(1, 23, '814', '01a22174-3aa5-72f4-8664-7bb583a8f4e1', 'client.changed.v1', '01a22174-3aa0-7cfd-b373-b3b8117630e7', 1, '2026-11-28 09:19:55.045+00', '{"traceparent": "00-3034fa4c3fe12b40b02804b7b22b2c5d-ebd812ca9ad7d382-00"}', '{"id": "01a22174-3aa0-7cfd-b373-b3b8117630e7", "email": "tiger.softstep.3@happycatbox.example", "phone": "+74955550003", "place": "Windowsill Row 78", "active": true, "version": 1, "last_name": "Softstep", "first_name": "Tiger", "external_id": "hcb-3"}'),
	(1, 24, '814', '01a22174-3aa5-792b-a616-ac8d23f4bb42', 'client.changed.v1', '01a22174-3aa3-773b-8e9a-cd3fff65a3ae', 1, '2026-11-28 09:19:55.045+00', '{"traceparent": "00-3034fa4c3fe12b40b02804b7b22b2c5d-ebd812ca9ad7d382-00"}', '{"id": "01a22174-3aa3-773b-8e9a-cd3fff65a3ae", "email": "salem.whiskers.30@happycatbox.example", "phone": "+74955550030", "place": "Cushion Street 90", "active": true, "version": 1, "last_name": "Whiskers", "first_name": "Salem", "external_id": "hcb-30"}'),
	(1, 25, '814', '01a22174-3aa5-766e-b964-f6f962f73eb9', 'client.changed.v1', '01a22174-3aa3-76d3-a5d2-be7e2164ae4f', 1, '2026-11-28 09:19:55.045+00', '{"traceparent": "00-3034fa4c3fe12b40b02804b7b22b2c5d-ebd812ca9ad7d382-00"}', '{"id": "01a22174-3aa3-76d3-a5d2-be7e2164ae4f", "email": "salem.tailor.31@happycatbox.example", "phone": "+74955550031", "place": "Windowsill Row 84", "active": true, "version": 1, "last_name": "Tailor", "first_name": "Salem", "external_id": "hcb-31"}'),
	(1, 26, '814', '01a22174-3aa5-7a15-ab83-f6f6700a5d0b', 'client.changed.v1', '01a22174-3aa3-737f-8ddc-78a8d45ca81f', 1, '2026-11-28 09:19:55.045+00', '{"traceparent": "00-3034fa4c3fe12b40b02804b7b22b2c5d-ebd812ca9ad7d382-00"}', '{"id": "01a22174-3aa3-737f-8ddc-78a8d45ca81f", "email": "kitty.velvet.32@happycatbox.example", "phone": "+74955550032", "place": "Windowsill Row 46", "active": true, "version": 1, "last_name": "Velvet", "first_name": "Kitty", "external_id": "hcb-32"}'),
	(1, 27, '814', '01a22174-3aa5-7679-bc02-836fbe64dd18', 'client.changed.v1', '01a22174-3aa3-7ae8-b7ab-c0b575a91fa1', 1, '2026-11-28 09:19:55.045+00', '{"traceparent": "00-3034fa4c3fe12b40b02804b7b22b2c5d-ebd812ca9ad7d382-00"}', '{"id": "01a22174-3aa3-7ae8-b7ab-c0b575a91fa1", "email": "ginger.clawford.33@happycatbox.example", "phone": "+74955550033", "place": "Windowsill Row 28", "active": true, "version": 1, "last_name": "Clawford", "first_name": "Ginger", "external_id": "hcb-33"}'),
	(1, 28, '814', '01a22174-3aa5-7b41-a052-6f9ef066a832', 'client.changed.v1', '01a22174-3aa3-7f5d-af45-93693ae123ef', 1, '2026-11-28 09:19:55.045+00', '{"traceparent": "00-3034fa4c3fe12b40b02804b7b22b2c5d-ebd812ca9ad7d382-00"}', '{"id": "01a22174-3aa3-7f5d-af45-93693ae123ef", "email": "mittens.softstep.34@happycatbox.example", "phone": "+74955550034", "place": "Windowsill Row 50", "active": true, "version": 1, "last_name": "Softstep", "first_name": "Mittens", "external_id": "hcb-34"}'),
	(1, 29, '814', '01a22174-3aa5-724f-996c-1e1f8a17c351', 'client.changed.v1', '01a22174-3aa4-70aa-b3c4-205d1684ccba', 1, '2026-11-28 09:19:55.045+00', '{"traceparent": "00-3034fa4c3fe12b40b02804b7b22b2c5d-ebd812ca9ad7d382-00"}', '{"id": "01a22174-3aa4-70aa-b3c4-205d1684ccba", "email": "smokey.longtail.35@happycatbox.example", "phone": "+74955550035", "place": "Sunspot Alley 60", "active": true, "version": 1, "last_name": "Longtail", "first_name": "Smokey", "external_id": "hcb-35"}'),
	(1, 30, '814', '01a22174-3aa5-715e-bdcf-a2ed2babb01b', 'client.changed.v1', '01a22174-3aa4-75f4-b70f-a27ff8f84dd6', 1, '2026-11-28 09:19:55.045+00', '{"traceparent": "00-3034fa4c3fe12b40b02804b7b22b2c5d-ebd812ca9ad7d382-00"}', '{"id": "01a22174-3aa4-75f4-b70f-a27ff8f84dd6", "email": "oliver.softstep.36@happycatbox.example", "phone": "+74955550036", "place": "Windowsill Row 27", "active": true, "version": 1, "last_name": "Softstep", "first_name": "Oliver", "external_id": "hcb-36"}'),
	(1, 31, '814', '01a22174-3aa5-7eb2-a7dd-6bd72b6de1d5', 'client.changed.v1', '01a22174-3aa4-70f7-a90e-4871bf780195', 1, '2026-11-28 09:19:55.045+00', '{"traceparent": "00-3034fa4c3fe12b40b02804b7b22b2c5d-ebd812ca9ad7d382-00"}', '{"id": "01a22174-3aa4-70f7-a90e-4871bf780195", "email": "cleo.longtail.37@happycatbox.example", "phone": "+74955550037", "place": "Carpet Lane 86", "active": true, "version": 1, "last_name": "Longtail", "first_name": "Cleo", "external_id": "hcb-37"}'),
	(1, 32, '814', '01a22174-3aa5-72b3-b01e-eff934e9e473', 'client.changed.v1', '01a22174-3aa4-7ad8-8b05-28c31aa02bb0', 1, '2026-11-28 09:19:55.045+00', '{"traceparent": "00-3034fa4c3fe12b40b02804b7b22b2c5d-ebd812ca9ad7d382-00"}', '{"id": "01a22174-3aa4-7ad8-8b05-28c31aa02bb0", "email": "nala.mewes.38@happycatbox.example", "phone": "+74955550038", "place": "Sunspot Alley 54", "active": true, "version": 1, "last_name": "Mewes", "first_name": "Nala", "external_id": "hcb-38"}'),
	(1, 33, '814', '01a22174-3aa5-7e7c-910c-cfa19936aefd', 'client.changed.v1', '01a22174-3aa4-73d0-9c76-e60e59b5f1ca', 1, '2026-11-28 09:19:55.045+00', '{"traceparent": "00-3034fa4c3fe12b40b02804b7b22b2c5d-ebd812ca9ad7d382-00"}', '{"id": "01a22174-3aa4-73d0-9c76-e60e59b5f1ca", "email": "simba.velvet.39@happycatbox.example", "phone": "+74955550039", "place": "Carpet Lane 12", "active": true, "version": 1, "last_name": "Velvet", "first_name": "Simba", "external_id": "hcb-39"}'),
	(1, 34, '814', '01a22174-3aa5-71b8-9c51-fd9b0293aa51', 'client.changed.v1', '01a22174-3aa0-7e16-b833-2b5e82f0df6f', 1, '2026-11-28 09:19:55.045+00', '{"traceparent": "00-3034fa4c3fe12b40b02804b7b22b2c5d-ebd812ca9ad7d382-00"}', '{"id": "01a22174-3aa0-7e16-b833-2b5e82f0df6f", "email": "murka.tailor.4@happycatbox.example", "phone": "+74955550004", "place": "Sunspot Alley 73", "active": true, "version": 1, "last_name": "Tailor", "first_name": "Murka", "external_id": "hcb-4"}'),
	(1, 35, '814', '01a22174-3aa5-739d-af7d-1ab51fd4fcb8', 'client.changed.v1', '01a22174-3aa4-70bf-b265-ef6eb353c6b9', 1, '2026-11-28 09:19:55.045+00', '{"traceparent": "00-3034fa4c3fe12b40b02804b7b22b2c5d-ebd812ca9ad7d382-00"}', '{"id": "01a22174-3aa4-70bf-b265-ef6eb353c6b9", "email": "murka.nightwalker.40@happycatbox.example", "phone": "+74955550040", "place": "Cushion Street 39", "active": true, "version": 1, "last_name": "Nightwalker", "first_name": "Murka", "external_id": "hcb-40"}'),
	(1, 36, '814', '01a22174-3aa5-7c65-bb21-97cc6d2337aa', 'client.changed.v1', '01a22174-3aa4-7676-acfd-4ca743298250', 1, '2026-11-28 09:19:55.045+00', '{"traceparent": "00-3034fa4c3fe12b40b02804b7b22b2c5d-ebd812ca9ad7d382-00"}', '{"id": "01a22174-3aa4-7676-acfd-4ca743298250", "email": "tiger.velvet.41@happycatbox.example", "phone": "+74955550041", "place": "Windowsill Row 48", "active": true, "version": 1, "last_name": "Velvet", "first_name": "Tiger", "external_id": "hcb-41"}'),
	(1, 37, '814', '01a22174-3aa5-77db-bc8e-123cd2aa2a37', 'client.changed.v1', '01a22174-3aa4-795c-b85e-c8c7818070b4', 1, '2026-11-28 09:19:55.045+00', '{"traceparent": "00-3034fa4c3fe12b40b02804b7b22b2c5d-ebd812ca9ad7d382-00"}', '{"id": "01a22174-3aa4-795c-b85e-c8c7818070b4", "email": "tiger.catterall.42@happycatbox.example", "phone": "+74955550042", "place": "Carpet Lane 55", "active": true, "version": 1, "last_name": "Catterall", "first_name": "Tiger", "external_id": "hcb-42"}'),
	(1, 38, '814', '01a22174-3aa5-7c50-bfae-4e9ca5f19ea3', 'client.changed.v1', '01a22174-3aa4-7f09-b7c6-5ea9cc3e5577', 1, '2026-11-28 09:19:55.045+00', '{"traceparent": "00-3034fa4c3fe12b40b02804b7b22b2c5d-ebd812ca9ad7d382-00"}', '{"id": "01a22174-3aa4-7f09-b7c6-5ea9cc3e5577", "email": "tom.catterall.43@happycatbox.example", "phone": "+74955550043", "place": "Sunspot Alley 12", "active": true, "version": 1, "last_name": "Catterall", "first_name": "Tom", "external_id": "hcb-43"}'),
	(1, 39, '814', '01a22174-3aa5-7d38-9344-3e55f8832802', 'client.changed.v1', '01a22174-3aa5-74d7-8e17-d76ec447d43e', 1, '2026-11-28 09:19:55.045+00', '{"traceparent": "00-3034fa4c3fe12b40b02804b7b22b2c5d-ebd812ca9ad7d382-00"}', '{"id": "01a22174-3aa5-74d7-8e17-d76ec447d43e", "email": "oliver.mewes.44@happycatbox.example", "phone": "+74955550044", "place": "Windowsill Row 83", "active": true, "version": 1, "last_name": "Mewes", "first_name": "Oliver", "external_id": "hcb-44"}'),
	(1, 40, '814', '01a22174-3aa5-7020-9d55-752668912e7c', 'client.changed.v1', '01a22174-3aa5-7789-9720-713a162a4d3c', 1, '2026-11-28 09:19:55.045+00', '{"traceparent": "00-3034fa4c3fe12b40b02804b7b22b2c5d-ebd812ca9ad7d382-00"}', '{"id": "01a22174-3aa5-7789-9720-713a162a4d3c", "email": "milo.velvet.45@happycatbox.example", "phone": "+74955550045", "place": "Windowsill Row 9", "active": true, "version": 1, "last_name": "Velvet", "first_name": "Milo", "external_id": "hcb-45"}'),
	(1, 41, '814', '01a22174-3aa5-7cb1-bf2c-430bc2fd5dfe', 'client.changed.v1', '01a22174-3aa5-789b-a715-e5888217d20e', 1, '2026-11-28 09:19:55.045+00', '{"traceparent": "00-3034fa4c3fe12b40b02804b7b22b2c5d-ebd812ca9ad7d382-00"}', '{"id": "01a22174-3aa5-789b-a715-e5888217d20e", "email": "duchess.pawson.46@happycatbox.example", "phone": "+74955550046", "place": "Sunspot Alley 80", "active": true, "version": 1, "last_name": "Pawson", "first_name": "Duchess", "external_id": "hcb-46"}'),
	(1, 42, '814', '01a22174-3aa5-7e5b-b069-942018763f42', 'client.changed.v1', '01a22174-3aa5-7758-abdd-24b3026d30fa', 1, '2026-11-28 09:19:55.045+00', '{"traceparent": "00-3034fa4c3fe12b40b02804b7b22b2c5d-ebd812ca9ad7d382-00"}', '{"id": "01a22174-3aa5-7758-abdd-24b3026d30fa", "email": "luna.nightwalker.47@happycatbox.example", "phone": "+74955550047", "place": "Cushion Street 51", "active": true, "version": 1, "last_name": "Nightwalker", "first_name": "Luna", "external_id": "hcb-47"}'),
	(1, 43, '814', '01a22174-3aa5-76a7-88b6-af9b2feaf1e2', 'client.changed.v1', '01a22174-3aa5-7177-8224-73db876dc0ac', 1, '2026-11-28 09:19:55.045+00', '{"traceparent": "00-3034fa4c3fe12b40b02804b7b22b2c5d-ebd812ca9ad7d382-00"}', '{"id": "01a22174-3aa5-7177-8224-73db876dc0ac", "email": "cleo.furley.48@happycatbox.example", "phone": "+74955550048", "place": "Cushion Street 14", "active": true, "version": 1, "last_name": "Furley", "first_name": "Cleo", "external_id": "hcb-48"}'),
	(1, 44, '814', '01a22174-3aa5-7b22-916e-4560c7d57f6f', 'client.changed.v1', '01a22174-3aa5-7774-bd22-a12ea9f9f179', 1, '2026-11-28 09:19:55.045+00', '{"traceparent": "00-3034fa4c3fe12b40b02804b7b22b2c5d-ebd812ca9ad7d382-00"}', '{"id": "01a22174-3aa5-7774-bd22-a12ea9f9f179", "email": "nala.catterall.49@happycatbox.example", "phone": "+74955550049", "place": "Windowsill Row 1", "active": true, "version": 1, "last_name": "Catterall", "first_name": "Nala", "external_id": "hcb-49"}'),
	(1, 45, '814', '01a22174-3aa5-73fc-9c38-33377763a39b', 'client.changed.v1', '01a22174-3aa0-7306-acc6-ae06a8390b19', 1, '2026-11-28 09:19:55.045+00', '{"traceparent": "00-3034fa4c3fe12b40b02804b7b22b2c5d-ebd812ca9ad7d382-00"}', '{"id": "01a22174-3aa0-7306-acc6-ae06a8390b19", "email": "murka.tailor.5@happycatbox.example", "phone": "+74955550005", "place": "Sunspot Alley 30", "active": true, "version": 1, "last_name": "Tailor", "first_name": "Murka", "external_id": "hcb-5"}'),
	(1, 46, '814', '01a22174-3aa5-7f16-8198-bc053103e618', 'client.changed.v1', '01a22174-3aa5-7b1b-a8cf-3cf172a16585', 1, '2026-11-28 09:19:55.045+00', '{"traceparent": "00-3034fa4c3fe12b40b02804b7b22b2c5d-ebd812ca9ad7d382-00"}', '{"id": "01a22174-3aa5-7b1b-a8cf-3cf172a16585", "email": "barsik.nightwalker.50@happycatbox.example", "phone": "+74955550050", "place": "Sunspot Alley 5", "active": true, "version": 1, "last_name": "Nightwalker", "first_name": "Barsik", "external_id": "hcb-50"}'),
	(1, 47, '814', '01a22174-3aa5-758d-8374-bc7e19c7fd05', 'client.changed.v1', '01a22174-3aa0-778b-9528-09754276911a', 1, '2026-11-28 09:19:55.045+00', '{"traceparent": "00-3034fa4c3fe12b40b02804b7b22b2c5d-ebd812ca9ad7d382-00"}', '{"id": "01a22174-3aa0-778b-9528-09754276911a", "email": "nala.furley.6@happycatbox.example", "phone": "+74955550006", "place": "Carpet Lane 79", "active": true, "version": 1, "last_name": "Furley", "first_name": "Nala", "external_id": "hcb-6"}'),
	(1, 48, '814', '01a22174-3aa5-7d02-a91a-bc67d71c772d', 'client.changed.v1', '01a22174-3aa0-7f4f-9a4a-7d082b5fd4ff', 1, '2026-11-28 09:19:55.045+00', '{"traceparent": "00-3034fa4c3fe12b40b02804b7b22b2c5d-ebd812ca9ad7d382-00"}', '{"id": "01a22174-3aa0-7f4f-9a4a-7d082b5fd4ff", "email": "cleo.whiskers.7@happycatbox.example", "phone": "+74955550007", "place": "Carpet Lane 34", "active": true, "version": 1, "last_name": "Whiskers", "first_name": "Cleo", "external_id": "hcb-7"}'),
	(1, 49, '814', '01a22174-3aa5-726b-b50f-15cb4b5c787c', 'client.changed.v1', '01a22174-3aa0-77b9-bef3-478efcbbd7c1', 1, '2026-11-28 09:19:55.045+00', '{"traceparent": "00-3034fa4c3fe12b40b02804b7b22b2c5d-ebd812ca9ad7d382-00"}', '{"id": "01a22174-3aa0-77b9-bef3-478efcbbd7c1", "email": "felix.furley.8@happycatbox.example", "phone": "+74955550008", "place": "Windowsill Row 35", "active": true, "version": 1, "last_name": "Furley", "first_name": "Felix", "external_id": "hcb-8"}'),
	(1, 50, '814', '01a22174-3aa5-7f0e-9f85-3bdcf6b78345', 'client.changed.v1', '01a22174-3aa0-70e6-b228-d7e77cb0c5b7', 1, '2026-11-28 09:19:55.045+00', '{"traceparent": "00-3034fa4c3fe12b40b02804b7b22b2c5d-ebd812ca9ad7d382-00"}', '{"id": "01a22174-3aa0-70e6-b228-d7e77cb0c5b7", "email": "figaro.longtail.9@happycatbox.example", "phone": "+74955550009", "place": "Carpet Lane 55", "active": true, "version": 1, "last_name": "Longtail", "first_name": "Figaro", "external_id": "hcb-9"}');

INSERT INTO clients.outbox_identity VALUES
	(true, '88cc5d65-5a48-417c-a8eb-4acca5920894', '0');

INSERT INTO clients.person VALUES
	('manager', '01a22174-3b09-70ef-b1b8-ac305207e5d2', NULL, 'Murka Pawson', 'Murka', 'murka.pawson.1@mcf.example', DEFAULT, NULL, NULL, true, 1, DEFAULT),
	('manager', '01a22174-3b11-7ecb-8368-16e11c4f5864', NULL, 'Barsik Nightwalker', 'Barsik', 'barsik.nightwalker.2@mcf.example', DEFAULT, NULL, NULL, true, 1, DEFAULT),
	('manager', '01a22174-3b1e-77f0-864d-14493ff4cf59', NULL, 'Barsik Purrington', 'Barsik', 'barsik.purrington.3@mcf.example', DEFAULT, NULL, NULL, true, 1, DEFAULT);

INSERT INTO orders.idempotency VALUES
	('manager:demo', 'demo-service-type-0', '\x6d1090c83774ac1496ce17cae509c3f56ff3fd8398c69424633f97202138d66e', 201, 'application/json', '"1"', '/api/service-types/01a22174-3b30-7a97-ad5b-9bc34c6f3f80', '\x7b226964223a2230316132323137342d336233302d376139372d616435622d396263333463366633663830222c226e616d65223a224c697474657220626f782064757479222c226465736372697074696f6e223a22456d70746965642c207761736865642c2066696c6c65642c2072616b65642e222c226475726174696f6e5f6d696e75746573223a36302c22616374697665223a747275652c22636861726163746572697374696373223a7b22636c65616e6c696e657373223a332c2270617469656e6365223a312c22736d656c6c223a317d2c227061636b696e675f6c697374223a5b2273636f6f70222c2262616773222c22676c6f766573225d2c226c6561645f6d696e75746573223a3132302c22686f72697a6f6e5f64617973223a36302c2274726176656c5f6d696e75746573223a36302c2276657273696f6e223a317d', '2026-11-28 09:19:55.184+00'),
	('manager:demo', 'demo-service-type-1', '\xc41f1e7e754cd0104c0d5b35825270aae84bf4afe681acd39d95dd00f9b79e9d', 201, 'application/json', '"1"', '/api/service-types/01a22174-3b3d-7868-8dd6-07f825f1fc90', '\x7b226964223a2230316132323137342d336233642d373836382d386464362d303766383235663166633930222c226e616d65223a2253686f7070696e67222c226465736372697074696f6e223a22466973682066697273742c207468656e207468652072657374206f6620746865206c6973742e222c226475726174696f6e5f6d696e75746573223a39302c22616374697665223a747275652c22636861726163746572697374696373223a7b226361727279696e67223a332c2270756e637475616c697479223a312c22737472656e677468223a327d2c227061636b696e675f6c697374223a5b2274726f6c6c6579225d2c226c6561645f6d696e75746573223a3132302c22686f72697a6f6e5f64617973223a36302c2274726176656c5f6d696e75746573223a36302c2276657273696f6e223a317d', '2026-11-28 09:19:55.197+00'),
	('manager:demo', 'demo-service-type-2', '\xdb04b908e14f5018929a1188337feb9fa16e5b36dbcbf855ecccdc8313cdf355', 201, 'application/json', '"1"', '/api/service-types/01a22174-3b42-77de-8259-f83d8c05c362', '\x7b226964223a2230316132323137342d336234322d373764652d383235392d663833643863303563333632222c226e616d65223a22537570706572222c226465736372697074696f6e223a22436f6f6b65642c207365727665642c20616e642074686520626f776c73207761736865642e222c226475726174696f6e5f6d696e75746573223a3132302c22616374697665223a747275652c22636861726163746572697374696373223a7b22636c65616e6c696e657373223a312c22636f6f6b696e67223a342c22707265636973696f6e223a317d2c227061636b696e675f6c697374223a5b226170726f6e222c226b6e696665225d2c226c6561645f6d696e75746573223a3132302c22686f72697a6f6e5f64617973223a36302c2274726176656c5f6d696e75746573223a36302c2276657273696f6e223a317d', '2026-11-28 09:19:55.202+00'),
	('manager:demo', 'demo-service-type-3', '\xe38f6af748f7035921b9a35ac5df002c5f588ba5dda917db33a19e71649e5ed6', 201, 'application/json', '"1"', '/api/service-types/01a22174-3b48-7d91-8859-0b299d5f0dd3', '\x7b226964223a2230316132323137342d336234382d376439312d383835392d306232393964356630646433222c226e616d65223a224375727461696e20726570616972222c226465736372697074696f6e223a22416c736f207368656c7665732c20616e6420776861742073746f6f64206f6e207468656d2e222c226475726174696f6e5f6d696e75746573223a3132302c22616374697665223a747275652c22636861726163746572697374696373223a7b22636c696d62696e67223a322c22707265636973696f6e223a322c22726570616972223a337d2c227061636b696e675f6c697374223a5b22746f6f6c626f78222c226c6164646572225d2c226c6561645f6d696e75746573223a3132302c22686f72697a6f6e5f64617973223a36302c2274726176656c5f6d696e75746573223a36302c2276657273696f6e223a317d', '2026-11-28 09:19:55.208+00'),
	('manager:demo', 'demo-service-type-4', '\xeb5ad7489bba152b7ec530e522dc7bc43b26b0b33cca13cc6adb3deb13458828', 201, 'application/json', '"1"', '/api/service-types/01a22174-3b4c-7774-85a0-03d58838059f', '\x7b226964223a2230316132323137342d336234632d373737342d383561302d303364353838333830353966222c226e616d65223a2247617264656e20706174726f6c222c226465736372697074696f6e223a224d6963652c206d6f6c6568696c6c732c20616e6420746865206e65696768626f7572277320746f6d6361742e222c226475726174696f6e5f6d696e75746573223a3138302c22616374697665223a747275652c22636861726163746572697374696373223a7b22636f7572616765223a332c2267617264656e696e67223a322c226e696768745f766973696f6e223a317d2c227061636b696e675f6c697374223a5b22626f6f7473225d2c226c6561645f6d696e75746573223a3132302c22686f72697a6f6e5f64617973223a36302c2274726176656c5f6d696e75746573223a36302c2276657273696f6e223a317d', '2026-11-28 09:19:55.212+00'),
	('manager:demo', 'demo-service-type-5', '\xf826e482773b97330af76f369531d4904613111c49727e44aae780b3cb19839e', 201, 'application/json', '"1"', '/api/service-types/01a22174-3b51-7a23-9057-1613c9013420', '\x7b226964223a2230316132323137342d336235312d376132332d393035372d313631336339303133343230222c226e616d65223a22436f6d70616e79222c226465736372697074696f6e223a22536f6d65626f647920746f206c697374656e20616e6420707572722e222c226475726174696f6e5f6d696e75746573223a36302c22616374697665223a747275652c22636861726163746572697374696373223a7b22636f757274657379223a322c226c697374656e696e67223a332c2270617469656e6365223a327d2c227061636b696e675f6c697374223a5b22626c616e6b6574225d2c226c6561645f6d696e75746573223a3132302c22686f72697a6f6e5f64617973223a36302c2274726176656c5f6d696e75746573223a36302c2276657273696f6e223a317d', '2026-11-28 09:19:55.217+00'),
	('manager:demo', 'demo-service-type-6', '\x10b56bf493bd5a8f77bb31f760fb2f242b8cf5dd3b12f9164f756ed52b2131a4', 201, 'application/json', '"1"', '/api/service-types/01a22174-3b55-7fae-acb1-9b201b5a3aae', '\x7b226964223a2230316132323137342d336235352d376661652d616362312d396232303162356133616165222c226e616d65223a224174206f6e6365222c226465736372697074696f6e223a22466f7220747279696e67204d4346206f75743a206e6f206c6561642c206e6f626f64792068617320746f2074726176656c2e222c226475726174696f6e5f6d696e75746573223a31352c22616374697665223a747275652c22636861726163746572697374696373223a7b22637572696f73697479223a312c227370656564223a327d2c227061636b696e675f6c697374223a5b226269736375697473225d2c226c6561645f6d696e75746573223a302c22686f72697a6f6e5f64617973223a36302c2274726176656c5f6d696e75746573223a302c2276657273696f6e223a317d', '2026-11-28 09:19:55.221+00'),
	('client:hcb-1', 'tour-1795857619-1', '\xe8f37126d6e003b9bf210e331427ddb22829d702114c7a272026d628b09fadf7', 201, 'application/json', '"1-ec3e4fa49c8ad577"', '/api/orders/01a22174-9de9-7715-84d3-3698d8feb722', '\x7b226964223a2230316132323137342d396465392d373731352d383464332d333639386438666562373232222c22737461747573223a226163636570746564222c22636c69656e745f6964223a2230316132323137342d336139662d373131342d613230652d656666393165346661643333222c22776f726b65725f6964223a2230316132323137342d336162632d376337662d383361322d373134363536633161323765222c22776f726b65725f66697273745f6e616d65223a225469676572222c22736572766963655f747970655f6964223a2230316132323137342d336235352d376661652d616362312d396232303162356133616165222c22736572766963655f747970655f6e616d65223a224174206f6e6365222c226465736372697074696f6e223a224d7920776869736b657273206e656564206120667269656e64222c22706c616365223a22312043757368696f6e20537472656574222c227363686564756c65645f6174223a22323032362d31312d32385430393a33303a32305a222c22656e64735f6174223a22323032362d31312d32385430393a34353a32305a222c2270686f6e65223a222b3734393535353530303031222c22656d61696c223a226b69747479406578616d706c652e636f6d222c227072696365223a223130302e3030222c22646973636f756e745f70657263656e74223a302c22636861726765223a223130302e3030222c226d61785f636861726765223a223130302e3030222c22636f70795f6f666665726564223a66616c73652c22636f70795f6f66223a6e756c6c2c226f7574636f6d65223a6e756c6c2c22726561736f6e223a6e756c6c2c22636865636b5f696e5f70686f746f5f736861323536223a6e756c6c2c227265706f72745f70686f746f5f736861323536223a6e756c6c2c22637265617465645f6174223a22323032362d31312d32385430393a32303a32302e3435375a222c22737461727465645f6174223a6e756c6c2c22656e6465645f6174223a6e756c6c2c2276657273696f6e223a317d', '2026-11-28 09:20:20.457+00'),
	('client:hcb-2', 'tour-1795857619-2', '\xe8f37126d6e003b9bf210e331427ddb22829d702114c7a272026d628b09fadf7', 201, 'application/json', '"1-182318e850601468"', '/api/orders/01a22174-a23d-7335-a171-5fddde7e512b', '\x7b226964223a2230316132323137342d613233642d373333352d613137312d356664646465376535313262222c22737461747573223a226163636570746564222c22636c69656e745f6964223a2230316132323137342d336161302d373865362d386135392d316564666536643335363333222c22776f726b65725f6964223a2230316132323137342d336162632d376337662d383361322d373134363536633161323765222c22776f726b65725f66697273745f6e616d65223a225469676572222c22736572766963655f747970655f6964223a2230316132323137342d336235352d376661652d616362312d396232303162356133616165222c22736572766963655f747970655f6e616d65223a224174206f6e6365222c226465736372697074696f6e223a224d7920776869736b657273206e656564206120667269656e64222c22706c616365223a22312043757368696f6e20537472656574222c227363686564756c65645f6174223a22323032362d31312d32385430393a33303a32305a222c22656e64735f6174223a22323032362d31312d32385430393a34353a32305a222c2270686f6e65223a222b3734393535353530303031222c22656d61696c223a226b69747479406578616d706c652e636f6d222c227072696365223a223130302e3030222c22646973636f756e745f70657263656e74223a302c22636861726765223a223130302e3030222c226d61785f636861726765223a223130302e3030222c22636f70795f6f666665726564223a66616c73652c22636f70795f6f66223a6e756c6c2c226f7574636f6d65223a6e756c6c2c22726561736f6e223a6e756c6c2c22636865636b5f696e5f70686f746f5f736861323536223a6e756c6c2c227265706f72745f70686f746f5f736861323536223a6e756c6c2c22637265617465645f6174223a22323032362d31312d32385430393a32303a32312e3536355a222c22737461727465645f6174223a6e756c6c2c22656e6465645f6174223a6e756c6c2c2276657273696f6e223a317d', '2026-11-28 09:20:21.565+00'),
	('client:hcb-2', 'tour-1795857619-3', '\x4d059bdb751f3faa75e2ad05d31c6a439ce0a7542189beb1752279ac281f3fd4', 201, 'application/json', '"1-93a796907f19b9e2"', '/api/orders/01a22174-a4f1-724d-a689-bce28bb19eeb', '\x7b226964223a2230316132323137342d613466312d373234642d613638392d626365323862623139656562222c22737461747573223a226163636570746564222c22636c69656e745f6964223a2230316132323137342d336161302d373865362d386135392d316564666536643335363333222c22776f726b65725f6964223a2230316132323137342d336162632d376337662d383361322d373134363536633161323765222c22776f726b65725f66697273745f6e616d65223a225469676572222c22736572766963655f747970655f6964223a2230316132323137342d336235352d376661652d616362312d396232303162356133616165222c22736572766963655f747970655f6e616d65223a224174206f6e6365222c226465736372697074696f6e223a224d7920776869736b657273206e656564206120667269656e64222c22706c616365223a22312043757368696f6e20537472656574222c227363686564756c65645f6174223a22323032362d31312d32385431323a32303a32325a222c22656e64735f6174223a22323032362d31312d32385431323a33353a32325a222c2270686f6e65223a222b3734393535353530303031222c22656d61696c223a226b69747479406578616d706c652e636f6d222c227072696365223a223130302e3030222c22646973636f756e745f70657263656e74223a302c22636861726765223a223130302e3030222c226d61785f636861726765223a6e756c6c2c22636f70795f6f666665726564223a66616c73652c22636f70795f6f66223a2230316132323137342d613233642d373333352d613137312d356664646465376535313262222c226f7574636f6d65223a6e756c6c2c22726561736f6e223a6e756c6c2c22636865636b5f696e5f70686f746f5f736861323536223a6e756c6c2c227265706f72745f70686f746f5f736861323536223a6e756c6c2c22637265617465645f6174223a22323032362d31312d32385430393a32303a32322e3235375a222c22737461727465645f6174223a6e756c6c2c22656e6465645f6174223a6e756c6c2c2276657273696f6e223a317d', '2026-11-28 09:20:22.257+00');

INSERT INTO orders.inbox_2 VALUES
	(2, 'managers', 5, 1, '01a22174-3b09-7626-87c8-a475353b28b3', 'manager.changed.v1', '01a22174-3b09-70ef-b1b8-ac305207e5d2', 1, '2026-11-28 09:19:55.145+00', '{"traceparent": "00-b7f7304c42a425be732b4028b9c65d68-80b505c2eef6f26d-00"}', '{"id": "01a22174-3b09-70ef-b1b8-ac305207e5d2", "name": "Murka Pawson", "email": "murka.pawson.1@mcf.example", "active": true, "version": 1}'),
	(2, 'managers', 10, 2, '01a22174-3b11-71a9-8266-cccfb17c97bc', 'manager.changed.v1', '01a22174-3b11-7ecb-8368-16e11c4f5864', 1, '2026-11-28 09:19:55.153+00', '{"traceparent": "00-dbe0899cb34412312b9ddb5be5c41958-282756ea8734ffe1-00"}', '{"id": "01a22174-3b11-7ecb-8368-16e11c4f5864", "name": "Barsik Nightwalker", "email": "barsik.nightwalker.2@mcf.example", "active": true, "version": 1}'),
	(2, 'managers', 10, 3, '01a22174-3b1e-7e15-af20-ccbcd136c2b2', 'manager.changed.v1', '01a22174-3b1e-77f0-864d-14493ff4cf59', 1, '2026-11-28 09:19:55.166+00', '{"traceparent": "00-52230c024d3c15f55779091494ba76b4-e5a4a218566f357b-00"}', '{"id": "01a22174-3b1e-77f0-864d-14493ff4cf59", "name": "Barsik Purrington", "email": "barsik.purrington.3@mcf.example", "active": true, "version": 1}');

INSERT INTO orders.inbox_cursor VALUES
	('managers', 7713149632608754572, 1, '829:829:', NULL, 3, '01a22174-3b1e-7e15-af20-ccbcd136c2b2', '828', 3, 5248351825581143291, 'ee208c6f-3401-44a1-ab05-b4c361064188', '{3707374150343245794}');

INSERT INTO orders.inbox_identity VALUES
	(true, 'e2eb64c6-759c-4ed5-aa52-0a775f55b076', '-infinity');

INSERT INTO orders.inbox_slot VALUES
	('managers', 0, 0, 0, 0),
	('managers', 1, 0, 0, 0),
	('managers', 2, 0, 0, 0),
	('managers', 3, 0, 0, 0),
	('managers', 4, 0, 0, 0),
	('managers', 6, 0, 0, 0),
	('managers', 7, 0, 0, 0),
	('managers', 8, 0, 0, 0),
	('managers', 9, 0, 0, 0),
	('managers', 11, 0, 0, 0),
	('managers', 12, 0, 0, 0),
	('managers', 13, 0, 0, 0),
	('managers', 14, 0, 0, 0),
	('managers', 15, 0, 0, 0),
	('managers', 5, 1, 0, 1),
	('managers', 10, 3, 0, 3);

INSERT INTO orders.key_set VALUES
	('https://issuer.mcf.localhost', '{"keys":[{"kty":"EC","crv":"P-256","use":"sig","alg":"ES256","kid":"jbvHAL6uKTxdMhnf","x":"H7gWuxQvSbrk9XsNKvMVLnTqGc08TgMUklsBOJdKuAo","y":"FDeoXpEPusDfn7EJQ-4wPfeJammRUMofHYHAO400C1w"}]}', '2026-11-28 09:19:55.015+00');

INSERT INTO orders.match_trace VALUES
	('01a22174-9de9-7715-84d3-3698d8feb722', 1, '{"best": [{"rating": 1.0, "vetoed": false, "verdicts": {"fit": {"score": 0.98}, "results": {"score": 0.8}, "fairness": {"score": 1.0}, "weaknesses": {}}, "worker_id": "01a22174-3abc-7c7f-83a2-714656c1a27e", "worker_name": "Tiger Whiskers"}, {"rating": 0.9954648526077098, "vetoed": false, "verdicts": {"fit": {"score": 0.9733333333333333}, "results": {"score": 0.8}, "fairness": {"score": 1.0}, "weaknesses": {}}, "worker_id": "01a22174-3acb-7aff-bc6c-831ef0e27fd3", "worker_name": "Salem Purrington"}, {"rating": 0.9909297052154195, "vetoed": false, "verdicts": {"fit": {"score": 0.9666666666666667}, "results": {"score": 0.8}, "fairness": {"score": 1.0}, "weaknesses": {}}, "worker_id": "01a22174-3ac6-717f-a3f8-8a7b89af5a70", "worker_name": "Felix Tailor"}, {"rating": 0.9909297052154195, "vetoed": false, "verdicts": {"fit": {"score": 0.9666666666666667}, "results": {"score": 0.8}, "fairness": {"score": 1.0}, "weaknesses": {}}, "worker_id": "01a22174-3ab9-7ece-8333-7f60fda960f2", "worker_name": "Oliver Velvet"}, {"rating": 0.9886621315192744, "vetoed": false, "verdicts": {"fit": {"score": 0.9633333333333334}, "results": {"score": 0.8}, "fairness": {"score": 1.0}, "weaknesses": {}}, "worker_id": "01a22174-3ab6-781e-b460-07fa3ec2204b", "worker_name": "Tom Clawford"}, {"rating": 0.9863945578231293, "vetoed": false, "verdicts": {"fit": {"score": 0.9600000000000001}, "results": {"score": 0.8}, "fairness": {"score": 1.0}, "weaknesses": {}}, "worker_id": "01a22174-3ac1-789e-ab78-891aaf2e6316", "worker_name": "Duchess Mewes"}, {"rating": 0.9818594104308391, "vetoed": false, "verdicts": {"fit": {"score": 0.9533333333333335}, "results": {"score": 0.8}, "fairness": {"score": 1.0}, "weaknesses": {}}, "worker_id": "01a22174-3abc-7d53-8586-8b09bf94062f", "worker_name": "Nala Clawford"}, {"rating": 0.9773242630385489, "vetoed": false, "verdicts": {"fit": {"score": 0.9466666666666668}, "results": {"score": 0.8}, "fairness": {"score": 1.0}, "weaknesses": {}}, "worker_id": "01a22174-3abe-7f7d-905d-b45a9ccfe758", "worker_name": "Misty Velvet"}, {"rating": 0.9773242630385489, "vetoed": false, "verdicts": {"fit": {"score": 0.9466666666666668}, "results": {"score": 0.8}, "fairness": {"score": 1.0}, "weaknesses": {}}, "worker_id": "01a22174-3ac2-7c6c-a668-5c90777890da", "worker_name": "Misty Furley"}, {"rating": 0.8900226757369615, "vetoed": false, "verdicts": {"fit": {"score": 0.8183333333333334}, "results": {"score": 0.8}, "fairness": {"score": 1.0}, "weaknesses": {}}, "worker_id": "01a22174-3abf-7875-8c1c-ed667c4bc9e0", "worker_name": "Pepper Nightwalker"}], "draw": null, "seed": "324fd860bbbeeae6", "steps": [{"kind": "filter", "name": "weaknesses", "skipped": null, "took_microseconds": 119}, {"kind": "score", "name": "fit", "skipped": null, "took_microseconds": 73}, {"kind": "score", "name": "results", "skipped": null, "took_microseconds": 25}, {"kind": "score", "name": "fairness", "skipped": null, "took_microseconds": 21}, {"kind": "normalise", "name": "common-scale", "skipped": null, "took_microseconds": 0}, {"kind": "choose", "name": "best", "skipped": null, "took_microseconds": 0}], "choice": "01a22174-3abc-7c7f-83a2-714656c1a27e", "finalists": 200, "vetoes_lifted": false, "pipeline_version": 1, "took_microseconds": 10698}', 10698),
	('01a22174-a23d-7335-a171-5fddde7e512b', 1, '{"best": [{"rating": 0.8333333333333334, "vetoed": false, "verdicts": {"fit": {"score": 0.98}, "results": {"score": 0.8333333333333334}, "fairness": {"score": 0.5000032060391}, "weaknesses": {}}, "worker_id": "01a22174-3abc-7c7f-83a2-714656c1a27e", "worker_name": "Tiger Whiskers"}, {"rating": 0.6621315192743764, "vetoed": false, "verdicts": {"fit": {"score": 0.9733333333333333}, "results": {"score": 0.8}, "fairness": {"score": 1.0}, "weaknesses": {}}, "worker_id": "01a22174-3acb-7aff-bc6c-831ef0e27fd3", "worker_name": "Salem Purrington"}, {"rating": 0.6575963718820862, "vetoed": false, "verdicts": {"fit": {"score": 0.9666666666666667}, "results": {"score": 0.8}, "fairness": {"score": 1.0}, "weaknesses": {}}, "worker_id": "01a22174-3ab9-7ece-8333-7f60fda960f2", "worker_name": "Oliver Velvet"}, {"rating": 0.6575963718820862, "vetoed": false, "verdicts": {"fit": {"score": 0.9666666666666667}, "results": {"score": 0.8}, "fairness": {"score": 1.0}, "weaknesses": {}}, "worker_id": "01a22174-3ac6-717f-a3f8-8a7b89af5a70", "worker_name": "Felix Tailor"}, {"rating": 0.6553287981859411, "vetoed": false, "verdicts": {"fit": {"score": 0.9633333333333334}, "results": {"score": 0.8}, "fairness": {"score": 1.0}, "weaknesses": {}}, "worker_id": "01a22174-3ab6-781e-b460-07fa3ec2204b", "worker_name": "Tom Clawford"}, {"rating": 0.653061224489796, "vetoed": false, "verdicts": {"fit": {"score": 0.9600000000000001}, "results": {"score": 0.8}, "fairness": {"score": 1.0}, "weaknesses": {}}, "worker_id": "01a22174-3ac1-789e-ab78-891aaf2e6316", "worker_name": "Duchess Mewes"}, {"rating": 0.6485260770975058, "vetoed": false, "verdicts": {"fit": {"score": 0.9533333333333335}, "results": {"score": 0.8}, "fairness": {"score": 1.0}, "weaknesses": {}}, "worker_id": "01a22174-3abc-7d53-8586-8b09bf94062f", "worker_name": "Nala Clawford"}, {"rating": 0.6439909297052155, "vetoed": false, "verdicts": {"fit": {"score": 0.9466666666666668}, "results": {"score": 0.8}, "fairness": {"score": 1.0}, "weaknesses": {}}, "worker_id": "01a22174-3abe-7f7d-905d-b45a9ccfe758", "worker_name": "Misty Velvet"}, {"rating": 0.6439909297052155, "vetoed": false, "verdicts": {"fit": {"score": 0.9466666666666668}, "results": {"score": 0.8}, "fairness": {"score": 1.0}, "weaknesses": {}}, "worker_id": "01a22174-3ac2-7c6c-a668-5c90777890da", "worker_name": "Misty Furley"}, {"rating": 0.5566893424036281, "vetoed": false, "verdicts": {"fit": {"score": 0.8183333333333334}, "results": {"score": 0.8}, "fairness": {"score": 1.0}, "weaknesses": {}}, "worker_id": "01a22174-3abf-7875-8c1c-ed667c4bc9e0", "worker_name": "Pepper Nightwalker"}], "draw": null, "seed": "2a95e906534dd53f", "steps": [{"kind": "filter", "name": "weaknesses", "skipped": null, "took_microseconds": 92}, {"kind": "score", "name": "fit", "skipped": null, "took_microseconds": 70}, {"kind": "score", "name": "results", "skipped": null, "took_microseconds": 21}, {"kind": "score", "name": "fairness", "skipped": null, "took_microseconds": 21}, {"kind": "normalise", "name": "common-scale", "skipped": null, "took_microseconds": 0}, {"kind": "choose", "name": "best", "skipped": null, "took_microseconds": 0}], "choice": "01a22174-3abc-7c7f-83a2-714656c1a27e", "finalists": 200, "vetoes_lifted": false, "pipeline_version": 1, "took_microseconds": 6196}', 6196),
	('01a22174-a4f1-724d-a689-bce28bb19eeb', 1, '{"best": [{"rating": 0.8333333333333334, "vetoed": false, "verdicts": {"fit": {"score": 0.98}, "results": {"score": 0.8333333333333334}, "fairness": {"score": 0.5000052083872284}, "weaknesses": {}}, "worker_id": "01a22174-3abc-7c7f-83a2-714656c1a27e", "worker_name": "Tiger Whiskers"}, {"rating": 0.6621315192743764, "vetoed": false, "verdicts": {"fit": {"score": 0.9733333333333333}, "results": {"score": 0.8}, "fairness": {"score": 1.0}, "weaknesses": {}}, "worker_id": "01a22174-3acb-7aff-bc6c-831ef0e27fd3", "worker_name": "Salem Purrington"}, {"rating": 0.6575963718820862, "vetoed": false, "verdicts": {"fit": {"score": 0.9666666666666667}, "results": {"score": 0.8}, "fairness": {"score": 1.0}, "weaknesses": {}}, "worker_id": "01a22174-3ac6-717f-a3f8-8a7b89af5a70", "worker_name": "Felix Tailor"}, {"rating": 0.6575963718820862, "vetoed": false, "verdicts": {"fit": {"score": 0.9666666666666667}, "results": {"score": 0.8}, "fairness": {"score": 1.0}, "weaknesses": {}}, "worker_id": "01a22174-3ab9-7ece-8333-7f60fda960f2", "worker_name": "Oliver Velvet"}, {"rating": 0.6553287981859411, "vetoed": false, "verdicts": {"fit": {"score": 0.9633333333333334}, "results": {"score": 0.8}, "fairness": {"score": 1.0}, "weaknesses": {}}, "worker_id": "01a22174-3ab6-781e-b460-07fa3ec2204b", "worker_name": "Tom Clawford"}, {"rating": 0.653061224489796, "vetoed": false, "verdicts": {"fit": {"score": 0.9600000000000001}, "results": {"score": 0.8}, "fairness": {"score": 1.0}, "weaknesses": {}}, "worker_id": "01a22174-3ac1-789e-ab78-891aaf2e6316", "worker_name": "Duchess Mewes"}, {"rating": 0.6485260770975058, "vetoed": false, "verdicts": {"fit": {"score": 0.9533333333333335}, "results": {"score": 0.8}, "fairness": {"score": 1.0}, "weaknesses": {}}, "worker_id": "01a22174-3abc-7d53-8586-8b09bf94062f", "worker_name": "Nala Clawford"}, {"rating": 0.6439909297052155, "vetoed": false, "verdicts": {"fit": {"score": 0.9466666666666668}, "results": {"score": 0.8}, "fairness": {"score": 1.0}, "weaknesses": {}}, "worker_id": "01a22174-3abe-7f7d-905d-b45a9ccfe758", "worker_name": "Misty Velvet"}, {"rating": 0.6439909297052155, "vetoed": false, "verdicts": {"fit": {"score": 0.9466666666666668}, "results": {"score": 0.8}, "fairness": {"score": 1.0}, "weaknesses": {}}, "worker_id": "01a22174-3ac2-7c6c-a668-5c90777890da", "worker_name": "Misty Furley"}, {"rating": 0.5566893424036281, "vetoed": false, "verdicts": {"fit": {"score": 0.8183333333333334}, "results": {"score": 0.8}, "fairness": {"score": 1.0}, "weaknesses": {}}, "worker_id": "01a22174-3abf-7875-8c1c-ed667c4bc9e0", "worker_name": "Pepper Nightwalker"}], "draw": null, "seed": "a0476a25ef94432f", "steps": [{"kind": "filter", "name": "weaknesses", "skipped": null, "took_microseconds": 232}, {"kind": "score", "name": "fit", "skipped": null, "took_microseconds": 3960}, {"kind": "score", "name": "results", "skipped": null, "took_microseconds": 34}, {"kind": "score", "name": "fairness", "skipped": null, "took_microseconds": 134}, {"kind": "normalise", "name": "common-scale", "skipped": null, "took_microseconds": 0}, {"kind": "choose", "name": "best", "skipped": null, "took_microseconds": 0}], "choice": "01a22174-3abc-7c7f-83a2-714656c1a27e", "finalists": 200, "vetoes_lifted": false, "pipeline_version": 1, "took_microseconds": 18231}', 18231);

INSERT INTO orders.migration VALUES
	('000_platform.sql', '6eeac898d9c618be287f1e6360f636684ca93d15793aa578e007dfd4739c61cd', '2026-11-28 09:19:54.607556+00'),
	('001_orders.sql', 'c8c04707bb776ef3ad2736f131f3668fcbe6c3df7a4229f3856947431f6bd971', '2026-11-28 09:19:54.633802+00'),
	('010_matching.sql', '7969500c947b690cd0f7c6703d7763610734d98b4be7eb930061b09d4e088999', '2026-11-28 09:19:54.653368+00'),
	('020_inbox.sql', '62708b4f3fc4f122102a6ffb9d61d5456edbab5d646cc1973bfc7e303797a4ad', '2026-11-28 09:19:54.664782+00'),
	('021_manager.sql', 'afd024a8fe039f0128595a624ea503f4033732ba2a9f2bb4c8cc4736d5d84b02', '2026-11-28 09:19:54.690486+00'),
	('030_drop_destination.sql', 'ec429335f91ca206a13603827520600eb314cf87f12bc68606d868d978a412fd', '2026-11-28 09:19:54.693343+00'),
	('031_parked_indexes.sql', '0eb433670e6fa8b2d932cdff14c4411cab184033796ae0a4e98800cada487807', '2026-11-28 09:19:54.694619+00'),
	('032_pipeline_without_margin.sql', '78a2a94563a126ec352564ebb91b6c6ce49714d11ba5ee70db066680e535eaa9', '2026-11-28 09:19:54.698608+00'),
	('033_service_type_name.sql', '6fda6998aeecdcd96b3c24f7d23601b90c2ec32c0b9be344a64e161254e6e08a', '2026-11-28 09:19:54.700957+00'),
	('034_open_by_client_concurrently.sql', 'a493c0637d8879d42a19aa90f95fd954b3b2797d3f891f1e40c8f4313843a25b', '2026-11-28 09:19:54.708286+00'),
	('035_people.sql', '196dff8c110dd281b9cc33cd47a72e4bc4acae3a38dbc0635c1f21eaab695cb2', '2026-11-28 09:19:54.708711+00'),
	('036_identity.sql', '69b36eb3864350c06bac949c3042b88199a20bb42f56bd76ae7783e783e9bf1c', '2026-11-28 09:19:54.714934+00');

INSERT INTO orders.order_history VALUES
	('01a22174-9de9-7715-84d3-3698d8feb722', 1, 'accepted', '2026-11-28 09:20:20.457+00', 'client', 'hcb-1', NULL, NULL),
	('01a22174-9de9-7715-84d3-3698d8feb722', 2, 'started', '2026-11-28 09:20:21.202+00', 'worker', '01a22174-3abc-7c7f-83a2-714656c1a27e', NULL, NULL),
	('01a22174-9de9-7715-84d3-3698d8feb722', 3, 'completed', '2026-11-28 09:20:21.304+00', 'worker', '01a22174-3abc-7c7f-83a2-714656c1a27e', NULL, NULL),
	('01a22174-a23d-7335-a171-5fddde7e512b', 1, 'accepted', '2026-11-28 09:20:21.565+00', 'client', 'hcb-2', NULL, NULL),
	('01a22174-a23d-7335-a171-5fddde7e512b', 2, 'cancelled', '2026-11-28 09:20:21.911+00', 'client', 'hcb-2', 'client_request', NULL),
	('01a22174-a4f1-724d-a689-bce28bb19eeb', 1, 'accepted', '2026-11-28 09:20:22.257+00', 'client', 'hcb-2', NULL, NULL);

INSERT INTO orders.orders VALUES
	('01a22174-9de9-7715-84d3-3698d8feb722', '01a22174-3a9f-7114-a20e-eff91e4fad33', '01a22174-3abc-7c7f-83a2-714656c1a27e', '01a22174-3b55-7fae-acb1-9b201b5a3aae', 'completed', 'My whiskers need a friend', '1 Cushion Street', '+74955550001', 'kitty@example.com', '2026-11-28 09:30:20+00', 10000, 'Luna', 'Luna Catterall', 'Tiger', 'Tiger Whiskers', 'At once', '{biscuits}', '2026-11-28 09:45:20+00', '["2026-11-28 09:30:20+00","2026-11-28 09:45:20+00")', 10000, 0, 10000, 6000, NULL, '01a22174-9de9-7715-84d3-3698d8feb722', 1, 'completed', NULL, NULL, 'worker', '0a73f8f3a02e0fa6dcaf534f38ee0e7c9dc5bca73a8e7df69212159ed2413793', 'c70653a1d4446c65481639171e70c574cb9015433d3b1d791c0b668ec85cde04', '2026-11-28 09:20:20.457+00', '2026-11-28 09:20:21.202+00', NULL, '2026-11-28 09:20:21.304+00', 3),
	('01a22174-a23d-7335-a171-5fddde7e512b', '01a22174-3aa0-78e6-8a59-1edfe6d35633', '01a22174-3abc-7c7f-83a2-714656c1a27e', '01a22174-3b55-7fae-acb1-9b201b5a3aae', 'cancelled', 'My whiskers need a friend', '1 Cushion Street', '+74955550001', 'kitty@example.com', '2026-11-28 09:30:20+00', 10000, 'Salem', 'Salem Clawford', 'Tiger', 'Tiger Whiskers', 'At once', '{biscuits}', '2026-11-28 09:45:20+00', '["2026-11-28 09:30:20+00","2026-11-28 09:45:20+00")', 10000, 0, 10000, 6000, NULL, '01a22174-a23d-7335-a171-5fddde7e512b', 1, 'cancelled', 'client_request', NULL, 'client', NULL, NULL, '2026-11-28 09:20:21.565+00', NULL, NULL, '2026-11-28 09:20:21.911+00', 2),
	('01a22174-a4f1-724d-a689-bce28bb19eeb', '01a22174-3aa0-78e6-8a59-1edfe6d35633', '01a22174-3abc-7c7f-83a2-714656c1a27e', '01a22174-3b55-7fae-acb1-9b201b5a3aae', 'accepted', 'My whiskers need a friend', '1 Cushion Street', '+74955550001', 'kitty@example.com', '2026-11-28 12:20:22+00', NULL, 'Salem', 'Salem Clawford', 'Tiger', 'Tiger Whiskers', 'At once', '{biscuits}', '2026-11-28 12:35:22+00', '["2026-11-28 12:20:22+00","2026-11-28 12:35:22+00")', 10000, 0, 10000, 6000, '01a22174-a23d-7335-a171-5fddde7e512b', '01a22174-a23d-7335-a171-5fddde7e512b', 1, NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-28 09:20:22.257+00', NULL, NULL, NULL, 1);

INSERT INTO orders.outbox_1 VALUES
	(1, 1, '871', '01a22174-9de9-773a-a3ca-d0d143a8ebbc', 'order.accepted.v1', '01a22174-9de9-7715-84d3-3698d8feb722', 1, '2026-11-28 09:20:20.457+00', '{"traceparent": "00-4295af8b5887e808a874fdb2572b1ce0-a1b583408974e6c7-00"}', '{"email": "kitty@example.com", "phone": "+74955550001", "place": "1 Cushion Street", "price": "100.00", "charge": "100.00", "ends_at": "2026-11-28T09:45:20Z", "order_id": "01a22174-9de9-7715-84d3-3698d8feb722", "client_id": "01a22174-3a9f-7114-a20e-eff91e4fad33", "worker_id": "01a22174-3abc-7c7f-83a2-714656c1a27e", "pick_up_at": "2026-11-28T09:30:20Z", "accepted_at": "2026-11-28T09:20:20.457Z", "client_name": "Luna Catterall", "description": "My whiskers need a friend", "worker_name": "Tiger Whiskers", "packing_list": ["biscuits"], "scheduled_at": "2026-11-28T09:30:20Z", "service_type_id": "01a22174-3b55-7fae-acb1-9b201b5a3aae", "discount_percent": 0, "client_first_name": "Luna", "service_type_name": "At once", "worker_first_name": "Tiger"}'),
	(1, 2, '884', '01a22174-a0d2-71de-9f62-2d9622f693fb', 'order.started.v1', '01a22174-9de9-7715-84d3-3698d8feb722', 2, '2026-11-28 09:20:21.202+00', '{"traceparent": "00-ea5abc20fc2689041067082279ba5f84-16dea8bbd654b3e7-00"}', '{"email": "kitty@example.com", "phone": "+74955550001", "place": "1 Cushion Street", "price": "100.00", "charge": "100.00", "ends_at": "2026-11-28T09:45:20Z", "order_id": "01a22174-9de9-7715-84d3-3698d8feb722", "client_id": "01a22174-3a9f-7114-a20e-eff91e4fad33", "worker_id": "01a22174-3abc-7c7f-83a2-714656c1a27e", "pick_up_at": "2026-11-28T09:30:20Z", "started_at": "2026-11-28T09:20:21.202Z", "accepted_at": "2026-11-28T09:20:20.457Z", "client_name": "Luna Catterall", "description": "My whiskers need a friend", "worker_name": "Tiger Whiskers", "packing_list": ["biscuits"], "scheduled_at": "2026-11-28T09:30:20Z", "check_in_photo": {"path": "/api/orders/01a22174-9de9-7715-84d3-3698d8feb722/photos/check-in", "sha256": "0a73f8f3a02e0fa6dcaf534f38ee0e7c9dc5bca73a8e7df69212159ed2413793"}, "service_type_id": "01a22174-3b55-7fae-acb1-9b201b5a3aae", "discount_percent": 0, "client_first_name": "Luna", "service_type_name": "At once", "worker_first_name": "Tiger"}'),
	(1, 3, '886', '01a22174-a138-71bb-bd08-5e897b412c5c', 'order.finished.v1', '01a22174-9de9-7715-84d3-3698d8feb722', 3, '2026-11-28 09:20:21.304+00', '{"traceparent": "00-b4f9c4c442df36f91f1e9ccb5e032a37-cc22525d1d1a5602-00"}', '{"email": "kitty@example.com", "phone": "+74955550001", "place": "1 Cushion Street", "price": "100.00", "charge": "100.00", "ends_at": "2026-11-28T09:45:20Z", "outcome": "completed", "ended_at": "2026-11-28T09:20:21.304Z", "ended_by": {"id": "01a22174-3abc-7c7f-83a2-714656c1a27e", "role": "worker"}, "order_id": "01a22174-9de9-7715-84d3-3698d8feb722", "client_id": "01a22174-3a9f-7114-a20e-eff91e4fad33", "worker_id": "01a22174-3abc-7c7f-83a2-714656c1a27e", "pick_up_at": "2026-11-28T09:30:20Z", "started_at": "2026-11-28T09:20:21.202Z", "accepted_at": "2026-11-28T09:20:20.457Z", "client_name": "Luna Catterall", "description": "My whiskers need a friend", "worker_name": "Tiger Whiskers", "packing_list": ["biscuits"], "report_photo": {"path": "/api/orders/01a22174-9de9-7715-84d3-3698d8feb722/photos/report", "sha256": "c70653a1d4446c65481639171e70c574cb9015433d3b1d791c0b668ec85cde04"}, "scheduled_at": "2026-11-28T09:30:20Z", "check_in_photo": {"path": "/api/orders/01a22174-9de9-7715-84d3-3698d8feb722/photos/check-in", "sha256": "0a73f8f3a02e0fa6dcaf534f38ee0e7c9dc5bca73a8e7df69212159ed2413793"}, "service_type_id": "01a22174-3b55-7fae-acb1-9b201b5a3aae", "discount_percent": 0, "client_first_name": "Luna", "service_type_name": "At once", "worker_first_name": "Tiger"}'),
	(1, 4, '893', '01a22174-a23d-7ab0-beab-79fc085cbabd', 'order.accepted.v1', '01a22174-a23d-7335-a171-5fddde7e512b', 1, '2026-11-28 09:20:21.565+00', '{"traceparent": "00-b3ebc3d67036bc6b986eb7e8899ddee7-8056bb275ac6f3ff-00"}', '{"email": "kitty@example.com", "phone": "+74955550001", "place": "1 Cushion Street", "price": "100.00", "charge": "100.00", "ends_at": "2026-11-28T09:45:20Z", "order_id": "01a22174-a23d-7335-a171-5fddde7e512b", "client_id": "01a22174-3aa0-78e6-8a59-1edfe6d35633", "worker_id": "01a22174-3abc-7c7f-83a2-714656c1a27e", "pick_up_at": "2026-11-28T09:30:20Z", "accepted_at": "2026-11-28T09:20:21.565Z", "client_name": "Salem Clawford", "description": "My whiskers need a friend", "worker_name": "Tiger Whiskers", "packing_list": ["biscuits"], "scheduled_at": "2026-11-28T09:30:20Z", "service_type_id": "01a22174-3b55-7fae-acb1-9b201b5a3aae", "discount_percent": 0, "client_first_name": "Salem", "service_type_name": "At once", "worker_first_name": "Tiger"}'),
	(1, 5, '905', '01a22174-a397-7bf9-805c-8acb1623c8a3', 'order.finished.v1', '01a22174-a23d-7335-a171-5fddde7e512b', 2, '2026-11-28 09:20:21.911+00', '{"traceparent": "00-4b045232fccbd66d769597b25a4293f0-7ff20f47b5697704-00"}', '{"email": "kitty@example.com", "phone": "+74955550001", "place": "1 Cushion Street", "price": "100.00", "charge": "100.00", "reason": "client_request", "ends_at": "2026-11-28T09:45:20Z", "outcome": "cancelled", "ended_at": "2026-11-28T09:20:21.911Z", "ended_by": {"id": "hcb-2", "role": "client"}, "order_id": "01a22174-a23d-7335-a171-5fddde7e512b", "client_id": "01a22174-3aa0-78e6-8a59-1edfe6d35633", "worker_id": "01a22174-3abc-7c7f-83a2-714656c1a27e", "pick_up_at": "2026-11-28T09:30:20Z", "accepted_at": "2026-11-28T09:20:21.565Z", "client_name": "Salem Clawford", "description": "My whiskers need a friend", "worker_name": "Tiger Whiskers", "packing_list": ["biscuits"], "scheduled_at": "2026-11-28T09:30:20Z", "service_type_id": "01a22174-3b55-7fae-acb1-9b201b5a3aae", "discount_percent": 0, "client_first_name": "Salem", "service_type_name": "At once", "worker_first_name": "Tiger"}'),
	(1, 6, '914', '01a22174-a4f1-7f8a-aba6-d11caf852643', 'order.accepted.v1', '01a22174-a4f1-724d-a689-bce28bb19eeb', 1, '2026-11-28 09:20:22.257+00', '{"traceparent": "00-b98e4899346656258c068da8fd63533c-50963914702e264e-00"}', '{"email": "kitty@example.com", "phone": "+74955550001", "place": "1 Cushion Street", "price": "100.00", "charge": "100.00", "copy_of": "01a22174-a23d-7335-a171-5fddde7e512b", "ends_at": "2026-11-28T12:35:22Z", "order_id": "01a22174-a4f1-724d-a689-bce28bb19eeb", "client_id": "01a22174-3aa0-78e6-8a59-1edfe6d35633", "worker_id": "01a22174-3abc-7c7f-83a2-714656c1a27e", "pick_up_at": "2026-11-28T12:20:22Z", "accepted_at": "2026-11-28T09:20:22.257Z", "client_name": "Salem Clawford", "description": "My whiskers need a friend", "worker_name": "Tiger Whiskers", "packing_list": ["biscuits"], "scheduled_at": "2026-11-28T12:20:22Z", "service_type_id": "01a22174-3b55-7fae-acb1-9b201b5a3aae", "discount_percent": 0, "client_first_name": "Salem", "service_type_name": "At once", "worker_first_name": "Tiger"}');

INSERT INTO orders.outbox_destination VALUES
	('packing', '906:906:', '2026-11-28 09:20:22.078358+00', '09463b5d-15b5-4dae-af6e-65916ac59c91', '{3919279443922439714,0}');

INSERT INTO orders.outbox_identity VALUES
	(true, 'a5cbe8c2-85ad-470a-8c8f-7b42d424b1e8', '0');

INSERT INTO orders.person VALUES
	('manager', '01a22174-3b09-70ef-b1b8-ac305207e5d2', NULL, 'Murka Pawson', 'Murka', 'murka.pawson.1@mcf.example', DEFAULT, NULL, NULL, true, 1, DEFAULT),
	('manager', '01a22174-3b11-7ecb-8368-16e11c4f5864', NULL, 'Barsik Nightwalker', 'Barsik', 'barsik.nightwalker.2@mcf.example', DEFAULT, NULL, NULL, true, 1, DEFAULT),
	('manager', '01a22174-3b1e-77f0-864d-14493ff4cf59', NULL, 'Barsik Purrington', 'Barsik', 'barsik.purrington.3@mcf.example', DEFAULT, NULL, NULL, true, 1, DEFAULT);

INSERT INTO orders.photo VALUES
	('0a73f8f3a02e0fa6dcaf534f38ee0e7c9dc5bca73a8e7df69212159ed2413793', 'image/jpeg', '\xffd8ffe000104a46494600010200000100010000ffdb0043000a07070807060a0808080b0a0a0b0e18100e0d0d0e1d15161118231f2524221f2221262b372f26293429212230413134393b3e3e3e252e4449433c48373d3e3bffdb0043010a0b0b0e0d0e1c10101c3b2822283b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3bffc000110800f0014003012200021101031101ffc4001c0001000203010101000000000000000000000407030506020108ffc4004b10000201030203050307050d0705000000000102030411052106123107134151611415223255718191a1d1429394b1d216172324365253548392b2c1d334456274a4b3c2446572a3e2ffc400190101010101010100000000000000000000000102030504ffc400271101010002010303020700000000000000000102031104213105127141511314324291b1f0ffda000c03010002110311003f00b68007caec000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000571a076914a1a9ddd0d5275158d5ad52a5b569c5ca7462e4da8492ce563a6338e9d3a592d458e0f34ea53ad4a15694e3529ce2a519c5e5493e8d3f147a228000000000000000000000af78cbb42a51a12d3f41b8e7a93cc6add432941671883f16ff009cb64ba6ef2bbcb2bba77f616f79494a34ee2946ac5496e9496567d772d962330008a0000000000000000000000000000000000000000000089ab5dd4b0d1ef6f2928caa5bdbd4ab1525b3718b6b3e9b1f9f0bbf8eae2adaf066a3528cf964e11a6de13f86538c64b7f34da2903ae1e12bafe09e36a9a0d58d85fca5534d9cb67d5d06fc579c7cd7d6b7ca76cd95edb6a1674aeed2b46b50ab1e684e3d1aff0027e9e07e773a1e12e2db9e19bce597356b0ab2fe1a8a7ba7fce8f94bf5f47e0d32c79ef05da089a66ab63ac59abbd3ee235e8b938f324d34d7834f74fe9f344b39a8002000000061bdbdb6d3eceaddddd68d1a14a3cd39cba25fe6fd3c40c952a53a34a756ace34e9c22e529c9e1452eadbf0455fc6dc7d1d4a94b4cd1aac95ace3fc3d7c38baa9fe4a4f751f3f3e9d3ac2e36e36a9af55958584a54f4d84b77d1d76bc5f947c97d6f7c25c81d71c7eb502f1e09bba97bc1da6d5a8a2a51a4e92e55b6212705f5e228a38b77b2fb8ab5b85274ea4f9a342ea74e9ac25cb1c4658fb64dfd633f047620039280000000000000000000000000000000000000000000388ed5aa535c3b6b49ce2aa4aed4a30ceed284b2d2f2595f6a2a82c1ed6aee9ceff4eb34a5de52a53ab278d9a9b4963d7e07f715f1db1f0c8003436dc39c4779c37a8ab9b67cf4e7855a849e23563fe4d783f0fa1b4fbcbbed634d8524ecf4ebaad539b78d671a692f3ca72dfa6d82ad04b8ca3b8a9dab6b2eacdd2b2b18d3727cb194672697826f9965fae11abfdf078a7e74ff00a7a5fb273607b60e93f7c1e29f9d3fe9e97ec93e9f6a7afc294212a16352518a4e72a52cc9f9bc492cfd091c601ed82d0b3ed66c27cfedba5dc51c6393b99c6ae7cf39e5c78799c8716f16dcf135e72c79a8d85297f0345bddbfe74bce5faba2f16f9e026320000a058bd9254a6aaeab49ce2aa4a34a5186776973e5a5e4b2bed457475fd98ddd3b7e2d54a6a4e5736f3a50c2d93589efe9883fb8997816f800e0d0000000000000000000000000000000000000000000029ded2ef3da78bea52eef97d968c296739e6cae7cfa7cbc7d47266db8aee2add715ea952b4f9a4aea74d3c25f0c5f2c56de49246a4ef3c32000a0000000000000000000006ef836f3d878bf4dabddf3f35654b19c7cb4e19fab9b3f51a4325b5c55b4baa573427c9568cd5484b09e249e53c3f5147e8a001f3b4000000000000000000000000000000000000000011355d4edb47d32bea176e4a8d08e65cab2db6f0925e6db4beb25957f6a5ae77f7d4745a4fe0b6c55adb759b5f0ae9e1179d9e1f37a1a939a8e0ea54a95aacead59caa549c9ca5393cb937d5b7e2cf201d90000007a842756a469d38ca73934a318acb6df449122b697a85bd2955af61734a9c7ace746514beb68972c65e2d1140050000000990d2353ab4e3529e9d773849271946849a69f469e0972c71f3443001400005e9c21abd2d6786ed6b42a54a9528c2346bba99e6ef2315ccdbf1ce53cfaf9e4dd14ef675ae7bab8855a5578b7d4314a5b749fe43e8df56e3e0be2cbe85c471ca71540019500000000000000000000000000000000000079a9529d1a53ab5671a74e117294e4f0a29756df823f3e6a37f5f54d46bdf5ccb9aad79b9cb76d2f24b39d92d92f248ba38daeea597076a5569a8b94a92a4f996d89c941fd789328e3ae1128003681ee851a9715e9d0a51e6a9564a108e7196de11e0e9780e8d3abc4129ce39952a129c1e7a3ca8fea93396fd9f85af2cfec3aab7d36cf85743b9baa34235eb5bd09d49d496d2a98596b3be16cb6fd6ce63b38e24d4753d4efacb50b8a973cf077119ce5f21f324d258d93e65b2d96365b9bfed03f913a87f67ff722573d9fff002db4ff00ed3fedc8f0fa7d73774bb76e7defdfe272cd767c67c396f6f6def3b1a51a4a2d46b53824a387b2925e1be16179e7cf3c5973d7a34ee2854a1563cd4eac5c271ce329ac32983ecf4bea32d9aee197ed58004ad2e8d3b8d5ace8558f353ab5e109c738ca72499ea657db2daaedf843872dedec696a3754a352e6b253a6a69354e39cc5af57b3cf55d36df3cf7eec351fdf2fb8ef2a7b1fb4fb17b373fc18e6e4e6e9d79be2f3fc9ce0b28fce6785d14fcde7b33d9dfb71f1cfdbf866af0e23e1cb7d5ed2a55a54a30bd8a7284e292751a5f265e79c2597d3ed4eb12ea2ace2ba34e87135ec2947962e4a6d673bca2a4fef6cbe93d4656dd57e62c6a0007baaf54ea54a35615694e54ea424a519c5e1c5ae8d3f065ffa2dff00bd345b3be72a72957a319cfbb798a963e24baf47958f43f3f17076637752e3849529a8a8db5c4e9430b769e27bfae66fee319cecb1d7000e4a000000000000000000000000000000000000e2bb55fe4c5b7fcec7fc132a62d9ed57f9316dff003b1ff04ca98ed8784a000d206e7853538697ae53a9579552acbb9a927f929b5879cac6e967d3269818d9ae6cc2e17c516771ada54bce0fd4a95371528d2555f33db10929bfaf116571d9bda54b8e30a1560e2a36d4aa559e5eed38f26deb99afbcea747e34a7ecaac35aa4ebd3945c1d66b9b9a2f6c4e2faac672fabf27d4c5c3d53863853db2e2df50ab7d56b49282f67719c69e768a6d259f16f293c2db63c4d786ed1a3669b8db6f8e2733bf6ff0072cf0ec35bd4e1a46955aee5cae7158a717f9537d1632b3e6fd132a436faff0011dcebb562a51ee6de1bc28a96567cdbf17fabedcea0fbbd3fa5bd3ebbeef35a0cb6b713b4bba3734d45ce8d48ce2a5d1b4f2b26207a164b38a2e4b2bba57f674aee83cd3ab1525bacaf478f15d19437baabfbf7dcfcf4fda3da7d9b9b2f939b9b9739c6719f43b5e1de2bafa2c7d9ab4255ed1bca8e712a7beee3f7ede7e5be65c23c273e2b8f114afe506d2a8ed256af11ab8c7336963d7ff96f93c5d1af67479e73db6cbe389cfc3363be9ce14a9caa54946108a6e5293c249756d951eb3a87bd357b8bd51e58d597c2b187ca9616777be12c9bbe20e32a9a9d095a58d39dbd09ed39c9fc7358e985d175ceef3f6a3973a7a6f47969973ce77bfd28003d650b1fb23ff7bff63ff995c163f647fef7fec7ff00333978163800e2d0000001f213854846a53929c24938ca2f29af3407d000000000000000035eb46a34a34d5adcde5b777b4792e25358c631cb3e68e3eaf046c0146bddb6ad4a353b8d428d6f182b9b7df38e8e507158cffc3e3e27a775a8d39a5574c5520d3dedae149a7b755350f5e8df42701ca35fefab5a70e6b9a773698972cbbea12518bce1666938e3d738dc956f7b6b79cdecd7346bf2639bbba8a58cf4ce0cc47b8d3ecaee6aa5cd9d0ad34b0a5529a934bcb743b0d371e594af783afa30a31a95294635639c662a324e4d37d1f2f37debc4a48beabf0f5a56b37690af794694a0e9b8c2e6524e0e2e2e38936b187e5b6d8290b8a50b6baa96d756d2a5568cdd3ab1a75134a49e1f9feb3a60544066eee8497c35dc5ffc706b3f6647b2d46f14e50a9b6572cd65ed9e9d7ee368c20f53a5529e3bca72867a732c64f2000000192de146a5c4215eaba34e4f12a8a1cdcbeb8cac9d4c381a352119c354528c966328d1ca6bcfe50b6474c35679fe98e481d77ee0ff00f72ffe8fff0047357f42dedaee546daebda610d9d450e54dfa6ef2bd492cab9eacf09ce51180057200332b4af86dd29452eae7f0afb581841995bc538f79714a39ea93726becdbef1fc5a2bad59bfa1471fac0c25b7d97594adf866a5cce8c632b9b894a33db33824a2b3e385253d9faf995577f4e2f34ede0b6c2726e4fa75f2fb8bb745e1cb1b5d22d29dd69f45dc2b782ab1a8954519e3324b394be2727f0edb99cfc2c4d96b7a62718c2f29d69cde230a0fbd93d9bf931cbe88f2f53ad52351dae97795b9768b9c634949e33f96d4b1be338f3ea4f84214e11a74e2a108a4a318ac24bc91f4e420b7ac549a4a3656d049e5e6759b7b636c431e3e2cf3eeebaab0c5ceab732ccb9a51a2a34a38ce524d2e64bc3e567d4d801c882b44d39cdd4ab6aae26d25cd732759a4b3b2e76f1d5f426c210a708d3a71508452518c56125e48fa028002000000000000010617f76e1175347ba8cf0b9946a52693f47ceb3f6138144196a73a6e3df69b7b4e1278e7508d4c6cdeea1293f0f23d7bdadbfa3bcfd0ab7ec93004415ade9ca6e9d5ba56f3493e5b98ba2da79dd73a59e8fa1ebdf3a57ce767f9f8fe24c03b2be4270a908d4a7253849271945e535e68aabb4fd16a5aeb30d5a0a52a37b1519beaa152292c74c24e29637cbc48b2bdcda57cd967f988fe042d5f8574bd534ea96b0b6a36b396f0ad4a8c731978656375e9fa9e1ab8de2a28a04cbda779a7de55b4bbb7851af4a5cb384a94729fd9baf5f130fb4656274694b1e3cbcbfe1c1d91e215aad3588559c575c464d1e652739b9c9e652796cc9df43fab52fb65f898e4d39b718f2c5bd9673803e00001d5f0a7104d54a7a65dcb9a12f868d46f78f945fa797d9f47284dd1f4aafadeab474eb69d3855adcdcb2a8da8ac45c9e709f82259d9d35ecbaf2e63aae29e209d97f10b3972d69c7352a27bc13f05e4ff52c79edc41b5e23d0af787f528db5fd6a55ab55a7df39d394a59cb6b76d279ca66a849d976ecbb32e68002b907d6dc9b6db6deedbf13e199dccdb6d4292cf82a51dbee0308332baac93e57186766e10517f6a47da75af2b55852a552bd4a93928c611936e4df44978b0373c136346eb896dab5d5c42deded65dfca739a8294a2d38c537b6738dbcb25c5ef9d2be73b3fcfc7f135fc21a0cb41d1614abce53bbaf8a95dcf0dc64d2f81359d97d2f7cbf137872caf355061acda54846a538dd4e1249c651b3aad35e6be112d5a0dc6346cef6b4e4f1caada50c6cde5b9f2af0f32703221fb75cfcd379fdfa3fea1e55d6a3526d52d3153824b7b9b8516defd1414fd3ab5d49c02a1f7baaff0052b3fd2e5fe99268f7bdc53eff0093bde55de7267979b1be33e193d800002000000000000000418687a4d384611d36d5a8a4973518b7f5b6b2ca27186e2f6d6cf97da6e68d0e7cf2f79514738eb8c987dcda57cd967f988fe064b7d3ecad26ea5b59d0a336b0e54e9a8b6bcb64118fdf3a57ce767f9f8fe23df3a57ce767f9f8fe24c015061acda54846a538dd4e1249c651b3aad35e6be13d7bdadbfa3bcfd0ab7ec93004705c6dc3f6fafaf6dd36caefde14e0e5525ecd2846a4163697324dcb1d39536f18c74c567dcc3facd2fb25f81fa24e2b8bbb3fa1aaf7fa8e96bbabf97c52a594a9d67be7e893f3e8dadfab66f1cbe82abee61fd6697d92fc0c72494da8cb9a29ecf18c9f6a53a946ace95584a9d4849c65092c38b5d535e0cf27440d86853d321acdb3d669caa58733559473949a693d9a784f0f6f2f1e86bc01d7ea1d9e6a2eaf7fa154a3aa585594bbaa94ebc3292f0936d26f395959e9e1d0d9697654fb3db3bad4f53bba2f55af6fdddb58c25ced7361a735b3c73470da78d9e1b6d1c3d9ea57fa7f3fb15edc5b7798e7ee6aca1cd8e99c3dfabfb4c152a54ad56756ace552a4e4e529c9e5c9beadbf164e28ef22a97681c3d6168f51a7475bb0cc153af2695c45e332ceedbe58a6daf14f2b0d335769d9d6bb3aaddfc28e9f6d08f3d4af5ab424a315d768b7be32f7c2dbaa39525ddeada95fd254af350bab9a6a5cca15ab4a693f3c37d77638b3c09bc514f45a1aaab7d09ca76f4292a752ab9392ab51379927e2ba74c2d9e160d380503338db65e2a554bc334d7e2610065e5b7fe96afe6d7ed1dff0470abb576dae5cd855bd8d4839db4138c2549a7b4a519349e56f169bc75c746b2f0876754fbaa5a96bb4e5de7329d3b39744bc3bc5e2fa3e5f4df396958a73cb2fa4543f6eb9f9a6f3fbf47fd41edd73f34de7f7e8ff00a84c0615061abdbca1194a85ec1b49b8caceae63e8f11c1ebded6dfd1de7e855bf64980220bd6b4f8cd42b5776ee49b8fb4d395152c633873493ea8f5ef9d2be73b3fcfc7f1260021fbe74af9cecff003f1fc49709c2a423529c94e1249c651794d79a3e9f2108538469d38a8422928c62b092f2415f4004000000000000000000000000000000001a5e23e14d3789283f698777751838d2b98fca86f9dd7e52cf83f378c67255faf702eb3a1f3d5eebdaed2397dfd059e55bbcca3d63b2cb7ba59ea5d40d4cac47e7105dfabf04683accea55ad69dcdc54eb5addf24b39cb6d7c96de5e5b4deff41c9dff0064d5e3cd2d3b54a73ccf6a771071e58eff00951ce5f4f05f5743a4ce270af01d354ecef8a2156708e9f1a918c9a538d7a7892f3599278fa52357fb9cd77e65d43f459fe06b9835a0d97ee735df99750fd167f813e9f0171455a50a91d2a4a338a9252ab4e2f0fcd39653f4639839e077d67d935fcf9fdb754b7a38c727730955cf9e73cb8f0f33abd33b3ee1dd364a6ed65795149b52ba973a49ac63952516be95fe466e70e158e87c23acebf89da5b725bbff00d456f869f8f47d65ba6b64f0fae0b438678274de1de5affed57cb997b4ce38e54fc231cb4b6f1ebbbdf0f07460c5cad5000614000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001ffd9', '2026-11-28 09:20:21.202+00'),
	('c70653a1d4446c65481639171e70c574cb9015433d3b1d791c0b668ec85cde04', 'image/jpeg', '\xffd8ffe000104a46494600010200000100010000ffdb0043000a07070807060a0808080b0a0a0b0e18100e0d0d0e1d15161118231f2524221f2221262b372f26293429212230413134393b3e3e3e252e4449433c48373d3e3bffdb0043010a0b0b0e0d0e1c10101c3b2822283b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3b3bffc000110801b8014003012200021101031101ffc4001c0000010501010100000000000000000000000102030405060708ffc400a2100002010303020403050504040000016a01020300041105122131410613516107227114328191a1002342b1c11552d1000033627282000016000000002526000000003435363700000043000000000000005354550000000000000000000000000073740000000000000000000000000000009300000000000000a20000000000000000b2b300000000000000000000000000000000d20000000000000000e1ffc400190100030101010000000000000000000000000102030405ffc40026110002010204040303000000000000000000010203110400213100124151006100130032ffda000c03010002110311003f00f60a28ac7d2749d364d1eca4934fb5776b78cb3342a493b47278a828d8a2a97f63695ff40cb3ff00bf0bfe147f63695ff40cb3ff00bf0bfe1401768aa5fd8da57fd032cffefc2ff851fd8da57fd032cffefc2ff85005da2a97f63695ff0040cb3ffbf0bfe147f63695ff0040cb3ffbf0bfe1401768aa5fd8da57fd032cff00efc2ff00851fd8da57fd032cff00efc2ff0085005da2a97f63695ff40cb3ff00bf0bfe147f63695ff40cb3ff00bf0bfe1401768aa5fd8da57fd032cffefc2ff851fd8da57fd032cffefc2ff85005da2a97f63695ff0040cb3ffbf0bfe147f63695ff0040cb3ffbf0bfe1401768aa5fd8da57fd032cff00efc2ff00851fd8da57fd032cff00efc2ff0085005da2a97f63695ff40cb3ff00bf0bfe147f63695ff40cb3ff00bf0bfe1401768aa5fd8da57fd032cffefc2ff851fd8da57fd032cffefc2ff85005da2a97f63695ff0040cb3ffbf0bfe147f63695ff0040cb3ffbf0bfe1401768aa5fd8da57fd032cff00efc2ff00851fd8da57fd032cff00efc2ff0085005da2a97f63695ff40cb3ff00bf0bfe147f63695ff40cb3ff00bf0bfe1401768aa5fd8da57fd032cffefc2ff851fd8da57fd032cffefc2ff85005da2a97f63695ff0040cb3ffbf0bfe147f63695ff0040cb3ffbf0bfe1401768aa5fd8da57fd032cff00efc2ff00851fd8da57fd032cff00efc2ff0085005da2a97f63695ff40cb3ff00bf0bfe147f63695ff40cb3ff00bf0bfe1401768aa5fd8da57fd032cffefc2ff851fd8da57fd032cffefc2ff85005da2b1f56d274d8f47bd923d3ed51d6de42acb0a820ed3c8e2b62800aa5a37fc80ec3febda3ff00d0455daa5a37fc80ec3febda3ffd045005da28a2800a28a2800a28a2800a28a2800a28a2800a28a2800a28a2800a28a2800a28a2800a28a2800a28a2800a28a2800a28a2800a28a2800a28a2800a28a2800a28a2800a28a280296b3ff203bfff00af693ff413576a96b3ff00203bff00faf693ff00413576800aa5a37fc80ec3febda3ff00d0455daa5a37fc80ec3febda3ffd045005da28a2800acbf116b4ba0690f7be41b994ba470c01b6995d9800a0e0fafe95a95c4789ef2f6f7c67a6d8e9fa63ea6ba52fdb67852648c6f3958f258e32393f8d023a2f0e6b8be20d1d2fbc836d2ef78e680b6e313a920a9381f5fc6a95df8aa57d527d3343d2e4d56e2d78b9712ac51427fba5ce72dec01fe7591e14bbbcb2f19eaba76a1a73e9a353517f040f2a49f37dd93054e324f38f6a9fe17107c2b297ff008fa37b37dab3d7cccf39f7c628034b4df14c936b0ba36afa64ba5dfca85e056904b1cc075dae3a91e98a7eabe27169aa0d234db09753d4b6798f0c6e11625ec5dcf0b9ec3afe957350fec83aa69cb7fe4fdb77b9b20ff7f763e6dbf86335cf782083e21f1619bfe3effb48eecf5f2b9f2ff0c66802ec3e2cb9b6d4edac35ed1a4d2daf1b65bccb3acd13bf652c00c13db229757f145fd9f8a23d074ed192fa67b4fb56f7bb1080371523ee9f4fd6b4f5afec8305baeb1e4f96d7082012f7979db8f7eb5c9eb43533f16adc692f68971fd8dc9ba4664dbe6b678520e7a500747a7ea3e219ef638afbc3d0da5bb677ccba8090af071f2ec19c9c0ebdeb32d3c5bad6a77ba8c3a6786e2b88f4fbb92d5a47d404658a9c67053bfd6b5f4a5f11adcb1d626d2de0d8768b48a457dd918c9662318cfe95c7f855bc42353f130d1e2d31e2fed99f79bb92456ddbbb0553c6314c0e92c3c5171a9db5fc36da4b2eafa7baa4d6134e13ef1e08900208c64e71dbdf3542e7c61e20b4d62cb4a97c2d08babe0e610353041d832d93e5f1c5697873c3f75a6deea3aaea77314fa8ea4e865f254ac71aa8c2aae793c773ed59baff00fc94ff000a7fd73baffd166803a0d26ef56baf37fb53498f4fdbb7cbd97426dfd73d14631c7d735907c6c83c5c344fb037d98cdf66fb779bf2f9db376cdb8fc3af5adcd5f528b47d22ef519bee5b44d211ea40e07e278fc6bcce4b4f11af81b61f0d4c2e927fed337df6a8b3e6eede5f66777dde31d6901dd78bfc4b2785f4db6ba8b4f37d25c5d2dbac225d872c188e707fbb8c7bd5cd275bb7d63408757b61f24b117284f2ac3aa9f704115caf8cb518b56f0ef85f5087ee5cead6b201e9956e3f0e95622ff8a63c517ba61f974ed691ee6d7d239c0fde27e2391f953035b46f15daea3e0f8fc49788b616ecaeceacfbf60572bd70339c7a77c5558fc4faede5b8bdb0f094f2d9b8dd1b4d76914aebea1307f535c529c7c1cf0f799ff1ea7521f6acf4f2fce9339f6ce2bd74631c74a00c2b7f15da5ef85af35db489dbec714ad2db4bf23a3a29251bae0fe7d6a8e9fe25f12ea7a7c17d6de1580c371189109d500241e9c797526adfd907c2de296d2fc9f30c1722ecc5ff003d7cb39ddef59de154f181f0ae986cee3455b7fb32796268652e171c6486c66803afd3e6bb9eca396fad16d2e1b3be1597cc0bc9c7cd819c8c1e9deb9f9bc55aac9e25d4745d2f418ef0e9e232f2bde88b3bd430e0a1f5c75ed5d2db79e2da21746333ec1e69881085b1ce01e719e99ae0ad975a6f89be26fec692c11b65b799f6c8dd811e50c63691ef480eaf4abed72e6e59353d122b084212b225e89896c8e301476cf3ed59cbe2ebad4ae264f0ee8926a7040e637ba7b858222c3a852412df502a6b95f112f87758fed192c5e7fb249f66fb146ea436c6ebb89efb718f7a4f87fe47fc20ba4fd9f1b3c8e71fdec9ddff008f668024d2fc502ef553a3ea5a7cba5ea5b3cc486560eb2af728e386c7a7ff005eaa4de2ad564f12ea3a2e97a0c77874f119795ef4459dea187050fae3af6aade37c7fc243e13f27fe3ebfb486dc75f2b03ccfc318aa16cdad2fc4df137f634760edb2dbccfb648ea00f28631b41f7a606fe9de299a4d71344d5f4a934cbd9a33241fbe59a3940eb8618e463a1155744f1d2eafe2cbdd064d3cdb7d9a49a38a7f3b7099a36008c6d183839ea6a96926f6ffe22b0f11a4516a1616864b18ed893098d8ed67c9e4b738e82b9e854d94babf8863077e91e26964908ebe4b90920fc88fca803bdf17789d7c2ba4adefd94ddc8f26c48449b3380598e70780149e957f45d4bfb6345b3d4bcaf27ed50acbe5eeddb72338ce066b8ff001691ac6a9aaed21edf44d1277c8e9e74d1b01ff8e0cfe35d1f82ff00e44bd1ff00ebce3fe5480dba28a2818514514014b59ff901dfff00d7b49ffa09abb54b59ff00901dff00fd7b49ff00a09abb400552d1bfe40761ff005ed1ff00e822aed52d1bfe40761ff5ed1ffe822802ed145140056468da11d2f51d575096ebed371a94e242de5edd88a3089d4e7033cfe95af450063eafa07f696afa56a715d7d9a7d36566cf97bbcc461864ea3191df9c7a553b9f09cd0ead71a9e85ab49a54d7673731f92b3452b7f7b61c61bdc1feb5d251408c0d33c2ed6fab8d6355d4a5d53504431c523c6234854f5d883a13dcd1aa785bed5ab8d674bd465d2f5128239258d0489328e81d0f071ebffd6adfa28039cb7f0adc4daa5bea3aeeaf26a92da1dd6d1085618a36fef6d04e4fa1278a4d5fc2f7f79e288f5ed3b594b1992d3ecbb1ed04c08dc589fbc3d7f4ae928a00c5d3f4ef10c17b1cb7de2186eedd73be15d3c465b838f9b79c60e0f4ed4be1ff000fff00614daa49f6af3ffb46fa4bbc797b7cbddfc3d4e71ebc7d2b668a002b1aff00c3ff006ef14693adfdab67f66acabe4f979f337aedfbd9e31f435b34503323c49a11f1169d1d835d791079e924ebe5eef3914e767518c9c73cf4e95ac54152a40208c106968a00e3d7c04c9a258e923553e4d86a62f60260e4202c445f7bd58fcdfa56cf89bc3f1f88f4afb219cdb4d1c8b2c170abb8c4ea782064678c8fc6b5e8a0460691e12b5b1f06c7e19bd717d6e15d5d8a6cddb9cb74c9c119f5ed9aab0f85f5eb4b616567e2e9d2cd06d4125a2492a2fa0933fae2ba9a2803121f0b59d9f856ef41b391e35ba865479e4f9dd9dd482edd3279f6e959fa7f86bc4ba669f058db78aa010dbc6234074b04803a73e65757450056d3e1bb82ca38afaed6eee173be658bcb0dc9c7cb938c0c0ebdab3ec3c3ff0061f146adadfdab7ff692c4be4f978f2f62edfbd9e73f415b345030ae617c2375a6dc4cfe1dd6e4d3209dcc8f6af6eb3c418f52a09057e80d74f450060e97e17169aa9d6352d425d5352d9e5a4d2a045897b8441c2e7d7ffaf52d8787fec3e28d5b5bfb56ff00ed25897c9f2f1e5ec5dbf7b3ce7e82b668a04645ce8266f15d9ebd1dd796d6f6ef6f24463cf9aa4e4739e3079e86aad8784a2b4b4d76d67b9fb445acdccd330f2f6f96241f77a9ce3d78ae868a00e634af069d3bc31a96912ea2d7371a8c6e925db4582018fcb5f973ced03d6b6745d37fb1f45b3d37cdf3becb0ac5e66ddbbb0319c64e2af514005145140c28a28a00a5acff00c80eff00febda4ff00d04d5daa5acffc80efff00ebda4ffd04d5da002a968dff00203b0ffaf68fff00411576a968dff203b0ff00af68ff00f411401768a28a0028a28a0028a28a0028a28a0028a28a0028a28a0028a28a0028a28a0028a28a0028a28a0028a28a0028a28a0028a28a0028a28a0028a28a0028a28a0028a28a0028a28a00a5acff00c80eff00febda4ff00d04d5daa5acffc80efff00ebda4ffd04d5da002a968dff00203b0ffaf68fff00411576a968dff203b0ff00af68ff00f411401768a28a0028a2abddea36361b7ed9796f6dbfeef9d2aa67e993401628a4565740e8c195864107208a5a0028a29924d142504b222191b626e603737a0f53c1a007d1451400514514005150dc5ddb5a797f69b88a1f35c22798e17731e8067a9f6a9a800a28a2800a28a2800a28a2800a28a2800a28a2800a28a2800a28a2800a28a2800a28a2800a28a2800a28a280296b3ff203bfff00af693ff413576a96b3ff00203bff00faf693ff00413576800aa5a37fc80ec3febda3ff00d0455daa5a37fc80ec3febda3ffd045005da28a2800ae66f6cefb4ff00105eea634a5d5ad6ee38d4aab2f9b005182006e083d700f5ae9ab1a5d12ee1d42e2f34cd4fecbf6a21a68a587cd4dc06372f20a9c7e1408c31ae59d8699a6d968b35c410de4d365dedda592d8272c82300f20b00320803d6997be22d5ad748d53ecf713cc601035b5e4f66612774815918328078ee0743ed5b23c2a90db5b9b5bd922beb79dee05db2062eeff7f72f0083e831d0525d78626bfd3ef61bbd4da5b9bc688b4be561116360c15533c743dfbd3014cfa9e95ac69b15edff00daadef4490b9f295024b8dcb8c0ce080c3049ed59d77aadf5c5fc170244368fae476b023448d855470ec0919c96079ea31c7535d0eb3a67f6ad87d9d26fb3cc9224b0cc177796eac0838c8cf4c7e354cf86d069da459c7725469970939629932950c0e79e32589cf3480ad0dc6afadcfa8cb65a82d9456770f6d0c62157f31d3a97279c1271818e2a1d4b5ebd8afecf4c9e57b099ad05c5cc96d6cd72c0e76855015801904e48f4abb2787aee2b9bc7d37566b382f9cc9345e4872ae461991b236938ee0f3524fe1f759ed6eb4ebe7b6bab683ecfe64a9e70963e0e1c12093919ce477a008344bdd4b5389d1ee245fb2dd01e7c9686337516dce36b01b4e4e0903f87deba0acbb4d26e6d225dba948f33dcf9f7323a03e68c63601fc03a631e9ef5a9401c478ae6b6d4b58b8b19fcf22cac9bca315bc926db87c15276838c051d7fbd52f896f5b59f864f7e933445e14795540f98e4064391c00de983c5747a5699fd9df6b679bce96eee5e777dbb7ae005ea780001f855193c2e92e89a9e926ec882f667963c27fa9dc4363af23764f6eb4c0d7b586582d9229ae5ee645ce65915559b9f45007b74ed5cee9d3eb9aee94dac5aea6b6a252ed6b6be42b26d0481bc91bb271ce08c66ba2b38ee62b544bb9d6e261f7a448fcb0dcff0077271c7bd62af86ef2d609acb4ed61ad6c2566222f2033c418e5823e46072719071480cdb0d7355f10eaf6915a5dfd86da7d2d6e640b1abb2bf98ca76961eddf2303a64d489e21d4e3d325b6692392f86adfd991dc32614e7043951dc293c0ee2b5ec3c3d069baac7776d26d862b15b34876f40ac5b76ecfbfa5577f0ac725adec4d78eb25c6a06fe195100304985c752738dbf8e6980f67d5b45173737976350b18ad5e6676458e447519c0da00208cfb8ac5b6f116a463b3bd177757524ee9e7590d32458d5188ced7d9d541ce4b10715d041a35c4934b2eaba81bdf3203079491f951853f78edc9c93eb9aaf6de1dbb892d6d67d6249ac6d195a2844411d82fdd57707e6038ec338e6901bd45145030a28a2800a28a2800a28a2800a28a2800a28a2800a28a2800a28a280296b3ff00203bff00faf693ff00413576a96b3ff203bfff00af693ff413576800aa5a37fc80ec3febda3ffd0455daa5a37fc80ec3febda3ff00d045005da28a2800a87c893fe7ea5fc93ff89a9a8a0087c893fe7ea5fc93ff0089a3c893fe7ea5fc93ff0089a9a8a0087c893fe7ea5fc93ff89a3c893fe7ea5fc93ff89a9a8a0087c893fe7ea5fc93ff0089a3c893fe7ea5fc93ff0089a9a8a0087c893fe7ea5fc93ff89a3c893fe7ea5fc93ff89a9a8a0087c893fe7ea5fc93ff0089a3c893fe7ea5fc93ff0089a9a8a0087c893fe7ea5fc93ff89a3c893fe7ea5fc93ff89a9a8a0087c893fe7ea5fc93ff0089a3c893fe7ea5fc93ff0089a9a8a0087c893fe7ea5fc93ff89a3c893fe7ea5fc93ff89a9a8a0087c893fe7ea5fc93ff0089a3c893fe7ea5fc93ff0089a9a8a0087c893fe7ea5fc93ff89a3c893fe7ea5fc93ff89a9a8a0087c893fe7ea5fc93ff0089a3c893fe7ea5fc93ff0089a9a8a0087c893fe7ea5fc93ff89a3c893fe7ea5fc93ff89a9a8a0087c893fe7ea5fc93ff0089a3c893fe7ea5fc93ff0089a9a8a0087c893fe7ea5fc93ff89a3c893fe7ea5fc93ff89a9a8a0087c893fe7ea5fc93ff0089a940c28049240ea7bd2d1400514514014b59ff00901dff00fd7b49ff00a09abb54b59ff901dfff00d7b49ffa09abb400552d1bfe40761ff5ed1ffe822aed52d1bfe40761ff005ed1ff00e822802ed1451400514573eba86b77baf6a96365258450d8344abe740eecfb90372438ef9ed401d051595a56b26e96f21bf8d2d6eb4f7db7203e500c6e0e09fe1239e7a52daf89748bcb88e086ef2f37faa2f13a2c9feeb3001bf03408d4a2b1e4f1668913ca8f7bcc123472e2272236070771038190793c7156ef757b0d3e38a4b9b8004dfea822976938cfcaaa093f85032ed15462d6b4e9e08278ae95a3b89bc88c807264e7e523190783d7157a800a28aaf3dfdb5b5ddb5acd26c96e8b085769c31519233d071eb401628aaafa959c778f6924eab3470f9ee08202c79c6e2dd0743dfb54165e20d2f51b816f6d73ba4652c81a364de0752a580dc3e99a00d1a2b320f116937378b690de0695d8aa7c8c15c8ea1588dac47b1ad3a0028a28a0028a28a0028a28a0028a28a0028a28a0028a28a0028a28a0028a28a0028a28a0028a28a00a5acffc80efff00ebda4ffd04d5daa5acff00c80eff00febda4ff00d04d5da002a968dff203b0ff00af68ff00f411576a968dff00203b0ffaf68fff00411401768a28a002b93b4d634dd2fc5fe225bebd86dd9dedca091c02d884741debaca87ed51ff765ff00bf2ffe1408e36f6c2f757d27c49a8db5bca06a1e48b78994abcb1c58c9c75f986ec0ebd2aceb7aad86bda6dae9da43f9b78f710b471a210d6db5812cc3f830011f8d753f6a8ffbb2ff00df97ff000a3ed51ff765ff00bf2ffe14c0e5b4a890787fc54db4664bebddc71d7a8acf87ccb59741bfb8d4a6d3ad5f458a15b94446512704ab165217231cf19db5dcfdaa3feecbff007e5ffc28fb547fdd97fefcbff850060787a6b5b55b8ba7b8ba91750bd0914d3c6079efb71b95554000ed3c91ce3deba5a87ed51ff765ff00bf2ffe147daa3feecbff007e5ffc29013562f8aedddf47fb640bba7d3a45bb8c0efb0e587e2bb87e35a9f6a8ff00bb2ffdf97ff0aa9aa096f6cdadedae65b43270f27d959cec208217a60fbf3f4a00e66f2da7d6fc33af6ab66af23ea0ea200a396822603007fb58738efbaa5b592df53d634d306b17baa35bbb4d811448b06148f9c84046738db9fe55d35a7d96c6ce1b4b78e548a14088be4bf000c0ed537daa3feecbff007e5ffc280388d3aee0b5b9d36cf4e90dd406ef074bbcb7067b1e4e5c30e9b79eb9e0f06bbda87ed51ff765ff00bf2ffe147daa3feecbff007e5ffc28026a2a1fb547fdd97fefcbff00851f6a8ffbb2ff00df97ff000a064d4543f6a8ff00bb2ffdf97ff0a3ed51ff00765ffbf2ff00e140135150fdaa3feecbff007e5ffc28fb547fdd97fefcbff85004d4543f6a8ffbb2ff00df97ff000a3ed51ff765ff00bf2ffe140135150fdaa3feecbff7e5ff00c28fb547fdd97fefcbff0085004d4543f6a8ff00bb2ffdf97ff0a3ed51ff00765ffbf2ff00e140135150fdaa3feecbff007e5ffc28fb547fdd97fefcbff85004d4543f6a8ffbb2ff00df97ff000a3ed51ff765ff00bf2ffe140135150fdaa3feecbff7e5ff00c2a5077282338233c8c5002d14514014b59ff901dfff00d7b49ffa09abb54b59ff00901dff00fd7b49ff00a09abb400552d1bfe40761ff005ed1ff00e822aed52d1bfe40761ff5ed1ffe822802ed145140051451400514514005145140051451400514514005145140051451400514514005145140051451400514514005145140051451400514514005145140051451400514514014b59ff901dfff00d7b49ffa09abb54b59ff00901dff00fd7b49ff00a09abb400552d1bfe40761ff005ed1ff00e822aed52d1bfe40761ff5ed1ffe822802ed1451400557bbbfb2b0556bcbb82d95b806690203f99ab15ce787e08b51d4b58d46ee359ae12fa4b542e33e5c69801467a67249f5cd02371afad16d05db5d422dce3131906ce4e07cdd3af15224d1492491a488cf1901d430257232323b715c8f89b4bb6d33c37abfd924db1cf716f21b75c6d89bcc40481db3d6a4bbd766d2ae7c5373b11fec6d6e215f2c0cb3a281b88196e48eb9e381401d6d15c9d8eb17c9aad9442f2ef518ae18a4eb269af008782432b141c6463049eb542db58f102f8263f12cfa92bbc6039b6f2102c89bf69c903209e4f181d38a00eee8ae5a7b6b87f8951325fcd1aff6717d8a8846d122829cae704f39ebe8457476d1dc442417170272d2b32108176213c2f1d71ebde8026a28ae574c935fd60ea8e9ac0b65b6bf9e0b755b746c856e376474e838e7af340ceaa8ae574ef115e6a575e1c6c8892fa2b9fb4c4aa08678f0382790339efdea0d775ed52cdfc442d6e029b2165f670514ec32361ba8e73efd3b51611d8d15cbea126bb6faae8da5c5ab0df782e1a798dba7014291b463b6481f5e7350eafaaea569aadc5b4baa7f66c491c7f63966b7061b97c7cde63e0ede78c0c7ad0075d453212ed046d26cde5416d872b9c7383e94fa0614514500145145001451450014514500145145001451450014514500145145001451450052d67fe4077fff005ed27fe826aed52d67fe4077ff00f5ed27fe826aed00154b46ff00901d87fd7b47ff00a08abb54b46ff901d87fd7b47ffa08a00bb4514500158f36897316a33df695a80b36bac19e3921f36376030180c820e3df9f4ad8a87c893fe7ea5fc93ff89a00c59fc2ab71a2df59bdf3b5d5f4892cd76e8092ca54afca30368da062a43e194b8fed617b73e70d5562f30469b3632205c8e4f7191e9ef5ade449ff003f52fe49ff00c4d1e449ff003f52fe49ff00c4d0233ad747be1796f71a8eacd762d41f29121110248c6e7c13b8e3e83daab7fc22dff1457fc237f6dff967b3ed1e57fb5bb3b73fd6b6bc893fe7ea5fc93ff89a3c893fe7ea5fc93ff89a00a375a3cd2ebf6dabdb5e085e384c12c6d16f1246583100e46d3c75e7e957ada29e21209ee4ce5a56643b02ec52785e3ae3d68f224ff9fa97f24ffe268f224ff9fa97f24ffe268026ae3340d3f519db5a7b2d58da472ea972ae8601210777de5391b4e3d7238e95d6f9127fcfd4bf927ff13479127fcfd4bf927ff13401912f85e38a0d3174cba6b49b4bdc219193cc0c1861c30c8ce7af51cd5497c1d2cf1eabe7eaa6497536b76790c18d8626cf037743d07a63bd745e449ff3f52fe49ffc4d1e449ff3f52fe49ffc4d0055bbd2bed5ad69fa979db7ec2b2af97b73bf7803ae78c63d0d54d4b42bdbc92f160d5de2b6bd4d92c12c5e685e3076648db91ec4679ad5f224ff009fa97f24ff00e268f224ff009fa97f24ff00e26800b4b64b2b282d222c6382358d4b1c9c01819fcaa6a87c893fe7ea5fc93ff89a3c893fe7ea5fc93ff89a009a8a87c893fe7ea5fc93ff0089a3c893fe7ea5fc93ff0089a064d4543e449ff3f52fe49ffc4d1e449ff3f52fe49ffc4d004d4543e449ff003f52fe49ff00c4d1e449ff003f52fe49ff00c4d004d4543e449ff3f52fe49ffc4d1e449ff3f52fe49ffc4d004d4543e449ff003f52fe49ff00c4d1e449ff003f52fe49ff00c4d004d4543e449ff3f52fe49ffc4d1e449ff3f52fe49ffc4d004d4543e449ff003f52fe49ff00c4d1e449ff003f52fe49ff00c4d004d4543e449ff3f52fe49ffc4d4a0614024920753de80168a28a00a5acff00c80eff00febda4ff00d04d5daa5acffc80efff00ebda4ffd04d5da002a968dff00203b0ffaf68fff00411576a968dff203b0ff00af68ff00f411401768a28a0028a28a0028a28a0028a28a0028a28a0028a28a0028a28a0028a28a0028a28a0028a28a0028a28a0028a28a0028a28a0028a28a0028a28a0028a28a0028a28a0028a28a00a5acff00c80eff00febda4ff00d04d5daa5acffc80efff00ebda4ffd04d5da002a968dff00203b0ffaf68fff00411576a968dff203b0ff00af68ff00f411401768a28a0028a28a0028a28a0028a28a0028a28a0028a28a0028a28a0028a28a0028a28a0028a28a0028a28a0028a28a0028a28a0028a28a0028a28a0028a28a0028a28a0028a28a00a5acff00c80eff00febda4ff00d04d5daa5acffc80efff00ebda4ffd04d5da002a968dff00203b0ffaf68fff00411576a968dff203b0ff00af68ff00f411401768a28a0028a28a0028a28a0028a28a0028a28a0028a28a0028a28a0028a28a0028a28a0028a28a0028a28a0028a28a0028a28a0028a28a0028a28a0028a28a0028a28a0028a28a00a5acff00c80eff00febda4ff00d04d5daa5acffc80efff00ebda4ffd04d5da002a968dff00203b0ffaf68fff00411576a968dff203b0ff00af68ff00f411401768a28a0028a2b92d56fa34f115cdbeb7a85e69d67b23fb13c323451b923e72cebfc40f62718ed408eb68ae6ed6eae6db51d12ceeaedaf5a74b929710cb8491142952eb8c31c11c823073d734b278a6e9acae352b3d21ae74e837fefbcf0ad205c86654c1cae41e739e3a50074745737178aee6eaf2ceced34af366bbd3a3be19b8daa8189c8276f41c73df3d2a78fc531b69725cc967225d47746ccdaab062d364614374239073e9401bb456341af4915e3da6ad66b62e206b84659bcd4645fbdce0608c8e31587e23f11ea92f846e2fedf4e9ad2da64530dca5c6255048dac540f941f627ad0076b456178d6ea6b2f0a5ddcc13490c88f161e262180f3501c11ed914e1afdd5bde5a45a96966d21bd93ca865138721c8c857007ca4e3b13cd006dd15891f8953fe11ebcd567b6f2a4b2692396dc3e71221c05dd8efc76ef536b1ad3e8de1d6d567b4dcf1ac65e012742ccaa46ec738dde9ce2803568ac41afdd5bde5a45a96966d21bd93ca865138721c8c857007ca4e3b13cd26a1afde59fdb65874879ad2c066699e5f2cb003736c523e6c0f71401b9456443e21864beba8248bcb8a1b44bc8e52d9f3636072718e30463a9aa76de2d6b8f0e8d4bfb3ca5c9b85b616865e77b30006ec7a303d2803a3a2a1b6967944867b6301595950170dbd41e1b8e99f4a9a81851451400514514005145140051451400514514005145140051451400514514014b59ff901dfff00d7b49ffa09abb54b59ff00901dff00fd7b49ff00a09abb400552d1bfe40761ff005ed1ff00e822aed52d1bfe40761ff5ed1ffe822802ed1451400562dc49ad5b5edd23d82ea963360c211d11a3e39560d804679cf26b6a8a00e4349f0e5fe9fa968f2b428b142f7924891b82b6e24dbb1067048e0f41552da6beb0f055e585adb473da431ce91dff009caa8132d9dca7e6dc3918c6091d6bbaaca9bc31a35c5c3cd2d906323ef74f31846edeac80ed27ea281195e1ad3ae92fb4dbf78716ff00d836f06f247df072571d7a1155ee7c33797765a82c96b148dfdb46fa186561b2e23daa304f38c8ddd6bb200018030051401ca5af8756e64ba0343b5d1ede5b4783e55469599c609caf0140ed9e6aaea767e23bcf073682ba4af9c90a44671709b240a472a339c9c77c639aed68a00c6f17585dea7e1ab9b3b18c4970ed19452401c48a4f5f606aadc5beadae5d69f1dde9c2c60b3b95b9964332bf98c99daa80738c9ea715d1d1401c85f584afe311a6a283677cf1dfce33f74c590411fed308bf2357bc7a18f83af02101b7c3827a67cd4ad7b6d36d2cee67b9862c4d70d9924672cc79271924e072781c0a75f585b6a568f69791f9b0b952cbb88c90430e473d40a00c4b8b7d5b5cbad3e3bbd3858c16772b732c86657f31933b5500e7193d4e2b3354d0751ba5d6239b485d42e2e9a43697724ebb62423e550a4e548f61d7bd76d4500721ab681a95c58e922d61c4c6d458de8dea0a44c1771ce79c153d3d6ac3687787c60251128d2f72dd92187fae543185dbd7a61b3d38ae9e8a0086da5b894486e2dc405656541bc36f40786e3a67d3b54d45140c28a28a0028a28a0028a28a0028a28a0028a28a0028a28a0028a28a0028a28a00a5acff00c80eff00febda4ff00d04d5daa5acffc80efff00ebda4ffd04d5da002a968dff00203b0ffaf68fff00411576a968dff203b0ff00af68ff00f411401768a28a0028a28a0028a28a0028a28a0028a28a0028a28a0028a28a0028a28a0028a28a0028a28a0028acbd7bc45a7f872cd6e2f9db2edb638a300bb9ef8048e0773fd48cf2961f162ce6ba58efb4d92d626e3cd497cdda723a8c0e3193c64f1d0d5c69ca4ae908efe8a6c724734492c4eb246ea195d4e4303d083dc53aa0614570fac7c50d3ec2f1adec2d1afc46c55e512844278fba70770ebcf1d38c835b7e1af1769fe268985bee86e625064b7908c81c64a9fe25cf19e3dc0c8ab74e495da11bb4514540c28a28a0028a28a0028a28a0028a28a00a5acffc80efff00ebda4ffd04d5daa5acff00c80eff00febda4ff00d04d5da002a968dff203b0ff00af68ff00f411576a968dff00203b0ffaf68fff00411401768a28a0028a28a0028a28a0028a28a0028a28a0028a28a0028a28a0028a28a0028a28a0028a28a00f06f146aedadf886eef3ccf322de520c640118e1700f4c8e4fb935934e92392195e2951a39118ab230c1523a823b1a6d7a8924ac847a67c29d5da482ef47964cf9589a0539242938719e8003b4e3d589e6b4be266aeda7f8796ce19364b7cfb0e320f96396c11efb41cf50c6b99f8511c87c4575284631ada1567c700975c027d4e0fe46b4be2e47218b4a942318d5a5567c7009d9804fa9c1fc8d72b8af6c079ad59d3afe7d2f5182fad9b6cb03875e4807d41c63823823d09aad457581f45db5c45776b15cc0fbe2990488d8232a4641c1f6a92b3f408e487c3ba6c52a347225a44ac8c30548419047635a15e5bdc6145145200a28a2800a28a2800a28a280296b3ff00203bff00faf693ff00413576a96b3ff203bfff00af693ff413576800aa5a37fc80ec3febda3ffd0455daa5a37fc80ec3febda3ff00d045005da28a2800a28a2800a28a2800a28a2800a28a2800a28a2800a28a2800a28a2800ae53c73e2e6f0e59a5bda6d6bfb953b09208857a6e23b9f4edc1f4c1eaebc63e23dc4b378ceea391f72c091c718c01b57606c7e6c4fe35ad18a94b511cf497b772de0bc92ea67b90c184cd212f91d0eeeb9181f957a77c3ef194baae347d49f7dd4684c33b30ccaa3f84e7ab01ce7b8049e993e555ade14b896d7c57a5c90bed63749193807e563b5873ea0915d9520a5103a0f885e149f4fd466d66d937d95cbee936e4985cf5cfb31e41e9938e38cf171c724d2a451234923b05545192c4f4007735f46d54b4d274db094cb67a7dadb485769786154247a640e9c0ae78e22d1b34062781bc3127873497fb56dfb65d3079429c84007ca9d7048c9e47ae39c03577c55a0af88f4392c432a4c184903b670ae3d71d882477c673838ad9a2b0736e5cdd467cef7b6573a75e4b69770b433c4db5d1ba83fd47bf7addf06f8527f116a2b2c89b74f81c19ddb203f7d8318e48eb8e80e7d01f62bcd36c350d9f6db2b7baf2f3b3ce895f6e7ae3238e83f2a9e38e386248a2458e3450aa8a30140e800ec2b77886d68b511cb78e7c5cde1cb34b7b4dad7f72a76124110af4dc4773e9db83e983e4525eddcb782f24ba99ee4306133484be4743bbae4607e55d0fc47b8966f19dd4723ee581238e318036aec0d8fcd89fc6b97ade941462bcc0f55f87de329755c68fa93efba8d0986766199547f09cf56039cf70093d327baaf06f0a5c4b6be2bd2e485f6b1ba48c9c03f2b1dac39f5048af79ae6af05196801451456030a28a2800a28a280296b3ff00203bff00faf693ff00413576a96b3ff203bfff00af693ff413576800aa5a37fc80ec3febda3ffd0455daa5a37fc80ec3febda3ff00d045005da28a2800a28a2800a28a2800a28a2800a28a2800a28a2800a28a2800a28a2800af23f8a1a635a788d2f806f2efa204b1231bd30a401d40c6c3cfa9fc3d72a96afa459eb9a749637d1ef8df90470c8dd994f623ff00ac78245694e7c92b88f9f6ba1f02698da9f8b6cc61bcbb66fb4485480404e57af51bb68e3d7f1adb93e13ea42f02c7a8dab5b6e19918307c773b30467af1bb9f6aedb49d274af056872334aa888bbee6ea418321ff000e70147af72493d53ad1e5b4770366e2e60b481a7b99e38224c6e92470aa3270324fbd705ac7c55b68d5a3d1ad1a690311e75c0da980472141c90467aedc71f4ae33c4de26bcf116a32bbcd20b30ff00b8b7ce155467692b9237609c9f73db02b12a61412d64075577f127c4b712878ae61b550b8d90c2a413ebf3ee39fc7b536dfe23f89a19d6492f23b8519cc7240815b8efb403f91ae5e8adbd9c3b01e8fa57c57fbcbac587a9592cff000c02ac7ebce7d38ef5dfd86a367aa5aadcd8dcc77111fe246ce0e01c11d8e08e0f35f3cd5fd1f5cd4342bc5b9b0b868cee05e324ec900cf0c3b8e4fd33c60d653a09fc20749f1434c6b4f11a5f00de5df4409624637a614803a818d879f53f87195ee9ff00126f1c787bfe7b5b4bf8490b8ffd05867e841ee0f3c3c9f09f52178163d46d5adb70cc8c183e3b9d98233d78ddcfb514eaa4b965a3406278134c6d4fc5b6630de5db37da242a4020272bd7a8ddb471ebf8d7b7564f873c3967e1bd385b5b0df23e0cd3b0c34adfd00ec3b7d49275ab9eacf9e5a0051451590c28a28a0028a28a00a5acff00c80eff00febda4ff00d04d5daa5acffc80efff00ebda4ffd04d5da002a968dff00203b0ffaf68fff00411576a968dff203b0ff00af68ff00f411401768a28a0028a28a0028a28a0028a28a0028a28a0028a28a0028a28a0028a28a0028a28a002b83f8afa849069365609b82dd4aceec1f008403e523b82581ff00808fc3bcaf3ef8b56923d869b780af9714af130cf24b80463dbe43fa56b46dceae23cc68a28af40028a28a0028a28a00f41f84fa848b7f7da69dcd1c9109d7e7e10a90a703d4ee1cff00b23f0f4eaf2cf84f6923eb17d780af9715b889867925d8118f6f90fe95ea75c15fe3601451456230a28a2800a28a2800a28a280296b3ff00203bff00faf693ff00413576a96b3ff203bfff00af693ff413576800aa5a37fc80ec3febda3ffd0455daa5a37fc80ec3febda3ff00d045005da28a2800a28a2800a28a2800a28a2800a28a2800a28a2800a28a2800a28a2800a28a2800aa9aae996dac6993e9f7618c33ae1b69c1041c820fa8201fc2add1427603e7fd7347b9d0b569ac2e55b28c7cb72b812267861d783f5e391d4550afa1353d2ac758b3369a85bacf0960db4920823b823907e9ea7d6bcdf58f8597d6ead2e9374b78bb8e219008dc0c8c00738638ce49dbd38eb8aee8574f4908e0e8ad8bbf08788aca511cba3dd3315dd9853cd18faa64678e94db7f0a7882ea75863d1af159b383242635e99e59b007e26b6e68f70326a7b2b2b9d46f22b4b485a69e56da88bd49fe83dfb575fa57c2ed5eef736a3347a7a8c803895c9e3b29c63af7cf1d3bd7a3e89e1fd37c3f6a60d3e0d9bf064918ee790818c93fd0607270066b19d78c76d406f87741b6f0e692b636ecd21ddbe591babb900138ec38031eddcf27528a2b89b6ddd8c28a28a4014514500145145001451450052d67fe4077ff00f5ed27fe826aed52d67fe4077fff005ed27fe826aed00154b46ff901d87fd7b47ffa08abb54b46ff00901d87fd7b47ff00a08a00bb4514500145145001451450014514500145145001451450014514500145145001451450014514500145145001451450014514500145145001451450014514500145145001451450052d67fe4077ff00f5ed27fe826aed52d67fe4077fff005ed27fe826aed00154b46ff901d87fd7b47ffa08abb54b46ff00901d87fd7b47ff00a08a00bb4514500145145001451450014514500145145001451450014514500145145001451450014514500145145001451450014514500145145001451450014514500145145001451450052d67fe4077ff00f5ed27fe826aed52d67fe4077fff005ed27fe826aed00154b46ff901d87fd7b47ffa08abb58fa4eada6c7a3d94726a16a8eb6f1865699410768e0f3408d8a2a97f6ce95ff413b3ff00bfebfe347f6ce95ff413b3ff00bfebfe340cbb4552fed9d2bfe82767ff007fd7fc68fed9d2bfe82767ff007fd7fc6802ed154bfb674aff00a09d9ffdff005ff1a3fb674aff00a09d9ffdff005ff1a00bb4552fed9d2bfe82767ff7fd7fc68fed9d2bfe82767ff7fd7fc6802ed154bfb674affa09d9ff00dff5ff001a3fb674affa09d9ff00dff5ff001a00bb4552fed9d2bfe82767ff007fd7fc68fed9d2bfe82767ff007fd7fc6802ed154bfb674aff00a09d9ffdff005ff1a3fb674aff00a09d9ffdff005ff1a00bb4552fed9d2bfe82767ff7fd7fc68fed9d2bfe82767ff7fd7fc6802ed154bfb674affa09d9ff00dff5ff001a3fb674affa09d9ff00dff5ff001a00bb4552fed9d2bfe82767ff007fd7fc68fed9d2bfe82767ff007fd7fc6802ed154bfb674aff00a09d9ffdff005ff1a3fb674aff00a09d9ffdff005ff1a00bb4552fed9d2bfe82767ff7fd7fc68fed9d2bfe82767ff7fd7fc6802ed154bfb674affa09d9ff00dff5ff001a3fb674affa09d9ff00dff5ff001a00bb4552fed9d2bfe82767ff007fd7fc68fed9d2bfe82767ff007fd7fc6802ed154bfb674aff00a09d9ffdff005ff1a3fb674aff00a09d9ffdff005ff1a00bb4552fed9d2bfe82767ff7fd7fc68fed9d2bfe82767ff7fd7fc6802ed154bfb674affa09d9ff00dff5ff001a3fb674affa09d9ff00dff5ff001a00bb4552fed9d2bfe82767ff007fd7fc68fed9d2bfe82767ff007fd7fc6800d67fe4077fff005ed27fe826aed63eadab69b268f7b1c7a85abbb5bc8155665249da781cd6c5020a28a281851451400514514005145140051451400514514005145140051451400514514005145140051451400514514005145140051451400514514005145140051451400514514005145140051451401fffd9', '2026-11-28 09:20:21.304+00');

INSERT INTO orders.pipeline VALUES
	(1, '[{"run": "no-weakness", "kind": "filter", "name": "weaknesses"}, {"run": "characteristics", "kind": "score", "name": "fit", "weight": 3}, {"run": "past-results", "kind": "score", "name": "results", "weight": 2}, {"run": "fairness", "kind": "score", "name": "fairness", "weight": 1}, {"run": "min-max", "kind": "normalise", "name": "common-scale"}, {"run": "best", "kind": "choose", "name": "best"}]', '2026-01-01 00:00:00+00', 'migration');

INSERT INTO orders.service_type VALUES
	('01a22174-3b30-7a97-ad5b-9bc34c6f3f80', 'Litter box duty', 'Emptied, washed, filled, raked.', 60, true, '{"smell": 1, "patience": 1, "cleanliness": 3}', '{scoop,bags,gloves}', 120, 60, 60, '2026-11-28 09:19:55.184+00', 1),
	('01a22174-3b3d-7868-8dd6-07f825f1fc90', 'Shopping', 'Fish first, then the rest of the list.', 90, true, '{"carrying": 3, "strength": 2, "punctuality": 1}', '{trolley}', 120, 60, 60, '2026-11-28 09:19:55.197+00', 1),
	('01a22174-3b42-77de-8259-f83d8c05c362', 'Supper', 'Cooked, served, and the bowls washed.', 120, true, '{"cooking": 4, "precision": 1, "cleanliness": 1}', '{apron,knife}', 120, 60, 60, '2026-11-28 09:19:55.202+00', 1),
	('01a22174-3b48-7d91-8859-0b299d5f0dd3', 'Curtain repair', 'Also shelves, and what stood on them.', 120, true, '{"repair": 3, "climbing": 2, "precision": 2}', '{toolbox,ladder}', 120, 60, 60, '2026-11-28 09:19:55.208+00', 1),
	('01a22174-3b4c-7774-85a0-03d58838059f', 'Garden patrol', 'Mice, molehills, and the neighbour''s tomcat.', 180, true, '{"courage": 3, "gardening": 2, "night_vision": 1}', '{boots}', 120, 60, 60, '2026-11-28 09:19:55.212+00', 1),
	('01a22174-3b51-7a23-9057-1613c9013420', 'Company', 'Somebody to listen and purr.', 60, true, '{"courtesy": 2, "patience": 2, "listening": 3}', '{blanket}', 120, 60, 60, '2026-11-28 09:19:55.217+00', 1),
	('01a22174-3b55-7fae-acb1-9b201b5a3aae', 'At once', 'For trying MCF out: no lead, nobody has to travel.', 15, true, '{"speed": 2, "curiosity": 1}', '{biscuits}', 0, 60, 0, '2026-11-28 09:19:55.221+00', 1);

INSERT INTO orders.worker_standing VALUES
	('01a22174-3ac0-7242-b073-7f9cf9e1900e', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ace-7895-9076-7488a9b3a38d', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ad0-77d5-9860-d7619450f41f', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ac2-7c4a-81ea-444e79fb0a17', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ac7-7449-821d-583a3c23d559', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ad2-7f4f-b752-e0cee0216e08', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ac8-7a9e-861f-bdbc7bf9a1da', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3abb-7103-ba56-f1c99e387cbc', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3aca-7bb1-94c8-86aeb902ca59', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3acc-71bf-b267-bf464866db03', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ac4-7c11-91c5-0c12fecdc879', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3aca-7e3e-865a-c50ced4d5a58', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ac7-73b9-b4d1-1a43d2d2567a', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3acb-7461-82e8-d5f90ef94de5', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ad2-77e0-b272-b1e518d707fe', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3aba-7f2e-ad7d-8af6d2b9c74e', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3aba-7a46-b658-c688f40c0f63', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ac0-7f28-a227-68f29a0f4c2a', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ac1-789e-ab78-891aaf2e6316', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ac6-7a3a-a083-367773e92299', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3abb-771b-afb8-0185bc631ddb', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ac3-7819-8908-791c24608fd9', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ab8-76c7-99a7-1da073c75efd', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ac6-7548-ab84-428d81760413', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3acc-7a23-aa43-949e13f69707', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ad2-756f-9130-5227167f43fd', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ac9-79c1-b208-9282eb87c87b', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ac6-717f-a3f8-8a7b89af5a70', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3abe-7258-9da2-fcd9cc6f6aeb', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ac9-71e8-bc5e-cf8b4b5199b2', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3acb-7209-a299-f6ec9df87f3a', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3abb-7eac-a178-9dfff5fb3b79', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3acf-77f4-8df0-028ba95c6e1e', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3acb-77c5-9d36-06168eb8ad88', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ab6-7a76-8f0e-9066ca08da69', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ac2-769f-93ca-2dd4c2286933', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ad2-71bf-89ff-9221af1bda53', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ac6-746c-8c3f-102005ca2ff2', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ac0-7191-a914-6105665ab54f', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ac8-721c-b829-deaf8a2b95f7', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3acc-7613-8dca-7b15ee4da14e', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ad0-79db-9afa-c9499d8195ad', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ab8-78e9-b1c5-a88b5595b482', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ad4-7fd1-b7bb-af84b666fa23', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ac3-7b92-8d57-6e113845e242', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3abd-7515-8c30-1592649919a5', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ace-7525-86c0-5b95beb5e4cf', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3acf-7ae6-9e5a-a7cbec3329ec', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ab7-70af-b326-9e98142c0a7d', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ab8-7fcd-b143-1aed2dd93799', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3acb-75ed-b435-7f8b0f12119c', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3abc-7c1a-b67e-16cc81ef86cf', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ac7-78ce-a43c-507eeeed0038', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ac0-7535-9e48-3ca779320344', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ac2-7409-aa99-d09dfdf00336', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3abf-7b64-a026-1e259f3e1ee5', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ab6-7b51-af6b-a5d4bb7e1480', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3acd-7e37-b0a2-68413b885a6d', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3abf-761a-8757-d1818b0d28dc', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3aca-732a-a92e-171b120fd381', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ad0-7971-a170-efb25048f08e', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3abe-7d87-a919-ccd829e5b8d6', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ac3-735a-96d0-824a9adb5bd6', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ac8-780d-a08c-4b36cecda6d9', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3acf-7f80-bcf3-2a060a5163b3', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ac1-78ab-af94-46bc9f2419a8', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ac7-7d40-8f26-3d84b61fe192', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ac9-773f-961c-77c3cb11819a', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ad3-7ec0-8ff8-93540dcd504b', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3acd-7d18-b9e3-1631b039a6a1', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ace-7a23-b162-8ea455ac6e11', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3abf-723e-b92b-bf9397f25afd', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ace-7334-aede-eb83d567eab5', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3acc-7180-b7f8-4cf722e4cd7a', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3aba-7129-857f-473bb7c266f3', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ab7-7dd4-a343-bbd767d02aa0', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ac9-79d6-955b-f73fb543494a', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ace-79ce-bccc-fee8faeaae42', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ad1-79a0-baed-259251e6c0e5', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ac2-7c6c-a668-5c90777890da', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3acc-7130-bf80-a76b20895944', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3abf-77a2-9831-8ec937bf8681', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ab9-7d2d-aff6-9ad7e5b6c653', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ad0-7ac1-a2df-27a30e1b499f', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3acb-7bd7-a383-a75a3e427a1c', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ad1-7444-9449-9af3819360b9', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3abe-713b-b103-ee9f55879136', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ac1-7182-8251-689c36308f93', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ad3-77e6-a511-9b45f28b3256', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3abe-7f7d-905d-b45a9ccfe758', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ab9-7134-92e7-769b7fe84c85', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ab8-7c02-bc42-f9417fd3aca5', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ab7-7e18-bd04-098105e0870f', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3acd-779b-9cb4-bcfb456e8cf1', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ab9-7750-a740-6f21cddf80d9', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3abb-7340-9d46-797f98f146c4', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ad3-75c7-8cdb-6f0f6a13d904', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3abc-7c73-bfdc-1d27f362548f', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ac0-73f3-833d-8fe5404bb48f', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ad3-7200-a464-a92d8d959650', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ab7-75d9-90b5-2269be6dc871', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ac7-7d2a-95ce-4bfa3ce087cd', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ad2-7579-8581-d46a5bc277cb', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ac4-756f-ba97-9ed3fddb977b', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3aba-79a7-9695-f0bf94368830', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3abd-7f68-aaa7-1591c7300770', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3acf-76da-9bcf-aa60b2ad4249', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ac7-74ff-ba7e-666e35dd19a9', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ac3-795a-ab95-04b2ebdb1f76', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3acf-7532-bffa-f2c9268ef313', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ac7-7b65-aa0b-24d6e1866368', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3abb-719f-bd41-3f99bdff60f2', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ac2-7ab6-90e7-50a0320da219', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ac6-7220-9195-11bf25833e50', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ad1-74b0-b18f-246d6c8a80a1', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ab9-7ac5-8a67-47c564d5a4a4', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3abc-7d53-8586-8b09bf94062f', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ac1-7179-af89-4f256531f38f', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3acd-7630-a63f-4f11bb526e55', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3aca-718d-9fc1-4e585500e623', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3abb-7570-a74a-7efd957bc605', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ab8-7bfd-8966-c05b866a0c16', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3aca-7e63-bbc6-8faa2f330e30', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ad0-7de8-8165-6012b8634db9', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ace-7926-ab3e-66f1b8a8f13b', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ad1-7412-9c0f-6ebea361ccd0', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3abe-7dd8-89bc-80b72115aeee', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3abf-772d-a9a8-715dccdebce0', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ad1-7da2-81e0-cc8d5a4ab742', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ad1-7430-8232-d9edab0a16fa', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3abc-7eb4-bb5c-3f61676a8054', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ad4-7689-af82-0f03e59d3b99', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ac9-76a8-b4d1-acc8b043c8b2', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ad4-7c2a-822b-bb4519ed417f', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ab9-7ece-8333-7f60fda960f2', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3acd-7232-9e28-0e9781ca9ce1', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ac2-7acd-b4b5-e25e9f968def', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3abe-7d5a-be2b-19f179daeb65', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ac3-7016-88d6-bfc5e6506183', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ac8-7161-8758-609a8d35f54c', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ad1-7202-99f2-57161356e488', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3abf-7875-8c1c-ed667c4bc9e0', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ac9-7de2-9207-9e83fd332033', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3abf-7487-b2c9-87873ae48a0d', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ab8-70b1-90e7-aa8e98b33c83', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3abe-7d33-8268-76de118939b9', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ace-7f46-85b1-4a17a15499f0', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ad3-7d5d-9a5d-c0e1b0ad3597', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3abc-73a0-86f6-53289c4f98dc', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ac6-7f0a-9300-a0017248d32b', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3aba-7f2e-9ebc-beeaed670901', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3acb-7aff-bc6c-831ef0e27fd3', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ac8-7326-a4b3-80b49fb864b9', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3abb-793e-badc-6cd4bf0a54b3', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ad4-7aa4-a362-5aac8c7cee48', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ac1-7fb3-af3a-f53f6131b269', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ac8-7cb3-8edd-065cc8e542bc', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3acc-7410-ba41-fae07fe718a9', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3abb-72f2-89eb-d780cf980325', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ad0-7791-9eb5-329f5144b181', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ab9-71c3-af65-716dc9c4c716', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ac9-79f8-bdb8-b5782ca798ec', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3acd-72fb-b570-bcc09f0f7690', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3acf-721d-b5eb-47c37973d1f6', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3aba-75d7-93d2-5926876421e6', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3aba-7fec-adda-03d919dde3aa', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ac0-7166-bccd-bbd954717451', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ac6-7be1-8d41-70a164704190', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ad4-7800-aeac-0c46a18f089e', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ac7-72cd-93f3-c60c6f1fbc37', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3abd-7116-a355-982af4d1b63e', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ac4-7d7e-bf21-0a2444ef6cac', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3aba-7c75-a1b7-9c24b9138b72', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ab7-7eec-af17-15b9dcba2401', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3acf-73dd-8447-e14f2746b439', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3aca-7810-a7a1-09b94e58a5a6', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3acd-725a-afd0-5198ee342bba', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3aca-7498-8036-b3c73fa11f08', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ab8-7924-a1ef-5b67c218d342', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ac2-7b55-8e43-340e265eee44', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ac4-737d-ad31-d3af8b229249', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3acb-791f-a88d-463ccdbe7911', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ad0-76f1-a644-de03eebddad7', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3abf-799a-88f4-13a2fea2c7ae', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ab7-7fd3-a4fd-9a88c15c029c', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ac3-7c14-b06b-387e926a6a1f', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ab9-70a5-b408-158ec92a8c32', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ad4-7a2b-a666-02901d691300', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ab6-781e-b460-07fa3ec2204b', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ab7-7d39-beca-0ce4cdd3b9cc', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3acc-7192-b0c4-730bbb6e1e2c', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ab8-7ebf-9ec7-e978f5e38570', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ad2-75b8-9f40-d7ec8edb0735', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ac1-7ce5-93e0-3ed5c83d87bf', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ac3-7b8e-a18d-2aae9173520a', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ad2-7c87-8cf6-d90f272eb7e2', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ac0-7160-80f9-2e6c900c47a5', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ac5-7b9f-ab92-7871d68bf69e', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3ac8-72b6-9822-031831ffa409', 498849.33470861113, 0, 0, 0, DEFAULT),
	('01a22174-3abc-7c7f-83a2-714656c1a27e', 498897.33901583333, 1, 0, 1, DEFAULT);

INSERT INTO workers.inbox_2 VALUES
	(2, 'managers', 5, 1, '01a22174-3b09-7626-87c8-a475353b28b3', 'manager.changed.v1', '01a22174-3b09-70ef-b1b8-ac305207e5d2', 1, '2026-11-28 09:19:55.145+00', '{"traceparent": "00-b7f7304c42a425be732b4028b9c65d68-80b505c2eef6f26d-00"}', '{"id": "01a22174-3b09-70ef-b1b8-ac305207e5d2", "name": "Murka Pawson", "email": "murka.pawson.1@mcf.example", "active": true, "version": 1}'),
	(2, 'managers', 10, 2, '01a22174-3b11-71a9-8266-cccfb17c97bc', 'manager.changed.v1', '01a22174-3b11-7ecb-8368-16e11c4f5864', 1, '2026-11-28 09:19:55.153+00', '{"traceparent": "00-dbe0899cb34412312b9ddb5be5c41958-282756ea8734ffe1-00"}', '{"id": "01a22174-3b11-7ecb-8368-16e11c4f5864", "name": "Barsik Nightwalker", "email": "barsik.nightwalker.2@mcf.example", "active": true, "version": 1}'),
	(2, 'managers', 10, 3, '01a22174-3b1e-7e15-af20-ccbcd136c2b2', 'manager.changed.v1', '01a22174-3b1e-77f0-864d-14493ff4cf59', 1, '2026-11-28 09:19:55.166+00', '{"traceparent": "00-52230c024d3c15f55779091494ba76b4-e5a4a218566f357b-00"}', '{"id": "01a22174-3b1e-77f0-864d-14493ff4cf59", "name": "Barsik Purrington", "email": "barsik.purrington.3@mcf.example", "active": true, "version": 1}');

INSERT INTO workers.inbox_cursor VALUES
	('managers', 7713149632608754572, 1, '829:829:', NULL, 3, '01a22174-3b1e-7e15-af20-ccbcd136c2b2', '828', 3, 1803734191777445590, 'ee208c6f-3401-44a1-ab05-b4c361064188', '{1976239021572043004}');

INSERT INTO workers.inbox_identity VALUES
	(true, '98a276ee-d7f5-4a84-9e7c-69048b611858', '-infinity');

INSERT INTO workers.inbox_slot VALUES
	('managers', 0, 0, 0, 0),
	('managers', 1, 0, 0, 0),
	('managers', 2, 0, 0, 0),
	('managers', 3, 0, 0, 0),
	('managers', 4, 0, 0, 0),
	('managers', 6, 0, 0, 0),
	('managers', 7, 0, 0, 0),
	('managers', 8, 0, 0, 0),
	('managers', 9, 0, 0, 0),
	('managers', 11, 0, 0, 0),
	('managers', 12, 0, 0, 0),
	('managers', 13, 0, 0, 0),
	('managers', 14, 0, 0, 0),
	('managers', 15, 0, 0, 0),
	('managers', 5, 1, 0, 1),
	('managers', 10, 3, 0, 3);

INSERT INTO workers.key_set VALUES
	('https://issuer.mcf.localhost', '{"keys":[{"kty":"EC","crv":"P-256","use":"sig","alg":"ES256","kid":"jbvHAL6uKTxdMhnf","x":"H7gWuxQvSbrk9XsNKvMVLnTqGc08TgMUklsBOJdKuAo","y":"FDeoXpEPusDfn7EJQ-4wPfeJammRUMofHYHAO400C1w"}]}', '2026-11-28 09:19:55.015+00');

INSERT INTO workers.migration VALUES
	('000_platform.sql', '6eeac898d9c618be287f1e6360f636684ca93d15793aa578e007dfd4739c61cd', '2026-11-28 09:19:54.506939+00'),
	('001_worker.sql', 'bfba1353ee9b2cca6b9318d568d9eece390683a6c658aff1fb8334e6d17cf573', '2026-11-28 09:19:54.531187+00'),
	('002_search.sql', 'ec4605ea6cc5b2d3c69013969a5ead73308793144d2a8bd297467e84dfde84d4', '2026-11-28 09:19:54.54262+00'),
	('003_drop_destination.sql', 'ec429335f91ca206a13603827520600eb314cf87f12bc68606d868d978a412fd', '2026-11-28 09:19:54.544522+00'),
	('004_search.sql', '9bebea7db553159e699e0e9b1ab7239043289a10c0551cfb1f0d3602cc65ecff', '2026-11-28 09:19:54.546083+00'),
	('005_calendar.sql', '2e19f8523b47daecbe629a58e4e7580e2c3271aa2be5981dc4bc0857cc6a2a9b', '2026-11-28 09:19:54.552663+00'),
	('006_people.sql', '177e06880d70833a30af9aba9bb6526bb444f34e8e68bbf0130a1f5458ee8651', '2026-11-28 09:19:54.555475+00'),
	('007_identity.sql', '69b36eb3864350c06bac949c3042b88199a20bb42f56bd76ae7783e783e9bf1c', '2026-11-28 09:19:54.585946+00'),
	('api.sql', 'd4a8ffc4a0f4edf36842178c301575fdb2ce06b63a6f676201c2def8ece2efaa', '2026-11-28 09:19:54.594026+00');

INSERT INTO workers.outbox_1 VALUES
	(1, 1, '816', '01a22174-3ad4-79ca-8e83-2b10e3921420', 'worker.changed.v1', '01a22174-3ac0-7242-b073-7f9cf9e1900e', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ac0-7242-b073-7f9cf9e1900e", "age": 1, "code": "FOGBSQKOEGEHTIJKJHJL", "name": "Barsik Catterall", "breed": "Persian", "email": "barsik.catterall.67@mcf.example", "phone": "+78125550067", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "tabby"}'),
	(1, 2, '816', '01a22174-3ad4-7269-9d43-9af2b92d5aee', 'worker.changed.v1', '01a22174-3ace-7895-9076-7488a9b3a38d', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ace-7895-9076-7488a9b3a38d", "age": 3, "code": "NHHFJIHJJIKJJLMNBLJJ", "name": "Barsik Clawford", "breed": "European Shorthair", "email": "barsik.clawford.156@mcf.example", "phone": "+78125550156", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "white"}'),
	(1, 3, '816', '01a22174-3ad4-7892-9d37-f8cd1e423764', 'worker.changed.v1', '01a22174-3ad0-77d5-9860-d7619450f41f', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ad0-77d5-9860-d7619450f41f", "age": 5, "code": "KKKKPPEFBKMNMJMEGIKR", "name": "Barsik Nightwalker", "breed": "European Shorthair", "email": "barsik.nightwalker.172@mcf.example", "phone": "+78125550172", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "tortoiseshell"}'),
	(1, 4, '816', '01a22174-3ad4-70cb-a718-71d10fd39f0b', 'worker.changed.v1', '01a22174-3ac2-7c4a-81ea-444e79fb0a17', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ac2-7c4a-81ea-444e79fb0a17", "age": 12, "code": "MHMQNJQIOMMGFFINININ", "name": "Barsik Pawson", "breed": "Persian", "email": "barsik.pawson.80@mcf.example", "phone": "+78125550080", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "ginger"}'),
	(1, 5, '816', '01a22174-3ad4-7ca4-b2bf-581c84635ab8', 'worker.changed.v1', '01a22174-3ac7-7449-821d-583a3c23d559', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ac7-7449-821d-583a3c23d559", "age": 7, "code": "TKFHPJNTHDREPNJMLEMK", "name": "Barsik Whiskers", "breed": "Russian Blue", "email": "barsik.whiskers.112@mcf.example", "phone": "+78125550112", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "grey"}'),
	(1, 6, '816', '01a22174-3ad4-7f51-9a72-7ac68a67116d', 'worker.changed.v1', '01a22174-3ad2-7f4f-b752-e0cee0216e08', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ad2-7f4f-b752-e0cee0216e08", "age": 6, "code": "RLECPKFMKKMJBNKJPIFJ", "name": "Barsik Whiskers", "breed": "European Shorthair", "email": "barsik.whiskers.185@mcf.example", "phone": "+78125550185", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "tortoiseshell"}'),
	(1, 7, '816', '01a22174-3ad4-7f2b-8cc6-d7c9bf749f44', 'worker.changed.v1', '01a22174-3ac8-7a9e-861f-bdbc7bf9a1da', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ac8-7a9e-861f-bdbc7bf9a1da", "age": 10, "code": "KKJEMFGMHJIJKOCOJIGG", "name": "Cleo Clawford", "breed": "Siberian", "email": "cleo.clawford.114@mcf.example", "phone": "+78125550114", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "grey"}'),
	(1, 8, '816', '01a22174-3ad4-732d-a788-fc6517a06250', 'worker.changed.v1', '01a22174-3abb-7103-ba56-f1c99e387cbc', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3abb-7103-ba56-f1c99e387cbc", "age": 1, "code": "HGFIHTIRLDDFLSJGHFTH", "name": "Cleo Clawford", "breed": "Bengal", "email": "cleo.clawford.41@mcf.example", "phone": "+78125550041", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "ginger"}'),
	(1, 9, '816', '01a22174-3ad4-77b0-ad1d-0792cba58772', 'worker.changed.v1', '01a22174-3aca-7bb1-94c8-86aeb902ca59', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3aca-7bb1-94c8-86aeb902ca59", "age": 12, "code": "HEGKHNHTFNOHEONDMDER", "name": "Cleo Mewes", "breed": "Russian Blue", "email": "cleo.mewes.131@mcf.example", "phone": "+78125550131", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "grey"}'),
	(1, 10, '816', '01a22174-3ad4-778c-8117-4dbc1369832f', 'worker.changed.v1', '01a22174-3acc-71bf-b267-bf464866db03', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3acc-71bf-b267-bf464866db03", "age": 10, "code": "KJIMNFMLGLMGPJEKOSRL", "name": "Cleo Mewes", "breed": "Siberian", "email": "cleo.mewes.145@mcf.example", "phone": "+78125550145", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "tabby"}'),
	(1, 11, '816', '01a22174-3ad4-7755-ae85-83e01a3ead4b', 'worker.changed.v1', '01a22174-3ac4-7c11-91c5-0c12fecdc879', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ac4-7c11-91c5-0c12fecdc879", "age": 8, "code": "LELKLJHLJDRHQHGKKNHN", "name": "Cleo Mewes", "breed": "Siamese", "email": "cleo.mewes.96@mcf.example", "phone": "+78125550096", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "tabby"}'),
	(1, 12, '816', '01a22174-3ad4-7f53-a661-bb3ee741c717', 'worker.changed.v1', '01a22174-3aca-7e3e-865a-c50ced4d5a58', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3aca-7e3e-865a-c50ced4d5a58", "age": 10, "code": "FMKQKHQNGSNKEMKLLTMI", "name": "Cleo Nightwalker", "breed": "Persian", "email": "cleo.nightwalker.132@mcf.example", "phone": "+78125550132", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "white"}'),
	(1, 13, '816', '01a22174-3ad4-7ef0-877c-20aef83396da', 'worker.changed.v1', '01a22174-3ac7-73b9-b4d1-1a43d2d2567a', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ac7-73b9-b4d1-1a43d2d2567a", "age": 5, "code": "LFFPFJQKIERKMKJPEJCF", "name": "Cleo Pawson", "breed": "Bengal", "email": "cleo.pawson.108@mcf.example", "phone": "+78125550108", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "tabby"}'),
	(1, 14, '816', '01a22174-3ad4-745b-94cb-4156514c8801', 'worker.changed.v1', '01a22174-3acb-7461-82e8-d5f90ef94de5', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3acb-7461-82e8-d5f90ef94de5", "age": 6, "code": "QMHJJCIEIHDGKLRJBPOS", "name": "Cleo Whiskers", "breed": "Russian Blue", "email": "cleo.whiskers.134@mcf.example", "phone": "+78125550134", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "black"}'),
	(1, 15, '816', '01a22174-3ad4-751e-bae0-a4150111db87', 'worker.changed.v1', '01a22174-3ad2-77e0-b272-b1e518d707fe', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ad2-77e0-b272-b1e518d707fe", "age": 6, "code": "MQCEHHKHLIKJROLHFKTM", "name": "Cleo Whiskers", "breed": "Maine Coon", "email": "cleo.whiskers.189@mcf.example", "phone": "+78125550189", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "tabby"}'),
	(1, 16, '816', '01a22174-3ad4-7f22-80ee-098baa07a5de', 'worker.changed.v1', '01a22174-3aba-7f2e-ad7d-8af6d2b9c74e', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3aba-7f2e-ad7d-8af6d2b9c74e", "age": 4, "code": "NMJEDROIIKPKOOCHLMJN", "name": "Duchess Catterall", "breed": "Persian", "email": "duchess.catterall.33@mcf.example", "phone": "+78125550033", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "white"}'),
	(1, 17, '816', '01a22174-3ad4-7d1c-8fe6-b75fc00ebd5e', 'worker.changed.v1', '01a22174-3aba-7a46-b658-c688f40c0f63', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3aba-7a46-b658-c688f40c0f63", "age": 5, "code": "HNJNDPKQIDQQJPOOHAHL", "name": "Duchess Furley", "breed": "Russian Blue", "email": "duchess.furley.28@mcf.example", "phone": "+78125550028", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "tortoiseshell"}'),
	(1, 18, '816', '01a22174-3ad4-79ad-99cb-d8db3a96e0f5', 'worker.changed.v1', '01a22174-3ac0-7f28-a227-68f29a0f4c2a', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ac0-7f28-a227-68f29a0f4c2a", "age": 5, "code": "IHRJTCCTFDLDDJOEEFKP", "name": "Duchess Mewes", "breed": "Siamese", "email": "duchess.mewes.70@mcf.example", "phone": "+78125550070", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "black"}'),
	(1, 19, '816', '01a22174-3ad4-7764-9fb0-2e9bc203bcf5', 'worker.changed.v1', '01a22174-3ac1-789e-ab78-891aaf2e6316', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ac1-789e-ab78-891aaf2e6316", "age": 1, "code": "MQEKHLLMNMLOILQDAMAH", "name": "Duchess Mewes", "breed": "European Shorthair", "email": "duchess.mewes.74@mcf.example", "phone": "+78125550074", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "white"}'),
	(1, 20, '816', '01a22174-3ad4-7738-a943-22be47c6d1a4', 'worker.changed.v1', '01a22174-3ac6-7a3a-a083-367773e92299', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ac6-7a3a-a083-367773e92299", "age": 9, "code": "MKNNKNNSDHRDQRILBKBJ", "name": "Duchess Mewes", "breed": "Russian Blue", "email": "duchess.mewes.99@mcf.example", "phone": "+78125550099", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "white"}'),
	(1, 21, '816', '01a22174-3ad4-7189-b90b-940143f1dc9a', 'worker.changed.v1', '01a22174-3abb-771b-afb8-0185bc631ddb', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3abb-771b-afb8-0185bc631ddb", "age": 10, "code": "NLKOHMJIKKGIOKQNINTJ", "name": "Duchess Pawson", "breed": "Russian Blue", "email": "duchess.pawson.34@mcf.example", "phone": "+78125550034", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "white"}'),
	(1, 22, '816', '01a22174-3ad4-77a7-9676-ac74adfe8102', 'worker.changed.v1', '01a22174-3ac3-7819-8908-791c24608fd9', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ac3-7819-8908-791c24608fd9", "age": 2, "code": "KTHSQCMGIKLDGOLRASHP", "name": "Felix Catterall", "breed": "Maine Coon", "email": "felix.catterall.89@mcf.example", "phone": "+78125550089", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "ginger"}'),
	(1, 23, '816', '01a22174-3ad4-712d-b09e-c746d55e1af1', 'worker.changed.v1', '01a22174-3ab8-76c7-99a7-1da073c75efd', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ab8-76c7-99a7-1da073c75efd", "age": 10, "code": "NHNKMRJJBJKHIKGRIPKP", "name": "Felix Clawford", "breed": "Bengal", "email": "felix.clawford.16@mcf.example", "phone": "+78125550016", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "ginger"}'),
	(1, 24, '816', '01a22174-3ad4-7ec4-a1f8-4ea974984dae', 'worker.changed.v1', '01a22174-3ac6-7548-ab84-428d81760413', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ac6-7548-ab84-428d81760413", "age": 3, "code": "JIINLKMJDNRIIJHGIKQS", "name": "Felix Longtail", "breed": "Persian", "email": "felix.longtail.98@mcf.example", "phone": "+78125550098", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "grey"}'),
	(1, 25, '816', '01a22174-3ad4-7121-be50-4fe656ea0d1c', 'worker.changed.v1', '01a22174-3acc-7a23-aa43-949e13f69707', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3acc-7a23-aa43-949e13f69707", "age": 6, "code": "HJMEBCCKKCFSJNGGKJHI", "name": "Felix Mewes", "breed": "Maine Coon", "email": "felix.mewes.143@mcf.example", "phone": "+78125550143", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "grey"}'),
	(1, 26, '816', '01a22174-3ad4-73e0-bc90-bff43fdc72f4', 'worker.changed.v1', '01a22174-3ad2-756f-9130-5227167f43fd', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ad2-756f-9130-5227167f43fd", "age": 10, "code": "MJPLPDNPMIIESHRLRIMD", "name": "Felix Nightwalker", "breed": "Persian", "email": "felix.nightwalker.186@mcf.example", "phone": "+78125550186", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "ginger"}'),
	(1, 27, '816', '01a22174-3ad4-7436-b47f-731b9cf19207', 'worker.changed.v1', '01a22174-3ac9-79c1-b208-9282eb87c87b', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ac9-79c1-b208-9282eb87c87b", "age": 4, "code": "MLJIEJHKKKMKPJONGLMP", "name": "Felix Softstep", "breed": "Persian", "email": "felix.softstep.126@mcf.example", "phone": "+78125550126", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "tabby"}'),
	(1, 28, '816', '01a22174-3ad4-7df2-bcc2-da9ba8ed6ef4', 'worker.changed.v1', '01a22174-3ac6-717f-a3f8-8a7b89af5a70', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ac6-717f-a3f8-8a7b89af5a70", "age": 2, "code": "NRJNNMGENGDIJFQFFGJL", "name": "Felix Tailor", "breed": "Bengal", "email": "felix.tailor.104@mcf.example", "phone": "+78125550104", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "black"}'),
	(1, 29, '816', '01a22174-3ad4-7351-bd93-088694d3aecb', 'worker.changed.v1', '01a22174-3abe-7258-9da2-fcd9cc6f6aeb', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3abe-7258-9da2-fcd9cc6f6aeb", "age": 11, "code": "TMJINLIIDAIJKLOJOBMI", "name": "Felix Tailor", "breed": "Persian", "email": "felix.tailor.53@mcf.example", "phone": "+78125550053", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "black"}'),
	(1, 30, '816', '01a22174-3ad4-7456-8f56-d80b2c273492', 'worker.changed.v1', '01a22174-3ac9-71e8-bc5e-cf8b4b5199b2', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ac9-71e8-bc5e-cf8b4b5199b2", "age": 10, "code": "OGMPPIHPRHOLQKRRDEFH", "name": "Felix Whiskers", "breed": "Maine Coon", "email": "felix.whiskers.123@mcf.example", "phone": "+78125550123", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "ginger"}'),
	(1, 31, '816', '01a22174-3ad4-7bd7-9be1-057f2ff26065', 'worker.changed.v1', '01a22174-3acb-7209-a299-f6ec9df87f3a', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3acb-7209-a299-f6ec9df87f3a", "age": 3, "code": "IHHCQIMJOPCEJSSHLCHD", "name": "Felix Whiskers", "breed": "Siamese", "email": "felix.whiskers.140@mcf.example", "phone": "+78125550140", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "tortoiseshell"}'),
	(1, 32, '816', '01a22174-3ad4-71d5-b771-cb38732d1ada', 'worker.changed.v1', '01a22174-3abb-7eac-a178-9dfff5fb3b79', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3abb-7eac-a178-9dfff5fb3b79", "age": 3, "code": "ICGKCMKPPKPLMMGJJJGK", "name": "Felix Whiskers", "breed": "Bengal", "email": "felix.whiskers.37@mcf.example", "phone": "+78125550037", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "black"}'),
	(1, 33, '816', '01a22174-3ad4-7bb6-86fe-870d1e3d4da1', 'worker.changed.v1', '01a22174-3acf-77f4-8df0-028ba95c6e1e', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3acf-77f4-8df0-028ba95c6e1e", "age": 3, "code": "JNMNIDJLDKMLNBSDJCFD", "name": "Figaro Clawford", "breed": "Siberian", "email": "figaro.clawford.162@mcf.example", "phone": "+78125550162", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "ginger"}'),
	(1, 34, '816', '01a22174-3ad4-74fe-8803-eefb178b601d', 'worker.changed.v1', '01a22174-3acb-77c5-9d36-06168eb8ad88', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3acb-77c5-9d36-06168eb8ad88", "age": 6, "code": "OTMEMNCCIPGPFHKNLIMC", "name": "Figaro Mewes", "breed": "Bengal", "email": "figaro.mewes.135@mcf.example", "phone": "+78125550135", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "tortoiseshell"}'),
	(1, 35, '816', '01a22174-3ad4-7acd-bd39-c8c86e202707', 'worker.changed.v1', '01a22174-3ab6-7a76-8f0e-9066ca08da69', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ab6-7a76-8f0e-9066ca08da69", "age": 11, "code": "GGGROLKNNLIILOHNOLJJ", "name": "Figaro Nightwalker", "breed": "Bengal", "email": "figaro.nightwalker.3@mcf.example", "phone": "+78125550003", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "tortoiseshell"}'),
	(1, 36, '816', '01a22174-3ad4-7228-a27e-816cd91fd1b0', 'worker.changed.v1', '01a22174-3ac2-769f-93ca-2dd4c2286933', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ac2-769f-93ca-2dd4c2286933", "age": 5, "code": "LFJLMILMJPFOBHOHJNNQ", "name": "Figaro Pawson", "breed": "Persian", "email": "figaro.pawson.83@mcf.example", "phone": "+78125550083", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "tabby"}'),
	(1, 37, '816', '01a22174-3ad4-7b62-b7d2-627912cb0eab', 'worker.changed.v1', '01a22174-3ad2-71bf-89ff-9221af1bda53', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ad2-71bf-89ff-9221af1bda53", "age": 5, "code": "EJLMMMSJJIJIPKFIFPJP", "name": "Figaro Tailor", "breed": "Persian", "email": "figaro.tailor.188@mcf.example", "phone": "+78125550188", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "grey"}'),
	(1, 38, '816', '01a22174-3ad4-7023-9fd6-97d237eee9c4', 'worker.changed.v1', '01a22174-3ac6-746c-8c3f-102005ca2ff2', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ac6-746c-8c3f-102005ca2ff2", "age": 1, "code": "ILHHIQEPOJJJCLMLSMNJ", "name": "Figaro Velvet", "breed": "Persian", "email": "figaro.velvet.100@mcf.example", "phone": "+78125550100", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "tortoiseshell"}'),
	(1, 39, '816', '01a22174-3ad4-7e7c-b54d-43b8bffe5e88', 'worker.changed.v1', '01a22174-3ac0-7191-a914-6105665ab54f', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ac0-7191-a914-6105665ab54f", "age": 6, "code": "NLMMLHDJIEOAHGFOHOLN", "name": "Figaro Velvet", "breed": "Russian Blue", "email": "figaro.velvet.71@mcf.example", "phone": "+78125550071", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "ginger"}'),
	(1, 40, '816', '01a22174-3ad4-7cb4-8436-8cf0148c596b', 'worker.changed.v1', '01a22174-3ac8-721c-b829-deaf8a2b95f7', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ac8-721c-b829-deaf8a2b95f7", "age": 6, "code": "OHDMJJIMLHKFDMGDLINE", "name": "Figaro Whiskers", "breed": "European Shorthair", "email": "figaro.whiskers.118@mcf.example", "phone": "+78125550118", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "ginger"}'),
	(1, 41, '816', '01a22174-3ad4-799c-aa52-ef43da717da9', 'worker.changed.v1', '01a22174-3acc-7613-8dca-7b15ee4da14e', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3acc-7613-8dca-7b15ee4da14e", "age": 4, "code": "FQQMIKFFKLGPNGQNOHGN", "name": "Ginger Catterall", "breed": "Russian Blue", "email": "ginger.catterall.146@mcf.example", "phone": "+78125550146", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "ginger"}'),
	(1, 42, '816', '01a22174-3ad4-7e52-8ce4-b9fe09ab5308', 'worker.changed.v1', '01a22174-3ad0-79db-9afa-c9499d8195ad', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ad0-79db-9afa-c9499d8195ad", "age": 6, "code": "MCNCHRFCEFHKMQMLFRPL", "name": "Ginger Catterall", "breed": "European Shorthair", "email": "ginger.catterall.169@mcf.example", "phone": "+78125550169", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "black"}'),
	(1, 43, '816', '01a22174-3ad4-7aac-ac58-a635435da014', 'worker.changed.v1', '01a22174-3ab8-78e9-b1c5-a88b5595b482', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ab8-78e9-b1c5-a88b5595b482", "age": 1, "code": "HLLPKJNIGQNLLCFMOKML", "name": "Ginger Clawford", "breed": "Russian Blue", "email": "ginger.clawford.13@mcf.example", "phone": "+78125550013", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "tortoiseshell"}'),
	(1, 44, '816', '01a22174-3ad4-768f-9625-48a6fa8094b7', 'worker.changed.v1', '01a22174-3ad4-7fd1-b7bb-af84b666fa23', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ad4-7fd1-b7bb-af84b666fa23", "age": 12, "code": "FLKILPIOQMPRNMMQKRGI", "name": "Ginger Clawford", "breed": "Russian Blue", "email": "ginger.clawford.196@mcf.example", "phone": "+78125550196", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "grey"}'),
	(1, 45, '816', '01a22174-3ad4-785f-9da9-3d93fe1a2844', 'worker.changed.v1', '01a22174-3ac3-7b92-8d57-6e113845e242', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ac3-7b92-8d57-6e113845e242", "age": 4, "code": "NMPNMMFKIGRRLMKPONNN", "name": "Ginger Clawford", "breed": "Russian Blue", "email": "ginger.clawford.90@mcf.example", "phone": "+78125550090", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "white"}'),
	(1, 46, '816', '01a22174-3ad4-705d-83b5-a0689c9cc8f8', 'worker.changed.v1', '01a22174-3abd-7515-8c30-1592649919a5', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3abd-7515-8c30-1592649919a5", "age": 8, "code": "LERSGJIMMKLJKIICEBJR", "name": "Ginger Longtail", "breed": "Persian", "email": "ginger.longtail.49@mcf.example", "phone": "+78125550049", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "ginger"}'),
	(1, 47, '816', '01a22174-3ad4-718d-9a0d-5b6f7ba917df', 'worker.changed.v1', '01a22174-3ace-7525-86c0-5b95beb5e4cf', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ace-7525-86c0-5b95beb5e4cf", "age": 4, "code": "JEEBGJHHHKNMTKRPOMGD", "name": "Ginger Mewes", "breed": "Siamese", "email": "ginger.mewes.158@mcf.example", "phone": "+78125550158", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "grey"}'),
	(1, 48, '816', '01a22174-3ad4-7276-bab2-421b0487e1d4', 'worker.changed.v1', '01a22174-3acf-7ae6-9e5a-a7cbec3329ec', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3acf-7ae6-9e5a-a7cbec3329ec", "age": 6, "code": "NCMLOCMQJNJJHKQGFMJI", "name": "Ginger Pawson", "breed": "Persian", "email": "ginger.pawson.166@mcf.example", "phone": "+78125550166", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "white"}'),
	(1, 49, '816', '01a22174-3ad4-7b21-98d0-6ba41d1857a5', 'worker.changed.v1', '01a22174-3ab7-70af-b326-9e98142c0a7d', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ab7-70af-b326-9e98142c0a7d", "age": 9, "code": "IQBCGMKGLKGOINJGKJSH", "name": "Ginger Purrington", "breed": "Bengal", "email": "ginger.purrington.5@mcf.example", "phone": "+78125550005", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "grey"}'),
	(1, 50, '816', '01a22174-3ad4-786e-a604-3ccd211f5c4b', 'worker.changed.v1', '01a22174-3ab8-7fcd-b143-1aed2dd93799', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ab8-7fcd-b143-1aed2dd93799", "age": 4, "code": "IFLIDBMEHKIOBRJNSPGN", "name": "Ginger Tailor", "breed": "Siberian", "email": "ginger.tailor.18@mcf.example", "phone": "+78125550018", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "black"}'),
	(1, 51, '816', '01a22174-3ad4-75f0-9787-de908e0f8bd1', 'worker.changed.v1', '01a22174-3acb-75ed-b435-7f8b0f12119c', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3acb-75ed-b435-7f8b0f12119c", "age": 4, "code": "HMEHEMKLNMDILLPIQJRI", "name": "Ginger Velvet", "breed": "Bengal", "email": "ginger.velvet.136@mcf.example", "phone": "+78125550136", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "grey"}'),
	(1, 52, '816', '01a22174-3ad4-705e-a108-8c3ab7759e2d', 'worker.changed.v1', '01a22174-3abc-7c1a-b67e-16cc81ef86cf', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3abc-7c1a-b67e-16cc81ef86cf", "age": 11, "code": "IEHLFLSKQFMIOENLQQMM", "name": "Ginger Velvet", "breed": "Siberian", "email": "ginger.velvet.45@mcf.example", "phone": "+78125550045", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "white"}'),
	(1, 53, '816', '01a22174-3ad4-75c6-9588-b0cde71fe2f3', 'worker.changed.v1', '01a22174-3ac7-78ce-a43c-507eeeed0038', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ac7-78ce-a43c-507eeeed0038", "age": 8, "code": "IKNCNLLLBIFPJOLHHIHF", "name": "Kitty Furley", "breed": "Bengal", "email": "kitty.furley.105@mcf.example", "phone": "+78125550105", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "black"}'),
	(1, 54, '816', '01a22174-3ad4-79d8-8543-aa86f39052c8', 'worker.changed.v1', '01a22174-3ac0-7535-9e48-3ca779320344', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ac0-7535-9e48-3ca779320344", "age": 7, "code": "HLRIKNMEHMKLOKMIJIKJ", "name": "Kitty Furley", "breed": "Bengal", "email": "kitty.furley.69@mcf.example", "phone": "+78125550069", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "grey"}'),
	(1, 55, '816', '01a22174-3ad4-72fc-b3cf-f84917b84496', 'worker.changed.v1', '01a22174-3ac2-7409-aa99-d09dfdf00336', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ac2-7409-aa99-d09dfdf00336", "age": 9, "code": "PLMIGRLLOCEONNIEQPLN", "name": "Kitty Furley", "breed": "Russian Blue", "email": "kitty.furley.85@mcf.example", "phone": "+78125550085", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "tabby"}'),
	(1, 56, '816', '01a22174-3ad4-7204-b729-3954cd9ff5c1', 'worker.changed.v1', '01a22174-3abf-7b64-a026-1e259f3e1ee5', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3abf-7b64-a026-1e259f3e1ee5", "age": 1, "code": "PHHMMLEDJHJHMCQNKEPO", "name": "Kitty Longtail", "breed": "Siamese", "email": "kitty.longtail.58@mcf.example", "phone": "+78125550058", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "black"}'),
	(1, 57, '816', '01a22174-3ad4-7689-a9b4-7020fa7006a9', 'worker.changed.v1', '01a22174-3ab6-7b51-af6b-a5d4bb7e1480', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ab6-7b51-af6b-a5d4bb7e1480", "age": 11, "code": "KSMRKPKPMLMLGQBRQHJF", "name": "Kitty Mewes", "breed": "Bengal", "email": "kitty.mewes.2@mcf.example", "phone": "+78125550002", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "ginger"}'),
	(1, 58, '816', '01a22174-3ad4-75e1-af43-24fab1a184d9', 'worker.changed.v1', '01a22174-3acd-7e37-b0a2-68413b885a6d', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3acd-7e37-b0a2-68413b885a6d", "age": 4, "code": "OKILILDHNCIQPMKHKNFG", "name": "Kitty Nightwalker", "breed": "Maine Coon", "email": "kitty.nightwalker.152@mcf.example", "phone": "+78125550152", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "white"}'),
	(1, 59, '816', '01a22174-3ad4-7354-ada8-6e404d32b364', 'worker.changed.v1', '01a22174-3abf-761a-8757-d1818b0d28dc', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3abf-761a-8757-d1818b0d28dc", "age": 12, "code": "KKGNKPGGKMDLSGBLIKLC", "name": "Kitty Nightwalker", "breed": "Maine Coon", "email": "kitty.nightwalker.65@mcf.example", "phone": "+78125550065", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "ginger"}'),
	(1, 60, '816', '01a22174-3ad4-7e1d-b397-5b75f7bca71b', 'worker.changed.v1', '01a22174-3aca-732a-a92e-171b120fd381', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3aca-732a-a92e-171b120fd381", "age": 6, "code": "KJNNDRIMAJGGRORCPRMG", "name": "Kitty Softstep", "breed": "Persian", "email": "kitty.softstep.127@mcf.example", "phone": "+78125550127", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "white"}'),
	(1, 61, '816', '01a22174-3ad4-7fae-814d-578109dbb86b', 'worker.changed.v1', '01a22174-3ad0-7971-a170-efb25048f08e', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ad0-7971-a170-efb25048f08e", "age": 9, "code": "LLPMFPDAJGFHOGIMRJET", "name": "Kitty Softstep", "breed": "European Shorthair", "email": "kitty.softstep.173@mcf.example", "phone": "+78125550173", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "grey"}'),
	(1, 62, '816', '01a22174-3ad4-738a-9d0b-5dc81a9b9f73', 'worker.changed.v1', '01a22174-3abe-7d87-a919-ccd829e5b8d6', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3abe-7d87-a919-ccd829e5b8d6", "age": 2, "code": "JNFPLKILFGHIQMPHKEKR", "name": "Kitty Softstep", "breed": "Siberian", "email": "kitty.softstep.55@mcf.example", "phone": "+78125550055", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "tabby"}'),
	(1, 63, '816', '01a22174-3ad4-7043-8e0e-e5979994be89', 'worker.changed.v1', '01a22174-3ac3-735a-96d0-824a9adb5bd6', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ac3-735a-96d0-824a9adb5bd6", "age": 5, "code": "NHJJMMLGJLRLOOREQMKE", "name": "Kitty Velvet", "breed": "Siberian", "email": "kitty.velvet.88@mcf.example", "phone": "+78125550088", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "tortoiseshell"}'),
	(1, 64, '816', '01a22174-3ad4-787c-b111-b4cc68aa4942', 'worker.changed.v1', '01a22174-3ac8-780d-a08c-4b36cecda6d9', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ac8-780d-a08c-4b36cecda6d9", "age": 8, "code": "OKKIQLPKRIFEJLLKDNKR", "name": "Luna Catterall", "breed": "Siberian", "email": "luna.catterall.117@mcf.example", "phone": "+78125550117", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "black"}'),
	(1, 65, '816', '01a22174-3ad4-7ecf-8e9a-77dc16fc3e4e', 'worker.changed.v1', '01a22174-3acf-7f80-bcf3-2a060a5163b3', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3acf-7f80-bcf3-2a060a5163b3", "age": 12, "code": "OLILOLKLBOJMCPGMOMHK", "name": "Luna Catterall", "breed": "Maine Coon", "email": "luna.catterall.165@mcf.example", "phone": "+78125550165", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "ginger"}'),
	(1, 66, '816', '01a22174-3ad4-7c7a-bf4d-3d3ecde1bad0', 'worker.changed.v1', '01a22174-3ac1-78ab-af94-46bc9f2419a8', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ac1-78ab-af94-46bc9f2419a8", "age": 7, "code": "CNFQHMJGLRPHKFLHJDMG", "name": "Luna Longtail", "breed": "Siamese", "email": "luna.longtail.77@mcf.example", "phone": "+78125550077", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "white"}'),
	(1, 67, '816', '01a22174-3ad4-755f-9269-577101e6bbf7', 'worker.changed.v1', '01a22174-3ac7-7d40-8f26-3d84b61fe192', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ac7-7d40-8f26-3d84b61fe192", "age": 7, "code": "KJHOFKJGHIJSOHMKJDPK", "name": "Luna Pawson", "breed": "Persian", "email": "luna.pawson.107@mcf.example", "phone": "+78125550107", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "tabby"}'),
	(1, 68, '816', '01a22174-3ad4-79c2-b0a1-269fbae66034', 'worker.changed.v1', '01a22174-3ac9-773f-961c-77c3cb11819a', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ac9-773f-961c-77c3cb11819a", "age": 1, "code": "SKLKILGKKIGIOJNILCIH", "name": "Luna Pawson", "breed": "Bengal", "email": "luna.pawson.120@mcf.example", "phone": "+78125550120", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "tortoiseshell"}'),
	(1, 69, '816', '01a22174-3ad4-785b-9408-746183b14a23', 'worker.changed.v1', '01a22174-3ad3-7ec0-8ff8-93540dcd504b', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ad3-7ec0-8ff8-93540dcd504b", "age": 7, "code": "FMGHGRMJOJCHICLRKBNQ", "name": "Luna Pawson", "breed": "Russian Blue", "email": "luna.pawson.190@mcf.example", "phone": "+78125550190", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "grey"}'),
	(1, 70, '816', '01a22174-3ad4-7a1f-85b7-6073b527997c', 'worker.changed.v1', '01a22174-3acd-7d18-b9e3-1631b039a6a1', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3acd-7d18-b9e3-1631b039a6a1", "age": 1, "code": "FIJRDKKGJFICJGLPOIIJ", "name": "Luna Whiskers", "breed": "Persian", "email": "luna.whiskers.153@mcf.example", "phone": "+78125550153", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "grey"}'),
	(1, 71, '816', '01a22174-3ad4-75a7-b2df-0c615f71cedc', 'worker.changed.v1', '01a22174-3ace-7a23-b162-8ea455ac6e11', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ace-7a23-b162-8ea455ac6e11", "age": 8, "code": "JLITHLEQIPBIICLKCIRH", "name": "Milo Clawford", "breed": "Maine Coon", "email": "milo.clawford.157@mcf.example", "phone": "+78125550157", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "ginger"}'),
	(1, 72, '816', '01a22174-3ad4-7692-9153-4eaed9f3b5ab', 'worker.changed.v1', '01a22174-3abf-723e-b92b-bf9397f25afd', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3abf-723e-b92b-bf9397f25afd", "age": 9, "code": "BOQNGMLNCCPGNFDKONPH", "name": "Milo Furley", "breed": "Russian Blue", "email": "milo.furley.59@mcf.example", "phone": "+78125550059", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "ginger"}'),
	(1, 73, '816', '01a22174-3ad4-7187-95f0-5756808bbdd6', 'worker.changed.v1', '01a22174-3ace-7334-aede-eb83d567eab5', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ace-7334-aede-eb83d567eab5", "age": 5, "code": "HKLEMLJKFHDIHKLLJJKH", "name": "Milo Longtail", "breed": "Maine Coon", "email": "milo.longtail.159@mcf.example", "phone": "+78125550159", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "white"}'),
	(1, 74, '816', '01a22174-3ad4-76b8-9a8c-c85c0a654683', 'worker.changed.v1', '01a22174-3acc-7180-b7f8-4cf722e4cd7a', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3acc-7180-b7f8-4cf722e4cd7a", "age": 4, "code": "JLHELFMIEHJJJDKGLMLI", "name": "Milo Nightwalker", "breed": "European Shorthair", "email": "milo.nightwalker.142@mcf.example", "phone": "+78125550142", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "white"}'),
	(1, 75, '816', '01a22174-3ad4-7a51-9660-d131dc3d766c', 'worker.changed.v1', '01a22174-3aba-7129-857f-473bb7c266f3', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3aba-7129-857f-473bb7c266f3", "age": 10, "code": "JLKKIGJOEIJOFOJLEHMK", "name": "Milo Nightwalker", "breed": "Russian Blue", "email": "milo.nightwalker.27@mcf.example", "phone": "+78125550027", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "ginger"}'),
	(1, 76, '816', '01a22174-3ad4-7162-8050-d9a7c260bf2a', 'worker.changed.v1', '01a22174-3ab7-7dd4-a343-bbd767d02aa0', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ab7-7dd4-a343-bbd767d02aa0", "age": 7, "code": "JNLLJMKODEJNGFKNICKI", "name": "Milo Nightwalker", "breed": "Russian Blue", "email": "milo.nightwalker.7@mcf.example", "phone": "+78125550007", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "ginger"}'),
	(1, 77, '816', '01a22174-3ad4-7abd-bbab-8ec0382eca99', 'worker.changed.v1', '01a22174-3ac9-79d6-955b-f73fb543494a', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ac9-79d6-955b-f73fb543494a", "age": 3, "code": "JBHGIHLFIIKNMFJIMKIK", "name": "Milo Purrington", "breed": "Siberian", "email": "milo.purrington.121@mcf.example", "phone": "+78125550121", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "grey"}'),
	(1, 78, '816', '01a22174-3ad4-7c7b-828e-a91cc390ba5d', 'worker.changed.v1', '01a22174-3ace-79ce-bccc-fee8faeaae42', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ace-79ce-bccc-fee8faeaae42", "age": 8, "code": "LJPHHJPKKPAEHILIFKKJ", "name": "Milo Purrington", "breed": "Bengal", "email": "milo.purrington.161@mcf.example", "phone": "+78125550161", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "tortoiseshell"}'),
	(1, 79, '816', '01a22174-3ad4-72d5-8023-d2356e5cee6a', 'worker.changed.v1', '01a22174-3ad1-79a0-baed-259251e6c0e5', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ad1-79a0-baed-259251e6c0e5", "age": 3, "code": "LROHFGFLJTJONPKIFQPN", "name": "Milo Tailor", "breed": "Maine Coon", "email": "milo.tailor.176@mcf.example", "phone": "+78125550176", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "tortoiseshell"}'),
	(1, 80, '816', '01a22174-3ad4-7d51-bd2e-ed707e8469f1', 'worker.changed.v1', '01a22174-3ac2-7c6c-a668-5c90777890da', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ac2-7c6c-a668-5c90777890da", "age": 8, "code": "ONKNEQNOPMGDNNDIMPQR", "name": "Misty Furley", "breed": "European Shorthair", "email": "misty.furley.81@mcf.example", "phone": "+78125550081", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "tortoiseshell"}'),
	(1, 81, '816', '01a22174-3ad4-714f-83e5-6761866f81c3', 'worker.changed.v1', '01a22174-3acc-7130-bf80-a76b20895944', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3acc-7130-bf80-a76b20895944", "age": 12, "code": "CMQIEGKOKGRIEJIFDHFK", "name": "Misty Longtail", "breed": "Maine Coon", "email": "misty.longtail.141@mcf.example", "phone": "+78125550141", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "black"}'),
	(1, 82, '816', '01a22174-3ad4-7a55-a450-bc3e4918921c', 'worker.changed.v1', '01a22174-3abf-77a2-9831-8ec937bf8681', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3abf-77a2-9831-8ec937bf8681", "age": 4, "code": "KJLOEFFLCATBMMFSDHBN", "name": "Misty Mewes", "breed": "Russian Blue", "email": "misty.mewes.60@mcf.example", "phone": "+78125550060", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "ginger"}'),
	(1, 83, '816', '01a22174-3ad4-797f-93e9-7201c1bfbaa0', 'worker.changed.v1', '01a22174-3ab9-7d2d-aff6-9ad7e5b6c653', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ab9-7d2d-aff6-9ad7e5b6c653", "age": 6, "code": "KOPIMKKNKLJMIHKFAHHF", "name": "Misty Nightwalker", "breed": "European Shorthair", "email": "misty.nightwalker.23@mcf.example", "phone": "+78125550023", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "grey"}'),
	(1, 84, '816', '01a22174-3ad4-76f4-9c1b-efdf1de82d7d', 'worker.changed.v1', '01a22174-3ad0-7ac1-a2df-27a30e1b499f', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ad0-7ac1-a2df-27a30e1b499f", "age": 6, "code": "KJEDHOBIALPHPFBRKJFK", "name": "Misty Purrington", "breed": "Persian", "email": "misty.purrington.174@mcf.example", "phone": "+78125550174", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "tabby"}'),
	(1, 85, '816', '01a22174-3ad4-7938-a05f-66d86033b065', 'worker.changed.v1', '01a22174-3acb-7bd7-a383-a75a3e427a1c', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3acb-7bd7-a383-a75a3e427a1c", "age": 1, "code": "KAKNEGDFGJMJMLQNIHFJ", "name": "Misty Softstep", "breed": "Maine Coon", "email": "misty.softstep.138@mcf.example", "phone": "+78125550138", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "tabby"}'),
	(1, 86, '816', '01a22174-3ad4-74c4-9ba7-76ca3333fe3c', 'worker.changed.v1', '01a22174-3ad1-7444-9449-9af3819360b9', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ad1-7444-9449-9af3819360b9", "age": 6, "code": "FLPKFJELJNIPJOHKBESG", "name": "Misty Tailor", "breed": "Maine Coon", "email": "misty.tailor.177@mcf.example", "phone": "+78125550177", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "tortoiseshell"}'),
	(1, 87, '816', '01a22174-3ad4-7536-a8a2-9873f32bc9e4', 'worker.changed.v1', '01a22174-3abe-713b-b103-ee9f55879136', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3abe-713b-b103-ee9f55879136", "age": 7, "code": "HNIROIIFKINEBJGCEJMM", "name": "Misty Tailor", "breed": "Maine Coon", "email": "misty.tailor.57@mcf.example", "phone": "+78125550057", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "grey"}'),
	(1, 88, '816', '01a22174-3ad4-78e1-b61d-e5b42d5dea01', 'worker.changed.v1', '01a22174-3ac1-7182-8251-689c36308f93', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ac1-7182-8251-689c36308f93", "age": 11, "code": "IHFFKOSPHNKQKLRILQJL", "name": "Misty Tailor", "breed": "Maine Coon", "email": "misty.tailor.78@mcf.example", "phone": "+78125550078", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "black"}'),
	(1, 89, '816', '01a22174-3ad4-7630-82be-2ce74b479b69', 'worker.changed.v1', '01a22174-3ad3-77e6-a511-9b45f28b3256', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ad3-77e6-a511-9b45f28b3256", "age": 9, "code": "DHPGPJNQQJDEJKMIMHLL", "name": "Misty Velvet", "breed": "Siamese", "email": "misty.velvet.193@mcf.example", "phone": "+78125550193", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "grey"}'),
	(1, 90, '816', '01a22174-3ad4-7e23-9a9c-3d97f0c13d0c', 'worker.changed.v1', '01a22174-3abe-7f7d-905d-b45a9ccfe758', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3abe-7f7d-905d-b45a9ccfe758", "age": 12, "code": "LNEKDGHEPLGMGIOIGBIL", "name": "Misty Velvet", "breed": "Siberian", "email": "misty.velvet.56@mcf.example", "phone": "+78125550056", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "ginger"}'),
	(1, 91, '816', '01a22174-3ad4-76e0-802b-0febadcd700e', 'worker.changed.v1', '01a22174-3ab9-7134-92e7-769b7fe84c85', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ab9-7134-92e7-769b7fe84c85", "age": 9, "code": "KEGFMJMIKPGGLJHQJJGL", "name": "Misty Whiskers", "breed": "Bengal", "email": "misty.whiskers.21@mcf.example", "phone": "+78125550021", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "black"}'),
	(1, 92, '816', '01a22174-3ad4-7097-a580-709a22f0c9a6', 'worker.changed.v1', '01a22174-3ab8-7c02-bc42-f9417fd3aca5', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ab8-7c02-bc42-f9417fd3aca5", "age": 4, "code": "KRKNHJPRIRNLKINJJEJK", "name": "Mittens Catterall", "breed": "Siberian", "email": "mittens.catterall.15@mcf.example", "phone": "+78125550015", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "black"}'),
	(1, 93, '816', '01a22174-3ad4-7dff-b94e-0cde713babe8', 'worker.changed.v1', '01a22174-3ab7-7e18-bd04-098105e0870f', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ab7-7e18-bd04-098105e0870f", "age": 8, "code": "NMJNIFINJKSHJIGTSLGL", "name": "Mittens Clawford", "breed": "Siamese", "email": "mittens.clawford.6@mcf.example", "phone": "+78125550006", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "ginger"}'),
	(1, 94, '816', '01a22174-3ad4-792e-813b-ce02721920ba', 'worker.changed.v1', '01a22174-3acd-779b-9cb4-bcfb456e8cf1', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3acd-779b-9cb4-bcfb456e8cf1", "age": 11, "code": "EOMGMOONIGTILNQHGFTM", "name": "Mittens Longtail", "breed": "Persian", "email": "mittens.longtail.149@mcf.example", "phone": "+78125550149", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "white"}'),
	(1, 95, '816', '01a22174-3ad4-759a-8a11-fd275da26d48', 'worker.changed.v1', '01a22174-3ab9-7750-a740-6f21cddf80d9', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ab9-7750-a740-6f21cddf80d9", "age": 6, "code": "AHDHEMNHSMGNGIJNOEOK", "name": "Mittens Mewes", "breed": "Siberian", "email": "mittens.mewes.19@mcf.example", "phone": "+78125550019", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "black"}'),
	(1, 96, '816', '01a22174-3ad4-7d8a-82df-82afc37ac9bd', 'worker.changed.v1', '01a22174-3abb-7340-9d46-797f98f146c4', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3abb-7340-9d46-797f98f146c4", "age": 11, "code": "RGJCLROJLNILQINNQGKG", "name": "Mittens Mewes", "breed": "Persian", "email": "mittens.mewes.40@mcf.example", "phone": "+78125550040", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "tabby"}'),
	(1, 97, '816', '01a22174-3ad4-7310-9ed4-d75544713def', 'worker.changed.v1', '01a22174-3ad3-75c7-8cdb-6f0f6a13d904', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ad3-75c7-8cdb-6f0f6a13d904", "age": 8, "code": "KPILIOINBLDMMPEIRKRH", "name": "Mittens Pawson", "breed": "Siberian", "email": "mittens.pawson.192@mcf.example", "phone": "+78125550192", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "grey"}'),
	(1, 98, '816', '01a22174-3ad4-7127-8197-57ef57ae8713', 'worker.changed.v1', '01a22174-3abc-7c73-bfdc-1d27f362548f', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3abc-7c73-bfdc-1d27f362548f", "age": 3, "code": "PCEIMEMJOBGMMKLIILDP", "name": "Mittens Pawson", "breed": "Russian Blue", "email": "mittens.pawson.46@mcf.example", "phone": "+78125550046", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "black"}'),
	(1, 99, '816', '01a22174-3ad4-7dba-9fd1-3dfdc22608dc', 'worker.changed.v1', '01a22174-3ac0-73f3-833d-8fe5404bb48f', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ac0-73f3-833d-8fe5404bb48f", "age": 12, "code": "RLHFGIEMJMKTMRMHKGSL", "name": "Mittens Pawson", "breed": "Russian Blue", "email": "mittens.pawson.66@mcf.example", "phone": "+78125550066", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "black"}'),
	(1, 100, '816', '01a22174-3ad4-73ff-a073-4a9d02ba8a93', 'worker.changed.v1', '01a22174-3ad3-7200-a464-a92d8d959650', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ad3-7200-a464-a92d8d959650", "age": 9, "code": "NHFHFKEHKKGPNFBFKIML", "name": "Mittens Softstep", "breed": "Siberian", "email": "mittens.softstep.194@mcf.example", "phone": "+78125550194", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "grey"}'),
	(1, 101, '816', '01a22174-3ad4-7a78-857c-fdcbe063031a', 'worker.changed.v1', '01a22174-3ab7-75d9-90b5-2269be6dc871', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ab7-75d9-90b5-2269be6dc871", "age": 6, "code": "MHLOKNILKQLSIHNEFONL", "name": "Mittens Softstep", "breed": "Siamese", "email": "mittens.softstep.8@mcf.example", "phone": "+78125550008", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "ginger"}'),
	(1, 102, '816', '01a22174-3ad4-77d8-bd7e-07d2d2147b51', 'worker.changed.v1', '01a22174-3ac7-7d2a-95ce-4bfa3ce087cd', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ac7-7d2a-95ce-4bfa3ce087cd", "age": 8, "code": "PNIKDLILMJLIKKLLNINC", "name": "Mittens Tailor", "breed": "Russian Blue", "email": "mittens.tailor.109@mcf.example", "phone": "+78125550109", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "tortoiseshell"}'),
	(1, 103, '816', '01a22174-3ad4-79e8-9129-7fa21103555c', 'worker.changed.v1', '01a22174-3ad2-7579-8581-d46a5bc277cb', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ad2-7579-8581-d46a5bc277cb", "age": 2, "code": "MJKJQLIJICHGGHJDOLBB", "name": "Mittens Tailor", "breed": "Maine Coon", "email": "mittens.tailor.183@mcf.example", "phone": "+78125550183", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "tortoiseshell"}'),
	(1, 104, '816', '01a22174-3ad4-79e1-8c00-02fe973c32dd', 'worker.changed.v1', '01a22174-3ac4-756f-ba97-9ed3fddb977b', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ac4-756f-ba97-9ed3fddb977b", "age": 11, "code": "ETMLQIPHKLOHPGKHFKLB", "name": "Mittens Whiskers", "breed": "Siberian", "email": "mittens.whiskers.95@mcf.example", "phone": "+78125550095", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "white"}'),
	(1, 105, '816', '01a22174-3ad4-7cc7-9860-b9479e363401', 'worker.changed.v1', '01a22174-3aba-79a7-9695-f0bf94368830', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3aba-79a7-9695-f0bf94368830", "age": 11, "code": "EIHNPELJRMIPFEDEOOEO", "name": "Murka Clawford", "breed": "Persian", "email": "murka.clawford.26@mcf.example", "phone": "+78125550026", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "tortoiseshell"}'),
	(1, 106, '816', '01a22174-3ad4-7fb2-9b1b-cde90a8f13eb', 'worker.changed.v1', '01a22174-3abd-7f68-aaa7-1591c7300770', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3abd-7f68-aaa7-1591c7300770", "age": 9, "code": "KRHHIEGCHKKHDFGOHOQB", "name": "Murka Clawford", "breed": "European Shorthair", "email": "murka.clawford.48@mcf.example", "phone": "+78125550048", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "tortoiseshell"}'),
	(1, 107, '816', '01a22174-3ad4-7b99-946a-079b13d86f35', 'worker.changed.v1', '01a22174-3acf-76da-9bcf-aa60b2ad4249', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3acf-76da-9bcf-aa60b2ad4249", "age": 2, "code": "HQOHJHDGJSIHMIKFJOQI", "name": "Murka Furley", "breed": "Russian Blue", "email": "murka.furley.163@mcf.example", "phone": "+78125550163", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "ginger"}'),
	(1, 108, '816', '01a22174-3ad4-71bf-8989-ba76b4b8ee17', 'worker.changed.v1', '01a22174-3ac7-74ff-ba7e-666e35dd19a9', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ac7-74ff-ba7e-666e35dd19a9", "age": 10, "code": "EMGJHJKGKPTTCLOKIKJT", "name": "Murka Longtail", "breed": "Persian", "email": "murka.longtail.111@mcf.example", "phone": "+78125550111", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "grey"}'),
	(1, 109, '816', '01a22174-3ad4-7957-b819-19c8c50fae62', 'worker.changed.v1', '01a22174-3ac3-795a-ab95-04b2ebdb1f76', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ac3-795a-ab95-04b2ebdb1f76", "age": 10, "code": "OKOTJHLEOHMIDHKBKENI", "name": "Murka Longtail", "breed": "Persian", "email": "murka.longtail.86@mcf.example", "phone": "+78125550086", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "tortoiseshell"}'),
	(1, 110, '816', '01a22174-3ad4-7422-b39e-86f7af59a60b', 'worker.changed.v1', '01a22174-3acf-7532-bffa-f2c9268ef313', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3acf-7532-bffa-f2c9268ef313", "age": 1, "code": "LDMTGKLHJHPPEIJMGMKG", "name": "Murka Nightwalker", "breed": "Persian", "email": "murka.nightwalker.164@mcf.example", "phone": "+78125550164", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "white"}'),
	(1, 111, '816', '01a22174-3ad4-70cf-89e7-6a42eb2e4a60', 'worker.changed.v1', '01a22174-3ac7-7b65-aa0b-24d6e1866368', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ac7-7b65-aa0b-24d6e1866368", "age": 8, "code": "QMFKEGFGSHIPNCKMIHIG", "name": "Murka Pawson", "breed": "Russian Blue", "email": "murka.pawson.110@mcf.example", "phone": "+78125550110", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "ginger"}'),
	(1, 112, '816', '01a22174-3ad4-7ba3-a434-c8f16152e283', 'worker.changed.v1', '01a22174-3abb-719f-bd41-3f99bdff60f2', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3abb-719f-bd41-3f99bdff60f2", "age": 2, "code": "MJJFDMKFLHIQMILIHNGM", "name": "Murka Purrington", "breed": "Russian Blue", "email": "murka.purrington.36@mcf.example", "phone": "+78125550036", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "ginger"}'),
	(1, 113, '816', '01a22174-3ad4-73ba-858e-e0f2a1930e3b', 'worker.changed.v1', '01a22174-3ac2-7ab6-90e7-50a0320da219', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ac2-7ab6-90e7-50a0320da219", "age": 6, "code": "LLEQFRKLHOHGTGCGQEIM", "name": "Murka Velvet", "breed": "Bengal", "email": "murka.velvet.82@mcf.example", "phone": "+78125550082", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "tabby"}'),
	(1, 114, '816', '01a22174-3ad4-71ec-a58c-3fda646ce42a', 'worker.changed.v1', '01a22174-3ac6-7220-9195-11bf25833e50', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ac6-7220-9195-11bf25833e50", "age": 11, "code": "FNKFNHKOKQIJQRQQKHKP", "name": "Nala Catterall", "breed": "European Shorthair", "email": "nala.catterall.103@mcf.example", "phone": "+78125550103", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "tabby"}'),
	(1, 115, '816', '01a22174-3ad4-7e85-b016-d954939ccd20', 'worker.changed.v1', '01a22174-3ad1-74b0-b18f-246d6c8a80a1', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ad1-74b0-b18f-246d6c8a80a1", "age": 7, "code": "NFMSBKKSIKEQESEJNNJG", "name": "Nala Clawford", "breed": "Siamese", "email": "nala.clawford.178@mcf.example", "phone": "+78125550178", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "white"}'),
	(1, 116, '816', '01a22174-3ad4-7e6e-9a6d-a98c4b1e93ab', 'worker.changed.v1', '01a22174-3ab9-7ac5-8a67-47c564d5a4a4', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ab9-7ac5-8a67-47c564d5a4a4", "age": 12, "code": "GOLOGGHNLLJMILLLJHFH", "name": "Nala Clawford", "breed": "Persian", "email": "nala.clawford.25@mcf.example", "phone": "+78125550025", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "tabby"}'),
	(1, 117, '816', '01a22174-3ad4-74b3-9d7f-68637f13d0aa', 'worker.changed.v1', '01a22174-3abc-7d53-8586-8b09bf94062f', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3abc-7d53-8586-8b09bf94062f", "age": 3, "code": "HNMKALCMRTHLIIBHIPCO", "name": "Nala Clawford", "breed": "Persian", "email": "nala.clawford.47@mcf.example", "phone": "+78125550047", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "tortoiseshell"}'),
	(1, 118, '816', '01a22174-3ad4-741e-913a-2d959b6c7f83', 'worker.changed.v1', '01a22174-3ac1-7179-af89-4f256531f38f', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ac1-7179-af89-4f256531f38f", "age": 12, "code": "DRKLHRHMIPNSNOLMIPFL", "name": "Nala Clawford", "breed": "Maine Coon", "email": "nala.clawford.75@mcf.example", "phone": "+78125550075", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "tabby"}'),
	(1, 119, '816', '01a22174-3ad4-7d18-92a1-781f4f3c42da', 'worker.changed.v1', '01a22174-3acd-7630-a63f-4f11bb526e55', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3acd-7630-a63f-4f11bb526e55", "age": 5, "code": "KLDEJPDKBGLIMBKLFQMJ", "name": "Nala Furley", "breed": "Russian Blue", "email": "nala.furley.154@mcf.example", "phone": "+78125550154", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "grey"}'),
	(1, 120, '816', '01a22174-3ad4-7eb2-8ca9-f85b2f1ef27b', 'worker.changed.v1', '01a22174-3aca-718d-9fc1-4e585500e623', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3aca-718d-9fc1-4e585500e623", "age": 4, "code": "LLJNMPDLHNMFKMMLQDJI", "name": "Nala Mewes", "breed": "Siberian", "email": "nala.mewes.133@mcf.example", "phone": "+78125550133", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "black"}'),
	(1, 121, '816', '01a22174-3ad4-725b-b0da-28f1acc3e371', 'worker.changed.v1', '01a22174-3abb-7570-a74a-7efd957bc605', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3abb-7570-a74a-7efd957bc605", "age": 9, "code": "MJEBFEIILLRIGPKPGCLL", "name": "Nala Pawson", "breed": "Maine Coon", "email": "nala.pawson.39@mcf.example", "phone": "+78125550039", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "white"}'),
	(1, 122, '816', '01a22174-3ad4-7857-992e-1562b381cca7', 'worker.changed.v1', '01a22174-3ab8-7bfd-8966-c05b866a0c16', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ab8-7bfd-8966-c05b866a0c16", "age": 10, "code": "KLILKHNKCAKKKEMIGKFE", "name": "Nala Softstep", "breed": "Persian", "email": "nala.softstep.11@mcf.example", "phone": "+78125550011", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "grey"}'),
	(1, 123, '816', '01a22174-3ad4-7383-9b9b-a1c4fc739f59', 'worker.changed.v1', '01a22174-3aca-7e63-bbc6-8faa2f330e30', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3aca-7e63-bbc6-8faa2f330e30", "age": 3, "code": "BDLJIOMJAERHIMJMKIJL", "name": "Nala Tailor", "breed": "European Shorthair", "email": "nala.tailor.130@mcf.example", "phone": "+78125550130", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "tabby"}'),
	(1, 124, '816', '01a22174-3ad4-7d0b-bf1d-9d8938ceae3a', 'worker.changed.v1', '01a22174-3ad0-7de8-8165-6012b8634db9', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ad0-7de8-8165-6012b8634db9", "age": 6, "code": "MMJLBNRIOKMKJOOBMMJD", "name": "Nala Whiskers", "breed": "Siamese", "email": "nala.whiskers.170@mcf.example", "phone": "+78125550170", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "tabby"}'),
	(1, 125, '816', '01a22174-3ad4-71bc-8d04-122636de0dac', 'worker.changed.v1', '01a22174-3ace-7926-ab3e-66f1b8a8f13b', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ace-7926-ab3e-66f1b8a8f13b", "age": 2, "code": "KFLLMNGJFRNFLMEACLNH", "name": "Oliver Catterall", "breed": "European Shorthair", "email": "oliver.catterall.160@mcf.example", "phone": "+78125550160", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "tortoiseshell"}'),
	(1, 126, '816', '01a22174-3ad4-7e7c-ac6f-279c71af9b29', 'worker.changed.v1', '01a22174-3ad1-7412-9c0f-6ebea361ccd0', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ad1-7412-9c0f-6ebea361ccd0", "age": 11, "code": "MOJFOJOHEBJDKKIRJGHO", "name": "Oliver Catterall", "breed": "Siamese", "email": "oliver.catterall.182@mcf.example", "phone": "+78125550182", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "tortoiseshell"}'),
	(1, 127, '816', '01a22174-3ad4-77eb-8a03-c98e90eae4c1', 'worker.changed.v1', '01a22174-3abe-7dd8-89bc-80b72115aeee', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3abe-7dd8-89bc-80b72115aeee", "age": 2, "code": "GHGMMKBNMIKIJIJFOGQN", "name": "Oliver Catterall", "breed": "Maine Coon", "email": "oliver.catterall.51@mcf.example", "phone": "+78125550051", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "tabby"}'),
	(1, 128, '816', '01a22174-3ad4-72d2-bd88-5b18d03fbb21', 'worker.changed.v1', '01a22174-3abf-772d-a9a8-715dccdebce0', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3abf-772d-a9a8-715dccdebce0", "age": 9, "code": "KIHEJGPKQJLMLHDEIEDO", "name": "Oliver Furley", "breed": "Persian", "email": "oliver.furley.61@mcf.example", "phone": "+78125550061", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "black"}'),
	(1, 129, '816', '01a22174-3ad4-7875-93ac-bf413c7676e0', 'worker.changed.v1', '01a22174-3ad1-7da2-81e0-cc8d5a4ab742', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ad1-7da2-81e0-cc8d5a4ab742", "age": 12, "code": "LNJHKQILHLMQJNPARDEG", "name": "Oliver Longtail", "breed": "Siberian", "email": "oliver.longtail.179@mcf.example", "phone": "+78125550179", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "grey"}'),
	(1, 130, '816', '01a22174-3ad4-7645-a5c5-433ceb4459a7', 'worker.changed.v1', '01a22174-3ad1-7430-8232-d9edab0a16fa', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ad1-7430-8232-d9edab0a16fa", "age": 2, "code": "KPIRGNNJKFBNCNMHMLIR", "name": "Oliver Longtail", "breed": "Maine Coon", "email": "oliver.longtail.181@mcf.example", "phone": "+78125550181", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "grey"}'),
	(1, 131, '816', '01a22174-3ad4-7412-bb39-db6ef92f994d', 'worker.changed.v1', '01a22174-3abc-7eb4-bb5c-3f61676a8054', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3abc-7eb4-bb5c-3f61676a8054", "age": 3, "code": "NLPSOQHGAKJOFGDMIPHP", "name": "Oliver Longtail", "breed": "Russian Blue", "email": "oliver.longtail.42@mcf.example", "phone": "+78125550042", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "ginger"}'),
	(1, 132, '816', '01a22174-3ad4-7688-9e3f-7613ba1b397a', 'worker.changed.v1', '01a22174-3ad4-7689-af82-0f03e59d3b99', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ad4-7689-af82-0f03e59d3b99", "age": 7, "code": "LJJJJHFJBLQJNFSGOOKO", "name": "Oliver Mewes", "breed": "Bengal", "email": "oliver.mewes.199@mcf.example", "phone": "+78125550199", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "black"}'),
	(1, 133, '816', '01a22174-3ad4-7081-af60-36f0c3561967', 'worker.changed.v1', '01a22174-3ac9-76a8-b4d1-acc8b043c8b2', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ac9-76a8-b4d1-acc8b043c8b2", "age": 2, "code": "IGFMIIGLNMLQTHKHLKLO", "name": "Oliver Tailor", "breed": "Siberian", "email": "oliver.tailor.124@mcf.example", "phone": "+78125550124", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "ginger"}'),
	(1, 134, '816', '01a22174-3ad4-7a97-922c-23648cbcabff', 'worker.changed.v1', '01a22174-3ad4-7c2a-822b-bb4519ed417f', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ad4-7c2a-822b-bb4519ed417f", "age": 9, "code": "KTOOIECCLHFLINTKJENA", "name": "Oliver Velvet", "breed": "Persian", "email": "oliver.velvet.198@mcf.example", "phone": "+78125550198", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "ginger"}'),
	(1, 135, '816', '01a22174-3ad4-7d77-9491-2372c9d6f86f', 'worker.changed.v1', '01a22174-3ab9-7ece-8333-7f60fda960f2', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ab9-7ece-8333-7f60fda960f2", "age": 5, "code": "KRJLIEIINHQNIGTJPGFD", "name": "Oliver Velvet", "breed": "European Shorthair", "email": "oliver.velvet.20@mcf.example", "phone": "+78125550020", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "grey"}'),
	(1, 136, '816', '01a22174-3ad4-7d53-bb95-3e97448bb29c', 'worker.changed.v1', '01a22174-3acd-7232-9e28-0e9781ca9ce1', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3acd-7232-9e28-0e9781ca9ce1", "age": 8, "code": "KIJOIFKFGRIGJHKHMBEI", "name": "Oliver Whiskers", "breed": "Bengal", "email": "oliver.whiskers.151@mcf.example", "phone": "+78125550151", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "ginger"}'),
	(1, 137, '816', '01a22174-3ad4-773b-8e08-c933772b519a', 'worker.changed.v1', '01a22174-3ac2-7acd-b4b5-e25e9f968def', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ac2-7acd-b4b5-e25e9f968def", "age": 12, "code": "KHBANIFIFOHNMIGILNMI", "name": "Pepper Catterall", "breed": "European Shorthair", "email": "pepper.catterall.84@mcf.example", "phone": "+78125550084", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "white"}'),
	(1, 138, '816', '01a22174-3ad4-7c8c-a719-140f5763db3e', 'worker.changed.v1', '01a22174-3abe-7d5a-be2b-19f179daeb65', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3abe-7d5a-be2b-19f179daeb65", "age": 4, "code": "BKORGGBFOPEQHLCBPHIK", "name": "Pepper Longtail", "breed": "Siberian", "email": "pepper.longtail.54@mcf.example", "phone": "+78125550054", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "ginger"}'),
	(1, 139, '816', '01a22174-3ad4-7b76-8eed-b0c213ad6660', 'worker.changed.v1', '01a22174-3ac3-7016-88d6-bfc5e6506183', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ac3-7016-88d6-bfc5e6506183", "age": 5, "code": "NIOFCMFLGKHKHEMHNNLF", "name": "Pepper Mewes", "breed": "Russian Blue", "email": "pepper.mewes.92@mcf.example", "phone": "+78125550092", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "white"}'),
	(1, 140, '816', '01a22174-3ad4-7476-8e90-53491c17c139', 'worker.changed.v1', '01a22174-3ac8-7161-8758-609a8d35f54c', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ac8-7161-8758-609a8d35f54c", "age": 11, "code": "LHLJGMJMKFOKIGNOOELH", "name": "Pepper Nightwalker", "breed": "Bengal", "email": "pepper.nightwalker.113@mcf.example", "phone": "+78125550113", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "black"}'),
	(1, 141, '816', '01a22174-3ad4-78ee-abf3-89fcb8c4fd2c', 'worker.changed.v1', '01a22174-3ad1-7202-99f2-57161356e488', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ad1-7202-99f2-57161356e488", "age": 10, "code": "NISHQHKHQIHRKKELMOIK", "name": "Pepper Nightwalker", "breed": "Persian", "email": "pepper.nightwalker.180@mcf.example", "phone": "+78125550180", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "black"}'),
	(1, 142, '816', '01a22174-3ad4-7745-88de-2169cf6a7966', 'worker.changed.v1', '01a22174-3abf-7875-8c1c-ed667c4bc9e0', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3abf-7875-8c1c-ed667c4bc9e0", "age": 9, "code": "NTSGFLEEMQSIOOLIILTE", "name": "Pepper Nightwalker", "breed": "Siberian", "email": "pepper.nightwalker.64@mcf.example", "phone": "+78125550064", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "tortoiseshell"}'),
	(1, 143, '816', '01a22174-3ad4-7fb6-b8fc-cd4a9a909948', 'worker.changed.v1', '01a22174-3ac9-7de2-9207-9e83fd332033', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ac9-7de2-9207-9e83fd332033", "age": 8, "code": "GFMKRJGJBGIIIELODQON", "name": "Pepper Pawson", "breed": "Bengal", "email": "pepper.pawson.125@mcf.example", "phone": "+78125550125", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "grey"}'),
	(1, 144, '816', '01a22174-3ad4-73a8-95dd-9a8f7e9bc94b', 'worker.changed.v1', '01a22174-3abf-7487-b2c9-87873ae48a0d', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3abf-7487-b2c9-87873ae48a0d", "age": 2, "code": "KKMGILLFONGECRLQNDJL", "name": "Pepper Tailor", "breed": "Maine Coon", "email": "pepper.tailor.62@mcf.example", "phone": "+78125550062", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "tortoiseshell"}'),
	(1, 145, '816', '01a22174-3ad4-79f4-b266-16ce1f9ee3ac', 'worker.changed.v1', '01a22174-3ab8-70b1-90e7-aa8e98b33c83', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ab8-70b1-90e7-aa8e98b33c83", "age": 1, "code": "KJKCILIHOGGKNGHLNTIF", "name": "Pepper Velvet", "breed": "Persian", "email": "pepper.velvet.12@mcf.example", "phone": "+78125550012", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "tortoiseshell"}'),
	(1, 146, '816', '01a22174-3ad4-7111-b27a-6edbe7c987b1', 'worker.changed.v1', '01a22174-3abe-7d33-8268-76de118939b9', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3abe-7d33-8268-76de118939b9", "age": 4, "code": "HGQELQCHFOGJHFRMAJJM", "name": "Pepper Velvet", "breed": "European Shorthair", "email": "pepper.velvet.52@mcf.example", "phone": "+78125550052", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "black"}'),
	(1, 147, '816', '01a22174-3ad4-7c8b-98cf-16e697793fd2', 'worker.changed.v1', '01a22174-3ace-7f46-85b1-4a17a15499f0', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ace-7f46-85b1-4a17a15499f0", "age": 6, "code": "KLSOMFFKIMIGGGMGFFGK", "name": "Salem Furley", "breed": "European Shorthair", "email": "salem.furley.155@mcf.example", "phone": "+78125550155", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "ginger"}'),
	(1, 148, '816', '01a22174-3ad4-7468-92db-afd0ef46926c', 'worker.changed.v1', '01a22174-3ad3-7d5d-9a5d-c0e1b0ad3597', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ad3-7d5d-9a5d-c0e1b0ad3597", "age": 2, "code": "DLNEKSEKJCJJOFIDOEME", "name": "Salem Longtail", "breed": "Russian Blue", "email": "salem.longtail.191@mcf.example", "phone": "+78125550191", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "black"}'),
	(1, 149, '816', '01a22174-3ad4-7681-8130-6da08975d733', 'worker.changed.v1', '01a22174-3abc-73a0-86f6-53289c4f98dc', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3abc-73a0-86f6-53289c4f98dc", "age": 5, "code": "IOHOFEKKILTOJNSKJLIF", "name": "Salem Longtail", "breed": "Bengal", "email": "salem.longtail.44@mcf.example", "phone": "+78125550044", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "ginger"}'),
	(1, 150, '816', '01a22174-3ad4-7817-b620-da3a9b27ec3f', 'worker.changed.v1', '01a22174-3ac6-7f0a-9300-a0017248d32b', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ac6-7f0a-9300-a0017248d32b", "age": 4, "code": "JLJIJMJNGLCJIJLGILIJ", "name": "Salem Mewes", "breed": "Russian Blue", "email": "salem.mewes.102@mcf.example", "phone": "+78125550102", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "ginger"}'),
	(1, 151, '816', '01a22174-3ad4-790b-ba94-d87c6ec723be', 'worker.changed.v1', '01a22174-3aba-7f2e-9ebc-beeaed670901', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3aba-7f2e-9ebc-beeaed670901", "age": 3, "code": "BNJOGMLMIKGOJDNBKOKN", "name": "Salem Pawson", "breed": "European Shorthair", "email": "salem.pawson.32@mcf.example", "phone": "+78125550032", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "ginger"}'),
	(1, 152, '816', '01a22174-3ad4-7684-8c6d-e58ba0268900', 'worker.changed.v1', '01a22174-3acb-7aff-bc6c-831ef0e27fd3', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3acb-7aff-bc6c-831ef0e27fd3", "age": 10, "code": "IQFKNGDERFFFRGNPFHKN", "name": "Salem Purrington", "breed": "Maine Coon", "email": "salem.purrington.139@mcf.example", "phone": "+78125550139", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "ginger"}'),
	(1, 153, '816', '01a22174-3ad4-76f7-8337-cf5dabb561f9', 'worker.changed.v1', '01a22174-3ac8-7326-a4b3-80b49fb864b9', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ac8-7326-a4b3-80b49fb864b9", "age": 3, "code": "OIJGKMKBNMIHIKNLQBEL", "name": "Salem Velvet", "breed": "Persian", "email": "salem.velvet.119@mcf.example", "phone": "+78125550119", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "tabby"}'),
	(1, 154, '816', '01a22174-3ad4-7f30-b830-5a4a084a1542', 'worker.changed.v1', '01a22174-3abb-793e-badc-6cd4bf0a54b3', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3abb-793e-badc-6cd4bf0a54b3", "age": 6, "code": "CQRKJHKBGKNPJONQQFLP", "name": "Salem Velvet", "breed": "Maine Coon", "email": "salem.velvet.38@mcf.example", "phone": "+78125550038", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "tabby"}'),
	(1, 155, '816', '01a22174-3ad4-7d66-8120-0ea24546bee0', 'worker.changed.v1', '01a22174-3ad4-7aa4-a362-5aac8c7cee48', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ad4-7aa4-a362-5aac8c7cee48", "age": 2, "code": "PJKILLDDKMOJJKLGMJJG", "name": "Salem Whiskers", "breed": "Siberian", "email": "salem.whiskers.195@mcf.example", "phone": "+78125550195", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "tabby"}'),
	(1, 156, '816', '01a22174-3ad4-7d11-a080-91f7ab8ee0ba', 'worker.changed.v1', '01a22174-3ac1-7fb3-af3a-f53f6131b269', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ac1-7fb3-af3a-f53f6131b269", "age": 7, "code": "KJGLHHIJONECBLGRHEFK", "name": "Salem Whiskers", "breed": "Russian Blue", "email": "salem.whiskers.73@mcf.example", "phone": "+78125550073", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "tabby"}'),
	(1, 157, '816', '01a22174-3ad4-71f8-b70b-19387d64fefa', 'worker.changed.v1', '01a22174-3ac8-7cb3-8edd-065cc8e542bc', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ac8-7cb3-8edd-065cc8e542bc", "age": 12, "code": "NGNKIEIQGJFQKJOCILIR", "name": "Simba Catterall", "breed": "Persian", "email": "simba.catterall.115@mcf.example", "phone": "+78125550115", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "tortoiseshell"}'),
	(1, 158, '816', '01a22174-3ad4-709e-b2d3-9eec77da15a7', 'worker.changed.v1', '01a22174-3acc-7410-ba41-fae07fe718a9', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3acc-7410-ba41-fae07fe718a9", "age": 1, "code": "LFLRLMJIGLHHIIIMNQJH", "name": "Simba Catterall", "breed": "Bengal", "email": "simba.catterall.144@mcf.example", "phone": "+78125550144", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "ginger"}'),
	(1, 159, '816', '01a22174-3ad4-78f2-a8ff-f92c62594e7c', 'worker.changed.v1', '01a22174-3abb-72f2-89eb-d780cf980325', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3abb-72f2-89eb-d780cf980325", "age": 9, "code": "IILIOCJCJHLOILQJFLJL", "name": "Simba Catterall", "breed": "Russian Blue", "email": "simba.catterall.35@mcf.example", "phone": "+78125550035", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "tabby"}'),
	(1, 160, '816', '01a22174-3ad4-78f0-855d-c3cf0b3eeeb4', 'worker.changed.v1', '01a22174-3ad0-7791-9eb5-329f5144b181', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ad0-7791-9eb5-329f5144b181", "age": 12, "code": "FHFJHHILOFKLJEHFJDEN", "name": "Simba Clawford", "breed": "Bengal", "email": "simba.clawford.175@mcf.example", "phone": "+78125550175", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "white"}'),
	(1, 161, '816', '01a22174-3ad4-7deb-a2b5-acc4e83ea0b7', 'worker.changed.v1', '01a22174-3ab9-71c3-af65-716dc9c4c716', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ab9-71c3-af65-716dc9c4c716", "age": 7, "code": "INTIDLNSBNNJOGFDGCLM", "name": "Simba Longtail", "breed": "Russian Blue", "email": "simba.longtail.24@mcf.example", "phone": "+78125550024", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "black"}'),
	(1, 162, '816', '01a22174-3ad4-7c59-b64f-1e3b513ebd93', 'worker.changed.v1', '01a22174-3ac9-79f8-bdb8-b5782ca798ec', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ac9-79f8-bdb8-b5782ca798ec", "age": 10, "code": "HLMQAIJHLJLLANNHGHGM", "name": "Simba Mewes", "breed": "Siberian", "email": "simba.mewes.122@mcf.example", "phone": "+78125550122", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "tabby"}'),
	(1, 163, '816', '01a22174-3ad4-742c-872a-7cb1cf08915c', 'worker.changed.v1', '01a22174-3acd-72fb-b570-bcc09f0f7690', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3acd-72fb-b570-bcc09f0f7690", "age": 12, "code": "LKQSQGILKJLNDJLJHCPG", "name": "Simba Nightwalker", "breed": "Siberian", "email": "simba.nightwalker.148@mcf.example", "phone": "+78125550148", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "ginger"}'),
	(1, 164, '816', '01a22174-3ad4-7216-9672-e3670702df2c', 'worker.changed.v1', '01a22174-3acf-721d-b5eb-47c37973d1f6', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3acf-721d-b5eb-47c37973d1f6", "age": 7, "code": "FGNONJELQGBCJJOIMOOR", "name": "Simba Nightwalker", "breed": "Siberian", "email": "simba.nightwalker.167@mcf.example", "phone": "+78125550167", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "ginger"}'),
	(1, 165, '816', '01a22174-3ad4-7158-b1fd-e59661836a00', 'worker.changed.v1', '01a22174-3aba-75d7-93d2-5926876421e6', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3aba-75d7-93d2-5926876421e6", "age": 3, "code": "LLIGBNLOLFILINGJFNRH", "name": "Simba Softstep", "breed": "Siberian", "email": "simba.softstep.30@mcf.example", "phone": "+78125550030", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "white"}'),
	(1, 166, '816', '01a22174-3ad4-7792-815c-4a08f603ce44', 'worker.changed.v1', '01a22174-3aba-7fec-adda-03d919dde3aa', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3aba-7fec-adda-03d919dde3aa", "age": 2, "code": "LMIKKNFKIIKCIPJJOJFQ", "name": "Simba Softstep", "breed": "Bengal", "email": "simba.softstep.31@mcf.example", "phone": "+78125550031", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "ginger"}'),
	(1, 167, '816', '01a22174-3ad4-7e15-b3ac-48a31d977599', 'worker.changed.v1', '01a22174-3ac0-7166-bccd-bbd954717451', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ac0-7166-bccd-bbd954717451", "age": 12, "code": "JIFRQLTFJNKNTGLNJNCM", "name": "Simba Tailor", "breed": "Siamese", "email": "simba.tailor.72@mcf.example", "phone": "+78125550072", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "tabby"}'),
	(1, 168, '816', '01a22174-3ad4-7dac-82be-85d615bc0bce', 'worker.changed.v1', '01a22174-3ac6-7be1-8d41-70a164704190', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ac6-7be1-8d41-70a164704190", "age": 5, "code": "JLRNNOQDDKBHOHJPPMJJ", "name": "Simba Velvet", "breed": "European Shorthair", "email": "simba.velvet.101@mcf.example", "phone": "+78125550101", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "tortoiseshell"}'),
	(1, 169, '816', '01a22174-3ad4-77f9-b698-345efa40a774', 'worker.changed.v1', '01a22174-3ad4-7800-aeac-0c46a18f089e', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ad4-7800-aeac-0c46a18f089e", "age": 9, "code": "MHJOEKDHJHCKHIDGCSOE", "name": "Smokey Catterall", "breed": "Persian", "email": "smokey.catterall.200@mcf.example", "phone": "+78125550200", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "tabby"}'),
	(1, 170, '816', '01a22174-3ad4-7956-b9f4-1506b8fc18de', 'worker.changed.v1', '01a22174-3ac7-72cd-93f3-c60c6f1fbc37', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ac7-72cd-93f3-c60c6f1fbc37", "age": 2, "code": "FHKJDHNKIKJCLLOIKHIM", "name": "Smokey Clawford", "breed": "Siamese", "email": "smokey.clawford.106@mcf.example", "phone": "+78125550106", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "ginger"}'),
	(1, 171, '816', '01a22174-3ad4-7597-986d-0b79a4505514', 'worker.changed.v1', '01a22174-3abd-7116-a355-982af4d1b63e', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3abd-7116-a355-982af4d1b63e", "age": 1, "code": "LLMJMHORAJOFIMAOPMIL", "name": "Smokey Clawford", "breed": "Russian Blue", "email": "smokey.clawford.50@mcf.example", "phone": "+78125550050", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "grey"}'),
	(1, 172, '816', '01a22174-3ad4-710f-9106-c936987ad43f', 'worker.changed.v1', '01a22174-3ac4-7d7e-bf21-0a2444ef6cac', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ac4-7d7e-bf21-0a2444ef6cac", "age": 6, "code": "NGIKKLCAGMHJGMFGEMLM", "name": "Smokey Mewes", "breed": "Siberian", "email": "smokey.mewes.94@mcf.example", "phone": "+78125550094", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "black"}'),
	(1, 173, '816', '01a22174-3ad4-7f6b-a654-1abcae1d1420', 'worker.changed.v1', '01a22174-3aba-7c75-a1b7-9c24b9138b72', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3aba-7c75-a1b7-9c24b9138b72", "age": 9, "code": "SKIMIKMGELKNCSDQPMDB", "name": "Smokey Pawson", "breed": "Maine Coon", "email": "smokey.pawson.29@mcf.example", "phone": "+78125550029", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "grey"}'),
	(1, 174, '816', '01a22174-3ad4-7f08-8624-b0926254e51a', 'worker.changed.v1', '01a22174-3ab7-7eec-af17-15b9dcba2401', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ab7-7eec-af17-15b9dcba2401", "age": 1, "code": "EOHFJQFLMPJAAMNGCEEQ", "name": "Smokey Purrington", "breed": "Maine Coon", "email": "smokey.purrington.10@mcf.example", "phone": "+78125550010", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "tortoiseshell"}'),
	(1, 175, '816', '01a22174-3ad4-769a-8e43-8dfd5787ebc2', 'worker.changed.v1', '01a22174-3acf-73dd-8447-e14f2746b439', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3acf-73dd-8447-e14f2746b439", "age": 3, "code": "EHIHFLMHLIRMLPFLHJJN", "name": "Smokey Purrington", "breed": "Siamese", "email": "smokey.purrington.168@mcf.example", "phone": "+78125550168", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "grey"}'),
	(1, 176, '816', '01a22174-3ad4-7d14-ba07-3496781b4dd9', 'worker.changed.v1', '01a22174-3aca-7810-a7a1-09b94e58a5a6', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3aca-7810-a7a1-09b94e58a5a6", "age": 11, "code": "GOMKLHRPHJMJJJJGJJMG", "name": "Smokey Softstep", "breed": "Maine Coon", "email": "smokey.softstep.129@mcf.example", "phone": "+78125550129", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "ginger"}'),
	(1, 177, '816', '01a22174-3ad4-7a22-a770-3d13a30456a9', 'worker.changed.v1', '01a22174-3acd-725a-afd0-5198ee342bba', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3acd-725a-afd0-5198ee342bba", "age": 12, "code": "DHJLJIJPAJHPQMFGIISO", "name": "Smokey Softstep", "breed": "Persian", "email": "smokey.softstep.150@mcf.example", "phone": "+78125550150", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "tortoiseshell"}'),
	(1, 178, '816', '01a22174-3ad4-74d0-913c-42d2ccd29cda', 'worker.changed.v1', '01a22174-3aca-7498-8036-b3c73fa11f08', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3aca-7498-8036-b3c73fa11f08", "age": 2, "code": "JKMLIGNKHKRNNOPPHLKD", "name": "Smokey Tailor", "breed": "Persian", "email": "smokey.tailor.128@mcf.example", "phone": "+78125550128", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "ginger"}'),
	(1, 179, '816', '01a22174-3ad4-72d2-9f9b-bd98143d9660', 'worker.changed.v1', '01a22174-3ab8-7924-a1ef-5b67c218d342', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ab8-7924-a1ef-5b67c218d342", "age": 8, "code": "EJEIMQNBGKTOPIIQEFIQ", "name": "Smokey Tailor", "breed": "Persian", "email": "smokey.tailor.17@mcf.example", "phone": "+78125550017", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "ginger"}'),
	(1, 180, '816', '01a22174-3ad4-7b04-acae-277167147d50', 'worker.changed.v1', '01a22174-3ac2-7b55-8e43-340e265eee44', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ac2-7b55-8e43-340e265eee44", "age": 9, "code": "IKSKLKGMPBMELINIKMJP", "name": "Smokey Tailor", "breed": "Persian", "email": "smokey.tailor.79@mcf.example", "phone": "+78125550079", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "grey"}'),
	(1, 181, '816', '01a22174-3ad4-75e3-b7b5-2264f87d0ddc', 'worker.changed.v1', '01a22174-3ac4-737d-ad31-d3af8b229249', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ac4-737d-ad31-d3af8b229249", "age": 4, "code": "EJLIPDISCIGEGFIRNQLQ", "name": "Smokey Velvet", "breed": "Persian", "email": "smokey.velvet.93@mcf.example", "phone": "+78125550093", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "ginger"}'),
	(1, 182, '816', '01a22174-3ad4-73e1-b9ac-3935d0c7773d', 'worker.changed.v1', '01a22174-3acb-791f-a88d-463ccdbe7911', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3acb-791f-a88d-463ccdbe7911", "age": 2, "code": "JNJKHIJDIFDOIEMIKNOQ", "name": "Tiger Clawford", "breed": "Siberian", "email": "tiger.clawford.137@mcf.example", "phone": "+78125550137", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "white"}'),
	(1, 183, '816', '01a22174-3ad4-7b6c-ac5a-82fdd0324151', 'worker.changed.v1', '01a22174-3ad0-76f1-a644-de03eebddad7', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ad0-76f1-a644-de03eebddad7", "age": 11, "code": "NNIIIOGJDJGTGFIKKKOJ", "name": "Tiger Clawford", "breed": "Russian Blue", "email": "tiger.clawford.171@mcf.example", "phone": "+78125550171", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "black"}'),
	(1, 184, '816', '01a22174-3ad4-769e-8afc-a7629d589c71', 'worker.changed.v1', '01a22174-3abf-799a-88f4-13a2fea2c7ae', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3abf-799a-88f4-13a2fea2c7ae", "age": 6, "code": "REHFMEQLJLGFEFDOHBJJ", "name": "Tiger Mewes", "breed": "Siamese", "email": "tiger.mewes.63@mcf.example", "phone": "+78125550063", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "tabby"}'),
	(1, 185, '816', '01a22174-3ad4-7418-8d08-b53a8d87f901', 'worker.changed.v1', '01a22174-3ab7-7fd3-a4fd-9a88c15c029c', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ab7-7fd3-a4fd-9a88c15c029c", "age": 9, "code": "LEGAIGHRPDDLICHCCCEG", "name": "Tiger Tailor", "breed": "Siamese", "email": "tiger.tailor.4@mcf.example", "phone": "+78125550004", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "black"}'),
	(1, 186, '816', '01a22174-3ad4-7a67-96e0-294a5f8c7118', 'worker.changed.v1', '01a22174-3ac3-7c14-b06b-387e926a6a1f', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ac3-7c14-b06b-387e926a6a1f", "age": 7, "code": "IFILKDNJEQKGDLIGLDPN", "name": "Tiger Tailor", "breed": "European Shorthair", "email": "tiger.tailor.91@mcf.example", "phone": "+78125550091", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "grey"}'),
	(1, 187, '816', '01a22174-3ad4-7a8d-a17a-00ce97036c70', 'worker.changed.v1', '01a22174-3ab9-70a5-b408-158ec92a8c32', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ab9-70a5-b408-158ec92a8c32", "age": 6, "code": "IMRHHDMOJJNOIKIHOKNI", "name": "Tiger Velvet", "breed": "European Shorthair", "email": "tiger.velvet.22@mcf.example", "phone": "+78125550022", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "black"}'),
	(1, 188, '816', '01a22174-3ad4-7bb6-bf88-74c0f1b39310', 'worker.changed.v1', '01a22174-3ad4-7a2b-a666-02901d691300', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ad4-7a2b-a666-02901d691300", "age": 10, "code": "GGGKHBHENFEKJJRIGGFP", "name": "Tiger Whiskers", "breed": "Siamese", "email": "tiger.whiskers.197@mcf.example", "phone": "+78125550197", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "black"}'),
	(1, 189, '816', '01a22174-3ad4-7316-be0d-49d262d154b7', 'worker.changed.v1', '01a22174-3abc-7c7f-83a2-714656c1a27e', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3abc-7c7f-83a2-714656c1a27e", "age": 7, "code": "GRCSLKMNRHNNCJMOJJLL", "name": "Tiger Whiskers", "breed": "Bengal", "email": "tiger.whiskers.43@mcf.example", "phone": "+78125550043", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "tortoiseshell"}'),
	(1, 190, '816', '01a22174-3ad4-7693-bd2b-5df4f91a3772', 'worker.changed.v1', '01a22174-3ab6-781e-b460-07fa3ec2204b', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ab6-781e-b460-07fa3ec2204b", "age": 9, "code": "OQHEPIGBOLLLBKLKSGJH", "name": "Tom Clawford", "breed": "Persian", "email": "tom.clawford.1@mcf.example", "phone": "+78125550001", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "tortoiseshell"}'),
	(1, 191, '816', '01a22174-3ad4-746d-bab3-1aa3af8d80ee', 'worker.changed.v1', '01a22174-3ab7-7d39-beca-0ce4cdd3b9cc', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ab7-7d39-beca-0ce4cdd3b9cc", "age": 1, "code": "FSBLPFRFLCGJPLIIFLOR", "name": "Tom Clawford", "breed": "Bengal", "email": "tom.clawford.9@mcf.example", "phone": "+78125550009", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "tortoiseshell"}'),
	(1, 192, '816', '01a22174-3ad4-7e62-b007-01985fbe9182', 'worker.changed.v1', '01a22174-3acc-7192-b0c4-730bbb6e1e2c', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3acc-7192-b0c4-730bbb6e1e2c", "age": 5, "code": "GBJOOMIJMMIHFEJMKBMJ", "name": "Tom Furley", "breed": "Persian", "email": "tom.furley.147@mcf.example", "phone": "+78125550147", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "tabby"}'),
	(1, 193, '816', '01a22174-3ad4-7336-bf64-d7499e007f5d', 'worker.changed.v1', '01a22174-3ab8-7ebf-9ec7-e978f5e38570', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ab8-7ebf-9ec7-e978f5e38570", "age": 2, "code": "GIFLDPKJIFNDKAMJMNHI", "name": "Tom Furley", "breed": "Persian", "email": "tom.furley.14@mcf.example", "phone": "+78125550014", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "white"}'),
	(1, 194, '816', '01a22174-3ad4-73ae-abdc-e9ca695a3b1f', 'worker.changed.v1', '01a22174-3ad2-75b8-9f40-d7ec8edb0735', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ad2-75b8-9f40-d7ec8edb0735", "age": 7, "code": "PJOHGQEJHMIHGKMCEKEF", "name": "Tom Longtail", "breed": "European Shorthair", "email": "tom.longtail.187@mcf.example", "phone": "+78125550187", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "ginger"}'),
	(1, 195, '816', '01a22174-3ad4-7a11-9d0a-2d1e6a5b2ae6', 'worker.changed.v1', '01a22174-3ac1-7ce5-93e0-3ed5c83d87bf', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ac1-7ce5-93e0-3ed5c83d87bf", "age": 2, "code": "HRFLLKRJKCNDOKMEJKIR", "name": "Tom Longtail", "breed": "Persian", "email": "tom.longtail.76@mcf.example", "phone": "+78125550076", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "grey"}'),
	(1, 196, '816', '01a22174-3ad4-7bc3-af36-fe7e52a28fcd', 'worker.changed.v1', '01a22174-3ac3-7b8e-a18d-2aae9173520a', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ac3-7b8e-a18d-2aae9173520a", "age": 10, "code": "RFIAHNMNGHMHFDENDMRF", "name": "Tom Longtail", "breed": "Bengal", "email": "tom.longtail.87@mcf.example", "phone": "+78125550087", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "ginger"}'),
	(1, 197, '816', '01a22174-3ad4-70c9-b141-1d77fae58d65', 'worker.changed.v1', '01a22174-3ad2-7c87-8cf6-d90f272eb7e2', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ad2-7c87-8cf6-d90f272eb7e2", "age": 11, "code": "PMEFDGDHPFRAFQGFFHSJ", "name": "Tom Nightwalker", "breed": "Siberian", "email": "tom.nightwalker.184@mcf.example", "phone": "+78125550184", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "black"}'),
	(1, 198, '816', '01a22174-3ad4-7f0c-9ced-3c1602110a2c', 'worker.changed.v1', '01a22174-3ac0-7160-80f9-2e6c900c47a5', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ac0-7160-80f9-2e6c900c47a5", "age": 1, "code": "IDBMBJEHJRJJNIRPFKJL", "name": "Tom Pawson", "breed": "Persian", "email": "tom.pawson.68@mcf.example", "phone": "+78125550068", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "tabby"}'),
	(1, 199, '816', '01a22174-3ad4-767e-8196-51f1f51baa5c', 'worker.changed.v1', '01a22174-3ac5-7b9f-ab92-7871d68bf69e', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ac5-7b9f-ab92-7871d68bf69e", "age": 2, "code": "GFMQLGJKIKJMJCDMLDEG", "name": "Tom Purrington", "breed": "Russian Blue", "email": "tom.purrington.97@mcf.example", "phone": "+78125550097", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "ginger"}'),
	(1, 200, '816', '01a22174-3ad4-74ed-91a2-232e13cfabc1', 'worker.changed.v1', '01a22174-3ac8-72b6-9822-031831ffa409', 1, '2026-11-28 09:19:55.092+00', '{"traceparent": "00-591b872a57aa5373b8acde1ca3a54f97-9afadab6edf15aca-00"}', '{"id": "01a22174-3ac8-72b6-9822-031831ffa409", "age": 6, "code": "OCDDLHKLMFKJIOKKKJJM", "name": "Tom Tailor", "breed": "Siberian", "email": "tom.tailor.116@mcf.example", "phone": "+78125550116", "active": true, "origin": "imported", "version": 1, "absences": [], "coat_colour": "tortoiseshell"}');

INSERT INTO workers.outbox_identity VALUES
	(true, '95ff19b5-e570-4254-ace8-80999da1d2ac', '0');

INSERT INTO workers.person VALUES
	('manager', '01a22174-3b09-70ef-b1b8-ac305207e5d2', NULL, 'Murka Pawson', 'Murka', 'murka.pawson.1@mcf.example', DEFAULT, NULL, NULL, true, 1, DEFAULT),
	('manager', '01a22174-3b11-7ecb-8368-16e11c4f5864', NULL, 'Barsik Nightwalker', 'Barsik', 'barsik.nightwalker.2@mcf.example', DEFAULT, NULL, NULL, true, 1, DEFAULT),
	('manager', '01a22174-3b1e-77f0-864d-14493ff4cf59', NULL, 'Barsik Purrington', 'Barsik', 'barsik.purrington.3@mcf.example', DEFAULT, NULL, NULL, true, 1, DEFAULT);

INSERT INTO workers.worker VALUES
	('01a22174-3ac0-7242-b073-7f9cf9e1900e', 'Barsik Catterall', 'barsik.catterall.67@mcf.example', '+78125550067', 1, 'Persian', 'tabby', '{30,75,35,10,95,85,55,75,25,35,25,40,100,45,50,55,50,40,50,60}', 'FOGBSQKOEGEHTIJKJHJL', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ace-7895-9076-7488a9b3a38d', 'Barsik Clawford', 'barsik.clawford.156@mcf.example', '+78125550156', 3, 'European Shorthair', 'white', '{70,40,40,30,50,45,40,50,50,45,55,50,50,60,65,70,10,60,50,50}', 'NHHFJIHJJIKJJLMNBLJJ', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ad0-77d5-9860-d7619450f41f', 'Barsik Nightwalker', 'barsik.nightwalker.172@mcf.example', '+78125550172', 5, 'European Shorthair', 'tortoiseshell', '{55,55,55,55,80,80,25,30,10,55,65,70,65,50,65,25,35,45,55,90}', 'KKKKPPEFBKMNMJMEGIKR', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ac2-7c4a-81ea-444e79fb0a17', 'Barsik Pawson', 'barsik.pawson.80@mcf.example', '+78125550080', 12, 'Persian', 'ginger', '{65,40,65,85,70,50,85,45,75,65,65,35,30,30,45,70,45,70,45,70}', 'MHMQNJQIOMMGFFINININ', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ac7-7449-821d-583a3c23d559', 'Barsik Whiskers', 'barsik.whiskers.112@mcf.example', '+78125550112', 7, 'Russian Blue', 'grey', '{100,55,30,40,80,50,70,100,40,20,90,25,80,70,50,65,60,25,65,55}', 'TKFHPJNTHDREPNJMLEMK', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ad2-7f4f-b752-e0cee0216e08', 'Barsik Whiskers', 'barsik.whiskers.185@mcf.example', '+78125550185', 6, 'European Shorthair', 'tortoiseshell', '{90,60,25,15,80,55,30,65,55,55,65,50,10,70,55,50,80,45,30,50}', 'RLECPKFMKKMJBNKJPIFJ', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ac8-7a9e-861f-bdbc7bf9a1da', 'Cleo Clawford', 'cleo.clawford.114@mcf.example', '+78125550114', 10, 'Siberian', 'grey', '{55,55,50,25,65,30,35,65,40,50,45,50,55,75,15,75,50,45,35,35}', 'KKJEMFGMHJIJKOCOJIGG', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3abb-7103-ba56-f1c99e387cbc', 'Cleo Clawford', 'cleo.clawford.41@mcf.example', '+78125550041', 1, 'Bengal', 'ginger', '{40,35,30,45,40,100,45,90,60,20,20,30,60,95,50,35,40,30,100,40}', 'HGFIHTIRLDDFLSJGHFTH', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3aca-7bb1-94c8-86aeb902ca59', 'Cleo Mewes', 'cleo.mewes.131@mcf.example', '+78125550131', 12, 'Russian Blue', 'grey', '{40,25,35,55,40,70,40,100,30,70,75,40,25,75,70,20,65,20,25,90}', 'HEGKHNHTFNOHEONDMDER', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3acc-71bf-b267-bf464866db03', 'Cleo Mewes', 'cleo.mewes.145@mcf.example', '+78125550145', 10, 'Siberian', 'tabby', '{55,50,45,65,70,30,65,60,35,60,65,35,80,50,25,55,75,95,90,60}', 'KJIMNFMLGLMGPJEKOSRL', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ac4-7c11-91c5-0c12fecdc879', 'Cleo Mewes', 'cleo.mewes.96@mcf.example', '+78125550096', 8, 'Siamese', 'tabby', '{60,25,60,55,60,50,40,60,50,20,90,40,85,40,35,55,55,70,40,70}', 'LELKLJHLJDRHQHGKKNHN', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3aca-7e3e-865a-c50ced4d5a58', 'Cleo Nightwalker', 'cleo.nightwalker.132@mcf.example', '+78125550132', 10, 'Persian', 'white', '{30,65,55,85,55,40,85,70,35,95,70,55,25,65,55,60,60,100,65,45}', 'FMKQKHQNGSNKEMKLLTMI', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ac7-73b9-b4d1-1a43d2d2567a', 'Cleo Pawson', 'cleo.pawson.108@mcf.example', '+78125550108', 5, 'Bengal', 'tabby', '{60,30,30,80,30,50,85,55,45,25,90,55,65,55,50,80,25,50,15,30}', 'LFFPFJQKIERKMKJPEJCF', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3acb-7461-82e8-d5f90ef94de5', 'Cleo Whiskers', 'cleo.whiskers.134@mcf.example', '+78125550134', 6, 'Russian Blue', 'black', '{85,65,40,50,50,15,45,25,45,40,20,35,55,60,90,50,10,80,75,95}', 'QMHJJCIEIHDGKLRJBPOS', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ad2-77e0-b272-b1e518d707fe', 'Cleo Whiskers', 'cleo.whiskers.189@mcf.example', '+78125550189', 6, 'Maine Coon', 'tabby', '{65,85,15,25,40,40,55,40,60,45,55,50,90,75,60,40,30,55,100,65}', 'MQCEHHKHLIKJROLHFKTM', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3aba-7f2e-ad7d-8af6d2b9c74e', 'Duchess Catterall', 'duchess.catterall.33@mcf.example', '+78125550033', 4, 'Persian', 'white', '{70,65,50,25,20,90,75,45,45,55,80,55,75,75,15,40,60,65,50,70}', 'NMJEDROIIKPKOOCHLMJN', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3aba-7a46-b658-c688f40c0f63', 'Duchess Furley', 'duchess.furley.28@mcf.example', '+78125550028', 5, 'Russian Blue', 'tortoiseshell', '{40,70,50,70,20,80,55,85,45,20,85,85,50,80,75,75,40,5,40,60}', 'HNJNDPKQIDQQJPOOHAHL', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ac0-7f28-a227-68f29a0f4c2a', 'Duchess Mewes', 'duchess.mewes.70@mcf.example', '+78125550070', 5, 'Siamese', 'black', '{45,40,90,50,100,15,15,100,30,20,60,20,20,50,75,25,25,30,55,80}', 'IHRJTCCTFDLDDJOEEFKP', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ac1-789e-ab78-891aaf2e6316', 'Duchess Mewes', 'duchess.mewes.74@mcf.example', '+78125550074', 1, 'European Shorthair', 'white', '{65,85,25,55,40,60,60,65,70,65,60,75,45,60,85,20,5,65,5,40}', 'MQEKHLLMNMLOILQDAMAH', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ac6-7a3a-a083-367773e92299', 'Duchess Mewes', 'duchess.mewes.99@mcf.example', '+78125550099', 9, 'Russian Blue', 'white', '{65,55,70,70,55,70,70,95,20,40,90,20,85,90,45,60,10,55,10,50}', 'MKNNKNNSDHRDQRILBKBJ', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3abb-771b-afb8-0185bc631ddb', 'Duchess Pawson', 'duchess.pawson.34@mcf.example', '+78125550034', 10, 'Russian Blue', 'white', '{70,60,55,75,40,65,50,45,55,55,35,45,75,55,85,70,45,70,100,50}', 'NLKOHMJIKKGIOKQNINTJ', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ac3-7819-8908-791c24608fd9', 'Felix Catterall', 'felix.catterall.89@mcf.example', '+78125550089', 2, 'Maine Coon', 'ginger', '{55,100,40,95,85,15,65,35,45,55,60,20,35,75,60,90,5,95,40,80}', 'KTHSQCMGIKLDGOLRASHP', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ab8-76c7-99a7-1da073c75efd', 'Felix Clawford', 'felix.clawford.16@mcf.example', '+78125550016', 10, 'Bengal', 'ginger', '{70,40,70,55,65,90,50,50,10,50,55,40,45,55,35,90,45,80,55,80}', 'NHNKMRJJBJKHIKGRIPKP', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ac6-7548-ab84-428d81760413', 'Felix Longtail', 'felix.longtail.98@mcf.example', '+78125550098', 3, 'Persian', 'grey', '{50,45,45,70,60,55,65,50,20,70,90,45,45,50,40,35,45,55,85,95}', 'JIINLKMJDNRIIJHGIKQS', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3acc-7a23-aa43-949e13f69707', 'Felix Mewes', 'felix.mewes.143@mcf.example', '+78125550143', 6, 'Maine Coon', 'grey', '{40,50,65,25,10,15,15,55,55,15,30,95,50,70,35,35,55,50,40,45}', 'HJMEBCCKKCFSJNGGKJHI', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ad2-756f-9130-5227167f43fd', 'Felix Nightwalker', 'felix.nightwalker.186@mcf.example', '+78125550186', 10, 'Persian', 'ginger', '{65,50,80,60,80,20,70,80,65,45,45,25,95,40,90,60,90,45,65,20}', 'MJPLPDNPMIIESHRLRIMD', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ac9-79c1-b208-9282eb87c87b', 'Felix Softstep', 'felix.softstep.126@mcf.example', '+78125550126', 4, 'Persian', 'tabby', '{65,60,50,45,25,50,40,55,55,55,65,55,80,50,75,70,35,60,65,80}', 'MLJIEJHKKKMKPJONGLMP', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ac6-717f-a3f8-8a7b89af5a70', 'Felix Tailor', 'felix.tailor.104@mcf.example', '+78125550104', 2, 'Bengal', 'black', '{70,90,50,70,70,65,35,25,70,35,20,45,50,30,85,30,30,35,50,60}', 'NRJNNMGENGDIJFQFFGJL', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3abe-7258-9da2-fcd9cc6f6aeb', 'Felix Tailor', 'felix.tailor.53@mcf.example', '+78125550053', 11, 'Persian', 'black', '{100,65,50,45,70,60,45,45,20,5,45,50,55,60,75,50,75,10,65,45}', 'TMJINLIIDAIJKLOJOBMI', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ac9-71e8-bc5e-cf8b4b5199b2', 'Felix Whiskers', 'felix.whiskers.123@mcf.example', '+78125550123', 10, 'Maine Coon', 'ginger', '{75,35,65,80,80,45,40,80,90,40,75,60,85,55,90,90,20,25,30,40}', 'OGMPPIHPRHOLQKRRDEFH', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3acb-7209-a299-f6ec9df87f3a', 'Felix Whiskers', 'felix.whiskers.140@mcf.example', '+78125550140', 3, 'Siamese', 'tortoiseshell', '{45,40,40,15,85,45,65,50,75,80,15,25,50,95,95,40,60,15,40,20}', 'IHHCQIMJOPCEJSSHLCHD', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3abb-7eac-a178-9dfff5fb3b79', 'Felix Whiskers', 'felix.whiskers.37@mcf.example', '+78125550037', 3, 'Bengal', 'black', '{45,15,35,55,15,65,55,80,80,55,80,60,65,65,35,50,50,50,35,55}', 'ICGKCMKPPKPLMMGJJJGK', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3acf-77f4-8df0-028ba95c6e1e', 'Figaro Clawford', 'figaro.clawford.162@mcf.example', '+78125550162', 3, 'Siberian', 'ginger', '{50,70,65,70,45,20,50,60,20,55,65,60,70,10,95,20,50,15,30,20}', 'JNMNIDJLDKMLNBSDJCFD', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3acb-77c5-9d36-06168eb8ad88', 'Figaro Mewes', 'figaro.mewes.135@mcf.example', '+78125550135', 6, 'Bengal', 'tortoiseshell', '{75,100,65,25,65,70,15,15,45,80,35,80,30,40,55,70,60,45,65,15}', 'OTMEMNCCIPGPFHKNLIMC', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ab6-7a76-8f0e-9066ca08da69', 'Figaro Nightwalker', 'figaro.nightwalker.3@mcf.example', '+78125550003', 11, 'Bengal', 'tortoiseshell', '{35,35,35,90,75,60,55,70,70,60,45,45,60,75,40,70,75,60,50,50}', 'GGGROLKNNLIILOHNOLJJ', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ac2-769f-93ca-2dd4c2286933', 'Figaro Pawson', 'figaro.pawson.83@mcf.example', '+78125550083', 5, 'Persian', 'tabby', '{60,30,50,60,65,45,60,65,50,80,30,75,10,40,75,40,50,70,70,85}', 'LFJLMILMJPFOBHOHJNNQ', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ad2-71bf-89ff-9221af1bda53', 'Figaro Tailor', 'figaro.tailor.188@mcf.example', '+78125550188', 5, 'Persian', 'grey', '{25,50,60,65,65,65,95,50,50,45,50,45,80,55,30,45,30,80,50,80}', 'EJLMMMSJJIJIPKFIFPJP', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ac6-746c-8c3f-102005ca2ff2', 'Figaro Velvet', 'figaro.velvet.100@mcf.example', '+78125550100', 1, 'Persian', 'tortoiseshell', '{45,60,40,40,45,85,25,80,75,50,50,50,15,60,65,60,95,65,70,50}', 'ILHHIQEPOJJJCLMLSMNJ', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ac0-7191-a914-6105665ab54f', 'Figaro Velvet', 'figaro.velvet.71@mcf.example', '+78125550071', 6, 'Russian Blue', 'ginger', '{70,60,65,65,60,40,20,50,45,25,75,5,40,35,30,75,40,75,60,70}', 'NLMMLHDJIEOAHGFOHOLN', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ac8-721c-b829-deaf8a2b95f7', 'Figaro Whiskers', 'figaro.whiskers.118@mcf.example', '+78125550118', 6, 'European Shorthair', 'ginger', '{75,40,20,65,50,50,45,65,60,40,55,30,20,65,35,20,60,45,70,25}', 'OHDMJJIMLHKFDMGDLINE', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3acc-7613-8dca-7b15ee4da14e', 'Ginger Catterall', 'ginger.catterall.146@mcf.example', '+78125550146', 4, 'Russian Blue', 'ginger', '{30,85,85,65,45,55,30,30,55,60,35,80,70,35,85,70,75,40,35,70}', 'FQQMIKFFKLGPNGQNOHGN', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ad0-79db-9afa-c9499d8195ad', 'Ginger Catterall', 'ginger.catterall.169@mcf.example', '+78125550169', 6, 'European Shorthair', 'black', '{65,15,70,15,40,90,30,15,25,30,40,55,65,85,65,60,30,90,80,60}', 'MCNCHRFCEFHKMQMLFRPL', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ab8-78e9-b1c5-a88b5595b482', 'Ginger Clawford', 'ginger.clawford.13@mcf.example', '+78125550013', 1, 'Russian Blue', 'tortoiseshell', '{40,60,60,80,55,50,70,45,35,85,70,60,60,15,30,65,75,55,65,60}', 'HLLPKJNIGQNLLCFMOKML', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ad4-7fd1-b7bb-af84b666fa23', 'Ginger Clawford', 'ginger.clawford.196@mcf.example', '+78125550196', 12, 'Russian Blue', 'grey', '{30,60,55,45,60,80,45,75,85,65,80,90,70,65,65,85,55,90,35,45}', 'FLKILPIOQMPRNMMQKRGI', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ac3-7b92-8d57-6e113845e242', 'Ginger Clawford', 'ginger.clawford.90@mcf.example', '+78125550090', 4, 'Russian Blue', 'white', '{70,65,80,70,65,65,30,55,45,35,90,90,60,65,55,80,75,70,70,70}', 'NMPNMMFKIGRRLMKPONNN', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3abd-7515-8c30-1592649919a5', 'Ginger Longtail', 'ginger.longtail.49@mcf.example', '+78125550049', 8, 'Persian', 'ginger', '{60,25,90,95,35,50,45,65,65,55,60,50,55,45,45,15,25,10,50,90}', 'LERSGJIMMKLJKIICEBJR', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ace-7525-86c0-5b95beb5e4cf', 'Ginger Mewes', 'ginger.mewes.158@mcf.example', '+78125550158', 4, 'Siamese', 'grey', '{50,25,25,10,35,50,40,40,40,55,70,65,100,55,90,80,75,65,35,20}', 'JEEBGJHHHKNMTKRPOMGD', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3acf-7ae6-9e5a-a7cbec3329ec', 'Ginger Pawson', 'ginger.pawson.166@mcf.example', '+78125550166', 6, 'Persian', 'white', '{70,15,65,60,75,15,65,85,50,70,50,50,40,55,85,35,30,65,50,45}', 'NCMLOCMQJNJJHKQGFMJI', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ab7-70af-b326-9e98142c0a7d', 'Ginger Purrington', 'ginger.purrington.5@mcf.example', '+78125550005', 9, 'Bengal', 'grey', '{45,85,10,15,35,65,55,35,60,55,35,75,45,70,50,35,55,50,95,40}', 'IQBCGMKGLKGOINJGKJSH', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ab8-7fcd-b143-1aed2dd93799', 'Ginger Tailor', 'ginger.tailor.18@mcf.example', '+78125550018', 4, 'Siberian', 'black', '{45,30,60,45,20,10,65,25,40,55,45,75,10,90,50,70,95,80,35,70}', 'IFLIDBMEHKIOBRJNSPGN', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3acb-75ed-b435-7f8b0f12119c', 'Ginger Velvet', 'ginger.velvet.136@mcf.example', '+78125550136', 4, 'Bengal', 'grey', '{40,65,25,40,25,65,55,60,70,65,20,45,60,60,80,45,85,50,90,45}', 'HMEHEMKLNMDILLPIQJRI', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3abc-7c1a-b67e-16cc81ef86cf', 'Ginger Velvet', 'ginger.velvet.45@mcf.example', '+78125550045', 11, 'Siberian', 'white', '{45,25,40,60,30,60,95,55,85,30,65,45,75,25,70,60,85,85,65,65}', 'IEHLFLSKQFMIOENLQQMM', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ac7-78ce-a43c-507eeeed0038', 'Kitty Furley', 'kitty.furley.105@mcf.example', '+78125550105', 8, 'Bengal', 'black', '{45,55,70,15,70,60,60,60,10,45,30,80,50,75,60,40,40,45,40,30}', 'IKNCNLLLBIFPJOLHHIHF', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ac0-7535-9e48-3ca779320344', 'Kitty Furley', 'kitty.furley.69@mcf.example', '+78125550069', 7, 'Bengal', 'grey', '{40,60,90,45,55,70,65,25,40,65,55,60,75,55,65,45,50,45,55,50}', 'HLRIKNMEHMKLOKMIJIKJ', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ac2-7409-aa99-d09dfdf00336', 'Kitty Furley', 'kitty.furley.85@mcf.example', '+78125550085', 9, 'Russian Blue', 'tabby', '{80,60,65,45,35,90,60,60,75,15,25,75,70,70,45,25,85,80,60,70}', 'PLMIGRLLOCEONNIEQPLN', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3abf-7b64-a026-1e259f3e1ee5', 'Kitty Longtail', 'kitty.longtail.58@mcf.example', '+78125550058', 1, 'Siamese', 'black', '{80,40,40,65,65,60,25,20,50,40,50,40,65,15,85,70,55,25,80,75}', 'PHHMMLEDJHJHMCQNKEPO', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ab6-7b51-af6b-a5d4bb7e1480', 'Kitty Mewes', 'kitty.mewes.2@mcf.example', '+78125550002', 11, 'Bengal', 'ginger', '{55,95,65,90,55,80,55,80,65,60,65,60,35,85,10,90,85,40,50,30}', 'KSMRKPKPMLMLGQBRQHJF', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3acd-7e37-b0a2-68413b885a6d', 'Kitty Nightwalker', 'kitty.nightwalker.152@mcf.example', '+78125550152', 4, 'Maine Coon', 'white', '{75,55,45,60,45,60,20,40,70,15,45,85,80,65,55,40,55,70,30,35}', 'OKILILDHNCIQPMKHKNFG', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3abf-761a-8757-d1818b0d28dc', 'Kitty Nightwalker', 'kitty.nightwalker.65@mcf.example', '+78125550065', 12, 'Maine Coon', 'ginger', '{55,55,35,70,55,80,35,35,55,65,20,60,95,35,10,60,45,55,60,15}', 'KKGNKPGGKMDLSGBLIKLC', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3aca-732a-a92e-171b120fd381', 'Kitty Softstep', 'kitty.softstep.127@mcf.example', '+78125550127', 6, 'Persian', 'white', '{55,50,70,70,20,90,45,65,5,50,35,35,90,75,90,15,80,90,65,35}', 'KJNNDRIMAJGGRORCPRMG', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ad0-7971-a170-efb25048f08e', 'Kitty Softstep', 'kitty.softstep.173@mcf.example', '+78125550173', 9, 'European Shorthair', 'grey', '{60,60,80,65,30,80,20,5,50,35,30,40,75,35,45,65,90,50,25,100}', 'LLPMFPDAJGFHOGIMRJET', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3abe-7d87-a919-ccd829e5b8d6', 'Kitty Softstep', 'kitty.softstep.55@mcf.example', '+78125550055', 2, 'Siberian', 'tabby', '{50,70,30,80,60,55,45,60,30,35,40,45,85,65,80,40,55,25,55,90}', 'JNFPLKILFGHIQMPHKEKR', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ac3-735a-96d0-824a9adb5bd6', 'Kitty Velvet', 'kitty.velvet.88@mcf.example', '+78125550088', 5, 'Siberian', 'tortoiseshell', '{70,40,50,50,65,65,60,35,50,60,90,60,75,75,90,25,85,65,55,25}', 'NHJJMMLGJLRLOOREQMKE', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ac8-780d-a08c-4b36cecda6d9', 'Luna Catterall', 'luna.catterall.117@mcf.example', '+78125550117', 8, 'Siberian', 'black', '{75,55,55,45,85,60,80,55,90,45,30,25,50,60,60,55,20,70,55,90}', 'OKKIQLPKRIFEJLLKDNKR', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3acf-7f80-bcf3-2a060a5163b3', 'Luna Catterall', 'luna.catterall.165@mcf.example', '+78125550165', 12, 'Maine Coon', 'ginger', '{75,60,45,60,75,60,55,60,10,75,50,65,15,80,35,65,75,65,40,55}', 'OLILOLKLBOJMCPGMOMHK', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ac1-78ab-af94-46bc9f2419a8', 'Luna Longtail', 'luna.longtail.77@mcf.example', '+78125550077', 7, 'Siamese', 'white', '{15,70,30,85,40,65,50,35,60,90,80,40,55,30,60,40,50,20,65,35}', 'CNFQHMJGLRPHKFLHJDMG', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ac7-7d40-8f26-3d84b61fe192', 'Luna Pawson', 'luna.pawson.107@mcf.example', '+78125550107', 7, 'Persian', 'tabby', '{55,50,40,75,30,55,50,35,40,45,50,95,75,40,65,55,50,20,80,55}', 'KJHOFKJGHIJSOHMKJDPK', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ac9-773f-961c-77c3cb11819a', 'Luna Pawson', 'luna.pawson.120@mcf.example', '+78125550120', 1, 'Bengal', 'tortoiseshell', '{95,55,60,55,45,60,35,55,55,45,35,45,75,50,70,45,60,15,45,40}', 'SKLKILGKKIGIOJNILCIH', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ad3-7ec0-8ff8-93540dcd504b', 'Luna Pawson', 'luna.pawson.190@mcf.example', '+78125550190', 7, 'Russian Blue', 'grey', '{30,65,35,40,35,90,65,50,75,50,15,40,45,15,60,90,55,10,70,85}', 'FMGHGRMJOJCHICLRKBNQ', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3acd-7d18-b9e3-1631b039a6a1', 'Luna Whiskers', 'luna.whiskers.153@mcf.example', '+78125550153', 1, 'Persian', 'grey', '{30,45,50,90,20,55,55,35,50,30,45,15,50,35,60,80,75,45,45,50}', 'FIJRDKKGJFICJGLPOIIJ', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ace-7a23-b162-8ea455ac6e11', 'Milo Clawford', 'milo.clawford.157@mcf.example', '+78125550157', 8, 'Maine Coon', 'ginger', '{50,60,45,100,40,60,25,85,45,80,10,45,45,15,60,55,15,45,90,40}', 'JLITHLEQIPBIICLKCIRH', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3abf-723e-b92b-bf9397f25afd', 'Milo Furley', 'milo.furley.59@mcf.example', '+78125550059', 9, 'Russian Blue', 'ginger', '{10,75,85,70,35,65,60,70,15,15,80,35,70,30,20,55,75,70,80,40}', 'BOQNGMLNCCPGNFDKONPH', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ace-7334-aede-eb83d567eab5', 'Milo Longtail', 'milo.longtail.159@mcf.example', '+78125550159', 5, 'Maine Coon', 'white', '{40,55,60,25,65,60,50,55,30,40,20,45,40,55,60,60,50,50,55,40}', 'HKLEMLJKFHDIHKLLJJKH', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3acc-7180-b7f8-4cf722e4cd7a', 'Milo Nightwalker', 'milo.nightwalker.142@mcf.example', '+78125550142', 4, 'European Shorthair', 'white', '{50,60,40,25,60,30,65,45,25,40,50,50,50,20,55,35,60,65,60,45}', 'JLHELFMIEHJJJDKGLMLI', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3aba-7129-857f-473bb7c266f3', 'Milo Nightwalker', 'milo.nightwalker.27@mcf.example', '+78125550027', 10, 'Russian Blue', 'ginger', '{50,60,55,55,45,35,50,75,25,45,50,75,30,75,50,60,25,40,65,55}', 'JLKKIGJOEIJOFOJLEHMK', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ab7-7dd4-a343-bbd767d02aa0', 'Milo Nightwalker', 'milo.nightwalker.7@mcf.example', '+78125550007', 7, 'Russian Blue', 'ginger', '{50,70,60,60,50,65,55,75,20,25,50,70,35,30,55,70,45,15,55,45}', 'JNLLJMKODEJNGFKNICKI', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ac9-79d6-955b-f73fb543494a', 'Milo Purrington', 'milo.purrington.121@mcf.example', '+78125550121', 3, 'Siberian', 'grey', '{50,10,40,35,45,40,60,30,45,45,55,70,65,30,50,45,65,55,45,55}', 'JBHGIHLFIIKNMFJIMKIK', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ace-79ce-bccc-fee8faeaae42', 'Milo Purrington', 'milo.purrington.161@mcf.example', '+78125550161', 8, 'Bengal', 'tortoiseshell', '{60,50,80,40,40,50,80,55,55,80,5,25,40,45,60,45,30,55,55,50}', 'LJPHHJPKKPAEHILIFKKJ', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ad1-79a0-baed-259251e6c0e5', 'Milo Tailor', 'milo.tailor.176@mcf.example', '+78125550176', 3, 'Maine Coon', 'tortoiseshell', '{60,90,75,40,30,35,30,60,50,100,50,75,70,80,55,45,30,85,80,70}', 'LROHFGFLJTJONPKIFQPN', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ac2-7c6c-a668-5c90777890da', 'Misty Furley', 'misty.furley.81@mcf.example', '+78125550081', 8, 'European Shorthair', 'tortoiseshell', '{75,70,55,70,25,85,70,75,80,65,35,20,70,70,20,45,65,80,85,90}', 'ONKNEQNOPMGDNNDIMPQR', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3acc-7130-bf80-a76b20895944', 'Misty Longtail', 'misty.longtail.141@mcf.example', '+78125550141', 12, 'Maine Coon', 'black', '{15,65,85,45,25,35,55,75,55,35,90,45,25,50,45,30,20,40,30,55}', 'CMQIEGKOKGRIEJIFDHFK', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3abf-77a2-9831-8ec937bf8681', 'Misty Mewes', 'misty.mewes.60@mcf.example', '+78125550060', 4, 'Russian Blue', 'ginger', '{55,50,60,75,25,30,30,60,15,5,100,10,65,65,30,95,20,40,10,70}', 'KJLOEFFLCATBMMFSDHBN', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ab9-7d2d-aff6-9ad7e5b6c653', 'Misty Nightwalker', 'misty.nightwalker.23@mcf.example', '+78125550023', 6, 'European Shorthair', 'grey', '{55,75,80,45,65,55,55,70,55,60,50,65,45,40,55,30,5,40,40,30}', 'KOPIMKKNKLJMIHKFAHHF', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ad0-7ac1-a2df-27a30e1b499f', 'Misty Purrington', 'misty.purrington.174@mcf.example', '+78125550174', 6, 'Persian', 'tabby', '{55,50,25,20,40,75,10,45,5,60,80,40,80,30,10,90,55,50,30,55}', 'KJEDHOBIALPHPFBRKJFK', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3acb-7bd7-a383-a75a3e427a1c', 'Misty Softstep', 'misty.softstep.138@mcf.example', '+78125550138', 1, 'Maine Coon', 'tabby', '{55,5,55,70,25,35,20,30,35,50,65,50,65,60,85,70,45,40,30,50}', 'KAKNEGDFGJMJMLQNIHFJ', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ad1-7444-9449-9af3819360b9', 'Misty Tailor', 'misty.tailor.177@mcf.example', '+78125550177', 6, 'Maine Coon', 'tortoiseshell', '{30,60,80,55,30,50,25,60,50,70,45,80,50,75,40,55,10,25,95,35}', 'FLPKFJELJNIPJOHKBESG', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3abe-713b-b103-ee9f55879136', 'Misty Tailor', 'misty.tailor.57@mcf.example', '+78125550057', 7, 'Maine Coon', 'grey', '{40,70,45,90,75,45,45,30,55,45,70,25,10,50,35,15,25,50,65,65}', 'HNIROIIFKINEBJGCEJMM', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ac1-7182-8251-689c36308f93', 'Misty Tailor', 'misty.tailor.78@mcf.example', '+78125550078', 11, 'Maine Coon', 'black', '{45,40,30,30,55,75,95,80,40,70,55,85,55,60,90,45,60,85,50,60}', 'IHFFKOSPHNKQKLRILQJL', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ad3-77e6-a511-9b45f28b3256', 'Misty Velvet', 'misty.velvet.193@mcf.example', '+78125550193', 9, 'Siamese', 'grey', '{20,40,80,35,80,50,70,85,85,50,20,25,50,55,65,45,65,40,60,60}', 'DHPGPJNQQJDEJKMIMHLL', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3abe-7f7d-905d-b45a9ccfe758', 'Misty Velvet', 'misty.velvet.56@mcf.example', '+78125550056', 12, 'Siberian', 'ginger', '{60,70,25,55,20,35,40,25,80,60,35,65,35,45,75,45,35,10,45,60}', 'LNEKDGHEPLGMGIOIGBIL', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ab9-7134-92e7-769b7fe84c85', 'Misty Whiskers', 'misty.whiskers.21@mcf.example', '+78125550021', 9, 'Bengal', 'black', '{55,25,35,30,65,50,65,45,55,80,35,35,60,50,40,85,50,50,35,60}', 'KEGFMJMIKPGGLJHQJJGL', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ab8-7c02-bc42-f9417fd3aca5', 'Mittens Catterall', 'mittens.catterall.15@mcf.example', '+78125550015', 4, 'Siberian', 'black', '{55,90,55,70,40,50,80,90,45,90,70,60,55,45,70,50,50,25,50,55}', 'KRKNHJPRIRNLKINJJEJK', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ab7-7e18-bd04-098105e0870f', 'Mittens Clawford', 'mittens.clawford.6@mcf.example', '+78125550006', 8, 'Siamese', 'ginger', '{70,65,50,70,45,30,45,70,50,55,95,40,50,45,35,100,95,60,35,60}', 'NMJNIFINJKSHJIGTSLGL', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3acd-779b-9cb4-bcfb456e8cf1', 'Mittens Longtail', 'mittens.longtail.149@mcf.example', '+78125550149', 11, 'Persian', 'white', '{25,75,65,35,65,75,75,70,45,35,100,45,60,70,85,40,35,30,100,65}', 'EOMGMOONIGTILNQHGFTM', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ab9-7750-a740-6f21cddf80d9', 'Mittens Mewes', 'mittens.mewes.19@mcf.example', '+78125550019', 6, 'Siberian', 'black', '{5,40,20,40,25,65,70,40,95,65,35,70,35,45,50,70,75,25,75,55}', 'AHDHEMNHSMGNGIJNOEOK', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3abb-7340-9d46-797f98f146c4', 'Mittens Mewes', 'mittens.mewes.40@mcf.example', '+78125550040', 11, 'Persian', 'tabby', '{90,35,50,15,60,90,75,50,60,70,45,60,85,45,70,70,85,35,55,35}', 'RGJCLROJLNILQINNQGKG', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ad3-75c7-8cdb-6f0f6a13d904', 'Mittens Pawson', 'mittens.pawson.192@mcf.example', '+78125550192', 8, 'Siberian', 'grey', '{55,80,45,60,45,75,45,70,10,60,20,65,65,80,25,45,90,55,90,40}', 'KPILIOINBLDMMPEIRKRH', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3abc-7c73-bfdc-1d27f362548f', 'Mittens Pawson', 'mittens.pawson.46@mcf.example', '+78125550046', 3, 'Russian Blue', 'black', '{80,15,25,45,65,25,65,50,75,10,35,65,65,55,60,45,45,60,20,80}', 'PCEIMEMJOBGMMKLIILDP', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ac0-73f3-833d-8fe5404bb48f', 'Mittens Pawson', 'mittens.pawson.66@mcf.example', '+78125550066', 12, 'Russian Blue', 'black', '{90,60,40,30,35,45,25,65,50,65,55,100,65,90,65,40,55,35,95,60}', 'RLHFGIEMJMKTMRMHKGSL', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ad3-7200-a464-a92d8d959650', 'Mittens Softstep', 'mittens.softstep.194@mcf.example', '+78125550194', 9, 'Siberian', 'grey', '{70,40,30,40,30,55,25,40,55,55,35,80,70,30,10,30,55,45,65,60}', 'NHFHFKEHKKGPNFBFKIML', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ab7-75d9-90b5-2269be6dc871', 'Mittens Softstep', 'mittens.softstep.8@mcf.example', '+78125550008', 6, 'Siamese', 'ginger', '{65,40,60,75,55,70,45,60,55,85,60,95,45,40,70,25,30,75,70,60}', 'MHLOKNILKQLSIHNEFONL', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ac7-7d2a-95ce-4bfa3ce087cd', 'Mittens Tailor', 'mittens.tailor.109@mcf.example', '+78125550109', 8, 'Russian Blue', 'tortoiseshell', '{80,70,45,55,20,60,45,60,65,50,60,45,55,55,60,60,70,45,70,15}', 'PNIKDLILMJLIKKLLNINC', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ad2-7579-8581-d46a5bc277cb', 'Mittens Tailor', 'mittens.tailor.183@mcf.example', '+78125550183', 2, 'Maine Coon', 'tortoiseshell', '{65,50,55,50,85,60,45,50,45,15,40,35,35,40,50,20,75,60,10,10}', 'MJKJQLIJICHGGHJDOLBB', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ac4-756f-ba97-9ed3fddb977b', 'Mittens Whiskers', 'mittens.whiskers.95@mcf.example', '+78125550095', 11, 'Siberian', 'white', '{25,100,65,60,85,45,80,40,55,60,75,40,80,35,55,40,30,55,60,10}', 'ETMLQIPHKLOHPGKHFKLB', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3aba-79a7-9695-f0bf94368830', 'Murka Clawford', 'murka.clawford.26@mcf.example', '+78125550026', 11, 'Persian', 'tortoiseshell', '{25,45,40,70,80,25,60,50,90,65,45,80,30,25,20,25,75,75,25,75}', 'EIHNPELJRMIPFEDEOOEO', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3abd-7f68-aaa7-1591c7300770', 'Murka Clawford', 'murka.clawford.48@mcf.example', '+78125550048', 9, 'European Shorthair', 'tortoiseshell', '{55,90,40,40,45,25,35,15,40,55,55,40,20,30,35,75,40,75,85,10}', 'KRHHIEGCHKKHDFGOHOQB', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3acf-76da-9bcf-aa60b2ad4249', 'Murka Furley', 'murka.furley.163@mcf.example', '+78125550163', 2, 'Russian Blue', 'ginger', '{40,85,75,40,50,40,20,35,50,95,45,40,65,45,55,30,50,75,85,45}', 'HQOHJHDGJSIHMIKFJOQI', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ac7-74ff-ba7e-666e35dd19a9', 'Murka Longtail', 'murka.longtail.111@mcf.example', '+78125550111', 10, 'Persian', 'grey', '{25,65,35,50,40,50,55,35,55,80,100,100,15,60,75,55,45,55,50,100}', 'EMGJHJKGKPTTCLOKIKJT', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ac3-795a-ab95-04b2ebdb1f76', 'Murka Longtail', 'murka.longtail.86@mcf.example', '+78125550086', 10, 'Persian', 'tortoiseshell', '{75,55,75,100,50,40,60,25,75,40,65,45,20,40,55,10,55,25,70,45}', 'OKOTJHLEOHMIDHKBKENI', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3acf-7532-bffa-f2c9268ef313', 'Murka Nightwalker', 'murka.nightwalker.164@mcf.example', '+78125550164', 1, 'Persian', 'white', '{60,20,65,100,35,55,60,40,50,40,80,80,25,45,50,65,35,65,55,35}', 'LDMTGKLHJHPPEIJMGMKG', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ac7-7b65-aa0b-24d6e1866368', 'Murka Pawson', 'murka.pawson.110@mcf.example', '+78125550110', 8, 'Russian Blue', 'ginger', '{85,65,30,55,25,35,30,35,95,40,45,80,70,15,55,65,45,40,45,35}', 'QMFKEGFGSHIPNCKMIHIG', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3abb-719f-bd41-3f99bdff60f2', 'Murka Purrington', 'murka.purrington.36@mcf.example', '+78125550036', 2, 'Russian Blue', 'ginger', '{65,50,50,30,20,65,55,30,60,40,45,85,65,45,60,45,40,70,35,65}', 'MJJFDMKFLHIQMILIHNGM', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ac2-7ab6-90e7-50a0320da219', 'Murka Velvet', 'murka.velvet.82@mcf.example', '+78125550082', 6, 'Bengal', 'tabby', '{60,60,25,85,30,90,55,60,40,75,40,35,100,35,15,35,85,25,45,65}', 'LLEQFRKLHOHGTGCGQEIM', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ac6-7220-9195-11bf25833e50', 'Nala Catterall', 'nala.catterall.103@mcf.example', '+78125550103', 11, 'European Shorthair', 'tabby', '{30,70,55,30,70,40,55,75,55,85,45,50,85,90,85,85,55,40,55,80}', 'FNKFNHKOKQIJQRQQKHKP', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ad1-74b0-b18f-246d6c8a80a1', 'Nala Clawford', 'nala.clawford.178@mcf.example', '+78125550178', 7, 'Siamese', 'white', '{70,30,65,95,10,55,55,95,45,55,25,85,25,95,25,50,70,70,50,35}', 'NFMSBKKSIKEQESEJNNJG', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ab9-7ac5-8a67-47c564d5a4a4', 'Nala Clawford', 'nala.clawford.25@mcf.example', '+78125550025', 12, 'Persian', 'tabby', '{35,75,60,75,35,35,40,70,60,60,50,65,45,60,60,60,50,40,30,40}', 'GOLOGGHNLLJMILLLJHFH', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3abc-7d53-8586-8b09bf94062f', 'Nala Clawford', 'nala.clawford.47@mcf.example', '+78125550047', 3, 'Persian', 'tortoiseshell', '{40,70,65,55,5,60,15,65,90,100,40,60,45,45,10,40,45,80,15,75}', 'HNMKALCMRTHLIIBHIPCO', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ac1-7179-af89-4f256531f38f', 'Nala Clawford', 'nala.clawford.75@mcf.example', '+78125550075', 12, 'Maine Coon', 'tabby', '{20,90,55,60,40,90,40,65,45,80,70,95,70,75,60,65,45,80,30,60}', 'DRKLHRHMIPNSNOLMIPFL', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3acd-7630-a63f-4f11bb526e55', 'Nala Furley', 'nala.furley.154@mcf.example', '+78125550154', 5, 'Russian Blue', 'grey', '{55,60,20,25,50,80,20,55,10,35,60,45,65,10,55,60,30,85,65,50}', 'KLDEJPDKBGLIMBKLFQMJ', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3aca-718d-9fc1-4e585500e623', 'Nala Mewes', 'nala.mewes.133@mcf.example', '+78125550133', 4, 'Siberian', 'black', '{60,60,50,70,65,80,20,60,40,70,65,30,55,65,65,60,85,20,50,45}', 'LLJNMPDLHNMFKMMLQDJI', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3abb-7570-a74a-7efd957bc605', 'Nala Pawson', 'nala.pawson.39@mcf.example', '+78125550039', 9, 'Maine Coon', 'white', '{65,50,25,10,30,25,45,45,60,60,90,45,35,80,55,80,35,15,60,60}', 'MJEBFEIILLRIGPKPGCLL', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ab8-7bfd-8966-c05b866a0c16', 'Nala Softstep', 'nala.softstep.11@mcf.example', '+78125550011', 10, 'Persian', 'grey', '{55,60,45,60,55,40,70,55,15,5,55,55,55,25,65,45,35,55,30,25}', 'KLILKHNKCAKKKEMIGKFE', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3aca-7e63-bbc6-8faa2f330e30', 'Nala Tailor', 'nala.tailor.130@mcf.example', '+78125550130', 3, 'European Shorthair', 'tabby', '{10,20,60,50,45,75,65,50,5,25,90,40,45,65,50,65,55,45,50,60}', 'BDLJIOMJAERHIMJMKIJL', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ad0-7de8-8165-6012b8634db9', 'Nala Whiskers', 'nala.whiskers.170@mcf.example', '+78125550170', 6, 'Siamese', 'tabby', '{65,65,50,60,10,70,90,45,75,55,65,55,50,75,75,10,65,65,50,20}', 'MMJLBNRIOKMKJOOBMMJD', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ace-7926-ab3e-66f1b8a8f13b', 'Oliver Catterall', 'oliver.catterall.160@mcf.example', '+78125550160', 2, 'European Shorthair', 'tortoiseshell', '{55,30,60,60,65,70,35,50,30,90,70,30,60,65,25,5,15,60,70,40}', 'KFLLMNGJFRNFLMEACLNH', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ad1-7412-9c0f-6ebea361ccd0', 'Oliver Catterall', 'oliver.catterall.182@mcf.example', '+78125550182', 11, 'Siamese', 'tortoiseshell', '{65,75,50,30,75,50,75,40,25,10,50,20,55,55,45,90,50,35,40,75}', 'MOJFOJOHEBJDKKIRJGHO', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3abe-7dd8-89bc-80b72115aeee', 'Oliver Catterall', 'oliver.catterall.51@mcf.example', '+78125550051', 2, 'Maine Coon', 'tabby', '{35,40,35,65,65,55,10,70,65,45,55,45,50,45,50,30,75,35,85,70}', 'GHGMMKBNMIKIJIJFOGQN', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3abf-772d-a9a8-715dccdebce0', 'Oliver Furley', 'oliver.furley.61@mcf.example', '+78125550061', 9, 'Persian', 'black', '{55,45,40,25,50,35,80,55,85,50,60,65,60,40,20,25,45,25,20,75}', 'KIHEJGPKQJLMLHDEIEDO', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ad1-7da2-81e0-cc8d5a4ab742', 'Oliver Longtail', 'oliver.longtail.179@mcf.example', '+78125550179', 12, 'Siberian', 'grey', '{60,70,50,40,55,85,45,60,40,60,65,85,50,70,80,5,90,20,25,35}', 'LNJHKQILHLMQJNPARDEG', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ad1-7430-8232-d9edab0a16fa', 'Oliver Longtail', 'oliver.longtail.181@mcf.example', '+78125550181', 2, 'Maine Coon', 'grey', '{55,80,45,90,35,70,70,50,55,30,10,70,15,70,65,40,65,60,45,90}', 'KPIRGNNJKFBNCNMHMLIR', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3abc-7eb4-bb5c-3f61676a8054', 'Oliver Longtail', 'oliver.longtail.42@mcf.example', '+78125550042', 3, 'Russian Blue', 'ginger', '{70,60,80,95,75,85,40,35,5,55,50,75,30,35,20,65,45,80,40,80}', 'NLPSOQHGAKJOFGDMIPHP', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ad4-7689-af82-0f03e59d3b99', 'Oliver Mewes', 'oliver.mewes.199@mcf.example', '+78125550199', 7, 'Bengal', 'black', '{60,50,50,50,50,40,30,50,10,60,85,50,70,30,95,35,75,75,55,75}', 'LJJJJHFJBLQJNFSGOOKO', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ac9-76a8-b4d1-acc8b043c8b2', 'Oliver Tailor', 'oliver.tailor.124@mcf.example', '+78125550124', 2, 'Siberian', 'ginger', '{45,35,30,65,45,45,35,60,70,65,60,85,100,40,55,40,60,55,60,75}', 'IGFMIIGLNMLQTHKHLKLO', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ad4-7c2a-822b-bb4519ed417f', 'Oliver Velvet', 'oliver.velvet.198@mcf.example', '+78125550198', 9, 'Persian', 'ginger', '{55,100,75,75,45,25,15,15,60,40,30,60,45,70,100,55,50,25,70,5}', 'KTOOIECCLHFLINTKJENA', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ab9-7ece-8333-7f60fda960f2', 'Oliver Velvet', 'oliver.velvet.20@mcf.example', '+78125550020', 5, 'European Shorthair', 'grey', '{55,90,50,60,45,25,45,45,70,40,85,70,45,35,100,50,80,35,30,20}', 'KRJLIEIINHQNIGTJPGFD', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3acd-7232-9e28-0e9781ca9ce1', 'Oliver Whiskers', 'oliver.whiskers.151@mcf.example', '+78125550151', 8, 'Bengal', 'ginger', '{55,45,50,75,45,30,55,30,35,90,45,35,50,40,55,40,65,10,25,45}', 'KIJOIFKFGRIGJHKHMBEI', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ac2-7acd-b4b5-e25e9f968def', 'Pepper Catterall', 'pepper.catterall.84@mcf.example', '+78125550084', 12, 'European Shorthair', 'white', '{55,40,10,5,70,45,30,45,30,75,40,70,65,45,35,45,60,70,65,45}', 'KHBANIFIFOHNMIGILNMI', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3abe-7d5a-be2b-19f179daeb65', 'Pepper Longtail', 'pepper.longtail.54@mcf.example', '+78125550054', 4, 'Siberian', 'ginger', '{10,55,75,90,35,35,10,30,75,80,25,85,40,60,15,10,80,40,45,55}', 'BKORGGBFOPEQHLCBPHIK', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ac3-7016-88d6-bfc5e6506183', 'Pepper Mewes', 'pepper.mewes.92@mcf.example', '+78125550092', 5, 'Russian Blue', 'white', '{70,45,75,30,15,65,30,60,35,55,40,55,40,25,65,40,70,70,60,30}', 'NIOFCMFLGKHKHEMHNNLF', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ac8-7161-8758-609a8d35f54c', 'Pepper Nightwalker', 'pepper.nightwalker.113@mcf.example', '+78125550113', 11, 'Bengal', 'black', '{60,40,60,50,35,65,50,65,55,30,75,55,45,35,70,75,75,25,60,40}', 'LHLJGMJMKFOKIGNOOELH', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ad1-7202-99f2-57161356e488', 'Pepper Nightwalker', 'pepper.nightwalker.180@mcf.example', '+78125550180', 10, 'Persian', 'black', '{70,45,95,40,85,40,55,40,85,45,40,90,55,55,25,60,65,75,45,55}', 'NISHQHKHQIHRKKELMOIK', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3abf-7875-8c1c-ed667c4bc9e0', 'Pepper Nightwalker', 'pepper.nightwalker.64@mcf.example', '+78125550064', 9, 'Siberian', 'tortoiseshell', '{70,100,95,35,30,60,25,25,65,85,95,45,75,75,60,45,45,60,100,25}', 'NTSGFLEEMQSIOOLIILTE', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ac9-7de2-9207-9e83fd332033', 'Pepper Pawson', 'pepper.pawson.125@mcf.example', '+78125550125', 8, 'Bengal', 'grey', '{35,30,65,55,90,50,35,50,10,35,45,45,45,25,60,75,20,85,75,70}', 'GFMKRJGJBGIIIELODQON', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3abf-7487-b2c9-87873ae48a0d', 'Pepper Tailor', 'pepper.tailor.62@mcf.example', '+78125550062', 2, 'Maine Coon', 'tortoiseshell', '{55,55,65,35,45,60,60,30,75,70,35,25,15,90,60,85,70,20,50,60}', 'KKMGILLFONGECRLQNDJL', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ab8-70b1-90e7-aa8e98b33c83', 'Pepper Velvet', 'pepper.velvet.12@mcf.example', '+78125550012', 1, 'Persian', 'tortoiseshell', '{55,50,55,15,45,60,45,40,75,35,35,55,70,35,40,60,70,100,45,30}', 'KJKCILIHOGGKNGHLNTIF', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3abe-7d33-8268-76de118939b9', 'Pepper Velvet', 'pepper.velvet.52@mcf.example', '+78125550052', 4, 'European Shorthair', 'black', '{40,35,85,25,60,85,15,40,30,75,35,50,40,30,90,65,5,50,50,65}', 'HGQELQCHFOGJHFRMAJJM', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ace-7f46-85b1-4a17a15499f0', 'Salem Furley', 'salem.furley.155@mcf.example', '+78125550155', 6, 'European Shorthair', 'ginger', '{55,60,95,75,65,30,30,55,45,65,45,35,35,35,65,35,30,30,35,55}', 'KLSOMFFKIMIGGGMGFFGK', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ad3-7d5d-9a5d-c0e1b0ad3597', 'Salem Longtail', 'salem.longtail.191@mcf.example', '+78125550191', 2, 'Russian Blue', 'black', '{20,60,70,25,55,95,25,55,50,15,50,50,75,30,45,20,75,25,65,25}', 'DLNEKSEKJCJJOFIDOEME', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3abc-73a0-86f6-53289c4f98dc', 'Salem Longtail', 'salem.longtail.44@mcf.example', '+78125550044', 5, 'Bengal', 'ginger', '{45,75,40,75,30,25,55,55,45,60,100,75,50,70,95,55,50,60,45,30}', 'IOHOFEKKILTOJNSKJLIF', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ac6-7f0a-9300-a0017248d32b', 'Salem Mewes', 'salem.mewes.102@mcf.example', '+78125550102', 4, 'Russian Blue', 'ginger', '{50,60,50,45,50,65,50,70,35,60,15,50,45,50,60,35,45,60,45,50}', 'JLJIJMJNGLCJIJLGILIJ', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3aba-7f2e-9ebc-beeaed670901', 'Salem Pawson', 'salem.pawson.32@mcf.example', '+78125550032', 3, 'European Shorthair', 'ginger', '{10,70,50,75,35,65,60,65,45,55,35,75,50,20,70,10,55,75,55,70}', 'BNJOGMLMIKGOJDNBKOKN', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3acb-7aff-bc6c-831ef0e27fd3', 'Salem Purrington', 'salem.purrington.139@mcf.example', '+78125550139', 10, 'Maine Coon', 'ginger', '{45,85,30,55,70,35,20,25,90,30,30,30,90,35,70,80,30,40,55,70}', 'IQFKNGDERFFFRGNPFHKN', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ac8-7326-a4b3-80b49fb864b9', 'Salem Velvet', 'salem.velvet.119@mcf.example', '+78125550119', 3, 'Persian', 'tabby', '{75,45,50,35,55,65,55,10,70,65,45,40,45,55,70,60,85,10,25,60}', 'OIJGKMKBNMIHIKNLQBEL', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3abb-793e-badc-6cd4bf0a54b3', 'Salem Velvet', 'salem.velvet.38@mcf.example', '+78125550038', 6, 'Maine Coon', 'tabby', '{15,85,90,55,50,40,55,10,35,55,70,80,50,75,70,85,85,30,60,80}', 'CQRKJHKBGKNPJONQQFLP', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ad4-7aa4-a362-5aac8c7cee48', 'Salem Whiskers', 'salem.whiskers.195@mcf.example', '+78125550195', 2, 'Siberian', 'tabby', '{80,50,55,45,60,60,20,20,55,65,75,50,50,55,60,35,65,50,50,35}', 'PJKILLDDKMOJJKLGMJJG', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ac1-7fb3-af3a-f53f6131b269', 'Salem Whiskers', 'salem.whiskers.73@mcf.example', '+78125550073', 7, 'Russian Blue', 'tabby', '{55,50,35,60,40,40,45,50,75,70,25,15,10,60,35,90,40,25,30,55}', 'KJGLHHIJONECBLGRHEFK', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ac8-7cb3-8edd-065cc8e542bc', 'Simba Catterall', 'simba.catterall.115@mcf.example', '+78125550115', 12, 'Persian', 'tortoiseshell', '{70,35,70,55,45,25,45,85,35,50,30,85,55,50,75,15,45,60,45,90}', 'NGNKIEIQGJFQKJOCILIR', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3acc-7410-ba41-fae07fe718a9', 'Simba Catterall', 'simba.catterall.144@mcf.example', '+78125550144', 1, 'Bengal', 'ginger', '{60,30,60,90,60,65,50,45,35,60,40,40,45,45,45,65,70,85,50,40}', 'LFLRLMJIGLHHIIIMNQJH', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3abb-72f2-89eb-d780cf980325', 'Simba Catterall', 'simba.catterall.35@mcf.example', '+78125550035', 9, 'Russian Blue', 'tabby', '{45,45,60,45,75,15,50,15,50,40,60,75,45,60,85,50,30,60,50,60}', 'IILIOCJCJHLOILQJFLJL', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ad0-7791-9eb5-329f5144b181', 'Simba Clawford', 'simba.clawford.175@mcf.example', '+78125550175', 12, 'Bengal', 'white', '{30,40,30,50,40,40,45,60,75,30,55,60,50,25,40,30,50,20,25,70}', 'FHFJHHILOFKLJEHFJDEN', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ab9-71c3-af65-716dc9c4c716', 'Simba Longtail', 'simba.longtail.24@mcf.example', '+78125550024', 7, 'Russian Blue', 'black', '{45,70,100,45,20,60,70,95,10,70,70,50,75,35,30,20,35,15,60,65}', 'INTIDLNSBNNJOGFDGCLM', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ac9-79f8-bdb8-b5782ca798ec', 'Simba Mewes', 'simba.mewes.122@mcf.example', '+78125550122', 10, 'Siberian', 'tabby', '{40,60,65,85,5,45,50,40,60,50,60,60,5,70,70,40,35,40,35,65}', 'HLMQAIJHLJLLANNHGHGM', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3acd-72fb-b570-bcc09f0f7690', 'Simba Nightwalker', 'simba.nightwalker.148@mcf.example', '+78125550148', 12, 'Siberian', 'ginger', '{60,55,85,95,85,35,45,60,55,50,60,70,20,50,60,50,40,15,80,35}', 'LKQSQGILKJLNDJLJHCPG', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3acf-721d-b5eb-47c37973d1f6', 'Simba Nightwalker', 'simba.nightwalker.167@mcf.example', '+78125550167', 7, 'Siberian', 'ginger', '{30,35,70,75,70,50,25,60,85,35,10,15,50,50,75,45,65,75,75,90}', 'FGNONJELQGBCJJOIMOOR', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3aba-75d7-93d2-5926876421e6', 'Simba Softstep', 'simba.softstep.30@mcf.example', '+78125550030', 3, 'Siberian', 'white', '{60,60,45,35,10,70,60,75,60,30,45,60,45,70,35,50,30,70,90,40}', 'LLIGBNLOLFILINGJFNRH', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3aba-7fec-adda-03d919dde3aa', 'Simba Softstep', 'simba.softstep.31@mcf.example', '+78125550031', 2, 'Bengal', 'ginger', '{60,65,45,55,55,70,30,55,45,45,55,15,45,80,50,50,75,50,30,85}', 'LMIKKNFKIIKCIPJJOJFQ', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ac0-7166-bccd-bbd954717451', 'Simba Tailor', 'simba.tailor.72@mcf.example', '+78125550072', 12, 'Siamese', 'tabby', '{50,45,30,90,85,60,100,30,50,70,55,70,100,35,60,70,50,70,15,65}', 'JIFRQLTFJNKNTGLNJNCM', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ac6-7be1-8d41-70a164704190', 'Simba Velvet', 'simba.velvet.101@mcf.example', '+78125550101', 5, 'European Shorthair', 'tortoiseshell', '{50,60,90,70,70,75,85,20,20,55,10,40,75,40,50,80,80,65,50,50}', 'JLRNNOQDDKBHOHJPPMJJ', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ad4-7800-aeac-0c46a18f089e', 'Smokey Catterall', 'smokey.catterall.200@mcf.example', '+78125550200', 9, 'Persian', 'tabby', '{65,40,50,75,25,55,20,40,50,40,15,55,40,45,20,35,15,95,75,25}', 'MHJOEKDHJHCKHIDGCSOE', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ac7-72cd-93f3-c60c6f1fbc37', 'Smokey Clawford', 'smokey.clawford.106@mcf.example', '+78125550106', 2, 'Siamese', 'ginger', '{30,40,55,50,20,40,70,55,45,55,50,15,60,60,75,45,55,40,45,65}', 'FHKJDHNKIKJCLLOIKHIM', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3abd-7116-a355-982af4d1b63e', 'Smokey Clawford', 'smokey.clawford.50@mcf.example', '+78125550050', 1, 'Russian Blue', 'grey', '{60,60,65,50,65,40,75,90,5,50,75,30,45,65,5,75,80,65,45,60}', 'LLMJMHORAJOFIMAOPMIL', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ac4-7d7e-bf21-0a2444ef6cac', 'Smokey Mewes', 'smokey.mewes.94@mcf.example', '+78125550094', 6, 'Siberian', 'black', '{70,35,45,55,55,60,15,5,35,65,40,50,35,65,30,35,25,65,60,65}', 'NGIKKLCAGMHJGMFGEMLM', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3aba-7c75-a1b7-9c24b9138b72', 'Smokey Pawson', 'smokey.pawson.29@mcf.example', '+78125550029', 9, 'Maine Coon', 'grey', '{95,55,45,65,45,55,65,35,25,60,55,70,15,95,20,85,80,65,20,10}', 'SKIMIKMGELKNCSDQPMDB', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ab7-7eec-af17-15b9dcba2401', 'Smokey Purrington', 'smokey.purrington.10@mcf.example', '+78125550010', 1, 'Maine Coon', 'tortoiseshell', '{25,75,40,30,50,85,30,60,65,80,50,5,5,65,70,35,15,25,25,85}', 'EOHFJQFLMPJAAMNGCEEQ', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3acf-73dd-8447-e14f2746b439', 'Smokey Purrington', 'smokey.purrington.168@mcf.example', '+78125550168', 3, 'Siamese', 'grey', '{25,40,45,40,30,60,65,40,60,45,90,65,60,80,30,60,40,50,50,70}', 'EHIHFLMHLIRMLPFLHJJN', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3aca-7810-a7a1-09b94e58a5a6', 'Smokey Softstep', 'smokey.softstep.129@mcf.example', '+78125550129', 11, 'Maine Coon', 'ginger', '{35,75,65,55,60,40,90,80,40,50,65,50,50,50,50,35,50,50,65,35}', 'GOMKLHRPHJMJJJJGJJMG', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3acd-725a-afd0-5198ee342bba', 'Smokey Softstep', 'smokey.softstep.150@mcf.example', '+78125550150', 12, 'Persian', 'tortoiseshell', '{20,40,50,60,50,45,50,80,5,50,40,80,85,65,30,35,45,45,95,75}', 'DHJLJIJPAJHPQMFGIISO', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3aca-7498-8036-b3c73fa11f08', 'Smokey Tailor', 'smokey.tailor.128@mcf.example', '+78125550128', 2, 'Persian', 'ginger', '{50,55,65,60,45,35,70,55,40,55,90,70,70,75,80,80,40,60,55,20}', 'JKMLIGNKHKRNNOPPHLKD', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ab8-7924-a1ef-5b67c218d342', 'Smokey Tailor', 'smokey.tailor.17@mcf.example', '+78125550017', 8, 'Persian', 'ginger', '{25,50,25,45,65,85,70,10,35,55,100,75,80,45,45,85,25,30,45,85}', 'EJEIMQNBGKTOPIIQEFIQ', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ac2-7b55-8e43-340e265eee44', 'Smokey Tailor', 'smokey.tailor.79@mcf.example', '+78125550079', 9, 'Persian', 'grey', '{45,55,95,55,60,55,35,65,80,10,65,25,60,45,70,45,55,65,50,80}', 'IKSKLKGMPBMELINIKMJP', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ac4-737d-ad31-d3af8b229249', 'Smokey Velvet', 'smokey.velvet.93@mcf.example', '+78125550093', 4, 'Persian', 'ginger', '{25,50,60,45,80,20,45,95,15,45,35,25,35,30,45,90,70,85,60,85}', 'EJLIPDISCIGEGFIRNQLQ', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3acb-791f-a88d-463ccdbe7911', 'Tiger Clawford', 'tiger.clawford.137@mcf.example', '+78125550137', 2, 'Siberian', 'white', '{50,70,50,55,40,45,50,20,45,30,20,75,45,25,65,45,55,70,75,85}', 'JNJKHIJDIFDOIEMIKNOQ', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ad0-76f1-a644-de03eebddad7', 'Tiger Clawford', 'tiger.clawford.171@mcf.example', '+78125550171', 11, 'Russian Blue', 'black', '{70,70,45,45,45,75,35,50,20,50,35,100,35,30,45,55,55,55,75,50}', 'NNIIIOGJDJGTGFIKKKOJ', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3abf-799a-88f4-13a2fea2c7ae', 'Tiger Mewes', 'tiger.mewes.63@mcf.example', '+78125550063', 6, 'Siamese', 'tabby', '{90,25,40,30,65,25,85,60,50,60,35,30,25,30,20,75,40,10,50,50}', 'REHFMEQLJLGFEFDOHBJJ', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ab7-7fd3-a4fd-9a88c15c029c', 'Tiger Tailor', 'tiger.tailor.4@mcf.example', '+78125550004', 9, 'Siamese', 'black', '{60,25,35,5,45,35,40,90,80,20,20,60,45,15,40,15,15,15,25,35}', 'LEGAIGHRPDDLICHCCCEG', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ac3-7c14-b06b-387e926a6a1f', 'Tiger Tailor', 'tiger.tailor.91@mcf.example', '+78125550091', 7, 'European Shorthair', 'grey', '{45,30,45,60,55,20,70,50,25,85,55,35,20,60,45,35,60,20,80,70}', 'IFILKDNJEQKGDLIGLDPN', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ab9-70a5-b408-158ec92a8c32', 'Tiger Velvet', 'tiger.velvet.22@mcf.example', '+78125550022', 6, 'European Shorthair', 'black', '{45,65,90,40,40,20,65,75,50,50,70,75,45,55,45,40,75,55,70,45}', 'IMRHHDMOJJNOIKIHOKNI', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ad4-7a2b-a666-02901d691300', 'Tiger Whiskers', 'tiger.whiskers.197@mcf.example', '+78125550197', 10, 'Siamese', 'black', '{35,35,35,55,40,10,40,25,70,30,25,55,50,50,90,45,35,35,30,80}', 'GGGKHBHENFEKJJRIGGFP', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3abc-7c7f-83a2-714656c1a27e', 'Tiger Whiskers', 'tiger.whiskers.43@mcf.example', '+78125550043', 7, 'Bengal', 'tortoiseshell', '{35,90,15,95,60,55,65,70,90,40,70,70,15,50,65,75,50,50,60,60}', 'GRCSLKMNRHNNCJMOJJLL', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ab6-781e-b460-07fa3ec2204b', 'Tom Clawford', 'tom.clawford.1@mcf.example', '+78125550001', 9, 'Persian', 'tortoiseshell', '{75,85,40,25,80,45,35,10,75,60,60,60,10,55,60,55,95,35,50,40}', 'OQHEPIGBOLLLBKLKSGJH', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ab7-7d39-beca-0ce4cdd3b9cc', 'Tom Clawford', 'tom.clawford.9@mcf.example', '+78125550009', 1, 'Bengal', 'tortoiseshell', '{30,95,10,60,80,30,90,30,60,15,35,50,80,60,45,45,30,60,75,90}', 'FSBLPFRFLCGJPLIIFLOR', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3acc-7192-b0c4-730bbb6e1e2c', 'Tom Furley', 'tom.furley.147@mcf.example', '+78125550147', 5, 'Persian', 'tabby', '{35,10,50,75,75,65,45,50,65,65,45,40,30,25,50,65,55,10,65,50}', 'GBJOOMIJMMIHFEJMKBMJ', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ab8-7ebf-9ec7-e978f5e38570', 'Tom Furley', 'tom.furley.14@mcf.example', '+78125550014', 2, 'Persian', 'white', '{35,45,30,60,20,80,55,50,45,30,70,20,55,5,65,50,65,70,40,45}', 'GIFLDPKJIFNDKAMJMNHI', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ad2-75b8-9f40-d7ec8edb0735', 'Tom Longtail', 'tom.longtail.187@mcf.example', '+78125550187', 7, 'European Shorthair', 'ginger', '{80,50,75,40,35,85,25,50,40,65,45,40,35,55,65,15,25,55,25,30}', 'PJOHGQEJHMIHGKMCEKEF', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ac1-7ce5-93e0-3ed5c83d87bf', 'Tom Longtail', 'tom.longtail.76@mcf.example', '+78125550076', 2, 'Persian', 'grey', '{40,90,30,60,60,55,90,50,55,15,70,20,75,55,65,25,50,55,45,90}', 'HRFLLKRJKCNDOKMEJKIR', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ac3-7b8e-a18d-2aae9173520a', 'Tom Longtail', 'tom.longtail.87@mcf.example', '+78125550087', 10, 'Bengal', 'ginger', '{90,30,45,5,40,70,65,70,35,40,65,40,30,20,25,70,20,65,90,30}', 'RFIAHNMNGHMHFDENDMRF', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ad2-7c87-8cf6-d90f272eb7e2', 'Tom Nightwalker', 'tom.nightwalker.184@mcf.example', '+78125550184', 11, 'Siberian', 'black', '{80,65,25,30,20,35,20,40,80,30,90,5,30,85,35,30,30,40,95,50}', 'PMEFDGDHPFRAFQGFFHSJ', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ac0-7160-80f9-2e6c900c47a5', 'Tom Pawson', 'tom.pawson.68@mcf.example', '+78125550068', 1, 'Persian', 'tabby', '{45,20,10,65,10,50,25,40,50,90,50,50,70,45,90,80,30,55,50,60}', 'IDBMBJEHJRJJNIRPFKJL', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ac5-7b9f-ab92-7871d68bf69e', 'Tom Purrington', 'tom.purrington.97@mcf.example', '+78125550097', 2, 'Russian Blue', 'ginger', '{35,30,65,85,60,35,50,55,45,55,50,65,50,15,20,65,60,20,25,35}', 'GFMQLGJKIKJMJCDMLDEG', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT),
	('01a22174-3ac8-72b6-9822-031831ffa409', 'Tom Tailor', 'tom.tailor.116@mcf.example', '+78125550116', 6, 'Siberian', 'tortoiseshell', '{75,15,20,20,60,40,55,60,65,30,55,50,45,75,55,55,55,50,50,65}', 'OCDDLHKLMFKJIOKKKJJM', true, 'imported', NULL, '{}', NULL, 1, '2026-11-28 09:19:55.092+00', '2026-11-28 09:19:55.092+00', DEFAULT, DEFAULT);

SELECT pg_catalog.setval('clients.outbox_id', 50, true);

SELECT pg_catalog.setval('orders.outbox_id', 6, true);

SELECT pg_catalog.setval('workers.outbox_id', 200, true);

ALTER TABLE ONLY clients.client
    ADD CONSTRAINT client_external_id UNIQUE (external_id);

ALTER TABLE ONLY clients.client
    ADD CONSTRAINT client_pkey PRIMARY KEY (id);

ALTER TABLE ONLY clients.idempotency
    ADD CONSTRAINT idempotency_pkey PRIMARY KEY (caller, key);

ALTER TABLE ONLY clients.inbox_0
    ADD CONSTRAINT inbox_0_source_slot_position_key UNIQUE (source, slot, "position");

ALTER TABLE ONLY clients.inbox_1
    ADD CONSTRAINT inbox_1_source_slot_position_key UNIQUE (source, slot, "position");

ALTER TABLE ONLY clients.inbox_2
    ADD CONSTRAINT inbox_2_source_slot_position_key UNIQUE (source, slot, "position");

ALTER TABLE ONLY clients.inbox_3
    ADD CONSTRAINT inbox_3_source_slot_position_key UNIQUE (source, slot, "position");

ALTER TABLE ONLY clients.inbox_cursor
    ADD CONSTRAINT inbox_cursor_pkey PRIMARY KEY (source);

ALTER TABLE ONLY clients.inbox_identity
    ADD CONSTRAINT inbox_identity_pkey PRIMARY KEY (one);

ALTER TABLE ONLY clients.inbox_parked
    ADD CONSTRAINT inbox_parked_pkey PRIMARY KEY (source, slot, "position");

ALTER TABLE ONLY clients.inbox_skipped
    ADD CONSTRAINT inbox_skipped_pkey PRIMARY KEY (source, slot, "position");

ALTER TABLE ONLY clients.inbox_slot
    ADD CONSTRAINT inbox_slot_pkey PRIMARY KEY (source, slot);

ALTER TABLE ONLY clients.key_set
    ADD CONSTRAINT key_set_pkey PRIMARY KEY (issuer);

ALTER TABLE ONLY clients.migration
    ADD CONSTRAINT migration_pkey PRIMARY KEY (file);

ALTER TABLE ONLY clients.outbox_destination
    ADD CONSTRAINT outbox_destination_pkey PRIMARY KEY (name);

ALTER TABLE ONLY clients.outbox_identity
    ADD CONSTRAINT outbox_identity_pkey PRIMARY KEY (one);

ALTER TABLE ONLY clients.person
    ADD CONSTRAINT person_pkey PRIMARY KEY (kind, id);

ALTER TABLE ONLY orders.idempotency
    ADD CONSTRAINT idempotency_pkey PRIMARY KEY (caller, key);

ALTER TABLE ONLY orders.inbox_0
    ADD CONSTRAINT inbox_0_source_slot_position_key UNIQUE (source, slot, "position");

ALTER TABLE ONLY orders.inbox_1
    ADD CONSTRAINT inbox_1_source_slot_position_key UNIQUE (source, slot, "position");

ALTER TABLE ONLY orders.inbox_2
    ADD CONSTRAINT inbox_2_source_slot_position_key UNIQUE (source, slot, "position");

ALTER TABLE ONLY orders.inbox_3
    ADD CONSTRAINT inbox_3_source_slot_position_key UNIQUE (source, slot, "position");

ALTER TABLE ONLY orders.inbox_cursor
    ADD CONSTRAINT inbox_cursor_pkey PRIMARY KEY (source);

ALTER TABLE ONLY orders.inbox_identity
    ADD CONSTRAINT inbox_identity_pkey PRIMARY KEY (one);

ALTER TABLE ONLY orders.inbox_parked
    ADD CONSTRAINT inbox_parked_pkey PRIMARY KEY (source, slot, "position");

ALTER TABLE ONLY orders.inbox_skipped
    ADD CONSTRAINT inbox_skipped_pkey PRIMARY KEY (source, slot, "position");

ALTER TABLE ONLY orders.inbox_slot
    ADD CONSTRAINT inbox_slot_pkey PRIMARY KEY (source, slot);

ALTER TABLE ONLY orders.key_set
    ADD CONSTRAINT key_set_pkey PRIMARY KEY (issuer);

ALTER TABLE ONLY orders.match_trace
    ADD CONSTRAINT match_trace_pkey PRIMARY KEY (order_id);

ALTER TABLE ONLY orders.migration
    ADD CONSTRAINT migration_pkey PRIMARY KEY (file);

ALTER TABLE ONLY orders.order_history
    ADD CONSTRAINT order_history_pkey PRIMARY KEY (order_id, version);

ALTER TABLE ONLY orders.orders
    ADD CONSTRAINT order_worker_free EXCLUDE USING gist (worker_id WITH =, busy WITH &&) WHERE ((status = ANY (ARRAY['accepted'::text, 'started'::text])));

ALTER TABLE ONLY orders.orders
    ADD CONSTRAINT orders_pkey PRIMARY KEY (id);

ALTER TABLE ONLY orders.outbox_destination
    ADD CONSTRAINT outbox_destination_pkey PRIMARY KEY (name);

ALTER TABLE ONLY orders.outbox_identity
    ADD CONSTRAINT outbox_identity_pkey PRIMARY KEY (one);

ALTER TABLE ONLY orders.person
    ADD CONSTRAINT person_pkey PRIMARY KEY (kind, id);

ALTER TABLE ONLY orders.photo
    ADD CONSTRAINT photo_pkey PRIMARY KEY (sha256);

ALTER TABLE ONLY orders.pipeline
    ADD CONSTRAINT pipeline_pkey PRIMARY KEY (version);

ALTER TABLE ONLY orders.service_type
    ADD CONSTRAINT service_type_pkey PRIMARY KEY (id);

ALTER TABLE ONLY orders.worker_standing
    ADD CONSTRAINT worker_standing_pkey PRIMARY KEY (worker_id);

ALTER TABLE ONLY workers.absence
    ADD CONSTRAINT absence_pkey PRIMARY KEY (id);

ALTER TABLE ONLY workers.idempotency
    ADD CONSTRAINT idempotency_pkey PRIMARY KEY (caller, key);

ALTER TABLE ONLY workers.inbox_0
    ADD CONSTRAINT inbox_0_source_slot_position_key UNIQUE (source, slot, "position");

ALTER TABLE ONLY workers.inbox_1
    ADD CONSTRAINT inbox_1_source_slot_position_key UNIQUE (source, slot, "position");

ALTER TABLE ONLY workers.inbox_2
    ADD CONSTRAINT inbox_2_source_slot_position_key UNIQUE (source, slot, "position");

ALTER TABLE ONLY workers.inbox_3
    ADD CONSTRAINT inbox_3_source_slot_position_key UNIQUE (source, slot, "position");

ALTER TABLE ONLY workers.inbox_cursor
    ADD CONSTRAINT inbox_cursor_pkey PRIMARY KEY (source);

ALTER TABLE ONLY workers.inbox_identity
    ADD CONSTRAINT inbox_identity_pkey PRIMARY KEY (one);

ALTER TABLE ONLY workers.inbox_parked
    ADD CONSTRAINT inbox_parked_pkey PRIMARY KEY (source, slot, "position");

ALTER TABLE ONLY workers.inbox_skipped
    ADD CONSTRAINT inbox_skipped_pkey PRIMARY KEY (source, slot, "position");

ALTER TABLE ONLY workers.inbox_slot
    ADD CONSTRAINT inbox_slot_pkey PRIMARY KEY (source, slot);

ALTER TABLE ONLY workers.key_set
    ADD CONSTRAINT key_set_pkey PRIMARY KEY (issuer);

ALTER TABLE ONLY workers.migration
    ADD CONSTRAINT migration_pkey PRIMARY KEY (file);

ALTER TABLE ONLY workers.outbox_destination
    ADD CONSTRAINT outbox_destination_pkey PRIMARY KEY (name);

ALTER TABLE ONLY workers.outbox_identity
    ADD CONSTRAINT outbox_identity_pkey PRIMARY KEY (one);

ALTER TABLE ONLY workers.person
    ADD CONSTRAINT person_pkey PRIMARY KEY (kind, id);

ALTER TABLE ONLY workers.photo
    ADD CONSTRAINT photo_pkey PRIMARY KEY (sha256);

ALTER TABLE ONLY workers.worker
    ADD CONSTRAINT worker_email UNIQUE (email_key);

ALTER TABLE ONLY workers.worker
    ADD CONSTRAINT worker_pkey PRIMARY KEY (id);

CREATE INDEX client_search ON clients.client USING gin (search extensions.gin_trgm_ops);

CREATE INDEX idempotency_created_at ON clients.idempotency USING btree (created_at);

CREATE INDEX inbox_parked_due ON clients.inbox_parked USING btree (source, slot, retry_at, "position") WHERE (retry_at IS NOT NULL);

CREATE INDEX inbox_parked_event ON clients.inbox_parked USING btree (event_id);

CREATE INDEX inbox_parked_key ON clients.inbox_parked USING btree (source, subject, "position");

CREATE INDEX inbox_parked_subject ON clients.inbox_parked USING btree (source, slot, subject) WHERE (head_since IS NOT NULL);

CREATE INDEX outbox_xid ON ONLY clients.outbox USING btree (xid);

CREATE INDEX outbox_0_xid_idx ON clients.outbox_0 USING btree (xid);

CREATE INDEX outbox_1_xid_idx ON clients.outbox_1 USING btree (xid);

CREATE INDEX outbox_2_xid_idx ON clients.outbox_2 USING btree (xid);

CREATE INDEX outbox_3_xid_idx ON clients.outbox_3 USING btree (xid);

CREATE INDEX idempotency_created_at ON orders.idempotency USING btree (created_at);

CREATE INDEX inbox_parked_due ON orders.inbox_parked USING btree (source, slot, retry_at, "position") WHERE (retry_at IS NOT NULL);

CREATE INDEX inbox_parked_event ON orders.inbox_parked USING btree (event_id);

CREATE INDEX inbox_parked_key ON orders.inbox_parked USING btree (source, subject, "position");

CREATE INDEX inbox_parked_subject ON orders.inbox_parked USING btree (source, slot, subject) WHERE (head_since IS NOT NULL);

CREATE UNIQUE INDEX order_copy_open ON orders.orders USING btree (copy_of) WHERE ((copy_of IS NOT NULL) AND (status = ANY (ARRAY['accepted'::text, 'started'::text])));

CREATE INDEX orders_by_client ON orders.orders USING btree (client_id, scheduled_at, id);

CREATE INDEX orders_by_time ON orders.orders USING btree (scheduled_at, id);

CREATE INDEX orders_by_worker ON orders.orders USING btree (worker_id, scheduled_at, id);

CREATE INDEX orders_failed_in_chain ON orders.orders USING btree (chain) WHERE (status = 'failed'::text);

CREATE INDEX orders_open_by_client ON orders.orders USING btree (client_id) WHERE (status = ANY (ARRAY['accepted'::text, 'started'::text]));

CREATE INDEX orders_open_by_worker ON orders.orders USING btree (worker_id, ends_at) INCLUDE (busy) WHERE (status = ANY (ARRAY['accepted'::text, 'started'::text]));

CREATE INDEX orders_to_report ON orders.orders USING btree (ends_at) WHERE (status = 'started'::text);

CREATE INDEX orders_to_start ON orders.orders USING btree (scheduled_at) WHERE (status = 'accepted'::text);

CREATE INDEX outbox_xid ON ONLY orders.outbox USING btree (xid);

CREATE INDEX outbox_0_xid_idx ON orders.outbox_0 USING btree (xid);

CREATE INDEX outbox_1_xid_idx ON orders.outbox_1 USING btree (xid);

CREATE INDEX outbox_2_xid_idx ON orders.outbox_2 USING btree (xid);

CREATE INDEX outbox_3_xid_idx ON orders.outbox_3 USING btree (xid);

CREATE UNIQUE INDEX person_id ON orders.person USING btree (id);

CREATE UNIQUE INDEX service_type_name_active ON orders.service_type USING btree (name) WHERE active;

CREATE INDEX worker_standing_rank ON orders.worker_standing USING btree (rank, worker_id);

CREATE INDEX absence_of_worker ON workers.absence USING btree (worker_id, lower(period), id);

CREATE INDEX idempotency_created_at ON workers.idempotency USING btree (created_at);

CREATE INDEX inbox_parked_due ON workers.inbox_parked USING btree (source, slot, retry_at, "position") WHERE (retry_at IS NOT NULL);

CREATE INDEX inbox_parked_event ON workers.inbox_parked USING btree (event_id);

CREATE INDEX inbox_parked_key ON workers.inbox_parked USING btree (source, subject, "position");

CREATE INDEX inbox_parked_subject ON workers.inbox_parked USING btree (source, slot, subject) WHERE (head_since IS NOT NULL);

CREATE INDEX outbox_xid ON ONLY workers.outbox USING btree (xid);

CREATE INDEX outbox_0_xid_idx ON workers.outbox_0 USING btree (xid);

CREATE INDEX outbox_1_xid_idx ON workers.outbox_1 USING btree (xid);

CREATE INDEX outbox_2_xid_idx ON workers.outbox_2 USING btree (xid);

CREATE INDEX outbox_3_xid_idx ON workers.outbox_3 USING btree (xid);

CREATE INDEX worker_search ON workers.worker USING gin (search extensions.gin_trgm_ops);

ALTER INDEX clients.outbox_xid ATTACH PARTITION clients.outbox_0_xid_idx;

ALTER INDEX clients.outbox_xid ATTACH PARTITION clients.outbox_1_xid_idx;

ALTER INDEX clients.outbox_xid ATTACH PARTITION clients.outbox_2_xid_idx;

ALTER INDEX clients.outbox_xid ATTACH PARTITION clients.outbox_3_xid_idx;

ALTER INDEX orders.outbox_xid ATTACH PARTITION orders.outbox_0_xid_idx;

ALTER INDEX orders.outbox_xid ATTACH PARTITION orders.outbox_1_xid_idx;

ALTER INDEX orders.outbox_xid ATTACH PARTITION orders.outbox_2_xid_idx;

ALTER INDEX orders.outbox_xid ATTACH PARTITION orders.outbox_3_xid_idx;

ALTER INDEX workers.outbox_xid ATTACH PARTITION workers.outbox_0_xid_idx;

ALTER INDEX workers.outbox_xid ATTACH PARTITION workers.outbox_1_xid_idx;

ALTER INDEX workers.outbox_xid ATTACH PARTITION workers.outbox_2_xid_idx;

ALTER INDEX workers.outbox_xid ATTACH PARTITION workers.outbox_3_xid_idx;

ALTER TABLE ONLY orders.order_history
    ADD CONSTRAINT order_history_order_id_fkey FOREIGN KEY (order_id) REFERENCES orders.orders(id);

ALTER TABLE ONLY workers.absence
    ADD CONSTRAINT absence_worker_id_fkey FOREIGN KEY (worker_id) REFERENCES workers.worker(id);

GRANT USAGE ON SCHEMA clients TO clients_app;
GRANT USAGE ON SCHEMA clients TO mcf_relay;

GRANT USAGE ON SCHEMA clients_api TO clients_reader;

GRANT USAGE ON SCHEMA extensions TO clients_owner;
GRANT USAGE ON SCHEMA extensions TO workers_owner;
GRANT USAGE ON SCHEMA extensions TO orders_owner;

GRANT USAGE ON SCHEMA orders TO orders_app;
GRANT USAGE ON SCHEMA orders TO mcf_relay;

REVOKE USAGE ON SCHEMA public FROM PUBLIC;

GRANT USAGE ON SCHEMA workers TO workers_app;
GRANT USAGE ON SCHEMA workers TO mcf_relay;

GRANT USAGE ON SCHEMA workers_api TO workers_reader;

REVOKE ALL ON FUNCTION extensions.gbtreekey16_in(cstring) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbtreekey16_out(extensions.gbtreekey16) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbtreekey2_in(cstring) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbtreekey2_out(extensions.gbtreekey2) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbtreekey32_in(cstring) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbtreekey32_out(extensions.gbtreekey32) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbtreekey4_in(cstring) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbtreekey4_out(extensions.gbtreekey4) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbtreekey8_in(cstring) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbtreekey8_out(extensions.gbtreekey8) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbtreekey_var_in(cstring) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbtreekey_var_out(extensions.gbtreekey_var) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gtrgm_in(cstring) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gtrgm_out(extensions.gtrgm) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.cash_dist(money, money) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.date_dist(date, date) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.float4_dist(real, real) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.float8_dist(double precision, double precision) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_bit_compress(internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_bit_consistent(internal, bit, smallint, oid, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_bit_penalty(internal, internal, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_bit_picksplit(internal, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_bit_same(extensions.gbtreekey_var, extensions.gbtreekey_var, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_bit_union(internal, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_bool_compress(internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_bool_consistent(internal, boolean, smallint, oid, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_bool_fetch(internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_bool_penalty(internal, internal, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_bool_picksplit(internal, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_bool_same(extensions.gbtreekey2, extensions.gbtreekey2, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_bool_union(internal, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_bpchar_compress(internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_bpchar_consistent(internal, character, smallint, oid, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_bytea_compress(internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_bytea_consistent(internal, bytea, smallint, oid, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_bytea_penalty(internal, internal, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_bytea_picksplit(internal, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_bytea_same(extensions.gbtreekey_var, extensions.gbtreekey_var, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_bytea_union(internal, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_cash_compress(internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_cash_consistent(internal, money, smallint, oid, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_cash_distance(internal, money, smallint, oid, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_cash_fetch(internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_cash_penalty(internal, internal, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_cash_picksplit(internal, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_cash_same(extensions.gbtreekey16, extensions.gbtreekey16, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_cash_union(internal, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_date_compress(internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_date_consistent(internal, date, smallint, oid, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_date_distance(internal, date, smallint, oid, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_date_fetch(internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_date_penalty(internal, internal, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_date_picksplit(internal, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_date_same(extensions.gbtreekey8, extensions.gbtreekey8, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_date_union(internal, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_decompress(internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_enum_compress(internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_enum_consistent(internal, anyenum, smallint, oid, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_enum_fetch(internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_enum_penalty(internal, internal, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_enum_picksplit(internal, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_enum_same(extensions.gbtreekey8, extensions.gbtreekey8, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_enum_union(internal, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_float4_compress(internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_float4_consistent(internal, real, smallint, oid, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_float4_distance(internal, real, smallint, oid, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_float4_fetch(internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_float4_penalty(internal, internal, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_float4_picksplit(internal, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_float4_same(extensions.gbtreekey8, extensions.gbtreekey8, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_float4_union(internal, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_float8_compress(internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_float8_consistent(internal, double precision, smallint, oid, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_float8_distance(internal, double precision, smallint, oid, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_float8_fetch(internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_float8_penalty(internal, internal, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_float8_picksplit(internal, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_float8_same(extensions.gbtreekey16, extensions.gbtreekey16, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_float8_union(internal, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_inet_compress(internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_inet_consistent(internal, inet, smallint, oid, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_inet_penalty(internal, internal, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_inet_picksplit(internal, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_inet_same(extensions.gbtreekey16, extensions.gbtreekey16, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_inet_union(internal, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_int2_compress(internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_int2_consistent(internal, smallint, smallint, oid, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_int2_distance(internal, smallint, smallint, oid, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_int2_fetch(internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_int2_penalty(internal, internal, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_int2_picksplit(internal, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_int2_same(extensions.gbtreekey4, extensions.gbtreekey4, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_int2_union(internal, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_int4_compress(internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_int4_consistent(internal, integer, smallint, oid, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_int4_distance(internal, integer, smallint, oid, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_int4_fetch(internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_int4_penalty(internal, internal, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_int4_picksplit(internal, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_int4_same(extensions.gbtreekey8, extensions.gbtreekey8, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_int4_union(internal, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_int8_compress(internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_int8_consistent(internal, bigint, smallint, oid, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_int8_distance(internal, bigint, smallint, oid, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_int8_fetch(internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_int8_penalty(internal, internal, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_int8_picksplit(internal, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_int8_same(extensions.gbtreekey16, extensions.gbtreekey16, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_int8_union(internal, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_intv_compress(internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_intv_consistent(internal, interval, smallint, oid, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_intv_decompress(internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_intv_distance(internal, interval, smallint, oid, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_intv_fetch(internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_intv_penalty(internal, internal, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_intv_picksplit(internal, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_intv_same(extensions.gbtreekey32, extensions.gbtreekey32, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_intv_union(internal, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_macad8_compress(internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_macad8_consistent(internal, macaddr8, smallint, oid, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_macad8_fetch(internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_macad8_penalty(internal, internal, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_macad8_picksplit(internal, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_macad8_same(extensions.gbtreekey16, extensions.gbtreekey16, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_macad8_union(internal, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_macad_compress(internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_macad_consistent(internal, macaddr, smallint, oid, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_macad_fetch(internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_macad_penalty(internal, internal, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_macad_picksplit(internal, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_macad_same(extensions.gbtreekey16, extensions.gbtreekey16, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_macad_union(internal, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_numeric_compress(internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_numeric_consistent(internal, numeric, smallint, oid, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_numeric_penalty(internal, internal, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_numeric_picksplit(internal, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_numeric_same(extensions.gbtreekey_var, extensions.gbtreekey_var, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_numeric_union(internal, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_oid_compress(internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_oid_consistent(internal, oid, smallint, oid, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_oid_distance(internal, oid, smallint, oid, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_oid_fetch(internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_oid_penalty(internal, internal, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_oid_picksplit(internal, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_oid_same(extensions.gbtreekey8, extensions.gbtreekey8, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_oid_union(internal, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_text_compress(internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_text_consistent(internal, text, smallint, oid, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_text_penalty(internal, internal, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_text_picksplit(internal, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_text_same(extensions.gbtreekey_var, extensions.gbtreekey_var, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_text_union(internal, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_time_compress(internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_time_consistent(internal, time without time zone, smallint, oid, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_time_distance(internal, time without time zone, smallint, oid, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_time_fetch(internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_time_penalty(internal, internal, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_time_picksplit(internal, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_time_same(extensions.gbtreekey16, extensions.gbtreekey16, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_time_union(internal, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_timetz_compress(internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_timetz_consistent(internal, time with time zone, smallint, oid, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_ts_compress(internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_ts_consistent(internal, timestamp without time zone, smallint, oid, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_ts_distance(internal, timestamp without time zone, smallint, oid, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_ts_fetch(internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_ts_penalty(internal, internal, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_ts_picksplit(internal, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_ts_same(extensions.gbtreekey16, extensions.gbtreekey16, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_ts_union(internal, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_tstz_compress(internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_tstz_consistent(internal, timestamp with time zone, smallint, oid, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_tstz_distance(internal, timestamp with time zone, smallint, oid, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_uuid_compress(internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_uuid_consistent(internal, uuid, smallint, oid, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_uuid_fetch(internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_uuid_penalty(internal, internal, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_uuid_picksplit(internal, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_uuid_same(extensions.gbtreekey32, extensions.gbtreekey32, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_uuid_union(internal, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_var_decompress(internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gbt_var_fetch(internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gin_extract_query_trgm(text, internal, smallint, internal, internal, internal, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gin_extract_value_trgm(text, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gin_trgm_consistent(internal, smallint, text, integer, internal, internal, internal, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gin_trgm_triconsistent(internal, smallint, text, integer, internal, internal, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gtrgm_compress(internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gtrgm_consistent(internal, text, smallint, oid, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gtrgm_decompress(internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gtrgm_distance(internal, text, smallint, oid, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gtrgm_options(internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gtrgm_penalty(internal, internal, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gtrgm_picksplit(internal, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gtrgm_same(extensions.gtrgm, extensions.gtrgm, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gtrgm_union(internal, internal) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.int2_dist(smallint, smallint) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.int4_dist(integer, integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.int8_dist(bigint, bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.interval_dist(interval, interval) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.oid_dist(oid, oid) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.set_limit(real) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.show_limit() FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.show_trgm(text) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.similarity(text, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.similarity_dist(text, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.similarity_op(text, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.strict_word_similarity(text, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.strict_word_similarity_commutator_op(text, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.strict_word_similarity_dist_commutator_op(text, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.strict_word_similarity_dist_op(text, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.strict_word_similarity_op(text, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.time_dist(time without time zone, time without time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.ts_dist(timestamp without time zone, timestamp without time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.tstz_dist(timestamp with time zone, timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.word_similarity(text, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.word_similarity_commutator_op(text, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.word_similarity_dist_commutator_op(text, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.word_similarity_dist_op(text, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.word_similarity_op(text, text) FROM PUBLIC;

GRANT SELECT,INSERT,UPDATE ON TABLE clients.client TO clients_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE clients.idempotency TO clients_app;

GRANT SELECT ON TABLE clients.inbox TO clients_app;
GRANT SELECT,INSERT ON TABLE clients.inbox TO mcf_relay;

GRANT SELECT ON TABLE clients.inbox_0 TO clients_app;
GRANT SELECT,TRUNCATE ON TABLE clients.inbox_0 TO mcf_relay;

GRANT SELECT ON TABLE clients.inbox_1 TO clients_app;
GRANT SELECT,TRUNCATE ON TABLE clients.inbox_1 TO mcf_relay;

GRANT SELECT ON TABLE clients.inbox_2 TO clients_app;
GRANT SELECT,TRUNCATE ON TABLE clients.inbox_2 TO mcf_relay;

GRANT SELECT ON TABLE clients.inbox_3 TO clients_app;
GRANT SELECT,TRUNCATE ON TABLE clients.inbox_3 TO mcf_relay;

GRANT SELECT ON TABLE clients.inbox_cursor TO clients_app;
GRANT SELECT,INSERT,UPDATE ON TABLE clients.inbox_cursor TO mcf_relay;

GRANT SELECT ON TABLE clients.inbox_identity TO mcf_relay;

GRANT UPDATE(emptied) ON TABLE clients.inbox_identity TO mcf_relay;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE clients.inbox_parked TO clients_app;
GRANT SELECT ON TABLE clients.inbox_parked TO mcf_relay;

GRANT SELECT,INSERT ON TABLE clients.inbox_skipped TO clients_app;

GRANT SELECT,UPDATE ON TABLE clients.inbox_slot TO clients_app;
GRANT SELECT,INSERT ON TABLE clients.inbox_slot TO mcf_relay;

GRANT SELECT,INSERT,UPDATE ON TABLE clients.key_set TO clients_app;

GRANT USAGE ON SEQUENCE clients.outbox_id TO clients_app;
GRANT SELECT ON SEQUENCE clients.outbox_id TO mcf_relay;

GRANT SELECT ON TABLE clients.outbox TO mcf_relay;

GRANT INSERT(ring) ON TABLE clients.outbox TO clients_app;

GRANT INSERT(event_id) ON TABLE clients.outbox TO clients_app;

GRANT INSERT(type) ON TABLE clients.outbox TO clients_app;

GRANT INSERT(subject) ON TABLE clients.outbox TO clients_app;

GRANT INSERT(sequence) ON TABLE clients.outbox TO clients_app;

GRANT INSERT("time") ON TABLE clients.outbox TO clients_app;

GRANT INSERT(headers) ON TABLE clients.outbox TO clients_app;

GRANT INSERT(data) ON TABLE clients.outbox TO clients_app;

GRANT SELECT,TRUNCATE ON TABLE clients.outbox_0 TO mcf_relay;

GRANT SELECT,TRUNCATE ON TABLE clients.outbox_1 TO mcf_relay;

GRANT SELECT,TRUNCATE ON TABLE clients.outbox_2 TO mcf_relay;

GRANT SELECT,TRUNCATE ON TABLE clients.outbox_3 TO mcf_relay;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE clients.outbox_destination TO mcf_relay;

GRANT SELECT ON TABLE clients.outbox_identity TO mcf_relay;

GRANT UPDATE(emptied) ON TABLE clients.outbox_identity TO mcf_relay;

GRANT SELECT,INSERT,UPDATE ON TABLE clients.person TO clients_app;

GRANT SELECT ON TABLE clients_api.v1_client TO clients_reader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE orders.idempotency TO orders_app;

GRANT SELECT ON TABLE orders.inbox TO orders_app;
GRANT SELECT,INSERT ON TABLE orders.inbox TO mcf_relay;

GRANT SELECT ON TABLE orders.inbox_0 TO orders_app;
GRANT SELECT,TRUNCATE ON TABLE orders.inbox_0 TO mcf_relay;

GRANT SELECT ON TABLE orders.inbox_1 TO orders_app;
GRANT SELECT,TRUNCATE ON TABLE orders.inbox_1 TO mcf_relay;

GRANT SELECT ON TABLE orders.inbox_2 TO orders_app;
GRANT SELECT,TRUNCATE ON TABLE orders.inbox_2 TO mcf_relay;

GRANT SELECT ON TABLE orders.inbox_3 TO orders_app;
GRANT SELECT,TRUNCATE ON TABLE orders.inbox_3 TO mcf_relay;

GRANT SELECT ON TABLE orders.inbox_cursor TO orders_app;
GRANT SELECT,INSERT,UPDATE ON TABLE orders.inbox_cursor TO mcf_relay;

GRANT SELECT ON TABLE orders.inbox_identity TO mcf_relay;

GRANT UPDATE(emptied) ON TABLE orders.inbox_identity TO mcf_relay;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE orders.inbox_parked TO orders_app;
GRANT SELECT ON TABLE orders.inbox_parked TO mcf_relay;

GRANT SELECT,INSERT ON TABLE orders.inbox_skipped TO orders_app;

GRANT SELECT,UPDATE ON TABLE orders.inbox_slot TO orders_app;
GRANT SELECT,INSERT ON TABLE orders.inbox_slot TO mcf_relay;

GRANT SELECT,INSERT,UPDATE ON TABLE orders.key_set TO orders_app;

GRANT SELECT,INSERT,UPDATE ON TABLE orders.person TO orders_app;

GRANT SELECT,INSERT,UPDATE ON TABLE orders.manager TO orders_app;

GRANT SELECT,INSERT ON TABLE orders.match_trace TO orders_app;

GRANT SELECT,INSERT ON TABLE orders.order_history TO orders_app;

GRANT SELECT,INSERT,UPDATE ON TABLE orders.orders TO orders_app;

GRANT USAGE ON SEQUENCE orders.outbox_id TO orders_app;
GRANT SELECT ON SEQUENCE orders.outbox_id TO mcf_relay;

GRANT SELECT ON TABLE orders.outbox TO mcf_relay;

GRANT INSERT(ring) ON TABLE orders.outbox TO orders_app;

GRANT INSERT(event_id) ON TABLE orders.outbox TO orders_app;

GRANT INSERT(type) ON TABLE orders.outbox TO orders_app;

GRANT INSERT(subject) ON TABLE orders.outbox TO orders_app;

GRANT INSERT(sequence) ON TABLE orders.outbox TO orders_app;

GRANT INSERT("time") ON TABLE orders.outbox TO orders_app;

GRANT INSERT(headers) ON TABLE orders.outbox TO orders_app;

GRANT INSERT(data) ON TABLE orders.outbox TO orders_app;

GRANT SELECT,TRUNCATE ON TABLE orders.outbox_0 TO mcf_relay;

GRANT SELECT,TRUNCATE ON TABLE orders.outbox_1 TO mcf_relay;

GRANT SELECT,TRUNCATE ON TABLE orders.outbox_2 TO mcf_relay;

GRANT SELECT,TRUNCATE ON TABLE orders.outbox_3 TO mcf_relay;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE orders.outbox_destination TO mcf_relay;

GRANT SELECT ON TABLE orders.outbox_identity TO mcf_relay;

GRANT UPDATE(emptied) ON TABLE orders.outbox_identity TO mcf_relay;

GRANT SELECT,INSERT ON TABLE orders.photo TO orders_app;

GRANT SELECT,INSERT ON TABLE orders.pipeline TO orders_app;

GRANT SELECT,INSERT,UPDATE ON TABLE orders.service_type TO orders_app;

GRANT SELECT,INSERT,UPDATE ON TABLE orders.worker_standing TO orders_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE workers.absence TO workers_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE workers.idempotency TO workers_app;

GRANT SELECT ON TABLE workers.inbox TO workers_app;
GRANT SELECT,INSERT ON TABLE workers.inbox TO mcf_relay;

GRANT SELECT ON TABLE workers.inbox_0 TO workers_app;
GRANT SELECT,TRUNCATE ON TABLE workers.inbox_0 TO mcf_relay;

GRANT SELECT ON TABLE workers.inbox_1 TO workers_app;
GRANT SELECT,TRUNCATE ON TABLE workers.inbox_1 TO mcf_relay;

GRANT SELECT ON TABLE workers.inbox_2 TO workers_app;
GRANT SELECT,TRUNCATE ON TABLE workers.inbox_2 TO mcf_relay;

GRANT SELECT ON TABLE workers.inbox_3 TO workers_app;
GRANT SELECT,TRUNCATE ON TABLE workers.inbox_3 TO mcf_relay;

GRANT SELECT ON TABLE workers.inbox_cursor TO workers_app;
GRANT SELECT,INSERT,UPDATE ON TABLE workers.inbox_cursor TO mcf_relay;

GRANT SELECT ON TABLE workers.inbox_identity TO mcf_relay;

GRANT UPDATE(emptied) ON TABLE workers.inbox_identity TO mcf_relay;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE workers.inbox_parked TO workers_app;
GRANT SELECT ON TABLE workers.inbox_parked TO mcf_relay;

GRANT SELECT,INSERT ON TABLE workers.inbox_skipped TO workers_app;

GRANT SELECT,UPDATE ON TABLE workers.inbox_slot TO workers_app;
GRANT SELECT,INSERT ON TABLE workers.inbox_slot TO mcf_relay;

GRANT SELECT,INSERT,UPDATE ON TABLE workers.key_set TO workers_app;

GRANT USAGE ON SEQUENCE workers.outbox_id TO workers_app;
GRANT SELECT ON SEQUENCE workers.outbox_id TO mcf_relay;

GRANT SELECT ON TABLE workers.outbox TO mcf_relay;

GRANT INSERT(ring) ON TABLE workers.outbox TO workers_app;

GRANT INSERT(event_id) ON TABLE workers.outbox TO workers_app;

GRANT INSERT(type) ON TABLE workers.outbox TO workers_app;

GRANT INSERT(subject) ON TABLE workers.outbox TO workers_app;

GRANT INSERT(sequence) ON TABLE workers.outbox TO workers_app;

GRANT INSERT("time") ON TABLE workers.outbox TO workers_app;

GRANT INSERT(headers) ON TABLE workers.outbox TO workers_app;

GRANT INSERT(data) ON TABLE workers.outbox TO workers_app;

GRANT SELECT,TRUNCATE ON TABLE workers.outbox_0 TO mcf_relay;

GRANT SELECT,TRUNCATE ON TABLE workers.outbox_1 TO mcf_relay;

GRANT SELECT,TRUNCATE ON TABLE workers.outbox_2 TO mcf_relay;

GRANT SELECT,TRUNCATE ON TABLE workers.outbox_3 TO mcf_relay;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE workers.outbox_destination TO mcf_relay;

GRANT SELECT ON TABLE workers.outbox_identity TO mcf_relay;

GRANT UPDATE(emptied) ON TABLE workers.outbox_identity TO mcf_relay;

GRANT SELECT,INSERT,UPDATE ON TABLE workers.person TO workers_app;

GRANT SELECT,INSERT ON TABLE workers.photo TO workers_app;

GRANT SELECT,INSERT,UPDATE ON TABLE workers.worker TO workers_app;

GRANT SELECT ON TABLE workers_api.v1_worker TO workers_reader;

ALTER DEFAULT PRIVILEGES FOR ROLE clients_owner REVOKE ALL ON FUNCTIONS  FROM PUBLIC;

ALTER DEFAULT PRIVILEGES FOR ROLE orders_owner REVOKE ALL ON FUNCTIONS  FROM PUBLIC;

ALTER DEFAULT PRIVILEGES FOR ROLE workers_owner REVOKE ALL ON FUNCTIONS  FROM PUBLIC;
