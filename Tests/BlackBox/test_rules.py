"""Sources/Services/RULES.md says of every rule's number what it means and what proves it."""

from __future__ import annotations

import functools
import re

import pytest
from texts import ROOT, files

NUMBER = re.compile(r"\bR-\d{3}\b")
PAGE = ROOT / "Sources/Services/RULES.md"
ENTRY = re.compile(r"^- \*\*(R-\d{3})\*\* (.+?)\n  Proved by ((?:.|\n  )+?)\.\n(?=\n|- |\Z)", re.M | re.S)
RULES = {number: (meaning, proof) for number, meaning, proof in ENTRY.findall(PAGE.read_text())}


@functools.cache
def contents() -> dict[str, str]:
    """The files that name rules, without the page itself."""
    return {
        str(path.relative_to(ROOT)): path.read_text() for path in files()
        if path.suffix in (".swift", ".py", ".sql", ".yaml", ".md") and path != PAGE
    }


def declaring(suite: str) -> list[str]:
    """The files that declare a suite."""
    return [
        path for path, text in contents().items() if path.startswith("Tests/")
        and re.search(rf"\b(?:struct|class|enum|actor) {suite}\b", text)
    ]


def test_the_page_is_read_as_a_whole():
    assert len(RULES) > 20
    assert list(RULES) == re.findall(r"^- \*\*(R-\d{3})\*\*", PAGE.read_text(), re.M)


def test_every_number_in_code_and_tests_is_explained():
    named = {
        (number, path) for path, text in contents().items() for number in NUMBER.findall(text)
    }
    assert len(named) > 100
    assert sorted((number, path) for number, path in named if number not in RULES) == []


@pytest.mark.parametrize("number", sorted(RULES))
def test_a_rule_is_one_sentence(number):
    meaning, _ = RULES[number]
    assert re.match(r"[A-Z]", meaning) and meaning.endswith(".")
    assert re.search(r"\.\s+[A-Z]", meaning) is None


@pytest.mark.parametrize("number", sorted(RULES))
def test_what_proves_a_rule_is_there_and_names_it(number):
    _, proof = RULES[number]
    names = re.findall(r"`([^`]+)`", proof)
    assert names
    for name in names:
        found = [name] if "/" in name else declaring(name)
        assert len(found) == 1, f"{name} is in {found or 'no file'}"
        assert found[0].startswith("Tests/") and found[0] in contents(), f"there is no {name}"
        assert number in contents()[found[0]], f"{name} does not name {number}"
