"""R-111: the pages behind a link: an application, its picture, a test with and without script."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
from browsing import LOOKS, findings, is_wider_than, look_at
from cable import Cable
from demo_day.photos import photo
from events.cluster import wait_until
from holders import Holders
from selenium.webdriver.common.by import By

PICTURES = os.environ.get("MCF_PICTURES")
SAVED = "//*[@id='state'][contains(., 'Saved')]"


@pytest.fixture(scope="module")
def holders(mcf) -> Holders:
    return Holders(mcf)


@pytest.fixture
def open_page(browse, holders):
    return lambda path, url=None, **settings: browse(url or holders.url, **settings).open(path)


@pytest.fixture
def sitting(open_page, holders):
    """A test that has begun, on the page of its first question."""
    def begin(url: str | None = None, **settings):
        path = holders.apply("invited")
        page = open_page(path, url, **settings)
        page.go("//main//a[contains(@href, '/test')]").go("//main//form//button")
        return page, path
    return begin


def ask(page, path: str, question: str):
    """The page of that question."""
    for number in range(1, 16):
        page.open(f"{path}/test/{number}")
        if page.has(f"//form[@data-question='1.{question}']"):
            return page
    raise AssertionError(question)


def test_the_whole_sitting_without_script(sitting, holders):
    page, path = sitting(javascript=False)
    for _ in range(15):
        for xpath, value in [("//input[@type='text']", "8,0"), ("//textarea", "For the fish.")]:
            if page.has(xpath):
                page.find(xpath).send_keys(value)
        boxes = page.driver.find_elements(By.XPATH, "//main//input[@type='radio' or @type='checkbox']")
        if boxes:
            boxes[0].click()
        page.go("//button[@value='next']")
    assert page.find("//h1").text == "Overview"
    assert len(page.driver.find_elements(By.XPATH, "//main//*[contains(@class, 'mark done')]")) == 15
    page.go("//main//a[contains(@href, 'hand-in')]").go("//main//form[@class='fields']//button")
    assert page.find("//h1").text == "Your test is handed in"
    answers = holders.answers(path)
    assert len(answers) == 15 and answers["1.why_us"] == "For the fish."
    assert holders.attempt(path)[0] != "running"


def test_answers_are_saved_as_they_are_given_and_nothing_moves(sitting, holders):
    page, path = sitting()
    ask(page, path, "late_bus").find("//input[@value='b']").click()
    page.wait_for(SAVED)
    assert holders.answers(path)["1.late_bus"] == "b"
    ask(page, path, "why_us")
    field = page.find("//textarea")
    field.send_keys("For the fish")
    page.wait_for(SAVED)
    wait_until(lambda: holders.answers(path).get("1.why_us") == "For the fish", 20, "saved")
    assert page.driver.switch_to.active_element == field
    page.go("//button[@value='overview']")
    assert len(page.driver.find_elements(By.XPATH, "//main//*[contains(@class, 'mark done')]")) == 2
    ask(page, path, "late_bus").find("//input[@value='']").click()
    wait_until(lambda: holders.answers(path)["1.late_bus"] is None, 20, "taken back")


def test_a_number_that_is_none_is_said_at_its_field_and_not_kept(sitting, holders):
    page, path = sitting()
    ask(page, path, "way").find("//input[@id='field-a']").send_keys("half")
    page.wait_for("//*[@id='field-a'][@aria-invalid='true']")
    assert page.find("//*[@id='field-a-mistake']").is_displayed()
    page.find("//*[@id='field-a']").clear()
    page.find("//*[@id='field-a']").send_keys("30")
    page.wait_for(SAVED)
    assert not page.find("//*[@id='field-a-mistake']").is_displayed()
    assert holders.answers(path)["1.way"] == "30"


def test_the_cable_is_pulled_while_answering(sitting, holders):
    with Cable(holders.url) as cable:
        page, path = sitting(cable.url)
        ask(page, path, "why_us")
        cable.pull()
        page.find("//textarea").send_keys("No net, no mouse")
        page.wait_until(lambda: page.find("//*[@id='unconnected']").is_displayed(), "a banner")
        kept = page.driver.execute_script("return Object.entries(localStorage)")
        assert any("1.why_us" in name and "No net, no mouse" in text for name, text in kept)
        page.find("//button[@value='next']").click()
        assert page.find("//textarea").get_attribute("value") == "No net, no mouse"
        assert "1.why_us" not in holders.answers(path)
        cable.plug_in()
        page.wait_until(lambda: not page.find("//*[@id='unconnected']").is_displayed(), "no banner")
        assert holders.answers(path)["1.why_us"] == "No net, no mouse"
        assert page.driver.execute_script("return localStorage.length") == 0
        page.go("//button[@value='next']")


def test_what_was_kept_when_the_page_was_left_is_sent_by_the_next_page(sitting, holders):
    with Cable(holders.url) as cable:
        page, path = sitting(cable.url)
        ask(page, path, "way")
        cable.pull()
        page.find("//*[@id='field-a']").send_keys("30")
        page.wait_until(lambda: page.find("//*[@id='unconnected']").is_displayed(), "a banner")
        page.driver.get("about:blank")
        cable.plug_in()
        page.open(f"{path}/test/overview")
        ask(page, path, "late_bus")
        wait_until(lambda: holders.answers(path).get("1.way") == "30", 20, "sent")


def test_two_windows_tell_of_each_other_and_the_last_change_counts(sitting, open_page, holders):
    one, path = sitting()
    ask(one, path, "way")
    other = ask(open_page(path), path, "way")
    one.find("//*[@id='field-a']").send_keys("30")
    one.wait_for(SAVED)
    other.find("//*[@id='field-a']").send_keys("31")
    other.wait_until(lambda: other.find("//*[@id='elsewhere']").is_displayed(), "told")
    assert "Also open elsewhere" in other.find("//*[@id='elsewhere']").text
    assert holders.answers(path)["1.way"] == "31"


def test_time_runs_out_and_what_is_saved_is_handed_in(sitting, holders):
    page, path = sitting()
    holders.end_in(path, 12)
    ask(page, path, "why_us").find("//textarea").send_keys("In the last second")
    assert page.find("//*[@role='timer']").get_attribute("aria-live") == "off"
    page.wait_for("//h1[text()='Your test is handed in']")
    assert holders.answers(path)["1.why_us"] == "In the last second"


def test_extra_time_appears_and_a_page_that_thinks_it_is_over_goes_on(sitting, holders):
    page, path = sitting()
    holders.end_in(path, 6)
    ask(page, path, "why_us")
    ends = page.find("//*[@id='ends']").text
    holders.add_minutes(path, 10)
    page.wait_until(lambda: page.find("//*[@id='ends']").text != ends, "another end")
    assert holders.attempt(path)[0] == "running"
    assert page.find("//*[@id='said']").get_attribute("textContent").startswith("You have more time")
    page.find("//textarea").send_keys("More")
    page.wait_for(SAVED)


def test_a_picture_is_sent_and_the_application_confirmed_without_script(open_page, holders, tmp_path):
    path = holders.apply()
    page = open_page(path, javascript=False)
    page.go("//button[normalize-space()='This is my application']")
    assert page.driver.title.startswith("Mistake: ")
    assert "choose a picture and send it first" in page.find("//*[@id='mistakes']").text
    page.go("//button[normalize-space()='Send the picture']")
    assert page.driver.title.startswith("Mistake: ")
    page.find("//input[@type='file']").send_keys(str(picture(tmp_path)))
    page.go("//button[normalize-space()='Send the picture']")
    assert page.has("//img[contains(@src, '/photo')]"), page.find("//main").text
    page.fill(name="Tomasina").go("//button[normalize-space()='This is my application']")
    wait_until(lambda: holders.acts(path), 10, "filed")
    assert holders.acts(path)[0][1]["name"] == "Tomasina"


def picture(folder: Path) -> Path:
    file = folder / "cat.jpg"
    file.write_bytes(photo("cat", random.Random(1)))
    return file


@pytest.mark.parametrize(("language", "narrow"), LOOKS)
def test_axe_finds_nothing_and_320_pixels_are_wide_enough(open_page, holders, language, narrow):
    path = holders.apply("invited")
    page = open_page(path, language=language)
    pictures = Path(PICTURES) if PICTURES else None

    def look(rest: str, name: str) -> None:
        look_at(page, path + rest, narrow, pictures and pictures / f"{name}-{language}.png", width=320)
    look("", "invited")
    look("/test", "start")
    look("/test/practice", "practice")
    look("/withdraw", "leave")
    page.open(path + "/test").go("//main//form//button[contains(@class, 'primary')]")
    for number in range(1, 16):
        look(f"/test/{number}", f"question-{number}")
    look("/test/overview", "overview")
    look("/test/hand-in", "hand-in")
    look("", "testing")
    for status in ["unconfirmed", "new"]:
        page.narrow(320).open(holders.apply(status))
        assert findings(page) == [] and not is_wider_than(page, 320)
        if pictures:
            page.keep(pictures / f"{status}-{language}.png")
    page.open("/portal/x")
    assert findings(page) == []
