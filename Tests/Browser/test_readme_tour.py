"""The README's tour in a browser: what it names is where it says."""

from __future__ import annotations

import random
import re
import uuid
from pathlib import Path

import requests
from browsing import CLERK, MANAGER, Page
from demo_day.photos import photo
from selenium.webdriver.support.ui import Select

from local_mcf import ROOT
from rest import Caller

README = (ROOT / "README.md").read_text()
TOUR = re.search(r"^## A five-minute tour\n\n(.*?)\n\n", README, re.M | re.S)[1].replace("\n", " ")
CLIENT = "hcb-7"


def named(words: str) -> str:
    """What the tour calls by its name."""
    assert words in TOUR, words
    return words


def is_well(page: Page) -> bool:
    return page.driver.execute_script(
        "return performance.getEntriesByType('navigation')[0].responseStatus") == 200


def test_the_tour_is_there_in_a_browser(mcf, browse, manager, tmp_path):
    """R-020, R-180."""
    client = Caller(mcf.url, mcf.token("client", CLIENT))
    text = f"My whiskers need a friend {uuid.uuid4()}"
    page = browse().open_as(CLIENT, "/")
    page.go(f"//main//a[normalize-space()='{named('Request help')}']")
    page.find("//textarea[@name='description']").send_keys(text)
    page.find(f"//label[contains(., '{named('At once')}')]/input").click()
    page.fill(place="1 Cushion Street", phone="+7 495 555 00 47", email="kitty@example.com")
    Select(page.find("//select[@name='day']")).select_by_index(1)
    times = page.find("//select[@name='scheduled_at']")
    page.wait_until(lambda: len(Select(times).options) > 1, "the times of the day")
    Select(times).select_by_index(1)
    page.go("//button[@id='request']").wait_live()
    (order,) = (each for each in client.each("/api/orders") if each["description"] == text)
    assert order["worker_first_name"] in page.find("//*[@id='order']").text

    picture = Path(tmp_path) / "here.jpg"
    picture.write_bytes(photo("here", random.Random(uuid.uuid4().int)))
    worker = browse().open_by_id("worker", order["worker_id"], "/")
    worker.go(f"//main//a[@href='/jobs/{order['id']}']")
    worker.find("//input[@name='photo']").send_keys(str(picture))
    here = f"//button[normalize-space()='{named('I am here')}'][not(@data-fresh)]"
    worker.wait_for(here).find(here).click()
    page.wait_for("//*[@id='order']//*[contains(@class, 'mark')][contains(., 'Under way')]")
    assert page.has("//*[@id='order']//figure//img")

    desk = browse().open_as(MANAGER, "/").open(f"/admin/orders/{order['id']}")
    named("Why LEO?")
    desk.go(f"//main//a[normalize-space()='Why {order['worker_first_name']}?']")
    assert "got it" in desk.find("//main").text
    paths = re.findall(r"`(/[^`]*)`", TOUR)
    assert {"/admin/matching", "/applications", "/reviews", "/bets"} <= set(paths)
    for path in paths:
        assert is_well(desk.open(path)) and desk.has("//h1"), path
    named("Clerks pack")
    assert browse().open_as(CLERK, "/packages").has("//*[@id='rows']")

    named("The welcome names where strangers apply")
    # All but what it shows of REST.
    found = set(re.findall(r"http://[^\s,;]+", mcf.output))
    welcome = {each for each in found if "/api/" not in each}
    assert {"/apply", "/post"} <= {"/" + each.split("/", 3)[-1].rstrip("/") for each in welcome}
    for address in welcome:
        assert requests.get(address, timeout=30).ok, address
