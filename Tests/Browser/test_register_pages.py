"""The registers' pages: clients and workers as managers keep them, and what clients keep themselves."""

from __future__ import annotations

import uuid
from pathlib import Path

import pytest
from browsing import (
    LOOKS, MANAGER, Page, findings, is_wider_than, look_at, parse_strictly, too_small,
)
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.support.ui import Select

from local_mcf import LocalMCF
from rest import Caller

TOUR = Path(__file__).parents[2] / "scripts/tour"
# Nobody else's test changes what this one keeps.
CLIENT = "hcb-4"


@pytest.fixture
def page(browse, manager):
    """Opens a page as a manager."""
    return lambda path, **settings: browse(**settings).open_as(MANAGER, path)


@pytest.fixture
def clients(browse):
    """Opens a client's own page."""
    return lambda path, **settings: browse(**settings).open_by_id("client", CLIENT, path)


def push_client(mcf: LocalMCF, **fields) -> dict:
    """A client of nobody else's."""
    return Caller(mcf.url, mcf.token("hcb", "hcb")).create("/api/clients", {
        "external_id": f"hcb-{uuid.uuid4()}", "first_name": "Murka", "last_name": "Whisker",
        "email": "murka@cats.example", **fields})


def enter_worker(manager: Caller, **fields) -> dict:
    """A worker to whom nobody gives anything: it is good at nothing."""
    worker = manager.create("/api/workers", {
        "name": "Leo Longtail", "email": f"{uuid.uuid4()}@cats.example", "phone": "+7 495 000-00-03",
        "age": 4, "breed": "Siberian", "coat_colour": "smoke", "code": "ABCDEFGHIJKLMNOPQRST",
        **fields})
    path = f"/api/workers/{worker['id']}"
    manager.call(
        "PUT", f"{path}/photo", data=(TOUR / "cat.jpg").read_bytes(),
        headers={"Content-Type": "image/jpeg"})
    manager.create(f"{path}/absences", {
        "from": "2099-02-28T21:00:00Z", "to": "2099-03-05T21:00:00Z", "reason": "Holiday " * 9})
    return worker


def status(page: Page, words: str) -> bool:
    return page.has(f"//*[@role='status'][contains(., '{words}')]")


@pytest.mark.parametrize(("language", "words"), [
    ("en", ["Your details are saved", "changes are saved", "Deactivate", "is deactivated",
            "Activate"]),
    ("ru", ["Ваши данные сохранены", "Изменения сохранены", "Отключить", "отключён", "Включить"]),
])
def test_client_and_manager_keep_a_record_on_a_phone_without_javascript(
        page, clients, mcf, manager, language, words):
    """R-010, R-011."""
    own_saved, saved, deactivate, deactivated, activate = words
    place = f"Roof {uuid.uuid4()}"
    phone = clients("/orders", language=language, javascript=False).as_phone()
    phone.go("//main//a[@href='/clients/me']")
    phone.fill(phone="+7 495 555 00 42", place=place)
    Select(phone.find("//select[@name='language']")).select_by_value(language)
    phone.go("//main//form//button")
    assert status(phone, own_saved)
    # A request for help begins with it, once orders has heard of it.
    phone.wait_until(
        lambda: phone.open("/orders/new").find("//input[@name='place']").get_attribute("value")
        == place, "the place in the request")
    known = next(each for each in manager.each("/api/clients") if each["place"] == place)
    assert (known["language"], known["phone"]) == (language, "+7 495 555 00 42")

    known = push_client(mcf, place=place)
    desk = page(f"/clients?q={known['external_id']}", language=language, javascript=False).as_phone()
    desk.go(f"//main//a[@href='/clients/{known['id']}']")
    assert desk.find("//input[@name='place']").get_attribute("value") == place
    desk.fill(first_name="Mura", place="").go("//main//form//button")
    assert status(desk, saved)
    desk.go(f"//main//a[normalize-space()='{deactivate}']").go("//main//form//button")
    assert status(desk, deactivated)
    changed = manager.get(f"/api/clients/{known['id']}")
    assert (changed["first_name"], changed["place"], changed["active"]) == ("Mura", None, False)
    desk.go(f"//main//a[normalize-space()='{activate}']").go("//main//form//button")
    assert manager.get(f"/api/clients/{known['id']}")["active"] is True


@pytest.mark.parametrize(("language", "words"), [
    ("en", ["Edit", "Deactivate", "Their open orders", "Activate", "free"]),
    ("ru", ["Изменить", "Отключить", "Его открытые заказы", "Включить", "выходной"]),
])
def test_a_manager_looks_at_a_worker_and_changes_it_on_a_phone_without_javascript(
        page, manager, language, words):
    """R-115, R-120, R-133, R-141."""
    edit, deactivate, open_orders, activate, free = words
    worker = enter_worker(manager)
    path = f"/workers/{worker['id']}"
    page = page(f"/workers?q={worker['email']}", language=language, javascript=False).as_phone()
    page.go(f"//main//a[@href='{path}']")
    assert len(page.driver.find_elements("xpath", "//*[name()='rect'][@class='part']")) == 20
    photo = page.find("//main//figure//img")
    page.wait_until(lambda: page.driver.execute_script(
        "return arguments[0].complete && arguments[0].naturalWidth > 0", photo), "the photo")
    assert free not in page.find("//main").text, "always"
    page.go(f"//main//a[normalize-space()='{edit}']").fill(name="Lev", age="5")
    page.go("//main//form//button")
    changed = manager.get(f"/api{path}")
    assert (changed["name"], changed["age"], changed["code"]) == ("Lev", 5, worker["code"])
    page.go(f"//main//a[normalize-space()='{deactivate}']").go("//main//form//button")
    assert manager.get(f"/api{path}")["active"] is False
    page.go(f"//main//a[normalize-space()='{open_orders}']")
    assert page.driver.current_url.endswith(f"/admin/orders?worker={worker['id']}&open=true")
    page.open(path).go(f"//main//a[normalize-space()='{activate}']").go("//main//form//button")
    assert manager.get(f"/api{path}")["active"] is True


@pytest.mark.parametrize("javascript", [True, False])
def test_pressed_twice_a_record_is_changed_once(page, mcf, manager, javascript):
    known = push_client(mcf)
    page = page(f"/clients/{known['id']}", javascript=javascript).fill(place="1 Cushion Street")
    ActionChains(page.driver).double_click(page.find("//main//form//button")).perform()
    page.wait_for("//*[@role='status'][contains(., 'saved')]")
    changed = manager.get(f"/api/clients/{known['id']}")
    assert (changed["place"], changed["version"]) == ("1 Cushion Street", 2)


def test_who_was_overtaken_is_told_and_may_still_save(page, mcf, manager):
    known = push_client(mcf)
    path = f"/clients/{known['id']}"
    mine, theirs = (page(path, javascript=False) for _ in range(2))
    theirs.fill(phone="+7 495 555 00 43").go("//main//form//button")
    mine.fill(place="Attic").go("//main//form//button")
    assert mine.driver.title.startswith("Mistake: ")
    assert "+7 495 555 00 43" in mine.find("//p[contains(@class, 'warn')]").text
    assert mine.find("//input[@name='place']").get_attribute("value") == "Attic"
    assert manager.get(f"/api{path}")["place"] is None
    assert status(mine.go("//main//form//button"), "saved")
    assert manager.get(f"/api{path}")["place"] == "Attic"


def test_headers_lead_to_the_registers(page, clients):
    desk, phone = page("/clients"), clients("/clients/me")
    for path in ("/clients", "/workers", "/managers"):
        assert desk.has(f"//header//nav//a[@href='{path}']"), path
        assert not phone.has(f"//header//nav//a[@href='{path}']"), path
    assert phone.has("//header//nav//a[@href='/clients/me'][@aria-current='page']")


@pytest.mark.parametrize(("language", "narrow"), LOOKS)
def test_axe_finds_nothing_and_a_small_phone_needs_no_moving_sideways(
        page, clients, mcf, manager, language, narrow):
    # The longest that there may be, as one word.
    client = push_client(mcf, first_name="M" * 100, last_name="W" * 100, place="P" * 500)
    worker = enter_worker(manager, name="Ж" * 200, breed="B" * 100, coat_colour="c" * 100)
    manager.call("PATCH", f"/api/workers/{worker['id']}", json={"active": False})
    desk = page("/clients", language=language)
    paths = ["/clients", "/clients?active=false&q=nobody"]
    for path, ends in [(f"/clients/{client['id']}", ["", "/deactivate"]),
                       (f"/workers/{worker['id']}", ["", "/edit", "/activate"])]:
        paths += [path + end for end in ends]
    for path in paths + [f"/workers?q={worker['email']}"]:
        look_at(desk, path, narrow, width=320)
        parse_strictly(desk, path)
        # Links in tables and lists of facts are within a text.
        if path.endswith(("activate", "edit")):
            assert too_small(desk) == [], path
    phone = clients("/clients/me", language=language)
    look_at(phone, "/clients/me", narrow, width=320)
    parse_strictly(phone, "/clients/me")
    assert too_small(phone) == []
    for each, path in [(phone, "/clients/me"), (desk, f"/workers/{worker['id']}/edit")]:
        each.open(path).fill(email="mura@").go("//main//form//button")
        assert each.has("//*[@id='mistakes']")
        assert findings(each) == []
        assert not is_wider_than(each, 320)
