"""`mcf relay` as its deployment sees it: live, ready, measured, stopped."""

from __future__ import annotations

import contextlib
import re
import signal
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import requests
from conftest import run_mcf
from events.cluster import wait_until
from events.programs import Program

from local_mcf import MCF, free_port
from services import DATABASES, SERVICES, setting

NOWHERE = "host=/nowhere dbname=mcf user=mcf_relay"


class RelayProcess(Program):
    """One `mcf relay`, and what its internal port says."""

    def __init__(self, folder: Path, **databases: str):
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        urls = {setting(name, "RELAY_URL"): url for name, url in databases.items()}
        settings = {**urls, "MCF_METRICS_PORT": str(port)}
        super().__init__("relay", [str(MCF), "relay"], folder / "relay.log", settings)
        wait_until(self.is_alive, 30, self.tail)

    def ask(self, path: str) -> requests.Response:
        return requests.get(self.url + path, timeout=10)

    def is_alive(self) -> bool:
        assert self.runs, self.tail()
        with contextlib.suppress(requests.ConnectionError):
            return self.ask("/livez").ok
        return False

    def figure(self, name: str, **labels: str) -> float | None:
        shown = ",".join(f'{label}="{value}"' for label, value in labels.items())
        found = re.search(rf"^{name}\{{{shown}\}} (\S+)", self.ask("/metrics").text, re.M)
        return float(found[1]) if found else None


@contextlib.contextmanager
def relay(folder: Path, **databases: str) -> Iterator[RelayProcess]:
    running = RelayProcess(folder, **databases)
    try:
        yield running
    finally:
        if running.runs:
            running.kill()


def urls(bed, *services: str) -> dict[str, str]:
    return {service: bed.url(service, "mcf_relay") for service in services}


def test_it_is_ready_when_its_databases_answer(bed, tmp_path):
    with relay(tmp_path, **urls(bed, "managers", "orders", "packing")) as running:
        answer = running.ask("/readyz")
        assert answer.status_code == 200
        assert answer.json() == {
            "status": "ok", "databases": {"orders": "ok", "managers": "ok", "packing": "ok"}}
        assert running.ask("/livez").json() == {"status": "ok"}
        wait_until(
            lambda: running.figure("mcf_relay_link_failing", source="managers", destination="orders")
            == 0, 30, running.tail)
        running.stop()


def test_one_database_that_is_away_is_told_and_holds_nothing_up(bed, tmp_path):
    with relay(tmp_path, **urls(bed, "managers", "orders"), packing=NOWHERE) as running:
        answer = running.ask("/readyz")
        assert answer.status_code == 200
        assert answer.json()["databases"] == {"orders": "ok", "managers": "ok", "packing": "away"}
        for source, destination, failing in (("managers", "orders", 0), ("orders", "packing", 1)):
            wait_until(
                lambda: running.figure(
                    "mcf_relay_link_failing", source=source, destination=destination) == failing,
                30, running.tail)
        running.stop()


def test_a_database_that_takes_no_writes_is_told_until_it_does(bed, tmp_path):
    def state() -> str:
        return running.ask("/readyz").json()["databases"]["packing"]

    def alter(change: str) -> None:  # from another database, where one may
        bed.sql("orders", f"alter database mcf_packing {change}")

    alter("set default_transaction_read_only = on")
    try:
        with relay(tmp_path, **urls(bed, "managers", "orders", "packing")) as running:
            assert state() == "read-only"
            alter("reset default_transaction_read_only")
            wait_until(lambda: state() == "ok", 30, running.tail)
            running.stop()
    finally:
        alter("reset default_transaction_read_only")


def test_it_is_alive_but_not_ready_while_none_answers(tmp_path):
    with relay(tmp_path, orders=NOWHERE, managers=NOWHERE) as running:
        answer = running.ask("/readyz")
        assert answer.status_code == 503
        assert answer.json() == {
            "status": "not ready", "databases": {"orders": "away", "managers": "away"}}
        assert running.ask("/livez").status_code == 200
        assert "mcf_postgres_connect_failures_total" in running.ask("/metrics").text
        running.stop()


def held(bed) -> int:
    return bed.sql(
        "orders", "select count(*) from pg_stat_activity where usename = 'mcf_relay'")[0][0]


def test_two_beside_that_of_mcf_up_leave_room_for_the_commands(bed, tmp_path):
    """One stands by for another, a third is of a new version; then a person asks."""
    everywhere = urls(bed, *SERVICES)
    folders = [tmp_path / "old", tmp_path / "new"]
    with contextlib.ExitStack() as stack:
        for folder in folders:
            folder.mkdir()
            running = stack.enter_context(relay(folder, **everywhere))
            for source, destination in (("managers", "orders"), ("orders", "packing")):
                wait_until(
                    lambda: running.figure(
                        "mcf_relay_link_failing", source=source, destination=destination) == 0,
                    30, running.tail)
        # A relay may hold three in each database, but opens some when it needs them.
        while held(bed) < 3 * 3 * len(set(DATABASES.values())):
            stack.enter_context(psycopg.connect(bed.url("orders", "mcf_relay")))
        assert "IN OUTBOX" in bed.done("status")
        assert "handles 0 events again" in bed.done(
            "replay", "--to", "packing", "--since", "2100-01-01T00:00:00Z")


def test_services_that_are_left_out_are_named_at_the_start(bed, tmp_path):
    with relay(tmp_path, **urls(bed, "orders", "managers", "packing")) as running:
        wait_until(lambda: "their outboxes grow for ever" in running.tail(), 30, running.tail)
        assert "clients, workers" in running.tail()
        assert "MCF_CLIENTS_RELAY_URL, MCF_WORKERS_RELAY_URL" in running.tail()
        running.stop()


def test_nobody_is_named_when_all_are_there(bed, tmp_path):
    with relay(tmp_path, **urls(bed, *SERVICES)) as running:
        wait_until(
            lambda: running.figure("mcf_relay_link_failing", source="managers", destination="orders")
            == 0, 30, running.tail)
        assert "their outboxes grow for ever" not in running.log.read_text()
        running.stop()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_cleanly_by_either_signal(bed, tmp_path, number):
    with relay(tmp_path, **urls(bed, "managers", "orders", "packing")) as running:
        running.process.send_signal(number)
        running.wait(10)
        assert "stopping without it" not in running.tail()


def test_without_a_database_it_names_the_settings():
    done = run_mcf("relay")
    assert done.returncode == 78
    for service in ("ORDERS", "MANAGERS", "PACKING"):
        assert f"MCF_{service}_RELAY_URL" in done.stderr


def test_its_help_tells_its_settings_and_what_ready_means():
    text = " ".join(run_mcf("relay", "--help").stdout.split())
    for words in ("ready while any of its databases answers", "MCF_ORDERS_RELAY_URL",
                  "MCF_METRICS_PORT", "/livez"):
        assert words in text
