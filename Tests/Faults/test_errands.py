"""An errand whose process is killed when the outside has answered and nothing is noted yet."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import requests
from deployment import Deployment
from events.cluster import Cluster, wait_until
from events.programs import Program

from local_mcf import MCF, free_port

DATABASE = "mcf_packing"


class Bakery(Program):
    """The sandbox's contractor, a process of its own; it delivers nothing while a test runs."""

    def __init__(self, folder):
        port = free_port()
        self.url = f"http://127.0.0.1:{port}/cookies"
        command = [str(MCF), "sandbox", "--port", str(port), "--cookie-delay", "86400"]
        super().__init__("sandbox", command, folder / "sandbox.log", {})
        wait_until(self.answers, 30, self.tail)

    def answers(self) -> bool:
        assert self.runs, self.tail()
        try:
            return requests.get(self.url, timeout=10).ok
        except requests.ConnectionError:
            return False

    def cookies(self) -> list[tuple[str, int]]:
        """The key of each cookie that it bakes, and how often that was ordered."""
        items = requests.get(self.url, timeout=10).json()["items"]
        return [(cookie["key"], cookie["times"]) for cookie in items]


@pytest.fixture
def bakery(tmp_path):
    running = Bakery(tmp_path)
    yield running
    running.kill()


class Line:
    """Lies before the bakery; does something once that has answered, and then passes it on."""

    def __init__(self, bakery: Bakery, once_answered: Callable[[], None]):
        self.answered = threading.Event()
        line = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                headers = {name: self.headers[name] for name in ("Content-Type", "Idempotency-Key")}
                answer = requests.post(bakery.url, data=body, headers=headers, timeout=10)
                once_answered()
                self.send_response(answer.status_code)
                self.send_header("Content-Length", str(len(answer.content)))
                self.end_headers()
                self.wfile.write(answer.content)
                line.answered.set()

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/cookies"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def __enter__(self) -> "Line":
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()


def add_cookie(packing: Cluster) -> str:
    """A package for an order of tomorrow, whose cookie is due at once."""
    package, cookie = str(uuid.uuid4()), str(uuid.uuid4())
    packing.query(
        """
        with kept as (
          insert into packing.package
                 (id, worker_id, worker_name, client_first_name, service_type_name, description,
                  place, scheduled_at, pick_up_at, packing_list, created_at, order_version)
          values (%s, gen_random_uuid(), 'Barsik', 'Murka', 'Tidying', '', '',
                  now() + interval '1 day', now() + interval '1 day', '{}', now(), 1)
          returning id, scheduled_at
        )
        insert into packing.cookie (id, package_id, due_at, needed_at, next_at)
        select %s, id, now(), scheduled_at, now() from kept
        """, package, cookie, database=DATABASE)
    return cookie


def state(packing: Cluster, cookie: str) -> tuple:
    """How it stands, how often it was tried, whether somebody's lease is on it."""
    rows = packing.query(
        "select status, tries, next_at > now() from packing.cookie where id = %s", cookie,
        database=DATABASE)
    return rows[0]


def is_noting(packing: Cluster) -> bool:
    """Whether packing waits for a row that somebody has locked."""
    return packing.query(
        "select from pg_stat_activity where usename = 'packing_app' and wait_event_type = 'Lock'"
    ) != []


def test_what_was_done_and_not_noted_is_asked_again_under_its_key_and_done_once(
    demo, notify, bakery
):
    packing = demo.cluster.copy()
    with Deployment(demo, {"packing": [packing]}, notify=notify) as deployment:
        packing.start()
        cookie = add_cookie(packing)
        with packing.connect(DATABASE) as locker:
            locker.autocommit = False

            def keep_from_noting() -> None:
                locker.execute("select from packing.cookie where id = %s for update", [cookie])

            with Line(bakery, keep_from_noting) as line:
                served = deployment.serve("packing", MCF_COOKIE_CONTRACTOR_URL=line.url)
                assert line.answered.wait(60), deployment.report()
                wait_until(lambda: is_noting(packing), 60, deployment.report)
                served.program.kill()
                # Its backend does not know yet, and would note it for the dead.
                packing.query(
                    "select pg_terminate_backend(pid) from pg_stat_activity "
                    "where usename = 'packing_app'")
                wait_until(lambda: not is_noting(packing), 60, deployment.report)
            locker.rollback()
        assert bakery.cookies() == [(cookie, 1)]
        assert state(packing, cookie) == ("due", 1, True)

        # The lease would end by itself, in half a minute.
        packing.query(
            "update packing.cookie set next_at = now() where id = %s", cookie, database=DATABASE)
        deployment.serve("packing", MCF_COOKIE_CONTRACTOR_URL=bakery.url)
        wait_until(lambda: state(packing, cookie)[0] == "ordered", 60, deployment.report)
        assert bakery.cookies() == [(cookie, 2)]
        assert state(packing, cookie)[1] == 2
