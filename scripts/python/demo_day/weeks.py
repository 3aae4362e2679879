"""Weeks of a few seconds each, with providers that misbehave in every way, and what they come to."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

from local_mcf import LocalMCF
from rest import Caller, Refused

from .acts import CLIENTS, LIMIT, Acts, name_account
from .batch import Batch
from .books import money
from .day import Day, Progress, instant
from .facts import until
from .fates import FATES, deal
from .four_books import FourBooks
from .money import Discount
from .providers import Providers, agree
from .refunds import Refunds
from .settling import Settling

# Of how much more paid the discount rises; two orders reach it.
DISCOUNT_STEP = 150
LATE = next(fate for fate in FATES if fate.name == "called off by the client")
# It takes longer than a week.
LONG = "report_missing"


def settings(week: int, weeks: int) -> dict[str, str]:
    """What makes weeks and months of seconds; a month is four weeks, or all where there are fewer."""
    return {
        "MCF_CLIENT_BILLING_CUTOFF": f"every {week}s",
        "MCF_WORKER_BILLING_CUTOFF": f"every {week * min(weeks, 4)}s",
        "MCF_BILLING_SCHEDULE": "off", "MCF_BILLING_GRACE_SECONDS": "1",
        "MCF_RETRY_EVERY": "5s", "MCF_COLLECT_INTERVAL_SECONDS": "0.5", "MCF_LOOK_SECONDS": "1",
        "MCF_PROVIDER_TIMEOUT_SECONDS": "2", "MCF_DISCOUNT_STEP": str(DISCOUNT_STEP),
        "MCF_FOUR_EYES_ABOVE": str(LIMIT),
    }


class Weeks:
    def __init__(
        self, day: Day, mcf: LocalMCF, providers: Providers, week: int, say: Callable[[str], None]
    ):
        self.day = day
        self.batch = Batch(mcf, week)
        self.providers = providers
        self.acts = Acts(day)
        self.refunds = Refunds(self.acts)
        self.say = say
        day.came = self.came
        self.payers: list[str] = []

    def agree_on_payments(self) -> None:
        """As among the demo cats: most clients by card, some by direct debit, some not at all yet."""
        for n, (client, subject) in enumerate(self.day.clients.items()):
            if n % 10 != 9:
                me = self.day.caller("client", subject)
                until(lambda: is_known(me), f"billing has not heard of {subject}")
                agree(me, "direct_debit" if n % 10 == 4 else "card")
                self.payers.append(client)
        newcomers = self.day.manager.each("/api/workers", q=self.day.run, limit=200)
        for n, worker in enumerate(newcomers):
            if n % 10 != 9:
                name_account(self.day.caller("worker", worker["id"]), n)

    def play(self, number: int, show: Callable[[Progress], None]) -> None:
        """A week: its orders, and what managers do; then its end, at which much goes wrong."""
        self.providers.misbehave(number)
        fates = [fate for fate in deal(self.day.orders) if fate.reason != LONG]
        self.day.play(show, fates)
        self.day.guard(self.acts.play, number)
        # By card, and by direct debit.
        self.day.guard(self.acts.pay_by_hand, self.providers.all[number % 2])
        if number:
            self.day.guard(self.give_back)
        self.day.guard(self.end)
        self.providers.misbehave(number)

    def end(self) -> None:
        order = self.end_with_a_late_event()
        until(lambda: self.lines(order), f"no line for the late order {order}")
        (line,) = self.lines(order)
        if not line["late"]:
            raise AssertionError(f"R-225: the order {order} is not late: {line}")

    def lines(self, order: str) -> list[dict]:
        every = self.day.manager.each(f"{CLIENTS}/lines", limit=200)
        return [line for line in every if line["order_id"] == order]

    def end_with_a_late_event(self) -> str:
        """An order ends in time, and its event comes when the week is sealed; the first run over it
        is killed, and no provider takes anything when the next one has made the invoices."""
        cutoff = self.batch.cutoff(least=6)
        time.sleep(cutoff - 6 - time.time())
        # A week in which nothing has happened yet is one with the next; so something does.
        timely, late = self.day.order(1, LATE), self.day.order(0, LATE)
        self.day.carry_out(timely, self.day.caller("client", self.day.clients[timely.client]))
        until(lambda: self.lines(timely.id), "no line for the timely order", 5)
        with self.batch.relay_stopped():
            self.day.carry_out(late, self.day.caller("client", self.day.clients[late.client]))
            if time.time() > cutoff:
                raise AssertionError("the late order did not end in time")
            time.sleep(cutoff - time.time())
            self.batch.kill_a_run()
            self.providers.fail()
            self.say(self.batch.bill())
            until(self.is_collecting, "nothing is being collected", 20)
        return late.id

    def is_collecting(self) -> bool:
        return self.day.manager.get(f"{CLIENTS}/invoices", status="under_way")["items"] != []

    def settle(self, seconds: float) -> None:
        self.providers.hold()
        until(self.has_misbehaved, "most invoices have come to no provider", 90)
        self.give_back()
        self.providers.behave()
        Settling(self.acts, self.batch, self.payers).run(seconds)
        self.check_discounts()

    def has_misbehaved(self) -> bool:
        """Whether most of the last invoices have come to a provider, after the outage."""
        asked = self.providers.references()
        invoices = self.day.manager.each(f"{CLIENTS}/invoices", status="under_way", limit=200)
        return sum(each["id"] not in asked for each in invoices) * 4 < len(self.payers)

    def give_back(self) -> None:
        """By providers that misbehave as ever, but for one way."""
        with self.providers.moving_once():
            until(lambda: self.refunds.play(self.payers), "nobody has paid an invoice")
            asked = {each.id for each in self.acts.refunds}
            until(lambda: asked <= self.providers.references(), "a refund has come to no provider")

    def came(self, client: str) -> Decimal:
        """What has ever come from a client, as providers have it."""
        return self.of_client(client, self.providers.came())

    def of_client(self, client: str, sums: dict[str, Decimal]) -> Decimal:
        return sum((sums[each] for each in self.acts.references(client)), Decimal(0))

    def check_discounts(self) -> None:
        """R-040: nothing is under way any more, so by what is with the providers it is known what
        each client pays for an order for tomorrow."""
        standing = self.providers.standing()
        for n, (client, subject) in enumerate(self.day.clients.items()):
            me, paid = self.day.caller("client", subject), self.of_client(client, standing)

            def counts() -> bool:
                return Decimal(me.get("/api/clients/me")["paid"]) == paid

            until(counts, f"R-040: {subject} does not count as one who has paid {paid}", 20)
            order = self.day.request(n, "tomorrow", instant(timedelta(days=1)))
            self.day.discount.check(order, paid, paid, came=paid)

    def faults(self) -> list[str]:
        """What the books do not agree in; each table is said."""
        books = FourBooks(self.day, self.acts, self.providers)
        tables = (self.providers.table(), books.by_client(), books.by_worker(), books.refunds())
        for text in tables:
            self.say(f"\n{text}")
        self.say(f"\nGold Hat gets back {money(sum(books.paid_again.values()))} that it paid twice.")
        books.name_unknown()
        return books.faults

    def verify(self) -> None:
        self.say(self.batch.mcf_says("ledger", "verify"))


def is_known(client: Caller) -> bool:
    try:
        return client.get(f"{CLIENTS}/payment-methods") is not None
    except Refused:
        return False


def discount() -> Discount:
    return Discount(Decimal(DISCOUNT_STEP))
