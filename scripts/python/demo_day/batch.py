"""The end of a week: who bills, and what goes wrong meanwhile."""

from __future__ import annotations

import contextlib
import subprocess
import time
from collections.abc import Iterator

import psycopg

from local_mcf import MCF, LocalMCF

from .facts import until

RELAY = "mcf_relay"


class Batch:
    """`mcf billing` beside a running `mcf up`."""

    def __init__(self, mcf: LocalMCF, week: int):
        self.mcf = mcf
        self.week = week

    def cutoff(self, least: float) -> float:
        """The first one that is so many seconds away: a week begins with each full one since 1970."""
        return ((time.time() + least) // self.week + 1) * self.week

    def mcf_says(self, *arguments: str, expect: tuple[int, ...] = (0,)) -> str:
        done = subprocess.run(
            self.command(*arguments), capture_output=True, text=True, check=False, timeout=120,
            env=self.mcf.environment)
        if done.returncode not in expect:
            raise AssertionError(
                f"mcf {' '.join(arguments)}: exit code {done.returncode}: {done.stdout}{done.stderr}")
        return done.stdout

    def command(self, *arguments: str) -> list[str]:
        return [str(MCF), *arguments, "--state", str(self.mcf.state)]

    def bill(self) -> str:
        """Both sides; what is not over yet is not billed, and nothing is said of it."""
        said = [self.mcf_says("billing", side) for side in ("clients", "workers")]
        return "".join(each for each in said if not each.startswith("Nothing is due."))

    def kill_a_run(self) -> None:
        """A run is killed with its first invoices at hand; nothing of it stays."""
        with self.connect("mcf_client_billing") as held, held.transaction():
            held.execute("lock table client_billing.number_series in share mode")
            run = subprocess.Popen(
                self.command("billing", "clients"), env=self.mcf.environment,
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            try:
                until(lambda: self.waits_for_lock() or run.poll() is not None, "a run under way")
            finally:
                run.kill()
            if run.wait() != -9:
                raise AssertionError(f"the run ended by itself: exit code {run.returncode}")

    def waits_for_lock(self) -> bool:
        with self.connect("mcf_client_billing") as connection:
            return connection.execute(
                "select count(*) from pg_stat_activity where application_name = 'mcf command' "
                "and datname = current_database() and wait_event_type = 'Lock'").fetchone() != (0,)

    @contextlib.contextmanager
    def relay_stopped(self) -> Iterator[None]:
        """No event leaves an outbox meanwhile: Postgres does not let the relay in."""
        with self.connect("postgres") as connection:
            connection.execute(f"alter role {RELAY} nologin")
            try:
                # Whoever was let in just before is seen a moment later.
                until(lambda: not any(self.end_relay(connection) for _ in range(3)), "the relay ends")
                yield
                if self.end_relay(connection):
                    raise AssertionError("the relay was not stopped")
            finally:
                connection.execute(f"alter role {RELAY} login")

    @staticmethod
    def end_relay(connection: psycopg.Connection) -> int:
        return len(connection.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where usename = %s", [RELAY]
        ).fetchall())

    def connect(self, database: str) -> psycopg.Connection:
        return psycopg.connect(self.mcf.database, dbname=database, autocommit=True)
