-- What workers earn, what failed jobs cost them, what managers give them (R-240, R-270).
alter table worker_billing.billing_line
  add constraint billing_line_of_a_worker check (
    case kind
      when 'earning' then amount > 0 and outcome = 'completed' and amount = earning
      when 'fine'    then amount < 0 and outcome = 'failed'
      when 'bonus'   then amount > 0 and order_id is null and by_role = 'manager'
                          and by_subject is not null and why is not null
    end is true
  );
