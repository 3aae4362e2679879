"""A manager who is deactivated over REST is none in orders either, as soon as the event is there."""

from __future__ import annotations

import uuid

import yaml
from documents import path
from events.cluster import wait_until

from rest import Caller

METHODS = {"get", "post", "put", "patch", "delete"}


def operations() -> list[tuple[str, str]]:
    """Everything that orders lets anybody do, with an id that nobody has."""
    paths = yaml.safe_load(path("orders").read_text())["paths"]
    ids = {"{id}": str(uuid.uuid4()), "{kind}": "report"}
    found = []
    for template, item in paths.items():
        address = template
        for name, value in ids.items():
            address = address.replace(name, value)
        found += [(method.upper(), address) for method in item if method in METHODS]
    return found


def refused(caller: Caller) -> list[tuple[str, str]]:
    """The operations that she may not do since she is no manager any more."""
    found = []
    for method, address in operations():
        body = None if method == "GET" else {}
        answer = caller.session.request(method, caller.url + address, json=body, timeout=30)
        if "manager-deactivated" in answer.text:
            assert answer.status_code == 403
            assert answer.json()["type"].endswith("/manager-deactivated")
            found.append((method, address))
    return found


def test_every_right_is_lost_when_the_event_arrives_and_comes_back(bed):
    manager = bed.register()
    bed.wait_for(manager, 1)
    # Its token stays good for all of this.
    herself = Caller(bed.mcf.url, bed.mcf.token("manager", manager))
    assert refused(herself) == []
    herself.get("/api/orders")

    with bed.locked("orders", "orders.inbox_cursor"):
        bed.change(manager, active=False)
        assert refused(herself) == []
    bed.wait_for(manager, 2)
    assert len(operations()) > 15
    assert len(refused(herself)) == len(operations())

    bed.change(manager, active=True)
    wait_until(lambda: refused(herself) == [], 30, bed.mcf.output)
    herself.get("/api/orders")
