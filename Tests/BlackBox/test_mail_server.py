"""What `mcf doctor` says of the server that mails are handed to, which gets none by that."""

from __future__ import annotations

import contextlib
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import run_mcf

SERVER = Path(__file__).parents[1] / "MailTests/peers/serve.py"


@contextlib.contextmanager
def server(*options: str) -> Iterator[tuple[str, str]]:
    """One of Tests/MailTests, which is given no mail: where it is, and the file of its certificate."""
    command = [sys.executable, str(SERVER), *options]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as running:
        port, certificate = running.stdout.readline().split()
        yield f"127.0.0.1:{port}", certificate
        told, _ = running.communicate()
        assert '"mail"' not in told and '"dot": true' not in told


def doctor(url: str, **settings: str) -> tuple[int, str]:
    """Its exit code, and its line about the server."""
    done = run_mcf("doctor", MCF_SMTP_URL=url, **{"MCF_MAIL_FROM": "post@mcf.example", **settings})
    assert "cream" not in done.stdout + done.stderr and "cr%" not in done.stdout + done.stderr
    return done.returncode, re.search(r"^.*mail server: .*$", done.stdout, re.M)[0]


@pytest.mark.parametrize("options, scheme", [
    (("--tls", "starttls", "--login", "leo:cream"), "smtp"),
    (("--tls", "implicit", "--login", "leo:cream"), "smtps"),
], ids=str)
def test_doctor_tries_all_that_comes_before_a_mail(options, scheme):
    with server(*options) as (place, certificate):
        code, line = doctor(f"{scheme}://leo:cream@{place}", MCF_SMTP_CA=certificate)
        assert (code, line) == (0, f"ok       mail server: {place} answers over TLS, and lets us in")


def test_doctor_says_when_there_is_no_tls_though_none_is_required():
    with server() as (place, _):
        code, line = doctor(f"smtp://{place}", MCF_SMTP_TLS="opportunistic")
        assert (code, line) == (0, f"ok       mail server: {place} answers without TLS, without a login")


STARTTLS = ("--tls", "starttls", "--login", "leo:cream")


@pytest.mark.parametrize("options, scheme, secret, is_trusted, cause, advice", [
    (STARTTLS, "smtp", "cr%65am%21", True, "auth: refused with 535", "percent-encoded"),
    (STARTTLS, "smtp", "cream", False, "TLS failed", "MCF_SMTP_CA"),
    ((*STARTTLS, "--name", "DNS:other.example"), "smtp", "cream", True, "TLS failed", "be of the host"),
    ((), "smtp", "cream", True, "no STARTTLS is offered", "smtps://"),
    ((), "smtps", "cream", True, "TLS failed", "name others (587, 25) by smtp://"),
    (("--act", "behind"), "smtp", "cream", True, "came unencrypted", "may speak for the server"),
    (("--act", "endless"), "smtp", "cream", True, "a line of more than", "those of a server for mails"),
], ids=str)
def test_doctor_says_what_to_change(options, scheme, secret, is_trusted, cause, advice):
    with server(*options) as (place, certificate):
        settings = {"MCF_SMTP_CA": certificate} if is_trusted else {}
        code, line = doctor(f"{scheme}://leo:{secret}@{place}", **settings)
        assert code == 1 and line.startswith(f"missing  mail server: {place}: ")
        assert cause in line and advice in line


@pytest.mark.parametrize("url", ["smtp://127.0.0.1:1", "smtp://nowhere.invalid"])
def test_doctor_says_that_nobody_is_there(url):
    code, line = doctor(url)
    assert code == 1 and "could not be reached" in line and "host and port in MCF_SMTP_URL" in line


def test_doctor_says_that_mails_wait_where_no_server_is_named():
    code, line = doctor("")
    assert (code, line) == (0, "ok       mail server: MCF_SMTP_URL names none; `mcf up` has one inside")
    code, line = doctor("", MCF_NOTIFICATIONS_URL="host=/nowhere dbname=x")
    assert code == 1 and "MCF_SMTP_URL names none, so mails wait" in line


def test_doctor_names_the_setting_that_is_missing_beside_the_server():
    code, line = doctor("smtp://leo:cream@127.0.0.1:1", MCF_MAIL_FROM="")
    assert code == 1 and "MCF_MAIL_FROM" in line
