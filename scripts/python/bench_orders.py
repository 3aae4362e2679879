"""scripts/bench orders: POST /api/orders over HTTP beside the same work as a pgbench script.

Both run against the same server, one after the other, several rounds. MCF checks one of a
thousand tokens, matches among 10 000 workers, prices, and writes order, history, match trace,
outbox row and idempotency key; the yardstick is scripts/benches/orders.sql.
"""

from __future__ import annotations

import argparse
import re
import statistics
import subprocess
import tempfile
from pathlib import Path

import psycopg
from bench_world import ANY_NUMBER, BENCHES, THREADS, Meter, World
from bench import row, run
from demo_day.tables import table
from local_mcf import WITHOUT_ORDERS, LocalMCF

CONNECTIONS = 32
YARDSTICK = "bench_yardstick"


class Yardstick:
    """The yardstick's own database on MCF's server."""

    def __init__(self, mcf: LocalMCF):
        with psycopg.connect(mcf.database, autocommit=True) as connection:
            connection.execute(f"create database {YARDSTICK}")
        self.url = re.sub(r"dbname=\S+", f"dbname={YARDSTICK}", mcf.database)
        if self.url == mcf.database:
            self.url = re.sub(r"/mcf_core\b", f"/{YARDSTICK}", mcf.database)
        with psycopg.connect(self.url, autocommit=True) as connection:
            for statement in (BENCHES / "orders-tables.sql").read_text().split(";\n"):
                if statement.strip():
                    connection.execute(statement)

    def run(self, seconds: int, rate: int = 0) -> dict:
        with tempfile.TemporaryDirectory() as folder:
            command = [
                "pgbench", "-n", "-M", "prepared", "-c", str(CONNECTIONS), "-j", str(THREADS),
                "-T", str(seconds), "-f", str(BENCHES / "orders.sql"), "-l",
                f"--log-prefix={folder}/log",
            ]
            if rate:
                command += ["-R", str(rate)]
            done = subprocess.run(
                [*command, self.url], capture_output=True, text=True, check=False)
            if done.returncode:
                raise RuntimeError(f"pgbench failed:\n{done.stderr[-2000:]}")
            latencies = sorted(
                int(line.split()[2]) for file in Path(folder).iterdir()
                for line in file.read_text().splitlines())
        return {
            "rate": float(re.search(r"tps = ([\d.]+)", done.stdout)[1]),
            "p50": latencies[len(latencies) // 2], "p99": latencies[len(latencies) * 99 // 100],
        }


def make_room(mcf: LocalMCF) -> None:
    """The server of `mcf up` takes as many connections as MCF needs; the yardstick needs its own."""
    with psycopg.connect(mcf.database, autocommit=True) as connection:
        connection.execute("alter system set max_connections = 150")
    mcf.stop()
    mcf.start()


def ordered(world: World, meter: Meter, seconds: int) -> dict:
    mine, theirs = meter.read()
    result = world.wrk(seconds, CONNECTIONS)
    mine_after, theirs_after = meter.read()
    orders = result["requests"]
    return {
        "rate": result["rate"], "mcf": 1e6 * (mine_after - mine) / orders,
        "postgres": 1e6 * (theirs_after - theirs) / orders, "wrk": 1e6 * result["cpu"] / orders,
    }


def measure(world: World, yardstick: Yardstick, options: argparse.Namespace) -> None:
    meter = Meter(world.mcf)
    world.wrk(3, CONNECTIONS)
    yardstick.run(3)
    ours, theirs = [], []
    for number in range(options.rounds):
        ours.append(ordered(world, meter, options.seconds))
        theirs.append(yardstick.run(options.seconds))
        print(
            f"round {number + 1} of {options.rounds}: {ours[-1]['rate']:.0f} orders/s, "
            f"yardstick {theirs[-1]['rate']:.0f}", flush=True)
    lower = min(statistics.median(each["rate"] for each in side) for side in (ours, theirs))
    rate = int(0.7 * lower)
    slow = [world.wrk(options.seconds, CONNECTIONS, rate) for _ in range(options.rounds)]
    slow_yardstick = [yardstick.run(options.seconds, rate) for _ in range(options.rounds)]
    rows = [
        row("orders a second", [each["rate"] for each in ours]),
        row("yardstick, a second", [each["rate"] for each in theirs]),
        row("ratio", [a["rate"] / b["rate"] for a, b in zip(ours, theirs)], "≥ 0.7", ".2f"),
        row("CPU of mcf, µs an order", [each["mcf"] for each in ours], "≤ 250"),
        row("CPU of Postgres, µs an order", [each["postgres"] for each in ours]),
        row("CPU of wrk, µs an order", [each["wrk"] for each in ours]),
        row(f"p99 at {rate} a second, ms", [each["p99"] / 1e3 for each in slow], "", ".1f"),
        row("yardstick's p99, ms", [each["p99"] / 1e3 for each in slow_yardstick], "", ".1f"),
        row("ratio of p99",
            [a["p99"] / b["p99"] for a, b in zip(slow, slow_yardstick)], "≤ 2", ".2f"),
    ]
    print(table(
        f"POST /api/orders, {options.workers} workers, {CONNECTIONS} connections, release build",
        ["", "median", "spread", "goal"], rows))
    print(
        "wrk spaces its requests by a delay before each on its connection: at the lower rate it\n"
        "sends no request while its connection still waits for an answer.")


def main() -> None:
    parser = argparse.ArgumentParser(prog="scripts/bench orders", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=10, help="how long a round lasts")
    parser.add_argument("--workers", type=int, default=10_000)
    options = parser.parse_args()
    with LocalMCF(None, WITHOUT_ORDERS, environment=ANY_NUMBER) as mcf:
        make_room(mcf)
        world = World(mcf, options.workers)
        measure(world, Yardstick(mcf), options)


if __name__ == "__main__":
    run(main)
