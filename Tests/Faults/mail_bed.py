"""Mails that are to be sent, whoever sends them, and a server that remembers what it was given."""

from __future__ import annotations

import asyncio
import email
import email.policy
import json
import random
import threading
import uuid
from collections import defaultdict
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

import psycopg
from aiosmtpd.smtp import SMTP
from billing_bed import copy_of
from events.cluster import Cluster, wait_until
from events.programs import Program

from local_mcf import MCF

DATABASE, ROLE = "mcf_notifications", "notifications_app"
WORKER = str(uuid.uuid4())
# Nobody has heard of, so that mails wait.
NOBODY = str(uuid.UUID(int=0))
OPEN = "settled_at is null and state <> 'waiting'"


class Office:
    """An SMTP server on loopback; what has come before a final dot is remembered, answered or not."""

    def __init__(self, slowest: float = 0):
        """`slowest`: the longest in seconds from a dot to its answer."""
        self.slowest = slowest
        # By Message-ID without its domain, each copy.
        self.copies: dict[str, list[bytes]] = defaultdict(list)
        self.received: list[email.message.Message] = []
        self.recipients: list[str] = []
        # What happens to a mail before MAIL and the dot are answered.
        self.at_mail: Callable[[], object] = lambda: None
        self.at_dot: Callable[[], object] = lambda: None
        self.loop = asyncio.new_event_loop()
        self.server = self.loop.run_until_complete(self.loop.create_server(
            lambda: SMTP(self, hostname="mx.example", loop=self.loop), "127.0.0.1", 0))
        self.url = f"smtp://127.0.0.1:{self.server.sockets[0].getsockname()[1]}"
        threading.Thread(target=self.loop.run_forever, daemon=True).start()

    def stop(self) -> None:
        self.loop.call_soon_threadsafe(self.server.close)

    async def handle_MAIL(self, server, session, envelope, address, options):
        await asyncio.to_thread(self.at_mail)
        envelope.mail_from = address
        return "250 2.1.0 fine"

    async def handle_DATA(self, server, session, envelope):
        mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
        self.copies[mail["message-id"].strip("<>").partition("@")[0]].append(envelope.content)
        self.received.append(mail)
        self.recipients += envelope.rcpt_tos
        await asyncio.to_thread(self.at_dot)
        await asyncio.sleep(random.uniform(0, self.slowest))
        return "250 2.0.0 taken"


class Mails:
    """A database of mails on a server with everybody's, and whoever sends them."""

    def __init__(self, cluster: Cluster, folder: Path, *, slowest: float = 0):
        """`slowest`: as of the office."""
        self.cluster = cluster
        self.name = copy_of(cluster, DATABASE)
        self.office = Office(slowest)
        self.folder = folder
        self.services: list[Program] = []
        self.query("insert into inbox_slot (source, slot) select 'orders', generate_series(0, 15)")
        self.query(
            """
            insert into person (kind, id, name, first_name, email, active, version)
            values ('worker', %s, 'Barsik Paws', 'Barsik', 'barsik@cats.example', true, 1)
            """, WORKER)

    def remove(self) -> None:
        for service in self.services:
            if service.runs:
                service.kill()
        self.office.stop()
        self.cluster.query(f"drop database {self.name} with (force)")

    # What happens.

    def accept(self, orders: int, **told: object) -> list[str]:
        """Events of orders that were accepted; their ids. There is a mail to the client of each, and,
        unless `told` names another worker, one to the worker."""
        now = datetime.now(timezone.utc)
        at = [f"{time:%FT%TZ}" for time in (now, now + timedelta(days=1), now + timedelta(days=2))]
        ids = [str(uuid.uuid4()) for _ in range(orders)]
        events = [
            (n % 16, order, json.dumps({
                "order_id": order, "client_id": order, "client_first_name": "Murka",
                "client_name": "Murka Mews", "worker_id": WORKER, "worker_first_name": "Barsik",
                "worker_name": "Barsik Paws", "service_type_id": order,
                "service_type_name": "Tidying", "description": "Purr.", "place": "9 Cat Street",
                "phone": "+7 900 000-00-01", "email": "murka@cats.example",
                "scheduled_at": at[1], "ends_at": at[2], "price": "100.00", "discount_percent": 0,
                "charge": "100.00", "earning": "60.00", "packing_list": [], "accepted_at": at[0],
                **told}))
            for n, order in enumerate(ids)]
        with self.connect() as connection:
            connection.cursor().executemany(
                """
                insert into inbox
                       (source, slot, position, event_id, type, subject, sequence, time, headers, data)
                select 'orders', s, 1 + (select count(*) from inbox where slot = s),
                       gen_random_uuid(), 'order.accepted.v1', %s, 1, now(), '{}', %s
                from   (select %s::int2) as slot (s)
                """, [(order, data, slot) for slot, order, data in events])
        return ids

    def serve(self, **settings: str) -> Program:
        program = Program(
            "notifications", [str(MCF), "serve", "notifications"],
            self.folder / f"service-{len(self.services)}.log", {
                "MCF_NOTIFICATIONS_URL": self.cluster.url(self.name, ROLE),
                "MCF_SMTP_URL": self.office.url, "MCF_SMTP_TLS": "none",
                "MCF_MAIL_FROM": "post@mcf.example", "MCF_MAIL_PER_SECOND": "10000",
                "MCF_MAIL_CONNECTIONS": "8", "MCF_PORT": "0", "MCF_METRICS_PORT": "0",
                "MCF_AUTH_AUDIENCE": "mcf", "MCF_AUTH_ISSUER": "https://issuer.mcf.localhost",
                "MCF_AUTH_JWKS_URL": "http://127.0.0.1:9/", **settings})
        self.services.append(program)
        return program

    def kill(self, *, with_backends: bool) -> None:
        """SIGKILL of whoever sends. What Postgres was sent by then it does, unless that ends, too."""
        for service in self.services:
            if service.runs:
                service.kill()
        if with_backends:
            self.query(
                "select pg_terminate_backend(pid) from pg_stat_activity "
                "where usename = %s and datname = current_database()", ROLE)

    def wait_for_backends(self) -> None:
        wait_until(lambda: not self.backends("true"), 20, "the backends to end")

    def let_leases_end(self) -> None:
        """To whoever comes after the dead; what was to be tried later is to be tried now."""
        self.wait_for_backends()
        self.query(f"update message set next_at = now() where {OPEN} and next_at > now()")

    def hurry(self) -> None:
        """What is put off is due, and what is under way is left alone."""
        self.query("update message set next_at = now() where state = 'queued' and next_at > now()")

    def send_the_rest(self) -> None:
        """All that is there goes out, by a service that nobody disturbs."""
        self.let_leases_end()
        service = self.serve()

        def is_done() -> bool:
            self.hurry()
            # First this: what nobody has handled is no message yet.
            return not self.unread() and not self.messages("state not in ('sent', 'waiting', 'failed')")

        wait_until(is_done, 60, lambda: f"{self.messages('true')}\n{service.tail()}")

    # What is seen.

    def connect(self) -> psycopg.Connection:
        return self.cluster.connect(self.name, options="-c search_path=notifications")

    def query(self, sql: str, *values: object) -> list[tuple]:
        with self.connect() as connection:
            cursor = connection.execute(sql, values or None)
            return cursor.fetchall() if cursor.description is not None else []

    def backends(self, condition: str) -> list[tuple]:
        return self.query(
            "select from pg_stat_activity where usename = %s "
            f"and datname = current_database() and {condition}", ROLE)

    def unread(self) -> list[tuple]:
        """Events that nobody has handled."""
        return self.query(
            "select from inbox i join inbox_slot s using (source, slot) where i.position > s.position")

    def messages(self, condition: str) -> list[tuple]:
        """By id of the message: its state, tries and repeats."""
        return self.query(
            f"select message_id, state, tries, repeats from message where {condition} order by id")

    def check(self, mails: int) -> None:
        """Every one was delivered, and again only where it was counted, as the same bytes."""
        found = self.messages("state <> 'waiting'")
        assert len(found) == mails and {state for _, state, _, _ in found} == {"sent"}, found
        assert set(self.office.copies) == {message for message, *_ in found}
        for message, _, _, repeats in found:
            copies = self.office.copies[message]
            assert 1 <= len(copies) <= 1 + repeats, (message, len(copies), repeats)
            assert len(set(copies)) == 1, copies
