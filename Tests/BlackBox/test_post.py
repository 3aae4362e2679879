"""The post office of `mcf sandbox` and `mcf up`, met by Python's `smtplib` and read by its `email`."""

from __future__ import annotations

import email
import email.policy
import re
import smtplib
import socket
from collections.abc import Iterator
from email.message import EmailMessage

import pytest
import requests
from conftest import run_mcf
from test_sandbox import Sandbox, sandbox

from local_mcf import free_port


class Post:
    """A post office, and how one writes to it."""

    def __init__(self, running: Sandbox):
        self.url = f"{running.url}/post"
        assert running.setting("TLS", "SMTP") == "none"
        self.address = re.fullmatch(r"smtp://(.+):(\d+)", running.setting("URL", "SMTP")).groups()

    def client(self, timeout: float = 30) -> smtplib.SMTP:
        return smtplib.SMTP(*self.address, timeout=timeout)

    def send(self, text: str = "Hello.\n", to: str = "kitty@example.com", timeout: float = 30) -> None:
        with self.client(timeout) as client:
            client.send_message(letter(text, to))

    def mails(self, **query: object) -> list[dict]:
        answer = requests.get(f"{self.url}/mails", params=query, timeout=10)
        assert answer.ok, answer.text
        return answer.json()["items"]

    def behave(self, **changes: object) -> None:
        usual = {"failure_rate": 0, "unknown": [], "delay_seconds": 0, "lost_rate": 0,
                 **{f"{name}_dot_rate": 0 for name in ("hang_before", "hang_after", "drop_after")}}
        answer = requests.patch(f"{self.url}/behaviour", json={**usual, **changes}, timeout=10)
        assert answer.json() == {**usual, **changes}


def letter(text: str, to: str = "kitty@example.com") -> EmailMessage:
    mail = EmailMessage(policy=email.policy.SMTP)
    mail["From"], mail["To"], mail["Subject"] = "Лео <leo@mcf.example>", to, "Лео придёт в 14:00"
    mail["Message-ID"] = "<1@mcf.example>"
    mail.set_content(text)
    return mail


@pytest.fixture(scope="module")
def running(tmp_path_factory) -> Iterator[Post]:
    with sandbox(tmp_path_factory.mktemp("post")) as running:
        yield Post(running)


@pytest.fixture
def post(running) -> Post:
    running.behave()
    return running


def test_it_says_what_it_can_do_and_that_it_wants_neither_tls_nor_logins(post):
    with post.client() as client:
        client.ehlo()
        offered = {"pipelining", "8bitmime", "smtputf8", "size", "enhancedstatuscodes"}
        assert set(client.esmtp_features) == offered
        assert client.verify("kitty")[0] == 252 and client.noop()[0] == 250
        with pytest.raises(smtplib.SMTPNotSupportedError):
            client.starttls()
        assert client.docmd("STARTTLS")[0] == 502 and client.docmd("AUTH PLAIN")[0] == 502


def test_a_mail_is_read_as_it_was_written_and_kept_byte_by_byte(post):
    mail = letter("Приходит Лео.\n.\n..\nFrom here\n", "кот@пример.рф")
    mail.add_alternative("<p>Приходит <b>Лео</b>.</p>\n", subtype="html")
    mail.add_attachment("BEGIN:VCALENDAR\n", subtype="calendar", filename="job.ics")
    with post.client() as client:
        client.send_message(mail)
    kept = post.mails(to="кот@пример.рф")[-1]
    assert (kept["sender"], kept["to"]) == ("leo@mcf.example", ["кот@пример.рф"])
    assert kept["from"] == "Лео <leo@mcf.example>" and kept["subject"] == "Лео придёт в 14:00"
    assert kept["text"].splitlines() == ["Приходит Лео.", ".", "..", "From here"]
    assert kept["html"].strip() == "<p>Приходит <b>Лео</b>.</p>"
    assert kept["message_id"] == "<1@mcf.example>" and kept["files"] == ["job.ics"]
    source = requests.get(f"{post.url}/mails/{kept['number']}/source", timeout=10).content
    assert source == kept["raw"].encode()
    parsed = email.message_from_bytes(source, policy=email.policy.default)
    assert parsed["subject"] == kept["subject"] and not parsed.defects
    assert parsed.get_body(("plain",)).get_content().splitlines() == kept["text"].splitlines()
    calendar = requests.get(f"{post.url}/mails/{kept['number']}/files/0", timeout=10)
    assert calendar.text.strip() == "BEGIN:VCALENDAR"
    assert calendar.headers["Content-Disposition"] == 'attachment; filename="job.ics"'


def test_many_commands_at_once_are_answered_in_order(post):
    before = post.mails()[-1:]
    script = b"EHLO x\r\nMAIL FROM:<>\r\nRCPT TO:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\n"
    with socket.create_connection(post.address, timeout=30) as line:
        file = line.makefile("rb")
        line.sendall(script)
        codes = [file.readline()[:4] for _ in range(11)]
        assert codes == [b"220 ", *[b"250-"] * 5, b"250 ", b"250 ", b"250 ", b"250 ", b"354 "]
        line.sendall(b"Subject: all\r\n\r\nx\r\n.\r\nQUIT\r\n")
        assert [file.readline()[:3] for _ in range(3)] == [b"250", b"221", b""]
    (mail,) = post.mails(cursor=before[0]["number"] if before else 0)
    assert (mail["to"], mail["sender"], mail["subject"]) == (["a@b", "c@d"], "", "all")


def test_an_address_that_nobody_has_is_refused_for_good_and_others_for_now(post):
    post.behave(unknown=["nobody@example.com"])
    with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
        post.send(to="nobody@example.com")
    code, text = refused.value.recipients["nobody@example.com"]
    assert code == 550 and text.startswith(b"5.1.1 ")
    post.send()
    post.behave(failure_rate=1)
    number = post.mails()[-1]["number"]
    for _ in range(10):
        with pytest.raises((smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError)) as busy:
            post.send()
        assert "451" in str(busy.value)
    assert post.mails(cursor=number) == []


@pytest.mark.parametrize(("how", "error", "is_kept"), [
    ("hang_before_dot_rate", TimeoutError, False), ("hang_after_dot_rate", TimeoutError, True),
    ("drop_after_dot_rate", smtplib.SMTPServerDisconnected, True),
    ("lost_rate", smtplib.SMTPServerDisconnected, False),
])
def test_around_the_dot_it_hangs_drops_and_loses(post, how, error, is_kept):
    post.send("before\n")
    number = post.mails()[-1]["number"]
    post.behave(**{how: 1})
    with pytest.raises((error, smtplib.SMTPServerDisconnected)) as failed:
        post.send(timeout=1)
    assert ("timed out" in str(failed.value)) == (error is TimeoutError)
    assert len(post.mails(cursor=number)) == is_kept


def test_what_is_too_large_is_refused_before_and_after_it_is_sent(post):
    with post.client() as client, pytest.raises(smtplib.SMTPSenderRefused, match="552"):
        client.send_message(letter(("x" * 70 + "\n") * 20_000))
    with post.client() as client:
        client.ehlo()
        client.mail("a@b")
        client.rcpt("c@d")
        code, text = client.data(b"x" * 1_100 + b"\r\n")
        assert code == 554 and text.startswith(b"5.6.0 ")
        client.mail("a@b")
        client.rcpt("c@d")
        assert client.data((b"x" * 70 + b"\r\n") * 20_000)[0] == 552
        assert client.noop()[0] == 250


def test_it_takes_mails_where_it_is_told_to(tmp_path):
    port = free_port()
    with sandbox(tmp_path, "--smtp-port", str(port)) as running:
        assert running.setting("URL", "SMTP") == f"smtp://127.0.0.1:{port}"
        done = run_mcf("sandbox", "--port", str(free_port()), "--smtp-port", str(port))
        assert done.returncode == 69 and "--smtp-port" in done.stderr
    done = run_mcf("sandbox", "--smtp-port", "0")
    assert done.returncode == 64 and "--smtp-port" in done.stderr


def test_mcf_up_has_one_and_tells_where(mcf):
    beside = (mcf.state / "beside.env").read_text()
    assert "MCF_SMTP_TLS=none\n" in beside
    host, port = re.search(r"^MCF_SMTP_URL=smtp://(127\.0\.0\.1):(\d+)$", beside, re.M).groups()
    url = re.search(r"^Mails that were sent: (http://127\.0\.0\.1:\d+/post)$", mcf.output, re.M)[1]
    with smtplib.SMTP(host, int(port), timeout=30) as client:
        client.send_message(letter("Hello.\n", "up@example.com"))
    assert "up@example.com" in requests.get(url, timeout=10).text
