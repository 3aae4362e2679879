"""Answers that may be asked about again: 304 is never said of one that looks otherwise by now, and
what is somebody's stays with its reader. Over every resource of every service."""

from __future__ import annotations

import random
import time
import uuid
from datetime import datetime, timedelta, timezone

import psycopg
import pytest
import yaml
from demo_day.photos import photo
from hiring_bed import HiringBed

from documents import Documents
from documents import text as document_text
from local_mcf import LocalMCF
from rest import Caller
from services import SERVICES

# What goes by the clock changes while one looks.
SHORT = {
    "MCF_PHONE_VISIBLE_SECONDS": "2", "MCF_REPORT_REMIND_SECONDS": "1",
    # The sweeper does not write what time alone makes so.
    "MCF_SWEEP_INTERVAL_SECONDS": "3600",
}


def later(**delta: float) -> str:
    at = datetime.now(timezone.utc) + timedelta(**delta)
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Looks:
    """What each path was seen to answer, by its ETag."""

    def __init__(self) -> None:
        self.seen: dict[str, dict[str, bytes]] = {}

    def __call__(self, who: Caller, path: str) -> None:
        """Looks, and asks again with every ETag that this path ever had."""
        now = who.call("GET", path)
        assert now.headers["Cache-Control"].startswith("private"), path
        assert now.headers["X-Content-Type-Options"] == "nosniff", path
        if (etag := now.headers.get("ETag")) is None:
            assert now.headers["Cache-Control"] == "private, no-store", path
            return
        known = self.seen.setdefault(path, {})
        assert known.setdefault(etag, now.content) == now.content, f"{path} {etag}"
        for old, body in known.items():
            answer = who.session.get(who.url + path, headers={"If-None-Match": old}, timeout=60)
            if who.call("GET", path).headers.get("ETag") != etag:
                # It has changed between the questions, as a cookie does when the time comes.
                return self(who, path)
            if old == etag:
                assert answer.status_code == 304 and answer.headers["ETag"] == etag, path
                assert answer.headers["Cache-Control"] == now.headers["Cache-Control"], path
            elif body != now.content:
                assert answer.status_code == 200 and answer.content == now.content, path


class Day:
    """Orders, packages and cats whose answers change, and everybody who looks at them."""

    def __init__(self, mcf: LocalMCF):
        self.mcf = mcf
        self.looks = Looks()
        self.manager = self.caller("manager", "boss")
        self.clerk = self.caller("clerk", "packer")
        self.client = self.caller("client", "hcb-1")
        self.me = self.client.get("/api/clients/me")["id"]
        self.bosses = [
            each["id"] for each in self.manager.get("/api/managers", limit=2)["items"]]
        self.boss = self.bosses[0]
        types = self.client.get("/api/service-types")["items"]
        self.service = next(each for each in types if each["name"] == "At once")["id"]
        self.test = self.manager.get("/api/tests")["items"][0]["id"]
        self.vacancy = self.manager.get("/api/vacancies")["items"][0]["id"]
        self.hiring = HiringBed(mcf, self.test, self.vacancy)
        self.attempt = self.hiring.hand_in({"late_bus": "a"}, parked=True)
        self.photos = [photo("etags", random.Random(seed)) for seed in range(3)]
        self.application = self.hiring.apply()
        self.hiring.confirm(self.application)
        self.reviewer = self.caller("manager", self.boss)
        self.review = self.case()
        self.hypothesis = self.reviewer.create(
            "/api/hypotheses", {"title": "Warm roofs", "statement": "They make cats late."})["id"]

    def case(self) -> str:
        """Of an order that is called off."""
        order = self.place()
        self.client.act(f"/api/orders/{order['id']}/cancel", {
            "reason": "client_request", "confirm_charge": order["charge"]})
        found: list[str] = []
        self.until(lambda: found.extend(
            each["id"] for each in self.manager.each("/api/reviews", limit=200)
            if each["order_id"] == order["id"]) or found)
        return found[0]

    def caller(self, role: str, subject: str) -> Caller:
        return Caller(self.mcf.url, self.mcf.token(role, subject))

    def place(self) -> dict:
        return self.client.create("/api/orders", {
            "service_type_id": self.service, "description": "look at me", "place": "Roof 1",
            "phone": "+74955550001", "email": "kitty@example.com",
            "scheduled_at": later(seconds=1),
        })

    def look(self, order: dict) -> None:
        """Everybody at everything."""
        worker = self.caller("worker", order["worker_id"])
        cat = f"/api/workers/{order['worker_id']}"
        for who in (self.client, worker, self.manager):
            self.looks(who, f"/api/orders/{order['id']}")
        for who in (self.clerk, worker, self.manager):
            self.looks(who, f"/api/packages/{order['id']}")
        for who in (worker, self.manager):
            for path in (cat, f"{cat}/hours", f"{cat}/photo"):
                self.looks(who, path)
        # The same paths, other cats, the same versions.
        others = self.manager.get("/api/workers", limit=2)["items"]
        for each in {order["worker_id"], *(other["id"] for other in others)}:
            self.looks(self.caller("worker", each), "/api/workers/me")
            self.looks(self.caller("worker", each), "/api/worker-billing/payout-account")
        for boss in self.bosses:
            self.looks(self.caller("manager", boss), "/api/managers/me")
        self.looks(self.caller("client", "hcb-2"), "/api/clients/me")
        for who in (self.client, self.manager):
            self.looks(who, f"/api/clients/{self.me}")
            self.looks(who, f"/api/service-types/{self.service}")
        self.looks(self.client, "/api/clients/me")
        for who in (self.reviewer, self.manager):
            self.looks(who, f"/api/reviews/{self.review}")
            self.looks(who, f"/api/hypotheses/{self.hypothesis}")
        for path in (
            f"/api/managers/{self.boss}", "/api/matching/pipeline", "/api/orders", "/api/packages",
            f"/api/orders/{order['id']}/history", f"/api/orders/{order['id']}/match",
            f"/api/vacancies/{self.vacancy}", f"/api/tests/{self.test}",
            f"/api/tests/{self.test}/draft", f"/api/tests/{self.test}/versions/1",
            f"/api/applications/{self.application}", f"/api/applications/{self.application}/photo",
            f"/api/attempts/{self.attempt}",
        ):
            self.looks(self.manager, path)

    def until(self, fact) -> None:
        end = time.monotonic() + 60
        while not fact():
            assert time.monotonic() < end, "it did not come true"
            time.sleep(0.05)

    def package(self, order: dict) -> dict | None:
        items = self.clerk.get("/api/packages", worker=order["worker_id"], limit=200)["items"]
        return next((each for each in items if each["id"] == order["id"]), None)

    def change_registers(self, order: dict) -> None:
        """One change to each that has a version, and money paid, which has none."""
        cat = f"/api/workers/{order['worker_id']}"
        self.manager.call("PATCH", cat, json={"breed": f"Breed {uuid.uuid4().hex[:6]}"})
        self.manager.call("PUT", f"{cat}/photo", files={
            "photo": ("me.jpg", photo("me", random.Random(uuid.uuid4().int)), "image/jpeg")})
        self.manager.call("PUT", f"{cat}/hours", json={
            "hours": [{"weekday": day, "from": "00:00", "to": "24:00"} for day in range(1, 8)]})
        self.caller("worker", order["worker_id"]).call(
            "PUT", "/api/worker-billing/payout-account", json={"account": "GH-1111-2222-3377"})
        self.manager.call("PATCH", f"/api/managers/{self.boss}", json={
            "name": f"Boss {uuid.uuid4().hex[:6]}"})
        for path, method, change in (
            (f"/api/service-types/{self.service}", "PATCH",
             lambda now: {"description": uuid.uuid4().hex}),
            ("/api/matching/pipeline", "PUT", lambda now: {"steps": now["steps"]}),
            (f"/api/vacancies/{self.vacancy}", "PATCH", lambda now: {"open": not now["open"]}),
            (f"/api/tests/{self.test}", "PATCH", lambda now: {"name": uuid.uuid4().hex}),
            (f"/api/tests/{self.test}/draft", "PUT", lambda now: {**now, "note": uuid.uuid4().hex}),
        ):
            now = self.manager.call("GET", path)
            self.manager.call(
                method, path, json=change(now.json()), headers={"If-Match": now.headers["ETag"]})
        self.manager.act(f"/api/applications/{self.application}/invite")
        self.manager.act(f"/api/attempts/{self.attempt}/score-again")
        self.hiring.keep_picture(self.application)
        self.reviewer.act(f"/api/reviews/{self.review}/take")
        self.reviewer.call(
            "PATCH", f"/api/hypotheses/{self.hypothesis}", json={"status": "testing"},
            headers={"If-Match": '"1"'})
        version = self.manager.call("GET", f"/api/tests/{self.test}/versions/1")
        self.manager.call(
            "POST", f"/api/tests/{self.test}/versions/1/retire",
            headers={"If-Match": version.headers["ETag"]})
        with psycopg.connect(self.mcf.database, autocommit=True) as connection:
            connection.execute(
                "update clients.client set paid = paid + 1000001 where id = %s", [self.me])


@pytest.fixture(scope="module")
def day():
    with LocalMCF(environment=SHORT) as running:
        yield Day(running)


def test_what_changes_is_never_said_to_be_the_same(day):
    order = day.place()
    path, package = f"/api/orders/{order['id']}", f"/api/packages/{order['id']}"
    worker = day.caller("worker", order["worker_id"])
    day.until(lambda: day.package(order))
    day.manager.call("PUT", f"/api/workers/{order['worker_id']}/photo", files={
        "photo": ("me.jpg", day.photos[0], "image/jpeg")})
    day.look(order)

    worker.send_photo(f"{path}/check-in", day.photos[1])
    day.clerk.act(f"{package}/ready")
    day.look(order)
    day.change_registers(order)
    day.look(order)

    # By the time alone: the report becomes late.
    with psycopg.connect(day.mcf.database, autocommit=True) as connection:
        connection.execute(
            "update orders.orders set ends_at = scheduled_at where id = %s", [order["id"]])
    day.until(lambda: day.manager.get(path)["overdue"])
    day.look(order)

    worker.send_photo(f"{path}/complete", day.photos[2])
    day.look(order)
    for who in (day.client, worker, day.manager):
        for kind in ("check-in", "report"):
            day.looks(who, f"{path}/photos/{kind}")
    # R-140, by the time alone.
    day.until(lambda: worker.get(path)["phone"] is None)
    day.look(order)

    # Another row: a copy is open.
    day.client.create(f"{path}/copy", {"scheduled_at": later(hours=2)})
    assert day.client.get(path)["copy_offered"] is False
    day.look(order)

    changed = {
        template for template, ways in of_templates(day.looks.seen).items() if len(ways) > 1}
    assert changed == tagged()


def tagged() -> set[str]:
    """The paths that have an ETag by the documents."""
    found = set()
    for service in SERVICES:
        document = yaml.safe_load(document_text(service))
        for template, operations in document["paths"].items():
            answer = operations.get("get", {}).get("responses", {}).get("200", {})
            if name := answer.get("$ref"):
                answer = document["components"]["responses"][name.rsplit("/", 1)[1]]
            if "ETag" in answer.get("headers", {}):
                found.add(template)
    return found


def of_templates(seen: dict[str, dict[str, bytes]]) -> dict[str, set[str]]:
    """ETags by the documented path."""
    found: dict[str, set[str]] = {}
    for path, tags in seen.items():
        template = Documents().find("GET", path).path
        found.setdefault(template, set()).update(tags)
    return found
