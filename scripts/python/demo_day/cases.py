"""Quality control after a day: who went wrong lies before the managers, once, and nobody else."""

from __future__ import annotations

from collections import Counter

import psycopg

from .day import Day
from .facts import until
from .tables import table

# As the form of quality control has it.
FOUND = {
    "right_worker": True, "on_time": 4, "work": 3, "supplies": "complete", "described_well": True,
    "reached": ["nobody"], "cause": "other", "findings": "Played by the demo day.",
    "text_for_client": "We have looked into it.", "text_for_worker": "Thank you for saying so.",
}
WENT_WRONG = ("cancelled", "failed")


class Cases:
    """A table of cases by outcome; `disagreements` counts the orders that have none, or too many."""

    def __init__(self, day: Day, database: str | None):
        self.day = day
        self.database = database
        self.disagreements = 0

    def by_outcome(self) -> str:
        """R-200: each cancelled or failed order is one case, and a completed one is none."""
        ours = {order.id: order.fate.outcome for order in self.day.played}
        wrong = {order for order, outcome in ours.items() if outcome in WENT_WRONG}

        def listed() -> Counter:
            reviews = self.day.manager.each("/api/reviews", origin="automatic", limit=200)
            return Counter(each["order_id"] for each in reviews if each["order_id"] in ours)

        # The last ends are on their way.
        until(lambda: wrong <= listed().keys(), "R-200: an order that went wrong is no case")
        sources = [Counter(wrong), listed(), *([self.stored(ours)] if self.database else [])]
        self.disagreements = sum(
            len({source[order] for source in sources}) > 1 for order in ours)
        rows = []
        for outcome in sorted(set(ours.values())):
            counts = [
                sum(count for order, count in source.items() if ours[order] == outcome)
                for source in sources]
            rows.append([outcome, *counts, "✓" if len(set(counts)) == 1 else "✗"])
        heads = ["order", "played", "REST", *(["database"] if self.database else []), ""]
        return table("Cases for quality control", heads, rows)

    def look_into(self, most: int = 3) -> int:
        """Managers take what comes next, and tell client and worker what they have found; how many."""
        for n in range(most):
            reviewer = self.day.bettors[n % len(self.day.bettors)]
            taken = reviewer.session.post(f"{reviewer.url}/api/reviews/take-next", timeout=60)
            if taken.status_code == 204:
                return n
            review = taken.json()
            reviewer.call(
                "POST", f"/api/reviews/{review['id']}/close", json=FOUND,
                headers={"If-Match": f'"{review["version"]}"'})
        return most

    def stored(self, ours: dict) -> Counter:
        with psycopg.connect(self.database, dbname="mcf_quality") as connection:
            found = connection.execute(
                "select order_id::text from quality.review where origin = 'automatic'").fetchall()
        return Counter(order for (order,) in found if order in ours)
