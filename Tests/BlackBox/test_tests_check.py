"""R-110: `mcf tests check` says what is to be changed in a test for applicants, or what it is."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import jsonschema
import pytest
from conftest import run_mcf

from local_mcf import MCF, ROOT

FIRST_LOOK = ROOT / "Sources/Services/Applicants/Documents/Resources/first-look.json"
SCHEMA = FIRST_LOOK.with_name("schema.json")
DESCRIBED = """\
  title
      First look · Первый взгляд
  questions
      15: 7 with one answer, 3 with several answers, 3 numbers, 2 free texts
  time
      20 minutes
  greatest points
      46, 8 of them given by managers
  proposed
      the top 3 %, with 20 points at least, and full points for strange_dog
  measures
      strength, speed, patience, precision, cleanliness, punctuality, courtesy,
      courage, curiosity, agility, balance, night_vision, smell, climbing,
      carrying, cooking, gardening, repair, listening
"""


@pytest.fixture
def draft(tmp_path: Path):
    """Writes a document to a file, changed first."""
    def write(change) -> Path:
        document = json.loads(FIRST_LOOK.read_text())
        change(document)
        file = tmp_path / "draft.json"
        file.write_text(json.dumps(document, ensure_ascii=False))
        return file
    return write


def check_input(text: bytes) -> subprocess.CompletedProcess:
    """Hands a text to it over a pipe."""
    done = subprocess.run(
        [MCF, "tests", "check", "-"], input=text, capture_output=True, timeout=60, check=False)
    return subprocess.CompletedProcess([], done.returncode, done.stdout.decode(), done.stderr.decode())


def test_a_test_that_is_in_order_is_described():
    done = run_mcf("tests", "check", str(FIRST_LOOK))
    assert (done.returncode, done.stdout, done.stderr) == (0, DESCRIBED, "")


def test_standard_input_is_read_to_its_end():
    # More than a pipe holds at once.
    done = check_input(b" " * 200_000 + FIRST_LOOK.read_bytes())
    assert (done.returncode, done.stdout, done.stderr) == (0, DESCRIBED, "")


def test_every_mistake_is_a_line_with_its_place(draft):
    def spoil(document):
        del document["title"]["ru"]
        document["limit_seconds"] = 5
        document["pass"]["must"] = ["nobody"]
        document["questions"][0]["options"][0]["points"] = 500
        document["questions"][1]["id"] = "late_bus"
        document["questions"][10]["answer"] = "8,0"

    file = draft(spoil)
    done = run_mcf("tests", "check", str(file))
    assert done.returncode == 65
    assert done.stdout.splitlines() == [
        "/title/ru: is required",
        "/limit_seconds: must be from 10 to 28800",
        "/pass/must/0: must be the id of a question of the type one, several or number",
        "/questions/0/options/0/points: must be from -100 to 100",
        "/questions/1/id: is the id of an earlier one: choose another",
        "/questions/10/answer: must be a number as a string, such as \"-0.5\": at most 12 digits, 6 of "
        "them after the point",
    ]
    assert done.stderr == f"mcf: {file} has 6 mistakes\n"


@pytest.mark.parametrize(("text", "words"), [
    (b'{"format": 1,\n "format": 1}', 'has the key "format" twice (line 2, column 10)'),
    (b'{"title": "\xff"}', "is not valid UTF-8 (line 1, column 13)"),
    (b"", "is empty (line 1, column 1)"),
    (b" " * (256 * 1024 + 1), "is longer than 262144 bytes"),
    (b"[" * 40, "is nested deeper than 32 (line 1, column 33)"),
    (b"7", "must be an object"),
])
def test_what_is_no_document_is_one_mistake(text: bytes, words: str):
    done = check_input(text)
    assert (done.returncode, done.stdout) == (65, f"the document: {words}\n")
    assert done.stderr == "mcf: - has 1 mistake\n"


def test_a_strangers_file_does_not_command_the_terminal(draft):
    file = draft(lambda document: document.update({"\x1b[2J\x9b1A": 1}))
    done = run_mcf("tests", "check", str(file))
    assert (done.returncode, done.stdout) == (65, "/\ufffd[2J\ufffd1A: is not known here\n")


def test_what_cannot_be_read_is_said(tmp_path: Path):
    for path in (tmp_path / "nothing.json", tmp_path):
        done = run_mcf("tests", "check", str(path))
        assert (done.returncode, done.stdout) == (73, "")
        assert done.stderr.startswith(f"mcf: {path} cannot be read: ")


def test_without_a_file_it_is_a_usage_error():
    assert run_mcf("tests", "check").returncode == 64
    assert "USAGE: mcf tests check <file>" in run_mcf("tests", "check", "--help").stdout


def changed(*path, to=None):
    """A change of a document: something else at a place, or nothing any more."""
    def change(document):
        for step in path[:-1]:
            document = document[step]
        if to is None:
            del document[path[-1]]
        else:
            document[path[-1]] = to
    return change


@pytest.mark.parametrize("change", [
    changed("format", to=2), changed("title"), changed("title", "de", to="Blick"),
    changed("introduction", "ru", to="x" * 2001), changed("limit_seconds", to=9),
    changed("limit_seconds", to="1200"), changed("order", "options", to="random"),
    changed("start_value", to=101), changed("pass", "best", to=1),
    changed("pass", "top_percent", to=0), changed("questions", to=[]),
    changed("questions", 0, "id", to="Late bus"), changed("questions", 0, "type", to="two"),
    changed("questions", 0, "hint", to="Hiss."), changed("questions", 0, "options", 0, "points"),
    changed("questions", 0, "options", 0, "points", to=101),
    changed("questions", 0, "options", 0, "right", to=True),
    changed("questions", 0, "options", 0, "effects", "charm", to=1),
    changed("questions", 0, "options", 0, "last", to="yes"),
    changed("questions", 7, "scoring"), changed("questions", 7, "points", to=3),
    changed("questions", 8, "points"), changed("questions", 8, "options", 0, "points", to=1),
    changed("questions", 10, "answer", to="8,0"), changed("questions", 10, "answer", to="1" * 13),
    changed("questions", 10, "answer", to="0.1234567"), changed("questions", 10, "tolerance", to="-1"),
    changed("questions", 11, "near", 0, "effects", to={}), changed("questions", 13, "guide"),
    changed("questions", 13, "max_length", to=4001), changed("questions", 13, "options", to=[]),
])
def test_what_the_schema_refuses_is_a_mistake(draft, change):
    """R-110: an editor that goes by the schema says nothing else than the service."""
    schema = json.loads(SCHEMA.read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    assert validator.is_valid(json.loads(FIRST_LOOK.read_text()))
    file = draft(change)
    assert not validator.is_valid(json.loads(file.read_text()))
    assert run_mcf("tests", "check", str(file)).returncode == 65


def test_the_schema_takes_what_may_be_left_out_or_written_otherwise(draft):
    def change(document):
        del document["pass"]
        del document["questions"][10]["tolerance"]
        document["questions"][10]["answer"] = "-999999.999999"
        document["questions"][0]["options"][3]["last"] = True
    file = draft(change)
    schema = json.loads(SCHEMA.read_text())
    jsonschema.validate(json.loads(file.read_text()), schema, jsonschema.Draft202012Validator)
    assert run_mcf("tests", "check", str(file)).returncode == 0
