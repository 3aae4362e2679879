"""What may become of an order, as the table "Order life" has it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Fate:
    """How an order ends: the way there, and what the books must say afterwards."""

    name: str
    outcome: str
    reason: str | None
    checks_in: bool
    # Who ends it; the sweeper does so by itself.
    ends: str
    # How many of a hundred orders go this way.
    share: int


FATES = [
    Fate("completed", "completed", None, True, "worker", 46),
    Fate("completed by a manager", "completed", None, True, "manager", 6),
    Fate("called off by the client", "cancelled", "client_request", False, "client", 10),
    Fate("called off by phone", "cancelled", "client_request", False, "manager", 4),
    Fate("client not there", "cancelled", "client_absent", True, "worker", 5),
    Fate("client changed her mind", "cancelled", "client_refused", True, "worker", 4),
    Fate("worker cannot come", "failed", "worker_cannot_come", False, "worker", 7),
    Fate("worker gave up", "failed", "not_done", True, "worker", 4),
    Fate("worker never came", "failed", "worker_no_show", False, "sweeper", 9),
    Fate("report never came", "failed", "report_missing", True, "sweeper", 5),
]

COMPLETED = FATES[0]


def deal(count: int) -> list[Fate]:
    """Fates for so many orders, in their shares, each at least once when there is room."""
    dealt = [fate for fate in FATES for _ in range(max(1, fate.share * count // 100))]
    return ([COMPLETED] * count + dealt)[-count:]
