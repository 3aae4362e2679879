-- What becomes of a payment is a difference of its own: one that was noted while it was pending, and
-- settled, may be paid later, in another amount, and go back after that.
alter table difference
  -- how the payment stood at the provider then; '' where it has none or was not asked, and for what
  -- was noted before
  add column standing text not null default '' check (
    standing in ('', 'paid', 'pending', 'declined', 'back')),
  add constraint difference_stray_paid check (not is_stray or standing in ('', 'paid'));

alter table difference drop constraint difference_once;
alter table difference
  add constraint difference_once unique (adapter, what, reference, standing);

-- However often it is noted, money is booked once.
create unique index difference_booked_once on difference (adapter, reference) where is_stray;

-- Since when a notice of what is not known here waits for the provider's list to be gone through, which
-- may have more of that kind.
alter table reconciliation add column asked_at timestamptz;
