"""scripts/demo-day itself, shortened."""

import contextlib
import os
import re
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from types import SimpleNamespace

import pytest
from demo_day.acts import Acts
from demo_day.books import Books
from demo_day.day import Day
from demo_day.facts import until
from demo_day.fates import COMPLETED
from demo_day.four_books import FourBooks
from demo_day.money import Discount, percent
from demo_day.providers import Providers

from local_mcf import ROOT


def played(*arguments: str) -> str:
    """What it says when all is well."""
    command = [sys.executable, "-m", "demo_day", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "scripts/python")}
    done = subprocess.run(
        command, capture_output=True, text=True, env=environment, timeout=280, check=False
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    assert "The books agree" in done.stdout
    return done.stdout


def test_a_short_day_ends_with_books_that_agree():
    said = played("--orders", "14", "--seconds", "5")
    for title in [
        "Orders by outcome", "Money by client", "Results by worker", "Packages by status",
        "Cases for quality control", "Pools by outcome", "Mails by template",
    ]:
        assert title in said
    # Client and worker are told of three reviews.
    for template in ("review", "job-review"):
        assert re.search(rf"^ *{template} +3 +3 .*✓$", said, re.M)
    for event in ["accepted", "started", "overdue", "finished"]:
        assert f"order.{event}.v1" in said
    for reason in ["worker_no_show", "report_missing", "client_request"]:
        assert reason in said


def test_a_week_with_providers_that_misbehave_ends_with_four_books_that_agree():
    said = played("--weeks", "1", "--week", "15", "--orders", "14", "--clients", "10")
    for title in [
        "Payments at providers", "Clients: charged, paid", "Workers: earned, paid out",
        "Refunds: asked for, given back", "Mails by template",
    ]:
        assert title in said
    assert len(re.findall(r"^(?:clients|workers): .*: in order$", said, re.M)) == 2
    for mail in ["invoice-issued", "payment-received", "refunded", "payslip", "paid-out", "seal"]:
        assert re.search(rf"^ *{mail} +([1-9]\d*) +\1 .*✓$", said, re.M), mail
    # Somebody has paid all of it.
    assert re.search(r" ([1-9]\d*\.\d\d) +\1 +\1  ✓ +0\.00 ", said)
    # And somebody who was not asked to.
    assert re.search(r"-9 .* 180\.00 +180\.00 +180\.00  ✓ ", said)


@pytest.mark.parametrize(("paid", "rate", "charge"), [
    ("10000.00", 0, "100.00"), ("10000.01", 5, "95.00"), ("20000.00", 5, "95.00"),
    ("20000.01", 6, "94.00"), ("80000.01", 12, "88.00"), ("1000000.00", 12, "88.00"),
])
def test_the_discount_is_reckoned_as_the_domain_has_it(paid, rate, charge):
    """R-040."""
    discount = Discount()
    assert discount.rate(Decimal(paid)) == rate
    assert discount.charges(Decimal(paid), Decimal(paid)) == [Decimal(charge)]
    assert percent(Decimal("12.50"), 95) == Decimal("11.88")


@pytest.mark.parametrize(("charge", "least", "most", "came", "said"), [
    ("100.00", 0, 0, 0, None),
    ("95.00", 0, 10_001, 10_001, None),
    ("95.00", 0, 0, 0, "has paid 0 costs 95.00, and should cost 100.00"),
    ("94.00", 9_000, 11_000, 11_000, "paid 9000 to 11000 costs 94.00, and should cost 100.00 or 95.00"),
    ("95.00", 10_001, 10_001, 10_000, "10001 counts as paid, and no more than 10000 has come"),
])
def test_an_order_at_a_wrong_rate_is_told(charge, least, most, came, said):
    """R-040."""
    order = {"id": "o-1", "charge": charge}
    with pytest.raises(AssertionError, match=said) if said else contextlib.nullcontext():
        Discount().check(order, Decimal(least), Decimal(most), Decimal(came))


def test_a_day_at_wrong_rates_does_not_end_well(mcf):
    """R-040."""
    class Generous(Discount):
        def rate(self, paid):
            return 5

    day = Day(mcf.url, mcf.token, orders=1, seconds=0, grace=6, discount=Generous())
    day.import_people(1, 1)
    day.open_services()
    day.play(lambda progress: None, [COMPLETED])
    (fault,) = day.faults
    assert "of a client who has paid 0.00 costs 100.00, and should cost 95.00" in fault


def test_what_gold_hat_has_paid_twice_is_its_own_loss_once_a_manager_has_told_it():
    """R-275."""
    payment = {"id": "gh-1", "key": "i.1", "reference": "i", "status": "paid", "amount": "60.00"}
    others = [{"key": "i.2"}, {"status": "returned"}]
    listed = [{**payment, **other} for other in ({}, {"id": "gh-2"}, *others)]
    providers = Providers({})
    providers.all = [SimpleNamespace(payments=lambda: listed)]
    assert providers.paid_again(set()) == {}
    assert providers.paid_again({"i.1"}) == {"i": Decimal("60.00")}


def test_four_books_that_disagree_name_the_line(mcf):
    day = Day(mcf.url, mcf.token, orders=1, seconds=0, grace=6)
    day.import_people(1, 1)
    day.open_services()
    day.play(lambda progress: None, [COMPLETED])
    assert day.faults == []
    (order,) = day.played
    for line in ("client-billing", "worker-billing"):
        until(lambda: order.id in [
            each["order_id"] for each in day.manager.each(f"/api/{line}/lines", limit=200)], line)
    # Nobody has paid.
    acts, providers = Acts(day), Providers({})
    books = FourBooks(day, acts, providers)
    tables = [books.by_client(), books.by_worker()]
    assert books.faults == [], tables
    order.charge, order.fate = "99.00", replace(COMPLETED, outcome="failed")
    books = FourBooks(day, acts, providers)
    tables = [books.by_client(), books.by_worker()]
    for fault in ["played 99.00, line 100.00", "played -40.00, line 60.00"]:
        assert any(fault in each for each in books.faults), (books.faults, tables)


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
