"""A primary dies while orders are placed and events flow; its synchronous standby takes over."""

from __future__ import annotations

import random
import signal
import threading
import time
import uuid

import pytest
import requests
from events.cluster import wait_until

from .deployment import SERVICES, Deployment, has_begun, order_form, packages, undelivered

CALLERS = 4


@pytest.mark.parametrize("synchronous_commit", ["on", "remote_apply"])
def test_a_synchronous_standby_takes_over(demo, notify, full, synchronous_commit):
    primary = demo.cluster.copy({"synchronous_commit": synchronous_commit})
    primary.start()
    standby = primary.make_standby()
    standby.start()
    primary.query("alter system set synchronous_standby_names = 'standby'")
    primary.query("select pg_reload_conf()")
    homes = {service: [primary, standby] for service in SERVICES}
    with Deployment(demo, homes, notify=notify) as deployment:
        served = deployment.serve(*SERVICES)
        relay = deployment.relay()
        wait_until(lambda: has_begun(primary), 60, deployment.report)
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
        assert served.program.runs and relay.runs


class PersistentCaller:
    """Places one order after the other; each is sent with its key until it is answered."""

    def __init__(self, served, number: int):
        self.caller = served.caller("client", f"hcb-{number + 1}")
        types = self.caller.get("/api/service-types")["items"]
        self.type = next(type for type in types if type["name"] == "At once")["id"]
        self.placed: dict[str, str] = {}
        self.keys = 0
        self.going = True
        self.failure: Exception | None = None
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.thread.start()

    def run(self) -> None:
        try:
            while self.going:
                self.place()
        except Exception as error:
            self.failure = error

    def place(self) -> None:
        key = str(uuid.uuid4())
        self.keys += 1
        form = order_form(self.type, minutes=random.randint(180, 20_000))
        while True:
            try:
                answer = self.caller.session.post(
                    f"{self.caller.url}/api/orders", json=form, timeout=20,
                    headers={"Idempotency-Key": key})
            except requests.ConnectionError:
                continue
            if answer.status_code == 201:
                self.placed[key] = answer.json()["id"]
                return
            again = answer.status_code == 503 or "request-in-flight" in answer.text
            assert again, f"{answer.status_code} {answer.text}"
            time.sleep(0.05)

    def stop(self) -> None:
        self.going = False
        self.thread.join(60)
        assert not self.thread.is_alive()
        if self.failure:
            raise self.failure


def published(cluster) -> set[tuple]:
    rows = cluster.query("select subject, sequence, type from orders.outbox", database="mcf_core")
    assert len(rows) == len(set(rows))
    return set(rows)


def placed_by(callers: list[PersistentCaller]) -> int:
    return sum(len(caller.placed) for caller in callers)


def ordered(cluster) -> set[str]:
    rows = cluster.query("select id::text from orders.orders", database="mcf_core")
    return {id for (id,) in rows}
