-- Money that goes back to whom it came from, as a part of one payment. What becomes of it is for its one
-- try to tell, which carries all of it but the payment's id into the ledger.
create table refund (
  id         uuid        primary key,
  -- the payment, and the invoice that it was for
  receipt    uuid        not null references receipt,
  invoice_id uuid        not null references invoice,
  party      uuid        not null,
  -- in hundredths
  amount     bigint      not null check (amount between 1 and 999999999999999),
  made_at    timestamptz not null
);

create index refund_by_receipt on refund (receipt);
create index refund_by_party on refund (party, made_at, id);
create index refund_by_time on refund (made_at, id);

alter table money_try
  drop constraint money_try_purpose_check,
  add  constraint money_try_purpose_check check (purpose in ('payout', 'collection', 'refund'));

-- What of a payment has gone back, or is on its way, by refunds.
create function given_back(payment uuid) returns bigint
language sql stable strict
return (
  select coalesce(sum(f.amount), 0)::bigint
  from   refund f
  left   join money_try t on t.subject = f.id
  where  f.receipt = given_back.payment
  and    (t.state in ('declined', 'never_made') and t.recovered_at is null
            or t.returned_at is not null) is not true);

-- What of a payment is left: neither the provider nor a refund has given it back.
create function left_of(payment uuid) returns bigint
language sql stable strict
return (
  select (r.amount - given_back(r.id)
            - coalesce((select b.amount
                        from   receipt b
                        where  (b.adapter, b.reference, b.direction)
                                 = (r.adapter, r.reference, 'back')), 0))::bigint
  from   receipt r
  where  r.id = left_of.payment
  and    r.direction = 'in');

select set_config('search_path', current_schema() || ', pg_temp', true);

-- No more of a payment goes back than is left of it, whoever is at it at the same time: they wait for
-- one another at the payment, which only its owner may lock.
create function refuse_more_than_the_payment() returns trigger
language plpgsql security definer set search_path from current as $$
begin
  if current_setting('transaction_isolation') = 'repeatable read' then
    raise exception 'a payment is not given back under repeatable read'
    using errcode = '25001', constraint = 'refund_beyond_the_payment';
  end if;
  perform from receipt r where r.id = new.receipt for no key update;
  if not exists (select
                 from   receipt r
                 where  r.id = new.receipt
                 and    (r.party, r.invoice_id) = (new.party, new.invoice_id)
                 and    new.amount <= left_of(r.id)) then
    raise exception 'of payment % less is left than %', new.receipt, new.amount
    using errcode = '23514', constraint = 'refund_beyond_the_payment';
  end if;
  return new;
end
$$;

create trigger refund_beyond_the_payment before insert on refund
for each row execute function refuse_more_than_the_payment();

-- Proposals to give something back of a payment.
alter table proposal
  add  column payment uuid references receipt,
  drop constraint proposal_act_check,
  add  constraint proposal_act_check check (act in ('bonus', 'correction', 'allowance', 'refund')),
  drop constraint proposal_line,
  add  constraint proposal_line check (
    case act
      when 'correction' then num_nonnulls(line, note) = 1 and payment is null
      when 'allowance'  then line is not null and num_nonnulls(note, payment) = 0
      when 'refund'     then payment is not null and num_nonnulls(line, note) = 0
      else num_nonnulls(line, note, payment) = 0
    end);

do $$
begin
  execute format(
    'grant select, insert on refund to %1$I; '
      'grant execute on function given_back, left_of to %1$I', current_schema() || '_app');
end
$$;
