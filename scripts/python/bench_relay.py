"""scripts/bench relay: events a second from the producer's commit to the handler's.

Two clusters that wait for their disks, 400-byte events over 10 000 keys, a handler with one UPDATE.
Sustained: producers append as fast as they go while everything runs, and the clock stops when the
last event was handled and the last producer is through. Draining: the events are there before
relay and consumer start. Yardsticks in the same rounds: a floor in plain SQL, which handles what
lay there from the start while the same producers keep the machine busy, and PgQ with its ticker at
its fastest and our own client as its consumer.
"""

from __future__ import annotations

import argparse
import statistics
import time

from bench import run
from demo_day.tables import table
from events.cluster import Cluster, wait_until
from events.world import World
from queues import CATS, Floor, PgQ, Relay, Way, append, producer

WAYS = (Relay, PgQ, Floor)


def wait_for(world: World, events: int) -> None:
    """Asks as seldom as the result's precision allows: each answer reads ten thousand rows."""
    def handled() -> bool:
        time.sleep(0.05)
        return world.seen() >= events

    wait_until(handled, 600, world.report)


def sustained(way: Way, events: int) -> float:
    way.start()
    begin = time.monotonic()
    output, _ = (appending := producer(way, events, way.world.folder)).communicate()
    if appending.returncode:
        raise RuntimeError(output)
    wait_for(way.world, events)
    return events / (time.monotonic() - begin)


def draining(way: Way, events: int) -> float:
    for _ in range(events // CATS):
        way.world.in_yard(append(way.into, "1", str(CATS)))
    begin = time.monotonic()
    way.start()
    wait_for(way.world, events)
    return events / (time.monotonic() - begin)


def measure(template: Cluster, kind: type[Way], how, events: int) -> float:
    with World(template) as world:
        way = kind(world)
        way.prepare(events)
        try:
            rate = how(way, events)
            way.stop()
        finally:
            way.end()
        return rate


def main() -> None:
    parser = argparse.ArgumentParser(prog="scripts/bench relay", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--sustained", type=int, default=100_000, help="events")
    parser.add_argument("--draining", type=int, default=300_000, help="events")
    options = parser.parse_args()
    template = Cluster.make_template()
    rows = []
    try:
        for title, how, events in (
            ("sustained", sustained, options.sustained), ("draining", draining, options.draining),
        ):
            rates: dict[type[Way], list[float]] = {way: [] for way in WAYS}
            for number in range(options.rounds):
                for way in WAYS:
                    rates[way].append(measure(template, way, how, events))
                print(
                    f"{title}, round {number + 1} of {options.rounds}: "
                    + ", ".join(f"{way.name} {rates[way][-1]:.0f}" for way in WAYS), flush=True)
            rows += result(title, rates)
    finally:
        template.remove()
    print(table("Events a second through two clusters, release build",
                ["", "median", "spread", "goal"], rows))


def result(title: str, rates: dict[type[Way], list[float]]) -> list[list[str]]:
    def row(what: str, values: list[float], goal: str = "", form: str = ".0f") -> list[str]:
        spread = f"{min(values):{form}}–{max(values):{form}}"
        return [f"{title}, {what}", format(statistics.median(values), form), spread, goal]

    def ratio(yardstick: type[Way]) -> list[float]:
        return [a / b for a, b in zip(rates[Relay], rates[yardstick])]

    return [
        *(row(way.name, rates[way]) for way in WAYS),
        row("ratio to plain SQL", ratio(Floor), "≥ 0.6", ".2f"),
        row("ratio to PgQ", ratio(PgQ), "≥ 1", ".2f"),
    ]


if __name__ == "__main__":
    run(main)
