-- Whether a browser has begun somewhere itself is asked whenever another's answer comes to it.
create index concurrently attempt_begun on accounts.attempt (browser_hash, provider)
  where used_at is null;
