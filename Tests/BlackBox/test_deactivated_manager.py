"""A manager who is deactivated over REST is none anywhere, as soon as the event is there."""

from __future__ import annotations

import re
import time
import uuid

import pytest
import requests
import yaml
from documents import text
from events.cluster import wait_until

from rest import Caller
from services import HIDDEN, LINKS, SCHEMAS

METHODS = {"get", "post", "put", "patch", "delete"}
# What becomes of her where services are hidden is told in test_hidden_bets.py.
SERVICES = [
    destination for source, destination in LINKS
    if source == "managers" and destination not in HIDDEN]
# Whom we have business with call these without a token.
SIGNED = ("/api/cookies/", "/api/client-billing/notices/", "/api/worker-billing/notices/")


def operations(service: str) -> list[tuple[str, str]]:
    """Everything that a service lets a bearer of tokens do, with ids that nobody has."""
    paths = yaml.safe_load(text(service))["paths"]
    found = []
    for template, item in paths.items():
        address = re.sub(r"{\w+}", str(uuid.uuid4()), template.replace("{kind}", "report"))
        if not address.startswith(SIGNED):
            found += [(method.upper(), address) for method in item if method in METHODS]
    return found


def refused(caller: Caller, service: str) -> list[tuple[str, str]]:
    """The operations that she may not do since she is no manager any more."""
    found = []
    for method, address in operations(service):
        body = None if method == "GET" else {}
        # A live list that she may follow has no end.
        with caller.session.request(
            method, caller.url + address, json=body, timeout=30, stream=True
        ) as answer:
            if answer.status_code == 403 and "manager-deactivated" in answer.text:
                assert answer.json()["type"].endswith("/manager-deactivated")
                found.append((method, address))
    return found


@pytest.mark.parametrize("service", SERVICES)
def test_every_right_is_lost_when_the_event_arrives_and_comes_back(bed, service):
    manager = bed.register()
    bed.wait_for(manager, 1, service)
    # Its token stays good for all of this.
    herself = Caller(bed.mcf.url, bed.mcf.token("manager", manager))
    assert refused(herself, service) == []

    with bed.locked(service, f"{SCHEMAS[service]}.inbox_cursor"):
        bed.change(manager, active=False)
        assert refused(herself, service) == []
    bed.wait_for(manager, 2, service)
    assert operations(service)
    assert len(refused(herself, service)) == len(operations(service))

    bed.change(manager, active=True)
    wait_until(lambda: refused(herself, service) == [], 30, bed.mcf.output)


def test_the_pages_say_so_too(bed):
    manager = bed.register()
    bed.wait_for(manager, 1, "packing")
    session = bed.mcf.session("manager", manager)

    def shown() -> str:
        return requests.get(
            bed.mcf.url + "/packages", headers={"Accept": "text/html"},
            cookies={"mcf_session": session}, timeout=30).text

    assert "no manager any more" not in shown()
    bed.change(manager, active=False)
    wait_until(lambda: "no manager any more" in shown(), 30, shown)


# Where a worker has pages, each of a service of its own.
OF_WORKERS = ["/jobs", "/packages", "/workers/me", "/workers/me/hours", "/earnings", "/sign-in/sessions"]


def test_a_worker_is_out_of_all_pages_while_the_token_lives(bed):
    """A6.10: within two seconds of the event, and in again when the register says so."""
    worker = bed.boss.get("/api/workers", limit=1)["items"][0]["id"]
    session = bed.mcf.session("worker", worker)

    def status(path: str) -> int:
        return requests.get(
            bed.mcf.url + path, headers={"Accept": "text/html"}, allow_redirects=False,
            cookies={"mcf_session": session}, timeout=30).status_code

    def activate(active: bool) -> dict[str, float]:
        """How many seconds after it was told each page knew of it."""
        bed.boss.call("PATCH", f"/api/workers/{worker}", json={"active": active})
        told, known = time.monotonic(), {}

        def all_know() -> bool:
            for path in set(OF_WORKERS) - set(known):
                asked = time.monotonic()
                if status(path) == (200 if active else 403):
                    known[path] = asked - told
            return len(known) == len(OF_WORKERS)

        wait_until(all_know, 30, lambda: known)
        return known

    activate(True)
    try:
        # What other tests have told is over when the first time is.
        activate(False)
        activate(True)
        known = activate(False)
        assert max(known.values()) < 2, known
        herself = Caller(bed.mcf.url, bed.mcf.token("worker", worker))
        for path in ("/api/workers/me", "/api/orders", "/api/packages"):
            answer = herself.session.get(bed.mcf.url + path, timeout=30)
            assert answer.status_code == 403 and "worker-deactivated" in answer.text, path
    finally:
        activate(True)
