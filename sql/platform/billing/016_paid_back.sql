-- Who gets money back from us and from the bank has paid less than nothing.
alter table account drop constraint account_paid_check;
