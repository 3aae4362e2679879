"""Bets after a day: what was staked, what the sheets say, and what follows from them, reckoned anew."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from .day import Day
from .facts import until
from .tables import table

MARKETS = "/api/markets"
DEVELOPERS = "developers"


@dataclass(frozen=True)
class Stake:
    """A bet as its sheet has it; the stake in hundredths."""

    seq: int
    id: str
    manager: str
    outcome: str
    stake: int
    void: bool


class Pools:
    """A table of pools by outcome; `faults` tells what does not follow."""

    def __init__(self, day: Day):
        self.day = day
        self.faults: list[str] = []
        # What each party has won or lost, in hundredths.
        self.nets: Counter = Counter()

    def by_outcome(self) -> str:
        sums: dict[str, Counter] = {}
        for order in self.day.played:
            counts = sums.setdefault(order.fate.outcome, Counter())
            counts.update(self.check(order.id, order.fate.outcome))
        rows = [
            [outcome, each["pools"], each["placed"], each["bets"], each["void"],
             *(f"{each[name] / 100:.2f}" for name in ("bank", "paid", DEVELOPERS))]
            for outcome, each in sorted(sums.items())]
        heads = ["order", "pools", "bets placed", "in sheets", "void", "bank", "paid out", DEVELOPERS]
        return table("Pools by outcome", heads, rows)

    def check(self, order: str, outcome: str) -> dict[str, int]:
        """R-281: a pool has its sheet, and pays what follows from that."""
        market = self.settled(order)
        sheet = self.day.bettors[0].call("GET", f"{MARKETS}/{order}/sheet").content
        if hashlib.sha256(sheet).hexdigest() != market["settlement"]["sheet_sha256"]:
            self.faults.append(f"the sheet of {order} has another digest")
        stakes = read(sheet.decode())
        placed = self.day.bets.get(order, {})
        if placed != {each.id: each.stake for each in stakes}:
            self.faults.append(f"the sheet of {order} has other bets than were placed")
        if market["outcome"] != outcome:
            self.faults.append(f"the pool of {order} was settled as {market['outcome']}")
        payouts, developers = divide(stakes, outcome)
        staked = Counter()
        for each in stakes:
            if not each.void:
                staked[each.manager] += each.stake
        shares = {each["manager_id"]: hundredths(each["payout"]) for each in market["shares"] or []}
        if shares != payouts or hundredths(market["settlement"]["to_developers"]) != developers:
            self.faults.append(f"the pool of {order} pays {shares}, and should pay {payouts}")
        self.nets.update({manager: payouts[manager] - staked[manager] for manager in payouts})
        self.nets[DEVELOPERS] += developers
        return {
            "pools": 1, "placed": len(placed), "bets": len(stakes),
            "void": sum(each.void for each in stakes), "bank": staked.total(),
            "paid": sum(payouts.values()), DEVELOPERS: developers,
        }

    def settled(self, order: str) -> dict:
        """Once the order's end has come there by its event."""
        path, found = f"{MARKETS}/{order}", {}

        def is_settled() -> bool:
            found.update(self.day.bettors[0].get(path))
            return found["status"] == "settled"
        until(is_settled, f"R-281: the pool of {order} is not settled")
        return found

    def check_statement(self) -> None:
        """A statement of all of it clears what everybody owes."""
        statement = self.day.bettors[0].create("/api/bets/statements", {})
        nets = {each["party"]: hundredths(each["net"]) for each in statement["lines"]}
        if nets != {party: net for party, net in self.nets.items() if net}:
            self.faults.append(f"the statement has {nets}, and should have {dict(self.nets)}")
        left = Counter(nets)
        for each in statement["transfers"]:
            left[each["debtor"]] += hundredths(each["amount"])
            left[each["creditor"]] -= hundredths(each["amount"])
        if any(left.values()):
            self.faults.append(f"the transfers leave {left}")


def read(sheet: str) -> list[Stake]:
    """The bets of a sheet."""
    rows = [line.split("|") for line in sheet.splitlines() if line[:1].isdigit()]
    return [
        Stake(int(row[0]), row[1], row[2], row[3], hundredths(row[4]), row[6] != "counts")
        for row in rows if len(row) == 7]


def divide(stakes: list[Stake], outcome: str) -> tuple[dict[str, int], int]:
    """What each manager whose stakes count gets, and the developers: by largest remainder."""
    valid = [each for each in stakes if not each.void]
    bank = sum(each.stake for each in valid)
    right = Counter()
    for each in valid:
        right[each.manager] += each.stake if each.outcome == outcome else 0
    whole = right.total()
    if not whole:
        return dict.fromkeys(right, 0), bank
    payouts = {manager: stake * bank // whole for manager, stake in right.items()}

    def turn(manager: str) -> tuple:
        mine = [each.seq for each in valid if each.manager == manager and each.outcome == outcome]
        return (-(right[manager] * bank % whole), min(mine, default=0), manager)
    left = bank - sum(payouts.values())
    for manager in sorted((each for each in right if right[each]), key=turn)[:left]:
        payouts[manager] += 1
    return payouts, 0


def hundredths(amount: str) -> int:
    return int(Decimal(amount) * 100)
