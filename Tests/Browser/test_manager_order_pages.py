"""The managers' pages of orders: every act of theirs, with a browser that runs no scripts too."""

from __future__ import annotations

import csv
import io
import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import requests
from browsing import (
    LOOKS,
    MANAGER,
    Page,
    findings,
    is_wider_than,
    left_to_press,
    look_at,
    parse_strictly,
    pictures_on_paper,
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
WORDS = {
    "en": {"failed": "have failed", "got": "got it", "tried": "What would be otherwise",
           "pipeline": "is saved", "saved": "are saved", "over": "Save mine over it",
           "separator": ","},
    "ru": {"failed": "заказы сорваны", "got": "Заказ достался", "tried": "Что изменилось бы",
           "pipeline": "сохранена", "saved": "Изменения сохранены", "over": "Сохранить моё поверх",
           "separator": ";"},
}
NOTICE = "//main//*[contains(@class, 'notice')][@role='status']"
FILTER = "//form[@class='filter' and not(@role)]"
SAVE = "//main//form//button[@name='form_act']"


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
        page.open(path)
        for fact in (order["place"], order["phone"], order["description"]):
            assert fact in page.find("//main").text, "on a phone, too"
        page.go(f"//main//a[@href='{path}/{act}']")
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
    assert left_to_press(page) == [] and pictures_on_paper(page) == 2
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


@pytest.mark.parametrize("language", ["en", "ru"])
def test_all_open_orders_of_a_worker_are_failed_as_they_were_shown_on_a_phone(
        page, mcf, manager, language):
    """R-141, A6.6."""
    order = soon(mcf)
    worker = order["worker_id"]
    page = page(
        f"/admin/orders?worker={worker}&open=true", language=language, javascript=False).as_phone()
    page.go("//main//p[@class='acts']/a[contains(@href, 'fail-open')]")
    shown = len(page.driver.find_elements("xpath", "//main//tbody/tr"))
    assert shown == len(list(manager.each("/api/orders", worker=worker, status="open")))
    write(page, "note", "has moved").go("//main//form//button")
    assert WORDS[language]["failed"] in page.find(NOTICE).text
    assert not list(manager.each("/api/orders", worker=worker, status="open"))
    assert manager.get(f"/api/orders/{order['id']}")["reason"] == "worker_cannot_come"


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_list_is_narrowed_and_taken_along_as_a_file_on_a_phone(page, mcf, language):
    """A6.6: by words, status and days, each kept while the other is chosen."""
    words = f"Comb {uuid.uuid4()}"
    orders = [place_order(mcf, description=words) for _ in range(2)]
    client = Caller(mcf.url, mcf.token("client", "hcb-1"))
    over, kept = orders
    client.act(f"/api/orders/{over['id']}/cancel", {"confirm_charge": over["charge"]})
    page = page(language=language, javascript=False).as_phone()
    page.fill(q=words).go("//form[@role='search']//button")
    assert listed(page) == {each["id"] for each in orders}
    Select(page.find("//select[@name='status']")).select_by_value("accepted")
    page.go(f"{FILTER}//button")
    assert listed(page) == {kept["id"]}
    day = datetime.fromisoformat(kept["scheduled_at"]).astimezone(ZoneInfo("Europe/Moscow")).date()
    for first, last, found in [(day, day, {kept["id"]}), (day + timedelta(1), "", set())]:
        for name, value in [("from", first), ("to", last)]:
            # How a day is typed is the browser's, and not the page's, language.
            page.driver.execute_script(
                "arguments[0].value = arguments[1]", page.find(f"{FILTER}//input[@name='{name}']"),
                str(value))
        page.go(f"{FILTER}//button")
        assert listed(page) == found, (first, last)
    assert not page.has("//main//a[contains(@href, '/admin/orders/file')]"), "there is nothing in it"
    page.go(f"{FILTER}//a[@href='/admin/orders']")
    page.fill(q=words).go("//form[@role='search']//button")
    client = page.find("//*[@id='orders']//tbody//td[1]").text
    both = {each["id"] for each in orders}
    for worker, found in [
            (kept["worker_first_name"], {kept["id"]}), ("nobody at all", set()), ("?!", both)]:
        page.fill(client=client, worker=worker).go(f"{FILTER}//button")
        assert listed(page) >= found and (found or not listed(page)), worker
    assert page.find("//p[@id='worker-mistake']").is_displayed(), "two letters are too few"
    page.go(f"{FILTER}//a[@href='/admin/orders']")
    page.fill(q=words).go("//form[@role='search']//button")
    rows = file_of(page, "//main//a[contains(@href, '/admin/orders/file')]", language)
    assert {(row["id"], row["status"]) for row in rows} == {
        (over["id"], "cancelled"), (kept["id"], "accepted")}


def listed(page: Page) -> set[str]:
    """The orders that the list shows."""
    links = page.driver.find_elements("xpath", "//*[@id='orders']//tbody//th/a")
    return {each.get_attribute("href").split("?")[0].rpartition("/")[2] for each in links}


def file_of(page: Page, link: str, language: str) -> list[dict]:
    """What is behind a link that a browser would keep as a file, as spreadsheets of its language
    take it."""
    answer = requests.get(
        page.find(link).get_attribute("href"), timeout=30,
        cookies={each["name"]: each["value"] for each in page.driver.get_cookies()},
        headers={"Accept": "text/html", "Accept-Language": language})
    assert answer.headers["Content-Type"].startswith("text/csv")
    assert "attachment" in answer.headers["Content-Disposition"]
    table = io.StringIO(answer.content.decode("utf-8-sig"), newline="")
    return list(csv.DictReader(table, delimiter=WORDS[language]["separator"]))


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_manager_sees_on_a_phone_why_somebody_got_an_order_and_takes_it_along(
        page, mcf, language):
    """R-075, A6.6."""
    order = soon(mcf)
    page = page(
        f"/admin/orders/{order['id']}/match", language=language, javascript=False).as_phone()
    assert order["worker_first_name"] in page.find("//h1").text
    assert WORDS[language]["got"] in page.find("//p[@class='lead']").text
    assert page.has("//table//*[name()='rect']")
    rows = file_of(page, "//main//a[contains(@href, '/match/file')]", language)
    assert [row["worker_id"] for row in rows if row["chosen"] == "true"] == [order["worker_id"]]
    page.go("//main//a[contains(@href, '/admin/matching?order=')]")
    assert page.find("//input[@name='try_order']").get_attribute("value") == order["id"]


@pytest.fixture
def pipeline(manager) -> Iterator[dict]:
    """The one in force, which it is again after the test."""
    before = manager.get("/api/matching/pipeline")
    yield before
    now = manager.call("GET", "/api/matching/pipeline")
    if now.json()["steps"] != before["steps"]:
        manager.call(
            "PUT", "/api/matching/pipeline", json={"steps": before["steps"]},
            headers={"If-Match": now.headers["ETag"]})


@pytest.mark.parametrize("language", ["en", "ru"])
def test_another_pipeline_is_tried_saved_and_taken_back_on_a_phone(
        page, mcf, manager, pipeline, language):
    """R-070, A6.6."""
    order = soon(mcf)
    page = page(
        f"/admin/matching?order={order['id']}", language=language, javascript=False).as_phone()
    # Nothing but how little was asked of somebody lately.
    for index, step in enumerate(pipeline["steps"]):
        if step["kind"] == "score" and step.get("run") != "fairness":
            page.find(f"//label[@for='field-s{index}_enabled']").click()
    page.go("//main//button[@value='try']")
    assert page.find("//h2[@id='tried']").text == WORDS[language]["tried"]
    assert len(page.driver.find_elements("xpath", "//section//tbody/tr")) >= 10
    assert manager.get("/api/matching/pipeline") == pipeline, "a dry run writes nothing"
    page.go("//main//button[@value='down-1']")
    name = page.find("//input[@name='s2_name']").get_attribute("value")
    assert name == pipeline["steps"][1]["name"]
    page.go("//main//button[@value='save']")
    assert WORDS[language]["pipeline"] in page.find(NOTICE).text
    saved = manager.get("/api/matching/pipeline")
    assert saved["version"] == pipeline["version"] + 1 and not saved["steps"][2]["enabled"]
    page.go(f"//main//a[contains(@href, 'version={pipeline['version']}')]")
    page.go("//main//button[@value='save']")
    assert manager.get("/api/matching/pipeline")["steps"] == pipeline["steps"]


@pytest.mark.parametrize("language", ["en", "ru"])
def test_of_two_managers_neither_overwrites_the_others_service_type_unseen(page, manager, language):
    """R-021, A6.6: on phones."""
    words, name = WORDS[language], f"Fur care {uuid.uuid4().hex[:8]}"
    mine = page("/admin/service-types", language=language, javascript=False).as_phone()
    mine.go("//main//a[@href='/admin/service-types/new']")
    mine.fill(name=name, duration_minutes="45", lead_minutes="60", horizon_days="30",
              travel_minutes="30", patience="7")
    write(mine, "packing_list", "comb\nbrush").go(SAVE)
    known = next(each for each in manager.each("/api/service-types") if each["name"] == name)
    assert known["packing_list"] == ["comb", "brush"] and known["characteristics"] == {"patience": 7}
    path = f"/admin/service-types/{known['id']}"
    mine.open(path)
    theirs = page(path, language=language, javascript=False).as_phone()
    theirs.fill(duration_minutes="50").go(SAVE)
    assert words["saved"] in theirs.find(NOTICE).text
    mine.fill(duration_minutes="55").go(SAVE)
    both = mine.find("//section[@aria-labelledby='both']").text
    assert "55" in both and "50" in both
    assert mine.find(SAVE).text == words["over"]
    mine.go(SAVE)
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
    one = f"/admin/orders/{accepted['id']}"
    refused = {
        f"{over}/copy": {"day": "yesterday"}, f"{one}/client-request": {"note": "x" * 1_001},
        f"/admin/orders/fail-open?worker={accepted['worker_id']}": {"orders": "0" * 43},
        "/admin/service-types/new": {"name": " "}, paths[-2]: {"version": "9999"},
        "/admin/matching": {"act": "save", "s0_name": ""},
    }
    for path, typed in refused.items():
        assert parse_strictly(page, path, **typed) in (400, 409, 412), path
    for path, typed, status in [
            (f"/admin/orders/{uuid.uuid4()}", {}, 404), ("/admin/orders?odd=1", {}, 400),
            ("/jobs", {}, 403), ("/admin/orders?from=never&client=x", {}, 400),
            ("/admin/service-types/new", {"form_token": "nobody's"}, 403)]:
        assert parse_strictly(page, path, **typed) == status, path
    page.go("//main//button[@value='try']")
    look_at_once(page)
    page.fill(s1_weight="much").go("//main//button[@value='save']")
    assert page.has("//*[@id='mistakes']")
    look_at_once(page)


def look_at_once(page: Page) -> None:
    """The page as it is: an answer to a form has no address of its own."""
    assert findings(page) == []
    assert not is_wider_than(page, 320)
