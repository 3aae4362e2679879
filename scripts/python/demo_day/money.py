"""The money rules of the domain, reckoned anew: nothing here is asked of MCF."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

PRICE = Decimal("100.00")
FINE = Decimal("40.00")
EARNING_PERCENT = 60
HUNDREDTH = Decimal("0.01")


def percent(amount: Decimal, rate: int) -> Decimal:
    return (amount * rate / 100).quantize(HUNDREDTH, ROUND_HALF_UP)


@dataclass(frozen=True)
class Discount:
    """R-040: above the first step 5 %, a point more for each further one, 12 % at most."""

    step: Decimal = Decimal(10_000)

    def rate(self, paid: Decimal) -> int:
        steps = int((paid / self.step).to_integral_value(ROUND_CEILING)) - 1
        return min(4 + steps, 12) if steps > 0 else 0

    def charges(self, least: Decimal, most: Decimal) -> list[Decimal]:
        """What an order may cost somebody who has paid so much by then: of one sum it is one."""
        rates = [0, *range(5, 13)]
        return [
            percent(PRICE, 100 - rate) for rate in rates
            if self.rate(least) <= rate <= self.rate(most)]

    def check(self, order: dict, least: Decimal, most: Decimal, came: Decimal) -> None:
        """That an order costs what it has to for a client of whom so much counts as paid, and that no
        more counts than has come."""
        charges = self.charges(least, most)
        paid = f"{least}" if least == most else f"{least} to {most}"
        if Decimal(order["charge"]) not in charges:
            raise AssertionError(
                f"R-040: the order {order['id']} of a client who has paid {paid} costs "
                f"{order['charge']}, and should cost {' or '.join(map(str, charges))}")
        if most > came:
            raise AssertionError(
                f"R-040: of the client of the order {order['id']} {paid} counts as paid, and no more "
                f"than {came} has come")


def earning(outcome: str) -> Decimal:
    """R-240: what an order brings its worker."""
    if outcome == "completed":
        return percent(PRICE, EARNING_PERCENT)
    return -FINE if outcome == "failed" else Decimal(0)
