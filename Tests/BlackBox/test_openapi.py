"""The OpenAPI documents are served, valid and true."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

import documents
import pytest
import requests
import yaml
from openapi_spec_validator import OpenAPIV31SpecValidator

from rest import Caller

HERE = Path(__file__).parent


@pytest.mark.parametrize("service", documents.SERVICES)
def test_the_document_is_served_and_valid(mcf, service):
    answer = requests.get(f"{mcf.url}/api/{service}/openapi.yaml", timeout=5)
    assert answer.status_code == 200
    assert answer.text == documents.path(service).read_text()
    document = yaml.safe_load(answer.text)
    assert document["openapi"].startswith("3.1")
    OpenAPIV31SpecValidator(document).validate()


@pytest.fixture
def ids(mcf, manager) -> dict[str, list[str]]:
    """Some that exist, orders of the client and the worker who fuzz among them."""
    client = Caller(mcf.url, mcf.token("client", "hcb-41"))
    service = next(
        each["id"] for each in manager.get("/api/service-types")["items"]
        if each["name"] == "At once"
    )
    at = datetime.now(timezone.utc) + timedelta(hours=2)
    orders = [
        client.create("/api/orders", {
            "service_type_id": service, "description": "to be fuzzed", "place": "here",
            "phone": "+74950000041", "email": "fuzz@example.com",
            "scheduled_at": f"{at:%FT%TZ}",
        })
        for _ in range(3)
    ]
    return {
        "orders": [order["id"] for order in orders],
        "workers": [orders[0]["worker_id"]],
        "clients": [orders[0]["client_id"]],
        "service-types": [service],
    }


@pytest.mark.parametrize(
    ("service", "role", "subject"),
    [
        ("clients", "manager", "boss"), ("clients", "client", "hcb-40"), ("clients", "hcb", "hcb"),
        ("workers", "manager", "boss"), ("workers", "worker", None),
        ("orders", "manager", "boss"), ("orders", "client", "hcb-41"), ("orders", "worker", None),
        ("orders", "clerk", "packer"),
    ],
)
def test_fuzzing_finds_no_crash_and_no_undocumented_answer(mcf, ids, service, role, subject):
    if role == "worker":
        subject = ids["workers"][0]
    command = [
        Path(sys.executable).with_name("schemathesis"), "run",
        f"{mcf.url}/api/{service}/openapi.yaml",
        "--header", f"Authorization: Bearer {mcf.token(role, subject)}",
        "--checks", "not_a_server_error,status_code_conformance,content_type_conformance,"
        "response_headers_conformance,response_schema_conformance",
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
