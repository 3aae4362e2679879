"""SIGKILL of whoever settles a pool, in the settlement's transaction: it is settled once, all of it
(R-281); and who hears of everything again adds no row."""

from __future__ import annotations

import json
import os
import random
import subprocess
import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import psycopg
import pytest
from billing_bed import copy_of
from events.cluster import Cluster, wait_until
from events.programs import Program

from local_mcf import MCF

DATABASE, ROLE = "mcf_bets", "bets_app"
TABLES = ["market", "bet", "closing", "settlement", "voided", "share", "unsettled", "statement",
          "statement_market", "statement_line", "transfer", "transfer_paid", "person"]
# What holds up whoever settles: before the bets are read, and once half of it is written.
STEPS = [
    "lock table bet in access exclusive mode",
    "lock table share in share mode",
    "lock table voided in share mode",
]


class Pools:
    """A database of bets on a server with everybody's, and whoever settles them."""

    def __init__(self, cluster: Cluster, folder: Path):
        self.cluster = cluster
        self.name = copy_of(cluster, DATABASE)
        self.folder = folder
        self.service: Program | None = None
        self.count = 0
        self.query(
            "insert into inbox_slot (source, slot) "
            "select s, generate_series(0, 15) from unnest(array['orders', 'managers']) as t (s)")
        manager = str(uuid.uuid4())
        self.tell("managers", "manager.changed.v1", manager, 1, {
            "id": manager, "name": "Cat", "email": "cat@mcf.example", "active": True, "version": 1})

    def remove(self) -> None:
        if self.service and self.service.runs:
            self.service.kill()
        self.cluster.query(f"drop database {self.name} with (force)")

    def bet(self) -> str:
        """An order that ended after three cats had bet on that, one of them too late."""
        order, now = str(uuid.uuid4()), datetime.now(timezone.utc)
        at = [now + timedelta(hours=hours) for hours in (1, 2)]
        self.query(
            """
            with m as (
              insert into market values (%s, 'Barsik Paws', 'Murka', 'Tidying', %s, %s, %s)
              returning order_id, scheduled_at, accepted_at
            )
            insert into bet
            select gen_random_uuid(), order_id, n, gen_random_uuid(),
                   case n when 1 then 'failed' else 'cancelled' end, n * 100 + 1,
                   accepted_at + case n when 3 then interval '1 hour' else interval '0' end
            from   m, generate_series(1, 3) n
            """, order, *at, now)
        spell = [f"{time:%FT%TZ}" for time in (now + timedelta(seconds=1), *at)]
        self.end(order, *spell)
        return order

    def end(self, order: str, ended: str, scheduled: str, ends: str) -> None:
        """The events of its life: the worker checks in, and it is cancelled all the same."""
        facts = {
            "order_id": order, "client_id": order, "client_first_name": "Murka",
            "client_name": "Murka Mews", "worker_id": order, "worker_first_name": "Barsik",
            "worker_name": "Barsik Paws", "service_type_id": order, "service_type_name": "Tidying",
            "description": "Purr.", "place": "9 Cat Street", "phone": "+7 900 000-00-01",
            "email": "murka@cats.example", "scheduled_at": scheduled, "ends_at": ends,
            "price": "100.00", "discount_percent": 0, "charge": "100.00", "packing_list": [],
            "accepted_at": ended}
        photo = {"sha256": "0" * 64, "path": "/photo"}
        self.tell("orders", "order.accepted.v1", order, 1, facts)
        self.tell("orders", "order.started.v1", order, 2, {
            **facts, "started_at": ended, "check_in_photo": photo})
        self.tell("orders", "order.finished.v1", order, 3, {
            **facts, "outcome": "cancelled", "reason": "client_request",
            "ended_by": {"role": "client", "id": "hcb-1"}, "started_at": ended,
            "ended_at": ended, "check_in_photo": photo})
        self.count += 1

    def tell(self, source: str, kind: str, subject: str, version: int, event: dict) -> None:
        self.query(
            """
            insert into inbox
                   (source, slot, position, event_id, type, subject, sequence, time, headers, data)
            select i.source, i.slot,
                   1 + (select count(*) from inbox o where (o.source, o.slot) = (i.source, i.slot)),
                   gen_random_uuid(), %s, %s, %s, now(), '{}', %s
            from   (select %s::text, %s::int2) as i (source, slot)
            """, kind, subject, version, json.dumps(event), source, self.count % 16)

    def serve(self) -> None:
        self.service = Program(
            "bets", [str(MCF), "serve", "bets"], self.folder / f"{uuid.uuid4()}.log", {
                "MCF_BETS_URL": self.cluster.url(self.name, ROLE), "MCF_PORT": "0",
                "MCF_METRICS_PORT": "0", "MCF_AUTH_AUDIENCE": "mcf",
                "MCF_AUTH_ISSUER": "https://issuer.mcf.localhost",
                "MCF_AUTH_JWKS_URL": "http://127.0.0.1:9/"})

    def kill_at(self, step: str, *, with_backends: bool) -> None:
        with self.connect() as locker:
            locker.execute(step)
            self.serve()
            wait_until(lambda: self.waits(), 30, self.service.tail)
            self.service.kill()
            if with_backends:
                self.query(
                    "select pg_terminate_backend(pid) from pg_stat_activity "
                    "where usename = %s and datname = current_database()", ROLE)
        wait_until(
            lambda: not self.query(
                "select from pg_stat_activity where usename = %s and datname = current_database()",
                ROLE), 30, "the backends to end")

    def waits(self) -> bool:
        return self.query(
            "select from pg_stat_activity where usename = %s and datname = current_database() "
            "and wait_event_type = 'Lock'", ROLE) != []

    def settle(self) -> None:
        """By somebody whom nobody disturbs."""
        self.serve()
        wait_until(
            lambda: not self.query(
                "select from inbox i join inbox_slot s using (source, slot) "
                "where i.position > s.position"), 30, self.service.tail)
        # The dead may have had it done by Postgres; then nobody has waited for this one to start.
        self.service.stop(30, is_young=True)
        assert self.query("select from inbox_parked") == []

    # What is seen.

    def verify(self, *arguments: str) -> tuple[int, str]:
        done = subprocess.run(
            [str(MCF), "bets", "verify", *arguments], capture_output=True, text=True, check=False,
            env={**os.environ, "MCF_BETS_URL": self.cluster.url(self.name, ROLE)})
        return done.returncode, done.stdout + done.stderr

    def connect(self) -> psycopg.Connection:
        connection = self.cluster.connect(self.name, options="-c search_path=bets")
        connection.autocommit = False
        return connection

    def query(self, sql: str, *values: object) -> list[tuple]:
        with self.connect() as connection:
            cursor = connection.execute(sql, values or None)
            return cursor.fetchall() if cursor.description is not None else []

    def rows(self) -> dict[str, list[tuple]]:
        return {table: self.query(f"select * from {table} order by 1, 2") for table in TABLES}


@pytest.fixture
def pools(server, tmp_path) -> Iterator[Pools]:
    made = Pools(server, tmp_path)
    yield made
    made.remove()


def test_who_is_killed_while_settling_has_settled_all_of_a_pool_or_none_of_it(pools, full):
    kills = 20 if full else len(STEPS)
    seed = random.randrange(1 << 32)
    print(f"seed {seed}")
    chance = random.Random(seed)
    for kill in range(kills):
        order = pools.bet()
        step = STEPS[kill % len(STEPS)]
        pools.kill_at(step, with_backends=chance.random() < 0.5)
        pools.settle()
        found = pools.query(
            "select outcome, bank, right_stakes, bets, sheet_sha256 = "
            "encode(sha256(convert_to(sheet, 'UTF8')), 'hex') from settlement where order_id = %s",
            order)
        assert found == [("cancelled", 302, 201, 3, True)], step
        shares = pools.query(
            "select staked, payout from share where order_id = %s order by staked", order)
        assert shares == [(101, 0), (201, 302)], step
        assert pools.query("select seq, reason from voided where order_id = %s", order) == [
            (3, "late")], step
    before = pools.rows()
    pools.query("update inbox_slot set position = 0")
    pools.settle()
    assert pools.rows() == before
    assert len(before["settlement"]) == kills
    assert pools.verify() == (0, f"{kills} pools, 0 statements: in order\n")
    pools.query(
        "set session_replication_role = replica; "
        f"update share set payout = 303 where order_id = '{order}' and staked = 201")
    code, said = pools.verify("--order", order)
    assert code == 1 and f"order {order}: the share of" in said and "3.03 for 2.01" in said
    assert pools.verify("--order", str(uuid.uuid4()))[0] == 65
