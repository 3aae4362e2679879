"""`mcf portal keys` prints the settings of the portal's keys, with a new key in each."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from conftest import run_mcf

NAMES = ["MCF_PORTAL_KEYS", "MCF_LINK_SEAL_KEYS"]


def keys(**environment: str) -> dict[str, list[str]]:
    done = run_mcf("portal", "keys", **environment)
    assert (done.returncode, done.stderr) == (0, "")
    lines = [line.split("=", 1) for line in done.stdout.splitlines()]
    assert [name for name, _ in lines] == NAMES
    return {name: value.split(",") for name, value in lines}


def test_each_time_there_are_other_keys_of_32_bytes():
    printed = [key for _ in range(2) for [key] in keys().values()]
    assert len(set(printed)) == 4
    for key in printed:
        number, secret = key.split(":")
        assert number == "1" and len(base64.b64decode(secret, validate=True)) == 32


def test_what_is_printed_is_what_the_settings_take_and_the_new_key_comes_behind(tmp_path: Path):
    first = run_mcf("portal", "keys").stdout
    file = tmp_path / "keys.env"
    file.write_text(first)
    second = keys(MCF_CONFIG=str(file))
    for line in first.splitlines():
        name, key = line.split("=", 1)
        assert second[name][0] == key
        assert [key.split(":")[0] for key in second[name]] == ["1", "2"]
    # The new one moved to the front, and the old one taken out: its number is free again.
    third = keys(MCF_PORTAL_KEYS=second["MCF_PORTAL_KEYS"][1])
    assert [key.split(":")[0] for key in third["MCF_PORTAL_KEYS"]] == ["2", "1"]


@pytest.mark.parametrize("name", NAMES)
def test_a_setting_that_is_no_key_is_said_without_its_value(name: str):
    done = run_mcf("portal", "keys", **{name: "secret"})
    assert done.returncode == 78
    assert name in done.stderr and "mcf portal keys" in done.stderr
    assert "secret" not in done.stderr
