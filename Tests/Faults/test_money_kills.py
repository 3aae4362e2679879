"""SIGKILL of whoever pays out or collects, at each step of a payment: the provider moves the money
once, and the books know."""

from __future__ import annotations

import contextlib
import functools
import threading
from collections.abc import Callable, Iterator

import pytest
from events.cluster import wait_until

from .collect_bed import Collections
from .money_bed import MADE, NONE, PAID, MoneyBed
from .payout_bed import Payouts

# Who moves money.
SIDES = {"payouts": Payouts, "collections": Collections}


def pytest_generate_tests(metafunc):
    """Each side for each of its steps; in full form, with a provider that tells of what it does, too."""
    told = [False, True] if metafunc.config.getoption("full") else [False]
    sides = [(name, tells) for name in SIDES for tells in told]
    steps = {"test_before_the_provider_is_asked": "before", "test_when_the_provider_has_answered": "after"}
    when = steps.get(metafunc.function.__name__)
    if when is None:
        metafunc.parametrize("side", sides, indirect=True, ids=label)
    else:
        found = [(side, step) for side in sides for step in getattr(SIDES[side[0]], when)]
        metafunc.parametrize("side, step", found, indirect=["side"], ids=label)


def label(value: object) -> str:
    return value if isinstance(value, str) else value[0] + "-told" * value[1]


@pytest.fixture(scope="module")
def beds(server, tmp_path_factory) -> Iterator[Callable[[str, bool], MoneyBed]]:
    """Makes each when it is first asked for; a fixture with values would make one for each step. The
    books are of all that has happened to them, and are checked once."""
    with contextlib.ExitStack() as made:
        @functools.cache
        def bed(name: str, tells: bool) -> MoneyBed:
            folder = tmp_path_factory.mktemp("side")
            new = SIDES[name](server, folder, parties=20, tells=tells)
            made.callback(new.remove)
            made.callback(new.check_books)
            return new
        yield bed


@pytest.fixture
def side(request, beds) -> MoneyBed:
    return beds(*request.param)


def test_before_the_provider_is_asked(side, step):
    locks, with_backends, tries = side.before[step]
    with contextlib.ExitStack() as held_before:
        first, *others = locks
        held_now = held_before.enter_context(contextlib.ExitStack())
        held_now.enter_context(held(side, first))
        invoice = side.begin()
        side.wait_for_lock(first)
        for lock in others:
            held_before.enter_context(held(side, lock))
            held_now.close()
            side.wait_for_lock(lock)
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
    side.provider.behave(hold=True)
    invoice = side.begin()
    wait_until(lambda: side.provider.payments(invoice), 20, side.service.tail)
    side.kill(with_backends=True)
    side.provider.behave(hold=False)
    ends_paid(side, invoice, MADE)


def test_when_the_provider_has_answered(side, step):
    (lock,), with_backends, tries = side.after[step]
    with contextlib.ExitStack() as locks:
        side.line.back = lambda: locks.enter_context(held(side, lock))
        invoice = side.begin()
        wait_until(lambda: side.provider.payments(invoice), 20, side.service.tail)
        side.wait_for_lock(lock)
        side.kill(with_backends=with_backends)
        side.line.back = lambda: None
    ends_paid(side, invoice, tries)


def test_as_an_order_is_taken(side):
    """A handler dies: its line is booked once, and whoever was to be paid meanwhile is."""
    lock = "lock table billing_line in share mode"
    with held(side, lock):
        order = side.finish_an_order()
        side.wait_for_lock(lock)
        side.kill(with_backends=True)
    invoice = side.begin()
    ends_paid(side, invoice, NONE)
    lines = "select from billing_line where order_id = %s"
    wait_until(lambda: side.books.query(lines, order), 20, side.service.tail)
    assert len(side.books.query(lines, order)) == 1


def ends_paid(side: MoneyBed, invoice: str, tries: list[tuple]) -> None:
    """It is paid by the next process, once, whatever was known when the last one died."""
    wait_until(lambda: side.known(invoice)[0] == tries, 20, lambda: side.known(invoice))
    side.restart()
    wait_until(lambda: side.is_paid(invoice), 30, side.service.tail)
    side.expect_paid_once(invoice)
    # Whoever came after has looked before it asked.
    assert [each["times"] for each in side.provider.payments(invoice)] == [1]
    assert side.known(invoice) == (PAID, 1, 1)


@contextlib.contextmanager
def held(side: MoneyBed, lock: str) -> Iterator[None]:
    """A transaction that holds a lock; who wants it waits until its own `lock_timeout`."""
    with side.books.connect() as connection, connection.transaction(force_rollback=True):
        connection.execute(lock)
        yield
