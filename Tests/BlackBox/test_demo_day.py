"""scripts/demo-day itself, shortened."""

import os
import subprocess
import sys
from dataclasses import replace

import pytest
from demo_day.books import Books
from demo_day.day import Day
from demo_day.fates import COMPLETED

from local_mcf import ROOT


def test_a_short_day_ends_with_books_that_agree():
    command = [sys.executable, "-m", "demo_day", "--orders", "14", "--seconds", "5"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "scripts/python")}
    done = subprocess.run(
        command, capture_output=True, text=True, env=environment, timeout=280, check=False
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    for title in ["Orders by outcome", "Money by client", "Results by worker", "Packages by status"]:
        assert title in done.stdout
    for event in ["accepted", "started", "overdue", "finished"]:
        assert f"order.{event}.v1" in done.stdout
    for reason in ["worker_no_show", "report_missing", "client_request"]:
        assert reason in done.stdout
    assert "The books agree" in done.stdout


@pytest.mark.parametrize("wrong", [{"charge": "99.00"}, {"worker": "another"}, {"fate": None}, {"package": "lost"}])
def test_books_that_disagree_are_told(mcf, monkeypatch, wrong):
    monkeypatch.setattr("demo_day.day.deal", lambda count: [COMPLETED] * count)
    day = Day(mcf.url, mcf.token, orders=2, seconds=0, grace=6)
    day.import_people(1, 1)
    day.open_services()
    day.play(lambda progress: None)
    assert day.faults == []
    good = Books(day, mcf.database)
    tables = [good.by_outcome(), good.by_client(), good.by_worker(), good.by_package()]
    assert good.disagreements == 0, tables

    # Without the database, REST alone has to agree.
    alone = Books(day, None)
    tables = [alone.by_outcome(), alone.by_client(), alone.by_worker(), alone.by_package()]
    assert alone.disagreements == 0, tables

    order = day.played[0]
    if "charge" in wrong:
        order.charge = wrong["charge"]
    elif "worker" in wrong:
        order.worker = next(
            w["id"] for w in day.manager.each("/api/workers") if w["id"] != order.worker
        )
    elif "package" in wrong:
        order.package = wrong["package"]
    else:
        order.fate = replace(COMPLETED, outcome="failed", reason="not_done")
    bad = Books(day, mcf.database)
    tables = [bad.by_outcome(), bad.by_client(), bad.by_worker(), bad.by_package()]
    assert bad.disagreements > 0, tables
