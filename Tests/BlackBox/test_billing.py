"""R-225, R-230, R-250, R-260: `mcf billing`, as an operator and a CronJob run it."""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime, timedelta, timezone

import pytest
from billing_bed import (
    CARRIED, EARNING, FORMER, OF_CLIENTS, TOTAL, WORKERS, Books, plain, read_csv,
)
from conftest import run_mcf
from deployment import order_form
from events.cluster import wait_until
from outbox_bed import table

from local_mcf import ROOT, LocalMCF
from rest import Caller


def money(hundredths: int) -> str:
    return f"{'-' * (hundredths < 0)}{abs(hundredths) // 100}.{abs(hundredths) % 100:02}"


def refuse_inserts(books: Books, table: str, state: str, party: str | None = None) -> None:
    """Postgres refuses a table's new rows, or those of one party."""
    condition = f"when (new.party = md5('{party}')::uuid)" if party else ""
    books.query(f"""
        create function refuse() returns trigger language plpgsql as $$
        begin raise exception 'refused by a test' using errcode = '{state}'; end $$;
        create trigger refuse before insert on {table} for each row {condition}
        execute function refuse()""")


def run_of_workers(status: str) -> dict[str, str]:
    """Their row of `mcf billing status`."""
    rows = table(status.partition("\nUNPAID")[0])
    return next(row for row in rows if row["RUN"] == "workers")


def accept_inserts(books: Books) -> None:
    books.query("drop function refuse cascade")


def test_it_bills_once_what_it_said_it_would(books, tmp_path):
    before = books.query("select pg_snapshot_xmax(pg_current_snapshot())")
    forecast = books.bill("--dry-run", "--csv", str(tmp_path / "would"))
    assert (forecast.returncode, forecast.stderr) == (0, "")
    assert books.query("select pg_snapshot_xmax(pg_current_snapshot())") == before, "it wrote"
    said = plain(forecast.stdout)
    figures = f"{WORKERS} invoices: {WORKERS} lines, {money(TOTAL)}"
    assert f"Would issue {figures}, as it stands now\n" in said
    nowhere = f"{money(TOTAL + CARRIED)} to be paid; {WORKERS} workers without an account"
    assert f"  {money(CARRIED)} carried in, {nowhere}\n" in said
    change = round((TOTAL - FORMER) / FORMER * 100)
    assert (f"  against the run before ({money(FORMER)}): +{change} %; "
            f"new: {WORKERS - 1}, gone: 1\n") in said
    changes = said.partition("LARGEST CHANGES")[2].splitlines()[1:]
    assert [line.split()[1] for line in changes] == ["1", *map(str, range(1200, 1191, -1))]
    assert changes[0].split()[2:] == [money(CARRIED), money(EARNING + 1)]
    assert changes[1].split()[2:] == ["none", money(EARNING + 1200)]

    done = books.bill("--csv", str(tmp_path / "done"))
    assert (done.returncode, done.stderr) == (0, "")
    said = plain(done.stdout)
    year = books.query("select max(year) from invoice")[0][0]
    assert re.fullmatch(
        rf"Month to \w{{3}} \d+ \w{{3}} \d{{4}} 20:00 \(Europe/Moscow\)\n"
        rf"Issued {WORKERS} invoices, W-{year}-000003 to W-{year}-001202: {WORKERS} lines, "
        rf"{money(TOTAL)}\n"
        rf"  {money(CARRIED)} carried in, 0\.00 carried on, {nowhere}\n"
        rf"  late from earlier periods: 0 lines, 0\.00; below zero: 0, 0\.00; stuck: 0; "
        rf"parked events: 0\n"
        rf"  run [0-9a-f]{{12}}…, seal 2\n", said), said
    books.check()

    would, rows = read_csv(tmp_path / "would"), read_csv(tmp_path / "done")
    assert [row["number"] for row in rows] == [f"W-{year}-{n:06}" for n in range(3, 1203)]
    assert {row["number"] for row in would} == {""}
    told = ["party", "name", "lines", "late_lines", "total", "carried_in", "due"]
    assert [[row[c] for c in told] for row in rows] == [[row[c] for c in told] for row in would]
    assert Counter(row["total_before"] for row in would) == {"": WORKERS - 1, money(CARRIED): 1}

    again = books.bill()
    assert (again.returncode, again.stderr) == (0, "")
    assert re.fullmatch(
        r"Nothing is due\. The present period ends \w+ \d+ \w+ \d+ 20:00 \(Europe/Moscow\)\.\n",
        again.stdout)


def test_a_day_counts_to_its_end_and_only_a_forecast_looks_ahead(books):
    former, last = books.ends()
    end = last.astimezone(timezone(timedelta(hours=3)))
    before = books.bill("--as-of", f"{end - timedelta(days=1):%F}")
    assert (before.returncode, before.stdout[:14]) == (0, "Nothing is due")
    future = datetime.now(timezone.utc) + timedelta(days=70)
    books.book(future, {1: 12_34}, days_before=70)
    refused = books.bill("--as-of", f"{future:%FT%TZ}")
    assert (refused.returncode, refused.stdout) == (65, "")
    assert refused.stderr == "mcf: --as-of lies ahead; only --dry-run can look there\n"
    # A day that has not ended yet ends now: the month that goes on is not billed by it.
    forecast = books.bill("--dry-run", "--as-of", f"{future:%F}")
    assert forecast.returncode == 0
    assert plain(forecast.stdout).count("Would issue") == 2
    assert "Would issue 1 invoice: 1 line, 12.34, as it stands now\n" in forecast.stdout
    on_the_day = books.bill("--as-of", f"{end:%F}")
    assert on_the_day.returncode == 0 and on_the_day.stdout.count("Issued") == 1


def test_a_late_line_and_a_month_below_zero_are_told_apart(books):
    former, last = books.ends()
    assert books.bill().returncode == 0
    # It ended in the month that is billed, and a job of this month failed.
    month = datetime.now(timezone.utc)
    books.book(month, {1: 50_00}, days_before=0, at=last - timedelta(days=1))
    books.book(month, {2: -40_00}, days_before=0)
    ahead = f"{datetime.now(timezone.utc) + timedelta(days=40):%FT%TZ}"
    said = plain(books.bill("--dry-run", "--as-of", ahead).stdout)
    assert "Would issue 2 invoices: 2 lines, 10.00, as it stands now\n" in said
    assert "1 worker without an account\n" in said
    assert "  late from earlier periods: 1 line, 50.00; below zero: 1, -40.00; " in said
    assert f"new: 0, gone: {WORKERS - 2}\n" in said


def test_who_cannot_be_billed_stops_nobody_and_is_the_next_runs(books, tmp_path):
    former, last = books.ends()
    books.book(last, {8_000: 10_00}, days_before=2, known=False)
    refuse_inserts(books, "invoice", "22003", "worker 5")
    would = books.bill("--dry-run")
    assert "would be stuck: 1\n" in would.stdout
    for attempt in (1, 2):
        done = books.bill()
        assert (done.returncode, done.stderr) == (1, ""), done
        stuck = re.findall(r"^  stuck: (\S+) (.+)$", done.stdout, re.M)
        ((unknown, refused),) = books.query(
            "select md5('worker 8000')::uuid::text, md5('worker 5')::uuid::text")
        assert dict(stuck)[unknown] == "is not known here yet"
        assert "22003" in dict(stuck)[refused] and len(stuck) == 2
        tries = books.query("select tries from stuck")
        assert all(count >= attempt for (count,) in tries)
    status = books.bill(command="status")
    assert (status.returncode, status.stderr) == (1, "")
    line = run_of_workers(status.stdout)
    assert (plain(line["INVOICES"]), line["STUCK"], line["OVERDUE"]) == (str(WORKERS - 1), "2", "0")

    books.get_to_know(8_000)
    accept_inserts(books)
    done = books.bill("--csv", str(tmp_path / "rest"))
    assert done.returncode == 0
    year = books.query("select max(year) from invoice")[0][0]
    assert {row["number"] for row in read_csv(tmp_path / "rest")} == {
        f"W-{year}-{n:06}" for n in range(3, WORKERS + 4)}, "the whole period's"
    books.check()
    assert books.bill(command="status").returncode == 0


def test_of_1_000_clients_two_are_stuck_until_the_next_run(billing):
    """Case 20."""
    books = Books.filled(billing.cluster, OF_CLIENTS)
    of_missing = "where id = md5('client 7')::uuid"
    books.query(f"update person set kind = 'manager' {of_missing}")
    refuse_inserts(books, "invoice", "22003", "client 11")
    done = books.bill()
    assert (done.returncode, done.stderr) == (1, ""), done
    assert "Issued 998 invoices" in done.stdout and "stuck: 2;" in done.stdout
    assert books.bill(command="status").returncode == 1

    books.query(f"update person set kind = 'client' {of_missing}")
    accept_inserts(books)
    assert books.bill().returncode == 0
    assert books.bill(command="status").returncode == 0
    assert [number for number, *_ in books.invoices()] == list(range(1, 1_001))
    books.check()
    books.drop()


def test_status_shows_what_is_due_and_what_was_done(books):
    # It asks for somebody once the month ended more than two hours ago.
    late = datetime.now(timezone.utc) - books.ends()[1] > timedelta(hours=2)
    for overdue, invoices, total in [("1", 2, FORMER), ("0", WORKERS, TOTAL)]:
        done = books.bill(command="status")
        assert (done.returncode, done.stderr) == (int(overdue == "1" and late), "")
        line = run_of_workers(done.stdout)
        assert (line["OVERDUE"], plain(line["INVOICES"]), plain(line["TOTAL"])) == (
            overdue, str(invoices), money(total))
        assert books.bill().returncode == 0
    assert f"waiting {WORKERS + 1} · {money(TOTAL + CARRIED + EARNING)}" in plain(done.stdout)
    books.bill(program="ledger", command="verify")
    assert re.search("ledger verified .+, seal 2, 0 faults", books.bill(command="status").stdout)


@pytest.mark.parametrize(("exit", "arguments", "settings", "says"), [
    (64, ["cats"], {}, "cats"),
    (64, ["workers", "--as-of", "tomorrow"], {}, "a day such as 2027-03-07"),
    (64, ["workers", "--as-of", "2027-02-30"], {}, "a day such as 2027-03-07"),
    (64, ["workers", "--dryrun"], {}, "--dry-run"),
    (69, ["workers"], {"MCF_WORKER_BILLING_URL": "host=/nowhere dbname=x user=y"}, "/nowhere"),
    (69, ["status"], {"MCF_WORKER_BILLING_URL": "host=/nowhere dbname=x user=y"}, "/nowhere"),
    (73, ["workers", "--csv", "/nowhere/file"], {}, "/nowhere/file cannot be written"),
    (78, ["workers"], {"MCF_WORKER_BILLING_CUTOFF": "mondays"}, "MCF_WORKER_BILLING_CUTOFF"),
    (78, ["workers"], {"MCF_BILLING_GRACE_SECONDS": "-1"}, "MCF_BILLING_GRACE_SECONDS"),
    (78, ["workers"], {"MCF_WORKER_BILLING_URL": "", "MCF_ORDERS_URL": "host=/x"},
     "MCF_WORKER_BILLING_URL"),
])
def test_it_says_what_it_cannot_do(billing, exit, arguments, settings, says):
    done = billing.bill(*arguments[1:], command=arguments[0], **settings)
    assert (done.returncode, done.stdout) == (exit, "") and says in done.stderr, done


def test_a_job_is_on_a_payslip_once_its_month_is_over():
    """With a month of two seconds."""
    month = {
        "MCF_WORKER_BILLING_CUTOFF": "every 2s", "MCF_BILLING_GRACE_SECONDS": "0",
        "MCF_COLLECT_INTERVAL_SECONDS": "0.5"}
    with LocalMCF(environment=month) as mcf:
        client = Caller(mcf.url, mcf.token("client", "hcb-1"))
        manager = Caller(mcf.url, mcf.token("manager", "boss"))
        types = {each["name"]: each["id"] for each in client.get("/api/service-types")["items"]}
        done = client.create("/api/orders", order_form(types["At once"], minutes=10))
        failed = client.create("/api/orders", order_form(types["At once"], hours=5))
        good, unlucky = (
            Caller(mcf.url, mcf.token("worker", order["worker_id"])) for order in (done, failed))
        for step, photo in [("check-in", "cat"), ("complete", "report")]:
            picture = (ROOT / f"scripts/tour/{photo}.jpg").read_bytes()
            good.send_photo(f"/api/orders/{done['id']}/{step}", picture)
        manager.act(f"/api/orders/{failed['id']}/fail", {"reason": "worker_cannot_come"})

        def payslips() -> list[dict]:
            billed = run_mcf("billing", "workers", "--state", str(mcf.state), **month)
            assert (billed.returncode, billed.stderr) == (0, "")
            return manager.get("/api/worker-billing/invoices")["items"]

        wait_until(lambda: len(payslips()) == 2, 30, mcf.output)
        for worker, total, due, status in [
            (good, "60.00", "60.00", "paid"), (unlucky, "-40.00", "0.00", "carried")]:
            own_payslip = lambda: worker.get("/api/worker-billing/invoices")["items"][0]
            # One of the few who have named no account does so now.
            worker.call("PUT", "/api/worker-billing/payout-account",
                        json={"account": "GH-1111-2222-3333"})
            wait_until(lambda: own_payslip()["status"] == status, 30, mcf.output)
            own = own_payslip()
            assert (own["total"], own["due"], own["status"]) == (total, due, status)
            (line,) = worker.get("/api/worker-billing/lines", invoice=own["id"])["items"]
            assert line["amount"] == total
        assert run_mcf("ledger", "verify", "--state", str(mcf.state)).returncode == 0
        assert run_mcf("billing", "status", "--state", str(mcf.state)).returncode == 0
