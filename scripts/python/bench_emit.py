"""scripts/bench emit: what an outbox row costs the transaction that appends it.

The transaction is that of scripts/benches/orders.sql, by pgbench, against MCF's own outbox table:
without its row, with it, and with it while another connection rings the doorbell as often as a
process may, a thousand times a second, and one listens.
"""

from __future__ import annotations

import argparse
import contextlib
import re
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
from bench import row, run
from demo_day.tables import table
from events.cluster import BINARIES, Cluster

ROOT = Path(__file__).resolve().parents[2]
BENCHES = ROOT / "scripts/benches"
CLIENTS = 32
APPEND = re.compile(r"insert into outbox .*?;\n", re.S)
OURS = """insert into orders.outbox (event_id, type, subject, sequence, time, headers, data)
select gen_random_uuid(), 'order.accepted.v1', :order_id, 1, now(), '{}', event from material;
"""


def prepare(cluster: Cluster) -> str:
    """A database with the tables of orders.sql and MCF's own outbox."""
    cluster.query("create database emit")
    url = cluster.url("emit", "postgres")
    tables = (BENCHES / "orders-tables.sql").read_text()
    tables = re.sub(r"create table outbox .*?;\ncreate index outbox_xid .*?;\n", "", tables, flags=re.S)
    setup = f"""
        create role orders_app;
        create role mcf_relay;
        {tables}
        create schema orders;
        set search_path = orders;
        \\ir {ROOT}/sql/platform/base/001_outbox.sql
    """
    script = cluster.folder / "emit.sql"
    script.write_text("\n".join(line.strip() for line in setup.splitlines()))
    done = subprocess.run(
        ["psql", "--quiet", "--set=ON_ERROR_STOP=1", f"--file={script}", url],
        capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return url


def scripts(folder: Path) -> dict[str, Path]:
    text = (BENCHES / "orders.sql").read_text()
    found = {}
    for name, append in (("without", ""), ("with", OURS)):
        changed, count = APPEND.subn(lambda _, append=append: append, text)
        if count != 1:
            raise RuntimeError("orders.sql no longer has one insert into outbox")
        found[name] = folder / f"{name}.sql"
        found[name].write_text(changed)
    return found


def transactions(url: str, script: Path, seconds: int) -> float:
    """Transactions a second."""
    done = subprocess.run(
        [BINARIES / "pgbench", "-n", "-M", "prepared", "-c", str(CLIENTS), "-j", "2",
         "-T", str(seconds), "-f", script, url], capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"pgbench failed:\n{done.stderr[-2000:]}")
    return float(re.search(r"tps = ([\d.]+)", done.stdout)[1])


@contextlib.contextmanager
def bell(url: str) -> Iterator[None]:
    """Somebody rings every millisecond, and somebody listens."""
    is_over = threading.Event()

    def ring() -> None:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("set synchronous_commit = off")
            while not is_over.is_set():
                connection.execute("notify outbox_orders")
                time.sleep(0.001)

    def listen() -> None:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("listen outbox_orders")
            while not is_over.is_set():
                for _ in connection.notifies(timeout=0.2):
                    pass

    threads = [threading.Thread(target=each) for each in (ring, listen)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        is_over.set()
        for thread in threads:
            thread.join()


def main() -> None:
    parser = argparse.ArgumentParser(prog="scripts/bench emit", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=8, help="how long a round lasts")
    options = parser.parse_args()
    template = Cluster.make_template(script=None)
    template.start()
    try:
        url = prepare(template)
        files = scripts(template.folder)
        transactions(url, files["with"], 3)
        without, plain, ringing = [], [], []
        for number in range(options.rounds):
            without.append(transactions(url, files["without"], options.seconds))
            plain.append(transactions(url, files["with"], options.seconds))
            with bell(url):
                ringing.append(transactions(url, files["with"], options.seconds))
            print(f"round {number + 1} of {options.rounds}", flush=True)
    finally:
        template.remove()

    print(table(
        f"The order transaction and its outbox row, {CLIENTS} clients",
        ["", "median", "spread", "goal"], [
            row("without, a second", without),
            row("with its row, a second", plain),
            row("with its row and the bell, a second", ringing),
            row("ratio", [a / b for a, b in zip(plain, without)], "≥ 0.85", ".2f"),
            row("ratio with the bell", [a / b for a, b in zip(ringing, without)], "≥ 0.85", ".2f"),
        ]))


if __name__ == "__main__":
    run(main)
