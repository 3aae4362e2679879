"""scripts/bench relay-latency: from the producer's acknowledged commit to the handler's.

At 1 000 events a second, and the first event after two idle seconds; beside the same code without
doorbells, looking every 5 ms, and PgQ with its ticker at its fastest.
"""

from __future__ import annotations

import argparse
import statistics
import time

from bench import run
from demo_day.tables import table
from events.cluster import Cluster, wait_until
from events.world import World
from queues import PgQ, Relay, Way

Latencies = list[float]


class Polling(Relay):
    name = "polling every 5 ms"

    def start(self) -> None:
        self.world.environment = {"MCF_NOTIFY": "off"}
        self.world.relay(poll_milliseconds=5)
        self.world.consume(poll_milliseconds=5, handled=self.world.folder / "handled")


class Ringing(Relay):
    def start(self) -> None:
        self.world.relay()
        self.world.consume(handled=self.world.folder / "handled")


class Queue(PgQ):
    def start(self) -> None:
        super().start("--handled", str(self.world.folder / "handled"))


WAYS = (Ringing, Polling, Queue)


def stamps(path) -> dict[tuple[str, str], int]:
    return {(cat, step): int(at) for cat, step, at in map(str.split, path.open())}


def latencies(way: Way, rate: float, events: int) -> Latencies:
    """In milliseconds, sorted. The first second is for warming up."""
    way.start()
    appended, handled = way.world.acknowledged, way.world.folder / "handled"
    wait_until(handled.exists)
    time.sleep(1)
    for count in (int(rate) or 1, events):
        skipped = len(stamps(appended))
        way.world.produce(rate=rate, count=count, stamped=True, **way.producer).wait(600)
    wait_until(lambda: len(stamps(handled)) >= len(stamps(appended)), what=way.world.report)
    way.stop()
    ends = stamps(handled)
    measured = list(stamps(appended).items())[skipped:]
    return sorted((ends[key] - begin) / 1e6 for key, begin in measured)


def measure(template: Cluster, kind: type[Way], rate: float, events: int) -> Latencies:
    with World(template) as world:
        way = kind(world)
        way.prepare(events)
        try:
            return latencies(way, rate, events)
        finally:
            way.end()


def main() -> None:
    parser = argparse.ArgumentParser(prog="scripts/bench relay-latency", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--events", type=int, default=10_000, help="a round, at 1 000 a second")
    parser.add_argument("--firsts", type=int, default=5, help="a round, after two idle seconds")
    options = parser.parse_args()
    template = Cluster.make_template()
    rows = []
    try:
        for title, rate, events, shares in (
            ("at 1 000 a second", 1_000, options.events, {"p50": 0.5, "p99": 0.99}),
            ("after idling", 0.5, options.firsts, {"p50": 0.5}),
        ):
            rounds: dict[type[Way], list[Latencies]] = {way: [] for way in WAYS}
            for number in range(options.rounds):
                for way in WAYS:
                    rounds[way].append(measure(template, way, rate, events))
                print(f"{title}, round {number + 1} of {options.rounds}", flush=True)
            for name, share in shares.items():
                rows += result(f"{title}, {name}", rounds, share)
    finally:
        template.remove()
    print(table("Milliseconds from commit to handler, two clusters, release build",
                ["", "median", "spread", "goal"], rows))


GOALS = {"p50": "≤ 0.33", "p99": "≤ 0.7"}


def result(title: str, rounds: dict[type[Way], list[Latencies]], share: float) -> list[list[str]]:
    found = {
        way: [each[min(len(each) - 1, int(len(each) * share))] for each in values]
        for way, values in rounds.items()
    }

    def row(what: str, values: list[float], goal: str = "") -> list[str]:
        spread = f"{min(values):.2f}–{max(values):.2f}"
        return [f"{title}, {what}", f"{statistics.median(values):.2f}", spread, goal]

    def ratio(yardstick: type[Way]) -> list[float]:
        return [a / b for a, b in zip(found[Ringing], found[yardstick])]

    return [
        *(row(way.name, found[way]) for way in WAYS),
        row("ratio to polling", ratio(Polling), GOALS[title.split()[-1]]),
        row("ratio to PgQ", ratio(Queue), "≤ 0.1" if share == 0.5 else ""),
    ]


if __name__ == "__main__":
    run(main)
