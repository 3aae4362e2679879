"""What managers do about money in a week, and what they may not."""

from __future__ import annotations

import uuid
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from rest import Caller, Refused

from .day import Day, Played
from .facts import until
from .money import earning
from .providers import Provider

CLIENTS, WORKERS = "/api/client-billing", "/api/worker-billing"
SMALL, LARGE = Decimal("12.34"), Decimal("1234.56")
# What a client pays without being asked.
BY_HAND = Decimal("180.00")
# Above it no manager moves money alone.
LIMIT = Decimal("50.00")
WHY = "Played by the demo week."


@dataclass
class Refund:
    client: str
    # As billing names it.
    payment: str
    amount: Decimal
    id: str = ""


@dataclass
class PaidByHand:
    client: str
    # What its provider has it for, which is nothing of ours.
    reference: str


class Acts:
    """Bonuses, corrections and refunds, and what clients have paid by hand, as they were meant."""

    def __init__(self, day: Day):
        self.day = day
        self.second = day.caller("manager", "second")
        # By worker, and by client.
        self.credited: dict[str, Decimal] = defaultdict(Decimal)
        self.charged: dict[str, Decimal] = defaultdict(Decimal)
        self.corrected: set[tuple[str, str]] = set()
        self.refunds: list[Refund] = []
        # By the provider's name for it.
        self.by_hand: dict[str, PaidByHand] = {}
        # Under which workers were paid twice; Gold Hat was asked to get one of them back.
        self.paid_twice: set[str] = set()

    def play(self, week: int) -> None:
        self.give_bonuses(week)
        latest = self.day.played[::-1]
        self.correct(WORKERS, "worker", latest)
        self.correct(CLIENTS, "client", latest)
        if week:
            # What is on an invoice by now: by credit notes, one of them in part.
            self.correct(CLIENTS, "client", self.day.played)
            self.correct(CLIENTS, "client", self.day.played, part=SMALL)

    def give_bonuses(self, week: int) -> None:
        workers = sorted({order.worker for order in self.day.played})
        for amount in (SMALL, LARGE):
            worker = workers[(week + int(amount)) % len(workers)]
            body = {"worker_id": worker, "amount": str(amount), "reason": WHY}
            self.propose(WORKERS, "bonuses", body, amount)
            self.credited[worker] += amount

    def correct(
        self, money: str, side: str, orders: list[Played], part: Decimal | None = None
    ) -> None:
        """R-250: what an order has brought is taken back, and stays in sight."""
        order, amount = next(
            (order, amount) for order in orders
            if (amount := self.amount(order, side)) and (side, order.id) not in self.corrected)
        self.corrected.add((side, order.id))
        party = getattr(order, side)

        def lines() -> list[str]:
            every = self.day.manager.each(f"{money}/lines", limit=200, **{side: party})
            return [line["id"] for line in every if line["order_id"] == order.id]

        until(lines, f"no line for the order {order.id}")
        body = {"line_id": lines()[0], "reason": WHY, **({"amount": str(part)} if part else {})}
        self.propose(money, "corrections", body, abs(part or amount))
        (self.credited if side == "worker" else self.charged)[party] -= part or amount

    @staticmethod
    def amount(order: Played, side: str) -> Decimal:
        return earning(order.fate.outcome) if side == "worker" else Decimal(order.charge)

    def pay_by_hand(self, provider: Provider) -> None:
        """The last client who will get an invoice pays, and nobody has asked her to (R-275)."""
        charged = {
            order.client for order in self.day.played if ("client", order.id) not in self.corrected}
        client = [each for each in self.day.clients if each in charged][-1]
        payment = provider.pay(BY_HAND)
        self.by_hand[payment["id"]] = PaidByHand(client, payment["reference"])

    def came_by_hand(self, client: str) -> set[str]:
        """What a client's payments are for that nobody has asked for, as their provider names it."""
        return {each.reference for each in self.by_hand.values() if each.client == client}

    def references(self, client: str) -> set[str]:
        """What all of a client's payments are for, as their providers name it."""
        invoices = self.day.manager.each(f"{CLIENTS}/invoices", client=client, limit=200)
        return {each["id"] for each in invoices} | self.came_by_hand(client)

    def propose(self, money: str, act: str, body: dict, amount: Decimal) -> str:
        """R-270: a large one takes two managers. The id of what comes of it."""
        if amount <= LIMIT:
            return self.day.manager.create(f"{money}/{act}", body)["id"]
        waits = self.day.manager.call(
            "POST", f"{money}/{act}", json=body, expect=202,
            headers={"Idempotency-Key": str(uuid.uuid4())}).json()
        approve = f"{money}/proposals/{waits['id']}/approve"
        try:
            self.day.manager.act(approve)
        except Refused as refused:
            if not refused.answer.json()["type"].endswith("/four-eyes"):
                raise
        else:
            raise AssertionError("R-270: a manager approved the own proposal")
        self.second.act(approve)
        return waits["id"]


def name_account(caller: Caller, account: int) -> None:
    """A worker says where it is paid to."""
    body = {"account": f"GH-7777-{account:04d}-0001"}
    caller.call("PUT", "/api/worker-billing/payout-account", json=body)
