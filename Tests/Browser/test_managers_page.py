"""The managers' pages: forms without JavaScript, that keep what was typed and are done once."""

from __future__ import annotations

import re
import uuid

import pytest
from browsing import (
    LOOKS, MANAGER, findings, is_wider_than, left_to_press, look_at, parse_strictly,
)
from selenium.webdriver.common.action_chains import ActionChains

from rest import Caller


@pytest.fixture
def page(browse, manager):
    return lambda path="/managers", **settings: browse(**settings).open_as(MANAGER, path)


def named(manager: Caller, name: str) -> list[dict]:
    return [each for each in manager.each("/api/managers") if each["name"] == name]


def test_two_mistakes_are_both_shown_and_what_was_typed_stays(page, manager):
    page = page("/managers/new", javascript=False)
    page.fill(name="", email="mura@").go("//main//button")
    assert page.driver.title.startswith("Mistake: ")
    summary = page.find("//*[@id='mistakes']")
    assert "Name: please fill this in" in summary.text
    assert "E-mail: enter an e-mail address" in summary.text
    assert page.driver.switch_to.active_element == summary
    for name, value in [("name", ""), ("email", "mura@")]:
        field = page.find(f"//input[@name='{name}']")
        assert field.get_attribute("value") == value
        assert field.get_attribute("aria-invalid") == "true"
        described = field.get_attribute("aria-describedby").split()
        assert any(page.find(f"//*[@id='{each}']").text.startswith("Mistake:") for each in described)
    page.find("//*[@id='mistakes']//a[contains(., 'E-mail')]").click()
    assert page.driver.switch_to.active_element.get_attribute("name") == "email"
    name = f"Mura {uuid.uuid4()}"
    page.fill(name=name, email=f"{uuid.uuid4()}@mcf.example").go("//main//button")
    assert page.has("//*[@role='status'][contains(., 'added')]")
    assert len(named(manager, name)) == 1


@pytest.mark.parametrize("javascript", [True, False])
def test_pressed_twice_and_again_after_going_back_it_is_one_manager(page, manager, javascript):
    page = page("/managers/new", javascript=javascript)
    name = f"Vaska {uuid.uuid4()}"
    page.fill(name=name, email=f"{uuid.uuid4()}@mcf.example")
    ActionChains(page.driver).double_click(page.find("//main//button")).perform()
    page.wait_for("//*[@role='status'][contains(., 'added')]")
    page.driver.back()
    page.wait_for("//input[@name='email']")
    if page.find("//input[@name='name']").get_attribute("value") == name:
        page.go("//main//button")
        assert page.has("//*[@role='status'][contains(., 'added')]")
    assert len(named(manager, name)) == 1


def test_a_form_whose_session_ended_is_sent_once_after_signing_in_in_a_new_tab(page, manager):
    page = page("/managers/new", javascript=False)
    name = f"Barsik {uuid.uuid4()}"
    page.fill(name=name, email=f"{uuid.uuid4()}@mcf.example")
    page.driver.delete_all_cookies()
    page.go("//main//button")
    assert name in page.find("//main").text and not named(manager, name)
    form = page.driver.current_window_handle
    page.find("//a[@target='_blank']").click()
    page.wait_until(lambda: len(page.driver.window_handles) == 2, "a new tab")
    new = next(each for each in page.driver.window_handles if each != form)
    page.driver.switch_to.window(new)
    page.wait_for(f"//button[contains(., '{MANAGER}')]").go(f"//button[contains(., '{MANAGER}')]")
    page.driver.switch_to.window(form)
    shown = page.go("//main//button").find("//main").text
    assert f"You are signed in as {MANAGER}" in shown
    assert name in shown and not named(manager, name)
    assert page.go("//main//button").has("//*[@role='status'][contains(., 'added')]")
    assert len(named(manager, name)) == 1


def test_renamed_deactivated_and_activated_without_javascript(page, manager):
    email = f"{uuid.uuid4()}@mcf.example"
    known = manager.create("/api/managers", {"name": "Ryzhik", "email": email})
    page = page(f"/managers/{known['id']}", javascript=False)
    page.fill(name="Ryzhiy").go("//main//form//button")
    assert page.has("//*[@role='status'][contains(., 'saved')]")
    page.open(f"/managers/{known['id']}").go("//a[normalize-space()='Deactivate']")
    assert "Ryzhiy loses" in page.find("//main").text
    page.go("//main//form//button")
    assert page.has("//*[@role='status'][contains(., 'deactivated')]")
    assert manager.get(f"/api/managers/{known['id']}")["active"] is False
    page.open(f"/managers/{known['id']}").go("//a[normalize-space()='Activate']")
    assert "Ryzhiy has" in page.find("//main").text
    page.go("//main//form//button")
    assert page.has("//*[@role='status'][contains(., 'active again')]")
    changed = manager.get(f"/api/managers/{known['id']}")
    assert (changed["name"], changed["active"]) == ("Ryzhiy", True)


@pytest.mark.parametrize(("language", "narrow"), LOOKS)
def test_axe_finds_nothing_and_a_small_phone_needs_no_moving_sideways(
        page, manager, language, narrow):
    known = manager.get("/api/managers", limit=1)["items"][0]["id"]
    page = page(language=language)
    for path in ["", "/new", f"/{known}", f"/{known}/deactivate"]:
        look_at(page, "/managers" + path, narrow, width=320)
        parse_strictly(page, "/managers" + path)
    assert parse_strictly(page, "/managers/new", name=" ") == 400
    page.open("/managers/new").go("//main//button")
    assert page.has("//*[@id='mistakes']")
    assert findings(page) == []


def test_axe_finds_nothing_in_the_catalogue_by_day_or_by_night(mcf, browse):
    url = re.search(r"What pages are made of: (\S+)", mcf.output).group(1)
    page = browse()
    for language in ("en", "ru"):
        for scheme in ("light", "dark"):
            page.driver.get(f"{url}/{language}/{scheme}")
            assert page.find("//html").get_attribute("lang") == language
            assert len(page.driver.find_elements("xpath", "//main//section")) > 8
            assert findings(page) == [], (language, scheme)
            assert not is_wider_than(page, 320), (language, scheme)
            page.widen()


def test_on_paper_nothing_is_left_to_press(page):
    assert left_to_press(page("/managers/new")) == []
