"""A source that is not what it was: a promoted standby is taken, anything else is refused. A
destination that is not what it was gets what it lacks, as long as the source has all of it."""

from __future__ import annotations

import shutil

import pytest
from events.cluster import Cluster, run, several, wait_until
from events.world import World

from .by_hand import append


def deliver(world: World, count: int = 100):
    """Appends so many events and waits until they have taken effect."""
    world.produce(count=count).wait()
    world.settle()


@pytest.fixture
def standby(world):
    """A synchronous streaming standby of the yard."""
    cluster = world.yard.make_standby()
    cluster.start()
    world.yard.query("alter system set synchronous_standby_names = 'standby'")
    world.yard.query("select pg_reload_conf()")
    yield cluster
    cluster.remove()


def test_a_source_restored_from_an_older_backup_is_refused(world):
    relay = world.relay()
    world.consume()
    deliver(world)
    backup = cold_copy(world.yard)
    deliver(world)
    restore(world.yard, backup)
    # By now it is as far as it was, with other events under the same numbers.
    producer = world.produce(count=150)
    producer.wait()
    before = world.seen()
    wait_until(lambda: "reanchor" in relay.tail(), 60, world.report)
    fresh = world.relay()
    wait_until(lambda: "reanchor" in fresh.tail(), 60, world.report)
    assert world.seen() == before == 200


def test_a_source_that_is_behind_is_refused(world):
    """The same without a new event: its numbers are below the cursor's."""
    relay = world.relay()
    world.consume()
    deliver(world)
    backup = cold_copy(world.yard)
    deliver(world)
    restore(world.yard, backup)
    wait_until(lambda: "reanchor" in relay.tail(), 60, world.report)
    assert world.seen() == 200


def test_a_promoted_standby_is_taken_without_a_person(world, standby):
    source = several(world.yard, standby, database="mcf_yard", user="mcf_relay")
    world.relay(source=source)
    world.consume()
    producer = world.produce(
        url=several(world.yard, standby, database="mcf_yard", user="yard_app"), rate=200)
    world.wait_for_seen(100)
    world.yard.crash()
    standby.promote()
    killed, world.yard = world.yard, standby
    killed.remove()
    world.wait_for_seen(200)
    producer.stop()
    world.check()


def test_a_promoted_standby_that_lost_delivered_events_is_refused(world):
    """Replication was not synchronous: the relay names what is missing instead of going on."""
    lagging = world.yard.make_standby()
    lagging.start()
    source = several(world.yard, lagging, database="mcf_yard", user="mcf_relay")
    relay = world.relay(source=source)
    world.consume()
    deliver(world)
    lagging.stop()
    deliver(world, 20)
    world.yard.crash()
    lagging.settings.pop("primary_conninfo")
    lagging.start()
    lagging.promote()
    try:
        wait_until(lambda: "reanchor" in relay.tail(), 60, world.report)
        assert world.seen() == 120
    finally:
        lagging.remove()


def test_a_standby_is_refused(world, standby):
    relay = world.relay()
    world.consume()
    deliver(world)
    relay.stop()
    astray = world.relay(source=standby.url("mcf_yard", "mcf_relay"))
    world.produce(count=100).wait()
    wait_until(lambda: "yard is a standby" in astray.tail(), 60, world.report)
    assert world.seen() == 100
    astray.stop()
    world.relay()
    world.check()


def bonds(world) -> list[int]:
    """What the destination may share with its source."""
    return world.in_attic("select bonds from attic.inbox_cursor")[0][0]


def test_a_copy_of_a_source_is_refused_and_the_source_goes_on(world):
    """Staging has production's data, and a relay carries it to production by mistake."""
    world.relay()
    world.consume()
    deliver(world)
    before = bonds(world)
    staging = cold_copy(world.yard)
    wait_until(lambda: len(bonds(world)) == 1 and bonds(world) != before, 30, world.report)
    staging.start()
    try:
        with staging.connect("mcf_yard") as connection, connection.transaction():
            append(connection)
        astray = world.relay(source=staging.url("mcf_yard", "mcf_relay"))
        wait_until(lambda: "yard is a copy" in astray.tail(), 60, world.report)
        astray.stop()
    finally:
        staging.remove()
    world.produce(count=100).wait()
    world.check()


def test_two_sources_that_are_swapped_are_refused(world, template, notify):
    """Both are of one template, so nothing but what they agreed upon tells them apart."""
    with World(template, notify=notify) as other:
        relays = [each.relay() for each in (world, other)]
        for each, relay in zip((world, other), relays):
            each.consume()
            wait_until(lambda each=each: len(bonds(each)) == 1, 30, each.report)
            relay.stop()
        for each, source in ((world, other), (other, world)):
            astray = each.relay(source=source.yard.url("mcf_yard", "mcf_relay"))
            wait_until(lambda: "yard is a copy" in astray.tail(), 60, each.report)
            astray.stop()
        for each in (world, other):
            each.relay()
            each.produce(count=100).wait()
            each.check()


def test_a_destination_made_anew_gets_everything(world, template):
    """What was delivered to the lost one, and what waited for it meanwhile."""
    world.relay()
    world.consume()
    deliver(world)
    world.attic.stop("immediate")
    world.produce(count=50).wait()
    restore(world.attic, template.copy())
    world.check()


def test_a_destination_restored_from_an_older_backup_gets_what_it_lacks(world):
    world.relay()
    world.consume()
    deliver(world)
    backup = cold_copy(world.attic)
    deliver(world)
    restore(world.attic, backup)
    world.produce(count=50).wait()
    world.check()


def cold_copy(cluster: Cluster) -> Cluster:
    cluster.stop()
    backup = cluster.copy()
    cluster.start()
    return backup


def restore(cluster: Cluster, backup: Cluster) -> None:
    cluster.stop("immediate")
    shutil.rmtree(cluster.data)
    run("cp", "-a", backup.data, cluster.data)
    backup.remove()
    cluster.start()
