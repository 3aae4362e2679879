"""A list that is longer than its page: what is shown stays what there is."""

from __future__ import annotations

import pytest
from browsing import Page, card, place_order

from local_mcf import LocalMCF
from rest import Caller

PAGE = 3


@pytest.fixture(scope="module")
def mcf():
    settings = {"MCF_PACKAGES_PER_PAGE": str(PAGE), "MCF_OPEN_ORDERS_MAX": "0"}
    with LocalMCF(environment=settings) as running:
        yield running


@pytest.fixture
def clerk(mcf) -> Caller:
    return Caller(mcf.url, mcf.token("clerk", "somebody"))


def waiting(clerk: Caller) -> list[str]:
    """The orders whose packages are to be packed."""
    return [each["id"] for each in clerk.get("/api/packages?status=to_pack")["items"]]


def fill(mcf: LocalMCF, page: Page, clerk: Caller) -> list[str]:
    """Two more than fit on a page, and what comes after them."""
    placed = {place_order(mcf)["id"] for _ in range(PAGE + 2)}
    page.wait_until(lambda: placed <= set(waiting(clerk)), "the packages")
    return waiting(clerk)


def test_what_leaves_the_page_makes_room_for_the_next(mcf, browse, clerk):
    """R-160: the list is live, however long it is."""
    page = browse().sign_in()
    orders = fill(mcf, page, clerk)
    page.open("/packages?status=to_pack").wait_live()
    assert page.shown() == orders[:PAGE]
    while len(orders) > PAGE:
        assert page.has("//*[@id='later']")
        clerk.act(f"/api/packages/{orders.pop(0)}/ready")
        page.wait_until(lambda: page.shown() == orders[:PAGE], "the next one")
    page.wait_until(lambda: not page.has("//*[@id='later']"), "the end of the list")
    new = place_order(mcf)["id"]
    page.wait_package(new)


def test_after_a_button_the_page_is_live_as_far_as_it_goes(mcf, browse, clerk):
    page = browse().sign_in()
    orders = fill(mcf, page, clerk)
    page.open("/packages?status=to_pack").wait_live()
    page.press(orders[0], "Ready")
    page.wait_until(lambda: page.shown() == orders[1:PAGE + 1], "the next one")
    last = orders[PAGE]
    clerk.act(f"/api/packages/{last}/cookie-arrived")
    page.wait_mark(last, "Cookie: here")


def test_a_button_on_a_later_part_stays_there(mcf, browse, clerk):
    page = browse().sign_in()
    fill(mcf, page, clerk)
    orders = [each["id"] for each in clerk.get("/api/packages")["items"]]
    page.open()
    # On which of the later parts there is one depends on when each is due.
    for start in range(PAGE, len(orders), PAGE):
        part = orders[start:start + PAGE]
        page.go("//*[@id='later']")
        page.wait_until(lambda part=part: page.shown() == part, "the next part")
        new = [each for each in part if page.has(f"{card(each)}//button[.='Ready']")]
        if new:
            break
    page.press(new[0], "Ready").wait_mark(new[0], "Ready since")
    assert page.shown() == part
