"""The managers' desks: what is owed to workers and by clients, and what is done about it."""

from __future__ import annotations

import psycopg
import pytest
from browsing import LOOKS, MANAGER, bill, look_at, place_order, unpaid_worker
from events.cluster import wait_until
from selenium.webdriver.common.action_chains import ActionChains

from rest import Caller

CLIENT = "hcb-3"


@pytest.fixture(scope="module")
def desk(mcf, manager) -> dict:
    """A payout that has failed, an invoice without a way to pay, and a bonus that waits."""
    order = place_order(mcf, CLIENT)
    manager.act(f"/api/orders/{order['id']}/fail", {"reason": "worker_cannot_come"})
    client = Caller(mcf.url, mcf.token("client", CLIENT))
    wait_until(lambda: client.get("/api/client-billing/lines")["items"], 30, mcf.output)
    someone = unpaid_worker(manager)
    worker = someone["id"]
    wait_until(lambda: bonus(manager, worker, "500.00") == 201, 30, mcf.output)
    for side in ("clients", "workers"):
        bill(mcf, side)
    with psycopg.connect(mcf.database, dbname="mcf_worker_billing", autocommit=True) as database:
        database.execute(
            "update worker_billing.settlement set state = 'failed',"
            " next_at = now() + interval '1 day' where party = %s", [worker])
    assert bonus(manager, worker, "12.34") == 201
    assert bonus(manager, worker, "2000.00") == 202
    (invoice,) = client.get("/api/client-billing/invoices")["items"]
    (payslip,) = manager.get("/api/worker-billing/invoices", worker=worker)["items"]
    seen = manager.get(f"/api/client-billing/invoices/{invoice['id']}")
    return {"worker": worker, "name": someone["name"], "payslip": payslip["id"],
            "client": seen["client_id"], "invoice": invoice["id"], "order": order["id"]}


def bonus(boss: Caller, worker: str, amount: str) -> int:
    answer = boss.session.post(
        f"{boss.url}/api/worker-billing/bonuses", timeout=60,
        json={"worker_id": worker, "amount": amount, "reason": "for the vase"},
        headers={"Idempotency-Key": f"{worker}-{amount}"})
    return answer.status_code


@pytest.fixture
def page(browse, desk):
    return lambda path, **settings: browse(**settings).open_as(MANAGER, path)


def test_a_bonus_is_searched_for_shown_and_given_once(page, manager, desk):
    page = page("/earnings", javascript=False)
    assert desk["name"] in page.find("//main").text
    page.fill(q=desk["name"][:5]).go("//form[@role='search']//button")
    page.go(f"//a[normalize-space()='{desk['name']}']").go("//a[contains(@href, '/bonus')]")
    page.fill(amount="0", reason="").go("//main//form//button")
    assert page.has("//*[@id='mistakes']")
    page.fill(amount="7.00", reason="a clean floor").go("//main//form//button")
    shown = page.find("//main").text
    assert "a clean floor" in shown and "19.34" in shown
    ActionChains(page.driver).double_click(page.find("//main//form//button")).perform()
    page.wait_for("//*[@role='status'][contains(., 'booked')]")
    lines = manager.get("/api/worker-billing/lines", worker=desk["worker"])["items"]
    assert [each["amount"] for each in lines].count("7.00") == 1


def test_another_manager_approves_what_waits(page, manager, desk):
    page = page("/earnings?tab=proposals", language="ru", javascript=False)
    assert "2 000,00" in page.find("//main").text.replace("\u202f", " ")
    page.go("//a[contains(@href, '/approve')]").go("//main//form//button")
    assert page.has("//*[@role='status']")
    assert manager.get("/api/worker-billing/proposals")["items"] == []


@pytest.mark.parametrize(("language", "narrow"), LOOKS)
def test_everybody_can_read_them_and_on_a_small_phone_nothing_is_cut_off(
        page, desk, language, narrow):
    page = page("/earnings", language=language)
    earnings, invoices = f"/earnings/workers/{desk['worker']}", f"/invoices/clients/{desk['client']}"
    for path in [
        "/earnings", "/earnings?tab=proposals", "/earnings?tab=corrections", earnings,
        f"{earnings}/bonus", f"/earnings/{desk['payslip']}/send", f"/earnings/{desk['payslip']}",
        "/invoices", "/invoices?tab=differences", invoices, f"/invoices/{desk['invoice']}",
        f"/invoices/lines/{desk['order']}/correct",
    ]:
        look_at(page, path, narrow)


@pytest.mark.parametrize(("language", "narrow"), LOOKS)
def test_a_worker_reads_what_each_job_brought(browse, mcf, desk, language, narrow):
    def signed_in(**settings):
        page = browse(language=language, **settings).open("/healthz")
        session = mcf.session("worker", desk["worker"])
        page.driver.add_cookie({"name": "mcf_session", "value": session, "path": "/"})
        return page.open("/earnings")

    page = signed_in(javascript=False)
    shown = page.find("//main").text
    assert {"en": "500.00", "ru": "500,00"}[language] in shown and "for the vase" in shown
    page.go("//main//a[contains(@href, '/account')]")
    page.fill(account="GH-1").go("//main//form//button")
    assert page.has("//*[@id='mistakes']")
    page.fill(account="GH-5555-0000-0001").go("//main//form//button")
    assert page.has("//*[@role='status']")

    page = signed_in()
    for path in ("/earnings", f"/earnings/{desk['payslip']}", "/earnings/account"):
        look_at(page, path, narrow)
