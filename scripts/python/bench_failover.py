"""scripts/bench failover: how long ordering stands still when a primary dies under load.

All services and the relay on a primary with a synchronous standby; clients place orders over REST,
each sending again until it is answered. The primary's postmaster gets SIGKILL and the standby is
promoted at once. Yardstick: how long that takes Postgres itself, in the same round. A client is
served again with its first order that was placed after the kill; requests that hang count like
errors.
"""

from __future__ import annotations

import argparse
import signal
import statistics
import time
from dataclasses import dataclass

from bench import run
from demo_day.tables import table
from deployment import Demo
from events.cluster import wait_until
from failover import PersistentCaller, ordered, pair, placed_by, serving

CALLERS = 8


@dataclass
class Round:
    """Seconds since the kill."""

    promoted: float
    last_error: float
    served_again: float
    """Until the client that waited longest had its next order."""


def measure(demo: Demo, orders: int) -> Round:
    with (
        pair(demo) as (primary, standby),
        serving(demo, primary, standby) as (deployment, served),
    ):
        callers = [PersistentCaller(served, n) for n in range(CALLERS)]
        wait_until(lambda: placed_by(callers) >= orders, 120, deployment.report)
        killed = time.monotonic()
        primary.crash(signal.SIGKILL)
        standby.promote()
        promoted = time.monotonic()
        wait_until(
            lambda: all(served_after(caller, promoted) for caller in callers), 120,
            deployment.report)
        for caller in callers:
            caller.stop()
        told = {order for caller in callers for order in caller.placed.values()}
        if lost := told - ordered(standby):
            raise RuntimeError(f"orders were lost: {lost}")
        errors = [error for caller in callers for error in caller.errors if error > killed]
        return Round(
            promoted=promoted - killed,
            last_error=max(errors, default=killed) - killed,
            served_again=max(served_after(caller, killed) for caller in callers) - killed)


def served_after(caller: PersistentCaller, instant: float) -> float | None:
    return next((success for success in caller.successes if success > instant), None)


def main() -> None:
    parser = argparse.ArgumentParser(prog="scripts/bench failover", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--orders", type=int, default=500, help="placed before the primary dies")
    options = parser.parse_args()
    rounds = []
    demo = Demo()
    try:
        for number in range(options.rounds):
            rounds.append(measure(demo, options.orders))
            print(f"round {number + 1} of {options.rounds}: {rounds[-1]}", flush=True)
    finally:
        demo.remove()

    def row(what: str, values: list[float], goal: str = "") -> list[str]:
        spread = f"{min(values):.2f}–{max(values):.2f}"
        return [what, f"{statistics.median(values):.2f}", spread, goal]

    print(table(
        f"Seconds from the primary's death, {CALLERS} clients ordering",
        ["", "median", "spread", "goal"], [
            row("Postgres: the standby is promoted", [each.promoted for each in rounds]),
            row("clients: the last error", [each.last_error for each in rounds]),
            row("clients: all are served again", [each.served_again for each in rounds]),
            row("last error after the promotion",
                [each.last_error - each.promoted for each in rounds], "≤ 1"),
            row("all served again after the promotion",
                [each.served_again - each.promoted for each in rounds], "≤ 1"),
        ]))


if __name__ == "__main__":
    run(main)
