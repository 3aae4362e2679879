-- adopts webhook: packing has it by a file of its own.

-- Signed calls that were received, so that each counts once.
create table webhook (
  id          text        primary key check (char_length(id) between 1 and 255),
  received_at timestamptz not null
);

create index webhook_received_at on webhook (received_at);

-- Whoever locks rows before deleting them needs to be allowed to update them.
do $$
begin
  execute format(
    'grant select, insert, update, delete on webhook to %I', current_schema() || '_app');
end
$$;
