"""`mcf migrate` against a Postgres that somebody else runs."""

from __future__ import annotations

import shutil

import psycopg
import pytest
from conftest import run_mcf

from local_mcf import ROOT, LocalMCF


@pytest.fixture
def database(state):
    """The superuser's connection string of a cluster; its core database has been migrated."""
    with LocalMCF(state) as mcf:
        yield mcf.database


def test_a_second_run_finds_nothing_to_do(database):
    done = run_mcf("migrate", "--admin", database)
    assert (done.returncode, done.stdout) == (0, "Nothing to do.\n"), done.stderr


def test_an_altered_applied_file_is_refused_and_a_new_one_applied(database, tmp_path):
    folder = tmp_path / "sql"
    shutil.copytree(ROOT / "sql", folder)
    new = folder / "clients/900_nothing.sql"
    new.write_text("comment on schema clients is 'the register of clients';\n")
    done = run_mcf("migrate", "--admin", database, "--sql", str(folder))
    assert done.returncode == 0 and "applied clients/900_nothing.sql" in done.stdout, done.stderr

    new.write_text("comment on schema clients is 'something else';\n")
    done = run_mcf("migrate", "--admin", database, "--sql", str(folder))
    assert done.returncode == 65
    assert "clients/900_nothing.sql" in done.stderr


@pytest.mark.parametrize("admin", ["", " ", "postgres", "postgres://secret@[::1/mcf"])
def test_an_admin_that_is_no_connection_string_is_refused_and_not_the_local_server(admin):
    done = run_mcf("migrate", "--admin", admin)
    assert done.returncode == 64
    assert "--admin must be a connection string" in done.stderr
    assert "secret" not in done.stderr


def test_doctor_names_a_database_that_does_not_wait_for_its_log(database):
    url = database.replace("dbname='mcf_core'", "dbname='mcf_managers'").replace(
        "user='postgres'", "user='managers_app'")
    assert url != database
    done = run_mcf("doctor", MCF_MANAGERS_URL=url)
    assert "ok       database of managers: answers managers_app" in done.stdout, done.stdout
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("alter database mcf_managers set synchronous_commit = off")
    done = run_mcf("doctor", MCF_MANAGERS_URL=url)
    assert done.returncode == 1
    assert "missing  database of managers: synchronous_commit is off" in done.stdout
    # Its own sessions have it on: a manager is entered, and her event with her.
    done = run_mcf("managers", "add", "--name", "Tom Cat", "--email", "tom@example.com",
                   MCF_MANAGERS_URL=url)
    assert done.returncode == 0, done.stderr
    assert "synchronous_commit is off" in done.stderr


def test_passwords_come_from_the_environment(database):
    done = run_mcf("migrate", "--admin", database, MCF_CLIENTS_APP_PASSWORD="whiskers")
    assert done.returncode == 0, done.stderr
    with psycopg.connect(database) as connection:
        stored = connection.execute(
            "select rolpassword from pg_authid where rolname = 'clients_app'"
        ).fetchone()[0]
    assert stored.startswith("SCRAM-SHA-256$")
