"""What tests of several folders share, one a worker of pytest."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from billing_bed import start_server
from events.cluster import Cluster

from local_mcf import LocalMCF, Template


@pytest.fixture(scope="session", autouse=True)
def first_start() -> Iterator[None]:
    """The demo data is loaded once, but by tests that give their `mcf up` a state folder."""
    LocalMCF.template = made = Template()
    yield
    LocalMCF.template = None
    made.remove()


@pytest.fixture(scope="session")
def server() -> Iterator[Cluster]:
    """A Postgres with everybody's databases, in which there is nobody; tests take copies of them."""
    running = start_server()
    yield running
    running.remove()
