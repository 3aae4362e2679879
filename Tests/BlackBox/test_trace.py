"""One trace runs through a request's log, the matching step it asks, and the event it publishes."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from events.cluster import wait_until

from local_mcf import LocalMCF
from rest import Caller

TRACE, SPAN = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"
STEP = Path(__file__).with_name("matching_step.py")


@pytest.fixture
def step() -> Iterator[str]:
    """An external matching step: its address."""
    with subprocess.Popen(
        [sys.executable, STEP], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        yield f"http://127.0.0.1:{server.stdout.readline().strip()}"
        server.stdin.close()


def ask(mcf: LocalMCF, step: str) -> None:
    """Has the step asked in every match."""
    manager = Caller(mcf.url, mcf.token("manager", "boss"))
    now = manager.call("GET", "/api/matching/pipeline")
    external = {
        "name": "traced", "kind": "score", "url": f"{step}/strengths",
    }
    manager.call(
        "PUT", "/api/matching/pipeline", json={"steps": [external, *now.json()["steps"]]},
        headers={"If-Match": now.headers["ETag"]})


def place(mcf: LocalMCF) -> str:
    """Orders, in our trace; the order's id."""
    client = Caller(mcf.url, mcf.token("client", "hcb-1"))
    service = next(
        type for type in client.get("/api/service-types")["items"] if type["name"] == "At once")
    client.session.headers["traceparent"] = f"00-{TRACE}-{SPAN}-01"
    at = datetime.now(timezone.utc) + timedelta(minutes=10)
    return client.create("/api/orders", {
        "service_type_id": service["id"], "description": "traced", "place": "1 Cushion Street",
        "phone": "+74955550001", "email": "kitty@example.com",
        "scheduled_at": at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
    })["id"]


def test_an_order_its_matching_step_and_its_package_share_a_trace(step):
    with LocalMCF(environment={"MCF_LOG_LEVEL": "debug"}) as mcf:
        ask(mcf, step)
        order = place(mcf)

        def lines(*parts: str) -> list[str]:
            return [line for line in mcf.output.splitlines() if all(part in line for part in parts)]

        handled = wait_until(
            lambda: lines('msg="event handled"', "type=order.accepted.v1", f"subject={order}"),
            what=lambda: mcf.output[-2000:])
        assert {tuple(re.findall(r"trace_id=(\w+)", line)) for line in handled} == {(TRACE,)}
        placed = wait_until(lambda: lines("msg=request", "method=POST", "route=/api/orders "))
        assert [re.findall(r"trace_id=(\w+)", line) for line in placed] == [[TRACE]]

    with urllib.request.urlopen(f"{step}/traces", timeout=10) as answer:
        received = json.load(answer)
    assert received, "the step was not asked"
    for version, trace, parent, flags in (header.split("-") for header in received):
        assert (version, trace, flags) == ("00", TRACE, "01")
        # The call's own id, not the one of whoever called us.
        assert re.fullmatch("[0-9a-f]{16}", parent) and parent != SPAN
