"""`mcf migrate` against a Postgres that somebody else runs."""

from __future__ import annotations

import base64
import shutil

import psycopg
import pytest
from conftest import run_mcf

from local_mcf import ROOT, LocalMCF


@pytest.fixture
def database():
    """The superuser's connection string of a cluster; its core database has been migrated."""
    with LocalMCF() as mcf:
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


def test_a_service_whose_folder_is_not_there_is_passed_over_with_a_line(database, tmp_path):
    folder = tmp_path / "sql"
    shutil.copytree(ROOT / "sql", folder, ignore=shutil.ignore_patterns("worker_billing"))
    done = run_mcf("migrate", "--admin", database, "--sql", str(folder))
    assert done.returncode == 0, done.stderr
    line = f"passing over worker-billing: {folder} has no folder worker_billing"
    assert line in done.stdout.splitlines()


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
    assert "key of ledgers" not in done.stdout
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


def test_doctor_says_that_seals_are_not_signed_and_by_which_key_they_are(database):
    url = database.replace("dbname='mcf_core'", "dbname='mcf_worker_billing'").replace(
        "user='postgres'", "user='worker_billing_app'")
    done = run_mcf("doctor", MCF_WORKER_BILLING_URL=url)
    assert done.returncode == 1
    assert "missing  key of ledgers: MCF_LEDGER_KEY is not set" in done.stdout
    key = base64.b64encode(bytes(32)).decode()
    done = run_mcf("doctor", MCF_WORKER_BILLING_URL=url, MCF_LEDGER_KEY=key)
    assert "ok       key of ledgers: its public half is O2onvM62pC1io6jQKm8Nc2UyFXcd4kOmOsBIoYtZ2ik=" \
        in done.stdout
    wrong = run_mcf("doctor", MCF_WORKER_BILLING_URL=url, MCF_LEDGER_KEY="meow")
    assert "MCF_LEDGER_KEY must be 32 bytes in Base64" in wrong.stdout + wrong.stderr
    assert "meow" not in wrong.stdout + wrong.stderr
