"""SIGKILL of whoever pays, at each step of a payment: the provider pays once, and the books know."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator

import psycopg
import pytest
from events.cluster import wait_until

from .payout_bed import Payouts

# Who pays: what a side is asked for here, the other one will be.
SIDES = {"payouts": Payouts}

# Each step by what makes the service wait there; whether its backend dies with it; the tries that
# are known by then.
NONE, MADE, PAID = [], [(1, "made")], [(1, "succeeded")]
BEFORE = {
    "before the try is written": ("lock table payout_account in access exclusive mode", True, NONE),
    "as the try is written": ("lock table try_history in share mode", True, NONE),
    "as the try is booked": ("select from ledger_head for update", True, NONE),
    # What it was sent Postgres does, and nobody hears of it.
    "the try is written": ("select from ledger_head for update", False, MADE),
}
AFTER = {
    "before the answer is noted": ("select from settlement for update", True, MADE),
    "as the payment is received": ("lock table receipt in share mode", True, MADE),
    "as the payment is booked": ("select from ledger_head for update", True, MADE),
    "as it is told": ("lock table outbox in share mode", True, MADE),
    "it is noted": ("lock table outbox in share mode", False, PAID),
}


@pytest.fixture(scope="module", params=SIDES)
def side(request, tmp_path_factory) -> Iterator[Payouts]:
    made = SIDES[request.param](tmp_path_factory.mktemp("side"), workers=20)
    yield made
    made.remove()


@pytest.mark.parametrize("step", BEFORE)
def test_before_the_provider_is_asked(side, step):
    lock, with_backends, tries = BEFORE[step]
    with held(side, lock):
        invoice = side.begin()
        side.wait_for_lock()
        side.kill(with_backends=with_backends)
        assert side.provider.payments(invoice) == []
    ends_paid(side, invoice, tries)


def test_before_the_order_arrives(side):
    """It never does."""
    asked, over = threading.Event(), threading.Event()

    def lose() -> None:
        asked.set()
        over.wait(60)
        raise ConnectionError

    side.line.there = lose
    invoice = side.begin()
    assert asked.wait(20), side.service.tail()
    side.kill(with_backends=True)
    side.line.there = lambda: None
    over.set()
    assert side.provider.payments(invoice) == []
    ends_paid(side, invoice, MADE)


def test_while_the_answer_is_held(side):
    side.provider.hold(True)
    invoice = side.begin()
    wait_until(lambda: side.provider.payments(invoice), 20, side.service.tail)
    side.kill(with_backends=True)
    side.provider.hold(False)
    ends_paid(side, invoice, MADE)


@pytest.mark.parametrize("step", AFTER)
def test_when_the_provider_has_answered(side, step):
    lock, with_backends, tries = AFTER[step]
    with contextlib.ExitStack() as locks:
        side.line.back = lambda: locks.enter_context(held(side, lock))
        invoice = side.begin()
        wait_until(lambda: side.provider.payments(invoice), 20, side.service.tail)
        side.wait_for_lock()
        side.kill(with_backends=with_backends)
        side.line.back = lambda: None
    ends_paid(side, invoice, tries)


def test_as_an_order_is_taken(side):
    """A handler dies: its line is booked once, and whoever was to be paid meanwhile is."""
    with held(side, "lock table billing_line in share mode"):
        order = side.finish_an_order()
        side.wait_for_lock()
        side.kill(with_backends=True)
    invoice = side.begin()
    ends_paid(side, invoice, NONE)
    lines = "select from billing_line where order_id = %s"
    wait_until(lambda: side.books.query(lines, order), 20, side.service.tail)
    assert len(side.books.query(lines, order)) == 1
    side.check_books()


def ends_paid(side: Payouts, invoice: str, tries: list[tuple]) -> None:
    """It is paid by the next process, once, whatever was known when the last one died."""
    wait_until(lambda: side.known(invoice)[0] == tries, 20, lambda: side.known(invoice))
    side.restart()
    wait_until(lambda: side.is_paid(invoice), 30, side.service.tail)
    (payment,) = side.provider.payments(invoice)
    assert (payment["key"], payment["status"], payment["times"]) == (f"{invoice}.1", "paid", 1)
    assert side.known(invoice) == (PAID, 1, 1)
    side.check_books()


@contextlib.contextmanager
def held(side: Payouts, lock: str) -> Iterator[psycopg.Connection]:
    """A transaction that holds a lock; who wants it waits until its own `lock_timeout`."""
    with side.books.connect() as connection, connection.transaction(force_rollback=True):
        connection.execute(lock)
        yield connection
