"""`mcf mail list|show|resend|suppress|lift`: what managers see and do at `/mails`, on a terminal."""

from __future__ import annotations

import re
import subprocess
import uuid
from datetime import datetime, timedelta, timezone

import pytest
from conftest import run_mcf
from events.cluster import wait_until
from psycopg.conninfo import make_conninfo


@pytest.fixture
def mail(mcf):
    database = make_conninfo(mcf.database, dbname="mcf_notifications", user="notifications_app")

    def run(*arguments: str) -> subprocess.CompletedProcess:
        return run_mcf("mail", *arguments, MCF_NOTIFICATIONS_URL=database)
    return run


@pytest.fixture
def address(client, manager) -> str:
    """An address that a mail was sent to."""
    address = f"kitty-{uuid.uuid4()}@example.com"
    service = next(each["id"] for each in client.get("/api/service-types")["items"]
                   if each["name"] == "Litter box duty")
    at = datetime.now(timezone.utc) + timedelta(days=2, minutes=uuid.uuid4().int % 1000)
    client.create("/api/orders", {
        "service_type_id": service, "description": "Empty the box", "place": "1 Cushion Street",
        "phone": "+74955550001", "email": address, "scheduled_at": f"{at:%FT%TZ}",
    })

    def is_sent() -> bool:
        found = manager.get("/api/notifications/mails", q=address)["items"]
        return [each["state"] for each in found] == ["sent"]
    wait_until(is_sent, 60)
    return address


def test_a_mail_is_found_read_and_sent_again(mail, manager, address):
    listed = mail("list", "--to", address, "--standing", "sent", "--template", "order-stands")
    assert listed.returncode == 0, listed.stderr
    head, row = listed.stdout.splitlines()
    assert head.split() == ["ID", "MADE", "MAIL", "STATE", "TRIES", "ADDRESS"]
    id, made, *rest = row.split()
    assert rest == ["order-stands", "sent", "1", address]
    shown = mail("show", id)
    assert shown.returncode == 0, shown.stderr
    assert re.search(r"^ +1  \S+  done     250 2\.\d\.\d", shown.stdout, re.M), shown.stdout
    assert f"address         {address}\n" in shown.stdout and "Hello " in shown.stdout
    sent = mail("resend", id, "--by", "Vasilisa", "--because", "she has deleted it")
    assert sent.returncode == 0, sent.stderr
    again = sent.stdout.split()[0]
    assert sent.stdout == f"{again} goes to {address}\n" and again != id
    assert "sent again by   Vasilisa: she has deleted it" in mail("show", again).stdout
    wait_until(lambda: manager.get(f"/api/notifications/mails/{again}")["state"] == "sent", 60)
    late = mail("resend", id, "--by", "Tom", "--because", "it never came")
    assert late.returncode == 65 and not late.stdout and again in late.stderr


def test_an_address_is_given_up_and_written_to_again(mail, address):
    words = ["--by", "Vasilisa", "--because", "she has asked for it"]
    done = mail("suppress", address.upper(), *words)
    assert done.returncode == 0, done.stderr
    assert re.fullmatch(r"Not written to since \S+, manager: she has asked for it\n", done.stdout)
    id = mail("list", "--to", address).stdout.splitlines()[1].split()[0]
    assert f"mcf mail lift {address}" in mail("show", id).stdout
    refused = mail("resend", id, *words)
    assert refused.returncode == 65 and "mcf mail lift" in refused.stderr
    assert mail("lift", address, "--by", "Vasilisa").returncode == 0
    assert mail("resend", id, *words).returncode == 0
    twice = mail("lift", address, "--by", "Vasilisa")
    assert twice.returncode == 65 and "Nothing is to be lifted" in twice.stderr


def test_nothing_found_is_said(mail):
    done = mail("list", "--to", str(uuid.uuid4()))
    assert (done.returncode, done.stdout) == (0, "No mail is found.\n")
    done = mail("show", str(uuid.uuid4()))
    assert done.returncode == 65 and "No mail has this id" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["list", "--standing", "lost"], 64, "failed"),
        (["list", "--template", "poem"], 64, "order-stands"),
        (["list", "--to", "ab"], 64, "3 to 200"),
        (["list", "--limit", "0"], 64, "1 to 10000"),
        (["show", "7"], 64, "id"),
        (["resend", str(uuid.uuid4()), "--because", "lost"], 64, "--by"),
        (["resend", str(uuid.uuid4()), "--by", "Tom"], 64, "--because"),
        (["resend", str(uuid.uuid4()), "--by", "", "--because", "lost"], 64, "--by"),
        (["suppress", "nobody", "--by", "Tom", "--because", "asked"], 65, "address must be an e-mail"),
        (["suppress", "a@b.example", "--by", "Tom", "--because", " "], 65, "reason "),
        (["lift", "nobody", "--by", "Tom"], 65, "Nothing is to be lifted"),
    ],
)
def test_a_mistake_says_what_to_change(mail, arguments, code, said):
    done = mail(*arguments)
    assert done.returncode == code, done
    assert not done.stdout and said in done.stderr
