"""A worker's payslip is printed as an invoice is: on one sheet, by itself."""

from __future__ import annotations

import os
import subprocess

import psycopg
import pytest
from browsing import browse, mcf  # noqa: F401 (fixtures)
from events.cluster import wait_until

from local_mcf import MCF
from rest import Caller


@pytest.fixture
def payslip(mcf) -> dict:  # noqa: F811
    """Of a worker who has had a bonus in a month that is over by now."""
    manager = Caller(mcf.url, mcf.token("manager", "boss"))
    wait_until(lambda: manager.get("/api/workers")["items"], 30, mcf.output)
    worker = manager.get("/api/workers")["items"][-1]["id"]
    manager.create(
        "/api/worker-billing/bonuses",
        {"worker_id": worker, "amount": "12.34", "reason": "for the vase"})
    with psycopg.connect(mcf.database, dbname="mcf_worker_billing", autocommit=True) as database:
        database.execute("set session_replication_role = replica")
        database.execute("update worker_billing.period set ends_at = now() where sealed_at is null")
    done = subprocess.run(
        [MCF, "billing", "workers", "--state", str(mcf.state)], capture_output=True, text=True,
        check=False, env={**os.environ, "MCF_BILLING_GRACE_SECONDS": "0"})
    assert done.returncode == 0, done
    (made,) = manager.get("/api/worker-billing/invoices", worker=worker)["items"]
    return {**made, "worker": worker}


def test_on_paper_there_is_the_payslip_alone(browse, mcf, payslip):  # noqa: F811
    page = browse().open("/healthz")
    page.driver.add_cookie(
        {"name": "mcf_session", "value": mcf.token("worker", payslip["worker"]), "path": "/"})
    page.open(f"/earnings/{payslip['id']}")
    away = ["//header", "//footer", "//p[@class='acts']"]
    assert all(page.find(xpath).is_displayed() for xpath in away)
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    shown = page.find("//body").text
    for part in (payslip["number"], "Make Cats Free", "for the vase", "12.34"):
        assert part in shown, part
    assert not any(page.find(xpath).is_displayed() for xpath in away)
