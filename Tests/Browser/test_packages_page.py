"""The clerks' page in a real browser: live, with buttons, and without JavaScript."""

from __future__ import annotations

import pytest
import requests
from browsing import card, place_order
from cable import Cable
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from rest import Caller


def done(mcf, order: str) -> list[str]:
    """What happened to an order's package."""
    clerk = Caller(mcf.url, mcf.token("clerk", "somebody"))
    return [entry["event"] for entry in clerk.get(f"/api/packages/{order}/history")["items"]]


def test_an_order_appears_on_the_open_page_by_itself(mcf, browse):
    """R-160: new orders appear on the live list at once."""
    page = browse().sign_in().wait_live()
    page.driver.execute_script("window.stayed = true")
    order = place_order(mcf, description="<b>Rake</b> & \"wash\" it")
    page.wait_package(order["id"]).wait_mark(order["id"], "To pack")
    # At once: what is found may be another one a moment later.
    text = page.driver.execute_script("return document.querySelector('main').innerText")
    for part in ["scoop", "bags", "gloves", "<b>Rake</b> & \"wash\" it"]:
        assert part in text
    assert page.driver.execute_script("return window.stayed")


def test_the_buttons_of_a_package(mcf, browse):
    """R-160: ready, issued, a wrong "issued" taken back."""
    order = place_order(mcf)["id"]
    page = browse().sign_in().wait_live().wait_package(order)
    page.press(order, "Ready").wait_mark(order, "Ready since")
    page.press(order, "Issued").wait_mark(order, "Issued at")
    page.press(order, "Take back").wait_mark(order, "Ready since")
    page.press(order, "Cookie is here").wait_mark(order, "Cookie: here")
    clerk = Caller(mcf.url, mcf.token("clerk", "somebody"))
    # A late answer to an earlier press shows for a moment how it stood then.
    page.wait_until(lambda: clerk.get(f"/api/packages/{order}")["status"] == "ready", "taken back")


def test_ready_and_unpacked_can_be_taken_back_too(mcf, browse):
    """R-160: in the same ten minutes; what is unpacked has left the list for one of its own."""
    placed = place_order(mcf)
    order = placed["id"]
    page = browse().sign_in().wait_live().wait_package(order)
    page.press(order, "Ready").wait_mark(order, "Ready since")
    page.press(order, "Take back").wait_mark(order, "To pack")
    Caller(mcf.url, mcf.token("client", "hcb-1")).act(
        f"/api/orders/{order}/cancel",
        {"reason": "client_request", "confirm_charge": placed["charge"]})
    page.wait_mark(order, "Order cancelled: do not pack")
    page.press(order, "Take off the list").wait_until(lambda: not page.has(card(order)), "gone")
    page.go("//nav[@id='tabs']//a[starts-with(normalize-space(), 'Unpacked')]")
    page.wait_live().wait_mark(order, "Off the list since").press(order, "Take back")
    page.wait_until(lambda: not page.has(card(order)), "gone").open()
    page.wait_mark(order, "Order cancelled: do not pack")


def test_a_double_click_does_one_thing(mcf, browse):
    order = place_order(mcf)["id"]
    page = browse().sign_in().wait_live().wait_package(order)
    ready = f"{card(order)}//button[normalize-space()='Ready'][not(@data-fresh)]"
    page.wait_for(ready)
    ActionChains(page.driver).double_click(page.find(ready)).perform()
    page.wait_mark(order, "Ready since")
    page.press(order, "Cookie is here").wait_mark(order, "Cookie: here")
    assert done(mcf, order) == ["ordered", "ready", "cookie_arrived"]


def test_no_press_counts_on_a_button_that_has_only_just_come(mcf, browse):
    order = place_order(mcf)["id"]
    page = browse().sign_in().wait_live().wait_package(order)
    # Somebody who is faster than any cat.
    page.driver.execute_script(
        """
        const next = (_, observer) => {
          const button = document.querySelector(`#package-${arguments[0]} button.issue`);
          if (button) observer.disconnect();
          button?.click();
        };
        new MutationObserver(next).observe(
          document.getElementById("rows"), { childList: true, subtree: true });
        """, order)
    page.press(order, "Ready").wait_mark(order, "Ready since")
    page.press(order, "Cookie is here").wait_mark(order, "Cookie: here")
    assert done(mcf, order) == ["ordered", "ready", "cookie_arrived"]
    page.press(order, "Issued").wait_mark(order, "Issued at")


@pytest.mark.parametrize("narrow", [False, True])
def test_where_a_button_was_the_next_act_is_not(mcf, browse, narrow):
    order = place_order(mcf)["id"]
    page = browse().sign_in().wait_live().wait_package(order)
    if narrow:
        page.narrow()
    place = "const { x, y } = document.querySelector(arguments[0]).getBoundingClientRect();"
    inside = "return document.querySelector(arguments[0]).closest('tr').getBoundingClientRect()"
    for step, label, mark in [
        ("ready", "Ready", "Ready since"), ("issue", "Issued", "Issued at")]:
        selector = f"#package-{order} button.{step}"
        before = page.driver.execute_script(inside, selector)
        x, y = page.driver.execute_script(place + "return [x, y]", selector)
        page.press(order, label).wait_mark(order, mark)
        after = page.driver.execute_script(inside, f"#package-{order} .acts")
        # The card itself may have moved.
        there = page.driver.execute_script(
            "return document.elementFromPoint(arguments[0], arguments[1])?.closest('button')?.textContent",
            x + 5 + after["x"] - before["x"], y + 5 + after["y"] - before["y"])
        assert there is None


def test_what_went_wrong_is_seen_wherever_one_has_scrolled_to(mcf, browse):
    orders = [place_order(mcf)["id"] for _ in range(6)]
    with Cable(mcf.url) as cable:
        page = browse(cable.url).sign_in().narrow()
        page.wait_live()
        for order in orders:
            page.wait_package(order)
        last = next(each for each in reversed(page.shown()) if each in orders)
        cable.pull()
        page.wait_for("//*[@id='connection' and @data-state='lost']")
        page.press(last, "Ready")
        page.wait_for("//*[@id='refusal'][not(@hidden)]")
        assert page.driver.execute_script("return scrollY") > 0
        assert page.is_in_sight("//*[@id='refusal']")
        assert page.is_in_sight("//*[@id='connection']")


def test_what_one_clerk_does_another_sees(mcf, browse):
    order = place_order(mcf)["id"]
    first, second = browse().sign_in().wait_live(), browse().sign_in().wait_live()
    for page in (first, second):
        page.wait_package(order)
    first.press(order, "Ready")
    second.wait_mark(order, "Ready since")


def test_a_cancelled_order_is_marked_until_its_package_is_unpacked(mcf, browse):
    """R-160: a package whose order ended stays visible, marked, until "unpacked" is pressed."""
    placed = place_order(mcf)
    order = placed["id"]
    page = browse().sign_in().wait_live().wait_package(order)
    page.press(order, "Ready").wait_mark(order, "Ready since")
    Caller(mcf.url, mcf.token("client", "hcb-1")).act(
        f"/api/orders/{order}/cancel", {"confirm_charge": placed["charge"]})
    page.wait_mark(order, "Order cancelled: unpack")
    page.press(order, "Unpacked").wait_until(lambda: not page.has(card(order)), "gone")


def test_a_lost_race_is_explained_in_place(mcf, browse):
    order = place_order(mcf)["id"]
    page = browse().sign_in().wait_live().wait_package(order)
    Caller(mcf.url, mcf.token("clerk", "somebody")).act(f"/api/packages/{order}/ready")
    page.wait_mark(order, "Ready since")
    # What a page sends that has not heard of it yet.
    page.driver.execute_script(
        "const button = document.querySelector(`#package-${arguments[0]} .acts button`);"
        "button.formAction = `/packages/${arguments[0]}/ready`; button.form.requestSubmit(button)",
        order)
    page.wait_for("//*[@id='refusal'][not(@hidden)][contains(., 'Somebody was faster')]")


def test_the_focus_stays_on_the_card_that_changes(mcf, browse):
    order = place_order(mcf)["id"]
    page = browse().sign_in().wait_live().wait_package(order)
    page.driver.execute_script(
        "document.querySelector(`#package-${arguments[0]} .acts button`).focus()", order)
    Caller(mcf.url, mcf.token("clerk", "somebody")).act(f"/api/packages/{order}/ready")
    page.wait_mark(order, "Ready since")
    focused = page.driver.execute_script(
        "return document.activeElement.closest('[data-order]')?.id")
    assert focused == f"package-{order}"
    # What opens more has no name of its own: it is known by what it is in.
    opener = page.driver.execute_script("""
        const place = document.querySelector("main").appendChild(document.createElement("div"));
        place.innerHTML = ["one", "two"]
          .map((id) => `<details id="${id}"><summary>More</summary></details>`).join("");
        place.querySelector("#two summary").focus();
        keepingFocus(() => place.replaceChildren(...place.cloneNode(true).childNodes));
        return document.activeElement.parentElement.id""")
    assert opener == "two"


def test_the_keyboard_stays_on_the_card_and_not_on_what_comes_next(mcf, browse):
    """A key that is held, or pressed twice, does one thing."""
    order = place_order(mcf)["id"]
    page = browse().sign_in().wait_live().wait_package(order)
    for label, mark in [("Ready", "Ready since"), ("Issued", "Issued at")]:
        page.enter(order, label).wait_mark(order, mark)
        page.wait_until(
            lambda: page.driver.switch_to.active_element.get_attribute("id") == f"package-{order}",
            "the card")


def test_the_focus_goes_to_what_is_near_when_a_package_goes(mcf, browse):
    """A card nearby, or the heading when there is none."""
    clerk = Caller(mcf.url, mcf.token("clerk", "somebody"))
    orders = [place_order(mcf)["id"] for _ in range(2)]
    page = browse().sign_in()
    for order in orders:
        page.wait_until(lambda: clerk.get(f"/api/packages/{order}"), "the package")
        for step in ("ready", "issue"):
            clerk.act(f"/api/packages/{order}/{step}")
    page.open("/packages?status=issued").wait_live()
    first, second = orders
    while others := [each for each in page.shown() if each not in orders]:
        page.press(others[0], "Take back")
        page.wait_until(lambda: others[0] not in page.shown(), "one of before")
    page.enter(first, "Take back").wait_until(lambda: page.shown() == [second], "the second alone")
    page.wait_until(
        lambda: page.driver.switch_to.active_element.get_attribute("id") == f"package-{second}",
        "the focus on the other card")
    page.enter(second, "Take back").wait_until(lambda: page.shown() == [], "an empty list")
    page.wait_until(lambda: page.driver.switch_to.active_element.tag_name == "h1", "the heading")


def test_a_press_that_nobody_answers_says_so(mcf, browse):
    order = place_order(mcf)["id"]
    with Cable(mcf.url) as cable:
        page = browse(cable.url).sign_in().wait_live().wait_package(order)
        cable.pull()
        page.press(order, "Ready")
        page.wait_for("//*[@id='refusal'][not(@hidden)][contains(., 'No answer came')]")
        cable.plug_in()
        page.wait_live().press(order, "Ready").wait_mark(order, "Ready since")
        assert page.has("//*[@id='refusal'][@hidden]")


def test_an_ended_session_leads_to_the_sign_in_page(mcf, browse):
    """By a press with a link, and by itself when the stream comes back."""
    order = place_order(mcf)["id"]
    with Cable(mcf.url) as cable:
        page = browse(cable.url).sign_in().wait_live().wait_package(order)
        page.driver.delete_all_cookies()
        page.press(order, "Ready")
        page.wait_for("//*[@id='refusal'][not(@hidden)][contains(., 'Please sign in')]//a[.='Sign in']")
        cable.pull()
        page.wait_for("//*[@id='connection' and @data-state='lost']")
        cable.plug_in()
        page.wait_for("//h1[.='Who are you today?']")


def test_a_dropped_stream_recovers_and_misses_nothing(mcf, browse):
    with Cable(mcf.url) as cable:
        page = browse(cable.url).sign_in().wait_live()
        cable.pull()
        page.wait_for("//*[@id='connection' and @data-state='lost']")
        order = place_order(mcf)["id"]
        cable.plug_in()
        page.wait_live().wait_package(order)


def test_without_javascript_everything_works(mcf, browse):
    order = place_order(mcf)["id"]
    page = browse(javascript=False).sign_in()
    page.wait_until(lambda: page.open().has(card(order)), "the package")
    assert not page.has("//*[@id='connection'][@data-state]")
    page.press(order, "Ready").wait_mark(order, "Ready since")
    assert page.has("//*[@role='status'][contains(., 'it can be issued')]")
    page.press(order, "Issued").wait_mark(order, "Issued at")
    page.press(order, "Take back").wait_mark(order, "Ready since")
    page.go("//button[normalize-space()='Sign out']")
    page.wait_for("//h1[.='You are signed out']")
    page.open().wait_for("//h1[.='Who are you today?']")


def test_in_russian(mcf, browse):
    order = place_order(mcf)["id"]
    page = browse(language="ru").open()
    page.wait_for("//html[@lang='ru']//h1[.='Кто вы сегодня?']")
    page.sign_in().wait_live()
    page.wait_package(order).wait_mark(order, "Собрать")
    page.press(order, "Готов").wait_mark(order, "Готов с")
    assert page.find("//h1").text == "Сборка"


def test_search_by_worker(mcf, browse):
    order = place_order(mcf)
    page = browse().sign_in().wait_package(order["id"])
    worker = page.find(f"{card(order['id'])}//th").text
    page.go("//input[@name='q']", worker[2:].upper(), Keys.ENTER)
    assert "q=" in page.driver.current_url and page.has(card(order["id"]))
    page.find("//input[@name='q']").clear()
    page.go("//input[@name='q']", "nobody of that name", Keys.ENTER)
    assert not page.has(card(order["id"]))


def test_a_worker_sees_the_own_packages_and_no_buttons(mcf, browse):
    order = place_order(mcf)
    page = browse().open()
    page.find("//select[@name='role']").send_keys("worker")
    page.go("//input[@name='subject'][not(@type='hidden')]", order["worker_id"], Keys.ENTER)
    page.wait_for("//h1[.='My packages']").wait_live().wait_package(order["id"])
    assert not page.has(f"{card(order['id'])}//button")
    clerk = Caller(mcf.url, mcf.token("clerk", "somebody"))
    own = clerk.get(f"/api/packages?worker={order['worker_id']}")["items"]
    assert page.shown() == [each["id"] for each in own]
    assert "1 Cushion Street" in page.find(f"{card(order['id'])}//th").text


def test_pages_break_none_of_their_own_rules(mcf, browse):
    """Nothing that the Content-Security-Policy stops, no error in a script."""
    page = browse().sign_in().wait_live().open("/nothing").open("/packages").wait_live()
    complaints = [entry["message"] for entry in page.driver.get_log("browser")]
    assert [text for text in complaints if "404" not in text] == []


def test_the_cookie_is_out_of_scripts_reach_and_no_use_under_api(mcf, browse):
    page = browse().sign_in()
    assert page.driver.execute_script("return document.cookie") == ""
    cookie = page.driver.get_cookie("mcf_session")
    assert cookie["httpOnly"] and cookie["sameSite"] == "Lax" and cookie["path"] == "/"
    answer = requests.get(
        mcf.url + "/api/packages", cookies={"mcf_session": cookie["value"]}, timeout=10)
    assert answer.status_code == 401
