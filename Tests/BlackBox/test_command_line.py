"""What `mcf` says, and how it ends, before any service runs."""

import re
from pathlib import Path

import pytest
from conftest import run_mcf

COMMANDS = [
    "up", "serve", "migrate", "outbox", "mail", "managers", "accounts", "tests", "portal", "token",
    "sandbox", "reference", "doctor",
]


def test_help_tells_a_newcomer_where_to_begin_and_lists_the_exit_codes():
    done = run_mcf("--help")
    assert done.returncode == 0
    assert "`mcf up` starts everything" in done.stdout
    assert "64  the command line was not understood" in done.stdout
    for command in COMMANDS:
        assert re.search(rf"^  {command} ", done.stdout, re.M), command


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_help(command):
    done = run_mcf(command, "--help")
    assert done.returncode == 0
    assert "USAGE: mcf " + command in done.stdout
    assert len(done.stdout.splitlines()) > 8


def test_a_mistyped_command_is_told_which_ones_there_are():
    done = run_mcf("fly")
    assert done.returncode == 64 and not done.stdout
    for command in COMMANDS:
        assert command in done.stderr
    done = run_mcf("outbox", "fly")
    assert done.returncode == 64
    assert "`mcf outbox fly`" in done.stderr and "reanchor" in done.stderr


def test_it_says_which_version_it_is():
    done = run_mcf("--version")
    assert done.returncode == 0
    assert re.fullmatch(r"\d+\.\d+\.\d+\n", done.stdout)


@pytest.mark.parametrize(
    "arguments",
    [["fly"], ["serve"], ["serve", "yarn"], ["token"], ["token", "--role", "dog", "--subject", "x"],
     ["token", "--role", "client", "--subject", ""], ["migrate"], ["up", "--port", "99999"]],
)
def test_what_is_not_understood_is_a_usage_error(arguments):
    done = run_mcf(*arguments)
    assert done.returncode == 64
    assert done.stderr and not done.stdout


def test_serve_names_all_settings_that_are_missing_and_no_other():
    done = run_mcf("serve", "orders", "packing", MCF_PACKING_URL="host=/nowhere")
    assert done.returncode == 78
    named = set(re.findall(r"^  (MCF_\w+)", done.stderr, re.M))
    assert named == {"MCF_ORDERS_URL", "MCF_AUTH_ISSUER", "MCF_AUTH_JWKS_URL"}


def test_serve_names_the_setting_that_is_wrong():
    done = run_mcf("serve", "orders", MCF_ORDERS_URL="host=/nowhere", MCF_PORT="high")
    assert done.returncode == 78
    assert "MCF_PORT" in done.stderr and "high" in done.stderr


def test_settings_come_from_a_file_and_the_environment_wins(tmp_path: Path):
    file = tmp_path / "settings.env"
    file.write_text("# how we run\nMCF_ORDERS_URL=host=/nowhere\nMCF_PORT=low\n")
    done = run_mcf("serve", "orders", MCF_CONFIG=str(file))
    assert done.returncode == 78 and '"low"' in done.stderr
    done = run_mcf("serve", "orders", MCF_CONFIG=str(file), MCF_PORT="high")
    assert done.returncode == 78 and '"high"' in done.stderr


def test_a_settings_file_that_is_not_there_is_a_configuration_error(tmp_path: Path):
    done = run_mcf("serve", "orders", MCF_CONFIG=str(tmp_path / "nothing.env"))
    assert done.returncode == 78
    assert "nothing.env" in done.stderr


def test_token_without_an_mcf_up_says_what_to_do(tmp_path: Path):
    done = run_mcf("token", "--role", "client", "--subject", "x", "--state", str(tmp_path))
    assert done.returncode == 69
    assert not done.stdout
    assert "mcf up" in done.stderr


def test_migrate_says_when_there_is_no_database(tmp_path: Path):
    done = run_mcf("migrate", "--admin", f"host={tmp_path} dbname=postgres user=postgres")
    assert done.returncode == 69
    assert str(tmp_path) in done.stderr


def test_doctor_finds_everything_where_setup_has_run():
    done = run_mcf("doctor")
    assert done.returncode == 0, done.stdout
    assert re.search(r"PostgreSQL: postgres \(PostgreSQL\) \d+", done.stdout)


def test_doctor_tries_what_it_says_is_there(tmp_path: Path):
    broken = tmp_path / "curl"
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(0o755)
    done = run_mcf("doctor", PATH=f"{tmp_path}:/usr/bin:/bin")
    assert done.returncode == 1
    assert "missing  curl" in done.stdout


def test_doctor_leaves_nothing_behind(state: Path):
    done = run_mcf("doctor", "--state", str(state))
    assert done.returncode == 0, done.stdout
    assert list(state.parent.iterdir()) == []


def test_doctor_says_what_is_missing_and_how_to_get_it(tmp_path: Path):
    unusable = tmp_path / "file"
    unusable.write_text("")
    done = run_mcf("doctor", "--state", str(unusable / "state"), PATH="/nonexistent")
    assert done.returncode == 1
    assert "--state" in done.stdout
    assert "apt-get install curl" in done.stdout


def test_up_refuses_to_be_reached_from_elsewhere(tmp_path: Path):
    done = run_mcf("up", "--state", str(tmp_path / "state"), MCF_HOST="0.0.0.0")
    assert done.returncode == 78
    assert "MCF_HOST" in done.stderr and "loopback" in done.stderr
    assert not (tmp_path / "state").exists()
