"""One `mcf up` for all that is looked at in a browser, and browsers that are lent one after another."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from browsing import MANAGER, Browsers, Page

from local_mcf import LocalMCF
from rest import Caller


@pytest.fixture(scope="package")
def mcf() -> Iterator[LocalMCF]:
    with LocalMCF(environment={"MCF_OPEN_ORDERS_MAX": "0"}) as running:
        yield running


@pytest.fixture(scope="package")
def browsers() -> Iterator[Browsers]:
    with Browsers() as lent:
        yield lent


@pytest.fixture
def browse(mcf, browsers):
    """Opens browsers, in which nothing is left after the test."""
    with ExitStack() as lent:
        def new(url: str | None = None, **settings) -> Page:
            return Page(lent.enter_context(browsers.lend(**settings)), mcf, url)
        yield new


@pytest.fixture(scope="package")
def manager(mcf) -> Caller:
    """A manager, by REST; the one who signs in on pages is in the register."""
    boss = Caller(mcf.url, mcf.token("manager", "boss"))
    if not any(each["name"] == MANAGER for each in boss.each("/api/managers")):
        boss.create("/api/managers", {"name": MANAGER, "email": "vasilisa@mcf.example"})
    return boss
