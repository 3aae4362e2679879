"""Headless Chromium over one `mcf up`, as those use it who have pages there."""

from __future__ import annotations

import base64
import html
import os
import re
import shutil
import subprocess
import tempfile
import time
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path

import html5lib
import psycopg
import requests
from axe_core_python.selenium import Axe
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import Select, WebDriverWait

from local_mcf import MCF, LocalMCF
from rest import Caller

CLERK = "Bagheera Boxley"
MANAGER = "Vasilisa Claw"
# A page has the same elements in each language and width, and axe takes longer than all else: each is
# looked at in two ways, by language and whether it is narrow. Russian has the longer words.
LOOKS = [("en", False), ("ru", True)]
DEADLINE_SECONDS = 60
# Where a picture is kept of each page that is looked at, for whoever wants to see them; none: nowhere.
PICTURES = os.environ.get("PICTURES")


class Page:
    """What a test does on a page, and on that of packages."""

    def __init__(self, driver: webdriver.Chrome, mcf: LocalMCF, url: str | None = None):
        self.driver = driver
        self.mcf = mcf
        self.url = url or mcf.url
        # Of a small phone; none: the browser's own.
        self.width: int | None = None

    def open(self, path: str = "/packages") -> "Page":
        self.driver.get(self.url + path)
        return self

    def sign_in(self, name: str = CLERK) -> "Page":
        """Opens the page, is sent to the sign-in page, and comes back as that cat."""
        self.driver.get(self.mcf.url + "/packages")
        self.go(f"//button[normalize-space()='{name}']").wait_for("//*[@id='rows']")
        # Sign-in leads back to the server's own port; browsers keep cookies by host only.
        return self if self.url == self.mcf.url else self.open()

    def open_as(self, name: str, path: str) -> "Page":
        """Opens a page that is somebody's, who signs in on the way to it."""
        self.open(path).go(f"//button[contains(., '{name}')]")
        return self.wait_for("//form[contains(@class, 'visitor')]")

    def open_by_id(self, role: str, subject: str, path: str) -> "Page":
        """The same, as whoever has that role and id."""
        self.open(path)
        Select(self.find("//select[@name='role']")).select_by_visible_text(role)
        self.go("//input[@name='subject'][not(@type='hidden')]", subject, Keys.ENTER)
        return self.wait_for("//form[contains(@class, 'visitor')]")

    def find(self, xpath: str) -> WebElement:
        return self.driver.find_element(By.XPATH, xpath)

    def has(self, xpath: str) -> bool:
        return bool(self.driver.find_elements(By.XPATH, xpath))

    def go(self, xpath: str, *typed: str) -> "Page":
        """Follows a link or sends a form, by a click or by what is typed, to the next page.

        A press is over before the answer is here: until then whatever is looked for is found on
        the page before, or not at all.
        """
        before, there = self.find("//html"), self.find(xpath)
        # No press counts on a button that has only just come.
        self.wait_until(lambda: there.get_attribute("data-fresh") is None, f"{xpath} to be pressed")
        if typed:
            there.send_keys(*typed)
        else:
            there.click()

        def is_here() -> bool:
            return self.find("//html") != before and self.driver.execute_script(
                "return document.readyState") == "complete"
        return self.wait_until(is_here, f"the page after {xpath}")

    def fill(self, **fields: str) -> "Page":
        for name, value in fields.items():
            field = self.find(f"//input[@name='{name}' and not(@type='hidden')]")
            field.clear()
            field.send_keys(value)
        return self

    def wait_for(self, xpath: str) -> "Page":
        return self.wait_until(lambda: self.has(xpath), xpath)

    def wait_until(self, fact: Callable[[], bool], name: str = "it") -> "Page":
        ignored = (Exception,)  # What is replaced while it is looked at is looked at again.
        wait = WebDriverWait(self.driver, DEADLINE_SECONDS, 0.05, ignored_exceptions=ignored)
        wait.until(lambda _: fact(), f"{name} never happened")
        return self

    def wait_live(self) -> "Page":
        return self.wait_for("//*[@id='connection' and @data-state='live']")

    def press(self, order: str, label: str) -> "Page":
        return self._use(order, label, lambda button: button.click())

    def enter(self, order: str, label: str) -> "Page":
        """Presses a button with the keyboard."""
        return self._use(order, label, lambda button: button.send_keys(Keys.ENTER))

    def _use(self, order: str, label: str, act: Callable[[WebElement], None]) -> "Page":
        # No press counts on a button that has only just come to stand where it stands.
        xpath = f"{card(order)}//button[normalize-space()='{label}'][not(@data-fresh)]"

        def use() -> bool:
            button = self.find(xpath)
            # What is rarely done is under what is told of the package.
            if not button.is_displayed():
                self.find(f"{card(order)}//summary").click()
            return act(button) is None
        return self.wait_until(use, xpath)

    def wait_package(self, order: str) -> "Page":
        """Waits for a new package, and asks to see what would have moved the others."""
        def shown() -> bool:
            arrivals = self.driver.find_elements(By.XPATH, "//*[@id='new-ones']/a")
            if not self.has(card(order)) and arrivals and arrivals[0].is_displayed():
                arrivals[0].click()
            return self.has(card(order))
        return self.wait_until(shown, f"the package of {order}")

    def narrow(self, width: int = 360) -> "Page":
        """As a small phone shows it."""
        if self.width != width:
            self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
                "width": width, "height": 640, "deviceScaleFactor": 1, "mobile": True})
            self.width = width
        return self

    def as_phone(self) -> "Page":
        """As a phone shows it that is held upright."""
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
            "width": 360, "height": 740, "deviceScaleFactor": 1, "mobile": True})
        self.width = 360
        return self

    def widen(self) -> "Page":
        """As it was before it was narrow."""
        if self.width:
            self.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
            self.width = None
        return self

    def keep(self, file: Path) -> None:
        """A picture of all of the page, to be looked at."""
        taken = self.driver.execute_cdp_cmd(
            "Page.captureScreenshot", {"captureBeyondViewport": True})
        file.write_bytes(base64.b64decode(taken["data"]))

    def is_in_sight(self, xpath: str) -> bool:
        """Whether all of an element is in the window."""
        return self.driver.execute_script(
            "const { top, bottom, left, right } = arguments[0].getBoundingClientRect();"
            "return top >= 0 && left >= 0 && bottom <= innerHeight && right <= innerWidth"
            " && bottom > top", self.find(xpath))

    def focused(self, selector: str) -> WebElement:
        """What holds the focus, among what matches a selector of CSS."""
        return self.driver.execute_script(
            "return document.activeElement.closest(arguments[0])", selector)

    def shown(self) -> list[str]:
        """The orders whose packages are on the page, in its order."""
        return self.driver.execute_script(
            "return [...document.querySelectorAll('[data-order]')].map(each => each.id.slice(8))")

    def wait_mark(self, order: str, text: str) -> "Page":
        return self.wait_for(f"{card(order)}//*[contains(@class, 'mark')][contains(., '{text}')]")


def card(order: str) -> str:
    """Where an order's package is on the page."""
    return f"//*[@id='package-{order}']"


def look_at(page: Page, path: str, narrow: bool, width: int = 360) -> None:
    """Opens a page, which everybody can read, and of which nothing is cut off on a small phone."""
    (page.narrow(width) if narrow else page.widen()).open(path)
    assert page.has("//h1"), path
    # What has only just come is pale until it can be pressed.
    page.wait_until(lambda: not page.has("//*[@data-fresh]"), f"what can be pressed at {path}")
    found = findings(page)
    assert not found, (path, found)
    if PICTURES:
        scheme = "dark" if is_dark(page) else "light"
        page.keep(Path(PICTURES) / f"{time.time_ns()}-{scheme}.png")
    assert not is_wider_than(page, width), path


@contextmanager
def by_night(page: Page) -> Iterator[Page]:
    """As those see pages who have asked their device for dark ones."""
    wanted = [{"name": "prefers-color-scheme", "value": "dark"}]
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": wanted})
    yield page
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def left_to_press(page: Page) -> list[str]:
    """What still looks as if it could be pressed where the page is printed."""
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    found = page.driver.execute_script(
        "return [...document.querySelectorAll('main button, main .button, main .acts')]"
        ".filter(each => each.checkVisibility()).map(each => each.outerHTML)")
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    return found


def pictures_on_paper(page: Page) -> int:
    """How many the printed page has."""
    printed = page.driver.execute_cdp_cmd("Page.printToPDF", {})["data"]
    return base64.b64decode(printed).count(b"/Subtype /Image")


def is_dark(page: Page) -> bool:
    """Whether the page is darker than what is written on it."""
    return page.driver.execute_script("""
        const { backgroundColor, color } = getComputedStyle(document.body);
        const light = (text) => text.match(/\\d+/g).slice(0, 3).reduce((sum, each) => sum + +each, 0);
        return light(backgroundColor) < light(color)""")


def parse_strictly(page: Page, path: str, **typed: str) -> int:
    """What a page consists of is HTML without a single mistake, as a browser would never tell.

    With what is typed into its form, the same of the answer to that. Returns the answer's status.
    """
    cookies = {each["name"]: each["value"] for each in page.driver.get_cookies()}
    asked = {"cookies": cookies, "headers": {"Accept": "text/html"}, "timeout": 30}
    answer = requests.get(page.url + path, **asked)
    if typed:
        hidden = re.findall(
            r'<input type="hidden" name="([^"]+)" value="([^"]*)">', answer.text.split("<main")[1])
        answer = requests.post(
            page.url + path, allow_redirects=False, **asked,
            data={name: html.unescape(value) for name, value in hidden} | typed)
    assert "<main" in answer.text, (path, answer.status_code)
    html5lib.HTMLParser(strict=True).parse(answer.text)
    return answer.status_code


def findings(page: Page) -> list[str]:
    """What axe has against the page, but for what frames show."""
    if not page.driver.execute_script("return 'axe' in window"):
        # Pages to come have it as well: handing it over takes as long as most of its rules.
        script = Axe().axe_script
        page.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": script})
        page.driver.execute_script(script)
    return page.driver.execute_async_script(
        "const [options, done] = arguments;"
        "axe.run(options).then(({ violations }) => done(violations.flatMap("
        "  ({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))))", {
            "resultTypes": ["violations"], "iframes": False, "preload": {"assets": ["media"]}})


def read_aloud(page: Page) -> set[tuple[str, str]]:
    """What a screen reader has of the page: the role of each thing, and what it is called."""
    nodes = page.driver.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    return {(node["role"]["value"], " ".join(node.get("name", {}).get("value", "").split()))
            for node in nodes if not node["ignored"]}


def is_wider_than(page: Page, width: int) -> bool:
    """Whether the page has to be moved sideways in a window of so many pixels."""
    return page.narrow(width).driver.execute_script(
        "return document.scrollingElement.scrollWidth > document.scrollingElement.clientWidth")


def too_small(page: Page) -> list[str]:
    """What can be pressed and is lower than a fingertip (44 px); links within a text may be."""
    return page.driver.execute_script("""
        const pressed = "main a, header a:not(.skip), button, input:not([type=hidden]), textarea, select";
        return [...document.querySelectorAll(pressed)].filter((each) => {
          const isInLabel = /radio|checkbox/.test(each.type) && each.closest("label");
          const { width, height } = (isInLabel || each).getBoundingClientRect();
          return width > 1 && height > 1 && height < 44;
        }).map((each) => each.outerHTML)""")


def instant(ahead: timedelta) -> str:
    """So long from now, as REST takes it."""
    at = datetime.now(timezone.utc) + ahead
    return at.isoformat(timespec="seconds").replace("+00:00", "Z")


def place_order(
        mcf: LocalMCF, client: str = "hcb-1", service: str = "Litter box duty", **fields) -> dict:
    """Orders help over REST."""
    caller = Caller(mcf.url, mcf.token("client", client))
    types = caller.get("/api/service-types")["items"]
    return caller.create("/api/orders", {
        "service_type_id": next(t["id"] for t in types if t["name"] == service),
        "description": "Empty the box", "place": "1 Cushion Street", "phone": "+74955550001",
        "email": "kitty@example.com",
        "scheduled_at": instant(timedelta(days=1, minutes=uuid.uuid4().int % 1000)), **fields,
    })


def bill(mcf: LocalMCF, side: str) -> None:
    """The period of a side ends now, and is billed."""
    schema = f"{side.removesuffix('s')}_billing"
    with psycopg.connect(mcf.database, dbname=f"mcf_{schema}", autocommit=True) as database:
        database.execute("set session_replication_role = replica")
        database.execute(f"update {schema}.period set ends_at = now() where sealed_at is null")
    done = subprocess.run(
        [MCF, "billing", side, "--state", str(mcf.state)], capture_output=True, text=True,
        check=False, env={**os.environ, "MCF_BILLING_GRACE_SECONDS": "0"})
    assert done.returncode == 0, done


def unpaid_worker(manager: Caller) -> dict:
    """A worker who has earned nothing yet."""
    earners = {each["worker_id"] for each in manager.each("/api/worker-billing/lines")}
    return next(each for each in manager.each("/api/workers") if each["id"] not in earners)


class Browsers:
    """Those that nobody uses just now, by their settings: to start one takes longer than most tests."""

    def __init__(self):
        self.idle: dict[tuple, list[webdriver.Chrome]] = defaultdict(list)
        self.opened = ExitStack()

    def __enter__(self) -> "Browsers":
        return self

    def __exit__(self, *_: object) -> None:
        self.opened.close()

    @contextmanager
    def lend(self, language: str = "en", javascript: bool = True) -> Iterator[webdriver.Chrome]:
        """One that knows of nothing; one that cannot be made to forget is lent no more."""
        idle = self.idle[language, javascript]
        driver = idle.pop() if idle else self.opened.enter_context(chromium(language, javascript))
        yield driver
        forget(driver)
        idle.append(driver)


def forget(driver: webdriver.Chrome) -> None:
    """Whatever a browser shows, pretends to be, remembers or complains of."""
    windows = driver.window_handles
    driver.switch_to.new_window("tab")
    for each in windows:
        # Nobody looks at it once more: a page that then loads anew may be long in closing.
        driver.execute_cdp_cmd("Target.closeTarget", {"targetId": each})
    driver.execute_cdp_cmd("Network.clearBrowserCookies", {})
    driver.get_log("browser")


@contextmanager
def chromium(language: str, javascript: bool) -> Iterator[webdriver.Chrome]:
    """A browser with a profile of its own."""
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or shutil.which("google-chrome") or ""
    profile = tempfile.mkdtemp(prefix="mcf-browser-")
    for argument in [
        "--headless=new", "--disable-dev-shm-usage", "--disable-gpu", "--window-size=1100,1000",
        f"--lang={language}", f"--user-data-dir={profile}",
    ]:
        options.add_argument(argument)
    if os.getuid() == 0:
        # Chromium's sandbox refuses root; everybody else keeps it.
        options.add_argument("--no-sandbox")
    options.add_experimental_option("prefs", {
        "intl.accept_languages": language,
        "profile.managed_default_content_settings.javascript": 1 if javascript else 2,
    })
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(service=Service(shutil.which("chromedriver")), options=options)
    try:
        driver.set_page_load_timeout(DEADLINE_SECONDS)
        yield driver
    finally:
        driver.quit()
        shutil.rmtree(profile, ignore_errors=True)
