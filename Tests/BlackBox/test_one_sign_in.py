"""A6.5: services in processes of their own, behind one address, know who is signed in by one cookie, and
go on knowing it while nobody can sign in."""

from __future__ import annotations

import re
import subprocess
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import psycopg
import pytest
import requests
from events.cluster import wait_until

from local_mcf import MCF, LocalMCF, free_port
from rest import Caller
from services import DATABASES, ROLES, setting

# Whose pages these are, which know nothing of each other.
PAGES = {
    "orders": ["/admin/orders", "/jobs"], "clients": ["/clients"], "packing": ["/packages"],
    "managers": ["/managers"], "client-billing": ["/invoices"],
}
# What stands before them says of the connection itself.
OWN_HEADERS = {"connection", "transfer-encoding", "content-length", "date", "server"}


class Proxy:
    """What everybody reaches: each service's pages on its own port, all else at `mcf up`."""

    def __init__(self):
        self.ways: dict[str, str] = {}
        self.rest = ""
        proxy = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                proxy.pass_on(self)

            do_POST = do_GET

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def __enter__(self) -> "Proxy":
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()

    def pass_on(self, asked: BaseHTTPRequestHandler) -> None:
        path = asked.path.split("?")[0]
        there = next((url for page, url in self.ways.items()
                      if path == page or path.startswith(f"{page}/")), self.rest)
        headers = {**asked.headers, "Accept-Encoding": "identity", "Connection": "close"}
        body = asked.rfile.read(int(asked.headers.get("Content-Length", 0)))
        try:
            answer = requests.request(
                asked.command, there + asked.path, headers=headers, data=body,
                allow_redirects=False, timeout=60)
        except requests.ConnectionError:
            asked.send_error(502)
            return
        asked.send_response(answer.status_code)
        for name, value in answer.raw.headers.items():
            if name.lower() not in OWN_HEADERS:
                asked.send_header(name, value)
        asked.send_header("Content-Length", str(len(answer.content)))
        asked.end_headers()
        asked.wfile.write(answer.content)


class Cat:
    """Somebody with a browser, which keeps cookies, and pages of theirs."""

    def __init__(self, site: str, role: str, subject: str, *pages: str):
        self.site, self.role, self.subject, self.pages = site, role, subject, pages
        self.browser = requests.Session()
        self.browser.headers["Accept"] = "text/html"

    def come(self) -> None:
        """Opens the first of the pages, and signs in on the way to it."""
        asked = self.browser.get(self.site + self.pages[0], timeout=60)
        provider = urlsplit(asked.url)
        here = self.browser.post(
            f"{provider.scheme}://{provider.netloc}{provider.path}", timeout=60,
            data={"request": provider.query, "role": self.role, "subject": self.subject})
        assert (here.status_code, here.url) == (200, self.site + self.pages[0]), here.text

    def sees_all(self) -> None:
        for page in self.pages:
            answer = self.ask(page)
            assert answer.status_code == 200 and "<main" in answer.text, (page, answer.text)

    def ask(self, page: str) -> requests.Response:
        return self.browser.get(self.site + page, timeout=60, allow_redirects=False)


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
def all_served(up: LocalMCF, proxy: Proxy) -> Iterator[None]:
    """Their pages are their own, once these are there."""
    with ExitStack() as stack:
        urls = {each: stack.enter_context(served(up, each)) for each in PAGES}
        for url in urls.values():
            wait_until(lambda url=url: is_there(url), 60, lambda: url)
        proxy.ways = {page: urls[each] for each, pages in PAGES.items() for page in pages}
        yield


def is_there(url: str) -> bool:
    try:
        return requests.get(f"{url}/livez", timeout=5).ok
    except requests.ConnectionError:
        return False


@contextmanager
def out_of_reach(up: LocalMCF, database: str) -> Iterator[None]:
    """Nobody gets into a database, and whoever was in is out."""
    with psycopg.connect(up.database, dbname="postgres", autocommit=True) as server:
        server.execute(f"alter database {database} allow_connections false")
        try:
            server.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = %s",
                [database])
            yield
        finally:
            server.execute(f"alter database {database} allow_connections true")


@pytest.fixture
def proxy() -> Iterator[Proxy]:
    with Proxy() as running:
        yield running


@pytest.fixture
def up(lived_in, proxy) -> Iterator[LocalMCF]:
    running = LocalMCF(lived_in, environment={"MCF_PUBLIC_URL": proxy.url})
    proxy.rest = f"http://127.0.0.1:{running.environment['MCF_PORT']}"
    running.start()
    assert running.url == proxy.url
    yield running
    running.kill()
    # What was killed has left a server, which the next one takes over and stops.
    with LocalMCF(lived_in):
        pass


def test_one_sign_in_opens_all_and_they_live_on_while_nobody_can_sign_in(up, proxy):
    boss = Caller(up.url, up.token("manager", "boss"))
    worker = boss.get("/api/workers", limit=1)["items"][0]["id"]
    cats = [
        Cat(up.url, "manager", "boss", "/admin/orders", "/clients", "/managers", "/invoices"),
        Cat(up.url, "worker", worker, "/jobs", "/packages"),
    ]
    stranger = Cat(up.url, "manager", "boss")

    def see_all() -> None:
        for cat in cats:
            kept = set(cat.browser.cookies.keys())
            cat.sees_all()
            # As pages ask for a new token: an answer that does not come loses nothing.
            cat.browser.get(f"{up.url}/sign-in/renew", timeout=60)
            assert set(cat.browser.cookies.keys()) == kept >= {"mcf_session", "mcf_login"}

    with ExitStack() as away:
        with all_served(up, proxy):
            for page in proxy.ways:
                refused = stranger.ask(page)
                assert refused.status_code == 303, page
                assert refused.headers["Location"].startswith("/sign-in?return=%2F"), page
            for cat in cats:
                cat.come()
            see_all()
            away.enter_context(out_of_reach(up, DATABASES["accounts"]))
            assert stranger.ask("/sign-in").status_code == 503, "accounts says that it cannot"
            see_all()
            up.kill()
            assert stranger.ask("/sign-in").status_code == 502, "nobody is there to say so"
            see_all()
        # Begun anew, they have the keys from their databases.
        with all_served(up, proxy):
            see_all()
