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
from conftest import reachable, run_mcf
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
                cookies={"mcf_session": running.session("manager", who)})
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


def references(without):
    """What this program knows is told in any deployment; which services there are, of this one."""
    for what in ("settings", "metrics", "alarms", "events"):
        here = without.run("reference", what)
        assert (here.returncode, here.stdout) == (0, run_mcf("reference", what).stdout), what
    here, everywhere = (
        done.stdout.splitlines()
        for done in (without.run("reference", "services"), run_mcf("reference", "services")))
    assert [line.split() for line in here] == [
        line.split() for line in everywhere if not WORD.search(line)]
    assert len(here) == len(everywhere) - 1


def naming(without, state):
    """Who names them is told that they are not there; a source that has kept events for them forgets
    them."""
    since = "2027-03-01T09:00:00Z"
    for arguments, code in [
        (["outbox", "dead", "--in", "bets"], 69),
        (["outbox", "replay", "--to", "bets", "--since", since], 73),
        (["outbox", "retry", str(uuid.uuid4()), "--in", "bets"], 73),
        (["outbox", "reanchor", "orders", "--to", "bets"], 73),
        (["bets", "verify"], 73),
    ]:
        done = without.run(*arguments, *state)
        assert (done.returncode, done.stdout) == (code, ""), done
        assert "the folder sql has no migrations of bets" in done.stderr, done
    with psycopg.connect(without.database, dbname="mcf_core") as connection:
        connection.execute(
            "insert into orders.outbox_destination (name, passed, reported_at)"
            " values ('bets', '1:1:', now())")
    drop = ["outbox", "drop-destination", "orders", "bets", *state]
    assert without.run(*drop).stdout == "orders keeps no events for bets any more.\n"
    again = without.run(*drop)
    assert again.returncode == 65 and "orders keeps no events for bets; it does for: " in again.stderr
    assert "bets" not in again.stderr.partition("it does for: ")[2]


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
    doctor = without.run("doctor", *state)
    assert doctor.returncode == 0 and "migrations: " in doctor.stdout, doctor
    assert not WORD.search(doctor.stdout + status.stdout + without.output)
    references(without)
    naming(without, state)
    wait_until(lambda: requests.get(f"{without.url}/readyz", timeout=30).ok, 30, without.output)
