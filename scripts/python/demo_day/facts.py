"""Waiting for what has to come about, never for time to pass; and when something is to come about."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta, timezone


def until(fact: Callable[[], object], what: str, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not fact():
        if time.monotonic() > end:
            raise AssertionError(f"after {seconds:g} s: {what}")
        time.sleep(0.1)


def instant(later: timedelta) -> str:
    """So much later than now, as REST writes it."""
    at = datetime.now(timezone.utc) + later
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
