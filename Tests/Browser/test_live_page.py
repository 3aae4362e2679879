"""A page that is kept up to date does not get in the way of who works with it."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

import requests
from browsing import MANAGER, Page, card, place_order

from rest import Caller

MIDDLE = "const { x, y, width, height } = arguments[0].getBoundingClientRect();" \
    "return document.elementFromPoint(x + width / 2, y + height / 2)?.closest('[data-order]')?.id"


def at(hours: float) -> str:
    then = datetime.now(timezone.utc) + timedelta(hours=hours)
    return then.isoformat(timespec="seconds").replace("+00:00", "Z")


def test_what_is_under_the_pointer_does_not_move_when_an_order_arrives(mcf, browse):
    """R-160: it is told of above the list, and shown when it is asked for."""
    last = place_order(mcf, scheduled_at=at(40))["id"]
    page = browse().sign_in().wait_live().wait_package(last)
    row = page.find(card(last))
    page.driver.execute_script("arguments[0].scrollIntoView({ block: 'center' })", row)
    before = row.rect, page.driver.execute_script(MIDDLE, row)
    assert before[1] == f"package-{last}"
    orders = [place_order(mcf, scheduled_at=at(3 + n))["id"] for n in range(2)]
    page.wait_for("//*[@id='new-ones']/a[.='2 new: show']")
    assert (row.rect, page.driver.execute_script(MIDDLE, row)) == before
    assert not set(orders) & set(page.shown())
    page.find("//*[@id='new-ones']/a").click()
    page.wait_until(lambda: set(orders) <= set(page.shown()), "the new ones")
    assert not page.find("//*[@id='new-ones']/a").is_displayed()
    # What comes after everything moves nothing, and is there at once.
    later = place_order(mcf, scheduled_at=at(50 * 24))["id"]
    page.wait_for(card(later))


def followers(mcf) -> int:
    port = mcf.environment["MCF_METRICS_PORT"]
    text = requests.get(f"http://127.0.0.1:{port}/metrics", timeout=10).text
    return int(float(re.search(r"^mcf_package_streams (\S+)$", text, re.M)[1]))


def test_a_hidden_tab_closes_its_stream_and_catches_up_when_it_is_shown(mcf, browse):
    """Browsers allow six connections a host: a clerk has more tabs than that."""
    order = place_order(mcf)["id"]
    page = browse().sign_in().wait_live().wait_package(order)
    first = page.driver.current_window_handle
    for _ in range(8):
        page.driver.switch_to.new_window("tab")
        page.open().wait_live()
    page.wait_until(lambda: followers(mcf) == 1, "one stream, the last tab's")
    Caller(mcf.url, mcf.token("clerk", "somebody")).act(f"/api/packages/{order}/ready")
    page.driver.switch_to.window(first)
    page.wait_mark(order, "Ready since").wait_live()


def test_a_late_page_does_not_bring_back_what_the_stream_has_changed_since(mcf, browse):
    order, other = place_order(mcf)["id"], place_order(mcf)
    page = browse().sign_in().wait_live().wait_package(order).wait_package(other["id"])
    clerk = Caller(mcf.url, mcf.token("clerk", "somebody"))
    clerk.act(f"/api/packages/{other['id']}/ready")
    Caller(mcf.url, mcf.token("client", "hcb-1")).act(
        f"/api/orders/{other['id']}/cancel", {"confirm_charge": other["charge"]})
    page.wait_mark(other["id"], "Order cancelled: unpack")
    page.driver.execute_script("""
        const { fetch } = window;
        window.fetch = async (...asked) => {
            const answer = await fetch(...asked);
            await new Promise((handOver) => { window.handOver = handOver; });
            window.fetch = fetch;
            return answer;
        };
        window.late = reload();
    """)
    page.wait_until(lambda: page.driver.execute_script("return !!window.handOver"), "the answer")
    clerk.act(f"/api/packages/{order}/ready")
    clerk.act(f"/api/packages/{other['id']}/unpack")
    page.wait_mark(order, "Ready since").wait_until(lambda: not page.has(card(other["id"])), "gone")
    page.driver.execute_script("window.handOver(); return window.late")
    assert not page.has(card(other["id"]))
    assert "Ready since" in page.find(card(order)).text


def test_a_form_that_somebody_fills_in_is_left_alone(mcf, browse):
    order = place_order(mcf)["id"]
    other = place_order(mcf)["id"]
    page = browse().sign_in().wait_live().wait_package(order).wait_package(other)
    page.driver.execute_script(
        "document.querySelector(`#package-${arguments[0]} .things`)"
        ".insertAdjacentHTML('beforeend', '<form><input id=note></form>')", order)
    page.find("//input[@id='note']").send_keys("so far")
    clerk = Caller(mcf.url, mcf.token("clerk", "somebody"))
    for each in (order, other):
        clerk.act(f"/api/packages/{each}/ready")
    page.wait_mark(other, "Ready since")
    assert page.find("//input[@id='note']").get_attribute("value") == "so far"


def test_what_somebody_has_opened_stays_open(mcf, browse):
    order = place_order(mcf)["id"]
    page = browse().sign_in().wait_live().wait_package(order)
    page.find(f"{card(order)}//summary").click()
    Caller(mcf.url, mcf.token("clerk", "somebody")).act(f"/api/packages/{order}/ready")
    page.wait_mark(order, "Ready since")
    assert "Order accepted" in page.find(f"{card(order)}//ol").text


def test_the_narrowest_phone_need_not_scroll_sideways(mcf, browse):
    """Neither with packages nor without, nor with a long word among them."""
    order = place_order(mcf, description="Do" * 200, place="x" * 200)["id"]
    for language in ("en", "ru"):
        page = browse(language=language).narrow(320).sign_in().wait_live().wait_package(order)
        page.find(f"{card(order)}//summary").click()
        for path in ("", "?status=issued", "?q=nobody"):
            if path:
                page.open("/packages" + path).wait_live()
            width = page.driver.execute_script("return document.documentElement.scrollWidth")
            assert width <= 320, (language, path)


def test_the_page_for_workers_loads_itself_anew_without_a_script(mcf, browse):
    order = place_order(mcf)
    page: Page = browse(javascript=False).open()
    page.find("//select[@name='role']").send_keys("worker")
    page.go("//input[@name='subject'][not(@type='hidden')]", order["worker_id"], "\n")
    assert page.find("//h1").text == "My packages"
    assert page.has("//meta[@http-equiv='refresh' and @content='60']")


def test_the_focus_stays_on_a_link_of_a_list_while_it_is_brought_up_to_date(
        mcf, browse, manager):
    """Who goes through it by keyboard goes on where they are, whatever becomes of the row."""
    order = place_order(mcf)
    page = browse().open_as(MANAGER, "/admin/orders").wait_live()
    link = page.find(f"//tbody//a[@href='/admin/orders/{order['id']}']")
    page.driver.execute_script("arguments[0].focus(); return reload()", link)
    assert page.focused("a") == link
    Caller(mcf.url, mcf.token("client", "hcb-1")).act(
        f"/api/orders/{order['id']}/cancel", {"confirm_charge": order["charge"]})
    page.driver.execute_script("return reload()")
    page.wait_for(f"//tr[.//a[@href='/admin/orders/{order['id']}']][contains(., 'Cancelled')]")
    assert page.focused("a").get_attribute("href").endswith(order["id"])
