"""`mcf portal keys` prints the settings of the portal's keys, with a new key in each, and `mcf doctor`
says whether those of two deployments fit."""

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


def doctor(*arguments: str, **settings: str) -> tuple[int, list[str]]:
    """What is said of keys."""
    done = run_mcf("doctor", *arguments, **settings)
    return done.returncode, [line for line in done.stdout.splitlines() if "  keys" in line]


def test_doctor_says_whether_the_keys_of_two_deployments_fit_and_none_of_them(tmp_path: Path):
    file = tmp_path / "other.env"
    ours = keys()
    first, seal = ours["MCF_PORTAL_KEYS"][0], ours["MCF_LINK_SEAL_KEYS"][0]
    [second], number_2 = keys()["MCF_PORTAL_KEYS"], keys(MCF_PORTAL_KEYS=first)["MCF_PORTAL_KEYS"][1]

    def compare(there: str, here: str = first) -> tuple[int, list[str]]:
        file.write_text(f"MCF_PORTAL_KEYS={there}\n")
        return doctor("--beside", str(file), MCF_PORTAL_KEYS=here, MCF_LINK_SEAL_KEYS=seal)

    # The same, and every step of changing them.
    for there, here in [
        (first, first), (f"{first},{number_2}", first), (f"{number_2},{first}", f"{first},{number_2}"),
        (number_2, f"{first},{number_2}"),
    ]:
        code, lines = compare(there, here)
        fits = there.split(",")[0] in here.split(",") and here.split(",")[0] in there.split(",")
        assert (code == 0) == fits, lines
        assert len(lines) == 1 and lines[0].startswith("ok" if fits else "missing"), lines
        assert "keys of MCF_PORTAL_KEYS: " in lines[0] and str(file) in lines[0]
    # Of one number, and another key.
    code, [line] = compare(second)
    assert code == 1 and line.startswith("missing") and "`mcf portal keys`" in line
    for key in (first, second):
        assert key.split(":")[1][:8] not in line
    # Nothing to compare, or no file.
    file.write_text("MCF_PORT=1\n")
    code, [line] = doctor("--beside", str(file), MCF_PORTAL_KEYS=first)
    assert code == 1 and "is not set both here and" in line
    code, [line] = doctor("--beside", str(tmp_path / "none"), MCF_PORTAL_KEYS=first)
    assert code == 1 and "cannot be read" in line


def test_doctor_in_each_deployment_says_by_what_to_compare_their_keys():
    ours, theirs = keys(), keys()
    _, lines = doctor(**{name: value[0] for name, value in ours.items()})
    _, again = doctor(**{name: value[0] for name, value in ours.items()})
    _, others = doctor(**{name: value[0] for name, value in theirs.items()})
    assert lines == again and len(lines) == 2 and not set(lines) & set(others)
    assert not any(key[2:10] in line for line in lines for [key] in ours.values())
    assert doctor()[1] == []
