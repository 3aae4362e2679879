"""A database that hangs: its connections stay, and nobody answers."""

from __future__ import annotations

import contextlib
import re
import time
from collections.abc import Iterator

import pytest
import requests
from deployment import Deployment
from events.cluster import Cluster, wait_until

from local_mcf import free_port


@contextlib.contextmanager
def hanging(cluster: Cluster) -> Iterator[None]:
    cluster.freeze()
    try:
        yield
    finally:
        cluster.thaw()


def is_stuck(port: int) -> bool:
    """Whether the relay waits for a database all the while; what is well answers sooner."""
    for _ in range(20):
        if not is_asking(port):
            return False
        time.sleep(0.05)
    return True


def is_asking(port: int) -> bool:
    shown = requests.get(f"http://127.0.0.1:{port}/metrics", timeout=10).text
    series = r'mcf_postgres_connections_busy\{client="mcf relay",kind="leased"\} (\d+)'
    return int(re.search(series, shown)[1]) > 0


@pytest.fixture
def deployed(demo, notify):
    """`mcf relay` from the managers' register to orders, each on a server of its own."""
    homes = {"managers": demo.cluster.copy(), "orders": demo.cluster.copy()}
    with Deployment(demo, {name: [home] for name, home in homes.items()}, notify=notify) as running:
        for home in homes.values():
            home.start()
        before = delivered(homes["orders"])
        port = free_port()
        running.relay(MCF_METRICS_PORT=str(port))
        publish(homes["managers"])
        wait_until(lambda: delivered(homes["orders"]) > before, 60, running.report)
        yield running, homes, port


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
    deployment, homes, port = deployed
    (relay,) = deployment.programs
    with hanging(homes[which]):
        if which == "orders":
            publish(homes["managers"])
        wait_until(lambda: is_stuck(port), 30, relay.tail)
        relay.stop(deadline=10)
    assert "stopping without it" in relay.tail()
    before = delivered(homes["orders"])
    relay = deployment.relay()
    publish(homes["managers"])
    wait_until(lambda: delivered(homes["orders"]) > before, 60, relay.tail)
    relay.stop(deadline=10)
