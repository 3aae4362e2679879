-- An operator may drop a destination that will never come back: `mcf outbox drop-destination`.
grant delete on outbox_destination to mcf_relay;
