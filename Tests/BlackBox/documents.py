"""The OpenAPI documents, and whether an answer is as they say."""

from __future__ import annotations

import functools
import subprocess
from urllib.parse import urlsplit

import requests
import schemathesis
import yaml

from local_mcf import MCF, ROOT
from services import SERVICES

# What all documents share, and what a service writes itself.
SHARED = ROOT / "Sources/Platform/ServiceKit/Documents/shared.yaml"


def own(service: str) -> dict:
    folder = "".join(word.capitalize() for word in service.split("-"))
    return yaml.safe_load((ROOT / f"Sources/Services/{folder}/openapi.yaml").read_text())


@functools.cache
def text(service: str) -> str:
    """The document as it is served."""
    command = [MCF, "reference", "openapi", service]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout.removesuffix("\n")


def closed(document: dict) -> dict:
    """The document with each of several forms (`anyOf`) as one schema that has no other members.

    OpenAPI 3.0 has no way to say so of what `allOf` puts together.
    """
    schemas = document["components"]["schemas"]

    def whole(schema: dict) -> tuple[dict, list]:
        schema = schemas[schema["$ref"].rsplit("/", 1)[-1]] if "$ref" in schema else schema
        parts = [whole(part) for part in schema.get("allOf", [])]
        parts.append((schema.get("properties", {}), schema.get("required", [])))
        members = {name: member for part, _ in parts for name, member in part.items()}
        return members, [name for _, required in parts for name in required]

    forms = [each for schema in schemas.values() for each in schema.get("anyOf", [])]
    for form in forms:
        properties, required = whole(form)
        schemas[form["$ref"].rsplit("/", 1)[-1]] = {
            "type": "object", "properties": properties, "required": required,
            "additionalProperties": False,
        }
    return document


class Documents:
    """Finds the operation of each answer and validates the answer against it."""

    def __init__(self) -> None:
        self.operations = {}
        self.seen: set[tuple[str, str, int]] = set()
        for service in SERVICES:
            schema = schemathesis.openapi.from_dict(closed(yaml.safe_load(text(service))))
            for result in schema.get_all_operations():
                operation = result.ok()
                key = (operation.method.upper(), tuple(operation.path.strip("/").split("/")))
                self.operations[key] = operation

    def find(self, method: str, path: str):
        """The operation with the fewest parameters that fits."""
        parts = path.strip("/").split("/")
        fitting = [
            (sum(part.startswith("{") for part in template), operation)
            for (its_method, template), operation in self.operations.items()
            if its_method == method and len(template) == len(parts)
            and all(t.startswith("{") or t == p for t, p in zip(template, parts))
        ]
        return min(fitting, key=lambda pair: pair[0])[1] if fitting else None

    def check(self, answer: requests.Response) -> None:
        """Raises when the answer is not documented, or not as documented."""
        method, path = answer.request.method, urlsplit(answer.request.url).path
        if not path.startswith("/api/") or path.endswith("/openapi.yaml"):
            return
        operation = self.find(method, path)
        assert operation, f"{method} {path} is in no document"
        self.seen.add((method, operation.path, answer.status_code))
        documented = operation.definition.raw["responses"]
        assert str(answer.status_code) in documented, (
            f"{method} {operation.path} answered {answer.status_code}, which is not documented: "
            f"{answer.text[:300]}"
        )
        operation.validate_response(answer)

    def never_succeeded(self) -> set[tuple[str, str]]:
        """The operations that no answer below 300 was seen of."""
        good = {(method, path) for method, path, status in self.seen if status < 300}
        return {(m, operation.path) for (m, _), operation in self.operations.items()} - good
