-- What a manager takes back of a client's lines, whole or in part, and takes back of that (R-250).
alter table client_billing.billing_line
  drop constraint billing_line_of_a_client,
  add  constraint billing_line_of_a_client check (
    earning is null
    and order_id is not null
    and discount_percent is not null
    and case kind
          when 'charge'             then amount between 0 and price
                                         and (order_id = id)
                                               = (num_nonnulls(reverses, reverses_note) = 0)
          when 'charge_reversed'    then amount between -price and -1 and reverses is not null
          when 'allowance'          then amount < 0 and reverses is not null
          when 'allowance_reversed' then amount > 0
                                         and num_nonnulls(reverses, reverses_note) = 1
        end is true
  ),
  add constraint billing_line_reversed_by check (
    num_nonnulls(reverses, reverses_note) = 0
    or by_role = 'manager' and by_subject is not null and why is not null
  );

-- What is given back of an invoice.
alter table client_billing.credit_note
  add constraint credit_note_of_a_client check (
    by_role = 'manager'
    and (kind = 'charge_reversed' or kind = 'allowance' and discount = 0)
  );
