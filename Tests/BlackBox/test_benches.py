"""A benchmark that is told to stop leaves nothing running."""

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
