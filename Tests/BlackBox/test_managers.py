"""`mcf managers add`: how the first manager gets in."""

from __future__ import annotations

import re
import uuid

import pytest
from conftest import run_mcf
from psycopg.conninfo import make_conninfo

from rest import Caller


@pytest.fixture
def database(mcf) -> str:
    """The managers' database, as their service's role."""
    return make_conninfo(mcf.database, dbname="mcf_managers", user="managers_app")


def add(database: str, name: str, email: str, **settings: str):
    arguments = ["managers", "add", "--name", name, "--email", email]
    return run_mcf(*arguments, MCF_MANAGERS_URL=database, **settings)


def test_it_prints_the_id_with_which_a_token_is_made(mcf, database):
    email = f"{uuid.uuid4()}@example.com"
    done = add(database, "Vasilisa Claw", email, MCF_MANAGERS_MAX="100000")
    assert done.returncode == 0, done.stderr
    assert re.fullmatch(r"[0-9a-f-]{36}\n", done.stdout)
    herself = Caller(mcf.url, mcf.token("manager", done.stdout.strip()))
    me = herself.get("/api/managers/me")
    assert (me["name"], me["email"], me["active"]) == ("Vasilisa Claw", email, True)
    assert herself.call("GET", "/api/orders")


@pytest.mark.parametrize(
    ("name", "email", "said"),
    [
        (" ", "nobody", ["name ", "email "]),
        ("Mura", None, ["Another manager"]),
        ("Mura", "mura@example.com", ["MCF_MANAGERS_MAX", "Deactivate"]),
    ],
)
def test_what_rest_would_refuse_is_refused_with_its_words(mcf, manager, database, name, email, said):
    known = manager.get("/api/managers", limit=1)["items"][0]["email"]
    done = add(database, name, email or known.upper(), MCF_MANAGERS_MAX="1")
    assert done.returncode == 65
    assert not done.stdout
    for words in said:
        assert words in done.stderr


def test_a_backfill_publishes_every_manager_again(mcf, manager, database):
    count = len(list(manager.each("/api/managers")))
    done = run_mcf(
        "outbox", "backfill", "managers", "--types", "manager.changed", MCF_MANAGERS_URL=database
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"Published manager.changed.v1 {count} times.\n"


def test_it_finds_the_database_of_a_running_mcf_up(mcf, manager):
    email = f"{uuid.uuid4()}@example.com"
    done = run_mcf(
        "managers", "add", "--name", "Mura", "--email", email, "--state", str(mcf.state),
        MCF_MANAGERS_MAX="100000",
    )
    assert done.returncode == 0, done.stderr
    assert manager.get(f"/api/managers/{done.stdout.strip()}")["email"] == email


def test_without_a_database_it_says_which_setting_is_missing(tmp_path):
    done = run_mcf(
        "managers", "add", "--name", "Mura", "--email", "mura@example.com", "--state", str(tmp_path)
    )
    assert done.returncode == 69
    assert "MCF_MANAGERS_URL" in done.stderr and str(tmp_path) in done.stderr
