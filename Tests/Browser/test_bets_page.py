"""The pages of bets: found by who may know of them, and of use without JavaScript and on a phone."""

from __future__ import annotations

import uuid

import pytest
from browsing import LOOKS, MANAGER, look_at, place_order
from events.cluster import wait_until
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from rest import Caller


@pytest.fixture(scope="module")
def bettors(mcf, manager) -> list[Caller]:
    """The one who signs in, and two more, all heard of."""
    found = []
    for name in (MANAGER, "Mura Whisker", "Ryzhik Longtail-Of-The-Roofs"):
        known = next((each for each in manager.each("/api/managers") if each["name"] == name), None)
        id = (known or manager.create("/api/managers", {
            "name": name, "email": f"{uuid.uuid4()}@mcf.example"}))["id"]
        found.append(Caller(mcf.url, mcf.token("manager", id)))
    for each in found:
        wait_until(lambda: each.session.get(
            f"{mcf.url}/api/markets", timeout=30).status_code == 200, 30, mcf.output)
    return found


@pytest.fixture(scope="module")
def markets(mcf, manager, bettors) -> dict[str, str]:
    """One that is open, and two that are settled, one of them with a statement."""
    orders = {name: place_order(mcf, client)["id"]
              for name, client in [("open", "hcb-7"), ("settled", "hcb-8"), ("stated", "hcb-9")]}
    stakes = [("completed", "10.00"), ("failed", "7.01"), ("failed", "1234.50")]
    for order in orders.values():
        wait_until(lambda: bettors[0].session.get(
            f"{mcf.url}/api/markets/{order}", timeout=30).status_code == 200, 30, mcf.output)
        for caller, (outcome, stake) in zip(bettors, stakes):
            caller.create(f"/api/markets/{order}/bets", {"outcome": outcome, "stake": stake})
    for name in ("stated", "settled"):
        manager.act(f"/api/orders/{orders[name]}/fail", {"reason": "worker_cannot_come"})
        wait_until(lambda: bettors[0].get(
            f"/api/markets/{orders[name]}")["status"] == "settled", 30, mcf.output)
        if name == "stated":
            bettors[0].create("/api/bets/statements", {})
    return orders


@pytest.fixture
def page(browse, markets):
    """Nobody is led to sign in by a page that is hidden."""
    return lambda path="/bets", **settings: (
        browse(**settings).open_as(MANAGER, "/managers").open(path))


def test_a_bet_is_found_asked_about_and_placed_once_without_javascript(page, bettors, markets):
    page = page(javascript=False)
    assert page.has("//header//a[@href='/bets' and @aria-current='page']")
    page.open(f"/bets/{markets['open']}").fill(stake="bone")
    # Enter where one types chooses nothing.
    page.go("//input[@name='stake']", Keys.ENTER)
    mistakes = page.find("//*[@id='mistakes']").text
    assert "Bet on: please fill this in" in mistakes and "Stake: enter an amount" in mistakes
    page.find("//label[normalize-space()='cancelled']").click()
    page.fill(stake="none").go("//button[normalize-space()='Bet']")
    assert "Bet on:" not in page.find("//*[@id='mistakes']").text
    page.fill(stake="2.50").go("//button[normalize-space()='Bet']")
    assert "You bet 2.50 on “cancelled”" in page.find("//main").text
    ActionChains(page.driver).double_click(page.find("//main//form//button")).perform()
    page.wait_for("//*[@role='status'][contains(., 'Your bet is placed')]")
    own = bettors[0].get(f"/api/markets/{markets['open']}")["own_bets"]
    assert [(each["outcome"], each["stake"]) for each in own] == [
        ("completed", "10.00"), ("cancelled", "2.50")]
    page.open("/managers")
    assert not page.has("//a[@href='/bets']")


def test_a_statement_is_made_and_what_one_gets_is_ticked(page, bettors):
    page = page("/bets/statements", javascript=False)
    page.go("//button[normalize-space()='Make a statement']")
    assert page.has("//*[@role='status'][contains(., 'The statement is made')]")
    assert not page.has("//button[normalize-space()='Make a statement']")
    # She has lost: others tick what she pays.
    assert not page.has("//button[contains(., 'It is paid')]")
    newest = bettors[0].get("/api/bets/statements", limit=1)["items"][0]
    creditors = {each["creditor"] for each in newest["transfers"]}
    assert len(newest["transfers"]) == len(creditors) == 2


@pytest.mark.parametrize(("language", "narrow"), LOOKS)
def test_axe_finds_nothing_and_a_small_phone_needs_no_moving_sideways(
        page, markets, language, narrow):
    page = page(language=language)
    for path in ["", "?status=closed", "?status=settled", f"/{markets['open']}",
                 f"/{markets['settled']}", "/statements", "/statements/1"]:
        look_at(page, f"/bets{path}", narrow, width=320)


def test_on_paper_the_sheet_is_whole_and_nothing_is_left_to_press(page, markets):
    driver = page(f"/bets/{markets['settled']}").driver
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    shown = driver.execute_script(
        "return [...document.querySelectorAll('main button, main .button, main table.list')]"
        ".filter(each => each.checkVisibility()).map(each => each.tagName)")
    assert shown == ["TABLE"] * 2
