"""Several relays, and one that the world goes on without."""

from __future__ import annotations

import random

from events.cluster import wait_until

from .test_kills import held, is_waiting


def test_three_relays_at_once(world, full):
    relays = [world.relay() for _ in range(3)]
    world.consume()
    world.produce()
    for _ in range(20 if full else 3):
        world.wait_for_seen(random.randint(1, 500))
        n = random.randrange(3)
        if random.random() < 0.5:
            relays[n].kill()
        else:
            # One that has just been started may not listen to signals yet.
            relays[n].stop(is_young=True)
        relays[n] = world.relay()
    world.check()


def test_a_relay_paused_until_its_connections_died(world, full):
    """It is stopped where it moves the cursor: what it knows is out of date when it goes on."""
    old = world.relay()
    world.consume()
    world.produce(rate=200)
    for _ in range(10 if full else 2):
        world.wait_for_seen(1)
        with held(world.attic, "mcf_attic", "select from attic.inbox_cursor for update"):
            wait_until(lambda: is_waiting(world.attic, "relay", "Lock"), 20, "the cursor's move")
            old.pause()
        for cluster in (world.yard, world.attic):
            cluster.terminate("mcf relay")
        new = world.relay()
        world.wait_for_seen(100)
        old.go_on()
        world.wait_for_seen(100)
        new.stop()
    world.check()


def test_a_relay_stops_cleanly_under_load(world):
    """So that a deployment's new version goes on where the old one was."""
    world.consume()
    relay = world.relay()
    world.produce()
    for _ in range(2):
        world.wait_for_seen(100)
        wait_until(lambda: is_connected(world), 20, relay.tail)
        relay.stop(deadline=10)
        relay = world.relay()
    world.check()


def is_connected(world) -> bool:
    return world.in_attic(
        "select from pg_stat_activity where application_name = 'mcf relay'") != []
