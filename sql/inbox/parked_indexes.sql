-- What a consumer asks of its parked events, so that however many there are do not slow it down:
-- which is tried next, and whether a key has any.
create index inbox_parked_due     on inbox_parked (source, slot, retry_at, position) where retry_at   is not null;
create index inbox_parked_subject on inbox_parked (source, slot, subject)            where head_since is not null;
drop index inbox_parked_head;
