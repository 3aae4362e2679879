"""scripts/bench billing: `mcf billing clients` beside one statement in plain tables.

Each round bills a fresh copy of a week in which every client has lines with their entries in the
ledger: ours from the start of the program to its end, the yardstick (scripts/benches/billing.sql) as
one statement. Memory is looked at in runs of their own, and nothing counts unless the books of the
last round are in order.
"""

from __future__ import annotations

import argparse
import re
import resource
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from bench import row, run
from client_books import ClientBooks
from demo_day.tables import table
from events.cluster import wait_until
from server_meter import Peak

BENCHES = Path(__file__).resolve().parents[1] / "benches"
FULL, TENTH, PLAIN, COPY = "books", "books_tenth", "plain", "billed"


@dataclass
class Cost:
    """Of billing once, in seconds."""

    wall: float
    postgres: float
    mcf: float = 0

    @property
    def cpu(self) -> float:
        return self.postgres + self.mcf


def fill_yardstick(books: ClientBooks, clients: int, lines: int) -> None:
    books.cluster.query(f"create database {PLAIN}")
    tables = (BENCHES / "billing-tables.sql").read_text()
    sizes = {"CLIENTS": str(clients), "LINES": str(lines)}
    filled = re.sub("CLIENTS|LINES", lambda found: sizes[found[0]], tables)
    books.cluster.query(filled, database=PLAIN)
    books.cluster.query("vacuum analyze", database=PLAIN)


def yardstick(books: ClientBooks) -> Cost:
    books.copy(COPY, of=PLAIN)
    statement = (BENCHES / "billing.sql").read_text()
    cpu, begin = books.cpu(), time.monotonic()
    books.cluster.query(statement, database=COPY)
    wall = time.monotonic() - begin
    return Cost(wall, books.cpu() - cpu)


def finish(process: subprocess.Popen[str]) -> str:
    out, complaint = process.communicate()
    if process.returncode:
        raise RuntimeError(f"exit code {process.returncode}:\n{out}{complaint}")
    return out


def ours(books: ClientBooks) -> Cost:
    books.copy(COPY, of=FULL)
    cpu, own, begin = books.cpu(), ended(), time.monotonic()
    said = finish(books.mcf(COPY, "billing", "clients"))
    wall = time.monotonic() - begin
    if not said.count("Issued "):
        raise RuntimeError(f"nothing was billed:\n{said}")
    return Cost(wall, books.cpu() - cpu, ended() - own)


def ended() -> float:
    """CPU seconds of the programs that have run to their end."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def memory(books: ClientBooks, of: str) -> tuple[float, float]:
    """The most private memory while somebody bills, in MB: of mcf, and of a backend."""
    books.copy(COPY, of=of)
    process = books.mcf(COPY, "billing", "clients")
    mine, theirs = Peak(lambda: [process.pid]), Peak(books.backends)
    with mine.watched(), theirs.watched():
        finish(process)
    return mine.bytes / 1e6, theirs.bytes / 1e6


def verified(books: ClientBooks) -> float:
    """Entries a second that `mcf ledger verify` goes through; it fails unless all is in order."""
    begin = time.monotonic()
    said = finish(books.mcf(COPY, "ledger", "verify", "clients"))
    entries = re.search("([\\d\u202f]+) entr(?:y|ies)", said)[1]
    return int(entries.replace("\u202f", "")) / (time.monotonic() - begin)


def booked(books: ClientBooks, events: int) -> float:
    """Lines a second that the service books of what has arrived."""
    books.copy(COPY, of=FULL)
    books.tell(COPY, events)
    begun = time.time()
    service = books.serve(COPY)
    try:
        wait_until(lambda: books.all_are_handled(COPY), 300, service.tail)
    finally:
        service.kill()
    ((lines, seconds),) = books.cluster.query(
        "select count(*), extract(epoch from max(recorded_at) - min(recorded_at))::float8 "
        "from client_billing.billing_line where recorded_at > to_timestamp(%s)", begun,
        database=COPY)
    assert lines == events, service.tail()
    return lines / seconds


def measure(books: ClientBooks, options: argparse.Namespace) -> list[list[str]]:
    rounds = []
    for number in range(options.rounds):
        theirs, mine = yardstick(books), ours(books)
        rounds.append((theirs, mine))
        print(
            f"round {number + 1} of {options.rounds}: yardstick {theirs.wall:.2f} s, "
            f"mcf billing {mine.wall:.2f} s", flush=True)
    entries = verified(books)
    (large, backend), (small, small_backend) = memory(books, FULL), memory(books, TENTH)
    lines = booked(books, options.events)
    return [
        row("yardstick, s", [theirs.wall for theirs, _ in rounds], "", ".2f"),
        row("mcf billing, s", [mine.wall for _, mine in rounds], "", ".2f"),
        row("ratio", [a.wall / b.wall for a, b in rounds], "≥ 0.5", ".2f"),
        row("yardstick, CPU of Postgres, s", [theirs.postgres for theirs, _ in rounds], "", ".2f"),
        row("CPU of Postgres, s", [mine.postgres for _, mine in rounds], "", ".2f"),
        row("CPU of mcf, s", [mine.mcf for _, mine in rounds], "", ".2f"),
        row("ratio of CPU", [a.cpu / b.cpu for a, b in rounds], "≥ 0.5", ".2f"),
        row("private memory of mcf, MB", [large], "", ".1f"),
        row("to that at a tenth of the clients", [large / small], "≤ 1.2", ".2f"),
        row("private memory of its backend, MB", [backend], "", ".1f"),
        row("to that at a tenth of the clients", [backend / small_backend], "≤ 1.2", ".2f"),
        row("lines a second that handlers book", [lines]),
        row("entries a second that verify reads", [entries]),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(prog="scripts/bench billing", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--clients", type=int, default=100_000)
    parser.add_argument("--lines", type=int, default=10, help="how many each client has")
    parser.add_argument("--events", type=int, default=20_000, help="for the handlers to book")
    options = parser.parse_args()
    books = ClientBooks()
    try:
        books.fill(FULL, options.clients, options.lines)
        books.fill(TENTH, max(1, options.clients // 10), options.lines)
        fill_yardstick(books, options.clients, options.lines)
        rows = measure(books, options)
    finally:
        books.remove()
    print(table(
        f"Billing {options.clients} clients with {options.lines} lines each, release build",
        ["", "median", "spread", "goal"], rows))


if __name__ == "__main__":
    run(main)
