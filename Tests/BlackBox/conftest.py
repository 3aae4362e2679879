"""One `mcf up` for the tests that only use it; tests that stop or break one start their own."""

from __future__ import annotations

import os
import subprocess
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from billing_bed import Books
from documents import Documents
from events.cluster import wait_until

from local_mcf import MCF, LocalMCF
from outbox_bed import OutboxBed
from rest import Caller

# Short durations, and room for the managers whom the fuzzer enters and for its orders.
SETTINGS = {
    "MCF_SWEEP_INTERVAL_SECONDS": "1", "MCF_MANAGERS_MAX": "100000", "MCF_OPEN_ORDERS_MAX": "0",
    "MCF_FOUR_EYES_ABOVE": "50.00",
}


@pytest.fixture(scope="session")
def mcf():
    with LocalMCF(environment=SETTINGS) as running:
        yield running


@pytest.fixture(scope="session")
def bed():
    """An `mcf up` whose events are spoiled, apart from the one of the other tests."""
    with LocalMCF(environment=SETTINGS) as running:
        yield OutboxBed(running, run_mcf)


@pytest.fixture(scope="session")
def billing(server) -> Books:
    """What is to be billed, beside the `mcf up` of the other tests."""
    return Books.filled(server)


@pytest.fixture
def books(billing) -> Iterator[Books]:
    copy = billing.copy()
    yield copy
    copy.drop()


@pytest.fixture(scope="session", autouse=True)
def openapi():
    """Holds every answer that a test gets against the OpenAPI documents."""
    documents = Documents()
    Caller.observers.append(documents.check)
    return documents


@pytest.fixture
def state(tmp_path: Path) -> Path:
    """A state folder for an `mcf up` of the test's own."""
    return reachable(tmp_path) / "state"


@pytest.fixture
def lived_in(state: Path) -> Path:
    """The same as a first start leaves it, for tests that are not about that."""
    state.mkdir()
    LocalMCF.template.fill(state)
    return state


def reachable(folder: Path) -> Path:
    """The same folder of pytest's, which the user postgres can enter."""
    for each in [folder, *folder.parents]:
        if each == Path("/tmp"):
            break
        each.chmod(0o755)
    return folder


@pytest.fixture
def manager(mcf) -> Caller:
    return Caller(mcf.url, mcf.token("manager", "boss"))


@pytest.fixture(scope="session")
def registered(mcf) -> Callable[[], Caller]:
    """Enters one more manager, of whom all services have heard when she comes, by her `id`."""
    boss = Caller(mcf.url, mcf.token("manager", "boss"))

    def enter() -> Caller:
        entry = {"name": "Mura", "email": f"{uuid.uuid4()}@example.com"}
        id = boss.create("/api/managers", entry)["id"]
        known = Caller(mcf.url, mcf.token("manager", id))
        known.id = id
        wait_until(lambda: knows_bets(known), 30, mcf.output)
        return known
    return enter


def knows_bets(caller: Caller) -> bool:
    """Whether what is hidden from others is there."""
    return caller.session.get(f"{caller.url}/api/markets", timeout=30).status_code == 200


@pytest.fixture(scope="session")
def knowing(registered) -> Caller:
    """A manager who may know of all there is."""
    return registered()


@pytest.fixture
def client(mcf) -> Caller:
    return Caller(mcf.url, mcf.token("client", "hcb-1"))


def run_mcf(
    *arguments: str, timeout: float = 60, stdin: str = "", **environment: str,
) -> subprocess.CompletedProcess:
    """Runs `mcf` to its end, without settings of the machine it runs on."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith("MCF_")}
    return subprocess.run(
        [MCF, *arguments], capture_output=True, text=True, timeout=timeout,
        env={**clean, **environment}, input=stdin, check=False,
    )
