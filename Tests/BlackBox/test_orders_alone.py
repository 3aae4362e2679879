"""Invariant 1: with only `mcf serve orders` and the core database, ordering goes on, on pages as well.

Clients, workers, accounts and the identity provider are dead; so is everything else of `mcf up`.
"""

from __future__ import annotations

import base64
import json
import random
import re
import socket
import subprocess
import time
import uuid
from datetime import datetime, timedelta, timezone

import pytest
import requests
from demo_day.photos import photo

from local_mcf import MCF, LocalMCF
from rest import Caller

SHORT = {"MCF_GRACE_SECONDS": "2", "MCF_SWEEP_INTERVAL_SECONDS": "1"}


def in_seconds(seconds: float) -> str:
    at = datetime.now(timezone.utc) + timedelta(seconds=seconds)
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def claims(token: str) -> dict:
    payload = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))


@pytest.fixture
def alone(state):
    """`mcf serve orders` on the database that a killed `mcf up` left running."""
    up = LocalMCF(state, environment=SHORT)
    up.start()
    token = up.token("client", "hcb-3")
    # The last good key sets are kept in the service's database.
    Caller(up.url, token).get("/api/orders")
    cookies = {"mcf_session": up.session("client", "hcb-3")}
    assert requests.get(f"{up.url}/orders", cookies=cookies, timeout=30).ok
    up.kill()
    with socket.create_server(("127.0.0.1", 0)) as found:
        port = found.getsockname()[1]
    settings = {
        **SHORT,
        "MCF_ORDERS_URL": re.sub(r"user='?\w+'?", "user=orders_app", up.database),
        "MCF_PORT": str(port), "MCF_METRICS_PORT": "0",
        "MCF_AUTH_ISSUER": claims(token)["iss"], "MCF_AUTH_AUDIENCE": "mcf",
        "MCF_AUTH_JWKS_URL": "http://127.0.0.1:9/jwks.json", "MCF_PUBLIC_URL": up.url,
    }
    process = subprocess.Popen([MCF, "serve", "orders"], env=settings)
    up.url = f"http://127.0.0.1:{port}"
    yield up
    process.terminate()
    assert process.wait(30) == 0
    # A last `mcf up` takes the database over, so that it is stopped.
    with LocalMCF(state):
        pass


def wait_until(fact, seconds: float = 30):
    end = time.monotonic() + seconds
    while True:
        try:
            if fact():
                return
        except OSError:
            pass
        assert time.monotonic() < end, "it did not come true"
        time.sleep(0.1)


def test_orders_live_with_everything_else_dead(alone):
    client = Caller(alone.url, alone.token("client", "hcb-3"))
    manager = Caller(alone.url, alone.token("manager", "boss"))
    wait_until(lambda: client.call("GET", "/readyz"))
    headers = client.session.headers
    assert requests.get(f"{alone.url}/api/clients/me", headers=headers, timeout=5).status_code == 404

    service = next(
        s for s in client.get("/api/service-types")["items"] if s["name"] == "At once"
    )
    quote = client.call("POST", "/api/quotes", json={"service_type_id": service["id"]}).json()
    assert quote["charge"] == "100.00"

    def order(seconds: float) -> dict:
        return client.create("/api/orders", {
            "service_type_id": service["id"], "description": "all alone",
            "place": "Windowsill Row 3", "phone": "+74955550003", "email": "cat@example.com",
            "scheduled_at": in_seconds(seconds), "max_charge": quote["charge"],
        })

    picture = photo("alone", random.Random(1))
    first = order(600)
    worker = Caller(alone.url, alone.token("worker", first["worker_id"]))
    path = f"/api/orders/{first['id']}"
    assert worker.send_photo(f"{path}/check-in", picture, str(uuid.uuid4()))["status"] == "started"
    report = photo("done", random.Random(2))
    assert worker.send_photo(f"{path}/complete", report)["outcome"] == "completed"

    # So do the pages of who has signed in before, and is registered.
    browser = requests.Session()
    browser.cookies.set("mcf_session", alone.session("client", "hcb-3"))
    browser.headers["Accept"] = "text/html"

    def see(path: str) -> str:
        page = browser.get(alone.url + path, timeout=30, allow_redirects=False)
        assert page.status_code == 200 and "<main" in page.text, (path, page.text)
        return page.text

    second = order(1200)
    assert second["id"] in see("/orders") and "Request help for" in see("/orders/new")
    assert first["worker_first_name"] in see(f"/orders/{first['id']}")
    cancel = f"/orders/{second['id']}/cancel"
    fields = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', see(cancel)))
    pressed = browser.post(alone.url + cancel, data=fields, timeout=30, allow_redirects=False)
    assert (pressed.status_code, pressed.headers["Location"]) == (
        303, f"/orders/{second['id']}?notice=cancelled")
    assert client.get(f"/api/orders/{second['id']}")["outcome"] == "cancelled"
    copy = client.create(f"/api/orders/{second['id']}/copy", {"scheduled_at": in_seconds(1800)})
    assert copy["copy_of"] == second["id"]

    third = order(1)
    wait_until(lambda: manager.get(f"/api/orders/{third['id']}")["status"] == "failed")
    swept = manager.get(f"/api/orders/{third['id']}")
    assert swept["reason"] == "worker_no_show" and swept["ended_by"] == "sweeper"
