"""The stand-ins for those who move money, and how badly they do it."""

from __future__ import annotations

import contextlib
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import parse_qs, urlsplit

import requests

from local_mcf import LocalMCF
from rest import Caller

from .facts import until
from .tables import table

# Every way in which one can misbehave, but to hold an answer until it is told to let it go: `hold`.
BAD = {
    "delay_seconds": 0.2, "failure_rate": 0.03, "lost_answer_rate": 0.15, "decline_rate": 0.2,
    "pending_seconds": 1, "back_rate": 0.2, "back_after_seconds": 2, "pay_twice_rate": 0.15,
}
GOOD = {**dict.fromkeys(BAD, 0), "hold": False, "notice": "normal"}
# What they tell of changes, and why they decline: another way each week.
NOTICES = ["before_answer", "twice", "shuffled", "none"]
CODES = {
    "Payments by card": ["insufficient_funds", "closed", "insufficient_funds", "stolen"],
    "Direct debits": ["insufficient_funds", "insufficient_funds", "revoked", "insufficient_funds"],
    "Transfers to workers": ["limit_reached", "account_closed", "limit_reached", "limit_reached"],
}
URLS = {
    "Payments by card": "MCF_CARD_URL", "Direct debits": "MCF_DEBIT_URL",
    "Transfers to workers": "MCF_GOLD_HAT_URL"}
STATES = ["paid", "declined", "returned", "pending"]


@dataclass(frozen=True)
class Provider:
    """One of them."""

    name: str
    url: str

    def behave(self, **how) -> None:
        requests.patch(f"{self.url}/behaviour", json=how, timeout=20).raise_for_status()

    def pay(self, amount: Decimal) -> dict:
        """Somebody pays there by hand: nobody has asked for it."""
        wish = {
            "reference": str(uuid.uuid4()), "token": "by hand", "amount": str(amount),
            "text": "For the cats"}
        answer = requests.post(f"{self.url}/payments", json=wish, timeout=20)
        answer.raise_for_status()
        return answer.json()

    def payments(self) -> list[dict]:
        """Everything that it was ever asked for."""
        answer = requests.get(f"{self.url}/payments", timeout=20)
        answer.raise_for_status()
        return answer.json()["items"]


class Providers:
    def __init__(self, settings: dict[str, str]):
        self.all = [
            Provider(name, settings[url]) for name, url in URLS.items() if url in settings]

    @classmethod
    def beside(cls, mcf: LocalMCF) -> Providers:
        """Those that an `mcf up` has inside, as it tells whoever works beside it."""
        kept = (mcf.state / "beside.env").read_text().splitlines()
        return cls(dict(line.split("=", 1) for line in kept))

    def misbehave(self, week: int) -> None:
        for turn, provider in enumerate(self.all):
            codes = CODES[provider.name]
            notice = NOTICES[(week + turn) % 4]
            provider.behave(**BAD, notice=notice, decline_code=codes[week % 4])

    @contextlib.contextmanager
    def moving_once(self) -> Iterator[None]:
        """Nobody pays or gives back twice: of refunds no book knows that."""
        for provider in self.all:
            provider.behave(pay_twice_rate=0)
        yield
        for provider in self.all:
            provider.behave(pay_twice_rate=BAD["pay_twice_rate"])

    def hold(self) -> None:
        """What somebody is asked for, and does, it does not answer until it is told to."""
        before = self.references()
        for provider in self.all:
            provider.behave(hold=True)
        until(lambda: self.references() - before, "nobody has taken anything without an answer")
        for provider in self.all:
            provider.behave(hold=False)

    def fail(self) -> None:
        """An outage: none of them takes anything."""
        for provider in self.all:
            provider.behave(failure_rate=1)

    def behave(self) -> None:
        for provider in self.all:
            provider.behave(**GOOD)

    def references(self) -> set[str]:
        """For what somebody was asked, and has taken it."""
        return {each["reference"] for provider in self.all for each in provider.payments()}

    def table(self) -> str:
        """What has become of all that they were asked for."""
        rows = []
        for provider in self.all:
            payments = provider.payments()
            states = Counter(payment["status"] for payment in payments)
            keys = Counter(payment["key"] for payment in payments)
            twice = sum(count > 1 for count in keys.values())
            rows.append([provider.name, *(states[state] for state in STATES), twice])
        return table("Payments at providers", ["provider", *STATES, "twice"], rows)

    def standing(self) -> dict[str, Decimal]:
        """What has been paid and has stayed, by reference; what was given back is taken off."""
        return sums(self.moves("paid"))

    def came(self) -> dict[str, Decimal]:
        """All that ever came, be it gone again or not, by reference."""
        return sums(each for each in self.moves("paid", "returned") if each[1] > 0)

    def given_back(self) -> dict[str, Decimal]:
        """By refunds, by the reference of what had been paid."""
        return sums((reference, -amount) for reference, amount in self.moves("paid") if amount < 0)

    def paid_again(self, keys: set[str]) -> dict[str, Decimal]:
        """What has been paid, and has stayed, beside the first payment under each of some keys; by
        reference."""
        found, seen = defaultdict(Decimal), set()
        for payment in (each for provider in self.all for each in provider.payments()):
            if payment["status"] == "paid" and payment["key"] in keys:
                if payment["key"] in seen:
                    found[payment["reference"]] += Decimal(payment["amount"])
                seen.add(payment["key"])
        return found

    def moves(self, *states: str) -> Iterator[tuple[str, Decimal]]:
        """Payments that are in one of some states, with what they were for; less than nothing is what
        is given back of one."""
        references: dict[str, str] = {}
        for payment in (each for provider in self.all for each in provider.payments()):
            given = payment.get("payment")
            references[payment["id"]] = references.get(given, payment["reference"])
            if payment["status"] in states:
                amount = Decimal(payment["amount"])
                yield references[payment["id"]], -amount if given else amount


def sums(moves: Iterable[tuple[str, Decimal]]) -> dict[str, Decimal]:
    found: dict[str, Decimal] = defaultdict(Decimal)
    for reference, amount in moves:
        found[reference] += amount
    return found


def agree(client: Caller, adapter: str) -> str:
    """A way to pay, added and authorised on its provider's own page; its id."""
    methods = "/api/client-billing/payment-methods"
    added = client.create(methods, {"adapter": adapter})
    page = urlsplit(added["authorise_url"])
    decided = requests.post(
        f"{page.scheme}://{page.netloc}{page.path}", timeout=20, allow_redirects=False,
        data={"session": parse_qs(page.query)["session"][0], "decision": "authorise"})
    if decided.status_code != 303:
        raise AssertionError(f"{adapter}: {decided.status_code} {decided.text[:200]}")
    client.get(methods)
    return added["id"]
