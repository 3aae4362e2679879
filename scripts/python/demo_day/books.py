"""Evening: what was played, what REST says and what the database says must agree."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

import psycopg

from .day import Day
from .tables import table

ENDS = ("completed", "cancelled", "failed")


@dataclass
class Books:
    """Four tables, each with the three sources side by side."""

    day: Day
    database: str | None

    def __post_init__(self) -> None:
        self.disagreements = 0
        self.rows = self.read_database() if self.database else None

    def read_database(self) -> list[tuple]:
        with psycopg.connect(self.database) as connection:
            return connection.execute(
                """
                select o.id::text, o.client_id::text, o.worker_id::text, o.outcome, o.reason,
                       o.charge, o.earning,
                       (select count(*) from orders.outbox e
                         where e.subject = o.id::text and e.type = 'order.finished.v1')
                  from orders.orders o
                 where o.client_id = any(%s::uuid[])
                """,
                [list(self.day.clients)],
            ).fetchall()

    def mark(self, *values) -> str:
        """Whether all that know agree."""
        known = [value for value in values if value is not None]
        if all(value == known[0] for value in known):
            return "✓"
        self.disagreements += 1
        return "✗"

    def by_outcome(self) -> str:
        def key(outcome, reason):
            return (outcome, reason or "")

        played = Counter(key(o.fate.outcome, o.fate.reason) for o in self.day.played)
        listed = Counter(
            key(order["outcome"], order["reason"])
            for client in self.day.clients
            for order in self.day.manager.each("/api/orders", client=client, limit=3)
        )
        stored = Counter(key(row[3], row[4]) for row in self.rows) if self.rows else None
        rows = []
        for which in sorted(played | listed | (stored or Counter()), key=str):
            counts = (played[which], listed[which], stored[which] if stored else None)
            rows.append([*which, *("–" if n is None else n for n in counts), self.mark(*counts)])
        events = [row[7] for row in self.rows or []]
        if events and set(events) != {1}:
            self.disagreements += 1
            rows.append(["order.finished.v1", "once each", "", "", sum(events), "✗"])
        heads = ["outcome", "reason", "played", "REST", "database", ""]
        return table("Orders by outcome", heads, rows)

    def by_client(self) -> str:
        """R-030: every order that ends is paid in full."""
        rows = []
        for client, subject in self.day.clients.items():
            mine = [order for order in self.day.played if order.client == client]
            answers = list(self.day.caller("client", subject).each("/api/orders", limit=50))
            sums = (
                sum(Decimal(order.charge) for order in mine),
                sum(Decimal(order["charge"]) for order in answers),
                self.hundredths(5, lambda row: row[1] == client),
            )
            rows.append([subject, len(mine), *map(money, sums), self.mark(*sums)])
        rows.append(["all", len(self.day.played), *self.totals(rows, 2, 3, 4), ""])
        heads = ["client", "orders", "charged", "REST", "database", ""]
        return table("Money by client", heads, rows)

    @staticmethod
    def totals(rows: list[list], *columns: int) -> list[str]:
        return [
            "–" if any(row[column] == "–" for row in rows)
            else money(sum(Decimal(row[column]) for row in rows))
            for column in columns
        ]

    def by_worker(self) -> str:
        """R-240: the worker sees what completed orders brought, and nothing for the others."""
        results: dict[str, Counter] = defaultdict(Counter)
        for order in self.day.played:
            results[order.worker][order.fate.outcome] += 1
        ours = {order.id for order in self.day.played}
        rows = []
        for worker, ends in sorted(results.items(), key=lambda item: -item[1].total()):
            answers = [
                order for order in self.day.caller("worker", worker).each("/api/orders", limit=50)
                if order["id"] in ours
            ]
            listed = Counter(order["outcome"] for order in answers)
            stored = self.stored_results(worker)
            earned = sum(Decimal(order["earning"]) for order in answers)
            booked = self.hundredths(6, lambda row: row[2:4] == (worker, "completed"))
            agree = self.mark(*(tuple(c[e] for e in ENDS) for c in (ends, listed, stored) if c is not None))
            name = self.day.manager.get(f"/api/workers/{worker}")["name"]
            rows.append([
                name, *(ends[end] for end in ENDS), agree,
                money(earned), money(booked), self.mark(earned, booked),
            ])
        heads = ["worker", *ENDS, "", "earned (REST)", "database", ""]
        return table("Results by worker", heads, rows)

    def by_package(self) -> str:
        """R-160: each order has one package, which knows how far it got and how the order ended."""
        orders = self.day.played
        sources = [
            grouped((o.package, o.fate.outcome, o.id, o.worker) for o in orders),
            grouped(self.listed_package(o.id) for o in orders),
            grouped(self.read_packages()) if self.database else None,
        ]
        rows = []
        for which in sorted(set().union(*filter(None, sources)), key=str):
            # Counted for the eye, compared one by one.
            packages = [None if source is None else source[which] for source in sources]
            counts = ["–" if found is None else len(found) for found in packages]
            rows.append([*which, *counts, self.mark(*packages)])
        heads = ["package", "order", "played", "REST", "database", ""]
        return table("Packages by status and outcome", heads, rows)

    def listed_package(self, order: str) -> tuple:
        """The package as REST has it once the order's end has come there by its event."""
        end = time.monotonic() + 30
        while True:
            package = self.day.clerk.get(f"/api/packages/{order}")
            if package["outcome"] or time.monotonic() > end:
                return (package["status"], package["outcome"], order, package["worker_id"])
            time.sleep(0.05)

    def read_packages(self) -> list[tuple]:
        with psycopg.connect(self.database, dbname="mcf_packing") as connection:
            return connection.execute(
                """
                select status, outcome, id::text, worker_id::text
                  from packing.package
                 where id = any(%s::uuid[])
                """,
                [[order.id for order in self.day.played]],
            ).fetchall()

    def stored_results(self, worker: str) -> Counter | None:
        if self.rows is None:
            return None
        return Counter(row[3] for row in self.rows if row[2] == worker)

    def hundredths(self, column: int, belongs: Callable[[tuple], bool]) -> Decimal | None:
        """The sum of a column, in whole units; None without the database."""
        if self.rows is None:
            return None
        return Decimal(sum(row[column] for row in self.rows if belongs(row))) / 100


def grouped(packages) -> dict[tuple, set[tuple]]:
    """Orders and workers by the package's status and the order's outcome."""
    found = defaultdict(set)
    for status, outcome, order, worker in packages:
        found[status, outcome].add((order, worker))
    return found


def money(value: Decimal | None) -> str:
    return "–" if value is None else f"{value:.2f}"
