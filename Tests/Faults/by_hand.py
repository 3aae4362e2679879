"""Events that a test appends in a transaction of its own, to hold it open."""

from __future__ import annotations

from events.world import cat_id

# A cat that no producer walks: its row stays locked.
LATE_CAT = 9_000


def append(connection, days_ago: int = 0, ahead_days: int = 0) -> None:
    """What a producer's transaction does; as if it had done so before midnight, if need be, by a clock
    that was so far ahead."""
    cat = cat_id(LATE_CAT)
    (step,) = connection.execute(
        "update yard.cat set steps = steps + 1 where id = %s returning steps", [cat]).fetchone()
    connection.execute(
        """
        insert into yard.outbox (ring, event_id, type, subject, sequence, time, data)
        values ((extract(epoch from now())::bigint / 86400 - %s) %% 4,
                gen_random_uuid(), 'yard.step.v1', %s, %s, now() - make_interval(days => %s),
                '{"step": 0, "padding": ""}')
        """, [days_ago, cat, step, days_ago - ahead_days])
