"""A primary dies while orders are placed and events flow; its synchronous standby takes over."""

from __future__ import annotations

import signal

import pytest
from deployment import packages, undelivered
from events.cluster import wait_until
from failover import PersistentCaller, ordered, pair, placed_by, serving

CALLERS = 4


@pytest.mark.parametrize("synchronous_commit", ["on", "remote_apply"])
def test_a_synchronous_standby_takes_over(demo, notify, full, synchronous_commit):
    with (
        pair(demo, synchronous_commit=synchronous_commit) as (primary, standby),
        serving(demo, primary, standby, notify=notify) as (deployment, served),
    ):
        callers = [PersistentCaller(served, n) for n in range(CALLERS)]
        more = 300 if full else 30
        wait_until(lambda: placed_by(callers) >= more, 120, deployment.report)
        primary.crash(signal.SIGKILL)
        standby.promote()
        goal = placed_by(callers) + more
        wait_until(lambda: placed_by(callers) >= goal, 120, deployment.report)
        for caller in callers:
            caller.stop()

        wait_until(lambda: packages(standby).keys() == ordered(standby), 60, deployment.report)
        assert not undelivered(standby, standby)
        told = {order for caller in callers for order in caller.placed.values()}
        assert told <= ordered(standby)
        # One order a key, however often it was sent, and one event of it.
        assert len(ordered(standby)) == sum(caller.keys for caller in callers)
        assert published(standby) == {(order, 1, "order.accepted.v1") for order in ordered(standby)}
        assert all(program.runs for program in deployment.programs)


def published(cluster) -> set[tuple]:
    rows = cluster.query("select subject, sequence, type from orders.outbox", database="mcf_core")
    assert len(rows) == len(set(rows))
    return set(rows)
