"""What databases run out of, and databases that are not there: nothing is parked, nothing dies."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from events.cluster import wait_until
from events.world import World


def test_a_destination_that_is_down_and_then_drained(world, full):
    world.relay()
    world.consume()
    world.produce(count=100).wait()
    world.settle()
    world.attic.stop()
    world.produce(count=50_000 if full else 3_000).wait(300)
    world.attic.start()
    world.check(300)


@pytest.mark.parametrize("role", ["mcf_relay", "attic_app"])
def test_no_connection_is_left(world, role):
    world.relay()
    world.consume()
    producer = world.produce(rate=200)
    world.wait_for_seen(10)
    for cluster in (world.yard, world.attic):
        cluster.query(f"alter role {role} connection limit 0")
        cluster.query(
            "select pg_terminate_backend(pid) from pg_stat_activity where usename = %s", role)
    refused = f'too many connections for role "{role}"'
    world.wait_for_steps(200)
    wait_until(lambda: refused in world.attic.log.read_text(), 30, "a refusal")
    assert world.parked() == 0
    for cluster in (world.yard, world.attic):
        cluster.query(f"alter role {role} connection limit -1")
    producer.stop()
    world.check()


# Runs "$@" where the folder $0 is a file system of its own, with little room.
SMALL = """
tables=$0 small=$0.small
mkdir "$small"
mount -t tmpfs -o size=72m,mode=0700 none "$small"
cp -a "$tables/." "$small"
chown --reference="$tables" "$small"
mount --bind "$small" "$tables"
exec "$@"
"""


@pytest.mark.parametrize("victim", ["yard", "attic"])
def test_a_disk_that_is_full(template, notify, victim):
    """Only the tables' disk: without room for the log, Postgres would stop by itself."""
    cluster = template.copy()
    tables = cluster.data / "base"
    own_user = () if not os.getuid() else ("--user", "--map-current-user", "--keep-caps")
    cluster.wrapper = ("unshare", "--mount", *own_user, "sh", "-ec", SMALL, str(tables))
    with World(template, notify=notify, **{victim: cluster}) as world:
        relay = world.relay()
        world.consume()
        world.produce(rate=300)
        world.wait_for_seen(50)
        filler = Path(f"/proc/{cluster.postmaster()}/root/{tables}/filler")
        fill(filler)
        wait_until(
            lambda: cluster.log.read_text().count("No space left on device") > 5, 60, world.report)
        assert world.parked() == 0
        # It can be read all the while, so that connecting succeeds again and again.
        assert relay.log.read_text().count("cannot go on") < 10
        filler.unlink()
        world.wait_for_seen(300)
        world.check()


def fill(filler: Path) -> None:
    with filler.open("wb", buffering=0) as file, pytest.raises(OSError, match="No space left"):
        while True:
            file.write(bytes(1 << 14))
