"""The end of the demonstration: all that is still under way comes to its end."""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import Iterator
from decimal import Decimal

from rest import Caller, Refused

from .acts import CLIENTS, WORKERS, name_account
from .batch import Batch
from .day import Day
from .facts import until
from .providers import agree


class Settling:
    """Whoever can still do something about an invoice does it, until nothing is left to be done."""

    def __init__(self, day: Day, batch: Batch, payers: set[str]):
        self.day = day
        self.batch = batch
        # Clients who have a way to pay.
        self.payers = payers
        # What is still under way.
        self.left: list[str] = []

    def run(self, seconds: float) -> None:
        try:
            until(self.has_settled, "something is still under way", seconds)
        except AssertionError as error:
            raise AssertionError("\n".join([str(error), *self.left])) from None

    def has_settled(self) -> bool:
        self.batch.bill()
        # 1: differences, which managers settle here.
        self.batch.mcf_says("billing", "reconcile", expect=(0, 1))
        self.settle_differences()
        self.left = []
        is_billed = self.is_billed()
        self.pay_invoices()
        self.send_payslips()
        return is_billed and not self.left

    def settle_differences(self) -> None:
        for money in (CLIENTS, WORKERS):
            for found in list(self.each(money, "differences")):
                if found["what"] != "paid_twice" or money == WORKERS:
                    raise AssertionError(f"{money}: {found}")
                self.day.manager.act(
                    f"{money}/differences/{found['id']}/settle", {"why": "it is her credit"})

    def is_billed(self) -> bool:
        """Whether each order has its line, and each line is on an invoice."""
        orders = {order.id for order in self.day.played}
        for client in self.day.clients:
            lines = list(self.each(CLIENTS, "lines", client=client))
            orders -= {line["order_id"] for line in lines if line["invoice"]}
            if not all(line["invoice"] for line in lines):
                return False
        return not orders and all(map(self.has_payslips, self.workers()))

    def has_payslips(self, worker: str) -> bool:
        """A line does not say its payslip; what they come to does."""
        lines = sum(Decimal(line["amount"]) for line in self.each(WORKERS, "lines", worker=worker))
        slips = self.each(WORKERS, "invoices", worker=worker)
        return lines == sum(Decimal(slip["total"]) for slip in slips)

    def workers(self) -> set[str]:
        return {order.worker for order in self.day.played}

    def each(self, money: str, what: str, **whose: str) -> Iterator[dict]:
        return self.day.manager.each(f"{money}/{what}", limit=200, **whose)

    def pay_invoices(self) -> None:
        for client, subject in self.day.clients.items():
            for invoice in self.each(CLIENTS, "invoices", client=client):
                if client in self.payers and invoice["status"] not in ("paid", "settled"):
                    self.note(subject, invoice)
                    self.pay(subject, invoice)

    def note(self, who: str, invoice: dict) -> None:
        self.left.append(
            f"{who}: {invoice['number']} ({invoice['id']}) of {invoice['due']} is "
            f"{invoice['status']}, next {invoice.get('next_try_at')}")

    def pay(self, subject: str, invoice: dict) -> None:
        """A client who is told that nothing can be collected sees to it."""
        client = self.day.caller("client", subject)
        if invoice["status"] == "no_method":
            agree(client, "card")
        elif invoice["status"] in ("waiting", "overdue"):
            # Another one may be under way by now.
            with contextlib.suppress(Refused):
                client.call(
                    "POST", f"{CLIENTS}/invoices/{invoice['id']}/pay", json={},
                    headers={"Idempotency-Key": str(uuid.uuid4())})

    def send_payslips(self) -> None:
        for worker in sorted(self.workers()):
            for invoice in self.each(WORKERS, "invoices", worker=worker):
                if invoice["status"] not in ("paid", "carried", "settled", "no_account"):
                    self.note(worker, invoice)
                    self.send(invoice)

    def send(self, invoice: dict) -> None:
        """A worker whose account is refused names another one; a manager sends what has failed."""
        if invoice["status"] == "check_account":
            name_account(self.caller(invoice["worker_id"]), int(invoice["number"][-4:]))
        elif invoice["status"] == "failed":
            with contextlib.suppress(Refused):
                self.day.manager.call("POST", f"{WORKERS}/invoices/{invoice['id']}/send", expect=202)

    def caller(self, worker: str) -> Caller:
        return self.day.caller("worker", worker)
