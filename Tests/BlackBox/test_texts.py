"""The texts beside the code are true of what they name, and stay short."""

from __future__ import annotations

import functools
import re
from fnmatch import fnmatch
from pathlib import Path
from urllib.parse import parse_qsl

import documents
import pytest
import yaml
from conftest import run_mcf
from services import OPEN
from texts import README, ROOT, TEXTS, Text, declared_members, declared_types, files

# Types of Swift's libraries and of our dependencies that the texts speak of.
FOREIGN = {"Counter", "Gauge", "Meter", "Timer"}
LONGEST_LINE = 100

SERVICES = sorted(path for path in (ROOT / "Sources/Services").iterdir() if path.is_dir())
EVENTS = {path.stem for path in (ROOT / "Sources/Platform/Contracts/Events").glob("*.swift")
          if re.search(r"struct \w+: (EventPayload|FlatEvent)\b", path.read_text())}
# Where pages are, by the names that the code has for them.
ADDRESSES = dict(
    match for path in files() if path.suffix == ".swift"
    for match in re.findall(r'static let (\w+) = Address\("([^"]*)"\)', path.read_text()))
every_text = pytest.mark.parametrize("text", TEXTS, ids=str)


def test_the_readme_can_be_read_at_one_sitting():
    assert len(README.lines) <= 250


def test_the_top_level_holds_what_everybody_needs_and_nothing_else():
    """What is made there is ignored, or does not belong there."""
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    held = {
        path.name for path in ROOT.iterdir()
        if not path.name.startswith(".")
        and not any(fnmatch(path.name, each.rstrip("/")) for each in ignored)}
    assert held == {"Package.swift", "README.md", "Sources", "Tests", "k8s", "scripts", "sql"}


def test_each_service_and_whatever_needs_it_has_a_text_of_its_own():
    assert len(SERVICES) >= 5
    others = ["Sources/Platform/Outbox", "Tests", "Tests/Faults", "scripts/benches", "k8s"]
    for folder in SERVICES + [ROOT / other for other in others]:
        assert (folder / "README.md").exists(), f"{folder} has no README.md"


def test_each_fault_and_each_benchmark_is_told_of():
    faults = {path.name for path in (ROOT / "Tests/Faults").glob("test_*.py")}
    rows = "\n".join(Text(ROOT / "Tests/Faults/README.md").lines)
    assert set(re.findall(r"^\| `(test_\w+\.py)` \|", rows, re.M)) == faults
    benches = {path.name for path in (ROOT / "scripts/benches").iterdir() if not path.suffix}
    headings = "\n".join(Text(ROOT / "scripts/benches/README.md").lines)
    assert set(re.findall(r"^## `([\w-]+)`$", headings, re.M)) == benches


def test_the_picture_is_small():
    assert 0 < (ROOT / "scripts/tour/clerks-page.png").stat().st_size <= 150_000


@every_text
def test_its_prose_fits_the_page(text: Text):
    """Tables and blocks of code may be wider; nothing else."""
    wide = [
        f"{text}:{number}" for number, line in text.prose
        if len(line) > LONGEST_LINE and not line.startswith("|")
    ]
    assert wide == []


@every_text
def test_the_paths_it_names_are_there(text: Text):
    missing = [span for span in text.spans if is_path(span) and not exists(span, text)]
    assert missing == []


def is_path(span: str) -> bool:
    """What has the form of a file's or a folder's name; addresses begin with a slash."""
    if re.fullmatch(r"[\w.+-]+(/[\w.+-]+)*/?", span) is None:
        return False
    if span.split("/")[0] in ("application", "text", "image"):
        return False
    return "/" in span or re.search(
        r"\.(swift|py|md|sql|yaml|yml|sh|lua|mustache|js|css|txt|json|png|jpg|ini)$", span) is not None


def exists(path: str, text: Text) -> bool:
    """At the repository's root or beside the text; a name alone, anywhere."""
    if any((folder / path).exists() for folder in (ROOT, text.path.parent)):
        return True
    return "/" not in path and any(file.name == path for file in files())


@every_text
def test_the_types_it_names_are_declared(text: Text):
    names = [name for span in text.spans for name in undeclared(span)]
    assert names == []


def undeclared(span: str) -> list[str]:
    """Of `Type`, `Type<Other>`, `Type.member` and `Type.member(label:)`, what is nowhere."""
    match = re.fullmatch(r"([A-Z]\w*)(?:<(\w+)>)?((?:\.\w+)*)(?:\(.*\))?", span)
    if match is None or is_path(span):
        return []
    types = [name for name in match.groups()[:2] if name and re.search(r"[a-z]", name)]
    types += [part for part in match[3].split(".") if re.match(r"[A-Z]", part)]
    members = [part for part in match[3].split(".") if re.match(r"[a-z]", part)]
    return [
        *(name for name in types if name not in declared_types() | FOREIGN),
        *(f"{span}: {name}" for name in members if types and name not in declared_members()),
    ]


@every_text
def test_its_links_lead_somewhere(text: Text):
    dead = [link for link in text.links if not leads_somewhere(link, text)]
    assert dead == []


def leads_somewhere(link: str, text: Text) -> bool:
    if re.match(r"https?://", link):
        return True
    path, _, anchor = link.partition("#")
    target = (text.path.parent / path).resolve() if path else text.path
    if not target.exists() or not target.is_relative_to(ROOT):
        return False
    return not anchor or target.suffix == ".md" and anchor in Text(target).anchors


def test_a_text_that_nothing_leads_to_is_not_found():
    """From the README, by links, every other text can be reached."""
    reached, waiting = {README.path}, [README]
    while waiting:
        text = waiting.pop()
        for link in text.links:
            path = (text.path.parent / link.partition("#")[0]).resolve()
            if path.is_dir():
                path /= "README.md"
            if path.suffix == ".md" and path not in reached and path.exists():
                reached.add(path)
                waiting.append(Text(path))
    assert {str(text) for text in TEXTS if text.path not in reached} == set()


@pytest.mark.parametrize("folder", SERVICES, ids=lambda folder: folder.name)
def test_a_services_text_tells_of_its_events_and_pages(folder: Path):
    """What it publishes and takes, and where its pages are, no more and no less."""
    code = "\n".join(path.read_text() for path in files()
                     if path.suffix == ".swift" and path.is_relative_to(folder))
    text = "\n".join(Text(folder / "README.md").lines)
    assert len(EVENTS) > 8
    assert {event for event in EVENTS if f"`{event}`" in text} == {
        event for event in EVENTS if re.search(rf"\b{event}\b", code)}
    pages = {ADDRESSES[name] for name in re.findall(r"PageLink\(\s*\.(\w+)", code)}
    told = text[text.index("## Pages"):].split("\n## ")[0]
    assert set(re.findall(r"`(/[a-z/-]*)`", told)) == pages
    assert ("None so far" in told) == (not pages)


@every_text
def test_the_commands_it_names_are_understood(text: Text):
    """Subcommands and options of `mcf`; what else follows is the reader's."""
    typed = [span for span in text.spans if re.match(r"(\.build/debug/)?mcf ", span)]
    typed += [line for line in text.lines if re.match(r"\s*(\w+=\S* )*mcf [a-z-]+( |$)", line)]
    for command in typed:
        words = re.sub(r"^.*?mcf ", "", command).split()
        path = []
        while words and words[0] in subcommands(*path):
            path.append(words.pop(0))
        assert path or words[0].startswith("-"), command
        assert not subcommands(*path) or not words or words[0].startswith("-"), command
        for option in (word for word in words if word.startswith("--")):
            assert re.search(rf"(^|\s|\[){option}\b", help_of(*path)), f"{command}: {option}"


@every_text
def test_the_calls_it_names_are_in_a_document(text: Text):
    """The address, the parameters of its query, and their values where there are only some."""
    calls = [span for span in text.spans if re.match(CALL, span)]
    calls += [match[0] for line in text.lines if (match := re.match(rf"\s*{CALL}\S*", line))]
    wrong = [call for call in calls if not is_documented(*call.split()[:2])]
    assert wrong == []


CALL = r"(GET|POST|PUT|PATCH|DELETE) /api/"


def is_documented(method: str, address: str) -> bool:
    path, _, query = address.partition("?")
    found = parameters().get((method.lower(), re.sub(r"\{\w+\}", "{}", path)))
    if found is None:
        return False
    return all(
        name in found and (not found[name] or not value.isascii() or value in found[name])
        for name, value in parse_qsl(query, keep_blank_values=True))


@functools.cache
def parameters() -> dict[tuple[str, str], dict[str, list[str]]]:
    """Of each operation, those of its query, with the values that there are; none: any."""
    found = {}
    for service in documents.SERVICES + OPEN:
        document = yaml.safe_load(documents.text(service))
        for path, operations in document["paths"].items():
            for method, operation in operations.items():
                if method in ("summary", "description", "parameters"):
                    continue
                listed = [
                    whole(each, document)
                    for each in operations.get("parameters", []) + operation.get("parameters", [])]
                found[method, re.sub(r"\{\w+\}", "{}", path)] = {
                    each["name"]: whole(each["schema"], document).get("enum", [])
                    for each in listed if each["in"] == "query"}
    return found


def whole(part: dict, document: dict) -> dict:
    """What is said here, or where this leads to."""
    for name in part.get("$ref", "#").split("/")[1:]:
        document = document[name]
    return document if "$ref" in part else part


def test_every_command_explains_itself():
    """However deep: two options of one name are found when the command is asked, and only then."""
    def walk(*path: str) -> int:
        return 1 + sum(walk(*path, name) for name in subcommands(*path))
    assert walk() > 40


@functools.cache
def help_of(*path: str) -> str:
    done = run_mcf(*path, "--help")
    assert done.returncode == 0, path
    return done.stdout


def subcommands(*path: str) -> list[str]:
    _, _, listed = help_of(*path).partition("\nSUBCOMMANDS:\n")
    return re.findall(r"^  ([a-z][a-z-]*) ", listed, re.M)
