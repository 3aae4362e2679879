"""The end of the weeks: what was played, what REST says, what the ledgers say, and what the providers
have moved must agree, to the hundredth."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from .acts import CLIENTS, WORKERS, Acts
from .books import money
from .day import Day
from .money import earning
from .providers import Providers
from .tables import table

ZERO = Decimal(0)
HEADS = ["played", "REST", "ledger", "", "paid: REST", "ledger", "provider", "", "left", "REST", "ledger", ""]


class FourBooks:
    """Two tables; `faults` names line by line what they disagree in."""

    def __init__(self, day: Day, acts: Acts, providers: Providers):
        self.day = day
        self.acts = acts
        self.moved, self.given_back = providers.standing(), providers.given_back()
        # Gold Hat's own loss, as soon as a manager has told it.
        self.paid_again = providers.paid_again(acts.paid_twice)
        for reference, amount in self.paid_again.items():
            self.moved[reference] -= amount
        # Payments of which it is known whose they are, by what they are for.
        self.known: set[str] = set()
        self.faults: list[str] = []

    def by_client(self) -> str:
        rows = [
            self.row(subject, CLIENTS, "client", client, self.acts.charged[client])
            for client, subject in self.day.clients.items()]
        return table("Clients: charged, paid, left to pay", ["client", "orders", *HEADS], rows)

    def by_worker(self) -> str:
        workers = {order.worker for order in self.day.played} | set(self.acts.credited)
        names = {
            worker: self.day.manager.get(f"/api/workers/{worker}")["name"] for worker in workers}
        rows = [
            self.row(name, WORKERS, "worker", worker, self.acts.credited[worker])
            for worker, name in sorted(names.items(), key=lambda each: each[1])]
        return table("Workers: earned, paid out, left to pay", ["worker", "orders", *HEADS], rows)

    def refunds(self) -> str:
        """What clients have asked back, and what they have got."""
        rows = []
        for client, subject in self.day.clients.items():
            every = self.day.manager.each(f"{CLIENTS}/refunds", client=client, limit=200)
            sums = [
                sum((each.amount for each in self.acts.refunds if each.client == client), ZERO),
                total((each for each in every if each["state"] == "paid"), "amount"),
                sum((self.given_back[each] for each in self.acts.references(client)), ZERO)]
            if any(sums):
                rows.append([subject, *map(money, sums), self.mark(subject, "given back", sums)])
        return table("Refunds: asked for, given back", ["client", "asked", "REST", "provider", ""], rows)

    def name_unknown(self) -> None:
        """Whatever has moved is somebody's."""
        for reference, amount in self.moved.items():
            if amount and reference not in self.known:
                self.faults.append(f"nobody's: {amount} that were moved for {reference}")

    def row(self, name: str, side: str, party: str, id: str, acts: Decimal) -> list:
        orders = {
            order.id: self.reckoned(order, party) for order in self.day.played
            if getattr(order, party) == id}
        lines, invoices, entries = (
            list(self.day.manager.each(f"{side}/{what}", limit=200, **{party: id}))
            for what in ("lines", "invoices", "ledger"))
        played, sign = sum(orders.values(), acts), 1 if party == "client" else -1
        references = {each["id"] for each in invoices} | self.acts.came_by_hand(id)
        self.known |= references
        moved = sum((self.moved[each] for each in references), ZERO)
        columns = [
            (played, self.booked(party, id, lines), balance(entries, INCOME, -sign)),
            (self.paid(party, id, invoices), balance(entries, OUTSIDE, sign), moved),
            (played - moved, self.left(party, id, invoices), balance(entries, OWED, sign)),
        ]
        shown: list = [name, len(orders)]
        for what, sums in zip(("lines", "payments", "what is left"), columns):
            shown += [*map(money, sums), self.mark(name, what, sums)]
        if "✗" in shown:
            self.name_lines(name, orders, lines)
            self.name_payments(name, invoices)
        return shown

    def mark(self, name: str, what: str, sums: Iterable[Decimal]) -> str:
        """Whether all say the same."""
        if len(set(sums)) == 1:
            return "✓"
        self.faults.append(f"{name}: {what}: {', '.join(map(money, sums))}")
        return "✗"

    @staticmethod
    def reckoned(order, party: str) -> Decimal:
        return Decimal(order.charge) if party == "client" else earning(order.fate.outcome)

    def booked(self, party: str, id: str, lines: list[dict]) -> Decimal:
        """As REST has it: lines, and what clients got back of invoices."""
        if party == "client":
            corrections = self.day.manager.each(f"{CLIENTS}/corrections", client=id, limit=200)
            lines = lines + [each for each in corrections if each["number"]]
        return total(lines, "amount")

    def paid(self, party: str, id: str, invoices: list[dict]) -> Decimal:
        """As REST has it: a worker is paid an invoice as a whole."""
        if party == "client":
            return Decimal(self.day.manager.get(f"{CLIENTS}/summary", client=id)["paid"])
        return total((invoice for invoice in invoices if invoice["status"] == "paid"), "due")

    def left(self, party: str, id: str, invoices: list[dict]) -> Decimal:
        """As REST has it: what is due, less credit or what is carried on."""
        if party == "client":
            summary = self.day.manager.get(f"{CLIENTS}/summary", client=id)
            charged, due, credit = (Decimal(summary[each]) for each in ("charged", "due", "credit"))
            return charged + due - credit
        summary = self.day.manager.get(f"{WORKERS}/summary", worker=id)
        unpaid = (invoice for invoice in invoices if invoice["status"] != "paid")
        return total(unpaid, "due") + Decimal(summary["carried_in"]) + Decimal(summary["total"])

    def name_lines(self, name: str, orders: dict[str, Decimal], lines: list[dict]) -> None:
        first = {line["order_id"]: line for line in lines if not line["reverses"]}
        for order, amount in orders.items():
            listed = Decimal(first[order]["amount"]) if order in first else ZERO
            if listed != amount:
                self.faults.append(f"{name}: order {order}: played {amount}, line {listed}")

    def name_payments(self, name: str, invoices: list[dict]) -> None:
        for invoice in invoices:
            self.faults.append(
                f"{name}: {invoice['number']} ({invoice['id']}): total {invoice['total']}, due "
                f"{invoice['due']}, {invoice['status']}; moved {self.moved[invoice['id']]}")


# Accounts of either side, by what they stand for.
INCOME = {"revenue", "discounts", "goodwill", "wages", "fines", "bonuses"}
# What came unasked is a client's once it has left suspense.
OUTSIDE = {
    "provider_card", "provider_direct_debit", "gold_hat", "refund_in_transit", "suspense"}
OWED = {"unbilled", "due", "credit", "earned", "payable", "carried", "in_transit"}


def balance(entries: Iterable[dict], accounts: set[str], sign: int) -> Decimal:
    """Debits less credits."""
    sums = (
        Decimal(entry["amount"]) * ((entry["debit"] in accounts) - (entry["credit"] in accounts))
        for entry in entries)
    return sign * sum(sums, ZERO) + ZERO


def total(rows: Iterable[dict], column: str) -> Decimal:
    return sum((Decimal(row[column]) for row in rows), ZERO)
