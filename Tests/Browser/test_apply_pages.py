"""The form to apply, as a stranger has it: without script, on a small phone, in either language."""

from __future__ import annotations

import time
import uuid

import psycopg
import pytest
from browsing import findings, is_wider_than, look_at, read_aloud, too_small

VACANCY = "//input[@name='vacancy_id']"
SEND = "//main//button"
# Nobody fills in a form in less, and programs are told so.
YOUNG_SECONDS = 3


@pytest.fixture
def page(browse, mcf, manager):
    return lambda path="/apply", **settings: browse(url=mcf.portal, **settings).narrow(320).open(path)


def filled(page, **fields):
    cat = {
        "name": "Murka Mews", "email": f"{uuid.uuid4()}@cats.example", "phone": "+7 495 000-00-01",
        "age": "3", "breed": "Siberian", "coat_colour": "grey", **fields}
    if not page.find(VACANCY).is_selected():
        page.find(VACANCY).click()
    return page.fill(**cat)


def send(page):
    """Sends the form, once it is as old as those that somebody has filled in."""
    age = page.driver.execute_script(
        "return performance.now() - performance.getEntriesByType('navigation')[0].responseStart")
    time.sleep(max(0, YOUNG_SECONDS - age / 1000))
    return page.go(SEND)


def test_without_script_mistakes_are_shown_and_what_was_typed_is_sent_again(page, mcf):
    page = page(javascript=False)
    send(filled(page, email="murka@", age="old"))
    assert page.driver.title.startswith("Mistake: ")
    summary = page.find("//*[@id='mistakes']")
    assert summary.get_attribute("role") == "alert"
    assert page.driver.switch_to.active_element == summary
    assert page.find("//input[@name='breed']").get_attribute("value") == "Siberian"
    assert page.find(VACANCY).is_selected()
    assert not is_wider_than(page, 320)
    email = f"{uuid.uuid4()}@cats.example"
    page.fill(email=email, age="3").go(SEND)
    assert page.driver.current_url == f"{mcf.portal}/apply/sent"
    with psycopg.connect(mcf.database, dbname="mcf_applicants") as database:
        found = database.execute(
            "select (select count(*) from applicants.submission where email = %(email)s)"
            " + (select count(*) from applicants.application where email = %(email)s)",
            {"email": email}).fetchone()[0]
    assert found == 1


def test_a_screen_reader_has_a_name_for_each_field(page):
    page = page()
    heard = read_aloud(page)
    labels = [each.text for each in page.driver.find_elements("css selector", ".field:not(.radios) > label")]
    assert len(labels) == 6 and heard > {("textbox", each) for each in labels}
    vacancy = page.find(f"{VACANCY}/..").text
    assert heard > {("heading", page.find("//h1").text), ("radio", vacancy),
                    ("group", page.find("//legend").text), ("button", page.find(SEND).text)}
    trap = page.find("//*[@aria-hidden='true']//label").get_attribute("textContent").strip()
    assert not any(name == trap for _, name in heard), "traps are for programs"


@pytest.mark.parametrize("language", ["en", "ru"])
def test_each_page_can_be_read_by_everybody(page, language):
    page = page(language=language)
    for path in ["/apply/sent", "/apply?lang=ru", "/nowhere", "/apply"]:
        look_at(page, path, narrow=True, width=320)
        assert too_small(page) == [], path
    send(page)
    assert page.has("//*[@id='mistakes']") and findings(page) == [] and too_small(page) == []
