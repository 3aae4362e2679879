-- The role of the relay, which carries events between databases. Idempotent; run by `mcf migrate`
-- before everything else.
--
-- Settings of the session:
--   mcf.relay_connections   how many connections it may have: see ConnectionLimits.swift
--   mcf.mcf_relay_password  its new password; none: it keeps the one it has

do $$
begin
  if not exists (select from pg_roles where rolname = 'mcf_relay') then
    create role mcf_relay;
  end if;
  if coalesce(current_setting('mcf.mcf_relay_password', true), '') <> '' then
    execute format('alter role mcf_relay password %L', current_setting('mcf.mcf_relay_password'));
  end if;
  execute format('alter role mcf_relay login nocreatedb nocreaterole inherit connection limit %s',
                 current_setting('mcf.relay_connections'));
end
$$;

-- A window of the outbox may take long to read.
alter role mcf_relay set statement_timeout                   = '60s';
alter role mcf_relay set lock_timeout                        = '2s';
alter role mcf_relay set idle_in_transaction_session_timeout = '10s';
-- It reads what is new by index. Plans that are made once, for any number of new rows, and from
-- statistics that lag behind a ring of tables, would read whole tables, or be compiled; and making
-- them anew each time takes longer than reading.
alter role mcf_relay set enable_seqscan  = off;
alter role mcf_relay set jit             = off;
alter role mcf_relay set plan_cache_mode = force_generic_plan;
