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


def test_passwords_come_from_the_environment(database):
    done = run_mcf("migrate", "--admin", database, MCF_CLIENTS_APP_PASSWORD="whiskers")
    assert done.returncode == 0, done.stderr
    with psycopg.connect(database) as connection:
        stored = connection.execute(
            "select rolpassword from pg_authid where rolname = 'clients_app'"
        ).fetchone()[0]
    assert stored.startswith("SCRAM-SHA-256$")
