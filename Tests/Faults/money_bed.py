"""A side's money that is to move, whoever moves it, and a provider's stand-in with a line to it."""

from __future__ import annotations

import json
import threading
import uuid
from collections.abc import Callable
from datetime import datetime, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import requests
from billing_bed import COMMIT, Books, Side
from events.cluster import Cluster, wait_until
from events.programs import Program

from local_mcf import MCF, free_port

KEY, SECRET = "of-the-test", "whsec_b2YgdGhlIHRlc3QsIGFuZCBvZiBub3RoaW5nIGVsc2U="

# The tries that are known.
NONE, MADE, PAID = [], [(1, "made")], [(1, "succeeded")]
# What either side does as a try is written: beside its own in `MoneyBed.before`.
BEFORE = {
    "in the commit of the try": ([COMMIT], True, NONE),
    # What it was sent Postgres does, and nobody hears of it.
    "the try is committed": ([COMMIT], False, MADE),
}
# What either side does once the provider has answered: `MoneyBed.after`.
AFTER = {
    "before the answer is noted": (["select from settlement for update"], True, MADE),
    "as the payment is received": (["lock table receipt in share mode"], True, MADE),
    "as the payment is booked": (["select from ledger_head for update"], True, MADE),
    "as it is told": (["lock table outbox in share mode"], True, MADE),
    "it is noted": (["lock table outbox in share mode"], False, PAID),
    "in the commit of all that": ([COMMIT], True, MADE),
    "it is committed": ([COMMIT], False, PAID),
}


class Provider(Program):
    """The stand-in, a process of its own: what it was asked for outlives whoever asked."""

    def __init__(self, folder: Path, path: str, known: dict[str, str], *arguments: str):
        port = free_port()
        self.url = f"http://127.0.0.1:{port}{path}"
        command = [str(MCF), "sandbox", "--port", str(port), *arguments]
        super().__init__("sandbox", command, folder / "sandbox.log", known)
        wait_until(self.answers, 30, self.tail)

    def answers(self) -> bool:
        assert self.runs, self.tail()
        try:
            return requests.get(f"{self.url}/payments", timeout=10).ok
        except requests.ConnectionError:
            return False

    def behave(self, **how: object) -> None:
        """As `PATCH …/behaviour` takes it."""
        requests.patch(f"{self.url}/behaviour", json=how, timeout=10).raise_for_status()

    def payments(self, reference: str) -> list[dict]:
        """All that it was ever asked for under a reference."""
        items = requests.get(f"{self.url}/payments", timeout=10).json()["items"]
        return [each for each in items if each["reference"] == reference]


class Line:
    """Lies before the provider. A test says what happens to an order on its way there, and to the
    answer on its way back."""

    def __init__(self, provider: Provider, path: str):
        self.there: Callable[[], object] = lambda: None
        self.back: Callable[[], object] = lambda: None
        line = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                line.there()
                body = self.rfile.read(int(self.headers["Content-Length"]))
                self.pass_on("POST", line.back, body)

            def do_GET(self):
                self.pass_on("GET", lambda: None)

            def pass_on(self, method: str, back: Callable[[], object], body: bytes | None = None):
                names = ("Authorization", "Content-Type", "Idempotency-Key")
                headers = {name: self.headers[name] for name in names if self.headers[name]}
                url = provider.url.removesuffix(path) + self.path
                answer = requests.request(method, url, data=body, headers=headers, timeout=60)
                back()
                self.send_response(answer.status_code)
                self.send_header("Content-Type", answer.headers["Content-Type"])
                self.send_header("Content-Length", str(len(answer.content)))
                self.end_headers()
                self.wfile.write(answer.content)

            def log_message(self, *_):
                pass

        class Server(ThreadingHTTPServer):
            def handle_error(self, request, client_address):
                """Whoever asked is dead."""

        self.server = Server(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}{path}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()


class MoneyBed:
    """A period of some parties that was billed; the money of each moves when a test says so."""

    side: Side
    # The provider, as settings, the sandbox's addresses and its options call it.
    provider_name: str
    path: str
    option: str
    # The steps on the way to the provider and back, each by the locks that make the service wait
    # there; whether its backend dies with it; the tries that are known by then.
    before: dict[str, tuple]
    after: dict[str, tuple]

    def __init__(self, server: Cluster, folder: Path, parties: int, *, tells: bool = False):
        """`tells`: whether the provider tells of what it does."""
        self.folder = folder
        # Without that nothing rings a bell either.
        self.notify = "on" if tells else "off"
        self.port = free_port()
        self.books = Books.empty(server, self.side)
        known = {
            f"MCF_{self.provider_name}_KEY": KEY, f"MCF_{self.provider_name}_WEBHOOK_SECRET": SECRET}
        notices = f"http://127.0.0.1:{self.port}/api/{self.side.service}/notices/{self.path[1:]}"
        self.provider = Provider(
            folder, self.path, known, *([self.option, notices] if tells else []))
        self.line = Line(self.provider, self.path)
        self.settings = {
            **known, f"MCF_{self.provider_name}_URL": self.line.url,
            "MCF_COLLECT_INTERVAL_SECONDS": "0.05"}
        self.fill(parties)
        self.books.commit_behind("money_try", "state")
        self.books.query("update settlement set next_at = null")
        self.unpaid = [str(i) for (i,) in self.books.query("select id from invoice order by number")]
        self.service = self.serve(self.port)

    def fill(self, parties: int) -> None:
        raise NotImplementedError

    def remove(self) -> None:
        self.service.kill()
        self.line.stop()
        self.provider.kill()

    def serve(self, port: int) -> Program:
        return self.books.serve(
            self.folder / f"service-{port}.log", MCF_PORT=str(port),
            MCF_NOTIFY=self.notify, **self.settings)

    # What happens.

    def begin(self) -> str:
        """The money of one more invoice is to move."""
        invoice = self.unpaid.pop()
        self.books.query("update settlement set next_at = now() where invoice_id = %s", invoice)
        return invoice

    def wait_for_lock(self, lock: str) -> None:
        # By notices it waits for itself now and then, and not in a commit.
        waits = "wait_event = 'advisory'" if lock == COMMIT else "wait_event_type = 'Lock'"
        wait_until(lambda: self._backends(waits), 20, self.service.tail)

    def kill(self, *, with_backends: bool) -> None:
        """SIGKILL of the service. Postgres goes on with what it was sent unless that is ended too."""
        self.service.kill()
        if with_backends:
            self.books.query(
                "select pg_terminate_backend(pid) from pg_stat_activity "
                "where usename = %s and datname = current_database()", self.side.role)
            wait_until(lambda: not self._backends("true"), 20, "the backends to end")

    def restart(self) -> None:
        """Its successor, to whom leases of the dead have run out."""
        wait_until(lambda: not self._backends("true"), 20, "the backends to end")
        self.let_leases_end()
        self.service = self.serve(self.port)

    def let_leases_end(self) -> None:
        """What is to be done later is to be done now."""
        self.books.query("update money_try set look_at = now() where look_at > now()")
        self.books.query("update settlement set next_at = now() where next_at > now()")

    def finish_an_order(self) -> str:
        """An event of a completed order arrives; its id."""
        order, worker = str(uuid.uuid4()), str(uuid.uuid4())
        at = f"{datetime.now(timezone.utc):%FT%TZ}"
        data = {
            "order_id": order, "client_id": order, "client_first_name": "Murka",
            "client_name": "Murka Mews", "worker_id": worker, "worker_first_name": "Boris",
            "worker_name": "Boris Paws", "service_type_id": order, "service_type_name": "Parcels",
            "description": "", "place": "", "phone": "", "email": "", "scheduled_at": at,
            "ends_at": at, "price": "100.00", "discount_percent": 0, "charge": "100.00",
            "earning": "60.00", "packing_list": [], "accepted_at": at, "outcome": "completed",
            "ended_by": {"role": "worker"}, "ended_at": at}
        self.books.query(
            "insert into inbox_slot (source, slot) values ('orders', 3) on conflict do nothing")
        self.books.query(
            """
            insert into inbox
                   (source, slot, position, event_id, type, subject, sequence, time, headers, data)
            select 'orders', 3, 1 + count(*), gen_random_uuid(), 'order.finished.v1', %s, 3, now(),
                   '{}', %s
            from   inbox
            """, order, json.dumps(data))
        return order

    # What is seen.

    def _backends(self, condition: str) -> list[tuple]:
        return self.books.query(
            "select from pg_stat_activity where usename = %s "
            f"and datname = current_database() and {condition}", self.side.role)

    def is_paid(self, invoice: str) -> bool:
        return self.books.query(
            "select from settlement where invoice_id = %s and state = 'paid'", invoice) != []

    def known(self, invoice: str) -> tuple[list[tuple], int, int]:
        """The tries for it, how many payments were received, and how many told."""
        tries = self.books.query(
            "select n, state from money_try where subject = %s order by n", invoice)
        ((receipts,),) = self.books.query(
            "select count(*) from receipt where invoice_id = %s and direction = 'in'", invoice)
        ((told,),) = self.books.query(
            "select count(*) from outbox where subject = %s and type = %s", invoice,
            f"{self.side.party}_invoice.paid.v1")
        return tries, receipts, told

    def expect_paid_once(self, invoice: str) -> None:
        """By the provider's own list: under one key, however often that was sent."""
        (payment,) = self.provider.payments(invoice)
        assert (payment["key"], payment["status"]) == (f"{invoice}.1", "paid"), payment

    def check_books(self) -> None:
        verified = self.books.bill(program="ledger", command="verify")
        assert (verified.returncode, verified.stderr) == (0, ""), verified
