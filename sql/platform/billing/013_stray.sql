-- Money that a provider has taken for us, unasked: it is booked as it is found, into suspense, until a
-- manager says what it is for.
alter table difference
  -- it is booked
  add column is_stray   boolean not null default false,
  -- what it pays for; none although it is settled: it was not ours, and is gone
  add column invoice_id uuid references invoice,
  add constraint difference_stray check (not is_stray or what = 'unknown_here' and theirs > 0),
  add constraint difference_invoice check (
    invoice_id is null or is_stray and settled_at is not null);

-- SHA-256 of all columns that never change, in their order; its twin is Difference+Document.swift.
create function document(d difference) returns bytea
language sql immutable parallel safe
return sha256(
  document_field(uuid_send(d.id)) || document_field(d.adapter) || document_field(d.what)
    || document_field(d.reference) || document_field(d.key) || document_field(d.ours)
    || document_field(d.theirs) || document_field(timestamptz_send(d.found_at)));

-- Of such money there is no try, only what a manager has said of it.
alter table receipt
  alter column try_id drop not null,
  add constraint receipt_stray check (try_id is not null or direction = 'in');

do $$
begin
  execute format(
    'grant update (is_stray, invoice_id) on difference to %1$I; '
      'grant execute on function document(difference) to %1$I', current_schema() || '_app');
end
$$;
