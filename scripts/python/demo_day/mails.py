"""Night: what the day's events are a reason to write, what was written and sent, and what has arrived
at the post office must agree, mail by mail."""

from __future__ import annotations

import contextlib
import re
from collections import Counter
from collections.abc import Iterator

import psycopg
import requests
from event_contract import published

from local_mcf import LocalMCF

from .facts import until
from .tables import table

# By the event, and by what it says where that decides: which mails it makes.
REASONS = {
    "order.accepted.v1": ["order-stands", "new-job", "new-package"],
    "order.started.v1": ["checked-in"],
    "order.overdue.v1": ["report-late"],
    "package.ready.v1": ["supplies-ready"],
    "completed": ["done", "job-done"],
    "cancelled": ["cancelled", "job-cancelled"],
    "failed": ["failed", "job-failed"],
    "client_invoice.issued.v1": ["invoice-issued"],
    "client_invoice.paid.v1": ["payment-received"],
    "credit": ["credit-used"],
    "refund_returned": ["refund-returned"],
    "tell": ["payment-failed"],
    "client_invoice.reversed.v1": ["payment-returned"],
    "refunded": ["refunded"],
    "worker_invoice.issued.v1": ["payslip"],
    "worker_invoice.paid.v1": ["paid-out"],
    "client_ledger.sealed.v1": ["seal"],
    "worker_ledger.sealed.v1": ["seal"],
    "applicant.accepted.v1": ["welcome"],
    "applicant.rejected.v1": ["rejected"],
}
# What a review has to tell, to whom.
TOLD = {"text_for_client": "review", "text_for_worker": "job-review"}
# One letter of many events.
GATHERED = {"new-applications"}
WRITTEN = "select template, state, message_id from notifications.message"


class Mails:
    """A table of mails by template; `disagreements` counts the rows that do not agree."""

    def __init__(self, mcf: LocalMCF):
        self.mcf = mcf
        self.disagreements = 0

    def by_template(self) -> str:
        rows: list[list] = []

        def agree() -> bool:
            rows[:] = self.rows()
            return self.are_settled() and all(row[-1] == "✓" for row in rows)
        # What was published a moment ago is on its way, and a ledger may be sealed at any moment.
        with contextlib.suppress(AssertionError):
            until(agree, "mails and events differ")
        self.disagreements += sum(row[-1] == "✗" for row in rows)
        heads = ["mail", "events", "written", "sent", "arrived", ""]
        return table("Mails by template", heads, rows)

    def rows(self) -> list[list]:
        reasons = Counter(
            template for event in published(self.mcf.database) for template in reasons_of(event))
        written = self.written()
        ids = {f"<{name}@mcf.example>": template for template, _, name in written}
        arrived = Counter(ids.get(mail["message_id"], "unknown") for mail in self.arrived())
        made = Counter(template for template, _, _ in written)
        sent = Counter(template for template, state, _ in written if state == "sent")
        rows = []
        for template in sorted(reasons | made | arrived):
            reasons[template] = made[template] if template in GATHERED else reasons[template]
            counts = (reasons[template], made[template], sent[template], arrived[template])
            # What an order's end has overtaken is not sent.
            agree = counts[0] == counts[1] and counts[2] == counts[3] <= counts[1]
            rows.append([template, *counts, "✓" if agree else "✗"])
        return rows

    def are_settled(self) -> bool:
        return all(state not in ("waiting", "queued", "sending") for _, state, _ in self.written())

    def written(self) -> list[tuple[str, str, str]]:
        with psycopg.connect(self.mcf.database, dbname="mcf_notifications") as connection:
            return connection.execute(WRITTEN).fetchall()

    def arrived(self) -> Iterator[dict]:
        url = re.search(r"(http://\S+/post)$", self.mcf.output, re.M)[1]
        known = 0
        while page := requests.get(
            f"{url}/mails", params={"cursor": known, "limit": 200}, timeout=20
        ).json()["items"]:
            yield from page
            known = page[-1]["number"]


def reasons_of(event: dict) -> list[str]:
    data = event["data"]
    match event["type"]:
        case "order.finished.v1":
            return REASONS[data["outcome"]]
        case "client_invoice.paid.v1" if "cause" in data:
            return REASONS[data["cause"]]
        case "client_invoice.paid.v1" if data["how"] == "credit":
            return REASONS["credit"]
        case "client_invoice.failed.v1":
            return REASONS["tell"] if data["tell"] else []
        case "application.changed.v1":
            return ["application-" + data["event"].replace("_", "-")] if data.get("email") else []
        case "review.closed.v1":
            return [template for text, template in TOLD.items() if text in data]
        case "client_invoice.reversed.v1" if data["cause"] == "refunded":
            return REASONS["refunded"]
        case name:
            return REASONS.get(name, [])
