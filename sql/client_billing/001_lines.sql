-- What clients are charged for orders that have ended, whatever their outcome (R-030).
alter table client_billing.billing_line
  add constraint billing_line_of_a_client check (
    earning is null
    and case kind
          when 'charge' then amount between 0 and price and order_id = id
                               and discount_percent is not null and reverses is null
        end is true
  );
