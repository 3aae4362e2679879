"""An `mcf up` whose events a test holds up, loses and spoils, and the operator who mends that."""

from __future__ import annotations

import contextlib
import json
import re
import subprocess
import uuid
from collections.abc import Iterator

import psycopg
from events.cluster import BINARIES, run, wait_until
from psycopg.conninfo import make_conninfo

from local_mcf import LocalMCF
from rest import Caller
from services import DATABASES, LINKS, SCHEMAS


class OutboxBed:
    """Events of managers go to orders, among others; there a row shows that one took effect."""

    def __init__(self, mcf: LocalMCF, run_mcf):
        self.mcf = mcf
        self.run_mcf = run_mcf
        self.boss = Caller(mcf.url, mcf.token("manager", "boss"))
        # What is older than the relay's cursors is not its business.
        for source, reader in LINKS:
            begun = f"select from {SCHEMAS[reader]}.inbox_cursor where source = '{SCHEMAS[source]}'"
            wait_until(lambda: self.sql(reader, begun), 30, mcf.output)

    # The operator.

    def outbox(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess:
        return self.run_mcf("outbox", *arguments, "--state", str(self.mcf.state), **environment)

    def done(self, *arguments: str) -> str:
        """What a command says that does what it is asked for."""
        done = self.outbox(*arguments)
        assert (done.returncode, done.stderr) == (0, ""), done
        return done.stdout

    def status(self, source: str, destination: str = "orders") -> dict[str, str]:
        """The line of a source and a destination, by the column."""
        return by_link(self.done("status"))[source, destination]

    # The world.

    def sql(self, service: str, statement: str, *values: object) -> list[tuple]:
        """As the superuser, in the service's database."""
        with psycopg.connect(self.url(service), autocommit=True) as connection:
            cursor = connection.execute(statement, values or None)
            return cursor.fetchall() if cursor.description is not None else []

    def url(self, service: str, user: str = "postgres") -> str:
        database = DATABASES[service]
        return make_conninfo(self.mcf.database, dbname=database, user=user)

    def restart_postgres(self) -> None:
        data = self.mcf.state / "postgres/data"
        run(BINARIES / "pg_ctl", "restart", "-D", data, "-m", "fast", "-w", "-l", data / "restart.log")

    @contextlib.contextmanager
    def locked(self, service: str, table: str) -> Iterator[None]:
        """Nobody can change the rows that come from managers."""
        with psycopg.connect(self.url(service)) as connection:
            connection.execute(f"select from {table} where source = 'managers' for update")
            yield
            connection.rollback()

    def register(self) -> str:
        """A new manager, over REST; the id."""
        email = f"{uuid.uuid4()}@example.com"
        return self.boss.create("/api/managers", {"name": "Mura", "email": email})["id"]

    def change(self, manager: str, **fields: object) -> None:
        self.boss.call("PATCH", f"/api/managers/{manager}", json=fields)

    def append(self, manager: str, version: int, *, type: str = "manager.changed.v1") -> str:
        """Publishes an event by hand; its id."""
        data = {"id": manager, "name": "Mura", "email": "mura@example.com", "active": True,
                "version": version}
        ((event,),) = self.sql(
            "managers",
            """
            insert into managers.outbox (event_id, type, subject, sequence, time, data)
            values (gen_random_uuid(), %s, %s, %s, now(), %s)
            returning event_id::text
            """, type, manager, version, json.dumps(data))
        return event

    def known(self, manager: str, service: str = "orders") -> int | None:
        """The version that a service has of a manager."""
        found = self.sql(
            service, f"select version from {SCHEMAS[service]}.person where kind = 'manager' and id = %s", manager)
        return found[0][0] if found else None

    def wait_for(self, manager: str, version: int, service: str = "orders") -> None:
        wait_until(
            lambda: self.known(manager, service) == version, 30, lambda: self.mcf.output[-3000:])

    def parked(self) -> list[tuple]:
        """Id, tries and whether it is dead, of each parked event in its order."""
        return self.sql(
            "orders",
            "select event_id::text, tries, dead_at is not null from orders.inbox_parked "
            "order by position")


def by_link(text: str) -> dict[tuple[str, str], dict[str, str]]:
    """The lines of a status by source and destination."""
    return {(line["SOURCE"], line["DESTINATION"]): line for line in table(text)}


def table(text: str) -> list[dict[str, str]]:
    """The lines below a header, by its columns."""
    header, *lines = [re.split(r"\s{2,}", line.strip()) for line in text.strip().splitlines()]
    for line in lines:
        assert len(line) == len(header), text
    return [dict(zip(header, line)) for line in lines]
