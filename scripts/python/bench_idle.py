"""scripts/bench idle: how fast `mcf up` is ready, and what it costs at rest."""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

import psutil
import psycopg
from bench import row, run
from demo_day.tables import table

from local_mcf import LocalMCF


def cpu(process: psutil.Process) -> float:
    times = process.cpu_times()
    return times.user + times.system


def family(pid: int) -> list[psutil.Process]:
    process = psutil.Process(pid)
    return [process, *process.children(recursive=True)]


def family_cpu(pid: int) -> float:
    """CPU seconds of a process and its children; those that end meanwhile are not counted."""
    return sum(cpu(process) for process in family(pid) if process.is_running())


def statistics_of(connection: psycopg.Connection) -> tuple[int, int]:
    """Transactions of the core database so far, and bytes of write-ahead log."""
    return connection.execute(
        """
        select (select xact_commit + xact_rollback from pg_stat_database where datname = 'mcf_core'),
               (select wal_bytes from pg_stat_wal)::int8
        """
    ).fetchone()


def started(state: Path) -> tuple[LocalMCF, float]:
    mcf = LocalMCF(state)
    begin = time.monotonic()
    mcf.start()
    return mcf, time.monotonic() - begin


def at_rest(mcf: LocalMCF, seconds: float) -> dict[str, float]:
    """What happens while nothing happens."""
    postgres = int((mcf.state / "postgres/data/postmaster.pid").read_text().split()[0])
    process = psutil.Process(mcf.process.pid)
    # What the start left to tidy up is not rest; a backend that ends has reported its own work.
    with psycopg.connect(mcf.database, autocommit=True) as connection:
        connection.execute("vacuum analyze")
        connection.execute("checkpoint")
    time.sleep(30)
    with psycopg.connect(mcf.database, autocommit=True) as connection:
        before, wal = statistics_of(connection)
        mine, theirs = cpu(process), family_cpu(postgres)
        time.sleep(seconds)
        mine, theirs = cpu(process) - mine, family_cpu(postgres) - theirs
        # A backend reports at most once a second, and sooner or later.
        after, wal_after = statistics_of(connection)
    return {
        "cpu": 100 * mine / seconds, "postgres_cpu": 100 * theirs / seconds,
        "queries": (after - before) / seconds, "wal": (wal_after - wal) / seconds,
        "memory": process.memory_info().rss / 1e6,
        "connections": len(family(postgres)) - 1,
    }


def main() -> None:
    parser = argparse.ArgumentParser(prog="scripts/bench idle", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=20, help="how long a round rests")
    options = parser.parse_args()
    firsts, agains, rests = [], [], []
    for number in range(options.rounds):
        with tempfile.TemporaryDirectory(prefix="mcf-idle-", dir="/tmp") as folder:
            Path(folder).chmod(0o755)
            state = Path(folder) / "state"
            mcf, first = started(state)
            mcf.stop()
            mcf, again = started(state)
            rests.append(at_rest(mcf, options.seconds))
            mcf.stop()
        firsts.append(first)
        agains.append(again)
        print(f"round {number + 1} of {options.rounds}", flush=True)

    def rest(name: str) -> list[float]:
        return [values[name] for values in rests]

    print(table("mcf up at rest, release build", ["", "median", "spread", "goal"], [
        row("ready, first start with initdb and demo data, s", firsts, "", ".2f"),
        row("ready, existing database, s", agains, "< 3", ".2f"),
        row("memory of mcf, MB", rest("memory"), "< 120", ".0f"),
        row("CPU of mcf, % of a core", rest("cpu"), "< 1", ".2f"),
        row("CPU of Postgres, % of a core", rest("postgres_cpu"), "", ".2f"),
        row("transactions a second", rest("queries"), "≤ 2", ".2f"),
        row("write-ahead log, bytes a second", rest("wal"), "0", ".0f"),
        row("connections and helpers of Postgres", rest("connections"), "", ".0f"),
    ]))


if __name__ == "__main__":
    run(main)
