"""R-275: what a job brought is booked, and `mcf ledger` finds out whoever touches it."""

from __future__ import annotations

import os
import re
import subprocess
from datetime import datetime, timedelta, timezone

import psycopg
import pytest
import requests
from conftest import run_mcf
from events.cluster import wait_until

from local_mcf import LocalMCF
from rest import Caller


@pytest.fixture(scope="module")
def books():
    """An `mcf up` whose books are touched, with a job that failed."""
    with LocalMCF(environment={"MCF_LEDGER_SEAL_SECONDS": "1"}) as mcf:
        client = Caller(mcf.url, mcf.token("client", "hcb-1"))
        manager = Caller(mcf.url, mcf.token("manager", "boss"))
        service = next(each for each in client.get("/api/service-types")["items"])
        at = datetime.now(timezone.utc) + timedelta(hours=5)
        order = client.create("/api/orders", {
            "service_type_id": service["id"], "description": "to be billed", "place": "here",
            "phone": "+74955550001", "email": "t@example.com", "scheduled_at": f"{at:%FT%TZ}"})
        manager.act(f"/api/orders/{order['id']}/fail", {"reason": "worker_cannot_come"})
        worker = Caller(mcf.url, mcf.token("worker", order["worker_id"]))
        lines = "/api/worker-billing/lines"
        wait_until(lambda: worker.get(lines)["items"] != [], 30, mcf.output)
        (line,) = worker.get(lines)["items"]
        assert (line["order_id"], line["amount"]) == (order["id"], "-40.00")
        # Of what is touched before its seal is made there is none.
        sealed = lambda: re.findall(r", [1-9]\d* seals? ", ledger(mcf, "verify").stdout)
        wait_until(lambda: len(sealed()) == 2, 30, mcf.output)
        yield mcf


def ledger(mcf: LocalMCF, *arguments: str, **settings: str) -> subprocess.CompletedProcess:
    return run_mcf("ledger", *arguments, "--state", str(mcf.state), **settings)


def touch(mcf: LocalMCF, sql: str) -> None:
    with psycopg.connect(mcf.database, dbname="mcf_worker_billing", autocommit=True) as database:
        database.execute("set session_replication_role = replica")
        database.execute(sql)


def test_it_is_in_order_until_somebody_touches_it(books, tmp_path):
    done = ledger(books, "verify")
    assert (done.returncode, done.stderr) == (0, ""), done
    for side in ("clients", "workers"):
        found = rf"^{side}: 1 link, 1 entry, 1 document, \d+ seals? .*: in order$"
        assert re.search(found, done.stdout, re.M), done.stdout
    assert re.search(r"^earned +40\.00$", done.stdout, re.M), done.stdout
    assert re.search(r"^fines +\u221240\.00$", done.stdout, re.M), done.stdout

    heads = ledger(books, "head")
    assert len(heads.stdout.splitlines()) == 66
    kept = tmp_path / "heads"
    kept.write_text(heads.stdout)
    assert ledger(books, "verify", "--head", str(kept)).returncode == 0

    touch(books, "update worker_billing.ledger_entry set amount = 1")
    done = ledger(books, "verify", "workers")
    assert done.returncode == 1
    assert re.search(r"lane \d+, link 1: its entries have been changed", done.stdout)
    touch(books, "update worker_billing.ledger_entry set amount = 4000")
    assert ledger(books, "verify").returncode == 0

    kept.write_text(re.sub(r"[0-9a-f]{64}", "0" * 64, heads.stdout))
    assert ledger(books, "verify", "--head", str(kept)).returncode == 1


def test_the_mail_of_a_seal_is_held_against_the_ledger(books, tmp_path):
    url = re.search(r"(http://\S+/post)$", books.output, re.M)[1]

    def lines() -> list[str]:
        mails = requests.get(f"{url}/mails", params={"limit": 200}, timeout=20).json()["items"]
        found = (re.search(r": (\w+_billing seal \d+ [0-9a-f]{64})\s", mail["text"], re.M)
                 for mail in mails if "audit@mcf.example" in mail["to"])
        return [each[1] for each in found]

    wait_until(lambda: len({line.split()[0] for line in lines()}) == 2, 60, books.output)
    kept = tmp_path / "seals"
    kept.write_text("\r\n".join(lines()) + "\r\n")
    assert ledger(books, "verify", "--head", str(kept)).returncode == 0
    kept.write_text(re.sub(r"[0-9a-f]{64}", "0" * 64, kept.read_text()))
    done = ledger(books, "verify", "clients", "--head", str(kept))
    assert done.returncode == 1
    assert re.search(r"seal \d+: is another one than is kept elsewhere", done.stdout)


def test_it_says_what_it_cannot_do(books, tmp_path):
    wrong = tmp_path / "wrong"
    wrong.write_text("worker_billing 5 x\n")
    empty = tmp_path / "empty"
    empty.write_text("")
    others = tmp_path / "others"
    others.write_text(f"client_billing 5 17 {'0' * 64}\n")
    for arguments, exit, says in [
        (["verify", "cats"], 64, "workers"),
        (["verify", "--head", str(tmp_path / "none")], 73, "cannot be read"),
        (["verify", "--head", str(wrong)], 65, "not a line of `mcf ledger head`"),
        (["verify", "--head", str(empty)], 65, "says nothing of client_billing"),
        (["verify", "workers", "--head", str(others)], 65, "says nothing of worker_billing"),
        (["verify", "--since-seal", "77"], 65, "there is no seal 77"),
        (["verify", "--key", "x"], 64, "--key"),
    ]:
        done = ledger(books, *arguments)
        assert done.returncode == exit and says in done.stderr, done
    nowhere = ledger(books, "verify", MCF_WORKER_BILLING_URL="host=/nowhere dbname=x")
    assert nowhere.returncode == 69


def test_mcf_up_signs_seals_with_a_key_of_its_own(books):
    key = books.state / "ledger-key"
    assert key.stat().st_mode & 0o77 == 0
    verified = ledger(books, "verify", MCF_LEDGER_KEY=key.read_text().strip())
    assert verified.returncode == 0


def test_it_keeps_its_key_whatever_an_editor_left_behind_it_and_never_makes_another_one(books):
    file = books.state / "ledger-key"
    key = file.read_text()
    books.stop()
    file.write_text("not a key")
    done = run_mcf("up", "--state", str(books.state))
    assert done.returncode == 65 and "ledger-key holds no key" in done.stderr
    assert file.read_text() == "not a key"
    file.write_text(key + "\n")
    books.start()
    assert file.read_text() == key + "\n"
