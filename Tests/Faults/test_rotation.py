"""Rotation against whoever is in its way. A relay tries it when it starts; the child it empties is
three days old, so that the test appends there as if it were three days ago."""

from __future__ import annotations

import subprocess

from events.cluster import BINARIES, as_server, wait_until
from events.world import cat_id

from .by_hand import LATE_CAT, append

# So many days ago, the child was written that is written next.
OLDEST = 3


def is_empty(world) -> bool:
    return world.in_yard(
        """
        select not exists (
          select from yard.outbox
          where  ring = (extract(epoch from now())::bigint / 86400 + 1) % 4)
        """)[0][0]


def age(world) -> None:
    """As if all that was appended before the oldest table's last row had been as long ago."""
    world.in_yard(
        """
        update yard.outbox
        set    time = time - make_interval(days => %s)
        where  time between now() - interval '1 day' and now()
        and    xid <= (select xid
                       from   yard.outbox
                       where  ring = (extract(epoch from now())::bigint / 86400 + 1) %% 4
                       order  by xid desc
                       limit  1)
        """, OLDEST)


def rotate(world) -> None:
    """Rotates by relays' starts; again, until what was delivered is reported, too."""
    age(world)

    def has_rotated() -> bool:
        relay = world.relay()
        try:
            wait_until(lambda: is_empty(world), 2)
        except AssertionError:
            return False
        finally:
            relay.stop()
        return True

    wait_until(has_rotated, 60, world.report)


def test_a_late_writer_into_the_child_that_is_emptied(world, full):
    """Check-then-lock truncated such a writer's row."""
    world.relay()
    world.consume()
    world.produce(rate=200)
    for _ in range(10 if full else 1):
        with world.yard.connect("mcf_yard") as connection, connection.transaction():
            append(connection, days_ago=OLDEST)
            other = world.relay()
            # It was tried, in vain; nobody waited for it.
            world.wait_for_seen(200)
            other.stop()
        wait_until(lambda: late_ones(world) == ([], []), 60, world.report)
        rotate(world)
    world.check(is_retained=False)


def test_an_event_of_a_clock_that_was_far_ahead(world):
    """It kept its table from being emptied until then."""
    world.relay()
    world.consume()
    with world.yard.connect("mcf_yard") as connection:
        append(connection, days_ago=OLDEST, ahead_days=9_000)
        append(connection, days_ago=OLDEST - 1)
    world.produce(rate=200)
    wait_until(lambda: late_ones(world) == ([], []), 60, world.report)
    rotate(world)
    world.check(is_retained=False)


def late_ones(world) -> tuple[list, list]:
    """What of the late cat's steps is not in the inbox, and not seen."""
    (steps,) = world.in_yard("select steps from yard.cat where id = %s", cat_id(LATE_CAT))[0]
    delivered = {step for (step,) in world.in_attic(
        "select sequence from attic.inbox where subject = %s", cat_id(LATE_CAT))}
    (seen,) = world.in_attic("select seen from attic.cat where id = %s", cat_id(LATE_CAT))[0]
    return sorted(set(range(1, steps + 1)) - delivered), list(range(seen, steps))


def test_a_dump_during_rotation(world):
    """The dump is blocked by nobody reading it, while it holds its locks on everything."""
    world.relay()
    world.consume()
    world.produce(rate=200)
    with world.yard.connect("mcf_yard") as connection:
        append(connection, days_ago=OLDEST)
    wait_until(lambda: late_ones(world) == ([], []), 60, world.report)
    dump = subprocess.Popen(
        as_server(BINARIES / "pg_dump", world.yard.url("mcf_yard", "postgres")),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    wait_until(lambda: holds_locks(world, "pg_dump"), 20, "pg_dump")
    other = world.relay()
    world.wait_for_seen(200)
    other.stop()
    assert not is_empty(world)
    output, complaints = dump.communicate(timeout=60)
    assert dump.returncode == 0 and b"COPY yard.outbox_" in output, complaints
    rotate(world)
    world.check(is_retained=False)


def holds_locks(world, application: str) -> bool:
    return world.in_yard(
        """
        select from pg_locks l join pg_stat_activity a using (pid)
        where  a.application_name = %s
        and    l.relation = 'yard.outbox_0'::regclass
        and    l.granted
        """, application) != []
