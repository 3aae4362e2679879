"""What providers do to whoever collects, and a replica that is killed: each invoice is paid once."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from events.cluster import wait_until

from local_mcf import free_port

from .collect_bed import Collections
from .money_bed import MADE, PAID


# What the provider makes of its notices, and how often its answers are lost: in short form each once.
NOTICES = [("twice", 0), ("before_answer", 0), ("normal", 1), ("shuffled", 1), ("none", 1)]


def pytest_generate_tests(metafunc):
    if "lost" in metafunc.fixturenames:
        others = [(notice, 1 - lost) for notice, lost in NOTICES]
        found = NOTICES + others * metafunc.config.getoption("full")
        metafunc.parametrize(("notice", "lost"), found)


@pytest.fixture(scope="module")
def bed(server, tmp_path_factory) -> Iterator[Collections]:
    made = Collections(server, tmp_path_factory.mktemp("side"), parties=80, tells=True)
    yield made
    # Of all that has happened to them.
    made.check_books()
    made.remove()


def test_notices(bed, notice, lost):
    """They make somebody look, and are nothing that anything is believed by. Without any, what is not
    known is found out at its time."""
    bed.provider.behave(notice=notice, lost_answer_rate=lost)
    invoices = [bed.begin() for _ in range(4)]
    wait_until(lambda: all(map(bed.provider.payments, invoices)), 20, bed.service.tail)
    if notice == "none" and lost:
        # The first may be found out by the time that the last is not known.
        wait_until(lambda: all(bed.known(i)[0] != MADE for i in invoices), 20, bed.service.tail)
        bed.let_leases_end()
    ends_paid(bed, invoices)


def test_two_replicas_one_of_which_dies(bed, full):
    bed.provider.behave(notice="none", lost_answer_rate=0.3)
    other = bed.serve(free_port())
    try:
        for _ in range(4 if full else 1):
            invoices = [bed.begin() for _ in range(8)]
            so_far = random.randint(1, 4)
            wait_until(
                lambda: sum(map(len, map(bed.provider.payments, invoices))) >= so_far, 20, other.tail)
            bed.service.kill()
            bed.service = bed.serve(bed.port)
            wait_until(lambda: moves_on(bed, invoices), 60, other.tail)
            ends_paid(bed, invoices)
    finally:
        other.kill()


def moves_on(bed: Collections, invoices: list[str]) -> bool:
    bed.let_leases_end()
    return all(map(bed.is_paid, invoices))


def ends_paid(bed: Collections, invoices: list[str]) -> None:
    wait_until(lambda: all(map(bed.is_paid, invoices)), 30, bed.service.tail)
    for invoice in invoices:
        bed.expect_paid_once(invoice)
        assert bed.known(invoice) == (PAID, 1, 1)
