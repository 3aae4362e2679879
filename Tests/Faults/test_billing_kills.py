"""SIGKILL of `mcf billing` at each step that it takes, for clients (case 19) and workers: the next run
goes on, and comes to the same."""

from __future__ import annotations

import contextlib
import random
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from billing_bed import CLIENTS, COMMIT, OF_CLIENTS, OF_WORKERS, WORKERS, ZONE, Books
from events.cluster import wait_until


def pytest_generate_tests(metafunc):
    """In full form with doorbells, too, since whoever bills rings one for each chunk; and whoever is
    killed at a step is also the only one who is."""
    full = metafunc.config.getoption("full")
    if "books" in metafunc.fixturenames:
        bells = ["off", "on"] if full else ["off"]
        metafunc.parametrize("bells", bells, ids=[f"notify-{each}" for each in bells])
    if "steps" in metafunc.fixturenames:
        alone = {step: [step] for step in STEPS} if full else {}
        steps = {"each": list(STEPS), **alone}
        metafunc.parametrize("steps", steps.values(), ids=steps)


@pytest.fixture(scope="module", params=[OF_WORKERS, OF_CLIENTS], ids=["workers", "clients"])
def filled(request, server) -> Books:
    books = Books.filled(server, request.param)
    books.commit_behind("number_series", "last")
    return books


@pytest.fixture
def books(filled, bells) -> Iterator[Books]:
    copy = filled.copy(MCF_NOTIFY=bells)
    yield copy
    copy.drop()


@pytest.fixture(scope="module")
def undisturbed(filled) -> Books:
    """What all comes to if nobody is killed."""
    books = filled.copy()
    assert books.bill().returncode == 0
    books.check()
    if books.side == OF_CLIENTS:
        # Case 19: of nobody is anything from before.
        assert [number for number, *_ in books.invoices()] == list(range(1, 1_001))
    return books


# How many invoices the last period has in the end.
INVOICES = {OF_WORKERS: WORKERS, OF_CLIENTS: CLIENTS}
# Each step by what makes the run wait there, and what is done by then: whether the last period is
# closing, is sealed, has a run; and whether it has its invoices.
DUE = "(select id from period where ends_at < now() order by ends_at desc limit 1)"
STEPS = {
    "before the next period": (f"select from period where id = {DUE} for update", (0, 0, 0, 0)),
    "before it closes": (f"select from period where id = {DUE} for no key update", (0, 0, 0, 0)),
    "before the seal": (f"select from period where id = {DUE} for key share", (1, 0, 0, 0)),
    "sealed, and no run": ("lock table billing_run in share mode", (1, 1, 0, 0)),
    "before the lines are read": ("lock table billing_line in access exclusive mode", (1, 1, 1, 0)),
    # Somebody has something carried.
    "the lines are read": ("select from account for update", (1, 1, 1, 0)),
    "at the numbers": (
        f"""
        insert into number_series as s (series, year, last)
        select series, extract(year from now() at time zone '{ZONE}'), 0
        from   unnest(array['C', 'W']) series
        on     conflict (series, year) do update set last = s.last
        """, (1, 1, 1, 0)),
    "at an invoice": (
        f"""
        set local session_replication_role = replica;
        insert into invoice
        select gen_random_uuid(),
               (select party from billing_line where period = {DUE} order by party limit 1), {DUE},
               'X', 2000, 1, 1, 0, 0, 0, 0, now(), '', ''
        """, (1, 1, 1, 0)),
    "at the lane": ("select from ledger_head where lane = 32 for update", (1, 1, 1, 0)),
    "at the events": ("lock table outbox in share mode", (1, 1, 1, 0)),
    "at the seal of the ledger": ("lock table ledger_seal in share mode", (1, 1, 1, 1)),
}


def test_killed_at_each_step(books, undisturbed, steps):
    """Whoever goes on from a step is killed at the next one."""
    for step in steps:
        lock, (*so_far_done, has_invoices) = STEPS[step]
        with held(books, lock):
            kill_once_it_waits(books, books.start())
            assert so_far(books) == (*so_far_done, has_invoices * INVOICES[books.side]), step
            if step != steps[-1]:
                # What it had sent would go on, and the next one would find that step done.
                end_backends(books)
    ends_as(books, undisturbed)


def test_killed_in_a_commit(books, undisturbed):
    """Of a chunk: all of it was said, and nobody hears whether it came about. It does not, and then
    it does."""
    for comes_about in (False, True):
        with held(books, COMMIT):
            kill_once_it_waits(books, books.start())
            assert books.waits_with() == ["commit"]
            assert so_far(books) == (1, 1, 1, 0)
            if not comes_about:
                end_backends(books)
        wait_until(lambda: books.backends() == [], 20, "its backends to end")
        assert so_far(books) == (1, 1, 1, comes_about * 1_000)
    ends_as(books, undisturbed)


def test_killed_between_chunks_and_before_it_is_finished(books, undisturbed):
    """A table is handed on to whoever waits for it; a row is whose who comes first."""
    before = books.digests()
    for invoices in sorted({1_000, INVOICES[books.side]}):
        with books.connect() as run_row, ThreadPoolExecutor() as aside:
            with run_row.transaction():
                with held(books, "lock table outbox in share mode"):
                    run = books.start()
                    wait_until(books.waits_at, 20, "a chunk")
                    taking = aside.submit(
                        run_row.execute, "lock table billing_run in exclusive mode")
                    wait_until(lambda: waiting(books, run_row), 20, "the row")
                taking.result(20)
                kill_once_it_waits(books, run)
                assert so_far(books) == (1, 1, 1, invoices)
                assert books.digests() == before
    ends_as(books, undisturbed)


def test_two_at_once(books, undisturbed):
    for _ in range(2):
        runs = [books.start() for _ in range(2)]
        for run in runs:
            out, complaint = run.communicate(timeout=60)
            assert (run.returncode, complaint) == (0, ""), out
    ends_as(books, undisturbed)


def test_killed_at_any_moment(books, undisturbed, full):
    for _ in range(20 if full else 2):
        run = books.start()
        time.sleep(random.uniform(0, 0.5))
        run.kill()
        run.communicate()
        # What it had sent goes on, and whoever comes next would wait behind all of them.
        wait_until(lambda: books.backends() == [], 20, "its backends to end")
    ends_as(books, undisturbed)


def ends_as(books: Books, undisturbed: Books) -> None:
    done = books.bill()
    assert (done.returncode, done.stderr) == (0, "")
    assert books.digests() == undisturbed.digests()
    assert books.invoices() == undisturbed.invoices()
    books.check()


def so_far(books: Books) -> tuple[int, int, int, int]:
    """How far it is with the last period, as STEPS tell that, and how many invoices it has; what is
    locked is not waited for."""
    with books.connect() as connection:
        connection.execute("set lock_timeout = '1s'")
        (count,) = connection.execute(
            "select num_nonnulls(closing_at), num_nonnulls(sealed_at) from period "
            f"where id = {DUE}")
        (run,) = connection.execute(f"select count(*) from billing_run where period = {DUE}")
        (invoices,) = connection.execute(f"select count(*) from invoice where period = {DUE}")
        return (*count, *run, *invoices)


def kill_once_it_waits(books: Books, run) -> None:
    wait_until(books.waits_at, 20, "the run")
    run.kill()
    run.communicate()


def end_backends(books: Books) -> None:
    books.query(
        "select pg_terminate_backend(pid) from pg_stat_activity "
        "where application_name = 'mcf command' and datname = current_database()")
    wait_until(lambda: books.backends() == [], 20, "its backends to end")


def waiting(books: Books, connection: psycopg.Connection) -> bool:
    return books.query(
        "select from pg_stat_activity where pid = %s and wait_event_type = 'Lock'",
        connection.info.backend_pid) != []


@contextlib.contextmanager
def held(books: Books, lock: str) -> Iterator[None]:
    """A transaction that holds a lock; who wants it waits until its own `lock_timeout`."""
    with books.connect() as connection, connection.transaction(force_rollback=True):
        connection.execute(lock)
        yield
