"""The OpenAPI documents are served, valid and true."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import uuid
from datetime import datetime, timedelta, timezone
from pathlib import Path

import documents
import pytest
import requests
import yaml
from hiring_bed import HiringBed, publish
from openapi_spec_validator import OpenAPIV30SpecValidator

from rest import Caller
from services import HIDDEN, OPEN, SERVICES

HERE = Path(__file__).parent


def where(mcf, service: str) -> str:
    return mcf.portal if service in OPEN else mcf.url


@pytest.mark.parametrize("service", SERVICES + OPEN)
def test_the_document_is_served_and_valid(mcf, knowing, service):
    headers = knowing.session.headers if service in HIDDEN else {}
    answer = requests.get(
        f"{where(mcf, service)}/api/{service}/openapi.yaml", headers=headers, timeout=5)
    assert answer.status_code == 200
    assert answer.text == documents.text(service)
    document = yaml.safe_load(answer.text)
    assert document["openapi"].startswith("3.0")
    OpenAPIV30SpecValidator(document).validate()


@pytest.mark.parametrize("service", documents.SERVICES)
def test_a_service_writes_only_what_is_its_own(service):
    """What all share is in no service's file, under no other spelling of its name either."""
    own = documents.own(service)
    assert set(own) & {"openapi", "servers", "security"} == set()
    assert "securitySchemes" not in own["components"]
    shared = yaml.safe_load(documents.SHARED.read_text())["components"]
    for section, components in own["components"].items():
        names = {name.lower() for name in shared.get(section, {})}
        assert [name for name in components if name.lower() in names] == []


@pytest.mark.parametrize("service", documents.SERVICES)
def test_each_document_says_where_tokens_come_from_and_what_they_say(service):
    document = yaml.safe_load(documents.text(service))
    assert document["security"] == [{"bearer": []}]
    told = document["components"]["securitySchemes"]["bearer"]["description"]
    for name in ["MCF_AUTH_JWKS_URL", "mcf token", "iss", "aud", "exp", "sub", "roles"]:
        assert f"`{name}" in told, name


def nodes(value, path=""):
    """Every object of a document, with where it is."""
    if isinstance(value, dict):
        yield path, value
    for key, item in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(item, (dict, list)):
            yield from nodes(item, f"{path}/{key}")


def flaws(path, node):
    """What openapi-generator warns of, which scripts/test does not run, or generators leave out."""
    if "enum" in node and "type" not in node:
        yield "an enum without a type"
    if node.get("format") == "date-time" and "pattern" in node:
        yield "a pattern beside a format"
    if "oneOf" in node:
        yield "oneOf; anyOf takes the first that fits, so the one with the most members is first"
    for each in node.get("anyOf", []):
        if not {"$ref", "type"} & set(each):
            yield "alternatives that are no types"
    if len(node.get("allOf", [])) == 1 and "properties" in node:
        yield "members beside what they are added to: openapi-python-client leaves them out"
    if "allOf" in node and path.endswith("/items"):
        yield "an item that is put together without a name"
    for media in node["content"].values() if isinstance(node.get("content"), dict) else []:
        if isinstance(media, dict) and not media.get("schema"):
            yield "a media type without a schema"
    if "/requestBody/content/" in path and isinstance(node.get("example"), dict) and "schema" in node:
        yield "an example of a body that is not its schema's"


@pytest.mark.parametrize("service", OPEN)
def test_whoever_is_reached_by_strangers_asks_for_no_token(service):
    document = yaml.safe_load(documents.text(service))
    assert "security" not in document and "securitySchemes" not in document["components"]


@pytest.mark.parametrize("service", SERVICES + OPEN)
def test_generators_of_clients_understand_the_document(service):
    document = yaml.safe_load(documents.text(service))
    found = [
        f"{path}: {flaw}" for path, node in nodes(document) for flaw in flaws(path, node)
        # A property may have any of these names.
        if not path.endswith("/properties") and "/example" not in path
    ]
    assert found == []


@pytest.fixture
def fuzzed(mcf, manager) -> tuple[str, dict[str, list[str]]]:
    """A client and what is the client's, made for one run: whoever fuzzes may spoil it all."""
    subject = f"fuzz-{uuid.uuid4()}"
    manager.create("/api/clients", {
        "external_id": subject, "first_name": "Fuzzy", "last_name": "Cat",
        "email": "fuzz@example.com",
    })
    client = Caller(mcf.url, mcf.token("client", subject))
    service = manager.create("/api/service-types", {
        "name": subject, "description": "", "duration_minutes": 15, "active": True,
        "lead_minutes": 0, "travel_minutes": 0,
    })["id"]
    test, vacancy = publish(manager, subject)
    bed = HiringBed(mcf, test, vacancy)
    applications = [bed.apply() for _ in range(3)]
    for each in applications:
        bed.confirm(each)
    sitting = bed.apply()
    bed.confirm(sitting)
    bed.invite(sitting)
    bed.begin(sitting, {})
    at = datetime.now(timezone.utc) + timedelta(hours=2)
    orders = [
        client.create("/api/orders", {
            "service_type_id": service, "description": "to be fuzzed", "place": "here",
            "phone": "+74950000041", "email": "fuzz@example.com",
            "scheduled_at": f"{at:%FT%TZ}",
        })
        for _ in range(3)
    ]
    return subject, {
        "orders": [order["id"] for order in orders],
        "workers": [orders[0]["worker_id"]],
        "clients": [orders[0]["client_id"]],
        "service-types": [service],
        "packages": [order["id"] for order in orders],
        "order_id": [order["id"] for order in orders],
        "tests": [test], "vacancies": [vacancy],
        "applications": applications,
        "attempts": [bed.hand_in({"why_us": "For the fish."}, parked) for parked in (False, True)],
        "token": [bed.link(sitting).removeprefix("/portal/")],
        "question": ["1.way", "1.why_us", "1.late_bus"],
    }


FUZZERS = [
    ("clients", "manager"), ("clients", "client"), ("clients", "hcb"),
    ("workers", "manager"), ("workers", "worker"), ("managers", "manager"),
    ("orders", "manager"), ("orders", "client"), ("orders", "worker"), ("orders", "clerk"),
    ("packing", "clerk"), ("packing", "manager"), ("packing", "worker"), ("packing", "client"),
    ("client-billing", "manager"), ("client-billing", "client"),
    ("worker-billing", "manager"), ("worker-billing", "worker"), ("notifications", "manager"),
    ("applicants", "manager"), ("applicants-portal", "manager"),
    ("quality", "manager"), ("bets", "manager"), ("accounts", "manager"),
]


def test_no_service_goes_without_fuzzing():
    assert {service for service, _ in FUZZERS} == set(SERVICES + OPEN)
    assert len(set(FUZZERS)) == len(FUZZERS), "nor twice"


@pytest.mark.parametrize(("service", "role"), FUZZERS)
def test_fuzzing_finds_no_crash_and_no_undocumented_answer(mcf, fuzzed, knowing, service, role):
    client, ids = fuzzed
    subject = {"client": client, "worker": ids["workers"][0]}.get(role, role)
    if service in ("quality", *HIDDEN):
        subject = knowing.id
    command = [
        Path(sys.executable).with_name("schemathesis"), "run",
        f"{where(mcf, service)}/api/{service}/openapi.yaml",
        "--header", f"Authorization: Bearer {mcf.token(role, subject)}",
        "--checks", "not_a_server_error,status_code_conformance,content_type_conformance,"
        "response_headers_conformance,response_schema_conformance",
        # It never ends, as is its purpose.
        "--exclude-operation-id", "streamPackages",
        "--phases", "examples,coverage,fuzzing", "--max-examples", "12", "--seed", "7",
        "--request-timeout", "20", "--no-color",
    ]
    environment = {
        **os.environ, "SCHEMATHESIS_HOOKS": "schemathesis_hooks", "PYTHONPATH": str(HERE),
        "FUZZ_IDS": json.dumps(ids),
    }
    done = subprocess.run(
        command, capture_output=True, text=True, env=environment, cwd=mcf.state, check=False
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
