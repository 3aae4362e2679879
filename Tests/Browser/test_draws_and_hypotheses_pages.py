"""The managers' pages of draws and hypotheses, from completed orders to a verdict."""

from __future__ import annotations

import itertools

import psycopg
import pytest
from browsing import LOOKS, MANAGER, look_at
from selenium.webdriver.common.keys import Keys

# Each test draws from one of its own.
DAYS = itertools.count(1)


@pytest.fixture
def quality(mcf):
    with psycopg.connect(mcf.database, dbname="mcf_quality", autocommit=True) as database:
        yield database


@pytest.fixture
def page(browse, manager, quality):
    """Opens a page as a manager whom quality control has heard of."""
    def new(path: str, **settings):
        page = browse(**settings).open_as(MANAGER, path)
        known = "select from quality.person where kind = 'manager' and name = %s"
        return page.wait_until(lambda: quality.execute(known, [MANAGER]).fetchone() is not None)
    return new


@pytest.fixture
def day(quality) -> str:
    """One on which three orders were completed, and no others."""
    day = f"2020-02-{next(DAYS):02}"
    quality.execute("""
        insert into quality.known_order
               (order_id, client_id, client_first_name, client_name, worker_id,
                worker_first_name, worker_name, service_type_id, service_type_name,
                description, place, phone, scheduled_at, ends_at, price, discount_percent,
                charge, packing_list, accepted_at, started_at, outcome, ended_by_role, ended_at,
                version)
        select gen_random_uuid(), gen_random_uuid(), 'Murka', 'Murka Meow', gen_random_uuid(),
               'Leopold', 'Leopold Longwhisker-Featherington', gen_random_uuid(),
               'Litter box duty', 'Empty the box', '1 Cushion Street', '+74955550001', at, at,
               10000, 5, 9500, '{}', at, at, 'completed', 'worker', at, 3
        from   (select %s::date + interval '9 hours') d (at), generate_series(1, 3)
        """, [day])
    return day


def choose_days(page, day: str) -> None:
    for name in ["from", "to"]:
        # Browsers take a day in an order of their own.
        page.driver.execute_script(
            "arguments[0].value = arguments[1]", page.find(f"//input[@name='{name}']"), day)


def write(page, name: str, text: str) -> None:
    page.find(f"//textarea[@name='{name}']").send_keys(text)


def draw(page, day: str) -> str:
    """Where the page of a new draw is."""
    page.open("/reviews/draws/new")
    choose_days(page, day)
    page.fill(count="2").go("//input[@name='count']", Keys.ENTER)
    assert page.has("//*[@role='status']"), page.find("//main").text
    return page.driver.current_url.removeprefix(page.url).split("?")[0]


def propose(page) -> str:
    """Where the page of a new hypothesis is."""
    page.open("/hypotheses/new").fill(title="Ring before the door")
    write(page, "statement", "Whoever rings first waits less.")
    page.go("//main//form//button")
    assert page.has("//*[@role='status']"), page.find("//main").text
    return page.driver.current_url.removeprefix(page.url).split("?")[0]


def test_a_draw_is_made_by_keyboard_and_shows_its_proof(page, day):
    page = page("/reviews/draws")
    place = draw(page, day)
    assert page.has("//*[@role='status'][contains(., 'Drawn.')]")
    shown = page.find("//main").text
    for part in ["2 of 3 orders", "all services and workers", "| sort | head -n 2"]:
        assert part in shown, part
    page.open("/reviews/draws").go(f"//main//a[@href='{place}']")
    assert len(page.driver.find_elements("xpath", "//main//a[contains(., 'Leopold')]")) == 2


def test_a_hypothesis_is_proposed_without_a_script_and_refuted(page):
    page = page("/hypotheses", javascript=False)
    place = propose(page)
    for status in ["testing", "refuted"]:
        page.open(place).find(f"//option[@value='{status}']").click()
        page.go("//main//form//button")
    assert "What came of it" in page.find("//*[@id='mistakes']").text
    write(page, "effect", "Nobody waits less.")
    page.go("//main//form//button")
    assert page.has("//*[@role='status'][contains(., 'saved')]")
    found = page.open("/hypotheses?q=nobody+waits")
    assert found.has(f"//main//a[@href='{place}']")


@pytest.mark.parametrize(("language", "narrow"), LOOKS)
def test_axe_finds_nothing_and_a_phone_needs_no_moving_sideways(page, day, language, narrow):
    page = page("/reviews/draws", language=language)
    places = [draw(page, day), propose(page)]
    for path in ["/reviews/draws", "/reviews/draws/new", "/hypotheses", "/hypotheses/new",
                 "/hypotheses?status=testing", *places]:
        look_at(page, path, narrow, width=320)
