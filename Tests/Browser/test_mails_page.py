"""The pages of mails: what failed is found, understood and sent again, without JavaScript."""

from __future__ import annotations

import uuid

import pytest
import requests
from browsing import LOOKS, MANAGER, findings, look_at, place_order
from events.cluster import wait_until

from .test_post_pages import Post


@pytest.fixture
def page(browse, manager):
    return lambda path="/mails", **settings: browse(**settings).open_as(MANAGER, path)


@pytest.fixture
def nobody(mcf, manager) -> str:
    """An address at which nobody is, as the server has said of a mail; somebody is by now."""
    address, post = f"kitty-{uuid.uuid4()}@example.com", Post(mcf)

    def behave(unknown: list[str]) -> None:
        assert requests.patch(f"{post.url}/post/behaviour", json={"unknown": unknown}, timeout=10).ok
    behave([address])
    place_order(mcf, email=address)
    wait_until(lambda: [mail["state"] for mail in mails(manager, address)] == ["failed"], 60)
    behave([])
    return address


def mails(manager, address: str) -> list[dict]:
    """The newest first."""
    return list(manager.each("/api/notifications/mails", q=address))


def test_what_failed_is_found_and_sent_again_once_its_address_is_written_to(
        page, manager, nobody):
    page = page(javascript=False)
    page.go("//nav[@id='tabs']//a[contains(., 'Failed')]")
    page.fill(q=nobody[:20]).go("//form[@role='search']//button")
    page.go("//table//a[.='Order stands']")
    shown = page.find("//main").text
    assert "failed: nobody is there" in shown and "550" in shown and "Hello " in shown
    assert "Nobody is written to at this address." in shown
    assert not page.has("//a[normalize-space()='Send again']")
    page.go("//main//button[normalize-space()='Write to it again']")
    assert page.has("//*[@role='status'][contains(., 'written to again')]")
    (failed,) = mails(manager, nobody)
    page.open(f"/mails/{failed['id']}").go("//a[normalize-space()='Send again']")
    assert nobody in page.find("//main").text
    page.go("//main//form//button")
    assert page.has("//*[@id='mistakes'][contains(., 'Why: please fill this in')]")
    page.fill(why="she has a mailbox now").go("//main//form//button")
    assert page.has("//*[@role='status'][contains(., 'goes out again')]")
    wait_until(lambda: mails(manager, nobody)[0]["state"] == "sent", 60)
    assert len(mails(manager, nobody)) == 2
    shown = page.open(page.driver.current_url.removeprefix(page.url)).find("//main").text
    assert "she has a mailbox now" in shown and MANAGER in shown
    page.open(f"/mails/{failed['id']}").go("//a[normalize-space()='See that mail']")
    assert "she has a mailbox now" in page.find("//main").text


def test_an_address_is_given_up_and_written_to_again(page, mcf, manager):
    address = f"kitty-{uuid.uuid4()}@example.com"
    place_order(mcf, email=address)
    wait_until(lambda: mails(manager, address), 60)
    page = page(f"/mails/{mails(manager, address)[0]['id']}", javascript=False)
    page.go("//a[normalize-space()='Write no more to this address']")
    page.fill(reason="she has asked for it").go("//main//form//button")
    assert page.has("//*[@role='status'][contains(., 'any more')]")
    page.open("/mails/suppressed")
    row = f"//tr[contains(., '{address}')]"
    assert "she has asked for it" in page.find(row).text and MANAGER in page.find(row).text
    page.go(row + "//button")
    assert page.has("//*[@role='status'][contains(., 'written to again')]")
    assert not page.has(row)


@pytest.mark.parametrize(("language", "narrow"), LOOKS)
def test_axe_finds_nothing_and_a_phone_needs_no_moving_sideways(
        page, manager, nobody, language, narrow):
    (mail,) = mails(manager, nobody)
    page = page(language=language)
    paths = ["", "?tab=failed", "?q=nobody", "/suppressed", f"/{mail['id']}",
             f"/{mail['id']}/resend", f"/{mail['id']}/suppress"]
    for path in paths:
        look_at(page, "/mails" + path, narrow, width=320)
    page.open(f"/mails/{mail['id']}/resend").go("//main//form//button")
    assert page.has("//*[@id='mistakes']")
    assert findings(page) == []
