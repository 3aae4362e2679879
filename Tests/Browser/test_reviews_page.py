"""The managers' pages of reviews: from a cancelled order to a closed case."""

from __future__ import annotations

import time
import uuid

import pytest
from browsing import DEADLINE_SECONDS, LOOKS, MANAGER, look_at, place_order, too_small

from rest import Caller


@pytest.fixture
def page(browse, manager):
    return lambda path="/reviews", **settings: browse(**settings).open_as(MANAGER, path)


@pytest.fixture
def case(mcf, manager):
    """Lets an order be cancelled, and returns it with its review."""
    def new() -> dict:
        order = place_order(mcf, description=f"Empty the box {uuid.uuid4().hex[:8]}")
        Caller(mcf.url, mcf.token("client", "hcb-1")).act(
            f"/api/orders/{order['id']}/cancel",
            {"reason": "client_request", "confirm_charge": order["charge"]})
        return order | {"review": wait_for_review(manager, order["id"])}
    return new


def wait_for_review(manager: Caller, order: str) -> str:
    """The id of the review that opens by itself."""
    def found() -> list[str]:
        return [each["id"] for each in manager.each("/api/reviews", state="open")
                if each["order_id"] == order]
    return wait_until(found)[0]


def wait_until(fact):
    """What becomes true."""
    end = time.monotonic() + DEADLINE_SECONDS
    while not (value := fact()):
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.1)
    return value


def put_back_all(page) -> None:
    """So many as one may have in hand are had soon."""
    page.open("/reviews")
    while page.has("//table[contains(@class, 'desk')]//tbody//a"):
        page.go("//table[contains(@class, 'desk')]//tbody//a")
        page.go("//main//a[normalize-space()='Put back']").go("//main//form//button")
        page.open("/reviews")


def choose(page, name: str, value: str) -> None:
    page.find(f"//input[@name='{name}'][@value='{value}']/..").click()


def write(page, name: str, text: str) -> None:
    field = page.find(f"//textarea[@name='{name}']")
    field.clear()
    field.send_keys(text)


def fill_in(page) -> None:
    """All but the findings."""
    for name, value in [
        ("right_worker", "true"), ("on_time", "5"), ("work", "4"), ("supplies", "complete"),
        ("described_well", "true"), ("reached_client", "true"), ("cause", "client"),
        ("nothing_for_worker", "true"),
    ]:
        choose(page, name, value)
    write(page, "text_for_client", "Thank you.\nSee you soon.")


@pytest.mark.parametrize("javascript", [True, False])
def test_a_case_is_taken_called_about_drafted_and_closed(page, manager, case, javascript):
    order = case()
    page = page(f"/reviews/{order['review']}", javascript=javascript)
    shown = page.find("//main").text
    for part in ["Order accepted", "Order cancelled", "the client cancelled", order["description"]]:
        assert part in shown, part
    page.go("//main//button[normalize-space()='Take it']")
    assert page.has("//*[@role='status'][contains(., 'It is yours')]")
    phone = page.find("//main//a[starts-with(@href, 'tel:')]")
    assert phone.get_attribute("href") == "tel:+74955550001"

    page.find("//summary[normalize-space()='I called']").click()
    choose(page, "whom", "client")
    choose(page, "reached", "true")
    write(page, "text", "The box was empty already.")
    write(page, "findings", "Nobody is to blame.")
    page.go("//main//button[@value='call']")
    assert page.has("//*[@role='status'][contains(., 'call is noted')]")
    assert "The box was empty already." in page.find("//main//ol").text
    assert page.find("//textarea[@name='findings']").get_attribute("value") == "Nobody is to blame."

    page.go("//main//button[@value='close']")
    assert "What was the cause?" in page.find("//*[@id='mistakes']").text
    fill_in(page)
    page.go("//main//button[@value='close']")
    assert page.find("//p[@class='letter']").text == "Thank you.\nSee you soon."
    assert "no letter goes out" in page.find("//main").text
    page.go("//main//form//button")
    assert page.has("//*[@role='status'][contains(., 'is closed')]")
    assert not page.has("//main//textarea") and "Nobody is to blame." in page.find("//main").text
    assert manager.get(f"/api/reviews/{order['review']}")["state"] == "closed"


def test_an_order_is_named_and_what_is_open_already_is_led_to(page, mcf, case):
    order, other = case(), place_order(mcf)["id"]
    page = page("/reviews/new", javascript=False)
    page.fill(order_id=other, reason="A hunch").go("//main//form//button")
    assert page.has("//*[@id='mistakes']")
    assert page.find("//input[@name='reason']").get_attribute("value") == "A hunch"
    page.fill(order_id=order["id"]).go("//main//form//button")
    page.go("//main//a[normalize-space()='To the open review']")
    assert page.driver.current_url.endswith(f"/reviews/{order['review']}")


def test_the_next_one_is_taken_from_the_list_and_put_back(page, case):
    case()
    page = page(javascript=False)
    put_back_all(page)
    page.go("//main//button[normalize-space()='Take next']")
    assert page.has("//*[@role='status'][contains(., 'It is yours')]")
    put_back_all(page)
    assert "You have nothing in hand." in page.find("//main").text


@pytest.mark.parametrize(("language", "narrow"), LOOKS)
def test_axe_finds_nothing_and_a_phone_needs_no_moving_sideways(page, case, language, narrow):
    review = case()["review"]
    page = page(language=language)
    for path in ["", "?tab=open", "?tab=closed", "?q=litter", "/new", "/take-next",
                 f"/{review}", f"/{review}/take"]:
        look_at(page, "/reviews" + path, narrow, width=320)
    page.open(f"/reviews/{review}").go(f"//main//form[contains(@action, '{review}/take')]//button")
    for path in [f"/{review}", f"/{review}/put-back"]:
        look_at(page, "/reviews" + path, narrow, width=320)
    page.open(f"/reviews/{review}").go("//main//button[@value='close']")
    assert page.has("//*[@id='mistakes']")
    look_at(page, f"/reviews/{review}/close", narrow, width=320)
    if narrow:
        # Links of the header are those of all pages.
        small = [each for each in too_small(page) if "<a " not in each or "#field" in each]
        assert small == []
    fill_in(page)
    write(page, "findings", "Nobody is to blame.")
    page.go("//main//button[@value='close']")
    look_at(page, f"/reviews/{review}/close", narrow, width=320)
    page.go("//main//form//button")
    look_at(page, f"/reviews/{review}", narrow, width=320)
