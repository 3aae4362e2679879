"""R-111: the pages behind a link: an application, its picture, a test with and without script."""

from __future__ import annotations

import random
import re
import uuid
from pathlib import Path

import pytest
import requests
from browsing import LOOKS, is_wider_than, look_at, read_aloud, too_small
from cable import Cable
from demo_day.photos import photo
from events.cluster import wait_until
from hiring_bed import HiringBed, publish
from selenium.webdriver.common.by import By

SAVED = "//*[@id='state'][contains(., 'Saved')]"


class Cat:
    """It has applied, and has a link."""

    def __init__(self, bed: HiringBed, status: str, numbers: dict[str, int]):
        self.bed = bed
        # Where each question stands, once that was looked for: their order follows from the seed,
        # which is one for all whose test the bed has begun.
        self.numbers = numbers
        self.id = bed.apply()
        if status != "unconfirmed":
            bed.confirm(self.id)
        if status in ("invited", "testing"):
            bed.invite(self.id)
        if status == "testing":
            bed.begin(self.id, {})
        self.path = bed.link(self.id)

    def at(self, question: str) -> str:
        """The path of that question, while it is tested."""
        for number in range(1, 16) if not self.numbers else []:
            page = requests.get(f"{self.bed.mcf.portal}{self.path}/test/{number}", timeout=30).text
            self.numbers[re.search(r'data-question="1\.([a-z_]+)"', page)[1]] = number
        return f"{self.path}/test/{self.numbers[question]}"

    def row(self, columns: str, table: str = "attempt") -> tuple:
        found = self.bed.database.execute(f"select {columns} from {table} where id = %s", [self.id])
        return found.fetchone()

    @property
    def attempt(self) -> str:
        """Where it stands."""
        return self.row("status")[0]

    @property
    def answers(self) -> dict[str, object]:
        """What was answered last, by question."""
        rows = self.bed.database.execute(
            "select distinct on (question) question, value from answer where attempt_id = %s"
            " order by question, revision desc", [self.id])
        return dict(rows.fetchall())

    def end_in(self, seconds: float) -> None:
        """The attempt ends so soon."""
        self.bed.execute("""
            update attempt a
            set    started_at = e.at - make_interval(secs => limit_seconds + extra_seconds),
                   deadline_at = e.at, accept_until = e.at + interval '5 s'
            from   (select now() + make_interval(secs => %(seconds)s)) e (at)
            where  id = %(id)s""", seconds=seconds, id=self.id)

    def revoke_link(self) -> None:
        """It leads nowhere from now on."""
        self.bed.execute(
            "update link set revoked_at = now() where application_id = %(id)s", id=self.id)

    def add_minutes(self, minutes: int) -> None:
        self.bed.execute("""
            update attempt
            set    extra_seconds = extra_seconds + %(more)s * 60,
                   deadline_at = deadline_at + make_interval(mins => %(more)s),
                   accept_until = accept_until + make_interval(mins => %(more)s)
            where  id = %(id)s""", more=minutes, id=self.id)


@pytest.fixture(scope="module")
def cat(mcf, manager):
    """Lets a cat apply, up to where its application is to stand."""
    bed = HiringBed(mcf, *publish(manager, f"First look {uuid.uuid4()}"))
    numbers: dict[str, int] = {}
    return lambda status="invited": Cat(bed, status, numbers)


@pytest.fixture
def open_page(browse, mcf):
    return lambda path, url=None, **settings: browse(url or mcf.portal, **settings).open(path)


@pytest.fixture
def sitting(open_page, cat):
    """A test that has begun, on the page of a question, and whose it is."""
    def begin(question: str, url: str | None = None):
        whose = cat("testing")
        return open_page(whose.at(question), url), whose
    return begin


def count_down(page, seconds: int) -> None:
    """As if the page had counted until so much is left."""
    page.driver.execute_script("known.at += arguments[0] * 1000 - left()", seconds)


def test_the_whole_sitting_without_script(open_page, cat):
    cat = cat()
    page = open_page(cat.path, javascript=False)
    page.go("//main//a[contains(@href, '/test')]").go("//main//form//button")
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
    answers = cat.answers
    assert len(answers) == 15 and answers["1.why_us"] == "For the fish."
    assert cat.attempt != "running"


def test_answers_are_saved_as_they_are_given_and_nothing_moves(sitting):
    page, cat = sitting("late_bus")
    page.find("//input[@value='b']").click()
    page.wait_for(SAVED)
    assert cat.answers["1.late_bus"] == "b"
    field = page.open(cat.at("why_us")).find("//textarea")
    field.send_keys("For the fish")
    page.wait_for(SAVED)
    wait_until(lambda: cat.answers.get("1.why_us") == "For the fish", 20, "saved")
    assert page.driver.switch_to.active_element == field
    page.go("//button[@value='overview']")
    assert len(page.driver.find_elements(By.XPATH, "//main//*[contains(@class, 'mark done')]")) == 2
    page.open(cat.at("late_bus")).find("//input[@value='']").click()
    wait_until(lambda: cat.answers["1.late_bus"] is None, 20, "taken back")


def test_a_number_that_is_none_is_said_at_its_field_and_not_kept(sitting):
    page, cat = sitting("way")
    page.find("//input[@id='field-a']").send_keys("half")
    page.wait_for("//*[@id='field-a'][@aria-invalid='true']")
    assert page.find("//*[@id='field-a-mistake']").is_displayed()
    # What is typed is sent at most every five seconds, of which four are over.
    page.driver.execute_script("savedAt -= 4000")
    page.find("//*[@id='field-a']").clear()
    page.find("//*[@id='field-a']").send_keys("30")
    page.wait_for(SAVED)
    assert not page.find("//*[@id='field-a-mistake']").is_displayed()
    assert cat.answers["1.way"] == "30"


def test_the_cable_is_pulled_while_answering(sitting, mcf):
    with Cable(mcf.portal) as cable:
        page, cat = sitting("why_us", cable.url)
        ends = page.find("//*[@id='ends']").text, cat.row("deadline_at")
        cable.pull()
        page.find("//textarea").send_keys("No net, no mouse")
        page.wait_until(lambda: page.find("//*[@id='unconnected']").is_displayed(), "a banner")
        kept = page.driver.execute_script("return Object.entries(localStorage)")
        assert any("1.why_us" in name and "No net, no mouse" in text for name, text in kept)
        page.find("//button[@value='next']").click()
        assert page.find("//textarea").get_attribute("value") == "No net, no mouse"
        assert "1.why_us" not in cat.answers
        cable.plug_in()
        page.wait_until(lambda: not page.find("//*[@id='unconnected']").is_displayed(), "no banner")
        assert cat.answers["1.why_us"] == "No net, no mouse"
        assert (page.find("//*[@id='ends']").text, cat.row("deadline_at")) == ends
        assert page.driver.execute_script("return localStorage.length") == 0
        page.go("//button[@value='next']")


def test_what_was_kept_when_the_page_was_left_is_sent_by_the_next_page(sitting, mcf):
    with Cable(mcf.portal) as cable:
        page, cat = sitting("way", cable.url)
        cable.pull()
        page.find("//*[@id='field-a']").send_keys("30")
        page.wait_until(lambda: page.find("//*[@id='unconnected']").is_displayed(), "a banner")
        page.driver.get("about:blank")
        cable.plug_in()
        page.open(f"{cat.path}/test/overview")
        wait_until(lambda: cat.answers.get("1.way") == "30", 20, "sent")


def test_two_windows_tell_of_each_other_and_the_last_change_counts(sitting, open_page):
    one, cat = sitting("way")
    other = open_page(cat.at("way"))
    one.find("//*[@id='field-a']").send_keys("30")
    one.wait_for(SAVED)
    other.find("//*[@id='field-a']").send_keys("31")
    other.wait_until(lambda: other.find("//*[@id='elsewhere']").is_displayed(), "told")
    assert "Also open elsewhere" in other.find("//*[@id='elsewhere']").text
    assert cat.answers["1.way"] == "31"
    # Case 12: who goes on in the first window, and has touched nothing since, puts nothing back.
    one.go("//button[@value='next']")
    assert cat.answers["1.way"] == "31"


def test_what_the_page_has_saved_itself_is_not_told_as_another_pages(sitting):
    page, cat = sitting("late_bus")
    page.find("//input[@value='b']").click()
    page.wait_for(SAVED)
    page.go("//button[@value='next']")
    assert "notice" not in page.driver.current_url


def test_what_is_not_sent_yet_is_not_left_behind_by_handing_in(sitting):
    page, cat = sitting("way")
    page.driver.execute_cdp_cmd("Network.enable", {})
    page.driver.execute_cdp_cmd("Network.setBlockedURLs", {"urls": ["*/answers/*"]})
    page.find("//*[@id='field-a']").send_keys("30")
    page.wait_until(lambda: page.find("//*[@id='unconnected']").is_displayed(), "a banner")
    page.open(f"{cat.path}/test/hand-in")
    button = "//form[@id='hand-in']//button"
    page.find(button).click()
    page.wait_until(lambda: page.find("//*[@id='unconnected']").is_displayed(), "a banner")
    assert cat.attempt == "running"
    page.driver.execute_cdp_cmd("Network.setBlockedURLs", {"urls": []})
    page.go(button)
    assert page.find("//h1").text == "Your test is handed in"
    assert cat.answers == {"1.way": "30"}


def test_a_page_that_comes_in_the_very_last_moment_leads_on(sitting):
    page, cat = sitting("way")
    cat.end_in(-1)
    page.open(f"{cat.path}/test/1").wait_for("//h1[text()='Your test is handed in']")


@pytest.mark.parametrize("is_answering", [True, False], ids=["answer", "time"])
def test_a_page_whose_link_is_dead_by_now_says_so(sitting, is_answering):
    page, cat = sitting("way")
    cat.revoke_link()
    if is_answering:
        page.find("//*[@id='field-a']").send_keys("30")
    else:
        count_down(page, 0)
    page.wait_for("//h1[text()='This link leads nowhere']")


def test_the_end_is_announced_and_the_last_minute_is_seen_on_every_page(sitting):
    page, cat = sitting("why_us")
    field, said = page.find("//textarea"), page.find("//*[@id='said']")
    field.send_keys("For")
    page.wait_for(SAVED)
    assert said.get_attribute("role") == "status" and said.get_attribute("textContent") == ""
    for seconds, words in [(600, "Ten minutes are left"), (300, "Five minutes are left"),
                           (60, "One minute is left")]:
        assert not page.find("//*[@id='warning']").is_displayed()
        count_down(page, seconds)
        page.wait_until(lambda words=words: words in said.get_attribute("textContent"), words)
    assert page.find("//*[@id='warning']").is_displayed()
    # Neither what is said nor asking for the time takes the focus.
    asked = len(page.driver.execute_script("return performance.getEntriesByType('resource')"))
    page.driver.execute_script("document.dispatchEvent(new Event('visibilitychange'))")
    page.wait_until(lambda: len(page.driver.execute_script(
        "return performance.getEntriesByType('resource')")) > asked, "the time")
    assert page.driver.switch_to.active_element == field

    cat.end_in(50)
    page.open(f"{cat.path}/test/overview")
    assert page.find("//*[@id='warning']").is_displayed()
    assert page.find("//*[@id='said']").get_attribute("textContent") == "", "it was said before"


def test_a_screen_reader_has_the_question_as_the_name_of_its_answers(sitting):
    page, cat = sitting("late_bus")
    bus = "The bus is late, and a client waits for you. What do you do?"
    heard = read_aloud(page)
    assert heard > {
        ("heading", page.find("//h1").text), ("group", bus), ("timer", "Time left"), ("status", ""),
        ("radio", "I call and say when I shall be there."), ("radio", "No answer"),
        ("button", "Save and go on"), ("button", "Overview")}
    assert page.find("//fieldset/legend").text == bus
    heard = read_aloud(page.open(cat.at("first_steps")))
    assert ("checkbox", "I wipe my paws.") in heard
    heard = read_aloud(page.open(cat.at("why_us")))
    assert any(role == "textbox" and name.startswith("Why would you like") for role, name in heard)
    page.open(f"{cat.path}/test/overview")
    assert read_aloud(page) > {("link", "Question 1"), ("link", "Hand in")}


def test_time_runs_out_and_what_is_saved_is_handed_in(sitting):
    page, cat = sitting("why_us")
    cat.end_in(50)
    page.driver.refresh()
    timer = page.find("//*[@role='timer']")
    assert timer.get_attribute("aria-live") == "off" and timer.accessible_name == "Time left"
    # A page that comes in the last minute says so, wherever one has scrolled to.
    page.narrow(320).driver.execute_script("scrollTo(0, document.body.scrollHeight)")
    assert page.driver.execute_script("return scrollY") > 0 and page.is_in_sight("//*[@id='warning']")
    assert page.find("//*[@id='warning']").text.startswith("One minute is left")
    # It learns by saving that less is left than it thinks.
    cat.end_in(3)
    page.find("//textarea").send_keys("In the last second")
    page.wait_for("//h1[text()='Your test is handed in']")
    assert cat.answers["1.why_us"] == "In the last second"


def test_extra_time_appears_and_a_page_that_thinks_it_is_over_goes_on(sitting):
    page, cat = sitting("why_us")
    ends = page.find("//*[@id='ends']").text
    cat.add_minutes(10)
    count_down(page, 0)
    page.wait_until(lambda: page.find("//*[@id='ends']").text != ends, "another end")
    assert cat.attempt == "running"
    for told in ["said", "warning"]:
        text = page.find(f"//*[@id='{told}']").get_attribute("textContent")
        assert text.startswith("You have more time"), told
    page.find("//textarea").send_keys("More")
    page.wait_for(SAVED)


def test_a_picture_is_sent_and_the_application_confirmed_without_script(open_page, cat, tmp_path):
    applied = cat("unconfirmed")
    page = open_page(applied.path, javascript=False)
    page.go("//button[normalize-space()='This is my application']")
    assert page.driver.title.startswith("Mistake: ")
    assert "choose a picture and send it first" in page.find("//*[@id='mistakes']").text
    page.go("//button[normalize-space()='Send the picture']")
    assert page.driver.title.startswith("Mistake: ")
    page.find("//input[@type='file']").send_keys(str(picture(tmp_path)))
    page.go("//button[normalize-space()='Send the picture']")
    assert page.has("//img[contains(@src, '/photo')]"), page.find("//main").text
    page.fill(name="Tomasina").go("//button[normalize-space()='This is my application']")
    confirmed = "new", "Tomasina"
    wait_until(lambda: applied.row("status, name", "application") == confirmed, 20, "confirmed")


def picture(folder: Path) -> Path:
    file = folder / "cat.jpg"
    file.write_bytes(photo("cat", random.Random(1)))
    return file


@pytest.mark.parametrize(("language", "narrow"), LOOKS)
def test_axe_finds_nothing_320_pixels_are_wide_enough_and_thumbs_find_what_is_pressed(
        open_page, cat, language, narrow):
    path = cat().path
    page = open_page(path, language=language)

    def look(path: str) -> None:
        # Which leaves it narrow.
        look_at(page, path, narrow, width=320)
        assert too_small(page) == [], path
    for rest in ["", "/test", "/test/practice", "/withdraw"]:
        look(path + rest)
    testing = cat("testing")
    for question in ["late_bus", "first_steps", "way", "why_us"]:
        look(testing.at(question))
    for rest in ["/test/overview", "/test/hand-in", ""]:
        look(testing.path + rest)
    # The others are of the same elements with other words.
    for number in range(1, 16):
        page.narrow(320).open(f"{testing.path}/test/{number}")
        assert not is_wider_than(page, 320) and too_small(page) == [], number
    for status in ["unconfirmed", "new"]:
        look(cat(status).path)
    look("/portal/x")
