"""The managers' desks: what is owed to workers and by clients, and what is done about it."""

from __future__ import annotations

import base64
import os
import subprocess
from pathlib import Path

import psycopg
import pytest
from browsing import (  # noqa: F401 (fixtures)
    browse, findings, is_wider_than, mcf, place_order,
)
from events.cluster import wait_until
from selenium.webdriver.common.action_chains import ActionChains

from local_mcf import MCF
from rest import Caller
from test_managers_page import MANAGER, fill, manager  # noqa: F401 (a fixture)

CLIENT = "hcb-3"


@pytest.fixture(scope="module")
def desk(mcf, manager) -> dict:  # noqa: F811
    """A payout that has failed, an invoice without a way to pay, and a bonus that waits."""
    order = place_order(mcf, CLIENT)
    manager.act(f"/api/orders/{order['id']}/fail", {"reason": "worker_cannot_come"})
    client = Caller(mcf.url, mcf.token("client", CLIENT))
    wait_until(lambda: client.get("/api/client-billing/lines")["items"], 30, mcf.output)
    worker = next(each["id"] for each in manager.get("/api/workers")["items"])
    boss = Caller(mcf.url, mcf.token("manager", "boss"))
    wait_until(lambda: bonus(boss, worker, "500.00") == 201, 30, mcf.output)
    for side in ("clients", "workers"):
        bill(mcf, side)
    with psycopg.connect(mcf.database, dbname="mcf_worker_billing", autocommit=True) as database:
        database.execute(
            "update worker_billing.settlement set state = 'failed',"
            " next_at = now() + interval '1 day' where party = %s", [worker])
    assert bonus(boss, worker, "12.34") == 201
    assert bonus(boss, worker, "2000.00") == 202
    (invoice,) = client.get("/api/client-billing/invoices")["items"]
    (payslip,) = manager.get("/api/worker-billing/invoices", worker=worker)["items"]
    name = manager.get(f"/api/workers/{worker}")["name"]
    return {"worker": worker, "name": name, "payslip": payslip["id"],
            "client": manager.get("/api/client-billing/invoices")["items"][0]["client_id"],
            "invoice": invoice["id"], "order": order["id"]}


def bonus(boss: Caller, worker: str, amount: str) -> int:
    answer = boss.session.post(
        f"{boss.url}/api/worker-billing/bonuses", timeout=60,
        json={"worker_id": worker, "amount": amount, "reason": "for the vase"},
        headers={"Idempotency-Key": f"{worker}-{amount}"})
    return answer.status_code


def bill(mcf, side: str) -> None:  # noqa: F811
    schema = f"{side.removesuffix('s')}_billing"
    with psycopg.connect(mcf.database, dbname=f"mcf_{schema}", autocommit=True) as database:
        database.execute("set session_replication_role = replica")
        database.execute(f"update {schema}.period set ends_at = now() where sealed_at is null")
    done = subprocess.run(
        [MCF, "billing", side, "--state", str(mcf.state)], capture_output=True, text=True,
        check=False, env={**os.environ, "MCF_BILLING_GRACE_SECONDS": "0"})
    assert done.returncode == 0, done


@pytest.fixture
def page(browse, desk):  # noqa: F811
    def signed_in(path: str, **settings):
        page = browse(**settings).open(path).go(f"//button[contains(., '{MANAGER}')]")
        return page.wait_for("//form[contains(@class, 'visitor')]")
    return signed_in


def test_a_bonus_is_searched_for_shown_and_given_once(page, manager, desk):  # noqa: F811
    page = page("/earnings", javascript=False)
    assert desk["name"] in page.find("//main").text
    fill(page, q=desk["name"][:5]).go("//form[@role='search']//button")
    page.go(f"//a[normalize-space()='{desk['name']}']").go("//a[contains(@href, '/bonus')]")
    fill(page, amount="0", reason="").go("//main//form//button")
    assert page.has("//*[@id='mistakes']")
    fill(page, amount="7.00", reason="a clean floor").go("//main//form//button")
    shown = page.find("//main").text
    assert "a clean floor" in shown and "19.34" in shown
    ActionChains(page.driver).double_click(page.find("//main//form//button")).perform()
    page.wait_for("//*[@role='status'][contains(., 'booked')]")
    lines = manager.get("/api/worker-billing/lines", worker=desk["worker"])["items"]
    assert [each["amount"] for each in lines].count("7.00") == 1


def test_another_manager_approves_what_waits(page, manager, desk):  # noqa: F811
    page = page("/earnings?tab=proposals", language="ru", javascript=False)
    assert "2 000,00" in page.find("//main").text.replace("\u202f", " ")
    page.go("//a[contains(@href, '/approve')]").go("//main//form//button")
    assert page.has("//*[@role='status']")
    assert manager.get("/api/worker-billing/proposals")["items"] == []


@pytest.mark.parametrize("language", ["en", "ru"])
def test_on_a_small_phone_nothing_is_cut_off(page, desk, language, tmp_path):
    page = page("/earnings", language=language)
    earnings, invoices = f"/earnings/workers/{desk['worker']}", f"/invoices/clients/{desk['client']}"
    for name, path in {
        "failed": "/earnings", "proposals": "/earnings?tab=proposals",
        "corrections": "/earnings?tab=corrections", "worker": earnings,
        "bonus": f"{earnings}/bonus", "send": f"/earnings/{desk['payslip']}/send",
        "payslip": f"/earnings/{desk['payslip']}", "unpaid": "/invoices",
        "differences": "/invoices?tab=differences", "client": invoices,
        "invoice": f"/invoices/{desk['invoice']}",
        "correct": f"/invoices/lines/{desk['order']}/correct",
    }.items():
        page.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
        page.open(path)
        assert page.has("//h1"), path
        assert findings(page) == [], path
        keep(page, tmp_path / f"{name}-wide.png")
        assert not is_wider_than(page, 360), path
        assert findings(page) == [], path
        keep(page, tmp_path / f"{name}.png")


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_worker_reads_what_each_job_brought(browse, mcf, desk, language, tmp_path):  # noqa: F811
    def signed_in(**settings):
        page = browse(language=language, **settings).open("/healthz")
        token = mcf.token("worker", desk["worker"])
        page.driver.add_cookie({"name": "mcf_session", "value": token, "path": "/"})
        return page.open("/earnings")

    page = signed_in(javascript=False)
    shown = page.find("//main").text
    assert {"en": "500.00", "ru": "500,00"}[language] in shown and "for the vase" in shown
    page.go("//main//a[contains(@href, '/account')]")
    fill(page, account="GH-1").go("//main//form//button")
    assert page.has("//*[@id='mistakes']")
    fill(page, account="GH-5555-0000-0001").go("//main//form//button")
    assert page.has("//*[@role='status']")

    page = signed_in()
    for path in ("/earnings", f"/earnings/{desk['payslip']}", "/earnings/account"):
        page.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
        page.open(path)
        assert findings(page) == [], path
        assert not is_wider_than(page, 360), path
        assert findings(page) == [], path
        keep(page, tmp_path / f"{path.split('/')[-1]}.png")


def keep(page, file: Path) -> None:
    """A picture of all of a page, to be looked at."""
    taken = page.driver.execute_cdp_cmd("Page.captureScreenshot", {"captureBeyondViewport": True})
    file.write_bytes(base64.b64decode(taken["data"]))
