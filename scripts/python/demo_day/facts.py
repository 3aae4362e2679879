"""Waiting for what has to come about, never for time to pass."""

from __future__ import annotations

import time
from collections.abc import Callable


def until(fact: Callable[[], object], what: str, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not fact():
        if time.monotonic() > end:
            raise AssertionError(f"after {seconds:g} s: {what}")
        time.sleep(0.1)
