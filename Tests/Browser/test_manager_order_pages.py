"""The managers' pages of orders: every act of theirs, with a browser that runs no scripts too."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from browsing import (
    LOOKS,
    MANAGER,
    Page,
    findings,
    is_wider_than,
    look_at,
    parse_strictly,
    place_order,
    too_small,
)

from selenium.webdriver.support.ui import Select

from local_mcf import LocalMCF
from rest import Caller

TOUR = Path(__file__).parents[2] / "scripts/tour"
# What a manager can bring about at an order as it stands, and how it is then.
ACTS = [
    (False, "client-request", "cancelled"), (False, "worker-cannot-come", "failed"),
    (True, "client-request", "cancelled"), (True, "client-absent", "cancelled"),
    (True, "client-refused", "cancelled"), (True, "not-done", "failed"),
]


@pytest.fixture
def page(browse, manager):
    return lambda path="/admin/orders", **settings: browse(**settings).open_as(MANAGER, path)


def soon(mcf: LocalMCF, started: bool = False) -> dict:
    """An order for which its worker may check in already, and has."""
    manager = Caller(mcf.url, mcf.token("manager", "boss"))
    service = next(each for each in manager.each("/api/service-types") if each["name"] == "At once")
    at = datetime.now(timezone.utc) + timedelta(minutes=20, seconds=uuid.uuid4().int % 2_000)
    order = place_order(
        mcf, service_type_id=service["id"],
        scheduled_at=at.isoformat(timespec="seconds").replace("+00:00", "Z"))
    if started:
        worker = Caller(mcf.url, mcf.token("worker", order["worker_id"]))
        worker.send_photo(f"/api/orders/{order['id']}/check-in", (TOUR / "cat.jpg").read_bytes())
    return order


def write(page: Page, name: str, text: str) -> Page:
    field = page.find(f"//textarea[@name='{name}']")
    field.clear()
    field.send_keys(text)
    return page


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_act_of_a_manager_is_done_without_javascript_on_a_phone(page, mcf, manager, language):
    page = page(language=language, javascript=False).as_phone()
    for started, act, status in ACTS:
        order = soon(mcf, started)
        path = f"/admin/orders/{order['id']}"
        page.open(path).go(f"//main//a[@href='{path}/{act}']")
        assert order["charge"].split(".")[0] in page.find("//main//b").text
        write(page, "note", "She <called>.").go("//main//form//button")
        assert page.driver.current_url.split("?")[0].endswith(path)
        assert page.has("//main//*[@role='status']")
        assert manager.get(f"/api/orders/{order['id']}")["status"] == status, act
        assert "She <called>." in page.find("//main//table").text
        assert not page.has(f"//main//a[@href='{path}/{act}']")


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_manager_sends_the_report_for_a_worker_and_orders_the_same_again(
        page, mcf, manager, language):
    order = soon(mcf, started=True)
    path = f"/admin/orders/{order['id']}"
    page = page(path, language=language, javascript=False).as_phone()
    page.go(f"//main//a[@href='{path}/complete']")
    page.find("//input[@name='photo_before']").send_keys(str(TOUR / "report.jpg"))
    page.go("//main//form//button")
    assert manager.get(f"/api/orders/{order['id']}")["status"] == "completed"
    assert len(page.driver.find_elements("xpath", "//main//figure")) == 2
    page.go(f"//main//a[@href='{path}/copy']")
    day = Select(page.find("//select[@name='day']"))
    assert day.first_selected_option.get_attribute("value") == "", "chosen by hand (R-132)"
    wanted = day.options[8].get_attribute("value")
    day.select_by_value(wanted)
    page.go("//button[@value='times']")
    chosen = Select(page.find("//select[@name='day']")).first_selected_option
    assert chosen.get_attribute("value") == wanted
    Select(page.find("//select[@name='scheduled_at']")).select_by_visible_text("13:00")
    assert page.has(f"//button[@id='request'][contains(., '{order['charge'].split('.')[0]}')]")
    page.go("//button[@id='request']")
    copies = [each for each in manager.each("/api/orders", client=order["client_id"])
              if each["copy_of"] == order["id"]]
    assert [each["status"] for each in copies] == ["accepted"]
    assert page.driver.current_url.split("?")[0].endswith(copies[0]["id"])


def test_all_open_orders_of_a_worker_are_failed_as_they_were_shown(page, mcf, manager):
    order = soon(mcf)
    worker = order["worker_id"]
    page = page(f"/admin/orders?worker={worker}&open=true", javascript=False)
    page.go("//main//p[@class='acts']/a[contains(@href, 'fail-open')]")
    shown = len(page.driver.find_elements("xpath", "//main//tbody/tr"))
    assert shown == len(list(manager.each("/api/orders", worker=worker, status="open")))
    write(page, "note", "has moved").go("//main//form//button")
    assert page.has("//*[@role='status'][contains(., 'have failed')]")
    assert not list(manager.each("/api/orders", worker=worker, status="open"))
    assert manager.get(f"/api/orders/{order['id']}")["reason"] == "worker_cannot_come"


def test_a_manager_sees_why_somebody_got_an_order_and_tries_another_pipeline(page, mcf, manager):
    order = soon(mcf)
    page = page(f"/admin/orders/{order['id']}/match", javascript=False)
    assert order["worker_first_name"] in page.find("//h1").text
    assert "got it" in page.find("//p[@class='lead']").text
    assert page.has("//table//*[name()='rect']")
    page.go("//main//a[contains(@href, '/admin/matching?order=')]")
    assert page.find("//input[@name='try_order']").get_attribute("value") == order["id"]
    before = manager.get("/api/matching/pipeline")
    # Nothing but how little was asked of somebody lately.
    for index, step in enumerate(before["steps"]):
        if step["kind"] == "score" and step.get("run") != "fairness":
            page.find(f"//label[@for='field-s{index}_enabled']").click()
    page.go("//main//button[@value='try']")
    assert page.has("//h2[contains(., 'What would be otherwise')]")
    assert len(page.driver.find_elements("xpath", "//section//tbody/tr")) >= 10
    assert manager.get("/api/matching/pipeline") == before, "a dry run writes nothing"
    page.go("//main//button[@value='down-1']")
    assert page.find("//input[@name='s2_name']").get_attribute("value") == before["steps"][1]["name"]
    page.go("//main//button[@value='save']")
    assert page.has("//*[@role='status'][contains(., 'saved')]")
    saved = manager.get("/api/matching/pipeline")
    assert saved["version"] == before["version"] + 1 and not saved["steps"][2]["enabled"]
    page.go(f"//main//a[contains(@href, 'version={before['version']}')]")
    page.go("//main//button[@value='save']")
    assert manager.get("/api/matching/pipeline")["steps"] == before["steps"]


def test_of_two_managers_neither_overwrites_the_others_service_type_unseen(page, manager):
    name = f"Fur care {uuid.uuid4().hex[:8]}"
    mine = page("/admin/service-types/new", javascript=False)
    mine.fill(name=name, duration_minutes="45", lead_minutes="60", horizon_days="30",
              travel_minutes="30", patience="7")
    write(mine, "packing_list", "comb\nbrush").go("//main//form//button[@class='primary']")
    known = next(each for each in manager.each("/api/service-types") if each["name"] == name)
    assert known["packing_list"] == ["comb", "brush"] and known["characteristics"] == {"patience": 7}
    mine.open(f"/admin/service-types/{known['id']}")
    theirs = page(f"/admin/service-types/{known['id']}", javascript=False)
    theirs.fill(duration_minutes="50").go("//main//form//button[@class='primary']")
    mine.fill(duration_minutes="55").go("//main//form//button[@class='primary']")
    both = mine.find("//section[@aria-labelledby='both']").text
    assert "55" in both and "50" in both
    mine.go("//main//button[contains(., 'Save mine over it')]")
    assert manager.get(f"/api/service-types/{known['id']}")["duration_minutes"] == 55


@pytest.mark.parametrize(("language", "narrow"), LOOKS)
def test_everybody_can_read_the_pages_on_any_phone(page, mcf, manager, language, narrow):
    started, accepted, ended = soon(mcf, started=True), soon(mcf), soon(mcf)
    manager.act(f"/api/orders/{ended['id']}/fail", {"reason": "worker_cannot_come"})
    page = page(language=language)
    types = manager.get("/api/service-types", limit=1)["items"]
    order, over = (f"/admin/orders/{each['id']}" for each in (started, ended))
    paths = [
        "/admin/orders", "/admin/orders?overdue=true&q=nobody",
        f"/admin/orders?worker={accepted['worker_id']}&open=true",
        f"/admin/orders/fail-open?worker={accepted['worker_id']}", order,
        f"{order}/client-absent", f"{order}/complete", f"{over}/copy",
        f"{order}/match", "/admin/service-types", "/admin/service-types/new",
        f"/admin/service-types/{types[0]['id']}", f"/admin/matching?order={accepted['id']}",
    ]
    for path in paths:
        look_at(page, path, narrow, width=320)
        # Links in tables and lists of facts are within a text.
        if path.endswith(("client-absent", "complete", "copy", "new")):
            assert too_small(page) == [], path
    acts = [(started if is_started else accepted, act) for is_started, act, _ in ACTS]
    for path in paths + [over] + [f"/admin/orders/{each['id']}/{act}" for each, act in acts]:
        parse_strictly(page, path)
    page.go("//main//button[@value='try']")
    look_at_once(page)
    page.fill(s1_weight="much").go("//main//button[@value='save']")
    assert page.has("//*[@id='mistakes']")
    look_at_once(page)


def look_at_once(page: Page) -> None:
    """The page as it is: an answer to a form has no address of its own."""
    assert findings(page) == []
    assert not is_wider_than(page, 320)
