-- A refund that had failed is paid after all, when its credit may be used already: the money is in
-- suspense until a manager says who bears it.
alter table difference
  drop constraint difference_what_check,
  add  constraint difference_what_check check (what in (
         'unknown_here', 'unknown_there', 'amount', 'paid_twice', 'pending_long', 'late_refund')),
  -- whose refund it is; of all else it is nobody's
  add column party     uuid not null default '00000000-0000-0000-0000-000000000000',
  -- what of it is on the party's credit, in hundredths; null: we bear it all
  add column on_credit bigint,
  add constraint difference_late_refund check (
    what <> 'late_refund'
    or not is_stray and theirs > 0 and standing in ('paid', 'back')),
  add constraint difference_on_credit check (
    on_credit is null
    or what = 'late_refund' and settled_at is not null and on_credit between 1 and theirs);

do $$
begin
  execute format('grant update (on_credit) on difference to %1$I', current_schema() || '_app');
end
$$;
