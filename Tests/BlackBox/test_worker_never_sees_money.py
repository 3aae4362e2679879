"""R-240: a worker never sees price, discount or charge, whatever it calls and however it goes.

Every operation of the OpenAPI documents is called as the worker of an order in each state.
"""

from __future__ import annotations

import itertools
import random
import re
import uuid
from datetime import datetime, timedelta, timezone

import pytest
import requests
from demo_day.photos import photo
from documents import Documents

from rest import Caller

# The charge of each order here; what the worker earns is another figure.
MONEY = re.compile(r"charge|price|discount|\bpaid\b|100\.00", re.I)
STATES = ["accepted", "started", "completed", "cancelled", "failed"]
PICTURE = photo("a worker", random.Random(4))
REPORT = photo("a report", random.Random(5))
BODIES = [
    {},
    {"json": {}},
    {"json": {"reason": "worker_cannot_come", "note": "n"}},
    {"json": {"reason": "client_refused"}},
    {"json": {"scheduled_at": "2030-01-01T00:00:00Z"}},
    {"files": {"photo": ("p.jpg", PICTURE, "image/jpeg")}},
]


@pytest.fixture(scope="module")
def orders(mcf) -> dict[str, dict]:
    """An order of a worker in each state, some weeks apart, by state."""
    client = Caller(mcf.url, mcf.token("client", "hcb-7"))
    manager = Caller(mcf.url, mcf.token("manager", "boss"))
    service = next(s for s in client.get("/api/service-types")["items"] if s["name"] == "At once")
    made = {}
    for state in STATES:
        at = datetime.now(timezone.utc) + timedelta(minutes=40)
        order = client.create("/api/orders", {
            "service_type_id": service["id"], "description": "secret sums", "place": "Roof 4",
            "phone": "+74955550004", "email": "cat@example.com", "scheduled_at": f"{at:%FT%TZ}",
            "max_charge": "100.00",
        })
        assert order["charge"] == "100.00"
        worker = Caller(mcf.url, mcf.token("worker", order["worker_id"]))
        path = f"/api/orders/{order['id']}"
        if state in ("started", "completed"):
            worker.send_photo(f"{path}/check-in", PICTURE)
        if state == "completed":
            worker.send_photo(f"{path}/complete", REPORT)
        if state == "cancelled":
            client.act(f"{path}/cancel", {"confirm_charge": order["charge"]})
        if state == "failed":
            manager.act(f"{path}/fail", {"reason": "worker_cannot_come"})
        made[state] = order
    return made


def paths(template: str, order: dict):
    """The operation's paths, with the order's own ids in place of parameters."""
    names = re.findall(r"{(\w+)}", template)
    ids = [order["id"], order["worker_id"], order["client_id"], order["service_type_id"]]
    for chosen in itertools.product(ids, repeat=min(len(names), 1)):
        path = template
        for name in names:
            path = path.replace(f"{{{name}}}", "check-in" if name == "kind" else chosen[0])
        yield path


def texts(answer: requests.Response) -> str:
    """Everything an answer says."""
    binary = answer.headers.get("Content-Type", "").startswith("image/")
    return f"{answer.headers}{'' if binary else answer.text}"


def test_no_operation_tells_a_worker_what_the_client_pays(mcf, orders):
    told, succeeded = [], set()
    operations = Documents().operations.values()
    assert len(operations) > 30
    for state, order in orders.items():
        worker = mcf.token("worker", order["worker_id"])
        # Reads first: what follows may end the order.
        for operation in sorted(operations, key=lambda each: each.method.upper() != "GET"):
            method = operation.method.upper()
            for path in paths(operation.path, order):
                for body in BODIES[:1] if method in ("GET", "DELETE") else BODIES:
                    headers = {
                        "Authorization": f"Bearer {worker}", "Idempotency-Key": str(uuid.uuid4()),
                    }
                    answer = requests.request(
                        method, mcf.url + path, headers=headers, timeout=30, **body
                    )
                    if answer.status_code < 300:
                        succeeded.add((state, method, operation.path))
                    if found := MONEY.search(texts(answer)):
                        told.append((state, method, path, answer.status_code, found[0]))
    assert told == []
    for state in STATES:
        assert (state, "GET", "/api/orders/{id}") in succeeded
        assert (state, "GET", "/api/orders/{id}/history") in succeeded
        assert (state, "GET", "/api/orders") in succeeded
    assert ("accepted", "POST", "/api/orders/{id}/check-in") in succeeded
    assert ("started", "GET", "/api/orders/{id}/photos/{kind}") in succeeded
