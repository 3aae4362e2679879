"""A database that hangs: its connections stay, and nobody answers."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import pytest
from deployment import Deployment
from events.cluster import Cluster, wait_until


@contextlib.contextmanager
def hanging(cluster: Cluster) -> Iterator[None]:
    cluster.freeze()
    try:
        yield
    finally:
        cluster.thaw()


@pytest.fixture
def deployed(demo, notify):
    """`mcf relay` from the managers' register to orders, each on a server of its own."""
    homes = {"managers": demo.cluster.copy(), "orders": demo.cluster.copy()}
    with Deployment(demo, {name: [home] for name, home in homes.items()}, notify=notify) as running:
        for home in homes.values():
            home.start()
        before = delivered(homes["orders"])
        running.relay()
        publish(homes["managers"])
        wait_until(lambda: delivered(homes["orders"]) > before, 60, running.report)
        yield running, homes


def publish(managers: Cluster, count: int = 1) -> None:
    managers.query(
        """
        insert into managers.outbox (event_id, type, subject, sequence, time, data)
        select gen_random_uuid(), 'manager.changed.v1', gen_random_uuid(), 1, now(), '{}'
        from   generate_series(1, %s)
        """, count, database="mcf_managers")


def delivered(orders: Cluster) -> int:
    ((count,),) = orders.query("select count(*) from orders.inbox", database="mcf_core")
    return count


@pytest.mark.parametrize("which", ["managers", "orders"])
def test_a_relay_stops_although_a_database_hangs(deployed, which):
    deployment, homes = deployed
    (relay,) = deployment.programs
    with hanging(homes[which]):
        if which == "orders":
            publish(homes["managers"])
        relay.stop(deadline=10)
    before = delivered(homes["orders"])
    relay = deployment.relay()
    publish(homes["managers"])
    wait_until(lambda: delivered(homes["orders"]) > before, 60, relay.tail)
    relay.stop(deadline=10)
