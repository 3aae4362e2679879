"""A client that openapi-python-client generates of a document, and what types it gives to whom."""

from __future__ import annotations

import importlib
import inspect
import io
import os
import pkgutil
import subprocess
import sys
import types
import typing
from pathlib import Path

import attrs

import documents
from local_mcf import ROOT

CONFIG = ROOT / "scripts/openapi-python-client.yaml"
METHODS = {"get", "put", "post", "patch", "delete"}
# What the names of types stand for where JSON or Python knows more than one.
WIDER = {float: (int, float), typing.BinaryIO: io.IOBase}


class GeneratedClient:
    """The package of one service's document, imported; raises for whatever the generator says."""

    def __init__(self, service: str, folder: Path) -> None:
        package = f"generated_{service.replace('-', '_')}"
        document = folder / f"{service}.yaml"
        document.write_text(documents.text(service))
        tools = Path(sys.executable).parent
        done = subprocess.run(
            [tools / "openapi-python-client", "generate", "--path", document, "--meta", "none",
             "--output-path", folder / package, "--config", CONFIG, "--fail-on-warning"],
            # The generator tidies up by a tool that lies beside it.
            env={**os.environ, "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}"},
            capture_output=True, text=True, check=False,
        )
        said = [line for line in done.stdout.splitlines() if not line.startswith("Generating ")]
        assert (done.returncode, said, done.stderr) == (0, [], ""), "\n".join(said) + done.stderr
        sys.path.insert(0, str(folder))
        self.models = importlib.import_module(f"{package}.models")
        self.connection = importlib.import_module(f"{package}.client").AuthenticatedClient
        self.types = importlib.import_module(f"{package}.types")
        self.tags = {
            tag: self._operations(f"{package}.api.{tag}")
            for tag in self._inside(f"{package}.api")
        }

    @staticmethod
    def _inside(package: str) -> list[str]:
        return [each.name for each in pkgutil.iter_modules(importlib.import_module(package).__path__)]

    def _operations(self, package: str) -> dict[str, types.ModuleType]:
        return {
            name: importlib.import_module(f"{package}.{name}") for name in self._inside(package)
        }

    def hints(self, of) -> dict[str, object]:
        """The types of a model's members, or of a function's parameters and answer."""
        names = {**vars(self.models), **vars(sys.modules[of.__module__])}
        return typing.get_type_hints(of, names, names)

    def members(self, model: type) -> dict[str, object]:
        """Without those that no document names, which an open model keeps as they are."""
        hints = self.hints(model)
        named = {name: hint for name, hint in hints.items() if name != "additional_properties"}
        return named or hints

    def untyped(self) -> list[str]:
        """The members, parameters, bodies and answers whose type the document does not tell."""
        models = [each for each in vars(self.models).values() if attrs.has(each)]
        return [
            f"{model.__name__}.{name}"
            for model in models for name, hint in self.members(model).items() if is_anything(hint)
        ] + [
            f"{operation}: {name}"
            for operations in self.tags.values() for operation, module in operations.items()
            for name, hint in self.hints(module.sync_detailed).items()
            if is_anything(hint) and not (name == "return" and answers_nothing(module))
        ]

    def mistyped(self, value: object, hint: object, path: str = "") -> list[str]:
        """What is of another type than the client says, by its path."""
        if typing.get_origin(hint) in (typing.Union, types.UnionType):
            found = [self.mistyped(value, each, path) for each in typing.get_args(hint)]
            return min(found, key=len)
        if typing.get_origin(hint) is list and isinstance(value, list):
            (item,) = typing.get_args(hint)
            return [
                flaw for number, each in enumerate(value)
                for flaw in self.mistyped(each, item, f"{path}/{number}")
            ]
        if hint is typing.Any:
            return []
        kind = typing.get_origin(hint) or hint
        if not isinstance(value, WIDER.get(kind, kind)):
            return [f"{path}: {value!r} is no {hint}"]
        return [] if not attrs.has(kind) else [
            flaw for name, member in self.members(kind).items()
            for flaw in self.mistyped(getattr(value, name), member, f"{path}/{name}")
        ]


def is_anything(hint: object) -> bool:
    return hint in (typing.Any, object) or any(map(is_anything, typing.get_args(hint)))


def answers_nothing(operation: types.ModuleType) -> bool:
    """Whether one of its answers has no content, which the generator gives no better type."""
    return "cast(Any, None)" in inspect.getsource(operation)
