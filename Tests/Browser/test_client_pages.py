"""A client's pages of orders: help is requested, followed and called off, with or without a script."""

from __future__ import annotations

import random
import time
import uuid
from datetime import timedelta

import pytest
from browsing import (
    LOOKS, MANAGER, Page, findings, instant, is_wider_than, look_at, parse_strictly, place_order,
    too_small,
)
from demo_day.photos import photo
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.support.ui import Select

from rest import Caller

CLIENT = "hcb-3"


@pytest.fixture
def client(mcf) -> Caller:
    return Caller(mcf.url, mcf.token("client", CLIENT))


@pytest.fixture
def page(browse):
    return lambda path="/orders", **settings: browse(**settings).open_as(CLIENT, path)


def fill_in(page: Page, text: str) -> Page:
    """Fills in the form but for when."""
    page.open("/orders/new")
    page.find("//textarea[@name='description']").send_keys(text)
    page.fill(place="1 Cushion Street", phone="+7 495 555 00 41", email="kitty@example.com")
    return page


def request_help(page: Page, text: str) -> Page:
    """The same with a day and a time of it."""
    return choose(fill_in(page, text))


def choose(page: Page) -> Page:
    """Picks a day by hand, then one of its times."""
    day = Select(page.find("//select[@name='day']"))
    assert day.first_selected_option.get_attribute("value") == ""
    wanted = day.options[8].get_attribute("value")
    day.select_by_value(wanted)
    if page.find("//button[@value='times']").is_displayed():
        page.go("//button[@value='times']")
    else:
        page.wait_until(
            lambda: len(Select(page.find("//select[@name='scheduled_at']")).options) == 49, "times")
    assert Select(page.find("//select[@name='day']")).first_selected_option.get_attribute(
        "value") == wanted
    Select(page.find("//select[@name='scheduled_at']")).select_by_visible_text(
        f"{uuid.uuid4().int % 4 + 11}:00")
    return page


def chosen_time(page: Page) -> str:
    return Select(page.find("//select[@name='scheduled_at']")).first_selected_option.get_attribute(
        "value")


def ordered(client: Caller, text: str) -> list[dict]:
    return [each for each in client.each("/api/orders") if each["description"] == text]


@pytest.mark.parametrize(("language", "words"), [
    ("en", ["Accepted", "comes to you", "Cancel and pay", "stays due", "The same again"]),
    ("ru", ["Принят", "придёт к вам", "Отменить и заплатить", "К оплате остаётся",
            "То же ещё раз"]),
])
def test_a_client_orders_cancels_and_orders_again_on_a_phone_without_javascript(
        page, client, language, words):
    """R-020, R-030, R-132."""
    accepted, comes, pay, due, again = words
    page = page(language=language, javascript=False).as_phone()
    text = f"Comb two cats {uuid.uuid4()}"
    request_help(page, text).go("//button[@id='request']")
    (order,) = ordered(client, text)
    shown = page.find("//main").text
    assert page.driver.current_url.split("?")[0].endswith(f"/orders/{order['id']}")
    for word in (accepted, comes, order["worker_first_name"], text):
        assert word in shown
    page.go("//main//a[contains(@href, '/cancel')]")
    assert due in page.find("//main").text
    page.go(f"//button[contains(., '{pay}')]")
    assert ordered(client, text)[0]["status"] == "cancelled"
    page.go(f"//main//a[normalize-space()='{again}']")
    assert text in page.find("//main").text
    choose(page).go("//button[@id='request']")
    copies = [each for each in ordered(client, text) if each["copy_of"] == order["id"]]
    assert [each["status"] for each in copies] == ["accepted"]


@pytest.mark.parametrize("javascript", [True, False])
def test_pressed_twice_and_again_after_going_back_it_is_one_order(page, client, javascript):
    page = page(javascript=javascript)
    text = f"Wash one cat {uuid.uuid4()}"
    time_of_it = chosen_time(request_help(page, text))
    ActionChains(page.driver).double_click(page.find("//button[@id='request']")).perform()
    page.wait_for("//*[@role='status'][contains(., 'Accepted')]")
    page.driver.back()
    if javascript:
        # The form is asked for anew; a press does nothing before a time is chosen by hand.
        assert chosen_time(page.wait_for("//textarea")) == ""
        assert page.go("//button[@id='request']").has("//*[@id='mistakes']")
    else:
        # The times came by a post, which browsers send again only if they are asked to.
        page.driver.refresh()
        times = Select(page.wait_for("//textarea").find("//select[@name='scheduled_at']"))
        times.select_by_value(time_of_it)
        page.go("//button[@id='request']")
        assert page.has("//*[@role='status'][contains(., 'Accepted')]")
    assert len(ordered(client, text)) == 1


def test_times_and_price_follow_the_service_as_well_and_what_was_chosen_stays(
        mcf, page, client, browse, manager):
    """R-020, R-132: with a script, on the form of a client, and on that of a manager who copies."""
    page = request_help(page(), f"Comb one cat {uuid.uuid4()}")
    wanted = chosen_time(page)

    def asked() -> int:
        return page.driver.execute_script(
            "return performance.getEntriesByName(location.href).length")
    before = asked()
    page.find("//label[contains(., 'Shopping')]/input").click()
    page.wait_until(lambda: asked() > before, "the times of the other service")
    page.wait_until(lambda: chosen_time(page) == wanted, "the time that was chosen")
    page.go("//button[@id='request']")
    assert "Shopping" in page.find("//h1").text

    over = place_order(mcf, CLIENT)
    client.act(f"/api/orders/{over['id']}/cancel", {"confirm_charge": over["charge"]})
    desk = choose(browse().open_as(MANAGER, f"/admin/orders/{over['id']}/copy"))
    assert over["charge"] in desk.find("//*[@id='price'][@role='status']").text
    desk.go("//button[@id='request']")
    copies = [each for each in client.each("/api/orders") if each["copy_of"] == over["id"]]
    assert [each["status"] for each in copies] == ["accepted"]


def test_what_is_mistaken_is_said_where_it_is_and_nothing_is_lost(page):
    page = page("/orders/new", javascript=False)
    page.fill(place="", phone="call me", email="kitty@").go("//button[@id='request']")
    summary = page.find("//*[@id='mistakes']")
    assert page.driver.switch_to.active_element == summary
    for words in ("What is to be done: please fill", "Place: please fill", "Phone: enter",
                  "Day: please fill", "Time: please fill"):
        assert words in summary.text
    assert page.find("//input[@name='phone']").get_attribute("value") == "call me"
    page.find("//*[@id='mistakes']//a[contains(., 'What is to be done')]").click()
    assert page.driver.switch_to.active_element.get_attribute("name") == "description"


def test_an_open_page_shows_what_becomes_of_its_order(mcf, page, client):
    """A6.8: a page shows by itself what becomes of its order, within two seconds."""
    order = place_order(
        mcf, CLIENT, service="At once", scheduled_at=instant(timedelta(minutes=12)))
    page = page(f"/orders/{order['id']}").wait_live()
    mark = "//*[@id='order']//*[contains(@class, 'mark')][contains(., '{}')]"
    worker = Caller(mcf.url, mcf.token("worker", order["worker_id"]))
    worker.send_photo(
        f"/api/orders/{order['id']}/check-in", photo("here", random.Random(uuid.uuid4().int)))
    began = time.monotonic()
    page.wait_for(mark.format("Under way"))
    assert time.monotonic() - began < 2
    manager = Caller(mcf.url, mcf.token("manager", "boss"))
    manager.act(f"/api/orders/{order['id']}/fail", {"reason": "not_done"})
    page.wait_for(mark.format("Failed"))
    assert page.has(f"//a[@href='/orders/new?copy={order['id']}']")


def test_what_is_sent_when_the_session_has_ended_is_sent_once_after_signing_in(mcf, browse):
    """R-010, R-020, R-132: one who is new is registered on the way to the form; what was typed and
    chosen is there again, also of a copy."""
    cat = f"hcb-{uuid.uuid4()}"
    page = browse(javascript=False).open_by_id("client", cat, "/orders/new")
    assert page.driver.current_url == f"{mcf.url}/orders/new", "back from the register"
    client = Caller(mcf.url, mcf.token("client", cat))
    text = f"Two cats, <wet> & cross {uuid.uuid4()}"

    def send_late() -> None:
        page.driver.delete_all_cookies()
        page.go("//button[@id='request']")
        assert "Your session has ended" in page.find("//main").text
        tab = page.driver.current_window_handle
        page.driver.switch_to.new_window("tab")
        page.open_by_id("client", cat, "/orders")
        page.driver.switch_to.window(tab)
        again = "//main//button[contains(., 'Request help for 100.00')]"
        page.go(again)
        assert "You are signed in as" in page.find("//main").text
        page.go(again)
        assert page.has("//*[@role='status'][contains(., 'Accepted')]")

    request_help(page, text)
    send_late()
    (order,) = ordered(client, text)
    client.act(f"/api/orders/{order['id']}/cancel", {"confirm_charge": order["charge"]})
    choose(page.open(f"/orders/new?copy={order['id']}"))
    send_late()
    assert sorted(each["status"] for each in ordered(client, text)) == ["accepted", "cancelled"]


def test_no_press_counts_on_a_page_that_asks_once_more_before_it_can_be_read(mcf, page, client):
    """R-030: who presses twice on the page before has confirmed nothing."""
    order = place_order(mcf, CLIENT)
    page = page(f"/orders/{order['id']}/cancel")
    page.driver.execute_script(
        "const button = document.querySelector('main button.danger');"
        "freshen(button); button.click()")
    page.go("//button[contains(@class, 'danger')]")
    assert page.has("//*[@role='status'][contains(., 'cancelled')]")
    history = client.get(f"/api/orders/{order['id']}")
    assert (history["status"], history["version"]) == ("cancelled", 2)


def test_the_ninth_tab_of_orders_loads_and_is_kept_up_to_date(mcf, page, client):
    """Browsers allow six connections a host: what is not looked at follows nothing."""
    order = place_order(mcf, CLIENT)
    page = page().wait_live()
    for _ in range(8):
        page.driver.switch_to.new_window("tab")
        page.open(f"/orders/{order['id']}").wait_live()
    client.act(f"/api/orders/{order['id']}/cancel", {"confirm_charge": order["charge"]})
    page.wait_for("//*[@id='order']//*[contains(@class, 'mark')][contains(., 'Cancelled')]")


@pytest.mark.parametrize(("language", "narrow"), LOOKS)
def test_axe_finds_nothing_and_a_small_phone_needs_no_moving_sideways(
        mcf, page, client, language, narrow):
    open_order = place_order(mcf, CLIENT, description="L" * 90, place="Improbable-Street-" * 12)
    over = place_order(mcf, CLIENT)
    client.act(f"/api/orders/{over['id']}/cancel", {"confirm_charge": over["charge"]})
    page = page(language=language)
    for path in ("/orders", "/orders/new", f"/orders/{open_order['id']}",
                 f"/orders/{open_order['id']}/cancel", f"/orders/{over['id']}",
                 f"/orders/new?copy={over['id']}"):
        look_at(page, path, narrow, width=320)
        assert too_small(page) == [], path
        parse_strictly(page, path)
    page.open("/orders/new").go("//button[@id='request']")
    assert page.has("//*[@id='mistakes']")
    assert findings(page) == []
    assert not is_wider_than(page, 320)
