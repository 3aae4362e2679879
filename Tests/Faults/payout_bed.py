"""Workers who are to be paid, whoever pays them, and Gold Hat's stand-in with a line to it."""

from __future__ import annotations

import json
import threading
import uuid
from collections.abc import Callable
from datetime import datetime, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import requests
from billing_bed import EARNING, EMPTY, BillingBed, Books
from events.cluster import wait_until
from events.programs import Program

from local_mcf import MCF, free_port

KEY = "of-the-test"


class Provider(Program):
    """The stand-in, a process of its own: what it was asked for outlives whoever asked."""

    def __init__(self, folder: Path):
        port = free_port()
        self.url = f"http://127.0.0.1:{port}/gold-hat"
        command = [str(MCF), "sandbox", "--port", str(port)]
        super().__init__("sandbox", command, folder / "sandbox.log", {"MCF_GOLD_HAT_KEY": KEY})
        wait_until(self.answers, 30, self.tail)

    def answers(self) -> bool:
        assert self.runs, self.tail()
        try:
            return requests.get(f"{self.url}/payments", timeout=10).ok
        except requests.ConnectionError:
            return False

    def hold(self, holds: bool) -> None:
        """Whether it keeps its answers back."""
        requests.patch(f"{self.url}/behaviour", json={"hold": holds}, timeout=10).raise_for_status()

    def payments(self, reference: str) -> list[dict]:
        """All that it was ever asked for under a reference."""
        items = requests.get(f"{self.url}/payments", timeout=10).json()["items"]
        return [each for each in items if each["reference"] == reference]


class Line:
    """Lies before the provider. A test says what happens to an order on its way there, and to the
    answer on its way back."""

    def __init__(self, provider: Provider):
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
                url = provider.url + self.path.removeprefix("/gold-hat")
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
        self.url = f"http://127.0.0.1:{self.server.server_port}/gold-hat"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()


class Payouts:
    """A month of some workers that was billed; each is paid when a test says so."""

    # As which the service asks Postgres.
    role = "worker_billing_app"

    def __init__(self, folder: Path, workers: int):
        self.folder = folder
        self.bed = BillingBed(filled=False)
        self.books: Books = self.bed.copy(of=EMPTY)
        self.provider = Provider(folder)
        self.line = Line(self.provider)
        _, end = self.books.ends()
        self.books.book(end, {n: EARNING for n in range(workers)}, days_before=1)
        billed = self.books.bill()
        assert billed.returncode == 0, billed
        self.books.query(
            "insert into payout_account select id, 'GH-1234-5678-9012', 1, now() from person")
        self.books.query("update settlement set next_at = null")
        self.unpaid = [str(i) for (i,) in self.books.query("select id from invoice order by number")]
        self.service = self.serve()

    def remove(self) -> None:
        self.service.kill()
        self.line.stop()
        self.provider.kill()
        self.bed.remove()

    def serve(self) -> Program:
        return self.books.serve(
            self.folder / "service.log", MCF_GOLD_HAT_URL=self.line.url, MCF_GOLD_HAT_KEY=KEY,
            MCF_COLLECT_INTERVAL_SECONDS="0.05")

    # What happens.

    def begin(self) -> str:
        """One more worker is to be paid; the invoice."""
        invoice = self.unpaid.pop()
        self.books.query("update settlement set next_at = now() where invoice_id = %s", invoice)
        return invoice

    def wait_for_lock(self) -> None:
        wait_until(lambda: self._backends("wait_event_type = 'Lock'"), 20, self.service.tail)

    def kill(self, *, with_backends: bool) -> None:
        """SIGKILL of the service. Postgres goes on with what it was sent unless that is ended too."""
        self.service.kill()
        if with_backends:
            self.books.query(
                "select pg_terminate_backend(pid) from pg_stat_activity where usename = %s",
                self.role)
            wait_until(lambda: not self._backends("true"), 20, "the backends to end")

    def restart(self) -> None:
        """Its successor, to whom leases of the dead have run out."""
        wait_until(lambda: not self._backends("true"), 20, "the backends to end")
        self.books.query("update money_try set look_at = now() where look_at > now()")
        self.books.query("update settlement set next_at = now() where next_at > now()")
        self.service = self.serve()

    def finish_an_order(self) -> str:
        """An event of a worker's completed order arrives; its id."""
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
            f"and datname = current_database() and {condition}", self.role)

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
            "select count(*) from outbox where subject = %s and type = 'worker_invoice.paid.v1'",
            invoice)
        return tries, receipts, told

    def check_books(self) -> None:
        verified = self.books.bill(program="ledger", command="verify")
        assert (verified.returncode, verified.stderr) == (0, ""), verified
