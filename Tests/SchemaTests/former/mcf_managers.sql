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

CREATE SCHEMA managers;

ALTER SCHEMA managers OWNER TO managers_owner;

CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA extensions;

COMMENT ON EXTENSION pg_trgm IS 'text similarity measurement and index searching based on trigrams';

SET default_tablespace = '';

SET default_table_access_method = heap;

CREATE TABLE managers.idempotency (
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

ALTER TABLE managers.idempotency OWNER TO managers_owner;

CREATE TABLE managers.key_set (
    issuer text NOT NULL,
    keys text NOT NULL,
    fetched_at timestamp with time zone NOT NULL
);

ALTER TABLE managers.key_set OWNER TO managers_owner;

CREATE TABLE managers.manager (
    id uuid NOT NULL,
    name text NOT NULL,
    email text NOT NULL,
    active boolean DEFAULT true NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    email_key text GENERATED ALWAYS AS (lower((email COLLATE "C"))) STORED NOT NULL,
    search text GENERATED ALWAYS AS (lower((NORMALIZE(((name || chr(31)) || email), NFC) COLLATE "und-x-icu"))) STORED NOT NULL,
    CONSTRAINT manager_email_length CHECK (((char_length(email) >= 3) AND (char_length(email) <= 254))),
    CONSTRAINT manager_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 200))),
    CONSTRAINT manager_version_positive CHECK ((version > 0))
);

ALTER TABLE managers.manager OWNER TO managers_owner;

CREATE TABLE managers.migration (
    file text NOT NULL,
    checksum text NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE managers.migration OWNER TO managers_owner;

CREATE SEQUENCE managers.outbox_id
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER TABLE managers.outbox_id OWNER TO managers_owner;

CREATE TABLE managers.outbox (
    ring smallint DEFAULT (((EXTRACT(epoch FROM now()))::bigint / 86400) % (4)::bigint) NOT NULL,
    id bigint DEFAULT nextval('managers.outbox_id'::regclass) NOT NULL,
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

ALTER TABLE managers.outbox OWNER TO managers_owner;

CREATE TABLE managers.outbox_0 (
    ring smallint DEFAULT (((EXTRACT(epoch FROM now()))::bigint / 86400) % (4)::bigint) NOT NULL,
    id bigint DEFAULT nextval('managers.outbox_id'::regclass) NOT NULL,
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

ALTER TABLE managers.outbox_0 OWNER TO managers_owner;

CREATE TABLE managers.outbox_1 (
    ring smallint DEFAULT (((EXTRACT(epoch FROM now()))::bigint / 86400) % (4)::bigint) NOT NULL,
    id bigint DEFAULT nextval('managers.outbox_id'::regclass) NOT NULL,
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

ALTER TABLE managers.outbox_1 OWNER TO managers_owner;

CREATE TABLE managers.outbox_2 (
    ring smallint DEFAULT (((EXTRACT(epoch FROM now()))::bigint / 86400) % (4)::bigint) NOT NULL,
    id bigint DEFAULT nextval('managers.outbox_id'::regclass) NOT NULL,
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

ALTER TABLE managers.outbox_2 OWNER TO managers_owner;

CREATE TABLE managers.outbox_3 (
    ring smallint DEFAULT (((EXTRACT(epoch FROM now()))::bigint / 86400) % (4)::bigint) NOT NULL,
    id bigint DEFAULT nextval('managers.outbox_id'::regclass) NOT NULL,
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

ALTER TABLE managers.outbox_3 OWNER TO managers_owner;

CREATE TABLE managers.outbox_destination (
    name text NOT NULL,
    passed pg_snapshot NOT NULL,
    reported_at timestamp with time zone NOT NULL,
    inbox uuid,
    bonds bigint[] DEFAULT '{0}'::bigint[] NOT NULL
);

ALTER TABLE managers.outbox_destination OWNER TO managers_owner;

CREATE TABLE managers.outbox_identity (
    one boolean DEFAULT true NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    emptied xid8 DEFAULT '0'::xid8 NOT NULL,
    CONSTRAINT outbox_identity_one_check CHECK (one)
);

ALTER TABLE managers.outbox_identity OWNER TO managers_owner;

ALTER TABLE ONLY managers.outbox ATTACH PARTITION managers.outbox_0 FOR VALUES IN ('0');

ALTER TABLE ONLY managers.outbox ATTACH PARTITION managers.outbox_1 FOR VALUES IN ('1');

ALTER TABLE ONLY managers.outbox ATTACH PARTITION managers.outbox_2 FOR VALUES IN ('2');

ALTER TABLE ONLY managers.outbox ATTACH PARTITION managers.outbox_3 FOR VALUES IN ('3');

INSERT INTO managers.key_set VALUES
	('https://issuer.mcf.localhost', '{"keys":[{"kty":"EC","crv":"P-256","use":"sig","alg":"ES256","kid":"jbvHAL6uKTxdMhnf","x":"H7gWuxQvSbrk9XsNKvMVLnTqGc08TgMUklsBOJdKuAo","y":"FDeoXpEPusDfn7EJQ-4wPfeJammRUMofHYHAO400C1w"}]}', '2026-11-28 09:19:55.015+00');

INSERT INTO managers.manager VALUES
	('01a22174-3b09-70ef-b1b8-ac305207e5d2', 'Murka Pawson', 'murka.pawson.1@mcf.example', true, 1, '2026-11-28 09:19:55.145+00', '2026-11-28 09:19:55.145+00', DEFAULT, DEFAULT),
	('01a22174-3b11-7ecb-8368-16e11c4f5864', 'Barsik Nightwalker', 'barsik.nightwalker.2@mcf.example', true, 1, '2026-11-28 09:19:55.153+00', '2026-11-28 09:19:55.153+00', DEFAULT, DEFAULT),
	('01a22174-3b1e-77f0-864d-14493ff4cf59', 'Barsik Purrington', 'barsik.purrington.3@mcf.example', true, 1, '2026-11-28 09:19:55.166+00', '2026-11-28 09:19:55.166+00', DEFAULT, DEFAULT);

INSERT INTO managers.migration VALUES
	('000_platform.sql', '7b1b8467d1ef5329390043de1870ee7544318e5eb393aef2c1439110b4314ed7', '2026-11-28 09:19:54.732294+00'),
	('001_manager.sql', '51885a1d3bec96557cd55592d2b6ab93895ace9584ab75b3342531f57cd1e72d', '2026-11-28 09:19:54.750808+00'),
	('002_search.sql', 'cc67ef3582bdf5de941604cd080de4d5159460427541d89982c141c52be26270', '2026-11-28 09:19:54.754729+00'),
	('003_identity.sql', '976a83e8781c761bde322f43475990d3a9218d1824f4c8e7fedd5ea0c09d2b8b', '2026-11-28 09:19:54.75928+00');

INSERT INTO managers.outbox_1 VALUES
	(1, 1, '818', '01a22174-3b09-7626-87c8-a475353b28b3', 'manager.changed.v1', '01a22174-3b09-70ef-b1b8-ac305207e5d2', 1, '2026-11-28 09:19:55.145+00', '{"traceparent": "00-b7f7304c42a425be732b4028b9c65d68-80b505c2eef6f26d-00"}', '{"id": "01a22174-3b09-70ef-b1b8-ac305207e5d2", "name": "Murka Pawson", "email": "murka.pawson.1@mcf.example", "active": true, "version": 1}'),
	(1, 2, '819', '01a22174-3b11-71a9-8266-cccfb17c97bc', 'manager.changed.v1', '01a22174-3b11-7ecb-8368-16e11c4f5864', 1, '2026-11-28 09:19:55.153+00', '{"traceparent": "00-dbe0899cb34412312b9ddb5be5c41958-282756ea8734ffe1-00"}', '{"id": "01a22174-3b11-7ecb-8368-16e11c4f5864", "name": "Barsik Nightwalker", "email": "barsik.nightwalker.2@mcf.example", "active": true, "version": 1}'),
	(1, 3, '828', '01a22174-3b1e-7e15-af20-ccbcd136c2b2', 'manager.changed.v1', '01a22174-3b1e-77f0-864d-14493ff4cf59', 1, '2026-11-28 09:19:55.166+00', '{"traceparent": "00-52230c024d3c15f55779091494ba76b4-e5a4a218566f357b-00"}', '{"id": "01a22174-3b1e-77f0-864d-14493ff4cf59", "name": "Barsik Purrington", "email": "barsik.purrington.3@mcf.example", "active": true, "version": 1}');

INSERT INTO managers.outbox_destination VALUES
	('clients', '829:829:', '2026-11-28 09:19:55.976726+00', '4d03c93b-8639-41b0-8bba-665330366e0e', '{5728367427211246411,0}'),
	('workers', '829:829:', '2026-11-28 09:19:55.978639+00', '98a276ee-d7f5-4a84-9e7c-69048b611858', '{1976239021572043004,0}'),
	('orders', '829:829:', '2026-11-28 09:19:55.97902+00', 'e2eb64c6-759c-4ed5-aa52-0a775f55b076', '{3707374150343245794,0}'),
	('packing', '829:829:', '2026-11-28 09:19:55.979255+00', '09463b5d-15b5-4dae-af6e-65916ac59c91', '{2023326444355268807,0}');

INSERT INTO managers.outbox_identity VALUES
	(true, 'ee208c6f-3401-44a1-ab05-b4c361064188', '0');

SELECT pg_catalog.setval('managers.outbox_id', 3, true);

ALTER TABLE ONLY managers.idempotency
    ADD CONSTRAINT idempotency_pkey PRIMARY KEY (caller, key);

ALTER TABLE ONLY managers.key_set
    ADD CONSTRAINT key_set_pkey PRIMARY KEY (issuer);

ALTER TABLE ONLY managers.manager
    ADD CONSTRAINT manager_email UNIQUE (email_key);

ALTER TABLE ONLY managers.manager
    ADD CONSTRAINT manager_pkey PRIMARY KEY (id);

ALTER TABLE ONLY managers.migration
    ADD CONSTRAINT migration_pkey PRIMARY KEY (file);

ALTER TABLE ONLY managers.outbox_destination
    ADD CONSTRAINT outbox_destination_pkey PRIMARY KEY (name);

ALTER TABLE ONLY managers.outbox_identity
    ADD CONSTRAINT outbox_identity_pkey PRIMARY KEY (one);

CREATE INDEX idempotency_created_at ON managers.idempotency USING btree (created_at);

CREATE INDEX outbox_xid ON ONLY managers.outbox USING btree (xid);

CREATE INDEX outbox_0_xid_idx ON managers.outbox_0 USING btree (xid);

CREATE INDEX outbox_1_xid_idx ON managers.outbox_1 USING btree (xid);

CREATE INDEX outbox_2_xid_idx ON managers.outbox_2 USING btree (xid);

CREATE INDEX outbox_3_xid_idx ON managers.outbox_3 USING btree (xid);

ALTER INDEX managers.outbox_xid ATTACH PARTITION managers.outbox_0_xid_idx;

ALTER INDEX managers.outbox_xid ATTACH PARTITION managers.outbox_1_xid_idx;

ALTER INDEX managers.outbox_xid ATTACH PARTITION managers.outbox_2_xid_idx;

ALTER INDEX managers.outbox_xid ATTACH PARTITION managers.outbox_3_xid_idx;

GRANT USAGE ON SCHEMA extensions TO managers_owner;

GRANT USAGE ON SCHEMA managers TO managers_app;
GRANT USAGE ON SCHEMA managers TO mcf_relay;

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

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE managers.idempotency TO managers_app;

GRANT SELECT,INSERT,UPDATE ON TABLE managers.key_set TO managers_app;

GRANT SELECT,INSERT,UPDATE ON TABLE managers.manager TO managers_app;

GRANT USAGE ON SEQUENCE managers.outbox_id TO managers_app;
GRANT SELECT ON SEQUENCE managers.outbox_id TO mcf_relay;

GRANT SELECT ON TABLE managers.outbox TO mcf_relay;

GRANT INSERT(ring) ON TABLE managers.outbox TO managers_app;

GRANT INSERT(event_id) ON TABLE managers.outbox TO managers_app;

GRANT INSERT(type) ON TABLE managers.outbox TO managers_app;

GRANT INSERT(subject) ON TABLE managers.outbox TO managers_app;

GRANT INSERT(sequence) ON TABLE managers.outbox TO managers_app;

GRANT INSERT("time") ON TABLE managers.outbox TO managers_app;

GRANT INSERT(headers) ON TABLE managers.outbox TO managers_app;

GRANT INSERT(data) ON TABLE managers.outbox TO managers_app;

GRANT SELECT,TRUNCATE ON TABLE managers.outbox_0 TO mcf_relay;

GRANT SELECT,TRUNCATE ON TABLE managers.outbox_1 TO mcf_relay;

GRANT SELECT,TRUNCATE ON TABLE managers.outbox_2 TO mcf_relay;

GRANT SELECT,TRUNCATE ON TABLE managers.outbox_3 TO mcf_relay;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE managers.outbox_destination TO mcf_relay;

GRANT SELECT ON TABLE managers.outbox_identity TO mcf_relay;

GRANT UPDATE(emptied) ON TABLE managers.outbox_identity TO mcf_relay;

ALTER DEFAULT PRIVILEGES FOR ROLE managers_owner REVOKE ALL ON FUNCTIONS  FROM PUBLIC;
