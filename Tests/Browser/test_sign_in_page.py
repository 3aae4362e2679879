"""A1: signing in and out, in as many tabs as one likes, as browsers do it."""

from __future__ import annotations

import uuid

import pytest
from browsing import CLERK, LOOKS, MANAGER, look_at, parse_strictly, too_small

from local_mcf import sign_in

VISITOR = "//form[contains(@class, 'visitor')]"
SESSIONS = "/sign-in/sessions"
ROWS = "//main//tbody/tr"
COOKIES = {"mcf_session", "mcf_login", "mcf_browser"}
WORDS = {
    "en": {"other": "Sign in as somebody else", "who": "Who are you today?", "out": "You are signed out"},
    "ru": {"other": "Войти под другим именем", "who": "Кто вы сегодня?", "out": "Вы вышли"},
}


def choose(page, name: str):
    return page.wait_for(f"//button[contains(., '{name}')]").go(f"//button[contains(., '{name}')]")


@pytest.mark.parametrize("language", ["en", "ru"])
def test_in_out_and_in_again_as_somebody_else_without_javascript(browse, manager, language):
    words = WORDS[language]
    page = browse(language=language, javascript=False).open()
    assert page.find("//h1").text == words["who"]
    choose(page, CLERK).wait_for("//*[@id='rows']")
    page.open("/managers")
    assert page.find("//main//a[contains(@href, 'select_account')]").text == words["other"]
    page.go("//main//a[contains(@href, 'select_account')]")
    choose(page, MANAGER).wait_for("//main//a[@href='/managers/new']")
    assert MANAGER in page.find(VISITOR).text
    page.go(f"{VISITOR}//button").wait_for(f"//h1[.='{words['out']}']")
    assert {each["name"] for each in page.driver.get_cookies()} <= {"mcf_browser"}
    page.open("/managers").wait_for(f"//h1[.='{words['who']}']")


@pytest.mark.parametrize(("language", "narrow"), LOOKS)
def test_everybody_can_read_where_one_signs_in_and_is_refused(browse, language, narrow):
    page = browse(language=language)
    look_at(page, "/packages", narrow)
    choose(page, CLERK).wait_for(VISITOR)
    for path in ("/managers", "/sign-in/signed-out"):
        look_at(page, path, narrow, width=320)
        parse_strictly(page, path)


@pytest.mark.parametrize(("language", "narrow"), LOOKS)
def test_everybody_can_read_where_they_are_signed_in_and_whom_they_may_be(
        browse, mcf, language, narrow):
    # Nobody else's test knows this cat, who is signed in elsewhere too.
    cat = f"hcb-{uuid.uuid4()}"
    sign_in(mcf.url, "client", cat)
    page = browse(language=language).open_by_id("client", cat, SESSIONS)
    assert len(page.driver.find_elements("xpath", ROWS)) == 2
    for path in (SESSIONS, "/sign-in/switch"):
        look_at(page, path, narrow, width=320)
        assert too_small(page) == [], path
        parse_strictly(page, path)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_sessions_elsewhere_are_ended_without_javascript_on_a_phone(browse, mcf, language):
    cat = f"hcb-{uuid.uuid4()}"
    others = [sign_in(mcf.url, "client", cat) for _ in range(3)]

    def alive() -> int:
        """How many of the others would get a new token."""
        for each in others:
            each.get(f"{mcf.url}/sign-in/renew", timeout=30)
        return sum("mcf_session" in each.cookies for each in others)

    page = browse(language=language, javascript=False).open_by_id("client", cat, SESSIONS).as_phone()
    page.go(f"{ROWS}//button")
    assert page.has("//main//*[@role='status']") and alive() == 2
    assert len(page.driver.find_elements("xpath", ROWS)) == 3
    page.go("//form[@action='/sign-in/sessions/others/end']//button")
    assert page.has("//main//*[@role='status']") and alive() == 0
    assert len(page.driver.find_elements("xpath", ROWS)) == 1 and not page.has(f"{ROWS}//button")
    page.open(f"/sign-in/switch?return={SESSIONS}").go("//main//button")
    assert len(page.driver.find_elements("xpath", ROWS)) == 1, "who is nobody else stays the same"


@pytest.mark.parametrize("first", [0, 9])
def test_ten_tabs_of_a_browser_that_nobody_is_signed_in_in(browse, mcf, first):
    """Each ends on its own page, whichever is finished first; three cookies are all there are."""
    page = browse()
    driver = page.driver
    paths = [f"/packages?q=tab-{number}" for number in range(10)]
    driver.get(mcf.url + "/healthz")
    driver.execute_script("for (const path of arguments[0]) window.open(path)", paths)
    page.wait_until(lambda: len(driver.window_handles) == 11, "ten tabs")
    opened = driver.window_handles[1:]

    def finish(tab: str) -> None:
        driver.switch_to.window(tab)
        # Tabs that began before there was any cookie may be asked once more.
        while not page.has(VISITOR):
            page.wait_for(f"//button[contains(., '{CLERK}')] | {VISITOR}")
            if page.has(f"//button[contains(., '{CLERK}')]"):
                choose(page, CLERK)

    for tab in opened[first:] + opened[:first]:
        finish(tab)
    ends = set()
    for tab in opened:
        driver.switch_to.window(tab)
        ends.add(driver.current_url.removeprefix(mcf.url))
    assert ends == set(paths)
    assert {each["name"] for each in driver.get_cookies()} == COOKIES


def test_a_form_that_was_open_is_sent_under_a_token_that_was_made_meanwhile(browse, manager):
    page = browse().open_as(MANAGER, "/managers/new")
    name = f"Vaska {uuid.uuid4()}"
    page.fill(name=name, email=f"{uuid.uuid4()}@mcf.example")
    before = page.driver.get_cookie("mcf_session")["value"]
    # As the hidden picture asks; a token is made anew each time.
    page.driver.execute_async_script(
        "const [done] = arguments; const image = new Image();"
        "image.onload = image.onerror = () => done(); image.src = '/sign-in/renew';")
    assert page.driver.get_cookie("mcf_session")["value"] != before
    assert page.go("//main//button").has("//*[@role='status'][contains(., 'added')]")
    assert sum(each["name"] == name for each in manager.each("/api/managers")) == 1


def test_scripts_are_not_led_to_sign_in(browse, mcf):
    page = browse()
    page.driver.get(mcf.url + "/healthz")
    for path in ("/packages", "/packages/stream"):
        status = page.driver.execute_async_script(
            "const [path, done] = arguments; fetch(path).then((answer) => done(answer.status))", path)
        assert status == 401, path
