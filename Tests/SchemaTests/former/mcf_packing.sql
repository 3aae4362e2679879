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

CREATE SCHEMA extensions;

ALTER SCHEMA extensions OWNER TO postgres;

CREATE SCHEMA packing;

ALTER SCHEMA packing OWNER TO packing_owner;

CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA extensions;

COMMENT ON EXTENSION pg_trgm IS 'text similarity measurement and index searching based on trigrams';

SET default_tablespace = '';

SET default_table_access_method = heap;

CREATE TABLE packing.cookie (
    id uuid NOT NULL,
    package_id uuid NOT NULL,
    status text DEFAULT 'due'::text NOT NULL,
    cause text,
    due_at timestamp with time zone NOT NULL,
    needed_at timestamp with time zone NOT NULL,
    next_at timestamp with time zone,
    tries integer DEFAULT 0 NOT NULL,
    failure text,
    reference text,
    ordered_at timestamp with time zone,
    arrived_at timestamp with time zone,
    CONSTRAINT cookie_arrived CHECK (((status = 'arrived'::text) = (arrived_at IS NOT NULL))),
    CONSTRAINT cookie_cause CHECK (((status = 'not_ordered'::text) = (cause IS NOT NULL))),
    CONSTRAINT cookie_cause_check CHECK ((cause = ANY (ARRAY['order_ended'::text, 'no_contractor'::text, 'contractor_failed'::text, 'too_late'::text]))),
    CONSTRAINT cookie_ordered CHECK (((status <> ALL (ARRAY['ordered'::text, 'late'::text, 'missing'::text])) OR (ordered_at IS NOT NULL))),
    CONSTRAINT cookie_status_check CHECK ((status = ANY (ARRAY['due'::text, 'ordered'::text, 'late'::text, 'arrived'::text, 'missing'::text, 'not_ordered'::text])))
);

ALTER TABLE packing.cookie OWNER TO packing_owner;

CREATE TABLE packing.idempotency (
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

ALTER TABLE packing.idempotency OWNER TO packing_owner;

CREATE TABLE packing.inbox (
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

ALTER TABLE packing.inbox OWNER TO packing_owner;

CREATE TABLE packing.inbox_0 (
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

ALTER TABLE packing.inbox_0 OWNER TO packing_owner;

CREATE TABLE packing.inbox_1 (
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

ALTER TABLE packing.inbox_1 OWNER TO packing_owner;

CREATE TABLE packing.inbox_2 (
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

ALTER TABLE packing.inbox_2 OWNER TO packing_owner;

CREATE TABLE packing.inbox_3 (
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

ALTER TABLE packing.inbox_3 OWNER TO packing_owner;

CREATE TABLE packing.inbox_cursor (
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

ALTER TABLE packing.inbox_cursor OWNER TO packing_owner;

CREATE TABLE packing.inbox_identity (
    one boolean DEFAULT true NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    emptied timestamp with time zone DEFAULT '-infinity'::timestamp with time zone NOT NULL,
    CONSTRAINT inbox_identity_one_check CHECK (one)
);

ALTER TABLE packing.inbox_identity OWNER TO packing_owner;

CREATE TABLE packing.inbox_parked (
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

ALTER TABLE packing.inbox_parked OWNER TO packing_owner;

CREATE TABLE packing.inbox_skipped (
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

ALTER TABLE packing.inbox_skipped OWNER TO packing_owner;

CREATE TABLE packing.inbox_slot (
    source text NOT NULL,
    slot smallint NOT NULL,
    "position" bigint DEFAULT 0 NOT NULL,
    started integer DEFAULT 0 NOT NULL,
    reached bigint DEFAULT 0 NOT NULL
);

ALTER TABLE packing.inbox_slot OWNER TO packing_owner;

CREATE TABLE packing.key_set (
    issuer text NOT NULL,
    keys text NOT NULL,
    fetched_at timestamp with time zone NOT NULL
);

ALTER TABLE packing.key_set OWNER TO packing_owner;

CREATE TABLE packing.migration (
    file text NOT NULL,
    checksum text NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE packing.migration OWNER TO packing_owner;

CREATE SEQUENCE packing.outbox_id
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER TABLE packing.outbox_id OWNER TO packing_owner;

CREATE TABLE packing.outbox (
    ring smallint DEFAULT (((EXTRACT(epoch FROM now()))::bigint / 86400) % (4)::bigint) NOT NULL,
    id bigint DEFAULT nextval('packing.outbox_id'::regclass) NOT NULL,
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

ALTER TABLE packing.outbox OWNER TO packing_owner;

CREATE TABLE packing.outbox_0 (
    ring smallint DEFAULT (((EXTRACT(epoch FROM now()))::bigint / 86400) % (4)::bigint) NOT NULL,
    id bigint DEFAULT nextval('packing.outbox_id'::regclass) NOT NULL,
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

ALTER TABLE packing.outbox_0 OWNER TO packing_owner;

CREATE TABLE packing.outbox_1 (
    ring smallint DEFAULT (((EXTRACT(epoch FROM now()))::bigint / 86400) % (4)::bigint) NOT NULL,
    id bigint DEFAULT nextval('packing.outbox_id'::regclass) NOT NULL,
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

ALTER TABLE packing.outbox_1 OWNER TO packing_owner;

CREATE TABLE packing.outbox_2 (
    ring smallint DEFAULT (((EXTRACT(epoch FROM now()))::bigint / 86400) % (4)::bigint) NOT NULL,
    id bigint DEFAULT nextval('packing.outbox_id'::regclass) NOT NULL,
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

ALTER TABLE packing.outbox_2 OWNER TO packing_owner;

CREATE TABLE packing.outbox_3 (
    ring smallint DEFAULT (((EXTRACT(epoch FROM now()))::bigint / 86400) % (4)::bigint) NOT NULL,
    id bigint DEFAULT nextval('packing.outbox_id'::regclass) NOT NULL,
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

ALTER TABLE packing.outbox_3 OWNER TO packing_owner;

CREATE TABLE packing.outbox_destination (
    name text NOT NULL,
    passed pg_snapshot NOT NULL,
    reported_at timestamp with time zone NOT NULL,
    inbox uuid,
    bonds bigint[] DEFAULT '{0}'::bigint[] NOT NULL
);

ALTER TABLE packing.outbox_destination OWNER TO packing_owner;

CREATE TABLE packing.outbox_identity (
    one boolean DEFAULT true NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    emptied xid8 DEFAULT '0'::xid8 NOT NULL,
    CONSTRAINT outbox_identity_one_check CHECK (one)
);

ALTER TABLE packing.outbox_identity OWNER TO packing_owner;

CREATE TABLE packing.package (
    id uuid NOT NULL,
    status text DEFAULT 'to_pack'::text NOT NULL,
    worker_id uuid NOT NULL,
    worker_name text NOT NULL,
    client_first_name text NOT NULL,
    service_type_name text NOT NULL,
    description text NOT NULL,
    place text NOT NULL,
    scheduled_at timestamp with time zone NOT NULL,
    pick_up_at timestamp with time zone NOT NULL,
    packing_list text[] NOT NULL,
    ready_at timestamp with time zone,
    issued_at timestamp with time zone,
    outcome text,
    ended_at timestamp with time zone,
    unpacked_at timestamp with time zone,
    done boolean GENERATED ALWAYS AS (((unpacked_at IS NOT NULL) OR ((status = 'issued'::text) AND (NOT (outcome IS DISTINCT FROM 'completed'::text))))) STORED NOT NULL,
    created_at timestamp with time zone NOT NULL,
    order_version bigint NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    change bigint,
    search text GENERATED ALWAYS AS (lower((NORMALIZE(worker_name, NFC) COLLATE "und-x-icu"))) STORED NOT NULL,
    CONSTRAINT package_ended CHECK (((outcome IS NULL) = (ended_at IS NULL))),
    CONSTRAINT package_issued CHECK (((status = 'issued'::text) = (issued_at IS NOT NULL))),
    CONSTRAINT package_outcome_check CHECK ((outcome = ANY (ARRAY['completed'::text, 'cancelled'::text, 'failed'::text]))),
    CONSTRAINT package_ready CHECK (((status = 'to_pack'::text) OR (ready_at IS NOT NULL))),
    CONSTRAINT package_status_check CHECK ((status = ANY (ARRAY['to_pack'::text, 'ready'::text, 'issued'::text]))),
    CONSTRAINT package_unpacked CHECK (((unpacked_at IS NULL) OR (outcome IS NOT NULL)))
);

ALTER TABLE packing.package OWNER TO packing_owner;

CREATE SEQUENCE packing.package_change
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER TABLE packing.package_change OWNER TO packing_owner;

CREATE TABLE packing.package_history (
    package_id uuid NOT NULL,
    version bigint NOT NULL,
    event text NOT NULL,
    at timestamp with time zone NOT NULL,
    by_role text NOT NULL,
    by_subject text,
    CONSTRAINT package_history_by_role_check CHECK ((by_role = ANY (ARRAY['clerk'::text, 'contractor'::text, 'orders'::text, 'packing'::text]))),
    CONSTRAINT package_history_event_check CHECK ((event = ANY (ARRAY['ordered'::text, 'ready'::text, 'issued'::text, 'taken_back'::text, 'ended'::text, 'unpacked'::text, 'cookie_ordered'::text, 'cookie_late'::text, 'cookie_missing'::text, 'cookie_not_ordered'::text, 'cookie_arrived'::text])))
);

ALTER TABLE packing.package_history OWNER TO packing_owner;

CREATE TABLE packing.person (
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

ALTER TABLE packing.person OWNER TO packing_owner;

CREATE TABLE packing.webhook (
    id text NOT NULL,
    received_at timestamp with time zone NOT NULL,
    CONSTRAINT webhook_id_check CHECK (((char_length(id) >= 1) AND (char_length(id) <= 255)))
);

ALTER TABLE packing.webhook OWNER TO packing_owner;

ALTER TABLE ONLY packing.inbox ATTACH PARTITION packing.inbox_0 FOR VALUES IN ('0');

ALTER TABLE ONLY packing.inbox ATTACH PARTITION packing.inbox_1 FOR VALUES IN ('1');

ALTER TABLE ONLY packing.inbox ATTACH PARTITION packing.inbox_2 FOR VALUES IN ('2');

ALTER TABLE ONLY packing.inbox ATTACH PARTITION packing.inbox_3 FOR VALUES IN ('3');

ALTER TABLE ONLY packing.outbox ATTACH PARTITION packing.outbox_0 FOR VALUES IN ('0');

ALTER TABLE ONLY packing.outbox ATTACH PARTITION packing.outbox_1 FOR VALUES IN ('1');

ALTER TABLE ONLY packing.outbox ATTACH PARTITION packing.outbox_2 FOR VALUES IN ('2');

ALTER TABLE ONLY packing.outbox ATTACH PARTITION packing.outbox_3 FOR VALUES IN ('3');

INSERT INTO packing.cookie VALUES
	('01a22174-9e09-7641-be2e-fb87b0fe5c42', '01a22174-9de9-7715-84d3-3698d8feb722', 'ordered', NULL, '2026-11-27 09:30:20+00', '2026-11-28 09:30:20+00', '2026-11-28 09:30:20+00', 1, NULL, 'tune-1', '2026-11-28 09:20:20.506+00', NULL),
	('01a22174-a24f-779b-9387-33eb1b05a619', '01a22174-a23d-7335-a171-5fddde7e512b', 'ordered', NULL, '2026-11-27 09:30:20+00', '2026-11-28 09:30:20+00', '2026-11-28 09:30:20+00', 1, NULL, 'tune-2', '2026-11-28 09:20:21.591+00', NULL),
	('01a22174-a53a-757a-9cb3-215a7fe6efe8', '01a22174-a4f1-724d-a689-bce28bb19eeb', 'ordered', NULL, '2026-11-27 12:20:22+00', '2026-11-28 12:20:22+00', '2026-11-28 09:50:22.34+00', 1, NULL, 'tune-3', '2026-11-28 09:20:22.34+00', NULL);

INSERT INTO packing.inbox_2 VALUES
	(2, 'managers', 5, 1, '01a22174-3b09-7626-87c8-a475353b28b3', 'manager.changed.v1', '01a22174-3b09-70ef-b1b8-ac305207e5d2', 1, '2026-11-28 09:19:55.145+00', '{"traceparent": "00-b7f7304c42a425be732b4028b9c65d68-80b505c2eef6f26d-00"}', '{"id": "01a22174-3b09-70ef-b1b8-ac305207e5d2", "name": "Murka Pawson", "email": "murka.pawson.1@mcf.example", "active": true, "version": 1}'),
	(2, 'managers', 10, 2, '01a22174-3b11-71a9-8266-cccfb17c97bc', 'manager.changed.v1', '01a22174-3b11-7ecb-8368-16e11c4f5864', 1, '2026-11-28 09:19:55.153+00', '{"traceparent": "00-dbe0899cb34412312b9ddb5be5c41958-282756ea8734ffe1-00"}', '{"id": "01a22174-3b11-7ecb-8368-16e11c4f5864", "name": "Barsik Nightwalker", "email": "barsik.nightwalker.2@mcf.example", "active": true, "version": 1}'),
	(2, 'managers', 10, 3, '01a22174-3b1e-7e15-af20-ccbcd136c2b2', 'manager.changed.v1', '01a22174-3b1e-77f0-864d-14493ff4cf59', 1, '2026-11-28 09:19:55.166+00', '{"traceparent": "00-52230c024d3c15f55779091494ba76b4-e5a4a218566f357b-00"}', '{"id": "01a22174-3b1e-77f0-864d-14493ff4cf59", "name": "Barsik Purrington", "email": "barsik.purrington.3@mcf.example", "active": true, "version": 1}'),
	(2, 'orders', 3, 1, '01a22174-9de9-773a-a3ca-d0d143a8ebbc', 'order.accepted.v1', '01a22174-9de9-7715-84d3-3698d8feb722', 1, '2026-11-28 09:20:20.457+00', '{"traceparent": "00-4295af8b5887e808a874fdb2572b1ce0-a1b583408974e6c7-00"}', '{"email": "kitty@example.com", "phone": "+74955550001", "place": "1 Cushion Street", "price": "100.00", "charge": "100.00", "ends_at": "2026-11-28T09:45:20Z", "order_id": "01a22174-9de9-7715-84d3-3698d8feb722", "client_id": "01a22174-3a9f-7114-a20e-eff91e4fad33", "worker_id": "01a22174-3abc-7c7f-83a2-714656c1a27e", "pick_up_at": "2026-11-28T09:30:20Z", "accepted_at": "2026-11-28T09:20:20.457Z", "client_name": "Luna Catterall", "description": "My whiskers need a friend", "worker_name": "Tiger Whiskers", "packing_list": ["biscuits"], "scheduled_at": "2026-11-28T09:30:20Z", "service_type_id": "01a22174-3b55-7fae-acb1-9b201b5a3aae", "discount_percent": 0, "client_first_name": "Luna", "service_type_name": "At once", "worker_first_name": "Tiger"}'),
	(2, 'orders', 3, 2, '01a22174-a138-71bb-bd08-5e897b412c5c', 'order.finished.v1', '01a22174-9de9-7715-84d3-3698d8feb722', 3, '2026-11-28 09:20:21.304+00', '{"traceparent": "00-b4f9c4c442df36f91f1e9ccb5e032a37-cc22525d1d1a5602-00"}', '{"email": "kitty@example.com", "phone": "+74955550001", "place": "1 Cushion Street", "price": "100.00", "charge": "100.00", "ends_at": "2026-11-28T09:45:20Z", "outcome": "completed", "ended_at": "2026-11-28T09:20:21.304Z", "ended_by": {"id": "01a22174-3abc-7c7f-83a2-714656c1a27e", "role": "worker"}, "order_id": "01a22174-9de9-7715-84d3-3698d8feb722", "client_id": "01a22174-3a9f-7114-a20e-eff91e4fad33", "worker_id": "01a22174-3abc-7c7f-83a2-714656c1a27e", "pick_up_at": "2026-11-28T09:30:20Z", "started_at": "2026-11-28T09:20:21.202Z", "accepted_at": "2026-11-28T09:20:20.457Z", "client_name": "Luna Catterall", "description": "My whiskers need a friend", "worker_name": "Tiger Whiskers", "packing_list": ["biscuits"], "report_photo": {"path": "/api/orders/01a22174-9de9-7715-84d3-3698d8feb722/photos/report", "sha256": "c70653a1d4446c65481639171e70c574cb9015433d3b1d791c0b668ec85cde04"}, "scheduled_at": "2026-11-28T09:30:20Z", "check_in_photo": {"path": "/api/orders/01a22174-9de9-7715-84d3-3698d8feb722/photos/check-in", "sha256": "0a73f8f3a02e0fa6dcaf534f38ee0e7c9dc5bca73a8e7df69212159ed2413793"}, "service_type_id": "01a22174-3b55-7fae-acb1-9b201b5a3aae", "discount_percent": 0, "client_first_name": "Luna", "service_type_name": "At once", "worker_first_name": "Tiger"}'),
	(2, 'orders', 9, 3, '01a22174-a23d-7ab0-beab-79fc085cbabd', 'order.accepted.v1', '01a22174-a23d-7335-a171-5fddde7e512b', 1, '2026-11-28 09:20:21.565+00', '{"traceparent": "00-b3ebc3d67036bc6b986eb7e8899ddee7-8056bb275ac6f3ff-00"}', '{"email": "kitty@example.com", "phone": "+74955550001", "place": "1 Cushion Street", "price": "100.00", "charge": "100.00", "ends_at": "2026-11-28T09:45:20Z", "order_id": "01a22174-a23d-7335-a171-5fddde7e512b", "client_id": "01a22174-3aa0-78e6-8a59-1edfe6d35633", "worker_id": "01a22174-3abc-7c7f-83a2-714656c1a27e", "pick_up_at": "2026-11-28T09:30:20Z", "accepted_at": "2026-11-28T09:20:21.565Z", "client_name": "Salem Clawford", "description": "My whiskers need a friend", "worker_name": "Tiger Whiskers", "packing_list": ["biscuits"], "scheduled_at": "2026-11-28T09:30:20Z", "service_type_id": "01a22174-3b55-7fae-acb1-9b201b5a3aae", "discount_percent": 0, "client_first_name": "Salem", "service_type_name": "At once", "worker_first_name": "Tiger"}'),
	(2, 'orders', 9, 4, '01a22174-a397-7bf9-805c-8acb1623c8a3', 'order.finished.v1', '01a22174-a23d-7335-a171-5fddde7e512b', 2, '2026-11-28 09:20:21.911+00', '{"traceparent": "00-4b045232fccbd66d769597b25a4293f0-7ff20f47b5697704-00"}', '{"email": "kitty@example.com", "phone": "+74955550001", "place": "1 Cushion Street", "price": "100.00", "charge": "100.00", "reason": "client_request", "ends_at": "2026-11-28T09:45:20Z", "outcome": "cancelled", "ended_at": "2026-11-28T09:20:21.911Z", "ended_by": {"id": "hcb-2", "role": "client"}, "order_id": "01a22174-a23d-7335-a171-5fddde7e512b", "client_id": "01a22174-3aa0-78e6-8a59-1edfe6d35633", "worker_id": "01a22174-3abc-7c7f-83a2-714656c1a27e", "pick_up_at": "2026-11-28T09:30:20Z", "accepted_at": "2026-11-28T09:20:21.565Z", "client_name": "Salem Clawford", "description": "My whiskers need a friend", "worker_name": "Tiger Whiskers", "packing_list": ["biscuits"], "scheduled_at": "2026-11-28T09:30:20Z", "service_type_id": "01a22174-3b55-7fae-acb1-9b201b5a3aae", "discount_percent": 0, "client_first_name": "Salem", "service_type_name": "At once", "worker_first_name": "Tiger"}'),
	(2, 'orders', 0, 5, '01a22174-a4f1-7f8a-aba6-d11caf852643', 'order.accepted.v1', '01a22174-a4f1-724d-a689-bce28bb19eeb', 1, '2026-11-28 09:20:22.257+00', '{"traceparent": "00-b98e4899346656258c068da8fd63533c-50963914702e264e-00"}', '{"email": "kitty@example.com", "phone": "+74955550001", "place": "1 Cushion Street", "price": "100.00", "charge": "100.00", "copy_of": "01a22174-a23d-7335-a171-5fddde7e512b", "ends_at": "2026-11-28T12:35:22Z", "order_id": "01a22174-a4f1-724d-a689-bce28bb19eeb", "client_id": "01a22174-3aa0-78e6-8a59-1edfe6d35633", "worker_id": "01a22174-3abc-7c7f-83a2-714656c1a27e", "pick_up_at": "2026-11-28T12:20:22Z", "accepted_at": "2026-11-28T09:20:22.257Z", "client_name": "Salem Clawford", "description": "My whiskers need a friend", "worker_name": "Tiger Whiskers", "packing_list": ["biscuits"], "scheduled_at": "2026-11-28T12:20:22Z", "service_type_id": "01a22174-3b55-7fae-acb1-9b201b5a3aae", "discount_percent": 0, "client_first_name": "Salem", "service_type_name": "At once", "worker_first_name": "Tiger"}');

INSERT INTO packing.inbox_cursor VALUES
	('managers', 7713149632608754572, 1, '829:829:', NULL, 3, '01a22174-3b1e-7e15-af20-ccbcd136c2b2', '828', 3, 7037223329418277642, 'ee208c6f-3401-44a1-ab05-b4c361064188', '{2023326444355268807}'),
	('orders', 7713149632608754572, 1, '915:915:', NULL, 6, '01a22174-a4f1-7f8a-aba6-d11caf852643', '914', 5, 845743699456269688, 'a5cbe8c2-85ad-470a-8c8f-7b42d424b1e8', '{3919279443922439714}');

INSERT INTO packing.inbox_identity VALUES
	(true, '09463b5d-15b5-4dae-af6e-65916ac59c91', '-infinity');

INSERT INTO packing.inbox_slot VALUES
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
	('orders', 1, 0, 0, 0),
	('orders', 2, 0, 0, 0),
	('orders', 4, 0, 0, 0),
	('orders', 5, 0, 0, 0),
	('orders', 6, 0, 0, 0),
	('orders', 7, 0, 0, 0),
	('orders', 8, 0, 0, 0),
	('orders', 10, 0, 0, 0),
	('orders', 11, 0, 0, 0),
	('orders', 12, 0, 0, 0),
	('orders', 13, 0, 0, 0),
	('orders', 14, 0, 0, 0),
	('orders', 15, 0, 0, 0),
	('managers', 5, 1, 0, 1),
	('managers', 10, 3, 0, 3),
	('orders', 3, 2, 0, 2),
	('orders', 9, 4, 0, 4),
	('orders', 0, 5, 0, 5);

INSERT INTO packing.key_set VALUES
	('https://issuer.mcf.localhost', '{"keys":[{"kty":"EC","crv":"P-256","use":"sig","alg":"ES256","kid":"jbvHAL6uKTxdMhnf","x":"H7gWuxQvSbrk9XsNKvMVLnTqGc08TgMUklsBOJdKuAo","y":"FDeoXpEPusDfn7EJQ-4wPfeJammRUMofHYHAO400C1w"}]}', '2026-11-28 09:19:55.015+00');

INSERT INTO packing.migration VALUES
	('000_platform.sql', 'a0956734c7e80b897d59bdcd6ace2d3bb8983d91bafb17bad066d40cb66f525e', '2026-11-28 09:19:54.7756+00'),
	('001_package.sql', '5a8b1f7c274bc669f0920e45210a202e6346313216d47525e2863c32b8e10bc0', '2026-11-28 09:19:54.816648+00'),
	('002_parked_indexes.sql', '0eb433670e6fa8b2d932cdff14c4411cab184033796ae0a4e98800cada487807', '2026-11-28 09:19:54.83844+00'),
	('003_search.sql', '411ee00ac21c14c308f5c0701f8e70fe8584ce148e49f143e1bb1fd1df8d7220', '2026-11-28 09:19:54.84224+00'),
	('004_people.sql', 'a5477cb2f4630b75cedb2d892375671dcbe125e5fe2c4b1d083c4254fa586b6f', '2026-11-28 09:19:54.850222+00'),
	('005_unpacked_concurrently.sql', 'ca9bd0c99ad5cc9d87f02f23bae189bade3fbd796170dfca50bfa890d738f67a', '2026-11-28 09:19:54.857309+00'),
	('006_identity.sql', '69b36eb3864350c06bac949c3042b88199a20bb42f56bd76ae7783e783e9bf1c', '2026-11-28 09:19:54.857763+00');

INSERT INTO packing.outbox_identity VALUES
	(true, '8b014ed1-cf3c-4011-a128-11417d3e6116', '0');

INSERT INTO packing.package VALUES
	('01a22174-9de9-7715-84d3-3698d8feb722', 'to_pack', '01a22174-3abc-7c7f-83a2-714656c1a27e', 'Tiger Whiskers', 'Luna', 'At once', 'My whiskers need a friend', '1 Cushion Street', '2026-11-28 09:30:20+00', '2026-11-28 09:30:20+00', '{biscuits,"acceptance form"}', NULL, NULL, 'completed', '2026-11-28 09:20:21.304+00', NULL, DEFAULT, '2026-11-28 09:20:20.489+00', 3, 3, NULL, DEFAULT),
	('01a22174-a23d-7335-a171-5fddde7e512b', 'to_pack', '01a22174-3abc-7c7f-83a2-714656c1a27e', 'Tiger Whiskers', 'Salem', 'At once', 'My whiskers need a friend', '1 Cushion Street', '2026-11-28 09:30:20+00', '2026-11-28 09:30:20+00', '{biscuits,"acceptance form"}', NULL, NULL, 'cancelled', '2026-11-28 09:20:21.911+00', NULL, DEFAULT, '2026-11-28 09:20:21.583+00', 2, 3, NULL, DEFAULT),
	('01a22174-a4f1-724d-a689-bce28bb19eeb', 'to_pack', '01a22174-3abc-7c7f-83a2-714656c1a27e', 'Tiger Whiskers', 'Salem', 'At once', 'My whiskers need a friend', '1 Cushion Street', '2026-11-28 12:20:22+00', '2026-11-28 12:20:22+00', '{biscuits,"acceptance form"}', NULL, NULL, NULL, NULL, NULL, DEFAULT, '2026-11-28 09:20:22.33+00', 1, 2, NULL, DEFAULT);

INSERT INTO packing.package_history VALUES
	('01a22174-9de9-7715-84d3-3698d8feb722', 1, 'ordered', '2026-11-28 09:20:20.489+00', 'orders', NULL),
	('01a22174-9de9-7715-84d3-3698d8feb722', 2, 'cookie_ordered', '2026-11-28 09:20:20.506+00', 'packing', NULL),
	('01a22174-9de9-7715-84d3-3698d8feb722', 3, 'ended', '2026-11-28 09:20:21.312+00', 'orders', NULL),
	('01a22174-a23d-7335-a171-5fddde7e512b', 1, 'ordered', '2026-11-28 09:20:21.583+00', 'orders', NULL),
	('01a22174-a23d-7335-a171-5fddde7e512b', 2, 'cookie_ordered', '2026-11-28 09:20:21.591+00', 'packing', NULL),
	('01a22174-a23d-7335-a171-5fddde7e512b', 3, 'ended', '2026-11-28 09:20:21.922+00', 'orders', NULL),
	('01a22174-a4f1-724d-a689-bce28bb19eeb', 1, 'ordered', '2026-11-28 09:20:22.33+00', 'orders', NULL),
	('01a22174-a4f1-724d-a689-bce28bb19eeb', 2, 'cookie_ordered', '2026-11-28 09:20:22.34+00', 'packing', NULL);

INSERT INTO packing.person VALUES
	('manager', '01a22174-3b09-70ef-b1b8-ac305207e5d2', NULL, 'Murka Pawson', 'Murka', 'murka.pawson.1@mcf.example', DEFAULT, NULL, NULL, true, 1, DEFAULT),
	('manager', '01a22174-3b11-7ecb-8368-16e11c4f5864', NULL, 'Barsik Nightwalker', 'Barsik', 'barsik.nightwalker.2@mcf.example', DEFAULT, NULL, NULL, true, 1, DEFAULT),
	('manager', '01a22174-3b1e-77f0-864d-14493ff4cf59', NULL, 'Barsik Purrington', 'Barsik', 'barsik.purrington.3@mcf.example', DEFAULT, NULL, NULL, true, 1, DEFAULT);

SELECT pg_catalog.setval('packing.outbox_id', 1, false);

SELECT pg_catalog.setval('packing.package_change', 1, false);

ALTER TABLE ONLY packing.cookie
    ADD CONSTRAINT cookie_package_id_key UNIQUE (package_id);

ALTER TABLE ONLY packing.cookie
    ADD CONSTRAINT cookie_pkey PRIMARY KEY (id);

ALTER TABLE ONLY packing.idempotency
    ADD CONSTRAINT idempotency_pkey PRIMARY KEY (caller, key);

ALTER TABLE ONLY packing.inbox_0
    ADD CONSTRAINT inbox_0_source_slot_position_key UNIQUE (source, slot, "position");

ALTER TABLE ONLY packing.inbox_1
    ADD CONSTRAINT inbox_1_source_slot_position_key UNIQUE (source, slot, "position");

ALTER TABLE ONLY packing.inbox_2
    ADD CONSTRAINT inbox_2_source_slot_position_key UNIQUE (source, slot, "position");

ALTER TABLE ONLY packing.inbox_3
    ADD CONSTRAINT inbox_3_source_slot_position_key UNIQUE (source, slot, "position");

ALTER TABLE ONLY packing.inbox_cursor
    ADD CONSTRAINT inbox_cursor_pkey PRIMARY KEY (source);

ALTER TABLE ONLY packing.inbox_identity
    ADD CONSTRAINT inbox_identity_pkey PRIMARY KEY (one);

ALTER TABLE ONLY packing.inbox_parked
    ADD CONSTRAINT inbox_parked_pkey PRIMARY KEY (source, slot, "position");

ALTER TABLE ONLY packing.inbox_skipped
    ADD CONSTRAINT inbox_skipped_pkey PRIMARY KEY (source, slot, "position");

ALTER TABLE ONLY packing.inbox_slot
    ADD CONSTRAINT inbox_slot_pkey PRIMARY KEY (source, slot);

ALTER TABLE ONLY packing.key_set
    ADD CONSTRAINT key_set_pkey PRIMARY KEY (issuer);

ALTER TABLE ONLY packing.migration
    ADD CONSTRAINT migration_pkey PRIMARY KEY (file);

ALTER TABLE ONLY packing.outbox_destination
    ADD CONSTRAINT outbox_destination_pkey PRIMARY KEY (name);

ALTER TABLE ONLY packing.outbox_identity
    ADD CONSTRAINT outbox_identity_pkey PRIMARY KEY (one);

ALTER TABLE ONLY packing.package_history
    ADD CONSTRAINT package_history_pkey PRIMARY KEY (package_id, version);

ALTER TABLE ONLY packing.package
    ADD CONSTRAINT package_pkey PRIMARY KEY (id);

ALTER TABLE ONLY packing.person
    ADD CONSTRAINT person_pkey PRIMARY KEY (kind, id);

ALTER TABLE ONLY packing.webhook
    ADD CONSTRAINT webhook_pkey PRIMARY KEY (id);

CREATE INDEX cookie_next ON packing.cookie USING btree (next_at) WHERE (next_at IS NOT NULL);

CREATE INDEX idempotency_created_at ON packing.idempotency USING btree (created_at);

CREATE INDEX inbox_parked_due ON packing.inbox_parked USING btree (source, slot, retry_at, "position") WHERE (retry_at IS NOT NULL);

CREATE INDEX inbox_parked_event ON packing.inbox_parked USING btree (event_id);

CREATE INDEX inbox_parked_key ON packing.inbox_parked USING btree (source, subject, "position");

CREATE INDEX inbox_parked_subject ON packing.inbox_parked USING btree (source, slot, subject) WHERE (head_since IS NOT NULL);

CREATE INDEX outbox_xid ON ONLY packing.outbox USING btree (xid);

CREATE INDEX outbox_0_xid_idx ON packing.outbox_0 USING btree (xid);

CREATE INDEX outbox_1_xid_idx ON packing.outbox_1 USING btree (xid);

CREATE INDEX outbox_2_xid_idx ON packing.outbox_2 USING btree (xid);

CREATE INDEX outbox_3_xid_idx ON packing.outbox_3 USING btree (xid);

CREATE UNIQUE INDEX package_by_change ON packing.package USING btree (change);

CREATE INDEX package_by_status ON packing.package USING btree (status, pick_up_at, id);

CREATE INDEX package_by_time ON packing.package USING btree (pick_up_at, id);

CREATE INDEX package_by_worker ON packing.package USING btree (worker_id, pick_up_at, id);

CREATE INDEX package_search ON packing.package USING gin (search extensions.gin_trgm_ops);

CREATE INDEX package_to_do ON packing.package USING btree (pick_up_at, id) WHERE (NOT done);

CREATE INDEX package_unnumbered ON packing.package USING btree (id) WHERE (change IS NULL);

CREATE INDEX package_unpacked ON packing.package USING btree (unpacked_at) WHERE (unpacked_at IS NOT NULL);

CREATE INDEX webhook_received_at ON packing.webhook USING btree (received_at);

ALTER INDEX packing.outbox_xid ATTACH PARTITION packing.outbox_0_xid_idx;

ALTER INDEX packing.outbox_xid ATTACH PARTITION packing.outbox_1_xid_idx;

ALTER INDEX packing.outbox_xid ATTACH PARTITION packing.outbox_2_xid_idx;

ALTER INDEX packing.outbox_xid ATTACH PARTITION packing.outbox_3_xid_idx;

ALTER TABLE ONLY packing.cookie
    ADD CONSTRAINT cookie_package_id_fkey FOREIGN KEY (package_id) REFERENCES packing.package(id);

ALTER TABLE ONLY packing.package_history
    ADD CONSTRAINT package_history_package_id_fkey FOREIGN KEY (package_id) REFERENCES packing.package(id);

GRANT USAGE ON SCHEMA extensions TO packing_owner;

GRANT USAGE ON SCHEMA packing TO packing_app;
GRANT USAGE ON SCHEMA packing TO mcf_relay;

REVOKE USAGE ON SCHEMA public FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gtrgm_in(cstring) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.gtrgm_out(extensions.gtrgm) FROM PUBLIC;

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

REVOKE ALL ON FUNCTION extensions.word_similarity(text, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.word_similarity_commutator_op(text, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.word_similarity_dist_commutator_op(text, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.word_similarity_dist_op(text, text) FROM PUBLIC;

REVOKE ALL ON FUNCTION extensions.word_similarity_op(text, text) FROM PUBLIC;

GRANT SELECT,INSERT,UPDATE ON TABLE packing.cookie TO packing_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE packing.idempotency TO packing_app;

GRANT SELECT ON TABLE packing.inbox TO packing_app;
GRANT SELECT,INSERT ON TABLE packing.inbox TO mcf_relay;

GRANT SELECT ON TABLE packing.inbox_0 TO packing_app;
GRANT SELECT,TRUNCATE ON TABLE packing.inbox_0 TO mcf_relay;

GRANT SELECT ON TABLE packing.inbox_1 TO packing_app;
GRANT SELECT,TRUNCATE ON TABLE packing.inbox_1 TO mcf_relay;

GRANT SELECT ON TABLE packing.inbox_2 TO packing_app;
GRANT SELECT,TRUNCATE ON TABLE packing.inbox_2 TO mcf_relay;

GRANT SELECT ON TABLE packing.inbox_3 TO packing_app;
GRANT SELECT,TRUNCATE ON TABLE packing.inbox_3 TO mcf_relay;

GRANT SELECT ON TABLE packing.inbox_cursor TO packing_app;
GRANT SELECT,INSERT,UPDATE ON TABLE packing.inbox_cursor TO mcf_relay;

GRANT SELECT ON TABLE packing.inbox_identity TO mcf_relay;

GRANT UPDATE(emptied) ON TABLE packing.inbox_identity TO mcf_relay;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE packing.inbox_parked TO packing_app;
GRANT SELECT ON TABLE packing.inbox_parked TO mcf_relay;

GRANT SELECT,INSERT ON TABLE packing.inbox_skipped TO packing_app;

GRANT SELECT,UPDATE ON TABLE packing.inbox_slot TO packing_app;
GRANT SELECT,INSERT ON TABLE packing.inbox_slot TO mcf_relay;

GRANT SELECT,INSERT,UPDATE ON TABLE packing.key_set TO packing_app;

GRANT USAGE ON SEQUENCE packing.outbox_id TO packing_app;
GRANT SELECT ON SEQUENCE packing.outbox_id TO mcf_relay;

GRANT SELECT ON TABLE packing.outbox TO mcf_relay;

GRANT INSERT(ring) ON TABLE packing.outbox TO packing_app;

GRANT INSERT(event_id) ON TABLE packing.outbox TO packing_app;

GRANT INSERT(type) ON TABLE packing.outbox TO packing_app;

GRANT INSERT(subject) ON TABLE packing.outbox TO packing_app;

GRANT INSERT(sequence) ON TABLE packing.outbox TO packing_app;

GRANT INSERT("time") ON TABLE packing.outbox TO packing_app;

GRANT INSERT(headers) ON TABLE packing.outbox TO packing_app;

GRANT INSERT(data) ON TABLE packing.outbox TO packing_app;

GRANT SELECT,TRUNCATE ON TABLE packing.outbox_0 TO mcf_relay;

GRANT SELECT,TRUNCATE ON TABLE packing.outbox_1 TO mcf_relay;

GRANT SELECT,TRUNCATE ON TABLE packing.outbox_2 TO mcf_relay;

GRANT SELECT,TRUNCATE ON TABLE packing.outbox_3 TO mcf_relay;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE packing.outbox_destination TO mcf_relay;

GRANT SELECT ON TABLE packing.outbox_identity TO mcf_relay;

GRANT UPDATE(emptied) ON TABLE packing.outbox_identity TO mcf_relay;

GRANT SELECT,INSERT,UPDATE ON TABLE packing.package TO packing_app;

GRANT USAGE ON SEQUENCE packing.package_change TO packing_app;

GRANT SELECT,INSERT ON TABLE packing.package_history TO packing_app;

GRANT SELECT,INSERT,UPDATE ON TABLE packing.person TO packing_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE packing.webhook TO packing_app;

ALTER DEFAULT PRIVILEGES FOR ROLE packing_owner REVOKE ALL ON FUNCTIONS  FROM PUBLIC;
