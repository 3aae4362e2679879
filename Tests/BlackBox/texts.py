"""The texts beside the code, and what they may name."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from local_mcf import ROOT

FOLDERS = ("Sources", "Tests", "sql", "k8s", "scripts")


@functools.cache
def files() -> list[Path]:
    """All files of the repository, below its root."""
    found = [ROOT / name for name in ("Package.swift", "README.md", ".ci/run")]
    for folder in FOLDERS:
        found += (path for path in (ROOT / folder).rglob("*") if path.is_file())
    return sorted(path for path in found if "__pycache__" not in path.parts)


@dataclass(frozen=True)
class Text:
    """One Markdown file."""

    path: Path

    @functools.cached_property
    def lines(self) -> list[str]:
        return self.path.read_text().splitlines()

    @functools.cached_property
    def prose(self) -> list[tuple[int, str]]:
        """Its lines outside blocks of code, with their numbers."""
        found, is_code = [], False
        for number, line in enumerate(self.lines, 1):
            if line.lstrip().startswith("```"):
                is_code = not is_code
            elif not is_code:
                found.append((number, line))
        return found

    @property
    def spans(self) -> Iterator[str]:
        """What stands between backticks, also over the end of a line."""
        prose = "\n".join(line for _, line in self.prose)
        for span in re.findall(r"`([^`]+)`", prose):
            yield re.sub(r"\s*\n\s*", " ", span)

    @property
    def links(self) -> list[str]:
        prose = "\n".join(line for _, line in self.prose)
        found = re.findall(r"\[[^\]]*\]\(([^)\s]+)\)|<img\s[^>]*src=\"([^\"]+)\"", prose)
        return [link or picture for link, picture in found]

    @property
    def anchors(self) -> set[str]:
        """Where a link into it may lead, as GitHub spells it."""
        headings = (re.match(r"#+ (.*)", line) for _, line in self.prose)
        return {
            re.sub(r"[^\w\- ]", "", heading[1].lower()).replace(" ", "-")
            for heading in headings if heading
        }

    def __str__(self) -> str:
        return str(self.path.relative_to(ROOT))


TEXTS = [Text(path) for path in files() if path.suffix == ".md"]
README = Text(ROOT / "README.md")


@functools.cache
def swift() -> str:
    """All Swift sources, one after the other."""
    return "\n".join(path.read_text() for path in files() if path.suffix == ".swift")


@functools.cache
def declared_types() -> set[str]:
    """Types, modules and folders of the sources and tests, and the alarms."""
    python = "\n".join(path.read_text() for path in files() if path.suffix == ".py")
    alarms = (ROOT / "k8s/base/alerts.yaml").read_text()
    folders = {folder.name for path in files() for folder in path.parents}
    return {
        *re.findall(r"\b(?:struct|class|actor|enum|protocol|typealias) (\w+)", swift()),
        *re.findall(r"^class (\w+)", python, re.M),
        *re.findall(r"- alert: (\w+)", alarms),
        *folders,
    }


@functools.cache
def declared_members() -> set[str]:
    """Functions, properties and cases of the Swift sources."""
    return set(re.findall(r"\b(?:func|var|let|case) `?(\w+)", swift()))
