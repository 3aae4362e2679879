"""A deployment on a primary with its synchronous standby, and clients who never give up."""

from __future__ import annotations

import contextlib
import random
import threading
import time
import uuid
from collections.abc import Iterator

import requests
from deployment import SERVICES, Demo, Deployment, Served, has_begun, order_form
from events.cluster import Cluster, wait_until


@contextlib.contextmanager
def pair(demo: Demo, **settings: str) -> Iterator[tuple[Cluster, Cluster]]:
    """A running primary with the demo data, and its synchronous standby; removed in the end."""
    primary = demo.cluster.copy(settings)
    with contextlib.ExitStack() as stack:
        stack.callback(primary.remove)
        primary.start()
        standby = primary.make_standby()
        stack.callback(standby.remove)
        standby.start()
        primary.query("alter system set synchronous_standby_names = 'standby'")
        primary.query("select pg_reload_conf()")
        yield primary, standby


@contextlib.contextmanager
def serving(
    demo: Demo, primary: Cluster, standby: Cluster, *, notify: bool = True
) -> Iterator[tuple[Deployment, Served]]:
    """All services on whichever is the primary, and the relay, which has begun."""
    homes = {service: [primary, standby] for service in SERVICES}
    with Deployment(demo, homes, notify=notify) as deployment:
        served = deployment.serve(*SERVICES)
        deployment.relay()
        wait_until(lambda: has_begun(primary), 60, deployment.report)
        yield deployment, served


class PersistentCaller:
    """Places one order after the other; each is sent with its key until it is answered."""

    def __init__(self, served: Served, number: int):
        self.caller = served.caller("client", f"hcb-{number + 1}")
        types = self.caller.get("/api/service-types")["items"]
        self.type = next(type for type in types if type["name"] == "At once")["id"]
        self.placed: dict[str, str] = {}
        # When it was told that an order is placed, and when that it is not.
        self.successes: list[float] = []
        self.errors: list[float] = []
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
                self.errors.append(time.monotonic())
                continue
            if answer.status_code == 201:
                self.placed[key] = answer.json()["id"]
                self.successes.append(time.monotonic())
                return
            self.errors.append(time.monotonic())
            again = answer.status_code == 503 or "request-in-flight" in answer.text
            assert again, f"{answer.status_code} {answer.text}"
            time.sleep(0.05)

    def stop(self) -> None:
        self.going = False
        self.thread.join(60)
        assert not self.thread.is_alive()
        if self.failure:
            raise self.failure


def placed_by(callers: list[PersistentCaller]) -> int:
    return sum(len(caller.placed) for caller in callers)


def ordered(cluster: Cluster) -> set[str]:
    """The orders that there are."""
    rows = cluster.query("select id::text from orders.orders", database="mcf_core")
    return {id for (id,) in rows}
