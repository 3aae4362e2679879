"""The books of client billing with as many lines as a benchmark wants, and copies of them."""

from __future__ import annotations

import json
import os
import subprocess
import uuid
from datetime import datetime, timezone
from pathlib import Path

import psutil
import psycopg
from events.cluster import Cluster, wait_until
from events.programs import Program

from local_mcf import MCF
from server_meter import server_cpu

EMPTY, APPLICATION = "mcf_client_billing", "client_billing_app"
# So many lines are booked at a time; a link of the ledger has room for twice as many entries.
LINES_AT_ONCE = 20_000
# What the service asks Postgres for an order that has ended, for many of them: every tenth client has
# a discount.
FILL = """
with added as (
  insert into billing_line as l
         (id, party, period, kind, amount, occurred_at, recorded_at, order_id, service_type_name,
          outcome, price, discount_percent, by_role)
  select o.id, md5('client ' || o.client)::uuid, p.id, 'charge', 100 * (100 - o.discount),
         p.starts_at + o.place * (p.ends_at - p.starts_at), now(), o.id, 'Parcels', 'completed',
         10000, o.discount, 'orders'
  from   (select gen_random_uuid() as id, client, random() as place,
                 case when client %% 10 = 0 then 5 else 0 end as discount
          from   generate_series(%(first)s::int, %(last)s) client,
                 generate_series(1, %(lines)s)) o
  join   period p on p.id = %(week)s
  returning l.*, document(l) as document
)
select ledger_append(
         %(lane)s::int2, now(), 'orders', array_agg(a.party), array_agg(p.kind),
         array_agg(p.debit), array_agg('revenue'::text), array_agg(p.amount), array_agg(a.id),
         array_agg(a.document), array_agg(a.occurred_at))
from   added a
cross  join lateral (
         values ('charge', 'unbilled', a.amount), ('discount', 'discounts', a.price - a.amount))
       as p (kind, debit, amount)
where  p.amount > 0
"""
# The last one that is over.
WEEK = """
select period_at(cutoff_until(now(), 'sunday 20:00', 'Europe/Moscow') - interval '1 day',
                 'sunday 20:00', 'Europe/Moscow')
"""
PEOPLE = """
insert into person (kind, id, external_id, name, first_name, email, active, version)
select 'client', md5('client ' || n)::uuid, 'hcb-' || n, 'Client ' || n, 'Client',
       n || '@cats.example', true, 1
from   generate_series(1, %s) n
"""


def fill(connection: psycopg.Connection, clients: int, lines: int) -> None:
    """A week that is over, in which each client has so many lines."""
    connection.execute(PEOPLE, [clients])
    (week,) = connection.execute(WEEK).fetchone()
    step = max(1, LINES_AT_ONCE // lines)
    for number, first in enumerate(range(1, clients + 1, step)):
        connection.execute(FILL, {
            "first": first, "last": min(first + step - 1, clients), "lines": lines,
            "lane": number % 16, "week": week})


class ClientBooks:
    """One server; each measurement has a copy of what it needs."""

    def __init__(self):
        self.cluster = Cluster.make_template(None)
        # Nothing but what is measured writes.
        self.cluster.settings = {
            "autovacuum": "off", "shared_buffers": "512MB", "max_wal_size": "16GB",
            "checkpoint_timeout": "1h"}
        self.cluster.start()
        subprocess.run(
            [MCF, "migrate", "--admin", self.cluster.url("postgres", "postgres")], check=True,
            capture_output=True)
        self.postmaster = psutil.Process(self.cluster.postmaster())

    def remove(self) -> None:
        self.cluster.remove()

    def copy(self, name: str, of: str) -> None:
        """A database in the place of whatever had that name, with everything on disk."""
        self.cluster.query(f"drop database if exists {name}")
        self.cluster.query(f"create database {name} template {of} strategy file_copy")
        self.cluster.query("checkpoint")

    def fill(self, name: str, clients: int, lines: int) -> None:
        """Makes one with a week that is over."""
        self.copy(name, of=EMPTY)
        options = "-c search_path=client_billing -c statement_timeout=0"
        with self.cluster.connect(name, APPLICATION, options=options) as connection:
            fill(connection, clients, lines)
            # As the service does each hour.
            connection.execute("select ledger_seal(now())")
        self.cluster.query("vacuum analyze", database=name)

    def tell(self, name: str, events: int) -> None:
        """Events of orders that have ended arrive, each client's own."""
        at = f"{datetime.now(timezone.utc):%FT%TZ}"
        ids = [str(uuid.uuid4()) for _ in range(events)]
        data = {
            "client_first_name": "Murka", "client_name": "Murka Mews", "worker_first_name": "Boris",
            "worker_name": "Boris Paws", "service_type_name": "Parcels",
            "description": "Take the box out", "place": "Cat Street 9", "phone": "+7 900 111-22-33",
            "email": "murka@cats.example", "scheduled_at": at, "ends_at": at, "price": "100.00",
            "discount_percent": 5, "charge": "95.00", "earning": "60.00", "packing_list": [],
            "accepted_at": at, "outcome": "completed", "ended_by": {"role": "worker"},
            "ended_at": at}
        options = "-c search_path=client_billing"
        with self.cluster.connect(name, "postgres", options=options) as connection:
            connection.execute(
                "insert into inbox_slot (source, slot) select 'orders', generate_series(0, 15)")
            connection.execute(
                """
                insert into inbox
                       (source, slot, position, event_id, type, subject, sequence, time, headers,
                        data)
                select 'orders', slot, n, gen_random_uuid(), 'order.finished.v1', id, 2, now(),
                       '{}',
                       %s::jsonb || jsonb_build_object(
                         'order_id', id, 'worker_id', id, 'service_type_id', id,
                         'client_id', gen_random_uuid())
                from   unnest(%s::text[], %s::int2[]) with ordinality as e (id, slot, n)
                """, [json.dumps(data), ids, [slot(each) for each in ids]])

    def all_are_handled(self, name: str) -> bool:
        return self.cluster.query(
            "select from client_billing.inbox e join client_billing.inbox_slot s "
            "using (source, slot) where e.position > s.position limit 1", database=name) == []

    # Who works on them.

    def environment(self, name: str, **settings: str) -> dict[str, str]:
        clean = {k: v for k, v in os.environ.items() if not k.startswith("MCF_")}
        return {
            **clean, "MCF_CLIENT_BILLING_URL": self.cluster.url(name, APPLICATION),
            "MCF_BILLING_GRACE_SECONDS": "0", **settings}

    def mcf(self, name: str, *arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [MCF, *arguments], text=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, env=self.environment(name))

    def serve(self, name: str) -> Program:
        """The service; nobody can sign in."""
        environment = self.environment(
            name, MCF_PORT="0", MCF_METRICS_PORT="0", MCF_AUTH_AUDIENCE="mcf",
            MCF_AUTH_ISSUER="https://issuer.mcf.localhost", MCF_AUTH_JWKS_URL="http://127.0.0.1:9/")
        return Program(
            "service", [str(MCF), "serve", "client-billing"],
            Path(self.cluster.folder) / "service.log", environment)

    def backends(self) -> list[int]:
        """The processes by which the server works for whoever is connected, or that are ending."""
        titles = {child.pid: title(child) for child in self.postmaster.children()}
        return [pid for pid, text in titles.items() if not text or "[local]" in text]

    def cpu(self) -> float:
        """CPU seconds of the server so far, once nobody is connected."""
        wait_until(lambda: not self.backends(), 20, "the backends to end")
        return server_cpu(self.postmaster)


def title(process: psutil.Process) -> str:
    """What a backend says of itself; nothing once it has ended."""
    try:
        return " ".join(process.cmdline())
    except psutil.Error:
        return ""


def slot(subject: str) -> int:
    """The slot of a subject in an inbox: FNV-1a 64 of its UTF-8, modulo 16."""
    found = 0xCBF29CE484222325
    for byte in subject.encode():
        found = (found ^ byte) * 0x100000001B3 % (1 << 64)
    return found % 16
