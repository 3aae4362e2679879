"""The synchronous standby is away: nothing is acknowledged that only the primary has."""

from __future__ import annotations

import signal
import uuid

import pytest
import requests
from deployment import order_form
from events.cluster import Cluster, wait_until
from failover import ordered, pair, serving


class Client:
    """Sends one order, with one key, as often as it likes."""

    def __init__(self, served):
        self.caller = served.caller("client", "hcb-1")
        types = self.caller.get("/api/service-types")["items"]
        self.form = order_form(types[0]["id"], days=3)
        self.key = str(uuid.uuid4())

    def send(self) -> requests.Response:
        return self.caller.session.post(
            f"{self.caller.url}/api/orders", json=self.form, timeout=60,
            headers={"Idempotency-Key": self.key})

    def is_told(self, status: int, problem: str = "") -> bool:
        answer = self.send()
        assert answer.status_code in (201, 409, 503), answer.text
        return answer.status_code == status and problem in answer.text


def cancel_waits(cluster: Cluster) -> int:
    """As an operator does who sees commits hang."""
    return len(cluster.query(
        "select pg_cancel_backend(pid) from pg_stat_activity where wait_event = 'SyncRep'"))


@pytest.mark.parametrize("end", ["comes back", "is promoted"])
def test_an_order_is_accepted_once_the_standby_has_it(demo, end):
    with (
        pair(demo) as (primary, standby),
        serving(demo, primary, standby) as (deployment, served),
    ):
        client = Client(served)
        before = ordered(primary)
        standby.crash(signal.SIGKILL)
        first = client.send()
        assert first.status_code == 503 and "outcome-unknown" in first.text, first.text
        assert client.is_told(409, "request-in-flight"), "the first one waits on"
        assert ordered(primary) == before

        wait_until(lambda: cancel_waits(primary) and ordered(primary) > before, 60)
        assert client.is_told(503, "outcome-unknown"), "it is there, but nowhere else"

        if end == "is promoted":
            primary.crash(signal.SIGKILL)
        standby.start()
        survivor = primary
        if end == "is promoted":
            standby.promote()
            survivor = standby
            assert ordered(standby) == before
        answers = []
        wait_until(
            lambda: answers.append(client.send()) or answers[-1].status_code == 201, 60,
            deployment.report)
        assert ordered(survivor) - before == {answers[-1].json()["id"]}
        replayed = answers[-1].headers.get("Idempotency-Replayed")
        assert replayed == ("true" if end == "comes back" else None)
