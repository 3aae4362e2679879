"""A1: services in processes of their own know who is signed in, by one cookie, and go on knowing it
while nobody can sign in."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest
import requests
from events.cluster import wait_until

from local_mcf import MCF, LocalMCF, free_port
from services import DATABASES, ROLES, setting

# What a manager sees of each, which know nothing of each other.
PAGES = {"orders": "/admin/orders", "managers": "/managers", "client-billing": "/invoices"}


@contextmanager
def served(up: LocalMCF, service: str) -> Iterator[str]:
    """One of them on a port of its own, on the database of `mcf up`; its address."""
    database = re.sub(r"user='?\w+'?", f"user={ROLES[service]}", up.database)
    database = re.sub(r"dbname='?\w+'?", f"dbname={DATABASES[service]}", database)
    port = free_port()
    process = subprocess.Popen([MCF, "serve", service], env={
        setting(service, "URL"): database, "MCF_PORT": str(port), "MCF_METRICS_PORT": "0",
        "MCF_PUBLIC_URL": up.url, "MCF_AUTH_ISSUER": "https://issuer.mcf.localhost",
        "MCF_AUTH_JWKS_URL": "http://127.0.0.1:9/jwks.json"})
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        assert process.wait(30) == 0


@contextmanager
def all_served(up: LocalMCF) -> Iterator[list[str]]:
    """The addresses of their pages, once these are there."""
    with ExitStack() as stack:
        pages = {stack.enter_context(served(up, each)): path for each, path in PAGES.items()}
        for url in pages:
            wait_until(lambda url=url: is_there(url), 60, lambda: url)
        yield [url + path for url, path in pages.items()]


def is_there(url: str) -> bool:
    try:
        return requests.get(f"{url}/livez", timeout=5).ok
    except requests.ConnectionError:
        return False


def ask(page: str, session: str | None) -> requests.Response:
    return requests.get(
        page, headers={"Accept": "text/html"}, timeout=30, allow_redirects=False,
        cookies={"mcf_session": session} if session else {})


@pytest.fixture
def up(lived_in) -> Iterator[LocalMCF]:
    running = LocalMCF(lived_in)
    running.start()
    yield running
    # What was killed has left a server, which the next one takes over and stops.
    with LocalMCF(lived_in):
        pass


def test_one_sign_in_opens_all_and_they_live_on_while_nobody_can_sign_in(up):
    session = up.session("manager", "boss")
    with all_served(up) as pages:
        for page in pages:
            assert ask(page, session).status_code == 200, page
            refused = ask(page, None)
            assert refused.status_code == 303, page
            assert refused.headers["Location"].startswith("/sign-in?return=%2F"), page
        up.kill()
        for page in pages:
            assert ask(page, session).status_code == 200, page
    # Begun anew, they have the keys from their databases.
    with all_served(up) as pages:
        for page in pages:
            assert ask(page, session).status_code == 200, page
