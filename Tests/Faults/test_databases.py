"""Databases that crash, and connections that are cut off."""

from __future__ import annotations

import random
import time

import pytest
from events.cluster import wait_until


@pytest.mark.parametrize("rate", [10, 200])
def test_the_source_crashes_right_after_its_last_event(world, full, rate):
    """A crash hands out transaction ids again that nobody flushed; the relay has seen them."""
    world.relay()
    world.consume()
    for _ in range(20 if full else 3):
        told = lines(world)
        count = max(4, rate // 2)
        producer = world.produce(rate=rate, count=count, unflushed=True)
        wait_until(lambda: lines(world) >= told + count, 60, world.report)
        # The moment of the crash is what is tried out.
        time.sleep(random.uniform(0, 0.1))
        world.yard.crash()
        world.yard.start()
        producer.wait()
    world.produce(count=20).wait()
    world.check()


def lines(world) -> int:
    return world.acknowledged.read_bytes().count(b"\n")


@pytest.mark.parametrize("victim", ["yard", "attic"])
def test_a_database_stopped_immediately_under_load(world, full, victim):
    world.relay()
    world.consume()
    world.produce()
    for _ in range(15 if full else 2):
        world.wait_for_seen(random.randint(1, 300))
        getattr(world, victim).restart("immediate")
    world.wait_for_seen(1)
    world.check()


def test_backends_terminated_five_a_second(world, full):
    world.relay()
    world.consume()
    world.produce(rate=300)
    world.wait_for_seen(1)
    for _ in range(300 if full else 20):
        cluster = random.choice([world.yard, world.attic])
        cluster.query(
            """
            select   pg_terminate_backend(pid)
            from     pg_stat_activity
            where    application_name in ('producer', 'mcf relay', 'consumer')
            order by random()
            limit    1
            """)
        # The rate is part of the fault.
        time.sleep(0.2)
    world.wait_for_seen(1)
    world.check()
