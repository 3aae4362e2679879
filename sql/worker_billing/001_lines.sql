-- What workers earn, and what failed jobs cost them (R-240).
alter table worker_billing.billing_line
  add constraint billing_line_of_a_worker check (
    case kind
      when 'earning' then amount > 0 and outcome = 'completed' and amount = earning
      when 'fine'    then amount < 0 and outcome = 'failed'
    end is true
  );
