-- A cluster as commit f12df7f made it: demo cats, and the orders of the README's tour. By pg_dump
-- --inserts, without its comments; read by FormerVersionTests.

SET default_transaction_read_only = off;

SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

CREATE ROLE clients_app;
ALTER ROLE clients_app WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB LOGIN NOREPLICATION NOBYPASSRLS CONNECTION LIMIT 36;
CREATE ROLE clients_owner;
ALTER ROLE clients_owner WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB LOGIN NOREPLICATION NOBYPASSRLS;
CREATE ROLE clients_reader;
ALTER ROLE clients_reader WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB NOLOGIN NOREPLICATION NOBYPASSRLS;
CREATE ROLE managers_app;
ALTER ROLE managers_app WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB LOGIN NOREPLICATION NOBYPASSRLS CONNECTION LIMIT 36;
CREATE ROLE managers_owner;
ALTER ROLE managers_owner WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB LOGIN NOREPLICATION NOBYPASSRLS;
CREATE ROLE mcf_relay;
ALTER ROLE mcf_relay WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB LOGIN NOREPLICATION NOBYPASSRLS CONNECTION LIMIT 45;
CREATE ROLE orders_app;
ALTER ROLE orders_app WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB LOGIN NOREPLICATION NOBYPASSRLS CONNECTION LIMIT 36;
CREATE ROLE orders_owner;
ALTER ROLE orders_owner WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB LOGIN NOREPLICATION NOBYPASSRLS;
CREATE ROLE packing_app;
ALTER ROLE packing_app WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB LOGIN NOREPLICATION NOBYPASSRLS CONNECTION LIMIT 36;
CREATE ROLE packing_owner;
ALTER ROLE packing_owner WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB LOGIN NOREPLICATION NOBYPASSRLS;
CREATE ROLE workers_app;
ALTER ROLE workers_app WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB LOGIN NOREPLICATION NOBYPASSRLS CONNECTION LIMIT 36;
CREATE ROLE workers_owner;
ALTER ROLE workers_owner WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB LOGIN NOREPLICATION NOBYPASSRLS;
CREATE ROLE workers_reader;
ALTER ROLE workers_reader WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB NOLOGIN NOREPLICATION NOBYPASSRLS;

ALTER ROLE clients_app SET search_path TO 'clients';
ALTER ROLE clients_app SET statement_timeout TO '5s';
ALTER ROLE clients_app SET lock_timeout TO '2s';
ALTER ROLE clients_app SET idle_in_transaction_session_timeout TO '10s';

ALTER ROLE clients_owner SET search_path TO 'clients';
ALTER ROLE clients_owner SET lock_timeout TO '3s';

ALTER ROLE managers_app SET search_path TO 'managers';
ALTER ROLE managers_app SET statement_timeout TO '5s';
ALTER ROLE managers_app SET lock_timeout TO '2s';
ALTER ROLE managers_app SET idle_in_transaction_session_timeout TO '10s';

ALTER ROLE managers_owner SET search_path TO 'managers';
ALTER ROLE managers_owner SET lock_timeout TO '3s';

ALTER ROLE mcf_relay SET statement_timeout TO '60s';
ALTER ROLE mcf_relay SET lock_timeout TO '2s';
ALTER ROLE mcf_relay SET idle_in_transaction_session_timeout TO '10s';
ALTER ROLE mcf_relay SET enable_seqscan TO 'off';
ALTER ROLE mcf_relay SET jit TO 'off';
ALTER ROLE mcf_relay SET plan_cache_mode TO 'force_generic_plan';

ALTER ROLE orders_app SET search_path TO 'orders';
ALTER ROLE orders_app SET statement_timeout TO '5s';
ALTER ROLE orders_app SET lock_timeout TO '2s';
ALTER ROLE orders_app SET idle_in_transaction_session_timeout TO '10s';

ALTER ROLE orders_owner SET search_path TO 'orders';
ALTER ROLE orders_owner SET lock_timeout TO '3s';

ALTER ROLE packing_app SET search_path TO 'packing';
ALTER ROLE packing_app SET statement_timeout TO '5s';
ALTER ROLE packing_app SET lock_timeout TO '2s';
ALTER ROLE packing_app SET idle_in_transaction_session_timeout TO '10s';

ALTER ROLE packing_owner SET search_path TO 'packing';
ALTER ROLE packing_owner SET lock_timeout TO '3s';

ALTER ROLE workers_app SET search_path TO 'workers';
ALTER ROLE workers_app SET statement_timeout TO '5s';
ALTER ROLE workers_app SET lock_timeout TO '2s';
ALTER ROLE workers_app SET idle_in_transaction_session_timeout TO '10s';

ALTER ROLE workers_owner SET search_path TO 'workers';
ALTER ROLE workers_owner SET lock_timeout TO '3s';

GRANT clients_reader TO orders_app GRANTED BY postgres;
GRANT workers_reader TO orders_app GRANTED BY postgres;
