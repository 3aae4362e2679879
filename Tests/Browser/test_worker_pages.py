"""A worker's pages: from a job's photos to hours and days off, with or without a script."""

from __future__ import annotations

import random
import uuid
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import requests
from browsing import (
    LOOKS, Page, findings, instant, is_wider_than, look_at, parse_strictly, place_order, too_small,
)
from cable import Cable
from demo_day.photos import photo

from rest import Caller

WORDS = {
    "en": {"here": "I am here", "report": "Send the signed report", "in": "You are checked in.",
           "done": "Done. You earned", "off": "Your days off are noted.",
           "one": "In these days you have 1 job.", "none": "In these days you have no jobs."},
    "ru": {"here": "Я на месте", "report": "Отправить подписанный отчёт", "in": "Вы отметились.",
           "done": "Выполнено. Вы заработали", "off": "Дни отсутствия записаны.",
           "one": "В эти дни у вас 1 задание.", "none": "В эти дни заданий у вас нет."},
}
CHANCE = random.Random(180)


@pytest.fixture
def pictures(tmp_path) -> list[Path]:
    """Two that differ, as a phone would have taken them."""
    files = [tmp_path / name for name in ("me.jpg", "report.jpg")]
    for each in files:
        each.write_bytes(photo(f"{each.name} {uuid.uuid4()}"[:20], CHANCE))
    return files


def due_now(mcf, **fields) -> dict:
    """An order whose worker may check in already."""
    return place_order(
        mcf, service="At once", scheduled_at=instant(timedelta(minutes=12)), **fields)


def sign_in(page: Page, order: dict, path: str) -> Page:
    """As the worker who has got an order."""
    return page.open_by_id("worker", order["worker_id"], path)


def open_job(browse, order: dict, url: str | None = None, **settings) -> Page:
    page = sign_in(browse(**settings), order, f"/jobs/{order['id']}")
    if url:
        page.url = url
        page.open(f"/jobs/{order['id']}")
    return page


def state(mcf, order: dict) -> str:
    return Caller(mcf.url, mcf.token("manager", "boss")).get(f"/api/orders/{order['id']}")["status"]


def events(mcf, order: dict) -> list[str]:
    history = Caller(mcf.url, mcf.token("manager", "boss")).get(f"/api/orders/{order['id']}/history")
    return [each["event"] for each in history["items"]]


def choose(page: Page, picture: Path, field: str = "photo") -> Page:
    page.find(f"//input[@name='{field}']").send_keys(str(picture))
    return page


BUTTON = "//form[@data-photo]//button"


def send(page: Page) -> Page:
    return page.go(BUTTON)


def press(page: Page) -> Page:
    """The same where a script sends it."""
    # No press counts on a button that has only just come.
    page.wait_for(f"{BUTTON}[not(@data-fresh)]").find(BUTTON).click()
    return page


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_worker_checks_in_and_reports_from_a_phone_without_javascript(
        mcf, browse, pictures, language):
    """R-180: real JPEGs, taken now and before, by a plain form."""
    words, order = WORDS[language], due_now(mcf)
    page = open_job(browse, order, language=language, javascript=False).as_phone()
    assert page.find(BUTTON).text == words["here"]
    send(choose(page, pictures[0]))
    assert page.find("//*[@role='status']").text == words["in"]
    assert page.find(BUTTON).text == words["report"]
    # The same picture is no report, and that is said where it is.
    send(choose(page, pictures[0]))
    assert page.driver.switch_to.active_element == page.find("//*[@id='mistakes']")
    send(choose(page, pictures[1], "photo_before"))
    assert words["done"] in page.find("//main").text
    assert events(mcf, order) == ["accepted", "started", "completed"]


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_worker_gives_up_a_job_of_days_off_without_javascript(mcf, browse, language):
    """R-141: days off lead to the jobs of these days, each can be given up, and then the others."""
    # On a day on which nobody has another job.
    day = timedelta(days=10 + list(WORDS).index(language))
    words, order = WORDS[language], place_order(mcf, scheduled_at=instant(day))
    page = sign_in(browse(language=language, javascript=False), order, "/workers/me/absences")
    page.as_phone()
    for name in ("first_day", "last_day"):
        # How a day is typed is the browser's, and not the page's, language.
        page.driver.execute_script(
            "arguments[0].value = arguments[1]", page.find(f"//input[@name='{name}']"),
            moscow_day(order["scheduled_at"]))
    page.go("//form[contains(@class, 'fields')]//button")
    for word in (words["off"], words["one"]):
        assert word in page.find("//main").text
    page.go(f"//main//a[contains(@href, '{order['id']}/cannot-come?')]")
    page.go("//button[contains(@class, 'danger')]")
    assert "/jobs?from=" in page.driver.current_url
    assert words["none"] in page.find("//main").text
    assert state(mcf, order) == "failed"
    page.open("/workers/me/absences").go("//td//button")
    assert page.has("//*[@role='status']") and not page.has("//td//button")


def moscow_day(instant: str) -> str:
    return datetime.fromisoformat(instant).astimezone(ZoneInfo("Europe/Moscow")).date().isoformat()


def test_a_photo_whose_connection_is_cut_is_sent_by_itself(mcf, browse, pictures):
    """A6.9: "Not sent yet" while the cable is out; plugged in, it goes by itself, and once."""
    order = due_now(mcf)
    with Cable(mcf.url) as cable:
        page = open_job(browse, order, url=cable.url)
        choose(page, pictures[0])
        cable.pull()
        press(page)
        page.wait_for("//*[@id='photo-state'][contains(., 'Not sent yet')]")
        assert state(mcf, order) == "accepted"
        assert not page.find("//form[@data-photo]").is_displayed()
        cable.plug_in()
        page.wait_for("//*[@role='status'][contains(., 'You are checked in.')]")
    assert events(mcf, order) == ["accepted", "started"]


def test_a_photo_is_kept_while_the_page_is_closed_and_can_be_discarded(mcf, browse, pictures):
    order = due_now(mcf)
    with Cable(mcf.url) as cable:
        page = open_job(browse, order, url=cable.url)
        cable.pull()
        press(choose(page, pictures[0], "photo_before"))
        page.wait_for("//*[@id='photo-state'][contains(., 'Not sent yet')]")
        page.find("//*[@id='discard-photo']").click()
        page.wait_until(lambda: page.find("//form[@data-photo]").is_displayed(), "the form again")
        assert not page.has("//form[@data-touched]"), "the page follows its job again"
        press(page)
        page.wait_for("//*[@id='photo-state'][contains(., 'Not sent yet')]")
        page.driver.get("about:blank")
        cable.plug_in()
        page.open(f"/jobs/{order['id']}")
        page.wait_for("//*[@role='status'][contains(., 'You are checked in.')]")
    assert events(mcf, order) == ["accepted", "started"]


def test_while_a_camera_is_open_what_it_fills_stays_on_the_page(mcf, browse, pictures):
    """A page that is kept up to date is loaded anew when one comes back from the camera."""
    order = due_now(mcf)
    page = open_job(browse, order).wait_live()
    page.driver.execute_script(
        "window.camera = document.querySelector('[name=photo]');"
        "camera.dispatchEvent(new MouseEvent('click', { bubbles: true }))")
    page.driver.execute_async_script("const [done] = arguments; reload().then(() => done())")
    assert page.driver.execute_script("return camera.isConnected")
    press(choose(page, pictures[0]))
    page.wait_for("//*[@role='status'][contains(., 'You are checked in.')]")


def test_what_was_chosen_stays_when_one_looks_for_another_and_gives_up(mcf, browse, pictures):
    page = open_job(browse, due_now(mcf)).wait_live()

    def look_and_give_up() -> bool:
        """Whether the field is still the same after the page has been loaded anew."""
        page.driver.execute_script(
            "window.field = document.querySelector('[name=photo_before]');"
            "for (const event of ['click', 'cancel'])"
            "  field.dispatchEvent(new MouseEvent(event, { bubbles: true }))")
        page.driver.execute_async_script("const [done] = arguments; reload().then(() => done())")
        return page.driver.execute_script("return field.isConnected")

    assert not look_and_give_up(), "nothing was chosen that could be lost"
    choose(page, pictures[0], "photo_before")
    assert look_and_give_up()


HEIC = b"\0\0\0\x18ftypheic" + bytes(2_000)


def test_what_the_browser_cannot_show_is_not_sent(mcf, browse, tmp_path):
    order = due_now(mcf)
    heic = tmp_path / "IMG_1.heic"
    heic.write_bytes(HEIC)
    page = open_job(browse, order)
    press(choose(page, heic))
    page.wait_for("//*[@id='photo-state'][contains(., 'Most Compatible')]")
    assert not page.has("//form[@data-touched]"), "the page follows its job all the same"
    assert state(mcf, order) == "accepted"


def test_what_cannot_be_taken_is_said_without_javascript(mcf, browse, pictures, tmp_path):
    order = due_now(mcf)
    page = open_job(browse, order, javascript=False)
    whole = pictures[0].read_bytes()
    for name, content, said in [
        ("IMG_1.heic", HEIC, "Most Compatible"),
        ("cut.jpg", whole[:-2_000], "The picture is broken"),
        ("large.jpg", whole + bytes(10 << 20), "That was too much"),
    ]:
        file = tmp_path / name
        file.write_bytes(content)
        send(choose(page, file))
        assert said in page.find("//*[@id='mistakes']").text, name
    assert state(mcf, order) == "accepted"


def test_who_answers_in_between_does_not_lose_a_photo(mcf, browse, pictures):
    """What is no page of ours has not taken it: a proxy's while we are away, a hotel's own."""
    order = due_now(mcf)
    with Cable(mcf.url) as cable:
        page = open_job(browse, order, url=cable.url)
        choose(page, pictures[0])
        cable.answer(
            b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\nConnection: close\r\n"
            b"Content-Length: 17\r\n\r\n<h1>Not here</h1>")
        press(page)
        page.wait_for("//*[@id='photo-state'][contains(., 'Not sent yet')]")
        cable.plug_in()
        page.wait_for("//*[@role='status'][contains(., 'You are checked in.')]")
    assert events(mcf, order) == ["accepted", "started"]


def test_a_browser_without_memory_to_draw_sends_what_was_chosen(mcf, browse, pictures):
    page = open_job(browse, due_now(mcf))
    page.driver.execute_script("HTMLCanvasElement.prototype.toBlob = (done) => done(null)")
    press(choose(page, pictures[0]))
    page.wait_for("//*[@role='status'][contains(., 'You are checked in.')]")


def test_photos_that_nobody_asked_for_again_are_gone_after_a_week(mcf, browse):
    order = due_now(mcf)
    page = open_job(browse, order)
    days = {"/jobs/old/check-in": 8, "/jobs/young/check-in": 6}
    page.driver.execute_async_script("""
        const [days, done] = arguments;
        const opening = indexedDB.open("photos", 1);
        opening.onupgradeneeded = () => opening.result.createObjectStore("photos");
        opening.onsuccess = () => {
          const writing = opening.result.transaction("photos", "readwrite");
          for (const [address, ago] of Object.entries(days)) {
            const at = Date.now() - ago * 24 * 60 * 60_000;
            writing.objectStore("photos").put({ photo: new Blob(["x"]), at }, address);
          }
          writing.oncomplete = () => { opening.result.close(); done(); };
        };""", days)
    page.open(f"/jobs/{order['id']}")

    def kept() -> list[str]:
        return page.driver.execute_async_script("""
            const [done] = arguments;
            const opening = indexedDB.open("photos", 1);
            opening.onsuccess = () => {
              const asking = opening.result.transaction("photos").objectStore("photos").getAllKeys();
              asking.onsuccess = () => { opening.result.close(); done(asking.result); };
            };""")

    page.wait_until(lambda: kept() == ["/jobs/young/check-in"], "the old one gone")


def test_a_large_picture_travels_as_a_small_one(mcf, browse, tmp_path):
    """A tenth of the bytes: at most 2 048 pixels, without what the phone wrote into it."""
    from PIL import Image  # Comes with what draws the demo's photos.

    order = due_now(mcf)
    large = tmp_path / "large.png"
    Image.effect_noise((3000, 1500), 60).save(large)
    page = open_job(browse, order)
    press(choose(page, large))
    page.wait_for("//*[@role='status'][contains(., 'You are checked in.')]")
    answer = requests.get(
        f"{mcf.url}/api/orders/{order['id']}/photos/check-in", timeout=10,
        headers={"Authorization": f"Bearer {mcf.token('manager', 'boss')}"})
    assert answer.headers["Content-Type"] == "image/jpeg"
    kept = tmp_path / "kept.jpg"
    kept.write_bytes(answer.content)
    assert Image.open(kept).size == (2048, 1024)


def test_an_open_list_shows_a_new_job_by_itself(mcf, browse):
    order = place_order(mcf)
    page = sign_in(browse(), order, "/jobs").wait_live()
    client = Caller(mcf.url, mcf.token("client", "hcb-1"))
    client.act(f"/api/orders/{order['id']}/cancel", {"confirm_charge": order["charge"]})
    page.wait_until(lambda: not page.has(f"//*[@id='jobs']//a[@href='/jobs/{order['id']}']"), "gone")


def test_hours_are_kept_without_javascript(mcf, browse):
    order = place_order(mcf)
    page = sign_in(browse(javascript=False), order, "/workers/me/hours")
    worker = Caller(mcf.url, mcf.token("worker", order["worker_id"]))
    path = f"/api/workers/{order['worker_id']}/hours"
    before = worker.get(path)
    if page.find("//input[@name='always']").is_selected():
        page.find("//input[@name='always']").click()
    page.fill(from_1="9:00", to_1="17:00").go("//form[contains(@class, 'fields')]//button")
    assert page.has("//*[@role='status'][contains(., 'saved')]")
    monday = [each for each in worker.get(path)["hours"] if each["weekday"] == 1]
    assert monday == [{"weekday": 1, "from": "09:00", "to": "17:00"}]
    worker.call("PUT", path, json=before)


@pytest.mark.parametrize(("language", "narrow"), LOOKS)
def test_axe_finds_nothing_and_a_small_phone_needs_no_moving_sideways(
        mcf, browse, pictures, language, narrow):
    now = due_now(mcf, description="L" * 90, place="Improbable-Street-" * 12)
    page = sign_in(browse(language=language), now, "/jobs")
    job = f"/jobs/{now['id']}"
    paths = ["/jobs", "/jobs?status=failed", "/jobs?from=2020-01-01T00:00:00Z", job,
             f"{job}/cannot-come", "/workers/me", "/workers/me/hours", "/workers/me/absences"]
    for path in paths:
        look_at(page, path, narrow, width=320)
        assert too_small(page) == [], path
        parse_strictly(page, path)
    page.open(job).go(BUTTON)
    assert page.has("//*[@id='mistakes']")
    page.wait_for(f"{BUTTON}[not(@data-fresh)]")
    assert findings(page) == []
    assert not is_wider_than(page, 320)
    send_started(mcf, now, pictures[0])
    for path in (job, f"{job}/not-done"):
        look_at(page, path, narrow, width=320)
        # What is in sight only is fetched, and until then a picture has no height.
        page.driver.execute_script("scrollTo(0, document.body.scrollHeight)")
        page.wait_until(lambda: too_small(page) == [], f"room for fingers at {path}")
        parse_strictly(page, path)


def send_started(mcf, order: dict, picture: Path) -> None:
    worker = Caller(mcf.url, mcf.token("worker", order["worker_id"]))
    worker.send_photo(f"/api/orders/{order['id']}/check-in", picture.read_bytes())
