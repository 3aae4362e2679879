-- Proposals to take a line back, and lines that take one back.
alter table proposal
  drop constraint proposal_act_check,
  add  constraint proposal_act_check check (act in ('bonus', 'correction')),
  -- the line that is to be taken back
  add  column line uuid references billing_line,
  add  constraint proposal_line check ((line is not null) = (act = 'correction'));

-- A line takes back one of the same party, and not more than it is, whoever is at it at the same
-- time: they wait for one another at the line, which only its owner may lock.
select set_config('search_path', current_schema() || ', pg_temp', true);

create function refuse_more_than_the_line() returns trigger
language plpgsql security definer set search_path from current as $$
declare
  line  billing_line;
  taken bigint;
begin
  if new.reverses is null then
    return new;
  end if;
  -- Its snapshot is older than the lock, and shows nothing of what others have taken meanwhile.
  if current_setting('transaction_isolation') = 'repeatable read' then
    raise exception 'a line is not taken back under repeatable read'
    using errcode = '25001', constraint = 'billing_line_beyond_the_line';
  end if;
  select * into line from billing_line l where l.id = new.reverses for no key update;
  select coalesce(sum(l.amount), 0) into taken from billing_line l where l.reverses = new.reverses;
  if new.party <> line.party or sign(new.amount) <> -sign(line.amount)
     or abs(taken + new.amount) > abs(line.amount) then
    raise exception 'line % has % of %', line.id, taken, line.amount
    using errcode = '23514', constraint = 'billing_line_beyond_the_line';
  end if;
  return new;
end
$$;

create trigger billing_line_beyond_the_line before insert on billing_line
for each row execute function refuse_more_than_the_line();

create index billing_line_reverses on billing_line (reverses) where reverses is not null;
