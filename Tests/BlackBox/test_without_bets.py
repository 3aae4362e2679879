"""R-280, invariant 13: a deployment that never heard of bets differs in nothing else.

It is the same program beside migrations without their folder, from its first start on.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import uuid
from pathlib import Path

import psycopg
import pytest
import requests
from conftest import reachable
from events.cluster import wait_until
from test_hidden_bets import WORD, mails, order

from local_mcf import MCF, ROOT, LocalMCF
from rest import Caller


class WithoutBets(LocalMCF):
    """An `mcf up` of a program that lies elsewhere."""

    # It begins with nothing: what others leave has been with bets.
    template = None

    def __init__(self, folder: Path):
        super().__init__()
        self.program = folder / "mcf"

    @property
    def command(self) -> list[str]:
        return [str(self.program), "up", "--state", str(self.state)]

    def run(self, *arguments: str) -> subprocess.CompletedProcess:
        clean = {k: v for k, v in os.environ.items() if not k.startswith("MCF_")}
        return subprocess.run(
            [self.program, *arguments], capture_output=True, text=True, timeout=60, env=clean,
            check=False)


@pytest.fixture(scope="module")
def without(tmp_path_factory):
    folder = reachable(tmp_path_factory.mktemp("without"))
    shutil.copytree(ROOT / "sql", folder / "sql", ignore=shutil.ignore_patterns("bets"))
    shutil.copytree(ROOT / "k8s", folder / "k8s")
    try:
        os.link(MCF, folder / "mcf")
    except OSError:
        shutil.copy2(MCF, folder / "mcf")
    with WithoutBets(folder) as running:
        yield running


def test_nothing_else_differs(mcf, without):
    """One test, since a first start takes its time."""
    boss = Caller(without.url, without.token("manager", "boss"))
    entry = {"name": "Mura", "email": f"{uuid.uuid4()}@example.com"}
    manager = boss.create("/api/managers", entry)["id"]
    everybody(mcf, without, manager)
    knowing(without, manager)
    ordering(without)
    operators(without)


def everybody(mcf, without, manager):
    """What they can ask is the same."""
    for path in ["/openapi.yaml", "/asyncapi.yaml", "/readyz", "/livez", "/api", "/docs/events",
                 "/docs/orders", "/nowhere", "/api/nowhere"]:
        for accept in ("text/html", "application/json"):
            there, here = (
                requests.get(running.url + path, headers={"Accept": accept}, timeout=30)
                for running in (mcf, without))
            assert (there.status_code, there.text) == (here.status_code, here.text), path
    for path in ["/", "/managers", "/docs/bets", "/bets"]:
        there, here = (
            requests.get(
                running.url + path, timeout=30, headers={"Accept": "text/html"},
                cookies={"mcf_session": running.token("manager", who)})
            for running, who in ((mcf, "boss"), (without, manager)))
        assert there.status_code == here.status_code, path
        assert links(there.text) == links(here.text), path


def links(page: str) -> list[str]:
    """Where the header leads."""
    return re.findall(r'<li><a href="([^"]*)"', page.partition("</header>")[0])


def knowing(without, manager):
    """Even who could know of them finds nothing."""
    token = without.token("manager", manager)
    for path in ("/api/markets", "/api/bets/statement", "/api/bets/openapi.yaml"):
        answers = [
            requests.get(without.url + each, headers={"Authorization": f"Bearer {token}"}, timeout=30)
            for each in (path, "/api/no-such-path")]
        assert [each.status_code for each in answers] == [404, 404]
        assert answers[0].text == answers[1].text
    with psycopg.connect(without.database) as connection:
        assert connection.execute(
            "select datname from pg_database where datname ~ 'bets' union all"
            " select rolname from pg_roles where rolname ~ 'bets'").fetchall() == []


def ordering(without):
    """What becomes of an order comes to all others."""
    client = Caller(without.url, without.token("client", "hcb-5"))
    address = f"{uuid.uuid4()}@example.com"
    placed = order(without, address)
    charge = client.get(f"/api/orders/{placed}")["charge"]
    client.act(f"/api/orders/{placed}/cancel", {"confirm_charge": charge})
    for database, sql in [
        ("mcf_packing", "select from packing.package where id = %s and outcome = 'cancelled'"),
        ("mcf_client_billing", "select from client_billing.billing_line where order_id = %s"),
    ]:
        with psycopg.connect(without.database, dbname=database, autocommit=True) as connection:
            wait_until(
                lambda: connection.execute(sql, [placed]).rowcount == 1, 30, without.output)
    # That it stood need not be told any more.
    wait_until(lambda: len(mails(without, to=address)) >= 1, 60, without.output)


def operators(without):
    """Their commands work and miss nothing."""
    state = ["--state", str(without.state)]
    status = without.run("outbox", "status", *state)
    assert (status.returncode, status.stderr) == (0, ""), status
    for more in ([], ["--parked"], ["--skipped"]):
        dead = without.run("outbox", "dead", *more, *state)
        assert (dead.returncode, dead.stderr) == (0, ""), dead
    migrated = without.run("migrate", "--admin", without.database)
    assert migrated.returncode == 0, migrated.stderr
    # That they are left out is what an operator is told here, and nowhere else.
    assert [line for line in migrated.stdout.splitlines() if WORD.search(line)] == [
        f"passing over bets: {without.program.parent / 'sql'} has no folder bets"]
    assert migrated.stdout.endswith("Nothing to do.\n")
    services = without.run("reference", "services")
    assert services.returncode == 0 and not WORD.search(services.stdout)
    assert "orders" in services.stdout
    assert not WORD.search(status.stdout + without.output)
    wait_until(lambda: requests.get(f"{without.url}/readyz", timeout=30).ok, 30, without.output)
