"""The ways from the yard to the attic that the relay's benchmarks compare."""

from __future__ import annotations

import subprocess
import threading
from pathlib import Path

from events.cluster import BINARIES, Cluster, as_server, wait_until
from events.programs import BENCH, Program
from events.world import World

CATS = 10_000
PADDING = 330
"""Characters that make an event 400 bytes long, as those of `mcf-bench events produce` are."""

APPEND = """
with stepped as (
  update yard.cat set steps = steps + 1 where id between {first} and {last} returning id, steps
)
"""
OUTBOX = """
insert into yard.outbox (event_id, type, subject, sequence, time, headers, data)
select gen_random_uuid(), 'yard.step.v1', id::text, steps, now(), '{{}}',
       jsonb_build_object('step', steps, 'padding', repeat('m', {padding}))
from   stepped
"""
PGQ = """
select count(pgq.insert_event('events', 'yard.step.v1',
         jsonb_build_object('step', steps, 'padding', repeat('m', {padding}))::text,
         id::text, steps::text, null, null))
from   stepped
"""
FLOOR = """
create table attic.staged (n bigint primary key, subject text, sequence bigint, data jsonb);

create procedure attic.floor() language plpgsql as $$
declare
  first bigint := 0;
  event record;
begin
  loop
    insert into attic.inbox (source, slot, position, event_id, type, subject, sequence, time,
                             headers, data)
    select 'yard', n % 16, n, gen_random_uuid(), 'yard.step.v1', subject, sequence, now(), '{}', data
    from   attic.staged
    where  n > first and n <= first + 2000;
    exit when not found;
    for event in select subject, sequence from attic.staged
                 where n > first and n <= first + 2000 order by n loop
      update attic.cat
      set    seen  = seen + 1,
             last  = event.sequence,
             wrong = case when event.sequence = last + 1 then wrong else wrong || event.sequence end
      where  id = event.subject::uuid;
    end loop;
    commit;
    first := first + 2000;
  end loop;
end
$$;
"""


def cat(number: str) -> str:
    return f"('00000000-0000-7000-8000-' || lpad(to_hex(({number})::int8), 12, '0'))::uuid"


def append(into: str, first: str, last: str) -> str:
    """The statement that lets these cats make a step each."""
    return (APPEND + into).format(first=cat(first), last=cat(last), padding=PADDING)


class Way:
    """How events go; `start` begins to move them, `stop` ends that."""

    name: str
    into = OUTBOX
    rings = False
    producer: dict[str, object] = {}
    """Options of `mcf-bench events produce`."""

    def __init__(self, world: World):
        self.world = world

    def prepare(self, events: int) -> None:
        """Once, before anything is appended."""

    def start(self) -> None:
        raise NotImplementedError

    def stop(self) -> None:
        for program in self.world.programs:
            if program.runs:
                program.stop()

    def end(self) -> None:
        """Ends what else was begun."""


class Relay(Way):
    name = "mcf"
    rings = True

    def start(self) -> None:
        self.world.relay()
        self.world.consume()

    def prepare(self, events: int) -> None:
        # The destination is known from now on: what is appended later is for it.
        relay = self.world.relay()
        wait_until(lambda: self.world.in_attic("select from attic.inbox_cursor"))
        relay.kill()


class PgQ(Way):
    name = "PgQ"
    into = PGQ
    producer = {"queue": "events"}

    def prepare(self, events: int) -> None:
        yard = self.world.yard
        yard.query("create extension pgq", database="mcf_yard")
        yard.query("grant pgq_writer to yard_app", database="mcf_yard")
        yard.query("select pgq.create_queue('events')", database="mcf_yard")
        yard.query("select pgq.register_consumer('events', 'attic')", database="mcf_yard")
        for name, value in (
            ("ticker_max_lag", "1 millisecond"), ("ticker_max_count", "1"),
            ("ticker_idle_period", "1 millisecond"),
        ):
            yard.query(
                "select pgq.set_queue_config('events', %s, %s)", name, value, database="mcf_yard")
        self.world.attic.query(
            "create table attic.done_batch (consumer text primary key, batch bigint not null);"
            "grant select, insert, update on attic.done_batch to attic_app", database="mcf_attic")
        self.tick()

    def tick(self) -> None:
        """The ticker runs all the time, at its fastest: its period is in seconds."""
        yard = self.world.yard
        settings = yard.folder / "pgqd.ini"
        settings.write_text(
            f"[pgqd]\nlogfile = {yard.folder}/pgqd.log\npidfile = {yard.folder}/pgqd.pid\n"
            f"base_connstr = host={yard.folder} user=postgres\ninitial_database = mcf_yard\n"
            "database_list = mcf_yard\nsyslog = 0\nticker_period = 0.001\n")
        self.ticker = Program(
            "pgqd", as_server("pgqd", "-q", settings), self.world.folder / "pgqd.log", {})

    def start(self, *options: str) -> None:
        log = self.world.folder / "pgq.log"
        self.world.programs.append(Program("pgq", [
            str(BENCH), "pgq-consumer",
            "--from", self.world.yard.url("mcf_yard", "postgres"),
            "--to", self.world.attic.url("mcf_attic", "attic_app"), *options], log, {}))

    def stop(self) -> None:
        for program in self.world.programs:
            if program.runs:
                program.kill()

    def end(self) -> None:
        self.ticker.kill()


class Floor(Way):
    """Batches of INSERT … SELECT and the same UPDATEs, in the attic alone: nothing is carried."""

    name = "plain SQL"

    def prepare(self, events: int) -> None:
        attic = self.world.attic
        for statement in FLOOR.split("\n\n"):
            attic.query(statement, database="mcf_attic")
        attic.query(
            "insert into attic.staged "
            f"select n, ({cat('1 + mod(n - 1, %s)')})::text, 1 + (n - 1) / %s, "
            "jsonb_build_object('step', n, 'padding', repeat('m', %s)) "
            "from generate_series(1, %s) n", CATS, CATS, PADDING, events, database="mcf_attic")
        attic.query("vacuum analyze attic.staged", database="mcf_attic")

    def start(self) -> None:
        def call() -> None:
            with self.world.attic.connect("mcf_attic") as connection:
                connection.execute("set synchronous_commit = off")
                connection.execute("call attic.floor()")

        threading.Thread(target=call, daemon=True).start()

    def stop(self) -> None:
        pass


def pgbench(cluster: Cluster, *arguments: object) -> subprocess.Popen:
    return subprocess.Popen(
        [str(BINARIES / "pgbench"), "-n", *map(str, arguments), cluster.url("mcf_yard", "postgres")],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


WRITERS = 4


def producer(way: Way, events: int, folder: Path) -> subprocess.Popen:
    """Four connections that append twenty events a transaction, as fast as they go."""
    each = CATS // WRITERS
    script = folder / f"{way.name.split()[0]}.sql"
    ring = "set synchronous_commit = off;\nnotify outbox_yard;\nreset synchronous_commit;\n"
    script.write_text(
        rf"\set first 1 + :client_id * {each} + 20 * random(0, {each // 20 - 1})" + "\n"
        rf"\set last :first + 19" + "\n"
        + append(way.into, ":first", ":last") + ";\n" + (ring if way.rings else ""))
    return pgbench(
        way.world.yard, "-M", "prepared", "-c", WRITERS, "-j", 1,
        "-t", events // 20 // WRITERS, "-f", script)
