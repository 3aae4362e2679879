"""Payments that managers give back to those from whom they came."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta, timezone
from decimal import Decimal

from rest import Refused

from .acts import CLIENTS, SMALL, WHY, Acts, Refund
from .day import Played
from .providers import BAD


class Refunds:
    """What is asked for is remembered until it is given back."""

    def __init__(self, acts: Acts):
        self.acts = acts
        self.manager = acts.day.manager

    def play(self, clients: Iterable[str]) -> bool:
        """The first client who owes nothing gets a paid order back, and asks for the money: for a
        part of it, and then for the rest, which takes two managers. False: there is nobody yet."""
        for client in clients:
            if not (found := self.paid(client)):
                continue
            payment, order = found
            self.acts.correct(CLIENTS, "client", [order])
            rest = self.acts.amount(order, "client") - SMALL
            # Unless her credit has paid for something in that moment.
            if all([self.ask(Refund(client, payment, amount)) for amount in (SMALL, rest)]):
                return True
        return False

    def paid(self, client: str) -> tuple[str, Played] | None:
        """A payment that has stayed whole, with an order that it was for; none as long as her credit
        would pay for something else."""
        invoices = list(self.manager.each(f"{CLIENTS}/invoices", client=client, limit=200))
        payments = [
            (payment, invoice) for invoice in invoices for payment in invoice["payments"]
            if not payment["returned_at"]]
        if any(each["left"] != "0.00" for each in invoices) or any(
            may_come_back(payment) for payment, _ in payments
        ):
            return None
        touched = {refund.payment for refund in self.acts.refunds}
        fitting = (
            (payment["id"], order) for payment, invoice in payments if payment["id"] not in touched
            for order in self.orders(invoice)
            if self.acts.amount(order, "client") <= Decimal(payment["amount"]))
        return next(fitting, None)

    def orders(self, invoice: dict) -> list[Played]:
        """Those on an invoice of which nothing was taken back."""
        lines = self.manager.each(f"{CLIENTS}/lines", invoice=invoice["id"], limit=200)
        listed = {line["order_id"] for line in lines}
        return [
            order for order in self.acts.day.played
            if order.id in listed and ("client", order.id) not in self.acts.corrected]

    def ask(self, refund: Refund) -> bool:
        """False: her credit has paid for something meanwhile."""
        body = {"payment_id": refund.payment, "amount": str(refund.amount), "reason": WHY}
        try:
            self.acts.propose(CLIENTS, "refunds", body, refund.amount)
        except Refused as refused:
            if not refused.answer.json()["type"].endswith("/nothing-to-refund"):
                raise
            return False
        # The newest comes first.
        refund.id = next(
            each["id"] for each in self.manager.each(f"{CLIENTS}/refunds", limit=200)
            if each["payment_id"] == refund.payment)
        if refund not in self.acts.refunds:
            self.acts.refunds.append(refund)
        return True

    def repeat(self) -> list[str]:
        """Asks again for what has failed; what is not given back yet."""
        found = self.manager.each(f"{CLIENTS}/refunds", limit=200)
        states = {each["id"]: each["state"] for each in found}
        left = [each for each in self.acts.refunds if states[each.id] != "paid"]
        for refund in left:
            if states[refund.id] == "failed" and not self.ask(refund):
                self.acts.refunds.remove(refund)
        return [f"refund {each.id} of {each.amount} is {states.get(each.id)}" for each in left]


def may_come_back(payment: dict) -> bool:
    """Whether its bank may yet send it back; what that pays for then would be due again."""
    age = datetime.now(timezone.utc) - datetime.fromisoformat(payment["at"])
    return age < timedelta(seconds=BAD["back_after_seconds"] + 1)
