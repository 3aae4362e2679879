"""The books of billing in a Postgres of their own, to be billed from outside: a period that is billed,
and one that has ended since."""

from __future__ import annotations

import csv
import itertools
import os
import re
import subprocess
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import client_books
import psycopg
from events.cluster import Cluster
from events.programs import Program

from local_mcf import MCF


@dataclass(frozen=True)
class Side:
    """Whose money it is, as `mcf billing` calls it, and the service that has it."""

    name: str
    service: str
    # By which its periods end.
    rule: str

    @property
    def party(self) -> str:
        """Whose money it is, one of them, as events call it."""
        return self.name.removesuffix("s")

    @property
    def schema(self) -> str:
        return self.service.replace("-", "_")

    @property
    def database(self) -> str:
        return f"mcf_{self.schema}"

    @property
    def role(self) -> str:
        return f"{self.schema}_app"

    @property
    def url(self) -> str:
        """The setting that says where its database is."""
        return f"MCF_{self.schema.upper()}_URL"


RULE, ZONE = "last-day 20:00", "Europe/Moscow"
OF_WORKERS = Side("workers", "worker-billing", RULE)
OF_CLIENTS = Side("clients", "client-billing", "sunday 20:00")
COPIES = itertools.count()
# In two chunks: the first one has 1 000.
WORKERS = 1_200
# Case 19: in one.
CLIENTS = 1_000
# Who had a month below zero, and who is gone after it.
INDEBTED, GONE = 1, 7_777
# Each earns so much, and a hundredth for their number.
EARNING = 60_00
# What the month before and the last one came to; what was carried from one to the other.
FORMER, TOTAL, CARRIED = EARNING - 40_00, WORKERS * EARNING + sum(range(1, WORKERS + 1)), -40_00

PEOPLE = """
insert into person (kind, id, name, first_name, email, active, version)
select 'worker', md5('worker ' || n)::uuid, 'Worker ' || n, 'Worker', n || '@cats.example', true, 1
from   unnest(%(workers)s::int4[]) n
on     conflict do nothing
"""

# What the service does for an event of each order: the line, and what it is booked as.
LINES = """
with added as (
  insert into billing_line as l
         (id, party, period, kind, amount, occurred_at, recorded_at, order_id, service_type_name,
          outcome, price, earning, by_role)
  select o.id, md5('worker ' || o.worker)::uuid, p.id,
         case when o.amount > 0 then 'earning' else 'fine' end, o.amount, %(at)s, now(), o.id,
         'Parcels', case when o.amount > 0 then 'completed' else 'failed' end, 10000,
         case when o.amount > 0 then o.amount else 6000 end, 'orders'
  from   (select gen_random_uuid() as id, *
          from   unnest(%(workers)s::int4[], %(amounts)s::int8[]) as o (worker, amount)) o,
         period_at(%(billed)s, %(rule)s, %(zone)s) as p (id)
  returning l.*, document(l) as document
)
select ledger_append(
         0::int2, now(), 'orders', array_agg(party), array_agg(kind),
         array_agg(case when amount > 0 then 'wages' else 'earned' end),
         array_agg(case when amount > 0 then 'earned' else 'fines' end), array_agg(abs(amount)),
         array_agg(id), array_agg(document), array_agg(occurred_at))
from   added
"""

# What came back of a refund that was paid late, and a manager gives to a client's credit. By all else
# that gives credit she has an invoice.
CREDIT = """
with settled as (
  insert into difference as d
         (id, adapter, what, reference, key, theirs, standing, found_at, party, settled_at,
          settled_by, why, on_credit)
  values (gen_random_uuid(), 'card', 'late_refund', 'r', 'r.1', 3000, 'back', now(),
          md5('client 1')::uuid, now(), 'boss', 'sorry', 3000)
  returning d.*, document(d) as document
), credited as (
  insert into account (party, carried) select party, -on_credit from settled
)
select ledger_append(
         16::int2, now(), 'manager boss', array_agg(party), array['late_refund_on_credit'],
         array['suspense'], array['credit'], array_agg(on_credit), array_agg(id),
         array_agg(document), array_agg(settled_at))
from   settled
"""

# What keeps from coming about what is committed: `Books.commit_behind`.
COMMIT = "select pg_advisory_xact_lock(1)"
COMMIT_BEHIND = """
create function wait_in_commit() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(1);
  return null;
end $$;
create constraint trigger wait_in_commit after insert or update of {column} on {table}
deferrable initially deferred for each row execute function wait_in_commit()
"""


def start_server() -> Cluster:
    """A server with everybody's databases, in which there is nobody yet."""
    server = Cluster.make_template(None)
    # Nothing but what a test does takes a number of a transaction.
    server.settings = {"fsync": "off", "autovacuum": "off", "max_connections": "200"}
    server.start()
    subprocess.run(
        [MCF, "migrate", "--admin", server.url("postgres", "postgres")], check=True,
        capture_output=True)
    return server


def copy_of(server: Cluster, database: str) -> str:
    """The name of a copy of a database that nobody is connected to."""
    name = f"copy_{next(COPIES)}"
    server.query(f"create database {name} template {database}")
    return name


class Books:
    """A database of one side on a server."""

    def __init__(self, cluster: Cluster, name: str, side: Side, **settings: str):
        """`settings`: of whoever works on it."""
        self.cluster = cluster
        self.name = name
        self.side = side
        self.settings = settings

    @classmethod
    def empty(cls, server: Cluster, side: Side = OF_WORKERS) -> "Books":
        return cls(server, copy_of(server, side.database), side)

    @classmethod
    def filled(cls, server: Cluster, side: Side = OF_WORKERS) -> "Books":
        books = cls.empty(server, side)
        (books._fill_clients if side == OF_CLIENTS else books._fill_workers)()
        return books

    def copy(self, **settings: str) -> "Books":
        """As they are now; `settings`: of whoever works on the copy."""
        return Books(self.cluster, copy_of(self.cluster, self.name), self.side, **settings)

    def drop(self) -> None:
        """At once: what has come to the disk by the end of all tests takes long to remove."""
        self.cluster.query(f"drop database {self.name} with (force)")

    def _fill_workers(self) -> None:
        former, last = self.ends()
        self.book(former, {INDEBTED: -40_00, GONE: EARNING}, days_before=1)
        self.bill_until(former)
        self.book(last, {n: EARNING + n for n in range(1, WORKERS + 1)}, days_before=1)

    def _fill_clients(self) -> None:
        """A charge each in the last week; one client has credit."""
        with self.connect(self.side.role) as connection:
            client_books.fill(connection, CLIENTS, lines=1)
            connection.execute(CREDIT)

    # Whoever bills.

    def environment(self, **settings: str) -> dict[str, str]:
        clean = {k: v for k, v in os.environ.items() if not k.startswith("MCF_")}
        # The other side's have nothing in them.
        empty = {
            side.url: self.cluster.url(side.database, side.role)
            for side in (OF_WORKERS, OF_CLIENTS)}
        return {
            **clean, **empty, self.side.url: self.cluster.url(self.name, self.side.role),
            "MCF_BILLING_GRACE_SECONDS": "0", **self.settings, **settings}

    def start(
        self, *arguments: str, settings: dict[str, str] | None = None, **rest,
    ) -> subprocess.Popen[str]:
        """A run under way."""
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        return subprocess.Popen(
            [MCF, "billing", self.side.name, *arguments], text=True, stdin=subprocess.DEVNULL,
            env=self.environment(**(settings or {})), **{**pipes, **rest})

    def bill(
        self, *arguments: str, program: str = "billing", command: str | None = None,
        **settings: str,
    ) -> subprocess.CompletedProcess[str]:
        """A run to its end, or another command of `mcf`."""
        return subprocess.run(
            [MCF, program, command or self.side.name, *arguments], text=True,
            capture_output=True, timeout=60, stdin=subprocess.DEVNULL, check=False,
            env=self.environment(**settings))

    def bill_until(self, end) -> None:
        billed = self.bill("--as-of", f"{end:%FT%TZ}")
        assert billed.returncode == 0, billed

    def serve(self, log: Path, service: str | None = None, **settings: str) -> Program:
        """The service, or another one; nobody can sign in."""
        environment = self.environment(**{
            "MCF_PORT": "0", "MCF_METRICS_PORT": "0", "MCF_AUTH_AUDIENCE": "mcf",
            "MCF_AUTH_ISSUER": "https://issuer.mcf.localhost",
            "MCF_AUTH_JWKS_URL": "http://127.0.0.1:9/", **settings})
        return Program(
            "service", [str(MCF), "serve", service or self.side.service], log, environment)

    # What happens.

    def commit_behind(self, table: str, column: str) -> None:
        """From now on whoever commits a change of a column waits for whoever holds `COMMIT`."""
        self.query(COMMIT_BEHIND.format(table=table, column=column))

    def ends(self) -> tuple:
        """When the last two periods ended."""
        return self.query(
            """
            select cutoff_until(l - interval '1 second', %s, %s), l
            from   cutoff_until(now(), %s, %s) l
            """, self.side.rule, ZONE, self.side.rule, ZONE)[0]

    def book(
        self, end, amounts: dict[int, int], *, days_before: float, known: bool = True,
        at=None, rule: str = RULE,
    ) -> None:
        """Workers earn in the month with this end, or fail; by `at` if that is not when."""
        billed = end - timedelta(days=days_before)
        workers = list(amounts)
        values = {
            "workers": workers, "amounts": list(amounts.values()), "billed": billed,
            "at": at or billed, "rule": rule, "zone": ZONE}
        with self.connect(self.side.role) as connection:
            if known:
                connection.execute(PEOPLE, values)
            connection.execute(LINES, values)

    def get_to_know(self, worker: int) -> None:
        with self.connect(self.side.role) as connection:
            connection.execute(PEOPLE, {"workers": [worker]})

    # What is seen in the tables.

    def connect(self, user: str = "postgres") -> psycopg.Connection:
        options = f"-c search_path={self.side.schema}"
        return self.cluster.connect(self.name, user, options=options)

    def query(self, sql: str, *values: object) -> list[tuple]:
        with self.connect() as connection:
            cursor = connection.execute(sql, values or None)
            return cursor.fetchall() if cursor.description is not None else []

    def waits_at(self) -> bool:
        """Whether a run is held up."""
        return self.waits_with() != []

    def waits_with(self) -> list[str]:
        """What runs are held up with by a lock."""
        return [query for (query,) in self.query(
            "select query from pg_stat_activity where application_name = 'mcf command' "
            "and datname = current_database() and wait_event_type = 'Lock'")]

    def backends(self) -> list[tuple]:
        """Of runs, dead ones among them."""
        return self.query(
            "select pid from pg_stat_activity where application_name = 'mcf command' "
            "and datname = current_database()")

    def digests(self) -> list[str]:
        """Of the periods that are billed, as they follow one another."""
        return [digest for (digest,) in self.query(
            "select encode(digest, 'hex') from billing_run where finished_at is not null "
            "order by period")]

    def invoices(self) -> list[tuple]:
        """With their ids, which are what a provider knows them by."""
        return self.query("select number, id, party, total, due from invoice order by number")

    def check(self) -> None:
        """What holds once all is billed, however it came to that."""
        numbers = [number for (number,) in self.query("select number from invoice order by number")]
        assert numbers == list(range(1, len(numbers) + 1)), numbers
        ((parties,),) = self.query("select count(distinct (period, party)) from billing_line")
        assert len(numbers) == parties, (numbers, parties)
        told = self.query(
            "select subject::text from outbox where type = %s order by 1",
            f"{self.side.party}_invoice.issued.v1")
        assert told == self.query("select id::text from invoice order by 1"), told
        stuck = self.query("select party, cause from stuck")
        assert stuck == [], stuck
        verified = self.bill(program="ledger", command="verify")
        assert (verified.returncode, verified.stderr) == (0, ""), verified


def read_csv(file: Path) -> list[dict[str, str]]:
    with file.open(newline="", encoding="utf-8-sig") as rows:
        return list(csv.DictReader(rows))


def plain(text: str) -> str:
    """Amounts as a program writes them."""
    return re.sub("[\u202f\u00a0]", "", text).replace("\u2212", "-")
