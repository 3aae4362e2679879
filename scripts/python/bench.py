"""How a benchmark begins and ends, and what it prints."""

from __future__ import annotations

import signal
import statistics
import sys
from collections.abc import Callable


def run(main: Callable[[], None]) -> None:
    """Runs a benchmark; told to stop, it ends by itself, and whatever it has started with it."""
    def end(number: int, _: object) -> None:
        # Once is enough: what is being cleaned up must not be broken off.
        for ignored in (signal.SIGINT, signal.SIGTERM):
            signal.signal(ignored, signal.SIG_IGN)
        sys.exit(128 + number)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, end)
    main()


def row(what: str, values: list[float], goal: str = "", form: str = ".0f") -> list[str]:
    """A line of a table with the heads "", "median", "spread", "goal"."""
    spread = f"{min(values):{form}}–{max(values):{form}}"
    return [what, format(statistics.median(values), form), spread, goal]
