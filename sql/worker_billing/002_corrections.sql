-- What a manager takes back of a worker's lines (R-250): whole lines, each once.
alter table worker_billing.billing_line
  drop constraint billing_line_of_a_worker,
  add  constraint billing_line_of_a_worker check (
    case kind
      when 'earning'          then amount > 0 and outcome = 'completed' and amount = earning
      when 'earning_reversed' then amount < 0 and outcome = 'completed' and amount = -earning
                                   and reverses is not null
      when 'fine'             then amount < 0 and outcome = 'failed'
      when 'fine_reversed'    then amount > 0 and outcome = 'failed' and reverses is not null
      when 'bonus'            then amount > 0 and order_id is null and by_role = 'manager'
                                   and by_subject is not null and why is not null
      when 'bonus_reversed'   then amount < 0 and order_id is null and reverses is not null
    end is true
  ),
  add constraint billing_line_reversed_by check (
    reverses is null or by_role = 'manager' and by_subject is not null and why is not null
  );

create unique index billing_line_reversed_once on worker_billing.billing_line (reverses)
where reverses is not null;
