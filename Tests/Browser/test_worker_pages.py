"""A worker's pages: from a job's photos to hours and days off, with or without a script."""

from __future__ import annotations

import random
import uuid
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import psycopg
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


def test_a_photo_whose_connection_is_lost_is_sent_by_itself(mcf, browse, pictures):
    """"Not sent yet" while the cable is out; plugged in, it goes by itself, and once."""
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


def test_a_photo_that_is_cut_in_the_middle_goes_as_a_whole_when_the_browser_is_online(
        mcf, browse, tmp_path):
    """A6.9: a third of a megabyte is there already, and counts for nothing; R-180."""
    from PIL import Image  # Comes with what draws the demo's photos.

    order = due_now(mcf)
    noise = tmp_path / "noise.jpg"
    Image.effect_noise((1600, 1200), 90).convert("RGB").save(noise, quality=85)
    assert noise.stat().st_size > 1_000_000
    with Cable(mcf.url) as cable:
        page = open_job(browse, order, url=cable.url)
        choose(page, noise)
        # Nothing is tried again by the clock: the browser has to say that it is online.
        page.driver.execute_script(
            "const later = window.setTimeout;"
            "window.setTimeout = (act, pause, ...rest) =>"
            "  (pause ?? 0) < 2_000 ? later(act, pause, ...rest) : 0;")
        cable.cut_after(333_000)
        press(page)
        page.wait_for("//*[@id='photo-state'][contains(., 'Not sent yet')]")
        assert not cable.plugged, "it was cut, and not refused"
        assert state(mcf, order) == "accepted"
        cable.plug_in()
        page.driver.execute_script("window.dispatchEvent(new Event('online'))")
        page.wait_for("//*[@role='status'][contains(., 'You are checked in.')]")
    assert events(mcf, order) == ["accepted", "started"]
    answer = requests.get(
        f"{mcf.url}/api/orders/{order['id']}/photos/check-in", timeout=10,
        headers={"Authorization": f"Bearer {mcf.token('manager', 'boss')}"})
    kept = tmp_path / "kept.jpg"
    kept.write_bytes(answer.content)
    assert Image.open(kept).size == (1600, 1200)
    Image.open(kept).load()


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


def refusal(status: str) -> bytes:
    """What something in between answers that knows nothing of us."""
    return (f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\nConnection: close\r\n"
            "Content-Length: 17\r\n\r\n<h1>Not here</h1>").encode()


def test_who_answers_in_between_does_not_lose_a_photo_and_is_not_asked_for_ever(
        mcf, browse, pictures):
    """What is no page of ours has not taken it: a proxy's, a hotel's own. Five times are enough."""
    order = due_now(mcf)
    with Cable(mcf.url) as cable:
        page = open_job(browse, order, url=cable.url)
        choose(page, pictures[0])
        # Otherwise it rests for half a minute between the five.
        page.driver.execute_script(
            "const later = window.setTimeout;"
            "window.setTimeout = (act, pause, ...rest) => later(act, (pause ?? 0) / 50, ...rest);")
        for status, said in [("404 Not Found", "404 Not here"), ("413 Too Large", "too large")]:
            cable.refused = 0
            cable.answer(refusal(status))
            if page.find("//*[@id='send-photo']").is_displayed():
                page.find("//*[@id='send-photo']").click()
            else:
                press(page)
            page.wait_for(f"//*[@id='photo-state'][contains(., '{said}')]")
            assert cable.refused == 5
            assert findings(page) == []
        cable.plug_in()
        page.find("//*[@id='send-photo']").click()
        page.wait_for("//*[@role='status'][contains(., 'You are checked in.')]")
    assert events(mcf, order) == ["accepted", "started"]


def test_a_browser_without_memory_to_draw_sends_what_was_chosen(mcf, browse, pictures):
    page = open_job(browse, due_now(mcf))
    page.driver.execute_script("HTMLCanvasElement.prototype.toBlob = (done) => done(null)")
    press(choose(page, pictures[0]))
    page.wait_for("//*[@role='status'][contains(., 'You are checked in.')]")


STORE = """
    const [given, done] = arguments;
    const opening = indexedDB.open("photos", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("photos");
    opening.onsuccess = () => {
      const photos = opening.result.transaction("photos", "readwrite").objectStore("photos");
      photos.transaction.oncomplete = () => opening.result.close();
      %s
    };"""
KEEP = STORE % """
    document.createElement("canvas").toBlob((photo) => {
      opening.result.close();
      const again = indexedDB.open("photos", 1);
      again.onsuccess = () => {
        const writing = again.result.transaction("photos", "readwrite");
        for (const [key, days] of given) {
          const at = Date.now() - days * 24 * 60 * 60_000;
          writing.objectStore("photos").put(days === null ? photo : { photo, at }, key);
        }
        writing.oncomplete = () => { again.result.close(); done(); };
      };
    }, "image/jpeg");"""
KEPT = STORE % """
    const asking = photos.getAllKeys();
    asking.onsuccess = () => done(asking.result);"""


def keep(page: Page, *photos: tuple[str | list[str], int | None]) -> None:
    """Lets the phone keep photos: under which key, and since how many days; none: as it once was."""
    page.driver.execute_async_script(KEEP, photos)


def kept(page: Page, order: dict) -> list[str | list[str]]:
    """Under which keys photos are kept that have to do with an order: a browser is lent to many."""
    keys = page.driver.execute_async_script(KEPT, None)
    return [key for key in keys if order["id"] in str(key)]


def test_photos_are_kept_for_a_week_for_the_one_whose_they_are(mcf, browse):
    """Those of before had no owner and no time: they are taken over; what is another's is not sent."""
    order = due_now(mcf)
    path = f"/jobs/{order['id']}/check-in"
    page = open_job(browse, order)
    old, young, former = (f"/jobs/not-{order['id']}/{name}" for name in ("old", "young", "former"))
    keep(page, (["a", old], 8), (["a", young], 6), (old, 8), (former, None), (["another", path], 1))
    others = [former, ["a", young], ["another", path]]
    page.open(f"/jobs/{order['id']}").wait_until(lambda: kept(page, order) == others, "the old gone")
    assert page.find("//form[@data-photo]").is_displayed() and state(mcf, order) == "accepted"
    keep(page, (path, None))
    page.open(f"/jobs/{order['id']}").wait_for("//*[@role='status'][contains(., 'checked in.')]")
    page.wait_until(lambda: kept(page, order) == others, "what was sent gone")
    assert events(mcf, order) == ["accepted", "started"]


def test_a_photo_that_nothing_waits_for_is_forgotten_and_if_it_was_not_sent_that_is_said(
        mcf, browse, pictures):
    order = due_now(mcf)
    page = open_job(browse, order)
    path, own = f"/jobs/{order['id']}", order["worker_id"]
    said = "//*[@role='status'][contains(., 'not sent: the job has ended')]"
    worker = Caller(mcf.url, mcf.token("worker", own))
    send_started(mcf, order, pictures[0])
    for kind, is_said in [("check-in", False), ("report", True)]:
        if is_said:
            worker.act(f"/api/orders/{order['id']}/fail", {"reason": "not_done"})
        keep(page, ([own, f"{path}/{kind}"], 0))
        page.open(path).wait_until(lambda: kept(page, order) == [], f"the {kind} forgotten")
        assert [each.is_displayed() for each in page.driver.find_elements("xpath", said)] == (
            [True] if is_said else []), kind


def test_a_photo_of_a_session_that_has_ended_goes_on_after_signing_in(mcf, browse, pictures):
    order = due_now(mcf)
    page = choose(open_job(browse, order), pictures[0])
    page.driver.execute_async_script("""
        const [done] = arguments;
        const form = document.querySelector("form.visitor");
        const body = new URLSearchParams(new FormData(form));
        fetch(form.action, { method: "POST", body, redirect: "manual" }).then(() => done());""")
    press(page)
    page.wait_for("//*[@id='photo-state'][contains(., 'your session has ended')]")
    assert state(mcf, order) == "accepted"
    sign_in(page, order, f"/jobs/{order['id']}")
    page.wait_for("//*[@role='status'][contains(., 'You are checked in.')]")
    assert events(mcf, order) == ["accepted", "started"]


def test_who_is_deactivated_meanwhile_is_told_why_and_a_photo_waits(mcf, browse, pictures):
    """R-141: neither the page goes on showing the client's phone, nor is it tried for ever."""
    order = due_now(mcf)
    boss = Caller(mcf.url, mcf.token("manager", "boss"))
    said = "//main[contains(., 'You are no worker any more')]"

    def activate(active: bool) -> None:
        boss.call("PATCH", f"/api/workers/{order['worker_id']}", json={"active": active})

    page = choose(open_job(browse, order), pictures[0])
    try:
        activate(False)
        press(page)
        page.wait_for(said)
        assert state(mcf, order) == "accepted"
        activate(True)
        page.open(f"/jobs/{order['id']}")
        page.wait_for("//*[@role='status'][contains(., 'You are checked in.')]").wait_live()
        activate(False)
        page.driver.execute_script("reload()")
        page.wait_for(said)
    finally:
        activate(True)
    assert events(mcf, order) == ["accepted", "started"]


def test_a_page_that_is_open_gains_its_form_when_check_in_opens(mcf, browse):
    """R-180: by the clock alone, and no press that is on its way already counts on the new button."""
    page = browse()
    page.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": """
        const regularly = setInterval;
        window.setInterval = (act, pause) => regularly(act, pause / 60);
        new MutationObserver((_, watching) => {
          if (!document.querySelector("form[data-photo] button[data-fresh]")) return;
          document.documentElement.dataset.sawFresh = "";
          watching.disconnect();
        }).observe(document, { subtree: true, childList: true, attributes: true });"""})
    order = place_order(mcf, service="At once", scheduled_at=instant(timedelta(seconds=3_606)))
    sign_in(page, order, f"/jobs/{order['id']}")
    assert "Check-in opens at" in page.find("//main").text and not page.has(BUTTON)
    page.wait_for(f"{BUTTON}[.='I am here']").wait_for("//html[@data-saw-fresh]")


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


def test_an_open_list_shows_a_new_job_by_itself_and_drops_one_that_is_cancelled(mcf, browse):
    order = place_order(mcf)
    page = sign_in(browse(), order, "/jobs").wait_live()

    def active() -> int:
        return int(page.find("//nav//a[@aria-current]//*[contains(@class, 'count')]").text)

    def shows(job: dict) -> bool:
        return page.has(f"//*[@id='jobs']//a[@href='/jobs/{job['id']}']")

    before = active()
    # Whoever is a good match once is one again, and is drawn before long.
    new = next(each for each in (place_order(mcf) for _ in range(200))
               if each["worker_id"] == order["worker_id"])
    page.wait_until(lambda: shows(new) and active() == before + 1, "the new one")
    client = Caller(mcf.url, mcf.token("client", "hcb-1"))
    client.act(f"/api/orders/{order['id']}/cancel", {"confirm_charge": order["charge"]})
    page.wait_until(lambda: not shows(order) and active() == before, "the old one gone")


ENDS = {
    "en": {"client-absent": "It counts as cancelled", "client-refused": "It counts as cancelled",
           "not-done": "It counts as failed", "noted": "It is noted."},
    "ru": {"client-absent": "Задание считается отменённым", "client-refused": "Задание считается отменённым",
           "not-done": "Задание считается сорванным", "noted": "Записано."},
}


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_worker_says_that_a_job_did_not_work_without_javascript(
        mcf, browse, pictures, language):
    """R-133: each way says what it means before it is done."""
    page = browse(language=language, javascript=False).as_phone()
    for way, status in [
        ("client-absent", "cancelled"), ("client-refused", "cancelled"), ("not-done", "failed"),
    ]:
        order = due_now(mcf)
        send_started(mcf, order, pictures[0])
        begin_earlier(mcf, order)
        page.driver.delete_all_cookies()
        sign_in(page, order, f"/jobs/{order['id']}").go(f"//main//a[contains(@href, '{way}')]")
        assert ENDS[language][way] in page.find("//main").text, way
        page.go("//main//button[contains(@class, 'danger')]")
        assert page.find("//*[@role='status']").text == ENDS[language]["noted"]
        assert state(mcf, order) == status, way


def begin_earlier(mcf, order: dict) -> None:
    """The client has been waited for long enough."""
    with psycopg.connect(mcf.database, dbname="mcf_core", autocommit=True) as database:
        database.execute("set session_replication_role = replica")
        database.execute(
            "update orders.orders set scheduled_at = scheduled_at - interval '30 minutes'"
            " where id = %s", [order["id"]])


def test_hours_are_kept_without_javascript(mcf, browse):
    order = place_order(mcf)
    page = sign_in(browse(javascript=False), order, "/workers/me/hours")
    worker = Caller(mcf.url, mcf.token("worker", order["worker_id"]))
    path = f"/api/workers/{order['worker_id']}/hours"
    before = worker.get(path)
    try:
        if page.find("//input[@name='always']").is_selected():
            page.find("//input[@name='always']").click()
        page.fill(from_1="9:00", to_1="17:00").go("//form[contains(@class, 'fields')]//button")
        assert page.has("//*[@role='status'][contains(., 'saved')]")
        monday = [each for each in worker.get(path)["hours"] if each["weekday"] == 1]
        assert monday == [{"weekday": 1, "from": "09:00", "to": "17:00"}]
    finally:
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
