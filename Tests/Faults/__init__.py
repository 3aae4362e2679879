"""What events must withstand.

Each test ends in the check of `scripts/python/events/check.py`, but for those with checks of their
own: where a source is refused (`test_sources`), where a relay has only to stop (`test_hanging`), and
where all of MCF runs (`test_everything_stopped`, `test_failover`).
"""
