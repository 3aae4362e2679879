"""The yard and the attic with the programs between them."""

from __future__ import annotations

import itertools
import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from events.check import differences, progress
from events.cluster import Cluster, wait_until
from events.programs import BENCH, Program


def cat_id(number: int) -> str:
    """The cats of both databases are numbered alike, from 1."""
    return f"00000000-0000-7000-8000-{number:012x}"


class World:
    """Two clusters; `produce`, `relay` and `consume` start processes, `check` ends most tests."""

    def __init__(self, template: Cluster, *, notify: bool = True, yard: Cluster | None = None,
                 attic: Cluster | None = None):
        self.folder = Path(tempfile.mkdtemp(prefix="mcf-", dir="/tmp"))
        self.yard = yard or template.copy()
        self.attic = attic or template.copy()
        self.acknowledged = self.folder / "acknowledged"
        self.acknowledged.touch()
        self.environment = {} if notify else {"MCF_NOTIFY": "off"}
        self.programs: list[Program] = []
        self.numbers = itertools.count(1)

    def __enter__(self) -> "World":
        try:
            with ThreadPoolExecutor() as pool:
                list(pool.map(Cluster.start, (self.yard, self.attic)))
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        for program in self.programs:
            if program.runs:
                program.kill()
        for cluster in (self.yard, self.attic):
            cluster.remove()
        shutil.rmtree(self.folder)

    # Programs.

    def produce(self, **options: object) -> Program:
        """A producer; options as of `mcf-bench events produce`, underscores for dashes."""
        return self.start("produce", {
            "url": self.yard.url("mcf_yard", "yard_app"), "acknowledged": self.acknowledged,
            **options})

    def relay(self, **options: object) -> Program:
        """A relay; the first one has begun when this returns: what is older is not its business."""
        relay = self.start("relay", {
            "source": self.yard.url("mcf_yard", "mcf_relay"),
            "destination": self.attic.url("mcf_attic", "mcf_relay"), **options})
        wait_until(self.has_begun, 30, relay.tail)
        return relay

    def consume(self, **options: object) -> Program:
        return self.start("consume", {"url": self.attic.url("mcf_attic", "attic_app"), **options})

    def start(self, role: str, options: dict[str, object]) -> Program:
        command = [str(BENCH), "events", role]
        for name, value in options.items():
            flag = f"--{name.replace('_', '-')}"
            command += [flag] if value is True else [flag, str(value)]
        name = f"{role}-{next(self.numbers)}"
        program = Program(name, command, self.folder / f"{name}.log", self.environment)
        self.programs.append(program)
        return program

    # What came of it.

    def in_yard(self, sql: str, *values: object) -> list[tuple]:
        return self.yard.query(sql, *values, database="mcf_yard")

    def in_attic(self, sql: str, *values: object) -> list[tuple]:
        return self.attic.query(sql, *values, database="mcf_attic")

    def has_begun(self) -> bool:
        return self.in_attic("select from attic.inbox_cursor") != []

    def steps(self) -> int:
        """How many events were appended."""
        return int(self.in_yard("select coalesce(sum(steps), 0) from yard.cat")[0][0])

    def seen(self) -> int:
        """How many took effect."""
        return int(self.in_attic("select coalesce(sum(seen), 0) from attic.cat")[0][0])

    def parked(self) -> int:
        return self.in_attic("select count(*) from attic.inbox_parked")[0][0]

    def wait_for_steps(self, more: int, seconds: float = 60) -> None:
        goal = self.steps() + more
        wait_until(lambda: self.steps() >= goal, seconds, self.report)

    def wait_for_seen(self, more: int, seconds: float = 60) -> None:
        goal = self.seen() + more
        wait_until(lambda: self.seen() >= goal, seconds, self.report)

    def settle(self, seconds: float = 60) -> None:
        """Waits until everything that was appended has taken effect."""
        wait_until(lambda: self.seen() >= self.steps(), seconds, self.report)

    def check(self, seconds: float = 60, *, is_retained: bool = True) -> None:
        """Every test's end: per key 1, 2, 3 …, none missing, none twice, both ends agreeing, and
        every acknowledged event among them. After a rotation the outbox does not have them all."""
        for program in self.programs:
            if program.name.startswith("produce") and program.runs:
                program.stop(is_young=True)
        self.settle(seconds)
        assert not (found := differences(self, is_retained)), "\n".join([*found, self.report()])

    def report(self) -> str:
        """What a person would look at first."""
        logs = [f"--- {p.name}\n{p.tail(1500)}" for p in self.programs]
        return "\n".join([progress(self), *logs])
