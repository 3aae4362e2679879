"""SIGKILL of producer, relay and consumer: at random moments, and at each step they take."""

from __future__ import annotations

import random
from contextlib import contextmanager

import pytest
from events.cluster import Cluster, wait_until

# In the order in which they start: a relay carries what comes after it.
ROLES = ["relay", "consume", "produce"]


def start(world, role: str):
    return world.produce(rate=300) if role == "produce" else getattr(world, role)()


@pytest.mark.parametrize("victims", [["produce"], ["relay"], ["consume"], ROLES], ids="+".join)
def test_killed_again_and_again_under_load(world, full, victims):
    running = {role: start(world, role) for role in ROLES}
    for _ in range(40 if full else 4):
        world.wait_for_seen(random.randint(1, 200))
        for victim in victims:
            running[victim].kill()
        for victim in victims:
            running[victim] = start(world, victim)
    world.wait_for_seen(1)
    world.check()


# Each step by what makes the program wait there. Where it writes many rows the table is locked: whoever
# locks them one by one can end in a deadlock with a program that has some of them.
YARD, ATTIC = "yard", "attic"
STEPS = {
    "produce": [
        (YARD, "lock table yard.cat in share mode"),
        (YARD, "lock table yard.outbox in share mode"),
    ],
    "relay": [
        (YARD, "lock table yard.outbox in access exclusive mode"),
        (ATTIC, "select from attic.inbox_cursor for update"),
        (ATTIC, "lock table attic.inbox in share mode"),
        (YARD, "select from yard.outbox_destination for update"),
    ],
    "consume": [
        (ATTIC, "lock table attic.inbox in access exclusive mode"),
        (ATTIC, "lock table attic.inbox_slot in share mode"),
        (ATTIC, "lock table attic.cat in share mode"),
    ],
}


@pytest.mark.parametrize("victim", ROLES)
def test_killed_at_each_step(world, full, victim):
    running = {role: start(world, role) for role in ROLES}
    world.wait_for_seen(1)
    for _ in range(10 if full else 1):
        for place, lock in STEPS[victim]:
            cluster = getattr(world, place)
            with held(cluster, f"mcf_{place}", lock):
                wait_until(lambda: is_waiting(cluster, victim, "Lock"), 20, lock)
                running[victim].kill()
            running[victim] = start(world, victim)
            world.wait_for_seen(1)
    world.check()


def test_the_producer_killed_while_it_commits(world, full):
    """Committed, but nobody was told: the event is there once."""
    running = {role: start(world, role) for role in ROLES}
    for _ in range(10 if full else 2):
        world.wait_for_seen(1)
        wait_for_standby(world.yard, "nobody")
        wait_until(lambda: is_waiting(world.yard, "produce", "IPC"), 20, "a commit")
        running["produce"].kill()
        wait_for_standby(world.yard, "")
        running["produce"] = start(world, "produce")
    world.wait_for_seen(1)
    world.check()


@contextmanager
def held(cluster: Cluster, database: str, lock: str):
    """A transaction that holds a lock; who wants it waits until its own `lock_timeout`."""
    with cluster.connect(database) as connection, connection.transaction():
        connection.execute(lock)
        yield


def is_waiting(cluster: Cluster, role: str, kind: str) -> bool:
    application = {"produce": "producer", "relay": "mcf relay", "consume": "consumer"}[role]
    return cluster.query(
        "select from pg_stat_activity where application_name = %s and wait_event_type = %s",
        application, kind) != []


def wait_for_standby(cluster: Cluster, name: str) -> None:
    """Commits wait for this standby from now on; for none, if the name is empty."""
    cluster.query(f"alter system set synchronous_standby_names = '{name}'")
    cluster.query("select pg_reload_conf()")
