"""`mcf billing` under way: who waits for whom, who is told what, and the service that bills by
itself."""

from __future__ import annotations

import os
import pty
import re
import signal
from datetime import datetime, timezone
from pathlib import Path

from billing_bed import EARNING, Books, plain
from events.cluster import wait_until


def test_it_takes_turns(books):
    with books.connect() as held, held.transaction():
        held.execute("lock table number_series in share mode")
        first = books.start()
        wait_until(books.waits_at, 20, "the first run to begin")
        refused = books.bill("--no-wait")
        assert (refused.returncode, refused.stdout) == (75, "")
        assert re.fullmatch(
            r"mcf: somebody else is billing: mcf command, since \S+Z "
            r"\(process \d+ of the server\)\n", refused.stderr)
        assert books.bill("--dry-run").returncode == 0, "a forecast waits for nobody"
        second = books.start()
        waits = second.stdout.readline()
        assert re.fullmatch(
            r"Waiting: mcf command, since \S+Z, is billing workers …\n", waits), waits
    assert first.wait(30) == 0
    assert second.wait(30) == 0
    assert second.stdout.read().startswith("Nothing is due.")
    books.check()


def test_told_to_stop_it_ends_after_its_chunk(books):
    with books.connect() as held, held.transaction():
        held.execute("lock table number_series in share mode")
        run = books.start()
        wait_until(books.waits_at, 20, "the run to begin")
        run.send_signal(signal.SIGTERM)
        wait_until(lambda: has_heard(run.pid), 20, "the signal")
    out, complaint = run.communicate(timeout=30)
    assert run.returncode == 75, (out, complaint)
    assert complaint == "mcf: told to stop before everything was billed; the next run goes on\n"
    assert "Issued" not in out
    assert books.query("select count(*) from invoice") == [(2 + 1_000,)]
    assert books.bill().returncode == 0
    books.check()


def test_a_terminal_sees_a_bar_that_leaves_nothing_behind(books):
    ours, its = pty.openpty()
    with books.connect() as held, held.transaction():
        held.execute("lock table number_series in share mode")
        run = books.start(stdout=its, stderr=its)
        os.close(its)
        sent = b""
        while "░".encode() not in sent:
            sent += os.read(ours, 1 << 16)
    while more := read_on(ours):
        sent += more
    assert run.wait(30) == 0
    os.close(ours)
    said = plain(sent.decode())
    bar = r"(█*░*)  %s %%   %s of 1200 workers   \d+/s   "
    for percent, done, full in [(0, 0, 0), (83, 1_000, 20), (100, 1_200, 24)]:
        shown = re.search("\r\x1b\\[K" + bar % (percent, done), said)
        assert shown and shown[1] == "█" * full + "░" * (24 - full), said
    left = [line.rpartition("\r\x1b[K")[2].rstrip("\r") for line in said.split("\n")]
    assert not re.search("[█░]", "".join(left))
    assert [line.split(" ")[0] for line in left if line[:1] != " "] == ["Month", "Issued", ""]


def start_behind_a_cutoff(billing, **rest):
    """A run that waits for an hour."""
    books, often = Books.empty(billing.cluster), "every 1s"
    books.book(datetime.now(timezone.utc), {1: EARNING}, days_before=0, rule=often)
    wait_until(lambda: books.query("select from period where ends_at <= now()") != [], 20, "its end")
    settings = {"MCF_WORKER_BILLING_CUTOFF": often, "MCF_BILLING_GRACE_SECONDS": "3600"}
    return books.start(settings=settings, **rest)


def test_a_terminal_sees_the_seconds_that_it_waits_and_nothing_stays_of_them(billing):
    ours, its = pty.openpty()
    run = start_behind_a_cutoff(billing, stdout=its, stderr=its)
    os.close(its)
    waits = "\r\x1b\\[KWaiting for what is still on its way: (\\d+) s left"
    sent = b""
    while len(set(re.findall(waits, plain(sent.decode(errors="ignore"))))) < 2:
        sent += os.read(ours, 1 << 16)
    run.send_signal(signal.SIGINT)
    while more := read_on(ours):
        sent += more
    assert run.wait(30) == 75
    os.close(ours)
    said = plain(sent.decode())
    left = [int(seconds) for seconds in re.findall(waits, said)]
    assert left[0] <= 3_600 and left == sorted(left, reverse=True), left
    lines = [line.rpartition("\r\x1b[K")[2] for line in said.split("\n")]
    assert [line.split(" ")[0] for line in lines] == ["Period", "mcf:", ""], lines


def test_elsewhere_one_line_says_what_it_waits_for(billing):
    run = start_behind_a_cutoff(billing)
    said = [plain(run.stdout.readline()) for _ in range(2)]
    assert said[0].startswith("Period to "), said
    assert re.fullmatch(r"Waiting for what is still on its way: 3\d{3} s left\n", said[1]), said
    run.send_signal(signal.SIGINT)
    out, complaint = run.communicate(timeout=30)
    assert (run.returncode, out) == (75, "")
    assert complaint == "mcf: told to stop before everything was billed; the next run goes on\n"


def test_the_service_bills_by_itself_at_each_cutoff_and_two_do_no_harm(billing, tmp_path):
    books = Books.empty(billing.cluster)
    often = "every 2s"
    settings = {"MCF_WORKER_BILLING_CUTOFF": often, "MCF_BILLING_SCHEDULE": "on"}
    services = [books.serve(tmp_path / f"{n}", **settings) for n in range(2)]

    def billed() -> list[tuple[str, str]]:
        """What they did that was not for nothing."""
        logs = "".join(service.tail(1_000_000) for service in services)
        return re.findall(r"msg=billed .*?invoices=([1-9]\d*) stuck=(\d+)", logs)

    try:
        for workers in (12, 13):
            now = datetime.now(timezone.utc)
            books.book(now, {n: EARNING for n in range(workers)}, days_before=0, rule=often)
            done = (f"{workers}", "0")
            wait_until(lambda: done in billed(), 30, services[0].tail)
    finally:
        for service in services:
            service.stop()
    assert sorted(billed()) == [("12", "0"), ("13", "0")]
    books.check()


def has_heard(process: int) -> bool:
    """Whether no signal is left that it was sent (proc_pid_status(5))."""
    status = Path(f"/proc/{process}/status").read_text()
    return not any(int(bits, 16) for bits in re.findall(r"^S(?:ig|hd)Pnd:\t(\w+)", status, re.M))


def read_on(terminal: int) -> bytes:
    """What else a terminal is sent; nothing: its last program has ended."""
    try:
        return os.read(terminal, 1 << 16)
    except OSError:
        return b""
