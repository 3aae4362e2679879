"""The post office's pages in a browser: live, without JavaScript, and whatever a mail holds."""

from __future__ import annotations

import re
import smtplib
import threading
import uuid
from collections.abc import Iterator
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import requests
from browsing import LOOKS, look_at

CALENDAR = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"


class Post:
    """Of an `mcf up`, and how one writes to it."""

    def __init__(self, running):
        self.url = re.search(r"(http://127\.0\.0\.1:\d+)/post$", running.output, re.M)[1]
        beside = (running.state / "beside.env").read_text()
        self.port = int(re.search(r"^MCF_SMTP_URL=smtp://127\.0\.0\.1:(\d+)$", beside, re.M)[1])

    def send(self, subject: str, to: str, text: str = "Hello.\n", html: str = "") -> None:
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = "Make Cats Free <post@mcf.example>", to, subject
        mail.set_content(text)
        if html:
            mail.add_alternative(html, subtype="html")
            mail.add_attachment(CALENDAR, subtype="calendar", filename="appointment.ics")
        with smtplib.SMTP("127.0.0.1", self.port, timeout=30) as client:
            client.send_message(mail)


@pytest.fixture
def post(mcf) -> Post:
    return Post(mcf)


@pytest.fixture
def kitty() -> str:
    return f"kitty-{uuid.uuid4()}@example.com"


@pytest.fixture
def page(browse, post):
    def opened(path: str = "/post", **settings):
        return browse(url=post.url, **settings).open(path)
    return opened


def row(subject: str) -> str:
    return f"//*[@data-order][.//a[.='{subject}']]"


def test_a_mail_appears_in_the_open_inbox_by_itself(post, page, kitty):
    page = page(f"/post?q={kitty}").wait_live()
    assert page.find("//*[contains(@class, 'empty')]").is_displayed()
    page.driver.execute_script("window.stayed = true")
    post.send("Leo comes at 14:00", kitty)
    page.wait_for(row("Leo comes at 14:00"))
    # What would move it waits until it is asked for.
    post.send("Leo is there", kitty)
    post.send("For somebody else", "else@example.com")
    page.wait_for("//*[@id='new-ones']/a[.='1 new: show']").find("//*[@id='new-ones']/a").click()
    page.wait_for(row("Leo is there"))
    subjects = page.driver.execute_script(
        "return [...document.querySelectorAll('[data-order] th a')].map(each => each.textContent)")
    assert subjects == ["Leo is there", "Leo comes at 14:00"]
    assert page.driver.execute_script("return window.stayed")


def test_without_a_script_it_loads_itself_anew_and_leads_to_each_mail(post, page, kitty):
    post.send("First", kitty, "See http://127.0.0.1:9/orders.\n", "<p>Hello <b>Kitty</b></p>")
    page = page("/post", javascript=False)
    assert page.has("//meta[@http-equiv='refresh']")
    page.go("//input[@name='q']", kitty, "\n").go("//a[.='First']")
    assert page.find("//h1").text == "First"
    assert page.has("//a[@href='http://127.0.0.1:9/orders']")
    assert page.has("//a[@download and .='appointment.ics']")
    page.driver.switch_to.frame(page.find("//iframe"))
    assert page.find("//p/b").text == "Kitty"
    page.driver.switch_to.default_content()
    page.find("//summary").click()
    assert "Subject: First" in page.find("//details/pre").text
    assert page.go(f"//a[.='{kitty}']").has(row("First"))


@pytest.fixture
def ear() -> Iterator[tuple[str, list[str]]]:
    """A server that nothing is to be fetched from, and what was; a connection counts, too."""
    heard: list[str] = []

    class Server(ThreadingHTTPServer):
        def get_request(self):
            connection = super().get_request()
            heard.append("somebody")
            return connection

    class Ear(BaseHTTPRequestHandler):
        def do_GET(self):
            heard.append(self.path)
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_POST = do_GET

        def log_message(self, *_):
            pass

    server = Server(("127.0.0.1", 0), Ear)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", heard
    server.shutdown()
    server.server_close()


def evil(url: str) -> str:
    """Whatever runs or fetches something, of which `seen` is shown in the end."""
    tags = [
        f"<script>top.document.title = 'run'; fetch('{url}/script')</script>",
        f"<script src='{url}/script.js'></script>",
        f"<img src='{url}/image' onerror=\"top.document.title = 'run'\">",
        f"<img src=x onerror=\"top.document.title = 'run'\">",
        f"<link rel=stylesheet href='{url}/style'><style>@import '{url}/import';"
        f" p {{ background: url({url}/background) }}</style>",
        f"<link rel=preconnect href='{url}'><LINK rel=prefetch href='{url}/prefetch'>",
        f"<link rel=dns-prefetch href='{url}'><link rel=preload as=image href='{url}/preload'>",
        # A mark that joins what follows to itself, and is no part of a tag.
        f"\u0600<link rel=preconnect href='{url}'>",
        f"<meta http-equiv=refresh content='0; url={url}/refresh'><base href='{url}'>",
        f"<iframe src='{url}/frame'></iframe><object data='{url}/object'></object>",
        f"<embed src='{url}/embed'><video src='{url}/video' autoplay></video>",
        f"<svg><image href='{url}/svg'/><script>top.document.title = 'run'</script></svg>",
        f"<form action='{url}/form'><button id=send>Send</button></form>",
        f"<a id=link href='{url}/link'>x</a><a id=top target=_top href='{url}/top'>x</a>",
        "</iframe><script>document.title = 'run'</script>",
    ]
    return "<html><body>" + "".join(tags) + "<p id=seen>seen</p></body></html>"


@pytest.mark.parametrize("where", ["page", "alone"])
def test_nothing_of_a_mail_runs_or_is_fetched(post, page, kitty, ear, where):
    url, heard = ear
    subject = "</title></iframe><script>document.title = 'run'</script>"
    post.send(subject, kitty, evil(url), evil(url))
    page = page(f"/post?q={kitty}").wait_live()
    page.go("//*[@data-order]//th/a")
    assert page.find("//h1").text == subject
    html = page.find("//iframe").get_attribute("src")
    if where == "alone":
        page.driver.get(html)
    else:
        page.driver.switch_to.frame(page.find("//iframe"))
    page.wait_for("//*[@id='seen']")
    # Who comes after all of it is the first who is heard.
    requests.get(url + "/control", timeout=10)
    assert heard == ["somebody", "/control"]
    if where == "page":
        for name in ("send", "top", "link"):
            page.find(f"//*[@id='{name}']").click()
        requests.get(url + "/control", timeout=10)
        assert [each for each in heard if each != "somebody"] == ["/control"] * 2
    page.driver.switch_to.default_content()
    assert page.driver.title != "run"


@pytest.mark.parametrize(("language", "narrow"), LOOKS)
def test_everybody_can_read_them_and_on_a_small_phone_nothing_is_cut_off(
        post, page, kitty, language, narrow):
    link = "https://mcf.example/orders/0190c1a4-7d2e-7b63-9c1f-2f4f8f7f3a10?from=mail"
    post.send("Leo comes at 14:00, Moscow time", kitty, f"Hello Kitty,\n\nLeo comes.\n\n{link}\n", MAIL)
    post.send("x" * 200, kitty, "y" * 500 + "\n")
    page = page(f"/post?q={kitty}", language=language).wait_live()
    odd, mail = (each.get_attribute("href").removeprefix(page.url) for each in
                 page.driver.find_elements("xpath", "//*[@data-order]//th/a"))
    for path in [f"/post?q={kitty}", "/post", "/post?q=nobody", odd, mail]:
        look_at(page, path, narrow)


MAIL = """<html><body style="margin: 0; background: #f7f5f2; font-family: sans-serif">
<table role="presentation" width="600" style="max-width: 100%; margin: 0 auto; background: #ffffff">
<tr><td style="padding: 24px"><h1 style="font-size: 22px">Leo comes at 14:00</h1>
<p>Hello Kitty, Leo comes on Monday at 14:00, Moscow time, to 1 Cushion Street.</p>
<p><a style="padding: 12px 20px; background: #9a4312; color: #ffffff" href="https://mcf.example/">
Your order</a></p></td></tr></table></body></html>
"""
