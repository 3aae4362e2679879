"""Benchmarks end what they have started, and the one that bills does so in its small form."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import uuid

import psutil
import pytest
from events.cluster import wait_until

from local_mcf import ROOT


def family(mark: str) -> list[str]:
    """The command lines of all processes that inherited the mark."""
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            if process.environ().get("BENCH_MARK") == mark:
                found.append(" ".join(process.cmdline()))
    return found


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_bench_ends_what_it_has_started(number):
    mark = str(uuid.uuid4())
    bench = subprocess.Popen(
        [sys.executable, "-m", "bench_relay", "--sustained", "10000000", "--rounds", "1"],
        env={**os.environ, "PYTHONPATH": str(ROOT / "scripts/python"), "BENCH_MARK": mark},
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        start_new_session=True)
    try:
        wait_until(lambda: any("pgbench" in line for line in family(mark)), 60, lambda: family(mark))
        assert any("events consume" in line for line in family(mark))
        # A backend that has just been forked still looks like its server.
        assert sum("bin/postgres" in line for line in family(mark)) >= 2
        bench.send_signal(number)
        output, _ = bench.communicate(timeout=60)
        assert bench.returncode == 128 + number, output
        wait_until(lambda: family(mark) == [], 20, lambda: family(mark))
    finally:
        bench.kill()


def test_billing_is_measured_and_its_books_are_in_order():
    done = subprocess.run(
        [sys.executable, "-m", "bench_billing", "--clients", "50", "--lines", "3", "--rounds", "1",
         "--events", "100"],
        env={**os.environ, "PYTHONPATH": str(ROOT / "scripts/python")}, cwd=ROOT,
        capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    rates = [line for line in done.stdout.splitlines() if " a second that " in line]
    assert len(rates) == 2 and all(float(line.split()[-2]) > 0 for line in rates), done.stdout
