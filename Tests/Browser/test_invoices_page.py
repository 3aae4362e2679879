"""A client's pages: what the week comes to, and invoices that are printed."""

from __future__ import annotations

import base64
import re

import pytest
import requests
from browsing import LOOKS, bill, look_at, place_order
from events.cluster import wait_until

from rest import Caller

CLIENT = "hcb-2"


@pytest.fixture(scope="module")
def billed(mcf) -> dict:
    """An invoice of three orders; another order is charged since, and one is open."""
    client = Caller(mcf.url, mcf.token("client", CLIENT))
    manager = Caller(mcf.url, mcf.token("manager", "boss"))
    lines = lambda: client.get("/api/client-billing/lines")["items"]
    for way in client.get("/api/client-billing/payment-methods")["items"]:
        client.call("DELETE", f"/api/client-billing/payment-methods/{way['id']}", expect=204)
    for reason in ("worker_cannot_come", "client_request", "worker_cannot_come"):
        end(mcf, manager, client, reason)
    wait_until(lambda: len(lines()) == 3, 30, mcf.output)
    bill(mcf, "clients")
    end(mcf, manager, client, "worker_cannot_come")
    wait_until(lambda: len(lines()) == 4, 30, mcf.output)
    place_order(mcf, CLIENT)
    (invoice,) = client.get("/api/client-billing/invoices")["items"]
    return invoice


def end(mcf, manager: Caller, client: Caller, reason: str) -> None:
    order = place_order(mcf, CLIENT)
    path = f"/api/orders/{order['id']}"
    if reason == "client_request":
        client.act(f"{path}/cancel", {"reason": reason, "confirm_charge": order["charge"]})
    else:
        manager.act(f"{path}/fail", {"reason": reason})


@pytest.fixture
def page(browse, billed):
    return lambda path="/invoices", **settings: browse(**settings).open_as(CLIENT, path)


@pytest.mark.parametrize(("language", "words"), [
    ("en", ["My invoices", "Charged so far", "100.00", "failed: the cat could not come"]),
    ("ru", ["Мои счета", "Начислено", "100,00", "сорван: исполнитель не смог прийти"]),
])
def test_the_week_and_the_invoices_without_javascript(page, billed, language, words):
    page = page(language=language, javascript=False)
    text = page.find("//main").text
    assert [word for word in words if word not in text] == []
    # The header leads here.
    assert page.has("//header//a[@href='/invoices' and @aria-current='page']")
    page.go(f"//a[normalize-space()='{billed['number']}']")
    assert "300" in page.find("//article//tfoot").text
    assert len(page.driver.find_elements("xpath", "//article//tbody/tr[td[@data-label]]")) == 3


@pytest.mark.parametrize(("language", "narrow"), LOOKS)
def test_everybody_can_read_them_and_on_a_small_phone_nothing_is_cut_off(
        page, billed, language, narrow):
    page = page(language=language)
    for path in ("/invoices", f"/invoices/{billed['id']}"):
        look_at(page, path, narrow)


def test_on_paper_there_is_the_invoice_alone(page, billed):
    page = page(f"/invoices/{billed['id']}")
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    shown = page.find("//body").text
    for part in (billed["number"], "Make Cats Free", "To be paid", "300.00"):
        assert part in shown
    assert not page.find("//header").is_displayed()
    assert not page.find("//p[@class='acts']").is_displayed()
    # A hundred orders: a line of the page each.
    page.driver.execute_script("""
        const rows = document.querySelector("article tbody"), line = rows.rows[0];
        for (let n = 3; n < 100; n++) rows.append(line.cloneNode(true));""")
    printed = page.driver.execute_cdp_cmd(
        "Page.printToPDF", {"preferCSSPageSize": True, "paperWidth": 8.27, "paperHeight": 11.69})
    paper = base64.b64decode(printed["data"])
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) <= 4


def test_a_client_adds_a_way_to_pay_at_the_provider_and_pays_at_once(page, mcf, billed):
    """R-220, R-221: without JavaScript, from the banner to what is left: nothing."""
    client = Caller(mcf.url, mcf.token("client", CLIENT))
    status = lambda: client.get(f"/api/client-billing/invoices/{billed['id']}")["status"]
    card = re.search(r"Payments by card: (\S+)/payments", mcf.output)[1]
    behave = lambda **how: requests.patch(
        f"{card}/behaviour", json=how, timeout=20).raise_for_status()
    reader, page = page(), page(javascript=False)
    assert page.has("//*[contains(@class, 'warn')][contains(., 'Nothing can be collected')]")
    behave(decline_rate=1)
    press(page, "Add a card", "//button[@value='refuse']")
    press(page, "Refuse", "//main[contains(., 'It was not agreed upon')]")
    press(page, "Add a card", "//button[@value='authorise']")
    press(page, "Authorise", "//main[contains(., 'It is agreed upon')]")
    assert page.driver.current_url.startswith(page.url)
    assert not page.has("//*[contains(@class, 'warn')]")
    wait_until(lambda: status() == "waiting", 30, mcf.output)
    press(page.open(f"/invoices/{billed['id']}"), "Pay now", "//button[contains(., 'Pay 300')]")
    assert "declined" in page.open(f"/invoices/{billed['id']}").find("//article").text
    for path in (f"/invoices/{billed['id']}/pay", "/invoices", f"/invoices/{billed['id']}"):
        look_at(reader, path, narrow=True)
    behave(decline_rate=0)
    press(page.open(f"/invoices/{billed['id']}"), "Pay now", "//button[contains(., 'Pay 300')]")
    press(page, "Pay 300.00 now", "//main[contains(., 'Your payment is under way')]")
    wait_until(lambda: status() == "paid", 30, mcf.output)
    page.open(f"/invoices/{billed['id']}")
    assert "0.00" in page.find("(//article//tfoot)[last()]").text
    assert "\u2212300.00" in page.find("//article").text
    assert not page.has("//a[starts-with(normalize-space(), 'Pay now')]")


def test_a_credit_note_stands_below_its_invoice(page, mcf, billed):
    manager = Caller(mcf.url, mcf.token("manager", "boss"))
    line = manager.get("/api/client-billing/lines", invoice=billed["id"])["items"][0]
    note = manager.create(
        "/api/client-billing/corrections",
        {"line_id": line["id"], "amount": "30.00", "reason": "it was late"})
    page = page()
    look_at(page, f"/invoices/{billed['id']}", narrow=True)
    row = page.find(f"//article//tr[@id='{note['number']}']").text
    assert "it was late" in row and "\u221230.00" in row


def press(page, label: str, then: str) -> None:
    """Presses what is called so, which leads to a page with something on it."""
    page.go(f"//main//*[self::a or self::button][starts-with(normalize-space(), '{label}')]")
    assert page.has(then), page.find("//main").text
