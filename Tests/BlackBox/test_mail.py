"""R-300: `mcf mail`, as whoever looks after mails types it, beside an `mcf up`."""

from __future__ import annotations

import re
import subprocess
from datetime import datetime, timedelta, timezone
from pathlib import Path

import psycopg
import pytest
from conftest import run_mcf
from events.cluster import wait_until

from local_mcf import LocalMCF
from rest import Caller

MAILS = Path(__file__).parents[1] / "MailTests"
# The mail that the reports in `bounces` are of.
ID = "mfzgk3tdmrswc5dpnvqws3dfme"
ADDRESS = "Bounced@example.com"


class Mails:
    """What the service has written, and the reports that come of it."""

    def __init__(self, running: LocalMCF):
        self.running = running
        with self.database() as database:
            (self.id,) = database.execute(
                "select message_id from notifications.message where address = %s", [ADDRESS]).fetchone()

    def database(self) -> psycopg.Connection:
        return psycopg.connect(self.running.database, dbname="mcf_notifications", autocommit=True)

    def standing(self) -> tuple:
        with self.database() as database:
            return database.execute(
                "select state, cause from notifications.message where message_id = %s", [self.id]).fetchone()

    def suppressions(self) -> list[tuple]:
        """By whom nobody writes to the address any more."""
        with self.database() as database:
            return database.execute(
                "select source from notifications.suppressed where lifted_at is null"
                " and address_key = %s", [ADDRESS.lower()]).fetchall()

    def bounce(self, server: str, id: str, *changes: tuple[str, str]) -> subprocess.CompletedProcess:
        text = (MAILS / f"bounces/{server}.eml").read_text().replace(ID, id)
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        return self.type("bounce", stdin=text)

    def type(self, *arguments: str, **options: str) -> subprocess.CompletedProcess:
        return run_mcf("mail", *arguments, "--state", str(self.running.state), **options)


@pytest.fixture(scope="module")
def mails(mcf) -> Mails:
    """Those of an `mcf up` that has sent one to the address."""
    client = Caller(mcf.url, mcf.token("client", "hcb-1"))
    service = next(each for each in client.get("/api/service-types")["items"]
                   if each["name"] == "Litter box duty")
    at = datetime.now(timezone.utc) + timedelta(days=2)
    client.create("/api/orders", {
        "service_type_id": service["id"], "description": "to be told", "place": "here",
        "phone": "+74955550001", "email": ADDRESS, "scheduled_at": f"{at:%FT%TZ}"})
    with psycopg.connect(mcf.database, dbname="mcf_notifications", autocommit=True) as database:
        wait_until(lambda: database.execute(
            "select state from notifications.message where address = %s", [ADDRESS],
        ).fetchone() == ("sent",), 30, lambda: mcf.output)
    return Mails(mcf)


def test_a_report_ends_the_mail_that_it_is_of_and_its_address_once(mails):
    done = mails.bounce("postfix", mails.id, ("Action: failed", "Action: delayed"), ("5.1.1", "4.4.1"))
    assert done.returncode == 0 and "has not failed (4.4.1); nothing is changed" in done.stdout, done
    assert mails.standing() == ("sent", None)

    done = mails.bounce("postfix", mails.id, ("murka@cats.example", "boss@mcf.example"))
    assert done.returncode == 0 and not done.stderr, done
    assert re.match(
        r"the mail [0-9a-f-]{36} \(order-stands\) has failed \(5\.1\.1\): nobody is there", done.stdout)
    assert mails.standing() == ("failed", "no_such_mailbox")
    assert mails.suppressions() == [("bounce",)]

    for server in ("exim", "exchange", "gmail"):
        done = mails.bounce(server, mails.id)
        assert done.returncode == 0 and "had ended before; nothing is changed" in done.stdout, done
    # A mail server writes down what a pipe says.
    assert "@" not in done.stdout


def test_what_is_no_report_or_of_no_mail_is_told_by_its_exit_code(mails):
    done = mails.bounce("gmail", ID)
    assert done.returncode == 1 and "no mail that is known here" in done.stderr, done
    for text in ("", "Subject: hello\n\nI am on holiday.\n", "\0" * 3_000_000):
        done = mails.type("bounce", stdin=text)
        assert done.returncode == 65 and "no report" in done.stderr and not done.stdout, done
    # What a mail server tries again.
    away = run_mcf("mail", "bounce", stdin=(MAILS / "bounces/gmail.eml").read_text(),
                   MCF_NOTIFICATIONS_URL="host=/nowhere dbname=x")
    assert away.returncode == 75 and "/nowhere" in away.stderr, away


def test_status_counts_mails_and_tries_the_server(mails):
    done = mails.type("status")
    # What others' mails have come to decides about the exit code.
    asks = re.search(r"^(OLDEST .*: stuck|REFUSED .*: too many)$", done.stdout, re.M)
    assert done.returncode == (1 if asks else 0), done
    heading = done.stdout.splitlines()[0].split()
    assert heading == ["MAIL", "WAITING", "QUEUED", "SENDING", "SENT", "FAILED", "SUPPRESSED", "EXPIRED"]
    assert re.search(r"^order-stands( +\d+){7}$", done.stdout, re.M)
    assert re.search(r"^OLDEST      (none is on its way|on its way for \d+ )", done.stdout, re.M)
    assert re.search(r"^REFUSED     \d+ of \d+ within an hour", done.stdout, re.M)
    found = r"^SERVER      127\.0\.0\.1:\d+ answers without TLS, without a login$"
    assert re.search(found, done.stdout, re.M)
    away = mails.type("status", MCF_SMTP_URL="smtp://127.0.0.1:1")
    assert away.returncode == 1 and "MCF_SMTP_URL" in away.stdout, away
    nowhere = run_mcf("mail", "status", MCF_NOTIFICATIONS_URL="host=/nowhere dbname=x")
    assert nowhere.returncode == 69


def test_preview_shows_each_mail_without_anything_that_runs(tmp_path):
    done = run_mcf("mail", "preview", "--to", str(tmp_path / "a/b"))
    assert done.returncode == 0 and not done.stderr, done
    golden = {path.name: path.read_bytes() for path in (MAILS / "../NotificationsTests/golden").iterdir()}
    written = {path.name: path.read_bytes() for path in (tmp_path / "a/b").iterdir()}
    assert {name: text for name, text in written.items() if name.endswith(".eml")} == golden
    assert len(written) == 3 * len(golden) == len(done.stdout.splitlines())
    assert "<!DOCTYPE html>" in written["new-job.ru.html"].decode()

    done = run_mcf("mail", "preview", "new-job", "--language", "ru")
    assert done.stdout.startswith("── new-job, ru: ") and "московское время" in done.stdout
    assert written["new-job.ru.txt"].decode() in done.stdout and done.stdout.count("──") == 1


def test_preview_says_what_it_cannot_do(tmp_path):
    done = run_mcf("mail", "preview", "old-job")
    assert done.returncode == 64 and "new-job" in done.stderr
    assert run_mcf("mail", "preview", "--language", "meow").returncode == 64
    (tmp_path / "file").write_text("")
    done = run_mcf("mail", "preview", "--to", str(tmp_path / "file"))
    assert done.returncode == 73 and "--to" in done.stderr
