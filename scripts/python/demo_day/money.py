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

    def charge(self, paid: Decimal) -> Decimal:
        """What an order costs somebody who has paid so much by then."""
        return percent(PRICE, 100 - self.rate(paid))


def earning(outcome: str) -> Decimal:
    """R-240: what an order brings its worker."""
    if outcome == "completed":
        return percent(PRICE, EARNING_PERCENT)
    return -FINE if outcome == "failed" else Decimal(0)
